"""Indicators: one table, figures that add up, and nothing that is about too few people."""

from __future__ import annotations

import datetime as dt

import pytest

import geo
from boundaries import commands
from boundaries.bookkeeping import money_at
from boundaries.errors import Refused
from boundaries.model import (
    Block,
    Engagement,
    EngagementKind,
    OverlapPolicy,
    Project,
    ProjectKind,
    ProjectStatus,
)
from data.store import open_store
from reports.indicators import (
    DEFINITIONS,
    ON_MAPS,
    Indicator,
    Kind,
    Shown,
    day_of,
    figures,
    stats,
)
from reports.indicators.counting import Scene
from reports.indicators.figures import _cells
from tests.conftest import area, on, square

DAY = dt.date(2009, 12, 31)


def block(number, people, *, homes=None, width=1, year=2007) -> Block:
    return Block(f"B{number}", "b", square(number, 0, width), people, homes, year, "t")


def build(store, admin, blocks, lands) -> None:
    if blocks:
        commands.import_blocks(store, admin, blocks, on(2007))
    for number, land in enumerate(lands):
        commands.found(store, admin, name=f"N{number}", geometry=land, occasion=on(2007))


def told(store, day=DAY):
    with store.read() as parts:
        return stats(parts, day)


def column(store, indicator, day=DAY):
    return [row.cells[indicator] for row in told(store, day).rows]


def engaged(store, admin, *rows) -> None:
    commands.import_engagement(
        store, admin, [Engagement(area(a), dt.date(2009, 5, 1), *more) for a, *more in rows],
        on(2010),
    )  # fmt: skip


@pytest.mark.parametrize("indicator", Indicator)
def test_every_indicator_has_its_words(indicator) -> None:
    one = DEFINITIONS[indicator]
    assert all([one.title, one.definition, one.unit, one.sources, one.years])


@pytest.mark.parametrize("indicator", Indicator)
def test_only_rates_and_shares_colour_a_map(indicator) -> None:
    relative = DEFINITIONS[indicator].denominator is not None
    assert (indicator in ON_MAPS) == relative
    assert (DEFINITIONS[indicator].kind in {Kind.RATE, Kind.SHARE}) == relative


def test_residents_are_shared_out_by_land_and_say_how_much_was(store, admin) -> None:
    # A whole block of 60, and a quarter of one of 160.
    build(store, admin, [block(0, 60), block(1, 160)], [square(0, 0, 1.25)])
    (row,) = told(store).rows
    assert row.cells[Indicator.RESIDENTS].value == 100
    assert row.interpolated == pytest.approx(0.4)


def test_nothing_is_interpolated_where_blocks_lie_wholly_inside(store, admin) -> None:
    build(store, admin, [block(0, 60), block(1, 160)], [square(0, 0, 2)])
    assert told(store).rows[0].interpolated == 0.0


def test_what_is_not_known_is_missing_and_never_zero(store, admin) -> None:
    build(store, admin, [], [square(0, 0)])
    (cell,) = column(store, Indicator.RESIDENTS)
    assert (cell.shown, cell.value) == (Shown.MISSING, None)


def test_compactness_is_that_of_the_geometry_layer(store, admin) -> None:
    build(store, admin, [], [square(0, 0, 4)])
    (cell,) = column(store, Indicator.COMPACTNESS)
    assert cell.value == pytest.approx(100 * geo.compactness([square(0, 0, 4)])[0])


def test_people_and_land_of_two_areas_count_once_in_the_total(make_store) -> None:
    store = make_store(OverlapPolicy.FREE)
    with store.read() as parts:
        admin = parts.people.local()
    build(store, admin, [block(n, 100) for n in range(3)], [square(0, 0, 2), square(1, 0, 2)])
    found = told(store)
    assert [row.cells[Indicator.RESIDENTS].value for row in found.rows] == [200, 200]
    assert found.total[Indicator.RESIDENTS].value == 300
    assert found.total[Indicator.HECTARES].value == pytest.approx(3)


