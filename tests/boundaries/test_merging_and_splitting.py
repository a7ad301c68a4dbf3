"""Merging, splitting and carving out: what goes along, what is refused, what history tells.

West | Oost | Ver
"""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

import geo
from boundaries import commands, queries
from boundaries.bookkeeping import money_at
from boundaries.dividing import EQUALLY, read_divide
from boundaries.errors import Conflict, Refused, Unknown
from boundaries.growing_up import growth_of
from boundaries.model import (
    Balance,
    Block,
    Engagement,
    EngagementKind,
    Project,
    ProjectKind,
    ProjectStatus,
)
from tests.conftest import X, Y, area, on, square


@pytest.fixture
def town(store, admin):
    for number, name in enumerate(("West", "Oost")):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2007))
    commands.found(store, admin, name="Ver", geometry=square(5, 0), occasion=on(2007))
    return store


def merge(store, admin, *numbers, year=2010, **more):
    areas = [area(n) for n in numbers]
    return commands.merge(store, admin, areas, name="Samen", occasion=on(year), **more)


def project(id_, number, *, place=None, status="running", day=dt.date(2008, 1, 1)) -> Project:
    return Project(
        id_, "Bank", ProjectKind.QUICK_WIN, area(number), ProjectStatus(status), day, place
    )


def cut(column: float) -> shapely.LineString:
    """A line from south to north."""
    return shapely.LineString([(X + 100 * column, Y - 50), (X + 100 * column, Y + 150)])


def split(store, admin, number=1, column=0.25, **more):
    return commands.split(
        store, admin, area(number), line=cut(column), names=("Links", "Rechts"),
        occasion=on(2010), **more,
    )  # fmt: skip


def balances(store, year=2020) -> dict[str, Balance]:
    with store.read() as parts:
        return money_at(parts, dt.date(year, 1, 1)).areas


# Merging


def test_a_merger_makes_a_new_area_and_retires_its_parents(town, admin) -> None:
    changed = merge(town, admin, 1, 2)
    assert (changed.areas, changed.retired) == ((area(4),), (area(1), area(2)))


def test_a_merger_has_all_land_of_its_parents(town, admin) -> None:
    merge(town, admin, 1, 2)
    with town.read() as parts:
        assert parts.areas.latest(area(4)).geometry.equals(square(0, 0, 2, 1))


def test_the_parents_still_stand_the_day_before(town, admin) -> None:
    merge(town, admin, 1, 2)
    with town.read() as parts:
        assert parts.areas.ids(dt.date(2009, 12, 31)) == [area(1), area(2), area(3)]
        assert parts.areas.ids(dt.date(2010, 1, 1)) == [area(3), area(4)]


def test_areas_that_lie_apart_are_merged_only_when_that_is_said(town, admin) -> None:
    with pytest.raises(Refused) as refused:
        merge(town, admin, 1, 3)
    assert refused.value.code == "apart"
    merge(town, admin, 1, 3, apart=True)
    with town.read() as parts:
        assert parts.areas.latest(area(4)).geometry.geom_type == "MultiPolygon"


def test_a_corner_is_no_border(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1, 1), occasion=on(2007))
    with pytest.raises(Refused) as refused:
        merge(store, admin, 1, 2)
    assert refused.value.code == "apart"


@pytest.mark.parametrize("numbers", [(1,), (1, 1), ()])
def test_a_merger_takes_two_different_areas(town, admin, numbers) -> None:
    with pytest.raises(Refused) as refused:
        merge(town, admin, *numbers)
    assert refused.value.code == "too_few"


def test_a_merger_of_what_is_not_there_names_it(town, admin) -> None:
    with pytest.raises(Unknown, match="GM0118-0009"):
        merge(town, admin, 1, 9)


def test_a_merger_decided_on_an_older_revision_says_what_changed(town, admin) -> None:
    commands.rename(town, admin, area(2), name="Sterrenpark", occasion=on(2009))
    with pytest.raises(Conflict, match="renamed by an administrator"):
        merge(town, admin, 1, 2, revs={area(1): 1, area(2): 1})
    with town.read() as parts:
        assert parts.areas.latest(area(1)).rev == 1


def test_a_merger_brings_all_accounts_together(town, admin) -> None:
    for number, cents in ((1, 100_001), (2, 50_000)):
        commands.grant(town, admin, commands.Amount(area(number), cents), on(2008))
    commands.commit(town, admin, commands.Amount(area(1), 30_000), on(2008))
    commands.spend(town, admin, commands.Amount(area(2), 20_000), on(2009))
    merge(town, admin, 1, 2)
    assert balances(town)[area(4)] == Balance(100_001, 30_000, 20_000)


