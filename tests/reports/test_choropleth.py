"""The report map: classes, figures that may be shown, and one file that needs no other."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries import commands
from boundaries.language import language
from boundaries.model import Block, Project, ProjectKind, ProjectStatus
from reports.assets import Assets
from reports.choropleth import Report, choropleth
from reports.classes import natural_classes
from reports.colours import BLUE_GREEN
from reports.indicators import Figure, Indicator, Shown, figures
from tests.conftest import area, on, square

DAY = dt.date(2010, 1, 1)
ASSETS = Assets("/* leaflet */", "", "/* report */")


def figure(number: int, value: float | None, shown=Shown.VALUE, name="Gebied") -> Figure:
    counted = (None, None) if value is None else (7, 2.5)
    return Figure(f"A{number}", name, square(number, 0), shown, value, *counted)


def document(*shown: Figure, basemap=None, synthetic=False, lang="nl") -> str:
    report = Report("Hoogeveen", "EPSG:28992", DAY, "CBS", basemap, synthetic)
    return choropleth(shown, Indicator.DENSITY, report, language(lang), ASSETS)


MANY = [figure(i, float(i)) for i in range(12)]


def test_twelve_areas_get_five_classes() -> None:
    assert natural_classes([f.value for f in MANY]).count == 5


def test_under_ten_areas_get_three_classes() -> None:
    assert natural_classes([1.0, 2, 5, 9, 14, 20, 30]).count == 3


def test_under_four_areas_get_none() -> None:
    assert natural_classes([1.0, 2.0, 3.0]) is None


def test_areas_that_hardly_differ_get_none() -> None:
    assert natural_classes([2.0] * 20) is None


def test_a_value_on_a_bound_belongs_to_the_class_above() -> None:
    classes = natural_classes([f.value for f in MANY])
    assert classes.of(classes.bounds[2]) == 2


@given(st.lists(st.floats(0, 1e6), min_size=4, max_size=40))
def test_every_value_falls_in_a_class_and_bounds_rise(values) -> None:
    classes = natural_classes(values)
    if classes is None:
        return
    assert list(classes.bounds) == sorted(set(classes.bounds))
    assert all(0 <= classes.of(v) < classes.count for v in values)
    assert min(values) >= classes.bounds[0] or min(values) == pytest.approx(classes.bounds[0])


def test_the_legend_counts_the_areas_of_each_class() -> None:
    html = document(*MANY)
    counts = [int(n) for n in re.findall(r'class="n">(\d+) gebied', html)]
    assert sum(counts) == 12
    assert all(colour in html for colour in BLUE_GREEN[5])


def test_the_date_is_stamped_on_the_map() -> None:
    assert "Stand op 1-1-2010" in document(*MANY)


def test_the_table_holds_every_area() -> None:
    assert len(re.findall(r"<tr data-area=", document(*MANY))) == 12


def test_the_same_figures_give_the_same_bytes() -> None:
    assert document(*MANY) == document(*MANY)


def test_a_hidden_figure_stands_nowhere_in_the_file() -> None:
    html = document(*MANY, figure(12, None, Shown.SMALL))
    assert "Te klein om te tonen" in html
    assert "url(#sk-small)" in html


def test_missing_is_not_zero() -> None:
    html = document(*MANY, figure(12, None, Shown.MISSING))
    assert "Geen gegevens" in html


def test_a_pattern_that_does_not_occur_is_not_in_the_legend() -> None:
    assert "Te klein om te tonen" not in document(*MANY)


def test_no_other_host_is_named() -> None:
    html = document(*MANY)
    assert re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", html) == []
    assert "http" not in html.replace("http-equiv", "")


def test_only_the_tile_host_is_allowed_where_there_is_one() -> None:
    tiles = {"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "Kadaster"}
    html = document(*MANY, basemap=tiles)
    assert "img-src data: https://tiles.example" in html
    assert set(re.findall(r"https://[\w.]+", html)) == {"https://tiles.example"}


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "`${alert(1)}`",
        "{{ 7*7 }}",
        '"><svg onload=alert(1)>',
    ],
)
def test_a_hostile_name_is_inert(name) -> None:
    html = document(*MANY, figure(12, 3.0, name=name))
    assert name not in html or name.startswith(("`", "{{"))
    assert "<img" not in html
    assert "onload=alert(1)>" not in html
    # What a template literal could run stands in the table only, never in a script.
    scripts = "".join(re.findall(r"<script>(.*?)</script>", html, re.S))
    assert "alert" not in scripts


def test_a_synthetic_map_says_so() -> None:
    assert "verzonnen" in document(*MANY, synthetic=True)


def test_in_english_the_document_is_english() -> None:
    html = document(*MANY, lang="en")
    assert '<html lang="en">' in html
    assert "Residents per hectare" in html


@pytest.fixture
def told(store, admin):
    """Four areas: 100 residents and 2 projects, 3 residents, 4 residents, one without blocks."""
    people = [100, 3, 4]
    blocks = [Block(f"B{i}", "b", square(i, 0), n, None, 2007, "t") for i, n in enumerate(people)]
    commands.import_blocks(store, admin, blocks, on(2007))
    for i in range(4):
        commands.found(store, admin, name=f"N{i}", geometry=square(i, 0), occasion=on(2007))
    kind, status = ProjectKind.QUICK_WIN, ProjectStatus.DONE
    projects = [
        Project(f"P{y}", "t", kind, area(1), status, dt.date(y, 6, 1)) for y in (2008, 2009)
    ]
    commands.import_projects(store, admin, projects, on(2009))
    return store


def of(store, indicator, day) -> list[Figure]:
    with store.read() as parts:
        return figures(parts, indicator, day)


def test_density_hides_few_people_and_names_what_is_missing(told) -> None:
    first, second, _, last = of(told, Indicator.DENSITY, DAY)
    assert (first.value, first.shown) == (100.0, Shown.VALUE)
    assert (second.value, second.numerator, second.shown) == (None, None, Shown.SMALL)
    assert last.shown is Shown.MISSING


def test_projects_count_in_their_year_per_thousand_residents(told) -> None:
    first, second, *_ = of(told, Indicator.PROJECTS, dt.date(2009, 12, 31))
    assert (first.numerator, first.value, first.shown) == (1, 10.0, Shown.UNSTABLE)
    assert second.shown is Shown.SMALL
