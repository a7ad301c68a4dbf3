"""The zip to publish: its files, what it says of them, and its checksums."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import json
import zipfile

import geopandas as gpd
import pytest

from boundaries import commands
from reports.export import package, write_areas
from reports.export.about import about
from reports.export.areas import FIELDS
from reports.export.past import lineage_table, version_table
from tests.conftest import on, square

DAY = dt.date(2019, 12, 31)


@pytest.fixture
def town(store, admin):
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    return store


def made(store, form: str = ".zip", day: dt.date = DAY) -> bytes:
    with store.read() as parts:
        return write_areas(parts, form, day)[0]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def described(store) -> dict:
    return json.loads(members(made(store))["metadata.jsonld"])


def test_it_holds_six_files(town) -> None:
    assert list(members(made(town))) == [
        "README.md",
        "areas.geojson",
        "areas.gpkg",
        "areas.csv",
        "metadata.jsonld",
        "SHA256SUMS",
    ]


def test_each_file_is_the_one_that_is_made_by_itself(town) -> None:
    held = members(made(town))
    for form in (".geojson", ".gpkg", ".csv"):
        assert held[f"areas{form}"] == made(town, form)


def test_the_readme_explains_every_field(town) -> None:
    text = members(made(town))["README.md"].decode()
    with town.read() as parts:
        past = [*version_table(parts).columns, *lineage_table(parts).columns]
    for field in (*FIELDS, *past):
        assert field == "geometry" or f"| {field} |" in text


def test_the_readme_says_of_when_and_whose_and_how_to_cite(town) -> None:
    text = members(made(town))["README.md"].decode()
    assert "stand op 2019-12-31" in text
    assert "Gemeente Hoogeveen (GM0118)" in text
    assert "CC BY 4.0" in text
    assert "1 tot 4" in text


def test_the_readme_of_an_example_says_that_it_is_made_up(town) -> None:
    with town.read() as parts:
        told = dataclasses.replace(about(parts, DAY), synthetic=True)
    assert "verzonnen" in package.readme(told)
    assert "verzonnen" not in package.readme(dataclasses.replace(told, synthetic=False))


def test_the_checksums_are_those_of_the_other_files(town) -> None:
    held = members(made(town))
    lines = held.pop("SHA256SUMS").decode().splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert told == {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}


def test_it_is_the_same_twice(town) -> None:
    assert made(town) == made(town)


def test_its_members_carry_no_time(town) -> None:
    with zipfile.ZipFile(io.BytesIO(made(town))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "name",
    [
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dct:publisher",
        "dct:creator",
        "dcat:contactPoint",
        "dct:accessRights",
        "dct:license",
        "dcat:theme",
        "dct:temporal",
        "dct:spatial",
        "dct:modified",
    ],
)
def test_what_a_catalogue_asks_is_told(town, name) -> None:
    assert described(town)[name]


def test_the_metadata_tell_the_date_of_the_data(town) -> None:
    temporal = described(town)["dct:temporal"]
    assert temporal["dcat:startDate"] == {"@type": "xsd:date", "@value": "2019-12-31"}


def test_the_metadata_tell_the_media_type_and_checksum_of_each_file(town) -> None:
    held = members(made(town))
    told = {
        d["dcat:downloadURL"]["@id"]: (
            d["dcat:mediaType"]["@id"].partition("media-types/")[2],
            d["spdx:checksum"]["spdx:checksumValue"]["@value"],
        )
        for d in described(town)["dcat:distribution"]
    }
    kinds = {
        "areas.geojson": "application/geo+json",
        "areas.gpkg": "application/geopackage+sqlite3",
        "areas.csv": "text/csv",
    }
    assert told == {
        name: (kind, hashlib.sha256(held[name]).hexdigest()) for name, kind in kinds.items()
    }


def test_the_metadata_tell_the_box_of_the_areas(town) -> None:
    wkt = described(town)["dct:spatial"]["dcat:bbox"]["@value"]
    west, south, east, north = gpd.GeoSeries.from_wkt([wkt]).total_bounds
    assert 6.4 < west < east < 6.5
    assert 52.6 < south < north < 52.8


def test_without_areas_it_is_whole_and_tells_no_box(store) -> None:
    assert len(members(made(store))) == 6
    assert "dcat:bbox" not in described(store)["dct:spatial"]