def test_the_total_of_money_is_what_the_books_say_also_of_areas_that_went(store, admin) -> None:
    build(store, admin, [], [square(0, 0), square(2, 0)])
    commands.grant(store, admin, commands.Amount(area(1), 100_001), on(2008))
    commands.grant(store, admin, commands.Amount(area(2), 20_002), on(2008))
    commands.spend(store, admin, commands.Amount(area(2), 20_002), on(2008, 2))
    commands.dissolve(store, admin, area(2), occasion=on(2009))
    found = told(store)
    with store.read() as parts:
        books = money_at(parts, DAY)
    assert found.total[Indicator.SPENT].numerator == books.total.spent == 20_002
    assert found.total[Indicator.GRANTED].value == 1_200.03
    assert [row.cells[Indicator.GRANTED].value for row in found.rows] == [1_000.01]


def test_growth_counts_from_the_end_of_the_year_before(store, admin) -> None:
    build(store, admin, [block(0, 60), block(1, 70)], [square(0, 0)])
    commands.grow(store, admin, area(1), addition=square(1, 0), occasion=on(2009, 6))
    row = told(store).rows[0].cells
    assert row[Indicator.GROWN_M2].value == pytest.approx(10_000)
    assert row[Indicator.GROWN_RESIDENTS].value == 70


def test_an_area_that_was_not_there_has_no_growth(store, admin) -> None:
    build(store, admin, [], [square(0, 0)])
    assert column(store, Indicator.GROWN_M2, dt.date(2007, 6, 1))[0].shown is Shown.MISSING


def test_growth_by_fewer_people_than_k_is_hidden(store, admin) -> None:
    build(store, admin, [block(0, 60), block(1, 3)], [square(0, 0)])
    commands.grow(store, admin, area(1), addition=square(1, 0), occasion=on(2009, 6))
    assert column(store, Indicator.GROWN_RESIDENTS)[0].shown is Shown.SMALL


def test_an_area_has_the_age_of_its_first_boundary(store, admin) -> None:
    build(store, admin, [], [square(0, 0)])
    commands.rename(store, admin, area(1), name="Anders", occasion=on(2009))
    assert column(store, Indicator.AGE, dt.date(2011, 1, 1))[0].value == pytest.approx(4.0)


def test_few_people_are_hidden_and_so_is_who_would_give_them_away(store, admin) -> None:
    build(store, admin, [block(n, p) for n, p in enumerate([3, 80, 60, 90])],
          [square(n, 0) for n in range(4)])  # fmt: skip
    shown = [cell.shown for cell in column(store, Indicator.RESIDENTS)]
    assert shown == [Shown.SMALL, Shown.VALUE, Shown.SMALL, Shown.VALUE]
    assert told(store).total[Indicator.RESIDENTS].value == 233


@pytest.mark.parametrize(
    "indicator",
    [i for i in Indicator if "residents" in DEFINITIONS[i].parts],
)
def test_no_other_figure_gives_hidden_residents_away(store, admin, indicator) -> None:
    build(store, admin, [block(n, p, homes=20) for n, p in enumerate([3, 80, 60, 90])],
          [square(n, 0) for n in range(4)])  # fmt: skip
    cells = column(store, indicator)
    assert cells[0].numerator is None
    assert cells[2].numerator is None


def test_rates_over_fewer_than_fifty_people_are_hidden(store, admin) -> None:
    build(store, admin, [block(0, 49)], [square(0, 0)])
    assert column(store, Indicator.PROJECTS)[0].shown is Shown.SMALL


def test_few_participants_are_hidden_in_count_and_rate(store, admin) -> None:
    build(store, admin, [block(0, 100)], [square(0, 0)])
    engaged(store, admin, (1, EngagementKind.MEETING, 4, 2.0))
    row = told(store).rows[0].cells
    hid = (Indicator.PARTICIPANTS, Indicator.PARTICIPANTS_RATE, Indicator.HOURS)
    assert {row[i].shown for i in hid} == {Shown.SMALL}
    assert row[Indicator.MEETINGS].value == 1


def test_hours_that_nobody_counted_are_missing(store, admin) -> None:
    build(store, admin, [block(0, 100)], [square(0, 0)])
    engaged(store, admin, (1, EngagementKind.VOLUNTEERING, 40))
    assert column(store, Indicator.HOURS)[0].shown is Shown.MISSING


def test_a_rate_on_few_cases_is_uncertain(store, admin) -> None:
    build(store, admin, [block(0, 1_000), block(1, 1_000)], [square(0, 0), square(1, 0)])
    engaged(store, admin, (1, EngagementKind.VOTE, 19), (2, EngagementKind.VOTE, 20))
    shown = [cell.shown for cell in column(store, Indicator.PARTICIPANTS_RATE)]
    assert shown == [Shown.UNSTABLE, Shown.VALUE]


