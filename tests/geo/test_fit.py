"""A drawing fitted between the areas that stand."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Polygon, box

import geo
from tests.geo.drawn import area_of, circle, comb, drawn, with_second_vertex

RD = "EPSG:28992"


def is_coverage(fit: geo.Fit) -> bool:
    areas = np.append(fit.existing.to_numpy(), fit.geometry)
    areas = areas[~shapely.is_empty(areas)]
    return bool(shapely.coverage_is_valid(areas) and shapely.is_valid(areas).all())


def changed(fit: geo.Fit, existing: gpd.GeoSeries) -> float:
    """m2 of land that is not as it was in the existing areas."""
    return float(fit.existing.symmetric_difference(existing).area.sum())


def test_a_drawing_over_a_neighbour_gets_the_free_part() -> None:
    existing = drawn("aa..\naa..")
    fit = geo.fit(area_of(".xxx\n.xxx"), existing)
    assert fit.geometry.equals(area_of("..xx\n..xx"))
    assert changed(fit, existing) == 0
    assert fit.taken == {}
    assert is_coverage(fit)


def test_under_the_other_policy_it_takes_what_it_covers_and_says_so() -> None:
    fit = geo.fit(area_of(".xxx\n.xxx"), drawn("aa..\naa.."), policy="new")
    assert fit.geometry.area == 600
    assert fit.taken == {"a": 200.0}
    assert fit.existing["a"].equals(area_of("a...\na..."))
    assert is_coverage(fit)


def test_a_drawing_inside_an_area_is_refused_with_its_owner() -> None:
    with pytest.raises(geo.NothingLeft, match="'a'") as refused:
        geo.fit(box(5, 5, 15, 15), drawn("aa\naa"))
    assert refused.value.ids == ("a",)


def test_a_drawing_inside_two_areas_names_the_larger_owner_first() -> None:
    with pytest.raises(geo.NothingLeft) as refused:
        geo.fit(box(5, 0, 20, 10), drawn("ab"))
    assert refused.value.ids == ("b", "a")


def test_an_area_that_is_swallowed_stays_in_the_index_and_is_empty() -> None:
    fit = geo.fit(area_of("xxx\nxxx\nxxx"), drawn("...\n.a.\n..."), policy="new")
    assert fit.existing["a"].is_empty
    assert fit.taken == {"a": 100.0}
    assert fit.geometry.equals(area_of("xxx\nxxx\nxxx"))


def test_around_an_area_that_stays_the_drawing_has_a_hole() -> None:
    fit = geo.fit(area_of("xxx\nxxx\nxxx"), drawn("...\n.a.\n..."))
    assert fit.geometry.area == 800
    assert len(fit.geometry.interiors) == 1
    assert is_coverage(fit)


def test_a_gap_between_drawing_and_neighbour_is_closed() -> None:
    #  +---+   +---+       +---+-------+
    #  | a | 8 | x |  ->   | a |   x   |
    #  +---+   +---+       +---+-------+
    fit = geo.fit(box(28, 0, 48, 20), drawn("aa\naa"), width=10)
    assert fit.geometry.symmetric_difference(box(20, 0, 48, 20)).area == 0
    assert fit.filled == pytest.approx(160)
    assert is_coverage(fit)


def test_a_gap_wider_than_asked_for_stays() -> None:
    fit = geo.fit(box(32, 0, 52, 20), drawn("aa\naa"), width=10)
    assert fit.geometry.equals(box(32, 0, 52, 20))
    assert fit.filled == 0


def test_a_gap_is_closed_only_along_the_neighbour() -> None:
    #      +---+              +---+
    #  +---+ . |          +---+   |
    #  | a | x |    ->    | a | x |    nothing is filled above or below a
    #  +---+ . |          +---+   |
    #      +---+              +---+
    fit = geo.fit(box(28, -40, 48, 60), drawn("aa\naa"), width=10)
    assert fit.geometry.symmetric_difference(
        shapely.union(box(28, -40, 48, 60), box(20, 0, 28, 20))
    ).area == pytest.approx(0, abs=1e-9)
    assert is_coverage(fit)


def test_a_gap_that_is_enclosed_is_closed() -> None:
    #  bbbb       x is drawn 3 m too small on three sides
    #  a..b
    #  aaab
    fit = geo.fit(box(13, 13, 30, 20), drawn("bbbb\na..b\naaab"), width=5)
    assert fit.geometry.equals(box(10, 10, 30, 20))
    assert is_coverage(fit)


def test_a_drawing_that_leaves_its_neighbour_squarely_is_not_widened() -> None:
    #  +------+
    #  |  a   |
    #  +--++--+
    #     /x\      its sides go away at over 45 degrees
    drawing = Polygon([(8, 0), (12, 0), (16, -10), (4, -10)])
    fit = geo.fit(drawing, drawn("aa"), width=15)
    assert fit.geometry.equals(drawing)


def test_a_crack_between_two_neighbours_stays_theirs() -> None:
    #  +---+ +---+
    #  | a | | b |   1 m between a and b, 100 m long
    #  +---+-+---+
    #  |    x    |
    existing = gpd.GeoSeries({"a": box(0, 0, 20, 100), "b": box(21, 0, 40, 100)}, crs=RD)
    lid = gpd.GeoSeries({"c": box(0, 100, 40, 120)}, crs=RD)
    around = gpd.GeoSeries({**existing, **lid}, crs=RD)
    fit = geo.fit(box(0, -20, 40, 0), around, width=5)
    assert fit.geometry.symmetric_difference(box(0, -20, 40, 0)).area == 0


def test_a_new_corner_on_a_border_is_a_vertex_of_the_neighbour_too() -> None:
    existing = gpd.GeoSeries({"a": box(0, 0, 10, 30)}, crs=RD)
    fit = geo.fit(box(10, 10, 20, 20), existing)
    assert {(10, 10), (10, 20)} <= set(fit.existing["a"].exterior.coords)
    assert is_coverage(fit)


def test_areas_far_away_are_the_same_objects() -> None:
    existing = drawn("a....b")
    assert geo.fit(box(10, 0, 20, 10), existing).existing["b"] is existing["b"]


def test_every_existing_area_comes_back_in_its_order() -> None:
    existing = drawn("abc\n...").loc[["c", "a", "b"]]
    fit = geo.fit(area_of("...\nxxx"), existing)
    assert list(fit.existing.index) == ["c", "a", "b"]
    assert fit.existing.crs == RD


def test_islands_of_one_drawing_stay_islands() -> None:
    drawing = MultiPolygon([box(10, 0, 20, 10), box(50, 0, 60, 10)])
    fit = geo.fit(drawing, drawn("a.........."))
    assert shapely.get_num_geometries(fit.geometry) == 2
    assert is_coverage(fit)


def test_areas_that_touch_the_drawing_in_a_point_are_left_alone() -> None:
    existing = drawn("..a\n...")
    fit = geo.fit(area_of("...\nxx."), existing)
    assert fit.geometry.equals(area_of("...\nxx."))
    assert is_coverage(fit)


def test_without_areas_the_drawing_is_as_it_was_drawn() -> None:
    fit = geo.fit(box(0, 0, 10, 10), gpd.GeoSeries([], crs=RD))
    assert fit.geometry.equals(box(0, 0, 10, 10))
    assert fit.existing.empty


def test_a_loose_piece_under_a_square_metre_is_left_out_and_counted() -> None:
    #  a hair of the drawing sticks out behind a
    existing = gpd.GeoSeries({"a": box(0, 0, 10, 10)}, crs=RD)
    fit = geo.fit(box(-0.05, 0, 30, 10), existing)
    assert fit.geometry.equals(box(10, 0, 30, 10))
    assert fit.dropped == pytest.approx(0.5)


def test_with_streets_the_border_follows_them() -> None:
    #  ---------------+   a drawing some metres off two streets
    #            x    |
    streets = gpd.GeoSeries(
        {"n": LineString([(-50, 100), (200, 100)]), "e": LineString([(200, 300), (200, -100)])},
        crs=RD,
    )
    drawing = Polygon([(0, 0), (193, 5), (205, 60), (196, 104), (100, 95), (0, 107)])
    fit = geo.fit(drawing, gpd.GeoSeries([], crs=RD), lines=streets, width=15)
    border = fit.geometry.boundary
    on_street = border.intersection(shapely.union_all(streets.to_numpy()).buffer(1e-6)).length
    assert on_street > 250
    assert fit.geometry.is_valid


def test_a_street_that_only_crosses_the_border_is_not_followed() -> None:
    street = gpd.GeoSeries([LineString([(50, -100), (50, 200)])], crs=RD)
    fit = geo.fit(box(0, 0, 100, 100), gpd.GeoSeries([], crs=RD), lines=street, width=15)
    assert fit.geometry.equals(box(0, 0, 100, 100))


def test_streets_move_the_border_but_not_the_neighbours() -> None:
    existing = drawn("aaaa\n....")
    street = gpd.GeoSeries([LineString([(0, 3), (40, 3)])], crs=RD)
    fit = geo.fit(area_of("....\nxxxx"), existing, lines=street, width=5)
    assert changed(fit, existing) == 0
    assert fit.geometry.bounds[1] == pytest.approx(3)
    assert is_coverage(fit)


@pytest.mark.parametrize("policy", ["nobody", "", None])
def test_an_unknown_policy_is_refused(policy: str) -> None:
    with pytest.raises(geo.GeometryError, match="existing or new"):
        geo.fit(box(0, 0, 1, 1), drawn("a"), policy=policy)


@pytest.mark.parametrize("width", [-1.0, float("nan"), float("inf")])
def test_a_width_that_is_no_width_is_refused(width: float) -> None:
    with pytest.raises(geo.GeometryError, match="widest gap"):
        geo.fit(box(0, 0, 1, 1), drawn("a"), width=width)


def test_a_drawing_that_crosses_itself_must_be_repaired_first() -> None:
    with pytest.raises(geo.GeometryError, match="Repair"):
        geo.fit(Polygon([(0, 0), (20, 20), (20, 0), (0, 20)]), drawn("a"))


def test_an_existing_area_that_is_not_valid_is_named() -> None:
    bow_tie = gpd.GeoSeries({"tie": Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])}, crs=RD)
    with pytest.raises(geo.GeometryError, match="tie"):
        geo.fit(box(5, 0, 20, 20), bow_tie)


def test_degrees_are_refused() -> None:
    with pytest.raises(geo.UnprojectedError):
        geo.fit(box(0, 0, 1, 1), gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:4326"))


def test_two_reference_systems_are_refused() -> None:
    drawing = gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:32631")
    with pytest.raises(geo.GeometryError, match="Reproject"):
        geo.fit(drawing, drawn("a"))


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_coordinates_that_are_no_numbers_are_refused(wrong: float) -> None:
    with pytest.raises(geo.NotFinite):
        geo.fit(with_second_vertex(box(0, 0, 1, 1), wrong), drawn("a"))


def test_a_million_vertices_are_refused_before_they_are_worked_on() -> None:
    with pytest.raises(geo.TooComplex):
        geo.fit(circle(1_000_000), drawn("a"))


def test_two_combs_across_each_other_are_refused() -> None:
    with pytest.raises(geo.TooComplex):
        geo.fit(comb(1_000), [comb(1_000, upright=False)])


# Six by six squares of 20 m in three areas and land of nobody, and a drawing with corners
# anywhere between them.
towns = st.lists(
    st.lists(st.sampled_from("aabbc."), min_size=6, max_size=6), min_size=6, max_size=6
).map(lambda rows: drawn("\n".join("".join(row) for row in rows), cell=20))
corner = st.tuples(st.floats(-10, 130), st.floats(-10, 130))
drawings = st.lists(corner, min_size=3, max_size=8).map(
    lambda points: shapely.convex_hull(shapely.multipoints(np.round(points, 2)))
)
blobs = drawings.filter(lambda drawing: drawing.geom_type == "Polygon" and drawing.area > 10)
policies = st.sampled_from(["existing", "new"])


def fitted(drawing: Polygon, existing: gpd.GeoSeries, policy: str, width: float = 8.0) -> geo.Fit:
    try:
        return geo.fit(drawing, existing, policy=policy, width=width)
    except geo.NothingLeft:
        assume(False)
        raise


@settings(max_examples=60, deadline=None)
@given(blobs, towns, policies)
def test_what_comes_out_is_a_coverage(drawing, existing, policy) -> None:
    assert is_coverage(fitted(drawing, existing, policy))


@settings(max_examples=60, deadline=None)
@given(blobs, towns)
def test_existing_areas_keep_their_land(drawing, existing) -> None:
    assert changed(fitted(drawing, existing, "existing"), existing) < 1e-6


@settings(max_examples=60, deadline=None)
@given(blobs, towns)
def test_what_is_taken_is_what_was_lost(drawing, existing) -> None:
    fit = fitted(drawing, existing, "new")
    lost = existing.area - fit.existing.area
    assert lost[lost > 1e-6].to_dict() == pytest.approx(
        {label: m2 for label, m2 in fit.taken.items() if m2 > 1e-6}, abs=1e-6
    )


@settings(max_examples=60, deadline=None)
@given(blobs, towns, policies)
def test_land_is_drawn_or_filled_or_dropped_and_nothing_else(drawing, existing, policy) -> None:
    fit = fitted(drawing, existing, policy)
    asked = drawing
    if policy == "existing":
        asked = drawing.difference(shapely.union_all(existing.to_numpy()))
    assert fit.geometry.area == pytest.approx(asked.area + fit.filled - fit.dropped, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(blobs, towns, policies, st.integers(0, 7))
def test_direction_start_order_and_height_do_not_matter(drawing, existing, policy, start) -> None:
    plain = fitted(drawing, existing, policy)
    ring = list(drawing.exterior.coords)[:-1]
    start %= len(ring)
    turned = shapely.force_3d(Polygon([*ring[start:], *ring[:start]][::-1]), 3.0)
    other = fitted(turned, existing.iloc[::-1], policy)
    assert other.geometry.symmetric_difference(plain.geometry).area < 1e-6
    assert not other.geometry.has_z


@settings(max_examples=30, deadline=None)
@given(blobs, towns, policies)
def test_inputs_are_not_changed(drawing, existing, policy) -> None:
    before = [drawing.wkb, *existing.to_wkb()]
    fitted(drawing, existing, policy)
    assert [drawing.wkb, *existing.to_wkb()] == before


@pytest.mark.parametrize("policy", ["existing", "new"])
def test_drawings_of_residents_fit_the_official_areas(real_data: Path, policy: str) -> None:
    official = gpd.read_file(real_data / "chicago_official.geojson").to_crs(26916)
    areas = shapely.make_valid(
        official.geometry.to_numpy(), method="structure", keep_collapsed=False
    )
    existing = gpd.GeoSeries(shapely.coverage_clean(areas), crs=26916)
    drawings = gpd.read_file(real_data / "chicago_resident_drawings.geojson").to_crs(26916)
    for drawing in drawings.geometry[::73]:
        try:
            land = geo.repair(drawing).geometry
        except geo.GeometryError:
            continue
        others = existing[existing.intersection(land).area <= existing.area / 2]
        try:
            fit = geo.fit(land, others, policy=policy, width=60)
        except geo.NothingLeft:
            continue
        assert is_coverage(fit)
        if policy == "existing":
            assert changed(fit, others) < 1e-6
