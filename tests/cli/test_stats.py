"""Figures on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.indicators import Indicator
from tests.cli.conftest import found
from tests.conftest import square


def blocks(folder: Path, *people: int) -> Path:
    """Write a row of blocks of one hectare, each with some residents."""
    rows = [
        {
            "type": "Feature",
            "properties": {
                "id": f"B{n}", "name": "b", "residents": p, "households": 20, "year": 2007,
                "source": "t",
            },
            "geometry": square(n, 0).__geo_interface__,
        }
        for n, p in enumerate(people)
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "EPSG:28992"}}
    path = folder / "blocks.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": rows}))
    return path


@pytest.fixture
def town(place, tmp_path):
    """Three areas of 3, 60 and 90 residents."""
    assert place("import", "blocks", blocks(tmp_path, 3, 60, 90)).code == 0
    for n in range(3):
        found(place, f"N{n}", square(n, 0).wkt)
    return place


def test_there_is_a_row_per_area_with_every_indicator(town) -> None:
    told = town("stats", "--json").json
    assert [a["id"] for a in told["areas"]] == [f"GM0118-000{n}" for n in (1, 2, 3)]
    assert all(list(a["figures"]) == list(Indicator) for a in (*told["areas"], told["total"]))


def test_a_hidden_figure_is_null_and_says_why(town) -> None:
    few, next_few, many = (
        a["figures"]["inwoners"] for a in town("stats", "--json").json["areas"]
    )  # fmt: skip
    assert few == {"shown": "small", "value": None, "numerator": None, "denominator": None}
    assert next_few["shown"] == "small"
    assert many["value"] == 90


def test_a_year_is_as_it_stood_at_its_end(town) -> None:
    assert town("stats", "--year", "2008", "--json").json["at"] == "2008-12-31"
    assert town("stats", "--year", "2006", "--json").json["areas"] == []


def test_a_date_and_a_year_at_once_are_refused(town) -> None:
    both = town("stats", "--at", "2008-01-01", "--year", "2008", "--json")
    assert (both.code, both.json["error"]["code"]) == (2, "usage")


def test_a_year_that_has_yet_to_come_is_refused(town) -> None:
    assert town("stats", "--year", "2999", "--json").json["error"]["code"] == "year"


def test_the_total_of_money_is_that_of_the_books(town) -> None:
    town("grant", "GM0118-0001", "1000,01", "--on", "2008-01-01")
    money = town("money", "--json").json["total"]
    total = town("stats", "--json").json["total"]["figures"]
    assert total["toegekend"]["numerator"] == money["granted"] == 100_001


def test_people_read_a_table_with_words_for_what_is_hidden(town) -> None:
    first, row, *_, last, whose = town("stats", "--show", "inwoners").out.splitlines()
    assert "inwoners" in first
    assert "Te klein om te tonen" in row
    assert last.endswith("153")
    assert "2007" in whose


def test_people_read_money_to_the_cent(town) -> None:
    town("grant", "GM0118-0001", "1000,50", "--on", "2008-01-01")
    assert "€ 1.000,50" in town("stats", "--show", "toegekend").out


def test_an_unknown_indicator_is_refused_with_those_there_are(town) -> None:
    refused = town("stats", "--show", "geluk", "--json").json["error"]
    assert refused["code"] == "indicator"
    assert "besteding" in refused["message"]


def test_figures_need_no_pandas() -> None:
    asked = "import sys, cli, commandline.stats, reports.indicators; print('pandas' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True,
                         cwd=Path(__file__).parents[2])  # fmt: skip
    assert ran.stdout.strip() == "False"


def test_figures_of_a_date_come_on_the_areas_of_another(town) -> None:
    answer = town("stats", "--at", "2008-01-01", "--areas-of", "2010-01-01", "--json").json
    assert answer["areas_of"] == "2010-01-01"
    assert {"value", "least", "most", "interpolated"} <= answer["areas"][0]["figures"][
        "inwoners"
    ].keys()
    assert "inwoners" in town("stats", "--at", "2008-01-01", "--areas-of", "2010-01-01").out