def test_a_merger_before_a_booking_is_refused_and_names_it(town, admin) -> None:
    booked = commands.grant(town, admin, commands.Amount(area(1), 1), on(2012))
    with pytest.raises(Refused, match=f"change {booked.change}") as refused:
        merge(town, admin, 1, 2)
    assert refused.value.code == "later_booking"


def test_a_merger_dated_before_a_change_of_a_parent_is_refused(town, admin) -> None:
    commands.rename(town, admin, area(2), name="Sterrenpark", occasion=on(2012))
    with pytest.raises(Refused) as refused:
        merge(town, admin, 1, 2)
    assert refused.value.code == "later_change"


def test_a_planned_merger_lets_its_parents_stand_and_spend_until_then(town, admin) -> None:
    commands.grant(town, admin, commands.Amount(area(1), 5_000), on(2026, 11, 1))
    commands.merge(town, admin, [area(1), area(2)], name="Samen", occasion=on(2027))
    commands.spend(town, admin, commands.Amount(area(1), 2_000), on(2026, 11, 20))
    with town.read() as parts:
        assert parts.areas.ids(parts.areas.today()) == [area(1), area(2), area(3)]
        assert money_at(parts, on(2027).on).areas[area(4)] == Balance(3_000, 0, 2_000)
    with pytest.raises(Conflict, match="stands until 2027-01-01 only"):
        commands.rename(town, admin, area(1), name="Anders", occasion=on(2026, 12))


def test_projects_and_engagement_count_for_the_new_area_from_then_on(town, admin) -> None:
    commands.import_projects(town, admin, [project("P1", 2)], on(2008))
    row = Engagement(area(1), dt.date(2009, 1, 1), EngagementKind.MEETING, 40)
    commands.import_engagement(town, admin, [row], on(2009))
    merge(town, admin, 1, 2)
    with town.read() as parts:
        for year, project_of, engagement_of in ((2009, area(2), area(1)), (2010, area(4), area(4))):
            day = dt.date(year, 1, 1)
            assert [p.area for p in parts.projects.at(day)] == [project_of]
            assert [e.area for e in parts.projects.engagement(day)] == [engagement_of]


def test_a_project_that_comes_in_later_goes_along_with_a_merger_of_before(town, admin) -> None:
    merge(town, admin, 1, 2)
    commands.import_projects(town, admin, [project("P1", 1)], on(2026))
    with town.read() as parts:
        (then,) = parts.projects.at(dt.date(2008, 6, 1))
        (now,) = parts.projects.at(dt.date(2012, 1, 1))
    assert (then.area, now.area) == (area(1), area(4))


def test_lineage_goes_both_ways_through_many_changes(town, admin) -> None:
    merge(town, admin, 1, 2)
    commands.rename(town, admin, area(4), name="Twee", occasion=on(2011))
    commands.merge(town, admin, [area(4), area(3)], name="Drie", occasion=on(2012), apart=True)
    with town.read() as parts:
        assert parts.areas.ancestors(area(5)) == [area(1), area(2), area(3), area(4)]
        assert parts.areas.descendants(area(1)) == [area(4), area(5)]
        assert parts.areas.ancestors(area(1)) == []


def test_history_of_parent_and_child_both_tell_the_merger(town, admin) -> None:
    changed = merge(town, admin, 1, 2)
    with town.read() as parts:
        for number in (1, 2, 4):
            last = queries.history(parts, area(number))[-1]
            assert last.change.id == changed.change
            assert last.change.predecessors == (area(1), area(2))
            assert last.change.successors == (area(4),)


def test_growth_tells_what_was_gained_and_kept(town, admin) -> None:
    merge(town, admin, 1, 2)
    commands.grow(town, admin, area(4), addition=square(2, 0), occasion=on(2012))
    with town.read() as parts:
        stages = growth_of(parts, area(4))
    told = [(s.version.valid_from.year, s.gained_m2, s.lost_m2, s.kept_m2) for s in stages]
    assert told == [
        (2010, 0, 0, pytest.approx(20_000)),
        (2012, pytest.approx(10_000), 0, pytest.approx(20_000)),
    ]


