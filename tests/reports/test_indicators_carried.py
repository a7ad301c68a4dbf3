"""Figures of a day on the areas of another: carried over with the residents, then divided."""

from __future__ import annotations

import datetime as dt
import math

import pytest
import shapely

from boundaries import commands
from boundaries.model import Block, Engagement, EngagementKind
from reports.indicators import Indicator, Shown, carried
from tests.conftest import area, on, square

OLD, NEW = dt.date(2009, 12, 31), dt.date(2011, 12, 31)

# In 2009 one area of three blocks; in 2010 it was split.
#
#   +-----+-----+-----+        +-----+-----+-----+
#   | 300 | 100 | 200 |   ->   |  West     | Oost|
#   +-----+-----+-----+        +-----+-----+-----+


def lay(store, admin, *people: int) -> None:
    blocks = [Block(f"B{i}", "b", square(i, 0), n, n // 2, 2007, "t") for i, n in enumerate(people)]
    commands.import_blocks(store, admin, blocks, on(2007))


@pytest.fixture
def town(store, admin):
    lay(store, admin, 300, 100, 200)
    commands.found(store, admin, name="Alles", geometry=square(0, 0, 3), occasion=on(2007))
    commands.grant(store, admin, commands.Amount(area(1), 60_000), on(2008))
    commands.spend(store, admin, commands.Amount(area(1), 12_000), on(2009))
    took = [Engagement(area(1), dt.date(2009, 5, 1), EngagementKind.MEETING, 60, 30.0)]
    commands.import_engagement(store, admin, took, on(2009, 6))
    x, y = square(2, 0).bounds[:2]
    line = shapely.LineString([(x, y + 200), (x, y - 100)])
    commands.split(store, admin, area(1), line=line, names=("Oost", "West"), occasion=on(2010))
    return store


def on_areas_of(store, day, areas_of):
    with store.read() as parts:
        return {row.version.name: row.cells for row in carried(parts, day, areas_of)}


def test_residents_are_those_of_the_blocks(town) -> None:
    cells = on_areas_of(town, OLD, NEW)
    assert {n: c[Indicator.RESIDENTS].value for n, c in cells.items()} == {"West": 400, "Oost": 200}


def test_money_goes_along_with_the_residents(town) -> None:
    cells = on_areas_of(town, OLD, NEW)
    granted = {n: c[Indicator.GRANTED].numerator for n, c in cells.items()}
    assert granted == {"West": pytest.approx(40_000), "Oost": pytest.approx(20_000)}


def test_no_cent_is_lost_or_made(town) -> None:
    cells = on_areas_of(town, OLD, NEW).values()
    assert math.fsum(c[Indicator.SPENT].numerator for c in cells) == pytest.approx(12_000)


def test_numerator_and_denominator_are_carried_over_before_they_are_divided(town) -> None:
    west = on_areas_of(town, OLD, NEW)["West"]
    assert west[Indicator.PARTICIPANTS_RATE].value == pytest.approx(1_000 * 40 / 400)
    assert west[Indicator.TAKE_UP].value == pytest.approx(20)


def test_it_tells_the_least_and_the_most_that_it_can_be(town) -> None:
    cell = on_areas_of(town, OLD, NEW)["West"][Indicator.GRANTED]
    assert (cell.least, cell.most, cell.interpolated) == (0, 600, 1)


def test_what_comes_of_whole_areas_is_certain(town) -> None:
    cell = on_areas_of(town, NEW, OLD)["Alles"][Indicator.GRANTED]
    assert cell.value == pytest.approx(600)
    assert (cell.least, cell.most, cell.interpolated) == (600, 600, 0)


def test_on_its_own_areas_a_figure_is_itself(town) -> None:
    cells = on_areas_of(town, OLD, OLD)["Alles"]
    assert (cells[Indicator.GRANTED].value, cells[Indicator.RESIDENTS].value) == (600, 600)


def test_people_are_rounded_so_that_a_strip_with_few_is_not_told(store, admin) -> None:
    lay(store, admin, 160, 3)
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.grow(store, admin, area(1), addition=square(1, 0), occasion=on(2010))
    assert on_areas_of(store, OLD, NEW)["West"][Indicator.RESIDENTS].value == 160


def test_few_people_are_hidden(store, admin) -> None:
    lay(store, admin, 3)
    commands.found(store, admin, name="Hofje", geometry=square(0, 0), occasion=on(2007))
    cell = on_areas_of(store, OLD, NEW)["Hofje"][Indicator.RESIDENTS]
    assert (cell.shown, cell.value) == (Shown.SMALL, None)


def test_what_comes_of_a_hidden_figure_is_hidden(store, admin) -> None:
    lay(store, admin, 300, 100)
    for number in range(2):
        commands.found(
            store, admin, name=f"N{number}", geometry=square(number, 0), occasion=on(2007)
        )
    took = [Engagement(area(1), dt.date(2009, 5, 1), EngagementKind.MEETING, 3, 1.0)]
    commands.import_engagement(store, admin, took, on(2009, 6))
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    assert on_areas_of(store, OLD, NEW)["Samen"][Indicator.PARTICIPANTS].shown is Shown.SMALL


def test_age_and_growth_are_not_carried_over(town) -> None:
    cells = on_areas_of(town, OLD, NEW)["West"]
    assert not {Indicator.AGE, Indicator.GROWN_M2, Indicator.GROWN_RESIDENTS} & cells.keys()