def test_a_project_counts_by_its_kind_and_status_in_the_year(store, admin) -> None:
    build(store, admin, [], [square(0, 0)])
    kind, done = ProjectKind.QUICK_WIN, ProjectStatus.DONE
    projects = [Project(f"P{y}", "t", kind, area(1), done, dt.date(y, 6, 1)) for y in (2008, 2009)]
    commands.import_projects(store, admin, projects, on(2009, 7))
    row = told(store).rows[0].cells
    assert [row[i].value for i in (Indicator.QUICK_WINS, Indicator.DONE, Indicator.IDEA)] == [
        1, 1, 0,
    ]  # fmt: skip


def test_the_map_shows_what_the_table_says(store, admin) -> None:
    build(store, admin, [block(n, p) for n, p in enumerate([3, 80, 60, 90])],
          [square(n, 0) for n in range(4)])  # fmt: skip
    with store.read() as parts:
        drawn = figures(parts, Indicator.DENSITY, DAY)
    assert [f.value for f in drawn] == [c.value for c in column(store, Indicator.DENSITY)]


def test_a_day_before_the_first_area_has_no_rows(store, admin) -> None:
    build(store, admin, [], [square(0, 0)])
    assert told(store, dt.date(1990, 1, 1)).rows == []


def test_a_year_is_seen_at_its_end_and_this_year_today() -> None:
    today = dt.date(2026, 11, 23)
    assert [day_of(y, today) for y in (2019, 2026)] == [dt.date(2019, 12, 31), today]


@pytest.mark.parametrize("year", [-1, 0, 2027])
def test_a_year_without_figures_is_refused(year) -> None:
    with pytest.raises(Refused):
        day_of(year, dt.date(2026, 11, 23))


def of_year(store, year):
    with store.read() as parts:
        return stats(parts, dt.date(year, 12, 31), year=True)


MONEY = (Indicator.GRANTED, Indicator.COMMITTED, Indicator.SPENT, Indicator.LEFT)


def test_of_a_year_money_is_what_was_booked_in_it(store, admin) -> None:
    build(store, admin, [], [square(0, 0)])
    commands.grant(store, admin, commands.Amount(area(1), 50_000), on(2008))
    commands.spend(store, admin, commands.Amount(area(1), 10_000), on(2008, 6))
    commands.grant(store, admin, commands.Amount(area(1), 20_002), on(2009))
    commands.commit(store, admin, commands.Amount(area(1), 9_000), on(2009, 2))
    commands.release(store, admin, commands.Amount(area(1), 2_000), on(2009, 3))
    commands.spend(store, admin, commands.Amount(area(1), 5_000), on(2009, 4))
    row = of_year(store, 2009).rows[0].cells
    assert [row[i].numerator for i in MONEY] == [20_002, 7_000, 5_000, 53_002]


def test_of_a_year_what_was_handed_on_is_not_granted_again(store, admin) -> None:
    build(store, admin, [], [square(0, 0), square(1, 0)])
    commands.grant(store, admin, commands.Amount(area(1), 50_000), on(2008))
    commands.grant(store, admin, commands.Amount(area(2), 10_001), on(2009))
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2009, 6))
    found = of_year(store, 2009)
    assert found.rows[0].cells[Indicator.GRANTED].numerator == 0
    assert found.total[Indicator.GRANTED].numerator == 10_001
    assert found.rows[0].cells[Indicator.LEFT].numerator == 60_001


@pytest.mark.parametrize("indicator", [Indicator.GRANTED, Indicator.SPENT])
def test_all_years_of_the_example_are_the_books_to_the_cent(demo_store, indicator) -> None:
    store = open_store(f"sqlite:///{demo_store}")
    with store.read() as parts:
        years = range(parts.areas.through()[0].valid_from.year - 1, 2025)
        last = dt.date(years[-1], 12, 31)
        ends = [dt.date(year, 12, 31) for year in years]
        part = [indicator]
        cents = sum(all_together(parts, end, part, year=True)[indicator].numerator for end in ends)
        assert cents == getattr(money_at(parts, last).total, DEFINITIONS[indicator].numerator)
    store.close()


def all_together(parts, day, indicators, *, year):
    scene = Scene(parts, day, day, parts.areas.at(day), year)
    return _cells(scene, indicators)[1]
