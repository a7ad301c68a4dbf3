"""Taking back and putting right: what was known before can still be asked for."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from boundaries import commands, queries
from boundaries.bookkeeping import money_at
from boundaries.errors import Conflict, Refused, Unknown
from boundaries.model import (
    Balance,
    ChangeKind,
    Initiator,
    Occasion,
    Precision,
    Project,
    ProjectKind,
    ProjectStatus,
)
from data.store import verify_store
from tests.conftest import X, Y, area, on, square

LATER = dt.date(2020, 1, 1)


@pytest.fixture
def merged(store, admin, clock):
    """West (1) and Oost (2) of 2007, with money and a project, merged into Samen (3) in 2010."""
    for number, name in enumerate(("West", "Oost")):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2007))
        commands.grant(store, admin, commands.Amount(area(number + 1), 10_001), on(2008))
    project = Project(
        "P1", "Bank", ProjectKind.QUICK_WIN, area(2), ProjectStatus.RUNNING, dt.date(2008, 1, 1)
    )
    commands.import_projects(store, admin, [project], on(2008))
    commands.commit(store, admin, commands.Amount(area(2), 4_000, "P1"), on(2009))
    clock.now += dt.timedelta(hours=1)
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    clock.now += dt.timedelta(hours=1)
    return store


MERGER = 7


def told(store, day=LATER, known=None) -> list[tuple]:
    with store.read() as parts:
        versions = parts.areas.at(day, known=known)
        return [(v.area, v.name, v.geometry.wkt, v.valid_from, v.rev) for v in versions]


def ids(store, day=LATER, known=None) -> list[str]:
    return [row[0] for row in told(store, day, known)]


def test_an_undone_merger_is_as_if_it_had_never_been(merged, admin) -> None:
    changed = commands.undo(merged, admin, MERGER)
    assert (changed.areas, changed.retired) == ((area(1), area(2)), (area(3),))
    for day in (dt.date(2009, 1, 1), dt.date(2010, 1, 1), LATER):
        assert ids(merged, day) == [area(1), area(2)]
    with merged.read() as parts:
        books = money_at(parts, LATER)
        (project,) = parts.projects.at(LATER)
        assert parts.areas.ancestors(area(3)) == []
        assert parts.areas.descendants(area(1)) == []
    assert books.areas == {area(1): Balance(10_001), area(2): Balance(6_001, 4_000)}
    assert project.area == area(2)


def test_what_was_known_before_an_undo_still_tells_the_other_story(merged, admin, clock) -> None:
    before = clock.now
    clock.now += dt.timedelta(hours=1)
    commands.undo(merged, admin, MERGER)
    assert ids(merged, known=before) == [area(3)]
    assert ids(merged) == [area(1), area(2)]


def test_an_undo_on_a_later_date_leaves_what_stood_until_then(merged, admin) -> None:
    commands.undo(merged, admin, MERGER, occasion=on(2015))
    assert ids(merged, dt.date(2012, 1, 1)) == [area(3)]
    assert ids(merged, dt.date(2015, 1, 1)) == [area(1), area(2)]
    with merged.read() as parts:
        assert money_at(parts, dt.date(2012, 1, 1)).areas[area(3)] == Balance(16_002, 4_000)
        assert money_at(parts, LATER).areas[area(2)] == Balance(6_001, 4_000)
        assert [p.area for p in parts.projects.at(dt.date(2012, 1, 1))] == [area(3)]
        assert [p.area for p in parts.projects.at(LATER)] == [area(2)]


def test_history_tells_the_undone_as_predecessors_and_the_restored_as_successors(
    merged, admin
) -> None:
    changed = commands.undo(merged, admin, MERGER)
    with merged.read() as parts:
        for number in (1, 2, 3):
            last = parts.areas.changes(area(number))[-1]
            assert (last.id, last.kind) == (changed.change, ChangeKind.UNDO)
            assert last.predecessors == (area(3),)
            assert last.successors == (area(1), area(2))


@pytest.mark.parametrize("command", ["rename", "grant", "project"])
def test_what_was_done_since_with_the_same_areas_stands_in_the_way(merged, admin, command) -> None:
    if command == "rename":
        commands.rename(merged, admin, area(3), name="Anders", occasion=on(2011))
    elif command == "grant":
        commands.grant(merged, admin, commands.Amount(area(3), 1), on(2011))
    else:
        project = Project(
            "P2", "Bank", ProjectKind.QUICK_WIN, area(3), ProjectStatus.IDEA, dt.date(2011, 1, 1)
        )
        commands.import_projects(merged, admin, [project], on(2011))
    with pytest.raises(Refused, match="had change 8") as refused:
        commands.undo(merged, admin, MERGER)
    assert refused.value.code == ("later_booking" if command == "grant" else "later_change")


def test_what_was_undone_itself_does_not_stand_in_the_way(merged, admin) -> None:
    commands.rename(merged, admin, area(3), name="Anders", occasion=on(2011))
    commands.undo(merged, admin, 8)
    commands.undo(merged, admin, MERGER)
    assert ids(merged) == [area(1), area(2)]


def test_a_change_is_undone_once(merged, admin) -> None:
    commands.undo(merged, admin, MERGER)
    with pytest.raises(Refused) as refused:
        commands.undo(merged, admin, MERGER)
    assert refused.value.code == "undone"


def test_an_undo_is_not_undone(merged, admin) -> None:
    undo = commands.undo(merged, admin, MERGER)
    with pytest.raises(Refused) as refused:
        commands.undo(merged, admin, undo.change)
    assert refused.value.code == "not_undoable"


def test_what_never_happened_is_not_undone(merged, admin) -> None:
    with pytest.raises(Unknown):
        commands.undo(merged, admin, 99)


def test_an_undo_before_the_change_is_refused(merged, admin) -> None:
    with pytest.raises(Refused) as refused:
        commands.undo(merged, admin, MERGER, occasion=on(2009))
    assert refused.value.code == "date"


def test_an_undo_decided_on_an_older_revision_is_a_conflict(merged, admin) -> None:
    with pytest.raises(Conflict):
        commands.undo(merged, admin, MERGER, revs=[7])
    assert ids(merged) == [area(3)]


def test_an_undone_founding_leaves_no_area(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    changed = commands.undo(store, admin, 1)
    assert (changed.areas, changed.retired) == ((), (area(1),))
    assert told(store) == []
    commands.found(store, admin, name="Anders", geometry=square(0, 0), occasion=on(2007))
    assert ids(store) == [area(2)]


def test_an_undone_grant_is_gone_and_refused_when_it_was_spent(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.grant(store, admin, commands.Amount(area(1), 500), on(2008))
    commands.spend(store, admin, commands.Amount(area(1), 400), on(2009))
    with pytest.raises(Refused):
        commands.undo(store, admin, 2)
    commands.undo(store, admin, 3)
    commands.undo(store, admin, 2)
    with store.read() as parts:
        assert money_at(parts, LATER).total == Balance()


def test_an_undone_import_of_projects_can_be_done_again(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    wrong, right = (
        Project("P1", title, ProjectKind.QUICK_WIN, area(1), status, dt.date(2008, 1, 1))
        for title, status in (("Bnak", ProjectStatus.IDEA), ("Bank", ProjectStatus.DONE))
    )
    commands.import_projects(store, admin, [wrong], on(2008))
    commands.undo(store, admin, 2)
    with store.read() as parts:
        assert parts.projects.at(LATER) == []
    commands.import_projects(store, admin, [right], on(2008))
    with store.read() as parts:
        assert parts.projects.at(LATER) == [right]


def test_an_undone_status_is_gone(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    first, second = (
        Project("P1", "Bank", ProjectKind.QUICK_WIN, area(1), status, dt.date(year, 1, 1))
        for status, year in ((ProjectStatus.IDEA, 2008), (ProjectStatus.DONE, 2009))
    )
    commands.import_projects(store, admin, [first], on(2008))
    commands.import_projects(store, admin, [second], on(2009))
    commands.undo(store, admin, 3)
    with store.read() as parts:
        assert parts.projects.at(LATER) == [first]


# Correcting


def correct(store, admin, number, **more):
    return commands.correct(
        store, admin, number, commands.Correction(**more),
        reason="beter bekend", initiator=Initiator.COORDINATOR,
    )  # fmt: skip


def test_a_corrected_date_changes_the_past_and_not_what_was_known(store, admin, clock) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    before = clock.now
    clock.now += dt.timedelta(hours=1)
    correct(store, admin, 1, on=dt.date(2006, 5, 1), precision=Precision.MONTH)
    summer = dt.date(2006, 7, 1)
    assert ids(store, summer) == [area(1)]
    assert ids(store, summer, known=before) == []
    with store.read() as parts:
        assert parts.areas.latest(area(1)).precision is Precision.MONTH


def test_a_corrected_name_goes_on_until_the_next_one(store, admin) -> None:
    commands.found(store, admin, name="Wset", geometry=square(0, 0), occasion=on(2007))
    commands.grow(store, admin, area(1), addition=square(1, 0), occasion=on(2008))
    commands.rename(store, admin, area(1), name="Sterrenpark", occasion=on(2009))
    correct(store, admin, 1, name="West")
    names = [told(store, dt.date(year, 6, 1))[0][1] for year in (2007, 2008, 2009)]
    assert names == ["West", "West", "Sterrenpark"]


def test_a_corrected_boundary_is_what_stood_all_along(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.rename(store, admin, area(1), name="Sterrenpark", occasion=on(2009))
    correct(store, admin, 1, geometry=square(0, 0, 2, 1))
    with store.read() as parts:
        for year in (2007, 2010):
            (version,) = parts.areas.at(dt.date(year, 6, 1))
            assert version.geometry.equals(square(0, 0, 2, 1))


def test_a_correction_may_not_take_land_of_others(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1, 0), occasion=on(2009))
    with pytest.raises(Refused) as refused:
        correct(store, admin, 1, geometry=square(0, 0, 2, 1))
    assert refused.value.code == "overlap"


def test_a_correction_may_not_pass_another_change_of_the_area(merged, admin) -> None:
    for day in (dt.date(2006, 1, 1), dt.date(2030, 1, 1)):
        with pytest.raises(Refused):
            correct(merged, admin, MERGER, on=day)
    with pytest.raises(Refused) as refused:
        correct(merged, admin, 1, on=dt.date(2011, 1, 1))
    assert refused.value.code in {"later_change", "later_booking"}


def test_a_correction_may_not_pass_a_booking(merged, admin) -> None:
    with pytest.raises(Refused) as refused:
        correct(merged, admin, MERGER, on=dt.date(2008, 6, 1))
    assert refused.value.code == "later_booking"


def test_a_correction_may_not_pass_a_booking_of_the_very_day(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.grant(store, admin, commands.Amount(area(1), 500), on(2010))
    commands.carve_out(
        store, admin, area(1), geometry=square(0, 0, 0.5, 1), name="Deel", occasion=on(2010)
    )
    with pytest.raises(Refused) as refused:
        correct(store, admin, 3, on=dt.date(2009, 1, 1))
    assert refused.value.code == "later_booking"


def test_what_was_over_within_the_day_can_be_dated_back(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.rest(store, admin, area(1), occasion=on(2010))
    commands.wake(store, admin, area(1), occasion=on(2010))
    correct(store, admin, 2, on=dt.date(2009, 1, 1))
    with store.read() as parts:
        spells = parts.areas.spells(area(1))
    assert [(s.valid_from.year, s.resting) for s in spells] == [
        (2007, False),
        (2009, True),
        (2010, False),
    ]


def test_a_merger_that_is_redated_takes_money_and_projects_along(merged, admin) -> None:
    correct(merged, admin, MERGER, on=dt.date(2012, 1, 1))
    with merged.read() as parts:
        assert money_at(parts, dt.date(2011, 1, 1)).areas[area(2)] == Balance(6_001, 4_000)
        assert money_at(parts, LATER).areas[area(3)] == Balance(16_002, 4_000)
        assert [p.area for p in parts.projects.at(dt.date(2011, 1, 1))] == [area(2)]
        assert [p.area for p in parts.projects.at(LATER)] == [area(3)]


def test_a_correction_that_says_the_same_is_refused(merged, admin) -> None:
    for more in ({}, {"name": "Samen"}, {"on": dt.date(2010, 1, 1)}):
        with pytest.raises(Refused) as refused:
            correct(merged, admin, MERGER, **more)
        assert refused.value.code == "unchanged"


def test_a_correction_says_which_area_where_a_change_made_two(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.carve_out(
        store, admin, area(1), geometry=square(0, 0, 0.5, 1), name="Del", occasion=on(2008)
    )
    with pytest.raises(Refused) as refused:
        correct(store, admin, 2, name="Deel")
    assert refused.value.code == "several"
    correct(store, admin, 2, name="Deel", area=area(2))
    assert [row[1] for row in told(store)] == ["West", "Deel"]


def test_a_booking_is_not_corrected_but_undone(merged, admin) -> None:
    with pytest.raises(Refused) as refused:
        correct(merged, admin, 2, on=dt.date(2009, 1, 1))
    assert refused.value.code == "not_correctable"


def test_a_correction_can_be_undone(merged, admin) -> None:
    before = told(merged, dt.date(2011, 1, 1))
    changed = correct(merged, admin, MERGER, on=dt.date(2012, 1, 1))
    commands.undo(merged, admin, changed.change)
    after = told(merged, dt.date(2011, 1, 1))
    assert [row[:4] for row in after] == [row[:4] for row in before]
    with merged.read() as parts:
        assert money_at(parts, dt.date(2011, 1, 1)).areas == {area(3): Balance(16_002, 4_000)}


def test_an_undone_correction_gives_the_parents_their_old_end_back(merged, admin, url) -> None:
    changed = correct(merged, admin, MERGER, on=dt.date(2012, 1, 1))
    commands.undo(merged, admin, changed.change)
    assert verify_store(url) == []


def test_a_correction_stands_in_history_with_the_change_it_is_about(merged, admin) -> None:
    correct(merged, admin, MERGER, on=dt.date(2012, 1, 1))
    with merged.read() as parts:
        last = queries.history(parts, area(3))[0]
        kinds = {c.kind: c.about for c in parts.areas.changes(area(3))}
    assert last.change.kind in {ChangeKind.CORRECT, ChangeKind.MERGE}
    assert kinds[ChangeKind.CORRECT] == MERGER


def test_what_happened_in_a_month_is_kept_with_that_precision(store, admin) -> None:
    occasion = Occasion(dt.date(2011, 3, 1), "uit de notulen", precision=Precision.MONTH)
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=occasion)
    with store.read() as parts:
        (version,) = parts.areas.at(LATER)
    assert version.precision is Precision.MONTH


def test_a_name_that_lasted_no_day_is_corrected_with_its_date(store, admin) -> None:
    """Renamed on the day on which it was split: the name had no day of its own."""
    commands.found(store, admin, name="West", geometry=square(0, 0, 2), occasion=on(2007))
    renamed = commands.rename(store, admin, area(1), name="Zuid", occasion=on(2010))
    line = shapely.LineString([(X + 100, Y - 50), (X + 100, Y + 150)])
    commands.split(store, admin, area(1), line=line, names=("A", "B"), occasion=on(2010))
    where = {"reason": "beter bekend", "initiator": Initiator.COORDINATOR}
    only_name = commands.Correction(name="Krakeel")
    with pytest.raises(Refused) as refused:
        commands.correct(store, admin, renamed.change, only_name, **where)
    assert refused.value.code == "not_correctable"
    both = commands.Correction(on=dt.date(2009, 1, 1), name="Krakeel")
    commands.correct(store, admin, renamed.change, both, **where)
    assert [row[1] for row in told(store, dt.date(2009, 6, 1))] == ["Krakeel"]


def test_a_project_typed_in_later_goes_along_on_the_new_date_of_a_merger(merged, admin) -> None:
    late = Project(
        "P2", "Hek", ProjectKind.QUICK_WIN, area(1), ProjectStatus.IDEA, dt.date(2008, 6, 1)
    )
    commands.import_projects(merged, admin, [late], on(2008))
    commands.correct(
        merged,
        admin,
        MERGER,
        commands.Correction(on=dt.date(2011, 1, 1)),
        reason="beter bekend",
        initiator=Initiator.COORDINATOR,
    )
    with merged.read() as parts:
        homes = {h.since: h.area for h in parts.projects.homes_of("P2")}
    assert homes == {dt.date(2008, 6, 1): area(1), dt.date(2011, 1, 1): area(3)}