def test_growth_of_a_founded_area_is_all_gain(town) -> None:
    with town.read() as parts:
        (stage,) = growth_of(parts, area(1))
    assert (stage.gained_m2, stage.kept_m2, stage.residents) == (pytest.approx(10_000), 0, None)


# Splitting


def test_the_first_name_is_the_part_left_of_the_line(town, admin) -> None:
    changed = split(town, admin)
    with town.read() as parts:
        left, right = (parts.areas.latest(a) for a in changed.areas)
    assert (left.name, round(left.geometry.area)) == ("Links", 2_500)
    assert (right.name, round(right.geometry.area)) == ("Rechts", 7_500)


def test_a_line_that_misses_the_area_is_refused(town, admin) -> None:
    with pytest.raises(geo.GeometryError):
        split(town, admin, column=3)


def test_a_line_that_cuts_in_more_than_two_is_refused(town, admin) -> None:
    weave = [(X + x, Y + y) for x, y in ((20, -50), (20, 150), (60, 150), (60, -50))]
    with pytest.raises(Refused) as refused:
        commands.split(
            town, admin, area(1), line=shapely.LineString(weave), names=("A", "B"),
            occasion=on(2010),
        )  # fmt: skip
    assert refused.value.code == "not_two"


def test_a_part_that_is_too_small_is_refused(town, admin) -> None:
    with pytest.raises(Refused) as refused:
        split(town, admin, column=0.05)
    assert refused.value.code == "too_small"


def test_without_blocks_money_is_divided_by_land_and_that_is_said(town, admin) -> None:
    commands.grant(town, admin, commands.Amount(area(1), 10_001), on(2008))
    changed = split(town, admin)
    assert len(changed.notes) == 1
    assert [balances(town)[a].available for a in changed.areas] == [2_500, 7_501]


def test_money_is_divided_by_residents_where_they_are_known(town, admin) -> None:
    blocks = [
        Block("a", "a", square(0, 0, 0.25, 1), 30, None, 2008, "x"),
        Block("b", "b", square(0.25, 0, 0.75, 1), 10, None, 2008, "x"),
    ]
    commands.import_blocks(town, admin, blocks, on(2008))
    commands.grant(town, admin, commands.Amount(area(1), 10_000), on(2008))
    changed = split(town, admin)
    assert [balances(town)[a].available for a in changed.areas] == [7_500, 2_500]


@pytest.mark.parametrize(
    ("divide", "parts"), [(EQUALLY, [5_001, 5_000]), (read_divide("0.7,0.3"), [7_001, 3_000])]
)
def test_money_is_divided_as_agreed_and_the_first_gets_the_odd_cent(
    town, admin, divide, parts
) -> None:
    commands.grant(town, admin, commands.Amount(area(1), 10_001), on(2008))
    changed = split(town, admin, divide=divide)
    assert [balances(town)[a].available for a in changed.areas] == parts


def test_what_is_promised_to_a_project_goes_where_the_project_lies(town, admin) -> None:
    inside = square(0, 0, 0.1, 0.1).centroid
    commands.import_projects(town, admin, [project("P1", 1, place=inside)], on(2008))
    commands.grant(town, admin, commands.Amount(area(1), 10_000), on(2008))
    commands.commit(town, admin, commands.Amount(area(1), 4_000, "P1"), on(2009))
    left, right = split(town, admin).areas
    assert balances(town)[left] == Balance(1_500, 4_000, 0)
    assert balances(town)[right] == Balance(4_500, 0, 0)


def test_a_project_without_a_place_goes_to_the_larger_share(town, admin) -> None:
    commands.import_projects(town, admin, [project("P1", 1)], on(2008))
    changed = split(town, admin, divide=read_divide("0.7,0.3"))
    with town.read() as parts:
        (moved,) = parts.projects.at(dt.date(2011, 1, 1))
    assert moved.area == changed.areas[0]


def test_a_project_goes_to_the_part_that_was_chosen_with_its_money(town, admin) -> None:
    inside = square(0, 0, 0.1, 0.1).centroid
    commands.import_projects(town, admin, [project("P1", 1, place=inside)], on(2008))
    commands.grant(town, admin, commands.Amount(area(1), 10_000), on(2008))
    commands.commit(town, admin, commands.Amount(area(1), 4_000, "P1"), on(2009))
    left, right = split(town, admin, projects={"P1": 1}).areas
    assert balances(town)[left] == Balance(1_500, 0, 0)
    assert balances(town)[right] == Balance(4_500, 4_000, 0)


