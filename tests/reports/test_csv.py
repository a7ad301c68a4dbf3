"""Tables as CSV that opens with a click and runs nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.export.csv import dumps


def test_a_dutch_spreadsheet_gets_its_mark_semicolons_and_decimal_commas() -> None:
    made = dumps(["naam", "ha"], [["Krakeel", 93.25]])
    assert made == b"\xef\xbb\xbfnaam;ha\r\nKrakeel;93,25\r\n"


def test_a_program_gets_commas_and_points() -> None:
    assert (
        dumps(["naam", "ha"], [["Krakeel", 93.25]], plain=True) == b"naam,ha\r\nKrakeel,93.25\r\n"
    )


def test_what_is_missing_is_empty_and_never_0() -> None:
    assert dumps(["a", "b", "c"], [[None, float("nan"), 0]], plain=True).endswith(b"\r\n,,0\r\n")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (dt.date(2026, 1, 2), "2026-01-02"),
        (Decimal("2500.50"), "2500,50"),
        (True, "true"),
        (-3, "-3"),
        (["GM0118-0001", "GM0118-0002"], "GM0118-0001 GM0118-0002"),
    ],
)
def test_each_kind_of_value_is_written_as_it_is_read(value, written) -> None:
    assert dumps(["a"], [[value]]).decode("utf-8-sig").splitlines()[1] == written


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_text_that_looks_like_a_formula_is_made_harmless(first) -> None:
    made = dumps([first + "kop"], [[first + "1+1"]]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))
    assert rows == [["'" + first + "kop"], ["'" + first + "1+1"]]


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
)
def test_text_comes_back_as_it_was_but_for_the_mark_before_a_formula(rows) -> None:
    made = dumps(["a", "b"], rows, plain=True).decode()
    read = list(csv.reader(io.StringIO(made, newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
