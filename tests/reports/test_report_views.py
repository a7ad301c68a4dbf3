"""Report maps of several dates or figures: what stays the same, and what the file holds."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from dataclasses import replace

import pytest

from boundaries.language import language
from reports.choropleth import Report, document
from reports.classes import Choice, Classes, Method
from reports.indicators import Indicator, Shown
from reports.picture import picture
from reports.views import (
    WIDEST,
    Circles,
    Frame,
    days_through,
    one_map,
    two_dates,
    two_figures,
)
from tests.conftest import square
from tests.reports.test_choropleth import ASSETS, figure

REPORT = Report("Hoogeveen", "EPSG:28992", dt.date(2010, 12, 31), "CBS", None, synthetic=False)
WORDS = language("nl")


def frame(year: int, *values: float | None, shown: Shown = Shown.VALUE) -> Frame:
    made = [figure(i, v, shown if v is not None else Shown.SMALL) for i, v in enumerate(values)]
    return Frame(dt.date(year, 12, 31), made)


def counted(year: int, *values: float) -> Frame:
    """Figures without a denominator."""
    made = [
        replace(figure(i, v), numerator=v, denominator=None, name=f"N{i}")
        for i, v in enumerate(values)
    ]
    return Frame(dt.date(year, 12, 31), made)


def data(view) -> dict:
    html = document(view, REPORT, WORDS, ASSETS)
    read = {
        name: json.loads(re.search(rf'id="{name}">(.*?)</script>', html, re.S).group(1))
        for name in ("data", "rows")
    }
    return read["data"] | {"rows": read["rows"]}


FIRST = frame(2009, *range(12))
SECOND = frame(2010, *(v + 30.0 for v in range(12)))


def test_through_the_years_a_colour_means_the_same() -> None:
    view = one_map(Indicator.DENSITY, [FIRST, SECOND], start=1)
    scale = view.panels[0].scale
    assert isinstance(scale, Classes)
    assert scale.of(0.0) == 0
    assert scale.of(41.0) == scale.count - 1


def test_on_one_date_classes_are_those_of_that_date() -> None:
    assert one_map(Indicator.DENSITY, [FIRST]).panels[0].scale.bounds[-2] < 12


def test_a_class_without_areas_in_a_year_stays_in_the_legend() -> None:
    frames = data(one_map(Indicator.DENSITY, [FIRST, SECOND]))["frames"]
    assert [len(f["counts"][0]) for f in frames] == [5, 5]
    assert "0 gebieden" in {texts[0] for texts in frames[0]["counts"][0]}


def test_two_dates_have_one_legend_with_the_areas_of_both() -> None:
    html = document(two_dates(Indicator.DENSITY, FIRST, SECOND), REPORT, WORDS, ASSETS)
    assert html.count('<section class="legend"') == 1
    assert len(re.findall(r'class="n">', html)) == 10


def test_two_dates_have_a_table_with_the_difference() -> None:
    html = document(two_dates(Indicator.DENSITY, FIRST, SECOND), REPORT, WORDS, ASSETS)
    assert "Verschil" in html
    assert html.count(">+30</td>") == 12


def test_where_the_boundary_changed_there_is_no_difference() -> None:
    moved = replace(SECOND.figures[0], geometry=square(0, 5))
    second = Frame(SECOND.day, [moved, *SECOND.figures[1:]])
    html = document(two_dates(Indicator.DENSITY, FIRST, second), REPORT, WORDS, ASSETS)
    assert "De grens is veranderd" in html
    assert html.count(">+30</td>") == 11


def test_a_hidden_figure_has_no_difference() -> None:
    first = frame(2009, None, *range(1, 12))
    html = document(two_dates(Indicator.DENSITY, first, SECOND), REPORT, WORDS, ASSETS)
    assert html.count(">+30</td>") == 11


def test_two_figures_have_a_map_a_legend_and_a_table_each() -> None:
    view = two_figures([Indicator.DENSITY, Indicator.RESIDENTS], [[FIRST], [counted(2009, 1, 5)]])
    html = document(view, REPORT, WORDS, ASSETS)
    assert html.count('class="map"') == 2
    assert html.count('<section class="legend"') == 2
    assert html.count("<table") == 2


def test_each_piece_of_land_is_in_the_file_once() -> None:
    assert len(data(one_map(Indicator.DENSITY, [FIRST, SECOND]))["shapes"]) == 12


def test_every_year_has_its_own_rows() -> None:
    rows = data(one_map(Indicator.DENSITY, [FIRST, SECOND]))["rows"]
    assert [row[-1][0] for row in (rows[0][0][5], rows[1][0][5])] == ["5", "35"]


def test_a_map_of_one_date_needs_no_rows_besides_those_of_the_document() -> None:
    assert data(one_map(Indicator.DENSITY, [FIRST]))["rows"] == []


def test_the_figures_behind_a_hidden_one_are_nowhere_in_the_data() -> None:
    rows = data(one_map(Indicator.DENSITY, [frame(2009, None, *range(1, 12)), SECOND]))
    assert rows["panels"][0]["frames"][0][0][2:] == [-2, 0.0, 0, "Gebied", "Te klein om te tonen"]


def test_an_uncertain_rate_is_marked_and_not_ranked() -> None:
    view = one_map(Indicator.DENSITY, [frame(2009, *range(12), shown=Shown.UNSTABLE)])
    html = document(view, REPORT, WORDS, ASSETS)
    assert '<td class="figure" data-value="">~ 7</td>' in html
    assert "Onzeker, klein aantal" in html


def test_people_are_circles_and_never_fills() -> None:
    panel = data(one_map(Indicator.RESIDENTS, [counted(2009, 10, 40, 90, 160)]))["panels"][0]
    assert panel["circles"]
    assert panel["colours"] == []
    assert {row[2] for row in panel["frames"][0]} == {-3}


def test_four_times_as_many_people_have_a_circle_of_four_times_the_area() -> None:
    circles = Circles(400.0)
    assert circles.radius(400.0) == WIDEST
    assert circles.radius(100.0) ** 2 == pytest.approx(WIDEST**2 / 4)


def test_circles_mean_the_same_in_every_year() -> None:
    view = one_map(Indicator.RESIDENTS, [counted(2009, 100), counted(2010, 400)])
    frames = data(view)["panels"][0]["frames"]
    assert frames[0][0][3] == WIDEST / 2


@pytest.mark.parametrize(
    ("largest", "steps"),
    [(2720.0, (2000.0, 500.0, 100.0)), (9.0, (5.0, 1.0)), (1.0, (1.0,)), (0.4, (0.2, 0.05, 0.01))],
)
def test_the_legend_has_round_figures_of_things_that_can_be(largest, steps) -> None:
    assert Circles(largest).steps == pytest.approx(steps)


def test_the_legend_of_circles_says_the_amounts() -> None:
    euros = [replace(f, numerator=f.value * 100) for f in counted(2009, 1000, 4000).figures]
    view = one_map(Indicator.GRANTED, [Frame(dt.date(2009, 12, 31), euros)])
    html = document(view, REPORT, WORDS, ASSETS)
    assert 'aria-label="€ 2.000, € 500, € 100"' in html
    assert html.count('<svg class="nested"') == 1


def test_what_shrank_has_a_circle_of_another_colour() -> None:
    html = document(
        one_map(Indicator.GROWN_M2, [counted(2009, -50, 0, 200)]), REPORT, WORDS, ASSETS
    )
    assert "Gekrompen" in html
    assert "Gelijk gebleven" in html


def test_the_table_of_a_count_says_it_once() -> None:
    html = document(one_map(Indicator.RESIDENTS, [counted(2009, 10, 40)]), REPORT, WORDS, ASSETS)
    assert html.count('<th scope="col"') == 2


def test_typed_bounds_are_in_the_legend() -> None:
    choice = Choice(Method.FIXED, None, (3.0, 8.0))
    html = document(one_map(Indicator.DENSITY, [FIRST], choice=choice), REPORT, WORDS, ASSETS)
    assert "minder dan 3" in html
    assert "8 en meer" in html


def test_the_age_of_an_area_is_no_amount_that_adds_up() -> None:
    assert isinstance(one_map(Indicator.AGE, [FIRST]).panels[0].scale, Classes)


def test_the_years_run_to_today_and_the_date_asked_for_is_among_them() -> None:
    day = dt.date.fromisoformat
    found = days_through(day("2007-05-01"), day("2008-06-15"), day("2010-02-01"))
    assert [d.isoformat() for d in found] == [
        "2007-12-31",
        "2008-06-15",
        "2008-12-31",
        "2009-12-31",
        "2010-02-01",
    ]


def test_of_very_many_areas_there_is_one_date() -> None:
    day = dt.date(2008, 6, 15)
    assert days_through(dt.date(1990, 1, 1), day, dt.date(2026, 1, 1), areas=14_000) == [day]


@pytest.mark.parametrize("form", [".png", ".pdf"])
def test_a_date_without_areas_is_an_empty_map_beside_the_other_one(form) -> None:
    view = two_dates(Indicator.DENSITY, Frame(dt.date(1990, 1, 1), []), SECOND)
    assert "0 gebieden op 1-1-1990." in document(view, REPORT, WORDS, ASSETS)
    assert picture(view, REPORT, WORDS, form=form)


def test_where_nothing_is_counted_there_are_no_circles() -> None:
    view = one_map(Indicator.ALL_PROJECTS, [counted(2009, 0, 0)])
    html = document(view, REPORT, WORDS, ASSETS)
    assert 'class="nested"' not in html
    assert picture(view, REPORT, WORDS, form=".png")


def test_no_value_that_is_not_a_number_is_in_the_data() -> None:
    text = json.dumps(data(one_map(Indicator.DENSITY, [FIRST, SECOND])))
    assert "NaN" not in text
    assert str(math.inf) not in text.lower().split()


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<img src=x>", "\u2028"])
def test_a_hostile_name_of_another_year_is_inert(name) -> None:
    hostile = Frame(dt.date(2008, 12, 31), [figure(0, 3.0, name=name)])
    html = document(one_map(Indicator.DENSITY, [hostile, SECOND], start=1), REPORT, WORDS, ASSETS)
    assert name not in html


def test_the_highest_and_lowest_are_said_in_words() -> None:
    named = [replace(f, name=f"N{i}") for i, f in enumerate(FIRST.figures)]
    said = data(one_map(Indicator.DENSITY, [replace(FIRST, figures=named)]))["frames"][0]["said"]
    assert said.endswith("Inwoners per hectare: het hoogst in N11 (11), het laagst in N0 (0).")


def test_uncertain_figures_are_not_called_the_highest() -> None:
    view = one_map(Indicator.DENSITY, [frame(2009, *range(12), shown=Shown.UNSTABLE)])
    assert "het hoogst" not in data(view)["frames"][0]["said"]


def test_the_source_and_the_licence_are_in_the_document() -> None:
    html = document(one_map(Indicator.DENSITY, [FIRST]), REPORT, WORDS, ASSETS)
    assert "CC BY 4.0" in html


def test_very_many_corners_are_simplified_together() -> None:
    import shapely

    ring = shapely.segmentize(square(0, 0, 100, 100), 0.5)
    other = shapely.segmentize(square(100, 0, 100, 100), 0.5)
    figures = [replace(figure(i, float(i)), geometry=g) for i, g in enumerate((ring, other))]
    found = data(one_map(Indicator.DENSITY, [Frame(dt.date(2009, 12, 31), figures)]))
    assert max(len(shape[0]) for shape in found["shapes"]) < 20
