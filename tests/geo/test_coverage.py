"""Land that two areas claim at once."""

from __future__ import annotations

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

import geo

RD = "EPSG:28992"
boxes = st.builds(
    lambda x, y, w, h: box(x, y, x + w, y + h),
    st.integers(0, 50),
    st.integers(0, 50),
    st.integers(1, 30),
    st.integers(1, 30),
)


def test_two_areas_over_one_another_are_named_with_their_land() -> None:
    #  +---+--+---+
    #  | a |##| b |
    #  +---+--+---+
    found = geo.overlaps(gpd.GeoSeries({"a": box(0, 0, 10, 10), "b": box(8, 0, 20, 10)}, crs=RD))
    assert found[["left", "right", "area_m2"]].to_numpy().tolist() == [["a", "b", 20.0]]


def test_areas_that_touch_do_not_overlap() -> None:
    assert geo.overlaps([box(0, 0, 10, 10), box(10, 0, 20, 10), box(10, 10, 20, 20)]).empty


def test_the_largest_overlap_comes_first() -> None:
    found = geo.overlaps([box(0, 0, 10, 10), box(9, 0, 20, 10), box(0, 5, 10, 15)])
    assert found["area_m2"].is_monotonic_decreasing


def test_the_smallest_overlap_counts_itself() -> None:
    areas = [box(0, 0, 10, 10), box(9, 0, 20, 10)]
    assert len(geo.overlaps(areas, min_area=10.0)) == 1
    assert geo.overlaps(areas, min_area=10.1).empty


def test_no_areas_have_no_overlaps() -> None:
    assert geo.overlaps(gpd.GeoSeries([], crs=RD)).empty


def test_the_crs_comes_back() -> None:
    areas = gpd.GeoSeries([box(0, 0, 2, 2), box(0, 0, 2, 2)], crs=RD)
    assert geo.overlaps(areas).crs == RD


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:2263", None])
def test_degrees_feet_web_mercator_and_nothing_are_refused(crs: str | None) -> None:
    with pytest.raises(geo.UnprojectedError):
        geo.overlaps(gpd.GeoSeries([box(0, 0, 1, 1)], crs=crs))


def test_what_is_no_area_is_refused_by_its_label() -> None:
    with pytest.raises(geo.WrongType, match="pin"):
        geo.overlaps(gpd.GeoSeries({"pin": Point(0, 0)}, crs=RD))


@given(st.lists(boxes, min_size=2, max_size=6))
def test_overlaps_are_those_of_a_plain_double_loop(areas: list) -> None:
    expected = {
        (i, j): areas[i].intersection(areas[j]).area
        for i in range(len(areas))
        for j in range(i + 1, len(areas))
        if areas[i].intersection(areas[j]).area >= 1
    }
    found = geo.overlaps(areas)
    assert {(r.left, r.right): r.area_m2 for r in found.itertuples()} == pytest.approx(expected)
