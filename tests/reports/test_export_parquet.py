"""GeoParquet, read back as a researcher does."""

from __future__ import annotations

import datetime as dt
import io

import geopandas as gpd
import pyarrow.parquet
import pytest

from boundaries import commands
from boundaries.model import Block
from reports.export import write_areas
from reports.export.areas import FIELDS, area_table
from tests.conftest import area, on, square

DAY = dt.date(2010, 1, 1)


@pytest.fixture
def merged(store, admin):
    """An area that was two, with 120 people, and one of 3."""
    blocks = [
        Block("B1", "b", square(0, 0, 2), 120, None, 2007, "CBS"),
        Block("B2", "b", square(1, 1), 3, None, 2007, "CBS"),
    ]
    commands.import_blocks(store, admin, blocks, on(2007))
    lands = {"Krakeel": square(0, 0), "Wolfsbos": square(1, 0), "Hofje": square(1, 1)}
    for name, land in lands.items():
        commands.found(store, admin, name=name, geometry=land, occasion=on(2007))
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2009))
    return store


def made(store) -> bytes:
    with store.read() as parts:
        return write_areas(parts, ".parquet", DAY)[0]


def test_it_reads_back_as_the_areas_of_the_date(merged) -> None:
    back = gpd.read_parquet(io.BytesIO(made(merged)))
    with merged.read() as parts:
        table = area_table(parts, DAY)
    assert list(back.columns) == [*FIELDS, "geometry"]
    assert back.crs == table.crs
    assert back.geometry.tolist() == table.geometry.tolist()
    for field in ("id", "name", "area_m2", "projects_quick_win", "granted_cents", "valid_from"):
        assert back[field].tolist() == table[field].tolist()


def test_few_residents_are_missing_and_so_are_those_that_the_total_would_tell_them_by(
    merged,
) -> None:
    held = pyarrow.parquet.read_table(io.BytesIO(made(merged)))["residents"]
    assert held.to_pylist() == [None, None]
    assert str(held.type) == "int64"


def test_the_predecessors_are_joined_by_a_space(merged) -> None:
    held = pyarrow.parquet.read_table(io.BytesIO(made(merged)))["predecessors"]
    assert held.to_pylist() == ["", "GM0118-0001 GM0118-0002"]


def test_days_are_days(merged) -> None:
    held = pyarrow.parquet.read_table(io.BytesIO(made(merged)))
    assert [str(held[name].type) for name in ("valid_from", "valid_to")] == ["date32[day]"] * 2


def test_without_areas_the_columns_keep_their_types(store, merged) -> None:
    with store.read() as parts:
        empty, count = write_areas(parts, ".parquet", dt.date(1999, 1, 1))
    assert count == 0
    kinds = [
        [str(field.type) for field in pyarrow.parquet.read_schema(io.BytesIO(data))]
        for data in (empty, made(merged))
    ]
    assert kinds[0] == kinds[1]


def test_it_is_the_same_twice(merged) -> None:
    assert made(merged) == made(merged)


def test_it_says_its_licence(merged) -> None:
    assert "CC BY 4.0" in gpd.read_parquet(io.BytesIO(made(merged))).attrs["description"]
