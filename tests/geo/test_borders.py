"""Following what stands, and what is left free."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

import geo

STANDING = box(0, 0, 100, 100)


def test_a_vertex_a_hand_away_takes_over_the_standing_corner() -> None:
    #  +----+ +----      0.1 m between them
    #  | st | |  drawn
    #  +----+ +----
    drawn = box(100.1, 0, 200, 100)
    followed = geo.take_over(drawn, [STANDING])
    assert followed.geometry.equals(box(100, 0, 200, 100))
    assert followed.moved == 2


def test_a_vertex_beside_an_edge_goes_onto_the_edge() -> None:
    drawn = Polygon([(99.8, 50), (200, 20), (200, 80)])
    followed = geo.take_over(drawn, [STANDING])
    assert shapely.area(followed.geometry.intersection(STANDING)) == pytest.approx(0, abs=1e-9)


def test_a_line_along_a_border_takes_over_its_corners() -> None:
    #       the drawing passes the corner (100, 0) on a straight line
    drawn = Polygon([(100.1, -50), (200, -50), (200, 150), (99.9, 150)])
    followed = geo.take_over(drawn, [STANDING])
    assert {(100.0, 0.0), (100.0, 100.0)} <= set(followed.geometry.exterior.coords)


def test_what_is_further_away_is_left_alone() -> None:
    drawn = box(101, 0, 200, 100)
    assert geo.take_over(drawn, [STANDING]).moved == 0


def test_free_land_leaves_out_what_others_have() -> None:
    free = geo.free_land(box(50, 0, 150, 100), [STANDING])
    assert free.geometry.equals(box(100, 0, 150, 100))


def test_a_drawing_inside_an_area_has_no_free_land() -> None:
    assert geo.free_land(box(10, 10, 20, 20), [STANDING]).geometry.is_empty


@given(st.integers(-80, 180), st.integers(-80, 180), st.integers(5, 90))
def test_free_land_never_lies_in_a_standing_area(x: int, y: int, size: int) -> None:
    free = geo.free_land(box(x, y, x + size, y + size), [STANDING]).geometry
    assert shapely.area(free.intersection(STANDING)) == pytest.approx(0, abs=1e-6)


@given(st.floats(-0.24, 0.24), st.floats(-0.24, 0.24))
def test_a_border_that_was_rounded_fits_again(dx: float, dy: float) -> None:
    neighbour = shapely.affinity.translate(box(100, 0, 200, 100), dx, dy / 2)
    followed = geo.take_over(neighbour, [STANDING]).geometry
    assert shapely.area(followed.intersection(STANDING)) < 1
