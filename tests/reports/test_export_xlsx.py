"""Workbooks: read back as a spreadsheet does."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reports.export.xlsx import dumps


def cells(data: bytes, sheet: int = 1) -> dict[str, tuple[str, object]]:
    """Return of each cell its kind and what it holds."""
    book = load_workbook(io.BytesIO(data))
    rows = book.worksheets[sheet - 1].iter_rows()
    return {
        cell.coordinate: (cell.data_type, cell.value)
        for row in rows
        for cell in row
        if cell.value is not None
    }


def cell(value: object) -> tuple[str, object] | None:
    return cells(dumps({"a": [["heading"], [value]]})).get("A2")


@pytest.mark.parametrize("text", ["=1+1", "+31", "-1", "@x", "\tx", "＝1"])
def test_what_looks_like_a_formula_is_a_string(text) -> None:
    assert cell(text) == ("s", text)


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(dumps({"a": [["=1"], ["=1+1"]]}))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("value", "held"), [(2500, 2500), (1.5, 1.5), (Decimal("0.10"), 0.1)])
def test_a_number_is_a_number(value, held) -> None:
    assert cell(value) == ("n", held)


def test_a_day_is_a_day() -> None:
    assert cell(dt.date(1900, 3, 1)) == ("d", dt.datetime.combine(dt.date(1900, 3, 1), dt.time()))


def test_a_day_before_march_1900_is_text() -> None:
    assert cell(dt.date(1815, 6, 18)) == ("s", "1815-06-18")


@pytest.mark.parametrize("missing", [None, float("nan"), float("inf")])
def test_what_is_missing_has_no_cell(missing) -> None:
    assert cell(missing) is None


def test_a_list_is_joined_by_a_space() -> None:
    assert cell(["a", "b"]) == ("s", "a b")


def test_a_truth_is_a_truth() -> None:
    assert cell(value=True) == ("b", True)


def test_marks_of_xml_in_a_name_stay_what_they_were() -> None:
    assert cell("<b> & 'c'") == ("s", "<b> & 'c'")


def test_what_xml_can_not_hold_is_left_out() -> None:
    assert cell("a\x00b\ud800") == ("s", "ab")


def test_an_escape_in_a_name_is_not_taken_for_one() -> None:
    with zipfile.ZipFile(io.BytesIO(dumps({"a": [["_x0041_"]]}))) as archive:
        assert b"_x005F_x0041_" in archive.read("xl/worksheets/sheet1.xml")


def test_the_heading_stays_in_sight() -> None:
    book = load_workbook(io.BytesIO(dumps({"a": [["x"], [1]]})))
    assert book.worksheets[0].freeze_panes == "A2"
    assert book.worksheets[0]["A1"].font.bold


def test_a_workbook_was_made_on_the_day_of_the_data() -> None:
    book = load_workbook(io.BytesIO(dumps({"a": [["x"]]}, dt.date(2019, 12, 31))))
    assert book.properties.created.date() == dt.date(2019, 12, 31)


def test_no_part_of_a_workbook_has_a_time_of_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(dumps({"a": [["x"]]}))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_sheets_are_the_same_bytes() -> None:
    sheets = {"a": [["x"], [1], ["=y"], [dt.date(2020, 1, 1)]], "b": [["y"]]}
    assert dumps(sheets) == dumps(sheets)
