"""Areas that become one."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

import geo
from tests.geo.drawn import area_of, drawn, with_second_vertex

RD = "EPSG:28992"

towns = st.lists(
    st.lists(st.sampled_from("abcd."), min_size=4, max_size=4), min_size=2, max_size=4
).map(lambda rows: "\n".join("".join(row) for row in rows))


def test_areas_with_matching_borders_are_dissolved() -> None:
    merged = geo.merge(drawn("aab\naab"))
    assert (merged.method, merged.area_change) == ("coverage", 0.0)
    assert merged.geometry.equals(area_of("aaa\naaa"))


def test_land_of_nobody_between_areas_stays_a_hole() -> None:
    merged = geo.merge(drawn("aaa\nb.b\nbbb"))
    assert merged.geometry.area == 800
    assert len(merged.geometry.interiors) == 1


def test_areas_that_do_not_touch_stay_parts() -> None:
    assert geo.merge(drawn("a.b")).geometry.geom_type == "MultiPolygon"


def test_areas_that_touch_in_a_point_stay_parts() -> None:
    #  a.
    #  .b
    merged = geo.merge(drawn("a.\n.b"))
    assert merged.geometry.is_valid
    assert shapely.get_num_geometries(merged.geometry) == 2


def test_one_area_comes_back() -> None:
    assert geo.merge(drawn("aa")).geometry.equals(area_of("aa"))


def slit(width: float) -> list[Polygon]:
    """Two areas that touch below and above a slit, where their vertices don't match.

    +----+------+
    |    |------+
    | a  ||  b  |   | is the slit
    |    |------+
    +----+------+
    """
    a = box(0, 0, 10, 10)
    b = Polygon(
        [(10, 0), (20, 0), (20, 10), (10, 10), (10, 8), (10 + width, 8), (10 + width, 2), (10, 2)]
    )
    return [a, b]


def test_a_slit_between_borders_that_do_not_match_is_closed_and_counted() -> None:
    merged = geo.merge(slit(0.05), gap=0.1)
    assert merged.method == "clean"
    assert merged.area_change == pytest.approx(0.05 * 6)
    assert not merged.geometry.interiors


def test_a_slit_wider_than_asked_for_stays() -> None:
    merged = geo.merge(slit(0.5), gap=0.1)
    assert merged.area_change == 0.0
    assert len(merged.geometry.interiors) == 1


def test_overlapping_areas_count_their_land_once() -> None:
    merged = geo.merge([box(0, 0, 10, 10), box(5, 0, 15, 10)])
    assert merged.geometry.area == pytest.approx(150)
    assert merged.area_change == pytest.approx(0, abs=1e-6)


def test_a_border_with_a_vertex_more_on_one_side_is_still_one_border() -> None:
    #  +---+---+
    #  | a +   |   the vertex + is of a only
    #  +---+---+
    a = Polygon([(0, 0), (10, 0), (10, 5), (10, 10), (0, 10)])
    merged = geo.merge([a, box(10, 0, 20, 10)])
    assert merged.geometry.area == pytest.approx(200)
    assert merged.geometry.is_valid


def test_polygons_and_multipolygons_may_be_mixed() -> None:
    areas = drawn("aba")
    assert geo.merge(areas).geometry.equals(area_of("aaa"))


def test_no_areas_are_refused() -> None:
    with pytest.raises(geo.GeometryError, match="no areas to merge"):
        geo.merge(gpd.GeoSeries([], crs=RD))


def test_a_bow_tie_is_refused_by_its_label() -> None:
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    with pytest.raises(geo.GeometryError, match="tie"):
        geo.merge(gpd.GeoSeries({"tie": bow_tie, "b": box(10, 0, 20, 10)}, crs=RD))


@pytest.mark.parametrize("gap", [-1.0, float("nan"), float("inf")])
def test_a_width_that_is_no_width_is_refused(gap: float) -> None:
    with pytest.raises(geo.GeometryError, match="widest slit"):
        geo.merge([box(0, 0, 1, 1)], gap=gap)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -float("inf"), 1e200])
def test_coordinates_that_are_no_numbers_are_refused(wrong: float) -> None:
    broken = with_second_vertex(box(0, 0, 1, 1), wrong)
    with pytest.raises(geo.NotFinite):
        geo.merge([box(0, 0, 1, 1), broken])


def test_a_million_vertices_are_refused_before_they_are_worked_on() -> None:
    turn = np.linspace(0, 2 * np.pi, 1_000_000)
    circle = Polygon(np.column_stack([1_000 * np.cos(turn), 1_000 * np.sin(turn)]))
    with pytest.raises(geo.TooComplex, match="more than 100000 points"):
        geo.merge(gpd.GeoSeries({"round": circle}, crs=RD))


def test_degrees_are_refused() -> None:
    with pytest.raises(geo.UnprojectedError):
        geo.merge(gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:4326"))


def same_land(left: shapely.Geometry, right: shapely.Geometry) -> bool:
    return left.symmetric_difference(right).area < 1e-6


@given(towns, st.randoms())
def test_order_does_not_matter(town: str, random) -> None:
    areas = list(drawn(town))
    if not areas:
        return
    shuffled = random.sample(areas, len(areas))
    assert same_land(geo.merge(areas).geometry, geo.merge(shuffled).geometry)


@given(towns)
def test_merging_in_steps_is_merging_at_once(town: str) -> None:
    areas = list(drawn(town))
    if len(areas) < 3:
        return
    first = geo.merge(areas[:2]).geometry
    assert same_land(geo.merge([first, *areas[2:]]).geometry, geo.merge(areas).geometry)


@given(towns)
def test_merging_twice_changes_nothing_more(town: str) -> None:
    areas = list(drawn(town))
    if not areas:
        return
    once = geo.merge(areas).geometry
    assert same_land(geo.merge([once]).geometry, once)
    assert same_land(geo.merge([*areas, *areas]).geometry, once)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(*[st.floats(0, 30, allow_nan=False) for _ in range(2)]), min_size=2, max_size=5
    )
)
def test_every_change_of_land_is_counted(corners: list) -> None:
    areas = [box(x, y, x + 12, y + 7) for x, y in corners]
    merged = geo.merge(areas)
    with np.errstate(all="ignore"):
        change = merged.geometry.area - shapely.union_all(areas).area
    assert merged.area_change == pytest.approx(change, abs=2e-6)


def test_ring_direction_start_and_height_do_not_matter() -> None:
    plain = drawn("aab\nacb")
    turned = plain.map(lambda g: shapely.force_3d(shapely.reverse(g), 7.0))
    merged = geo.merge(gpd.GeoSeries(turned, crs=RD)).geometry
    assert merged.equals(geo.merge(plain).geometry)
    assert not merged.has_z


def test_the_areas_themselves_are_not_changed() -> None:
    areas = drawn("aab\nccb")
    before = areas.to_wkb()
    geo.merge(areas)
    assert (areas.to_wkb() == before).all()


def test_wards_of_philadelphia_merge_from_their_divisions(real_data: Path) -> None:
    divisions = gpd.read_file(real_data / "phl_2011_Ward_Divisions.shp").to_crs(26918)
    merged = geo.merge(divisions)
    assert (merged.method, merged.area_change) == ("coverage", 0.0)
    assert merged.geometry.area == pytest.approx(divisions.area.sum(), rel=1e-12)


def test_neighbourhoods_with_slivers_merge_without_micro_holes(real_data: Path) -> None:
    areas = gpd.read_file(real_data / "philadelphia_neighborhoods.geojson").to_crs(26918)
    merged = geo.merge(areas, gap=3.0)
    assert merged.geometry.geom_type == "Polygon"
    assert geo.gaps([merged.geometry], max_width=0.1).empty
    assert 0 < merged.area_change < 20
