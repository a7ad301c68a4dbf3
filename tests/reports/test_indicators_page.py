"""The page of figures offers what may colour a map, and takes it from the address."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from boundaries import commands
from boundaries.language import language
from boundaries.model import Block
from reports.choropleth import Report, choropleth
from reports.indicators import ON_MAPS, Indicator
from tests.conftest import on, square
from tests.pages.test_pages import figures_page, shown
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


def test_every_rate_and_share_is_offered_and_no_count(town) -> None:
    assert len(shown(figures_page, town).selectbox[0].options) == len(ON_MAPS)


@pytest.mark.parametrize("indicator", ON_MAPS)
def test_each_of_them_makes_a_map(town, indicator) -> None:
    test = shown(figures_page, town, toon=indicator.value, op="2008-01-01")
    assert not test.exception
    assert test.selectbox[0].value is indicator


def test_a_count_in_the_address_gives_the_first_rate(town) -> None:
    test = shown(figures_page, town, toon=Indicator.RESIDENTS.value)
    assert test.selectbox[0].value is ON_MAPS[0]


@pytest.mark.parametrize("indicator", [Indicator.QUICK_SHARE, Indicator.TAKE_UP])
def test_a_share_has_the_same_classes_on_every_map(indicator) -> None:
    report = Report("Hoogeveen", "EPSG:28992", dt.date(2010, 1, 1), "CBS", None, synthetic=False)
    alike = [figure(i, 100.0) for i in range(12)]
    html = choropleth(alike, indicator, report, language("nl"), ASSETS)
    assert [int(n) for n in re.findall(r'class="n">(\d+) gebied', html)] == [0, 0, 0, 0, 12]
    assert "20 tot 40" in html
