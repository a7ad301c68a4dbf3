"""Maps as files: by the command line, and the table beside a map."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from boundaries import commands
from boundaries.errors import Refused
from boundaries.language import language
from boundaries.model import Block
from reports.export import map_table
from reports.export.about import About
from reports.export.maps import write_map
from reports.indicators import Indicator
from reports.views import Frame, one_map, two_dates, two_figures
from tests.conftest import on, square
from tests.reports.test_choropleth import ASSETS
from tests.reports.test_report_views import FIRST, SECOND, counted, frame

WORDS = language("nl")
TOLD = About("GM0118", "Hoogeveen", "EPSG:28992", True, 5, dt.date(2010, 12, 31))
DAY = dt.date(2010, 6, 1)


@pytest.fixture
def town(store, admin):
    """Five areas with 60 to 300 residents."""
    blocks = [Block(f"B{i}", "b", square(i, 0), 60 + 60 * i, 30, 2007, "CBS") for i in range(5)]
    commands.import_blocks(store, admin, blocks, on(2007))
    for i in range(5):
        commands.found(store, admin, name=f"N{i}", geometry=square(i, 0), occasion=on(2007))
    return store


@pytest.mark.parametrize(
    ("form", "begin"), [(".html", b"<!doctype html>"), (".png", b"\x89PNG"), (".pdf", b"%PDF")]
)
def test_a_map_is_written_as_its_extension_says(town, form, begin) -> None:
    with town.read() as parts:
        data, count = write_map(parts, form, DAY, WORDS, ASSETS, indicator="inwoners")
    assert data.startswith(begin)
    assert count == 5


@pytest.mark.parametrize("form", [".html", ".png", ".pdf"])
def test_the_same_store_gives_the_same_bytes(town, form) -> None:
    with town.read() as parts:
        assert write_map(parts, form, DAY, WORDS, ASSETS) == write_map(
            parts, form, DAY, WORDS, ASSETS
        )


def test_without_a_date_a_document_goes_through_the_years(town) -> None:
    with town.read() as parts:
        data, _ = write_map(parts, ".html", None, WORDS, ASSETS)
    assert b'id="year"' in data


def test_a_map_says_the_licence_of_the_municipality(town, admin) -> None:
    commands.set_setting(town, admin, "licence", "CC0 1.0")
    with town.read() as parts:
        data, _ = write_map(parts, ".html", DAY, WORDS, ASSETS)
    assert b"CC0 1.0" in data


def test_an_unknown_indicator_is_refused_with_those_there_are(town) -> None:
    with town.read() as parts, pytest.raises(Refused) as refused:
        write_map(parts, ".png", DAY, WORDS, ASSETS, indicator="geluk")
    assert "inwoners" in WORDS.sentence(refused.value)


def test_before_the_first_area_there_is_no_map(town) -> None:
    with town.read() as parts, pytest.raises(Refused) as refused:
        write_map(parts, ".png", dt.date(1999, 1, 1), WORDS, ASSETS)
    assert refused.value.code == "empty"


def test_the_table_has_a_row_for_each_area() -> None:
    columns, rows = map_table.table(one_map(Indicator.DENSITY, [FIRST]), WORDS)
    assert columns == ["Gebied (id)", "Gebied", "Inwoners", "Hectare", "Inwoners per hectare"]
    assert rows[3] == ["A11", "Gebied", 7, 2.5, 11]


def test_the_table_of_two_dates_has_the_difference() -> None:
    columns, rows = map_table.table(two_dates(Indicator.DENSITY, FIRST, SECOND), WORDS)
    assert columns[2:] == ["31-12-2009", "31-12-2010", "Verschil"]
    assert rows[0][2:] == [0, 30, 30]


def test_the_table_of_two_figures_has_the_columns_of_both() -> None:
    view = two_figures([Indicator.DENSITY, Indicator.RESIDENTS], [[FIRST], [counted(2009, 1, 5)]])
    columns, rows = map_table.table(view, WORDS)
    assert columns[-2:] == ["Inwoners per hectare", "Inwoners"]
    assert rows[2] == ["A10", "Gebied", 7, 2.5, 10, None]


def test_a_hidden_figure_is_words_in_the_file() -> None:
    shown = Frame(FIRST.day, frame(2009, None, *range(1, 12)).figures)
    data = map_table.dumps(one_map(Indicator.DENSITY, [shown]), TOLD, WORDS, ".csv")
    assert "Te klein om te tonen" in data.decode("utf-8-sig")


def test_the_workbook_says_whose_figures_they_are() -> None:
    data = map_table.dumps(one_map(Indicator.DENSITY, [FIRST]), TOLD, WORDS, ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["kaart", "over"]
    assert book["kaart"].max_row == 13
