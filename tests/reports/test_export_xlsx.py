"""Workbooks: read back as a spreadsheet does, part by part."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from reports.export.xlsx import dumps

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(data: bytes, sheet: int = 1) -> dict[str, tuple[str, str]]:
    """Return of each cell its kind and what it holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return {
        cell.get("r", ""): (cell.get("t", "n"), "".join(cell.itertext()))
        for cell in root.iter(f"{MAIN}c")
    }


def cell(value: object) -> tuple[str, str] | None:
    return cells(dumps({"a": [["heading"], [value]]})).get("A2")


@pytest.mark.parametrize("text", ["=1+1", "+31", "-1", "@x", "\tx", "\rx", "＝1"])
def test_what_looks_like_a_formula_is_a_string(text) -> None:
    assert cell(text) == ("inlineStr", text)


@pytest.mark.parametrize(
    ("value", "held"), [(2500, "2500"), (1.5, "1.5"), (Decimal("0.10"), "0.10")]
)
def test_a_number_is_a_number(value, held) -> None:
    assert cell(value) == ("n", held)


def test_a_day_is_counted_from_the_last_of_1899() -> None:
    assert cell(dt.date(1900, 3, 1)) == ("n", "61")


def test_a_day_before_march_1900_is_text() -> None:
    assert cell(dt.date(1815, 6, 18)) == ("inlineStr", "1815-06-18")


@pytest.mark.parametrize("missing", [None, float("nan"), float("inf")])
def test_what_is_missing_has_no_cell(missing) -> None:
    assert cell(missing) is None


def test_a_list_is_joined_by_a_space() -> None:
    assert cell(["a", "b"]) == ("inlineStr", "a b")


def test_a_truth_is_a_truth() -> None:
    assert cell(value=True) == ("b", "1")


def test_marks_of_xml_in_a_name_stay_what_they_were() -> None:
    assert cell("<b> & 'c'") == ("inlineStr", "<b> & 'c'")


def test_what_xml_can_not_hold_is_left_out() -> None:
    assert cell("a\x00b\ud800") == ("inlineStr", "ab")


def test_an_escape_in_a_name_is_not_taken_for_one() -> None:
    assert cell("_x0041_") == ("inlineStr", "_x005F_x0041_")


def test_columns_after_z_are_called_aa_and_on() -> None:
    assert list(cells(dumps({"a": [range(28)]})))[25:] == ["Z1", "AA1", "AB1"]


def test_the_same_sheets_are_the_same_bytes() -> None:
    sheets = {"a": [["x"], [1]], "b": [["y"]]}
    assert dumps(sheets) == dumps(sheets)
