"""Borders with fewer vertices that still match."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, Polygon, box

import geo
from geo import simplifying
from geo.simplifying import simplify
from reports.export.geojson import dumps
from tests.geo.drawn import area_of, circle, drawn, with_second_vertex

RD = "EPSG:28992"

STEP = """
aaabbb
aaabbb
aabbbb
"""
"""The border between a and b has a step of 10 m at 10 m above the ground."""


def vertices(areas: gpd.GeoSeries) -> int:
    return int(shapely.get_num_coordinates(areas.to_numpy()).sum())


def moved_m(before: gpd.GeoSeries, after: gpd.GeoSeries) -> float:
    """Return how far a border has moved at most."""
    rims = shapely.boundary(before.to_numpy()), shapely.boundary(after.to_numpy())
    return float(shapely.hausdorff_distance(*rims).max())


def relations(areas: gpd.GeoSeries) -> list[str]:
    """Return how all pairs lie to one another, as DE-9IM."""
    one, other = np.triu_indices(len(areas), 1)
    shapes = areas.to_numpy()
    return list(shapely.relate(shapes[one], shapes[other]))


def test_a_step_below_the_tolerance_becomes_a_straight_border_for_both() -> None:
    #  +---+---+      +---+---+
    #  |   |   |      |  /    |
    #  | a +-+ |  ->  | a / b |
    #  |  |  b |      |  /    |
    #  +--+----+      +--+----+
    simple = simplify(drawn(STEP), tolerance=10.0)
    assert simple["a"].equals(Polygon([(0, 0), (20, 0), (30, 30), (0, 30)]))
    assert simple["b"].equals(Polygon([(20, 0), (60, 0), (60, 30), (30, 30)]))
    assert vertices(simple) == 10


def test_a_step_above_the_tolerance_stays() -> None:
    # The corner at (30, 10) lies 6.3 m from the straight line.
    assert simplify(drawn(STEP), tolerance=6.3)["a"].equals(drawn(STEP)["a"])
    assert not simplify(drawn(STEP), tolerance=6.4)["a"].equals(drawn(STEP)["a"])


def test_vertices_on_a_straight_border_go_at_any_tolerance() -> None:
    assert vertices(simplify(drawn("aaaa\naaaa"), tolerance=1e-6)) == 5


def test_a_tolerance_of_nothing_keeps_every_vertex() -> None:
    areas = drawn(STEP)
    assert simplify(areas, tolerance=0).geom_equals_exact(areas, 0).all()


def test_every_vertex_where_three_borders_meet_stays() -> None:
    simple = simplify(drawn("aaab\nccbb"), tolerance=1_000.0)
    meeting = Point(20, 10)
    assert all(meeting.touches(area) for area in simple)


def test_an_island_is_not_jumped_over() -> None:
    #  .aaa.......
    #  .aba.......   a straight line from the foot of the tower to its shoulder
    #  .aaa.......   would leave b outside a
    #  aaaaaaaaaaa
    areas = drawn(".aaa.......\n.aba.......\n.aaa.......\naaaaaaaaaaa")
    simple = simplify(areas, tolerance=1_000.0)
    assert shapely.coverage_is_valid(simple.to_numpy())
    assert len(simple["a"].interiors) == 1
    assert simple["b"].area > 0


def test_an_area_of_another_in_a_bay_stays_outside() -> None:
    #  aaaaaaa
    #  a.....a
    #  a..b..a   b touches nothing
    #  a.....a
    #  aa...aa
    simple = simplify(drawn("aaaaaaa\na.....a\na..b..a\na.....a\naa...aa"), tolerance=1_000.0)
    assert simple["a"].disjoint(simple["b"])


def test_an_area_as_wide_as_the_tolerance_does_not_disappear() -> None:
    #  aaaaaaa
    #  abbbbba   both borders of b could be the same straight line
    #  ccccccc
    areas = drawn("aaaaaaa\nabbbbba\nccccccc")
    simple = simplify(areas, tolerance=1_000.0)
    assert shapely.coverage_is_valid(simple.to_numpy())
    assert (simple.area > 0).all()
    assert relations(simple) == relations(areas)


def test_a_hole_with_nothing_in_it_stays() -> None:
    simple = simplify(drawn("aaaa\na.aa\naaaa"), tolerance=1_000.0)
    assert len(simple["a"].interiors) == 1
    assert simple.is_valid.all()


def test_a_hole_that_touches_the_rim_in_a_point_stays() -> None:
    #  aaaa
    #  a.aa
    #  .aaa
    areas = drawn("aaaa\na.aa\n.aaa")
    simple = simplify(areas, tolerance=1_000.0)
    assert simple.is_valid.all()
    assert len(simple["a"].interiors) == len(areas["a"].interiors) == 1


def test_polygons_stay_polygons_and_multipolygons_keep_their_parts() -> None:
    simple = simplify(drawn("a.ab\naaab\n...a"), tolerance=1_000.0)
    assert list(simple.geom_type) == ["MultiPolygon", "Polygon"]
    assert len(simple["a"].geoms) == 2


def test_a_multipolygon_of_one_part_stays_one() -> None:
    one = shapely.MultiPolygon([box(0, 0, 10, 10)])
    assert simplify([one], tolerance=1.0)[0].geom_type == "MultiPolygon"


def test_a_circle_keeps_only_what_its_curve_needs() -> None:
    before = gpd.GeoSeries([circle(1_000)], crs=RD)
    after = simplify(before, tolerance=5.0)
    assert moved_m(before, after) <= 5.0
    assert vertices(after) < 60


def test_a_comb_whose_teeth_grow_keeps_the_ones_above_the_tolerance() -> None:
    #  |      The farthest vertex is always the next tooth, so splitting is as uneven as can be.
    #  | | |
    #  +-+-+-+
    step = np.arange(400)
    x, y = step * 120.0, np.where(step % 2 == 0, 400.0 - step, 0.0)
    before = gpd.GeoSeries([Polygon([*zip(x, y, strict=True), (x[-1], -9), (0, -9)])], crs=RD)
    after = simplify(before, tolerance=50.0)
    assert moved_m(before, after) <= 50.0
    assert 300 < vertices(after) <= vertices(before)


def test_repeated_vertices_are_one() -> None:
    twice = Polygon([(0, 0), (0, 0), (10, 0), (10, 10), (10, 10), (0, 10), (0, 0), (0, 0)])
    assert vertices(simplify([twice], tolerance=1.0)) == 5


def test_a_vertex_of_one_side_only_makes_two_borders() -> None:
    #  +---+---+
    #  | a +   |   the vertex + is of a only, and 1 m inside b
    #  +---+---+
    a = Polygon([(0, 0), (10, 0), (11, 5), (10, 10), (0, 10)])
    simple = simplify([a, box(10, 0, 20, 10)], tolerance=2.0)
    assert simple[0].equals(a) or simple[0].equals(box(0, 0, 10, 10))
    assert simple[1].equals(box(10, 0, 20, 10))


def test_areas_that_overlap_are_simplified_as_far_as_they_can_be() -> None:
    before = gpd.GeoSeries([circle(200), circle(300, 1_000.5), circle(100, 700.0)], crs=RD)
    after = simplify(before, tolerance=100.0)
    assert after.is_valid.all()
    assert moved_m(before, after) <= 100.0
    assert shapely.get_num_coordinates(after[2]) < 20


def test_borders_that_cross_all_over_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplifying, "MOST_MEETING_BOXES", 100)
    with pytest.raises(geo.TooComplex, match="cross too often"):
        simplify([circle(1_000), circle(1_000, 1_000.5)], tolerance=1.0)


def test_an_area_that_is_too_detailed_for_the_rest_can_be_simplified() -> None:
    detailed = gpd.GeoSeries([circle(120_000)], crs=RD)
    with pytest.raises(geo.TooComplex, match="Simplify it first"):
        geo.overlaps(detailed)
    assert len(geo.overlaps(simplify(detailed, tolerance=1.0))) == 0


def test_index_and_crs_come_back_and_nothing_given_is_changed() -> None:
    areas = drawn(STEP)
    simple = simplify(areas, tolerance=10.0)
    assert list(simple.index) == ["a", "b"]
    assert simple.crs == RD
    assert areas.geom_equals_exact(drawn(STEP), 0).all()
    unchanged = simplify(areas, tolerance=0)
    unchanged["a"] = Point(0, 0)
    assert areas.geom_equals_exact(drawn(STEP), 0).all()


def test_a_layer_may_be_a_table() -> None:
    table = gpd.GeoDataFrame({"label": ["a", "b"]}, geometry=drawn(STEP).to_numpy(), crs=RD)
    assert vertices(simplify(table, tolerance=10.0)) == 10


def test_heights_are_dropped() -> None:
    high = shapely.force_3d(drawn(STEP).to_numpy(), 3.0)
    assert not simplify(gpd.GeoSeries(high, crs=RD), tolerance=0).has_z.any()


def test_no_areas_stay_none() -> None:
    assert simplify(gpd.GeoSeries([], crs=RD), tolerance=1.0).empty


@pytest.mark.parametrize("tolerance", [-1.0, float("nan"), float("inf")])
def test_a_tolerance_that_is_no_distance_is_refused(tolerance: float) -> None:
    with pytest.raises(geo.GeometryError, match="may move"):
        simplify(drawn(STEP), tolerance=tolerance)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:2263", None])
def test_areas_not_in_metres_are_refused(crs: str | None) -> None:
    with pytest.raises(geo.UnprojectedError):
        simplify(drawn(STEP, crs=crs), tolerance=1.0)


def test_what_is_no_area_is_refused_by_its_label() -> None:
    with pytest.raises(geo.WrongType, match="pin"):
        simplify(gpd.GeoSeries({"pin": Point(0, 0)}, crs=RD), tolerance=1.0)


def test_a_bow_tie_is_refused_by_its_label() -> None:
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    with pytest.raises(geo.GeometryError, match="tie"):
        simplify(gpd.GeoSeries({"tie": bow_tie}, crs=RD), tolerance=1.0)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_a_vertex_that_is_nowhere_is_refused(wrong: float) -> None:
    with np.errstate(all="ignore"), pytest.raises(geo.NotFinite):
        simplify([with_second_vertex(area_of("a"), wrong)], tolerance=1.0)


pictures = st.integers(2, 7).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from("aabbcd."), min_size=width, max_size=width),
        min_size=2,
        max_size=7,
    ).map(lambda rows: "\n".join("".join(row) for row in rows))
)


@st.composite
def towns(draw: st.DrawFn) -> gpd.GeoSeries:
    """Coverages of which every vertex has been pushed aside, by less than makes edges cross."""
    areas = drawn(draw(pictures.filter(lambda picture: set(picture) > {"\n"} | set("."))))
    push = draw(st.sampled_from([0.0, 1.0, 3.5]))
    by = np.random.default_rng(draw(st.integers(0, 999))).uniform(-push, push, (9, 9, 2))

    def aside(points: np.ndarray) -> np.ndarray:
        column, row = np.rint(points / 10).astype(int).T
        return points + by[column, row]

    return gpd.GeoSeries(shapely.transform(areas.to_numpy(), aside), index=areas.index, crs=RD)


tolerances = st.floats(0.0, 60.0)


@settings(max_examples=80, deadline=None)
@given(towns(), tolerances)
def test_a_coverage_stays_one_and_everything_lies_where_it_lay(town, tolerance: float) -> None:
    simple = simplify(town, tolerance=tolerance)
    assert simple.is_valid.all()
    assert shapely.coverage_is_valid(simple.to_numpy())
    assert relations(simple) == relations(town)
    assert list(simple.geom_type) == list(town.geom_type)
    assert list(simple.count_geometries()) == list(town.count_geometries())
    parts, before = simple.explode(), town.explode()
    assert list(parts.count_interior_rings()) == list(before.count_interior_rings())


@settings(max_examples=80, deadline=None)
@given(towns(), tolerances)
def test_no_border_moves_by_more_than_the_tolerance(town, tolerance: float) -> None:
    assert moved_m(town, simplify(town, tolerance=tolerance)) <= tolerance + 1e-9


@settings(max_examples=80, deadline=None)
@given(towns(), tolerances)
def test_no_vertex_is_made(town, tolerance: float) -> None:
    def places(areas: gpd.GeoSeries) -> set[tuple[float, float]]:
        return {(x, y) for x, y in shapely.get_coordinates(areas.to_numpy())}

    assert places(simplify(town, tolerance=tolerance)) <= places(town)


@settings(max_examples=60, deadline=None)
@given(towns(), tolerances, st.integers(0, 20), st.randoms())
def test_ring_direction_start_vertex_and_order_make_no_difference(
    town, tolerance: float, turn: int, random
) -> None:
    def turned(ring: shapely.LinearRing) -> np.ndarray:
        return np.roll(shapely.get_coordinates(ring)[:-1], turn, axis=0)[::-1]

    def other(area: shapely.Geometry) -> shapely.Geometry:
        parts = [
            Polygon(turned(part.exterior), [turned(hole) for hole in part.interiors])
            for part in shapely.get_parts(area)
        ]
        return parts[0] if area.geom_type == "Polygon" else shapely.MultiPolygon(parts[::-1])

    order = random.sample(list(town.index), len(town))
    there = simplify(town[order].map(other).set_crs(RD), tolerance=tolerance)
    here = simplify(town, tolerance=tolerance)[order]
    assert there.normalize().geom_equals_exact(here.normalize(), 0).all()


@pytest.fixture(scope="module")
def divisions(real_data: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(real_data / "phl_2011_Ward_Divisions.shp").to_crs(26918)


def test_ward_divisions_keep_a_quarter_of_their_bytes(divisions: gpd.GeoDataFrame) -> None:
    simple = divisions.set_geometry(simplify(divisions, tolerance=10.0))
    assert shapely.coverage_is_valid(simple.geometry.to_numpy())
    assert simple.is_valid.all()
    assert moved_m(divisions.geometry, simple.geometry) <= 10.0 + 1e-9
    assert vertices(simple.geometry) < 17_500
    raw = len(divisions.to_crs(4326).to_json().encode())
    assert len(dumps(simple)) <= 0.25 * raw


def test_the_largest_move_is_below_half_that_of_visvalingam(divisions: gpd.GeoDataFrame) -> None:
    ours = simplify(divisions, tolerance=10.0)
    # The tolerance at which as many vertices stay.
    theirs = divisions.geometry.simplify_coverage(33.0)
    assert vertices(theirs) >= vertices(ours)
    assert moved_m(divisions.geometry, ours) < moved_m(divisions.geometry, theirs) / 2


@pytest.mark.parametrize(
    ("file", "crs"),
    [
        ("hoogeveen_wijken_2014.geojson", 28992),
        ("amsterdam_cbs2012.geojson", 28992),
        ("phl_2011_Wards.shp", 26918),
    ],
)
@pytest.mark.parametrize("tolerance", [10.0, 1_000.0])
def test_official_coverages_stay_coverages(
    real_data: Path, file: str, crs: int, tolerance: float
) -> None:
    before = gpd.read_file(real_data / file).to_crs(crs).geometry
    after = simplify(before, tolerance=tolerance)
    assert after.is_valid.all()
    assert shapely.coverage_is_valid(after.to_numpy())
    assert moved_m(before, after) <= tolerance + 1e-9


def test_drawings_of_residents_that_overlap_come_out_valid(real_data: Path) -> None:
    drawings = gpd.read_file(real_data / "chicago_resident_drawings.geojson").to_crs(26916)
    polygonal = drawings.geom_type.isin(["Polygon", "MultiPolygon"])
    before = drawings.geometry[drawings.is_valid & polygonal]
    after = simplify(before, tolerance=20.0)
    assert after.is_valid.all()
    assert moved_m(before, after) <= 20.0 + 1e-9
