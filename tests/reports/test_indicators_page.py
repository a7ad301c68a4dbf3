"""The page of figures offers what there is, and keeps what is asked for in the address."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from boundaries import commands
from boundaries.language import language
from boundaries.model import Block
from reports.choropleth import Report, choropleth
from reports.indicators import ON_MAPS, Indicator
from reports.pages.choices import numbers
from reports.pages.figures import place
from tests.conftest import on, square
from tests.pages.test_pages import figures_page, said, shown
from tests.reports.test_choropleth import ASSETS, figure

pytestmark = pytest.mark.sqlite


@pytest.fixture
def town(store, admin, url):
    """Four areas with 60 to 240 residents."""
    blocks = [Block(f"B{i}", "b", square(i, 0), 60 + 60 * i, 30, 2007, "CBS") for i in range(4)]
    commands.import_blocks(store, admin, blocks, on(2007))
    for i in range(4):
        commands.found(store, admin, name=f"N{i}", geometry=square(i, 0), occasion=on(2007))
    return url


def told(test, name: str) -> str:
    """What the address says: a text after the page set it, a list where it was given."""
    value = test.query_params[name]
    return value if isinstance(value, str) else value[0]


def test_every_indicator_is_offered_rates_and_shares_first(town) -> None:
    options = shown(figures_page, town).selectbox[0].options
    assert len(options) == len(Indicator)
    assert options[0] == "Inwoners per hectare"
    assert options.index("Inwoners") >= len(ON_MAPS)


@pytest.mark.parametrize("indicator", Indicator)
def test_each_of_them_makes_a_map(town, indicator) -> None:
    test = shown(figures_page, town, toon=indicator.value, op="2008-01-01", beeld="datum")
    assert not test.exception
    assert test.selectbox[0].value is indicator


def test_an_unknown_indicator_in_the_address_gives_the_first_rate(town) -> None:
    assert shown(figures_page, town, toon="onzin").selectbox[0].value is ON_MAPS[0]


def test_a_second_date_in_the_address_gives_two_maps(town) -> None:
    test = shown(figures_page, town, toon="inwoners", op="2012-01-01", met="2009-06-01")
    assert test.radio[0].value == "datums"
    assert test.date_input[1].value == dt.date(2009, 6, 1)


def test_a_second_indicator_in_the_address_gives_two_maps(town) -> None:
    test = shown(figures_page, town, toon="inwoners", naast="besteding", op="2012-01-01")
    assert test.radio[0].value == "cijfers"
    assert told(test, "naast") == "besteding"


def test_what_is_chosen_stands_in_the_address(town) -> None:
    test = shown(figures_page, town, op="2012-01-01", beeld="datum")
    test.selectbox(key="figures-method").select("gelijk").run()
    test.selectbox(key="figures-count").select(4).run()
    assert told(test, "wijze") == "gelijk"
    assert told(test, "klassen") == "4"


def test_bounds_in_the_address_are_taken_up(town) -> None:
    address = {"wijze": "vast", "grenzen": "100;150.5", "beeld": "datum"}
    test = shown(figures_page, town, **address)
    assert test.text_input(key="figures-breaks").value == "100;150,5"
    assert told(test, "grenzen") == "100;150.5"


def test_bounds_that_make_no_classes_are_asked_back(town) -> None:
    test = shown(figures_page, town, wijze="vast", grenzen="5", beeld="datum")
    assert "Geef 2 tot 4 grenzen" in said(test)


def test_circles_have_no_classes_to_choose(town) -> None:
    test = shown(figures_page, town, toon="inwoners", beeld="datum")
    assert [box.key for box in test.selectbox] == ["figures-toon"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("10; 20; 40", (10, 20, 40)), ("0,5 1.000", (0.5, 1000)), ("x; 3", (3,)), ("", ())],
)
def test_bounds_are_read_as_people_write_them(typed, read) -> None:
    assert numbers(typed) == read


@pytest.mark.parametrize("text", [None, "", "1,2", "a,b,c", "99,6,12", "52,6,40", "nan,6,12"])
def test_a_place_that_cannot_be_is_left_out(text) -> None:
    assert place(text) == []


def test_a_place_of_the_address_is_where_the_map_begins() -> None:
    assert place("52.7,6.47,12.5") == [52.7, 6.47, 12.5]


@pytest.mark.parametrize("indicator", [Indicator.QUICK_SHARE, Indicator.TAKE_UP])
def test_a_share_has_the_same_classes_on_every_map(indicator) -> None:
    report = Report("Hoogeveen", "EPSG:28992", dt.date(2010, 1, 1), "CBS", None, synthetic=False)
    alike = [figure(i, 100.0) for i in range(12)]
    html = choropleth(alike, indicator, report, language("nl"), ASSETS)
    assert [int(n) for n in re.findall(r'class="n">(\d+) gebied', html)] == [0, 0, 0, 0, 12]
    assert "20 tot 40" in html
