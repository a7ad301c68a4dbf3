"""Mending what was drawn. Shapes are sketched above the tests."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

import geo


def test_a_valid_area_is_left_as_it_is() -> None:
    repaired = geo.repair(Polygon([(0, 0), (10, 0), (10, 10), (0, 10)]))
    assert repaired.changes == []


def test_a_bow_tie_keeps_both_of_its_triangles() -> None:
    #  \ /|
    #   X |     two triangles of 25 m2
    #  / \|
    repaired = geo.repair(Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]))
    assert repaired.area_after == pytest.approx(50)


def test_a_bow_tie_says_that_it_was_split() -> None:
    repaired = geo.repair(Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]))
    assert "A ring that crosses itself was split into its parts." in repaired.changes


def test_a_spike_is_cut_off_without_changing_the_land() -> None:
    #  +----+
    #  |    |-----   spike
    #  +----+
    repaired = geo.repair(Polygon([(0, 0), (10, 0), (10, 5), (20, 5), (10, 5), (10, 10), (0, 10)]))
    assert (repaired.area_before, repaired.area_after) == (100, 100)
    assert repaired.changes[0] == "A spike without land was cut off."


def test_a_height_is_dropped_and_said() -> None:
    repaired = geo.repair(Polygon([(0, 0, 3), (10, 0, 3), (10, 10, 3)]))
    assert not repaired.geometry.has_z
    assert repaired.changes == ["The height of the points was dropped."]


def test_repeated_points_are_dropped_and_said() -> None:
    repaired = geo.repair(Polygon([(0, 0), (10, 0), (10, 0), (10, 10)]))
    assert repaired.changes == ["Repeated points were dropped."]


def test_a_clockwise_ring_is_turned() -> None:
    repaired = geo.repair(Polygon([(0, 0), (0, 10), (10, 10), (10, 0)]))
    assert repaired.geometry.exterior.is_ccw


def test_a_hole_that_touches_its_shell_in_a_point_is_fine() -> None:
    #  +------+
    #  | /\   |
    #  +/__\--+   the hole touches the lower edge in one corner
    shell = [(0, 0), (10, 0), (10, 10), (0, 10)]
    repaired = geo.repair(Polygon(shell, [[(5, 0), (6, 5), (4, 5)]]))
    assert repaired.area_after == pytest.approx(95)


def test_a_small_part_is_kept() -> None:
    repaired = geo.repair(MultiPolygon([box(0, 0, 100, 100), box(200, 0, 200.1, 0.1)]))
    assert len(repaired.geometry.geoms) == 2


def test_the_input_is_not_changed() -> None:
    drawn = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    before = drawn.wkb
    geo.repair(drawn)
    assert drawn.wkb == before


def with_coordinate(value: float) -> Polygon:
    """A square with one coordinate replaced; shapely warns when it is built directly."""
    third = np.array(
        [[False, False], [False, False], [True, False], [False, False], [False, False]]
    )
    return shapely.transform(box(0, 0, 10, 10), lambda points: np.where(third, value, points))


@pytest.mark.parametrize(
    ("geometry", "error"),
    [
        (Point(0, 0), geo.WrongType),
        (None, geo.WrongType),
        (Polygon(), geo.Collapsed),
        (Polygon([(0, 0), (5, 5), (10, 10)]), geo.Collapsed),
        (with_coordinate(math.nan), geo.NotFinite),
        (with_coordinate(math.inf), geo.NotFinite),
        (
            Polygon(
                [(0, 0), (10, 0), (10, 10), (0, 10)], [[(20, 20), (30, 20), (30, 30), (20, 30)]]
            ),
            geo.Ambiguous,
        ),
        (MultiPolygon([box(0, 0, 10, 10), box(5, 5, 15, 15)]), geo.Ambiguous),
    ],
)
def test_what_cannot_be_mended_is_refused(geometry: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        geo.repair(geometry)


def test_a_million_points_are_refused_before_geos_sees_them() -> None:
    angle = np.linspace(0, 2 * np.pi, 1_000_000)
    ring = Polygon(np.column_stack([np.cos(angle), np.sin(angle)]) * 1000)
    with pytest.raises(geo.TooComplex, match="20000"):
        geo.repair(ring)


def test_a_tangle_is_refused_before_geos_mends_it() -> None:
    points = np.random.default_rng(1).uniform(0, 1000, (1_500, 2))
    with pytest.raises(geo.TooComplex):
        geo.repair(Polygon(points))


corners = st.tuples(st.integers(0, 20), st.integers(0, 20))


@given(st.lists(corners, min_size=3, max_size=9, unique=True))
def test_what_comes_out_is_always_a_valid_area(points: list[tuple[int, int]]) -> None:
    try:
        repaired = geo.repair(Polygon(points))
    except geo.GeometryError:
        return
    assert repaired.geometry.is_valid
    assert repaired.geometry.geom_type in {"Polygon", "MultiPolygon"}
    assert repaired.area_after == pytest.approx(shapely.area(repaired.geometry))


@given(st.lists(corners, min_size=3, max_size=9, unique=True))
def test_repairing_twice_changes_nothing_more(points: list[tuple[int, int]]) -> None:
    try:
        once = geo.repair(Polygon(points)).geometry
    except geo.GeometryError:
        return
    assert geo.repair(once).geometry.equals(once)
