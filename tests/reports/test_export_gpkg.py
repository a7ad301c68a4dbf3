"""GeoPackages, read back as a GIS does."""

from __future__ import annotations

import datetime as dt
import sqlite3

import geopandas as gpd
import pyogrio
import pytest

from boundaries import commands
from reports.export import write_areas
from reports.export.areas import FIELDS, area_table
from reports.export.past import lineage_table, version_table
from tests.conftest import area, on, square

DAY = dt.date(2010, 1, 1)

# 2007                   2009: merged, and undone in another test
# +---------+---------+  +-------------------+
# | Krakeel | Wolfsbos|  |       Samen       |
# +---------+---------+  +-------------------+


@pytest.fixture
def merged(store, admin):
    for name, land in [("Krakeel", square(0, 0)), ("Wolfsbos", square(1, 0))]:
        commands.found(store, admin, name=name, geometry=land, occasion=on(2007))
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2009))
    return store


def made(store, path, day: dt.date = DAY, **options):
    with store.read() as parts:
        path.write_bytes(write_areas(parts, ".gpkg", day, **options)[0])
    return path


def test_it_has_three_layers_and_the_areas_come_first(merged, tmp_path) -> None:
    layers = pyogrio.list_layers(made(merged, tmp_path / "x.gpkg"))
    assert layers.tolist() == [
        ["areas", "MultiPolygon"],
        ["versions", "MultiPolygon"],
        ["lineage", None],
    ]


def test_the_areas_are_those_of_the_date_in_metres(merged, tmp_path) -> None:
    back = gpd.read_file(made(merged, tmp_path / "x.gpkg"), layer="areas")
    with merged.read() as parts:
        table = area_table(parts, DAY)
    assert back.crs == table.crs
    assert list(back.columns) == [*FIELDS, "geometry"]
    assert back["name"].tolist() == ["Samen"]
    assert back["predecessors"].tolist() == ["GM0118-0001 GM0118-0002"]
    assert back.geometry[0].equals(table.geometry.iloc[0])


def test_every_version_is_there_whatever_the_date(merged, tmp_path) -> None:
    back = gpd.read_file(made(merged, tmp_path / "x.gpkg", dt.date(2007, 6, 1)), layer="versions")
    assert back["name"].tolist() == ["Krakeel", "Wolfsbos", "Samen"]
    assert back["valid_to"].dt.year.tolist()[:2] == [2009, 2009]


def test_the_lineage_says_what_came_of_what_and_by_which_change(merged, tmp_path) -> None:
    back = pyogrio.read_dataframe(made(merged, tmp_path / "x.gpkg"), layer="lineage")
    assert back["predecessor"].tolist() == ["GM0118-0001", "GM0118-0002"]
    assert back["successor"].tolist() == ["GM0118-0003", "GM0118-0003"]
    assert back["change"].tolist() == [3, 3]
    assert back["kind"].tolist() == ["merge", "merge"]
    assert back["date"].dt.year.tolist() == [2009, 2009]


def test_a_merger_that_was_undone_is_no_lineage(merged, admin) -> None:
    commands.undo(merged, admin, 3, reason="toch niet")
    with merged.read() as parts:
        assert lineage_table(parts).empty


def test_what_was_not_known_yet_is_in_no_layer(merged, clock, admin) -> None:
    before = clock.now + dt.timedelta(hours=1)
    clock.now += dt.timedelta(days=2)
    commands.found(merged, admin, name="Later", geometry=square(5, 5), occasion=on(2008))
    with merged.read() as parts:
        assert "Later" not in set(version_table(parts, before)["name"])
        assert len(lineage_table(parts, before)) == 2
        assert lineage_table(parts, before - dt.timedelta(days=1)).empty


def test_what_is_known_of_the_past_by_now_is_what_is_known_now(merged, clock) -> None:
    with merged.read() as parts:
        later = clock.now + dt.timedelta(hours=1)
        assert version_table(parts, later).equals(version_table(parts))


def test_without_areas_the_layers_are_there_and_empty(store, tmp_path) -> None:
    path = made(store, tmp_path / "x.gpkg")
    assert [len(pyogrio.read_dataframe(path, layer=n)) for n in ("areas", "versions")] == [0, 0]
    assert len(pyogrio.read_dataframe(path, layer="lineage")) == 0


def test_it_is_the_same_twice(merged, tmp_path) -> None:
    first, second = made(merged, tmp_path / "1.gpkg"), made(merged, tmp_path / "2.gpkg")
    assert first.read_bytes() == second.read_bytes()


def test_it_carries_the_date_of_the_data(merged, tmp_path) -> None:
    connection = sqlite3.connect(made(merged, tmp_path / "x.gpkg"))
    told = connection.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    connection.close()
    assert told == [("2010-01-01T00:00:00.000Z",)]


def test_its_version_is_said(merged, tmp_path) -> None:
    connection = sqlite3.connect(made(merged, tmp_path / "x.gpkg"))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    assert version == 10_400
