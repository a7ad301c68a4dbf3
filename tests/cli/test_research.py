"""Research from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import found


@pytest.fixture
def town(place):
    found(place)
    return place


def test_a_panel_is_a_row_per_year_that_an_area_stood(town, tmp_path) -> None:
    file = tmp_path / "x.csv"
    answer = town("export", "panel", "-o", file, "--csv", "plain", "--json").json
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("area_id,name,year,")
    assert answer["rows"] == len(lines) - 1 >= 19


def test_a_panel_in_another_form_is_refused(town, tmp_path) -> None:
    answer = town("export", "panel", "-o", tmp_path / "x.gpkg", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "wrong_type")
