"""Vertices that noding leaves behind."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import Polygon

from geo.vertices import segments, without_needless_vertices


def kept(points: list[tuple[float, float]], given: list[tuple[float, float]]) -> int:
    """How many vertices of a ring stay."""
    area = np.array([Polygon(points)], dtype=object)
    tidy = without_needless_vertices(area, np.array(given, dtype=float).reshape(-1, 2))
    return int(shapely.get_num_coordinates(tidy)[0]) - 1


def test_a_vertex_on_a_straight_edge_goes() -> None:
    #  +-----+
    #  |     |
    #  +--x--+
    corners = [(0, 0), (10, 0), (10, 10), (0, 10)]
    assert kept([(0, 0), (5, 0), *corners[1:]], corners) == 4


def test_a_vertex_that_was_drawn_on_a_straight_edge_stays() -> None:
    corners = [(0, 0), (5, 0), (10, 0), (10, 10), (0, 10)]
    assert kept(corners, corners) == 5


def test_a_corner_that_was_not_drawn_stays() -> None:
    corners = [(0, 0), (10, 0), (10, 10), (0, 10)]
    assert kept(corners, corners[:3]) == 4


def test_two_vertices_that_turn_a_corner_together_are_not_both_dropped() -> None:
    # Each is within a micrometre of the line between its neighbours.
    points = [(0, 0), (10, 0), (10, 10 - 1e-7), (10 - 1e-7, 10), (0, 10)]
    assert kept(points, [(0, 0), (10, 0), (0, 10)]) >= 4


def test_a_ring_of_vertices_that_all_were_made_stays_a_ring() -> None:
    points = [(0, 0), (1e-7, 0), (1e-7, 1e-7), (0, 1e-7)]
    assert kept(points, [(5, 5)]) == 4


def test_segments_between_round_coordinates_have_numbers_of_their_own() -> None:
    # Round coordinates share their low bits, and sums of them collide when they are mixed badly.
    x0, y0, x1, y1 = np.meshgrid(*[np.arange(12.0)] * 4)
    start, end = np.stack([x0, y0], -1).reshape(-1, 2), np.stack([x1, y1], -1).reshape(-1, 2)
    onward = (start[:, 0] < end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] < end[:, 1]))
    lines = shapely.linestrings(np.stack([start[onward], end[onward]], axis=1))
    assert len(np.unique(segments(lines)[0])) == onward.sum()
