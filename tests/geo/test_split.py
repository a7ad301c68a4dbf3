"""Cutting an area along a line."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box

import geo
from tests.geo.drawn import area_of, circle, drawn

RD = "EPSG:28992"


def test_the_part_left_of_the_line_comes_first() -> None:
    #  +--^--+
    #  | l|r |
    #  +--|--+
    parts = geo.split(box(0, 0, 20, 10), LineString([(10, -5), (10, 15)]))
    assert [p.centroid.x for p in parts] == [5, 15]


def test_a_line_the_other_way_turns_the_order() -> None:
    parts = geo.split(box(0, 0, 20, 10), LineString([(10, 15), (10, -5)]))
    assert [p.centroid.x for p in parts] == [15, 5]


def test_both_sides_of_the_cut_have_the_same_vertices() -> None:
    parts = geo.split(area_of("aa\naa"), LineString([(-1, 3), (8, 9), (21, 14)]))
    assert shapely.coverage_is_valid(parts.to_numpy())


def test_a_line_from_border_to_border_cuts() -> None:
    assert len(geo.split(box(0, 0, 20, 10), LineString([(10, 0), (10, 10)]))) == 2


def test_a_line_through_two_prongs_gives_three_parts_larger_first() -> None:
    #  a.aa      ----- cuts both prongs off; they lie left of a line to the east
    #  aaaa
    parts = geo.split(area_of("a.aa\naaaa"), LineString([(-5, 10), (45, 10)]))
    assert parts.area.tolist() == [200, 100, 400]


def test_an_island_goes_along_with_the_side_it_lies_on() -> None:
    area = MultiPolygon([box(0, 0, 20, 10), box(30, 0, 35, 5)])
    left, right = geo.split(area, LineString([(10, -5), (10, 15)]))
    assert left.equals(box(0, 0, 10, 10))
    assert right.equals(MultiPolygon([box(10, 0, 20, 10), box(30, 0, 35, 5)]))


def test_a_cut_through_a_hole_opens_it() -> None:
    area = area_of("aaa\na.a\naaa")
    parts = geo.split(area, LineString([(15, -5), (15, 35)]))
    assert parts.area.tolist() == [400, 400]
    assert not any(p.interiors for p in parts)


@pytest.mark.parametrize(
    "line",
    [
        LineString([(30, 0), (30, 10)]),
        LineString([(5, 5), (15, 5)]),
        LineString([(-5, 5), (5, 5)]),
        LineString([(0, 0), (20, 0)]),
    ],
    ids=["beside", "inside", "half way", "along the border"],
)
def test_a_line_that_does_not_cut_is_refused(line: LineString) -> None:
    with pytest.raises(geo.GeometryError, match="does not cut"):
        geo.split(box(0, 0, 20, 10), line)


def test_a_line_that_crosses_itself_is_refused() -> None:
    knot = LineString([(-5, 5), (25, 5), (25, 8), (10, 8), (10, -5)])
    with pytest.raises(geo.GeometryError, match="crosses itself"):
        geo.split(box(0, 0, 20, 10), knot)


def test_only_a_line_cuts() -> None:
    with pytest.raises(geo.WrongType, match="one line"):
        geo.split(box(0, 0, 20, 10), Point(1, 1))


def test_a_million_vertices_are_refused() -> None:
    with pytest.raises(geo.TooComplex):
        geo.split(box(0, 0, 20, 10), LineString(circle(1_000_000).exterior.coords))


def test_a_line_in_another_reference_system_is_refused() -> None:
    line = gpd.GeoSeries([LineString([(10, -5), (10, 15)])], crs="EPSG:32631")
    with pytest.raises(geo.GeometryError, match="Reproject"):
        geo.split(drawn("aa"), line)


def test_the_crs_comes_back() -> None:
    line = gpd.GeoSeries([LineString([(10, -5), (10, 15)])], crs=RD)
    assert geo.split(drawn("aa"), line).crs == RD


halves = st.integers(-200, 400).map(lambda n: n / 10)
points = st.tuples(halves, halves)


@given(
    st.lists(points, min_size=2, max_size=5),
    st.sampled_from(["aa\naa", "a.a\naaa", "aaa\na.a\naaa"]),
)
def test_no_land_is_lost_or_doubled(line: list, picture: str) -> None:
    area = area_of(picture)
    try:
        parts = geo.split(area, LineString(line))
    except geo.GeometryError:
        assume(False)
        return
    assert parts.area.sum() == pytest.approx(area.area, abs=1e-6)
    assert shapely.union_all(parts.to_numpy()).symmetric_difference(area).area < 1e-6
    assert shapely.coverage_is_valid(parts.to_numpy())


@given(st.lists(points, min_size=2, max_size=2))
def test_what_lies_left_of_a_straight_line_is_left_of_it(line: list) -> None:
    (x0, y0), (x1, y1) = line
    try:
        left, right = geo.split(box(0, 0, 20, 20), LineString(line))
    except geo.GeometryError:
        assume(False)
        return
    for part, sign in ((left, 1), (right, -1)):
        p = part.centroid
        assert sign * ((x1 - x0) * (p.y - y0) - (y1 - y0) * (p.x - x0)) > -1e-9


def test_a_bow_tie_is_refused() -> None:
    with pytest.raises(geo.GeometryError, match="not valid"):
        geo.split(Polygon([(0, 0), (9, 9), (9, 0), (0, 9)]), LineString([(4, -5), (4, 15)]))
