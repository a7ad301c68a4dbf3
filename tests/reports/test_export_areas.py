"""The areas of a date in every form: the same rows, whatever opens them."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from boundaries import commands
from boundaries.errors import Refused
from boundaries.model import Block
from reports.export import write_areas
from reports.export.areas import FIELDS, area_table
from tests.conftest import area, on, square
from tests.reports.test_export_xlsx import cells

DAY = dt.date(2010, 1, 1)
FORMULA = '=HYPERLINK("http://x";"y")'

# Founded in 2007        since 2009
# +---------+---------+  +-------------------+  Two merged into one; in the second block of the
# | Krakeel | =HYPER  |  |   Samen           |  other lies a house of 3 people, which no file tells.
# +---------+---------+  +-------------------+
#           +---------+            +---------+
#           | Hofje   |            | Hofje   |
#           +---------+            +---------+


@pytest.fixture
def town(store, admin):
    """Two areas that became one, and one of 3 people."""
    blocks = [
        Block("B1", "b", square(0, 0, 2), 120, None, 2007, "CBS"),
        Block("B2", "b", square(1, 1), 3, None, 2007, "CBS"),
    ]
    commands.import_blocks(store, admin, blocks, on(2007))
    for name, land in [
        ("Krakeel", square(0, 0)),
        (FORMULA, square(1, 0)),
        ("Hofje", square(1, 1)),
    ]:
        commands.found(store, admin, name=name, geometry=land, occasion=on(2007))
    return store


@pytest.fixture
def merged(town, admin):
    commands.merge(town, admin, [area(1), area(2)], name="Samen", occasion=on(2009))
    return town


def made(store, form: str, day: dt.date = DAY, **options) -> bytes:
    with store.read() as parts:
        return write_areas(parts, form, day, **options)[0]


def table(store, day: dt.date = DAY):
    with store.read() as parts:
        return area_table(parts, day)


def rows(data: bytes, delimiter: str = ";") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_csv_has_every_published_field(merged) -> None:
    assert rows(made(merged, ".csv"))[0] == list(FIELDS)


def test_a_csv_holds_the_rows_of_the_areas(merged) -> None:
    first = dict(zip(FIELDS, rows(made(merged, ".csv"))[1], strict=True))
    assert first == {
        "id": "GM0118-0003",
        "name": "Hofje",
        "valid_from": "2007-01-01",
        "valid_to": "",
        "area_m2": "10000,0",
        "residents": "",
        "projects_quick_win": "0",
        "projects_long_haul": "0",
        "granted_cents": "0",
        "spent_cents": "0",
        "predecessors": "",
    }


def test_a_csv_joins_the_predecessors_by_a_space(merged) -> None:
    assert rows(made(merged, ".csv"))[2][-1] == "GM0118-0001 GM0118-0002"


def test_a_plain_csv_has_commas_and_points(merged) -> None:
    data = made(merged, ".csv", plain=True)
    assert rows(data, ",")[1][4] == "10000.0"


def test_a_formula_in_a_name_is_text_in_a_csv(town) -> None:
    assert rows(made(town, ".csv", dt.date(2008, 1, 1)))[2][1] == "'" + FORMULA


def test_a_csv_without_areas_is_its_heading(store) -> None:
    assert rows(made(store, ".csv")) == [list(FIELDS)]


def test_a_csv_is_the_same_twice(merged) -> None:
    assert made(merged, ".csv") == made(merged, ".csv")


def test_an_extension_in_capitals_is_the_same_form(merged) -> None:
    assert made(merged, ".CSV") == made(merged, ".csv")


def test_a_form_that_is_not_made_here_is_refused_with_those_that_are(store) -> None:
    with pytest.raises(Refused) as refused:
        made(store, ".dwg")
    assert refused.value.code == "wrong_type"
    assert ".csv" in refused.value.fields["forms"]


def test_a_workbook_has_the_rows_of_the_areas(merged) -> None:
    held = cells(made(merged, ".xlsx"))
    assert [held[f"{letter}1"][1] for letter in "ABCDEFGHIJK"] == list(FIELDS)
    assert held["B3"] == ("s", "Samen")
    assert held["H3"] == ("n", 0)
    # With the total of all, it would tell how few live in the other one.
    assert "F3" not in held
    assert "F2" not in held


def test_every_file_says_the_licence_of_the_municipality(merged, admin) -> None:
    commands.set_setting(merged, admin, "licence", "CC0 1.0")
    told = [str(text) for _, text in cells(made(merged, ".xlsx"), 2).values()]
    assert any("CC0 1.0, https://creativecommons.org/publicdomain" in text for text in told)
    assert not any("CC BY" in text for text in told)


def test_a_formula_in_a_name_is_text_in_a_workbook(town) -> None:
    held = cells(made(town, ".xlsx", dt.date(2008, 1, 1)))
    assert held["B3"] == ("s", FORMULA)


def test_a_workbook_says_of_when_it_is_and_under_which_licence(merged) -> None:
    told = [str(text) for _, text in cells(made(merged, ".xlsx"), 2).values()]
    assert any("CC BY 4.0" in text for text in told)
    assert f"{DAY} 00:00:00" in told


def test_a_workbook_without_areas_is_its_heading(store) -> None:
    assert len(cells(made(store, ".xlsx"))) == len(FIELDS)
