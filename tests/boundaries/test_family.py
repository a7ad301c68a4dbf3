"""The family tree: who came of whom, in an order and on a scale that can be drawn.

2007 West, Oost; 2010 they merge into Samen; 2015 Samen splits into Links and Rechts
"""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from boundaries import commands
from boundaries.family import family_of
from boundaries.family_picture import HIGHEST, LOWEST, WIDTH, Measure, family_picture
from boundaries.model import Block, Occasion, Precision
from tests.conftest import X, Y, area, on, square

TODAY = dt.date(2026, 1, 1)


@pytest.fixture
def town(store, admin):
    blocks = [
        Block(f"B{n}", f"Blok {n}", square(n, 0), people, None, 2007, "CBS")
        for n, people in enumerate((100, 300, 3))
    ]
    commands.import_blocks(store, admin, blocks, on(2006))
    for number, name in enumerate(("West", "Oost", "Ver")):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2007))
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    line = shapely.LineString([(X + 50, Y - 50), (X + 50, Y + 150)])
    commands.split(store, admin, area(4), line=line, names=("Links", "Rechts"), occasion=on(2015))
    return store


def family(store, one=None):
    with store.read() as parts:
        return family_of(parts, TODAY, one)


def test_each_area_stands_right_after_the_last_that_it_came_from(town) -> None:
    assert [b.name for b in family(town).bands] == [
        "West",
        "Oost",
        "Samen",
        "Links",
        "Rechts",
        "Ver",
    ]


def test_of_one_area_only_its_own_family_is_told(town) -> None:
    assert [b.name for b in family(town, area(5)).bands] == ["West", "Oost", "Samen", "Links"]


def test_a_band_ends_where_what_came_of_it_begins(town) -> None:
    bands = {b.name: b for b in family(town).bands}
    assert bands["West"].pieces[-1].ends == bands["Samen"].begins == dt.date(2010, 1, 1)
    assert bands["Ver"].pieces[-1].ends == TODAY


def test_too_few_people_are_not_told(town) -> None:
    bands = {b.name: b for b in family(town).bands}
    assert bands["Ver"].pieces[0].residents is None
    assert bands["Rechts"].pieces[0].residents == 350


def test_what_was_undone_never_happened(town, admin) -> None:
    done = commands.rename(town, admin, area(3), name="Verder", occasion=on(2020))
    assert [c.kind for c in family(town).changes][-1] == "rename"
    commands.undo(town, admin, done.change)
    assert [c.kind for c in family(town).changes][-1] == "split"


def test_the_largest_band_is_the_highest_and_an_unknown_one_the_lowest(town, admin) -> None:
    unknown = Block("B2", "Blok 2", square(2, 0), None, None, 2007, "CBS")
    commands.import_blocks(town, admin, [unknown], on(2006))
    drawn = family_picture(family(town), Measure.RESIDENTS, TODAY)
    height = {s.text: s.height for s in drawn.shapes if s.kind == "box"}
    assert drawn.scale == 400
    assert height["Samen"] == HIGHEST
    assert height["West"] == pytest.approx(HIGHEST / 4, abs=0.1)
    assert height["Ver"] == LOWEST


def test_time_runs_from_left_to_right(town) -> None:
    drawn = family_picture(family(town), Measure.HECTARES, TODAY)
    x = {s.text: s.x for s in drawn.shapes if s.kind == "box"}
    assert 0 == x["West"] < x["Samen"] < x["Links"] < WIDTH
    assert all(s.x + s.width <= WIDTH + 0.2 for s in drawn.shapes if s.kind == "box")


def test_a_line_joins_a_child_to_each_of_its_parents(town) -> None:
    drawn = family_picture(family(town), Measure.HECTARES, TODAY)
    assert len([s for s in drawn.shapes if s.look == "join"]) == 4


def test_no_two_bands_lie_over_each_other(town) -> None:
    drawn = family_picture(family(town), Measure.HECTARES, TODAY)
    boxes = [shapely.box(s.x, s.y, s.x + s.width, s.y + s.height)
             for s in drawn.shapes if s.kind == "box" and s.look != "unsure"]  # fmt: skip
    for n, one in enumerate(boxes):
        assert all(one.intersection(other).area < 1e-6 for other in boxes[:n])


def test_a_date_known_to_the_year_begins_faded(store, admin) -> None:
    occasion = Occasion(dt.date(2011, 1, 1), "omdat", precision=Precision.YEAR)
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=occasion)
    drawn = family_picture(family(store), Measure.HECTARES, TODAY)
    (faded,) = [s for s in drawn.shapes if s.look == "unsure"]
    assert 0 < faded.width < WIDTH


def test_every_band_leads_to_its_area_on_the_day_it_began(town) -> None:
    drawn = family_picture(family(town), Measure.HECTARES, TODAY)
    leads = {(s.area, s.on) for s in drawn.shapes if s.area}
    assert (area(4), "2010-01-01") in leads


def test_an_empty_municipality_has_no_family(store) -> None:
    assert family(store).bands == ()
