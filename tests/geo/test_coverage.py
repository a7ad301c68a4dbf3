"""How areas lie beside and over one another."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon, box

import geo
from tests.geo.drawn import circle, comb, drawn

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


def test_a_hole_between_areas_is_a_gap() -> None:
    found = geo.gaps(drawn("aab\na.b\ncccb".replace("cccb", "ccb")))
    assert found["area_m2"].tolist() == [100]


def test_an_island_in_a_gap_is_no_gap() -> None:
    #  the lake around b is a gap of eight squares
    found = geo.gaps(drawn("aaaaa\na...a\na.b.a\na...a\naaaaa"))
    assert found["area_m2"].tolist() == [800]


def test_a_bay_is_no_gap() -> None:
    assert geo.gaps(drawn("aaa\na..\naaa")).empty


def test_gaps_that_meet_in_a_point_are_two_the_larger_first() -> None:
    found = geo.gaps(drawn("aaaaa\na..aa\naaa.a\naaaaa"))
    assert found["area_m2"].tolist() == [200, 100]


def test_gaps_wider_than_asked_for_are_left_out() -> None:
    areas = drawn("aaaaa\na...a\na...a\na...a\naaaaa\naa.aa\naaaaa")
    assert geo.gaps(areas)["area_m2"].tolist() == [900, 100]
    assert geo.gaps(areas, max_width=12)["area_m2"].tolist() == [100]


def test_a_hair_between_borders_that_do_not_match_is_a_gap() -> None:
    a = Polygon([(0, 0), (10, 0), (10, 4), (9.999, 5), (10, 6), (10, 10), (0, 10)])
    found = geo.gaps([a, box(10, 0, 20, 10)])
    assert found["area_m2"].tolist() == pytest.approx([0.001])


def test_no_areas_have_no_gaps_and_no_neighbours() -> None:
    assert geo.gaps(gpd.GeoSeries([], crs=RD)).empty
    assert geo.neighbours(gpd.GeoSeries([], crs=RD)).empty


@pytest.mark.parametrize("width", [-1.0, float("nan"), float("inf")])
def test_a_width_that_is_no_width_is_refused(width: float) -> None:
    with pytest.raises(geo.GeometryError, match="widest gap"):
        geo.gaps(drawn("a"), max_width=width)


def test_neighbours_share_border_each_pair_once_in_order() -> None:
    found = geo.neighbours(drawn("ab\nab\ncb"))
    assert found.to_numpy().tolist() == [["a", "b", 20.0], ["a", "c", 10.0], ["b", "c", 10.0]]


def test_a_corner_is_no_border() -> None:
    assert geo.neighbours(drawn("a.\n.b")).empty


def test_borders_that_differ_by_rounding_are_shared() -> None:
    found = geo.neighbours([box(0, 0, 10, 10), box(10 + 1e-9, 0, 20, 10)])
    assert found["border_m"].tolist() == pytest.approx([10], abs=0.01)


def test_one_area_has_no_neighbours() -> None:
    assert geo.neighbours(drawn("a")).empty


@pytest.mark.parametrize("ask", [geo.overlaps, geo.gaps, geo.neighbours])
def test_what_is_too_complex_is_refused(ask) -> None:
    with pytest.raises(geo.TooComplex):
        ask([circle(1_000_000)])
    with pytest.raises(geo.TooComplex):
        ask([comb(1_000), comb(1_000, upright=False)])


@pytest.mark.parametrize("ask", [geo.gaps, geo.neighbours])
def test_an_area_that_is_not_valid_is_named(ask) -> None:
    tie = Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])
    with pytest.raises(geo.GeometryError, match="tie"):
        ask(gpd.GeoSeries({"tie": tie}, crs=RD))


towns = st.lists(
    st.lists(st.sampled_from("abcd."), min_size=5, max_size=5), min_size=2, max_size=5
).map(lambda rows: drawn("\n".join("".join(row) for row in rows)))


@given(towns)
def test_gaps_and_areas_fill_all_that_is_enclosed(areas: gpd.GeoSeries) -> None:
    if areas.empty:
        return
    union = shapely.union_all(areas.to_numpy())
    # Not the shells of the union: parts that touch in points enclose land too.
    lines = shapely.union_all(shapely.boundary(areas.to_numpy()))
    enclosed = shapely.area(shapely.polygonize(shapely.get_parts(lines)))
    assert geo.gaps(areas)["area_m2"].sum() == pytest.approx(enclosed - union.area)


@given(towns)
def test_a_coverage_shares_half_of_all_borders_within_it(areas: gpd.GeoSeries) -> None:
    if areas.empty:
        return
    outside = shapely.union_all(areas.to_numpy()).length
    shared = geo.neighbours(areas)["border_m"].sum()
    assert areas.length.sum() == pytest.approx(outside + 2 * shared)


def test_neighbours_of_a_city_with_borders_that_hardly_match(real_data: Path) -> None:
    areas = gpd.read_file(real_data / "philadelphia_neighborhoods.geojson").to_crs(26918)
    found = geo.neighbours(areas)
    assert 300 < len(found) < 600