def test_a_project_of_another_area_is_not_divided(town, admin) -> None:
    commands.import_projects(town, admin, [project("P2", 2)], on(2008))
    with pytest.raises(Refused) as refused:
        split(town, admin, projects={"P2": 1})
    assert (refused.value.code, refused.value.ids) == ("unknown_project", ("P2",))


# Carving out


def carve(store, admin, land, **more):
    return commands.carve_out(
        store, admin, area(1), geometry=land, name="Deel", occasion=on(2010), **more
    )


def test_a_part_gets_an_id_of_its_own_and_the_rest_keeps_its_own(town, admin) -> None:
    changed = carve(town, admin, square(0, 0, 0.25, 1))
    assert (changed.areas, changed.retired) == ((area(1), area(4)), ())
    with town.read() as parts:
        assert round(parts.areas.latest(area(1)).geometry.area) == 7_500
        assert parts.areas.latest(area(1)).name == "West"


def test_the_part_comes_first_when_money_is_divided(town, admin) -> None:
    commands.grant(town, admin, commands.Amount(area(1), 10_000), on(2008))
    carve(town, admin, square(0, 0, 0.25, 1), divide=read_divide("0.7,0.3"))
    assert balances(town)[area(4)].available == 7_000
    assert balances(town)[area(1)].available == 3_000


@pytest.mark.parametrize(
    ("land", "code"),
    [
        (square(0.5, 0), "outside"),
        (square(0, 0), "nothing_left"),
        (square(0, 0, 0.01, 0.01), "too_small"),
        (square(0, 0, 0.99, 1), "too_small"),
    ],
)
def test_what_can_not_be_carved_out_is_refused(town, admin, land, code) -> None:
    with pytest.raises(Refused) as refused:
        carve(town, admin, land)
    assert refused.value.code == code


def test_the_part_came_from_the_area_and_the_area_lost_it(town, admin) -> None:
    carve(town, admin, square(0, 0, 0.25, 1))
    with town.read() as parts:
        told = queries.history(parts, area(1))[-1]
        assert parts.areas.ancestors(area(4)) == [area(1)]
    assert (told.change.predecessors, told.change.successors) == ((area(1),), (area(4),))
    assert (round(told.gained_m2), round(told.lost_m2)) == (0, 2_500)


# Resting and dissolving


def test_an_area_is_dissolved_only_when_nothing_is_left_to_do(town, admin) -> None:
    commands.grant(town, admin, commands.Amount(area(1), 10_000), on(2008))
    with pytest.raises(Refused, match="€100 left") as refused:
        commands.dissolve(town, admin, area(1), occasion=on(2010))
    assert refused.value.code == "money_left"
    changed = commands.dissolve(town, admin, area(1), occasion=on(2010), to=area(2))
    assert (changed.areas, changed.retired) == ((area(2),), (area(1),))
    assert balances(town)[area(2)].available == 10_000


def test_an_area_with_open_projects_hands_them_on_or_stays(town, admin) -> None:
    commands.import_projects(town, admin, [project("P1", 1)], on(2008))
    with pytest.raises(Refused, match="P1") as refused:
        commands.dissolve(town, admin, area(1), occasion=on(2010))
    assert refused.value.code == "open_projects"


def test_what_a_dissolved_area_spent_still_counts_for_all(town, admin) -> None:
    commands.grant(town, admin, commands.Amount(area(1), 10_000), on(2008))
    commands.spend(town, admin, commands.Amount(area(1), 10_000), on(2009))
    commands.dissolve(town, admin, area(1), occasion=on(2010))
    with town.read() as parts:
        assert money_at(parts, dt.date(2011, 1, 1)).total == Balance(0, 0, 10_000)


def test_a_resting_area_keeps_its_land(town, admin) -> None:
    commands.rest(town, admin, area(1), occasion=on(2010))
    with pytest.raises(Refused) as refused:
        commands.found(town, admin, name="Nieuw", geometry=square(0, 0), occasion=on(2011))
    assert refused.value.code == "overlap"


def test_resting_twice_is_refused(town, admin) -> None:
    commands.rest(town, admin, area(1), occasion=on(2010))
    with pytest.raises(Refused, match="rests already"):
        commands.rest(town, admin, area(1), occasion=on(2011))
    commands.wake(town, admin, area(1), occasion=on(2012))
    with pytest.raises(Refused, match="does not rest"):
        commands.wake(town, admin, area(1), occasion=on(2013))
