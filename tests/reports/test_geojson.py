"""GeoJSON to the letter of RFC 7946."""

from __future__ import annotations

import datetime as dt
import json
import re

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from boundaries.errors import Refused
from reports.export.geojson import dumps
from tests.conftest import square


def areas(*shapes, crs="EPSG:28992", **columns) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        columns, geometry=list(shapes), index=[f"A{i}" for i in range(len(shapes))], crs=crs
    )


def written(table: gpd.GeoDataFrame) -> dict:
    return json.loads(dumps(table))


def test_coordinates_are_longitude_and_latitude_near_hoogeveen() -> None:
    west, south, east, north = written(areas(square(0, 0)))["bbox"]
    assert 6.4 < west < east < 6.5
    assert 52.6 < south < north < 52.8


def test_there_is_no_crs_member() -> None:
    assert set(written(areas(square(0, 0)))) == {"type", "bbox", "features"}


def test_shells_turn_left_and_holes_turn_right() -> None:
    holed = Polygon(square(0, 0, 3, 3).exterior.coords[::-1], [square(1, 1).exterior.coords])
    (feature,) = written(areas(holed))["features"]
    shell, hole = feature["geometry"]["coordinates"]
    assert shapely.LinearRing(shell).is_ccw
    assert not shapely.LinearRing(hole).is_ccw


def test_numbers_have_at_most_six_decimals() -> None:
    text = dumps(areas(square(0, 0).buffer(33))).decode()
    assert max(len(d) for d in re.findall(r"\d\.(\d+)", text)) == 6


def test_ids_are_text() -> None:
    table = areas(square(0, 0))
    table.index = [17]
    assert written(table)["features"][0]["id"] == "17"


def test_rings_are_closed() -> None:
    (feature,) = written(areas(square(0, 0)))["features"]
    ring = feature["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]


def test_types_stay_what_they_were() -> None:
    table = areas(square(0, 0), MultiPolygon([square(2, 2)]))
    assert [f["geometry"]["type"] for f in written(table)["features"]] == [
        "Polygon",
        "MultiPolygon",
    ]


def test_no_areas_are_a_valid_empty_file() -> None:
    assert written(areas()) == {"type": "FeatureCollection", "features": []}


def test_dates_and_missing_figures_are_plain_json() -> None:
    table = areas(square(0, 0), since=[dt.date(2007, 5, 7)], residents=[float("nan")])
    properties = written(table)["features"][0]["properties"]
    assert properties == {"since": "2007-05-07", "residents": None}


def test_what_pandas_calls_missing_is_null() -> None:
    table = areas(square(0, 0), count=pd.array([None], dtype="Int64"), day=[pd.NaT])
    assert written(table)["features"][0]["properties"] == {"count": None, "day": None}


def test_heights_are_left_out() -> None:
    (feature,) = written(areas(shapely.force_3d(square(0, 0), 7)))["features"]
    assert {len(point) for point in feature["geometry"]["coordinates"][0]} == {2}


def test_a_neighbours_border_stays_shared() -> None:
    table = areas(square(0, 0), square(1, 0))
    shapes = [shapely.from_geojson(json.dumps(f["geometry"])) for f in written(table)["features"]]
    assert shapely.coverage_is_valid(shapes)


def test_hostile_names_are_text_like_any_other() -> None:
    name = "</script><img src=x onerror=alert(1)>"
    assert written(areas(square(0, 0), name=[name]))["features"][0]["properties"]["name"] == name


def test_areas_without_a_reference_system_are_refused() -> None:
    with pytest.raises(Refused):
        dumps(areas(box(0, 0, 1, 1), crs=None))


def test_the_input_is_not_changed() -> None:
    table = areas(square(0, 0), name=["x"])
    before = table.copy()
    dumps(table)
    assert table.equals(before)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_what_is_written_reads_back_as_the_same_land(corners) -> None:
    table = areas(*[square(x, y) for x, y in corners])
    back = gpd.GeoDataFrame.from_features(written(table), crs="EPSG:4326").to_crs("EPSG:28992")
    difference = shapely.symmetric_difference(table.geometry.to_numpy(), back.geometry.to_numpy())
    assert shapely.area(difference).max() < 60
