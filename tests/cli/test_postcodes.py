"""`smeedkaart import postcodes`, as its users run it."""

from __future__ import annotations

import json

import pytest

RING = [[6.476, 52.722], [6.48, 52.722], [6.48, 52.725], [6.476, 52.725], [6.476, 52.722]]


@pytest.fixture
def board(place, tmp_path):
    """A place with one building block, B1."""
    feature = {
        "type": "Feature",
        "properties": {"id": "B1", "name": "Blok 1", "residents": 40, "year": 2020},
        "geometry": {"type": "Polygon", "coordinates": [RING]},
    }
    path = tmp_path / "blocks.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert place("import", "blocks", path).code == 0
    return place


def imported(run, tmp_path, text: str):
    path = tmp_path / "postcodes.csv"
    path.write_text(text)
    return run("import", "postcodes", path, "--json")


def test_postcodes_come_in_whole(board, tmp_path) -> None:
    result = imported(board, tmp_path, "code;block\n7908 ab;B1\n7908;B1\n")
    told = {key: result.json[key] for key in ("verdict", "imported", "areas")}
    assert told == {"verdict": "accepted", "imported": 2, "areas": []}


def test_dutch_names_of_the_columns_are_known(board, tmp_path) -> None:
    assert imported(board, tmp_path, "postcode,blok\n7908AB,B1\n").code == 0


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("code;block\n7908AB;B1\n7908AC;B9\n", "unknown_block", "row 3, column block"),
        ("code;block\n79O8AB;B1\n", "postcode", "row 2, column code"),
        ("code;block\n7908AB;\n", "schema", "row 2, column block"),
        ("code;block\n7908AB;B1\n7908 ab;B1\n", "duplicate", "row 3"),
        ("code\n7908AB\n", "schema", None),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(board, tmp_path, text, code, where) -> None:
    result = imported(board, tmp_path, text)
    assert result.code == 2
    assert (result.json["error"]["code"], result.json["error"].get("place")) == (code, where)
    assert [c["kind"] for c in board("log", "--json").json["changes"]] == ["import_blocks"]
