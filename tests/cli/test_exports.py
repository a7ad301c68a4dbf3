"""Files that the command line writes."""

from __future__ import annotations

import json
import zipfile

import geopandas as gpd
import pyogrio
import pytest

from tests.cli.conftest import found


@pytest.fixture
def town(place):
    found(place)
    return place


def test_a_csv_is_for_a_dutch_spreadsheet(town, tmp_path) -> None:
    file = tmp_path / "x.csv"
    assert town("export", "areas", "-o", file).code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid;name;")


def test_a_plain_csv_is_for_programs(town, tmp_path) -> None:
    file = tmp_path / "x.csv"
    assert town("export", "areas", "-o", file, "--csv", "plain").code == 0
    assert file.read_bytes().startswith(b"id,name,")


def test_what_was_not_known_yet_is_not_in_the_file(town, tmp_path) -> None:
    file = tmp_path / "x.csv"
    answer = town("export", "areas", "-o", file, "--known", "2001-01-01", "--json").json
    assert answer["areas"] == 0


def test_a_workbook_is_a_zip_of_parts(town, tmp_path) -> None:
    file = tmp_path / "x.xlsx"
    assert town("export", "areas", "-o", file).code == 0
    assert "xl/workbook.xml" in zipfile.ZipFile(file).namelist()


def test_a_geopackage_tells_the_state_of_a_date(town, tmp_path) -> None:
    file = tmp_path / "x.gpkg"
    assert town("export", "areas", "-o", file, "--at", "2010-01-01").code == 0
    assert pyogrio.read_dataframe(file, layer="areas")["name"].tolist() == ["Krakeel"]


def test_a_geoparquet_is_in_metres(town, tmp_path) -> None:
    file = tmp_path / "x.parquet"
    assert town("export", "areas", "-o", file).code == 0
    assert gpd.read_parquet(file).crs == "EPSG:28992"


def test_a_package_tells_what_was_known_then(town, tmp_path) -> None:
    file = tmp_path / "x.zip"
    assert town("export", "areas", "-o", file, "--known", "2001-01-01").code == 0
    with zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("areas.geojson"))["features"] == []
        assert b"2001-01-01" in archive.read("README.md")


def test_a_crosswalk_needs_blocks_with_codes(town, tmp_path) -> None:
    answer = town("export", "crosswalk", "-o", tmp_path / "x.csv", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "codes")
    assert not (tmp_path / "x.csv").exists()
