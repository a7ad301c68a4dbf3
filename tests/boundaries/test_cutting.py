"""A drawn line that cuts an area from edge to edge.

  +---------+
  |         |
--|---------|--    cuts
  |   -----------  begins inside: it doesn't
  +---------+
"""

from __future__ import annotations

import pytest
import shapely

import geo
from boundaries.cutting import BEYOND_M, NEAR_M, to_the_edge

AREA = shapely.box(0, 0, 100, 100)


def test_a_line_that_ends_on_the_border_is_a_little_longer() -> None:
    line = to_the_edge(shapely.LineString([(0, 50), (100, 50)]), AREA)
    assert shapely.get_coordinates(line).tolist() == [[-BEYOND_M, 50], [100 + BEYOND_M, 50]]


def test_an_end_just_before_the_border_reaches_it() -> None:
    line = to_the_edge(shapely.LineString([(NEAR_M, 50), (100 - NEAR_M, 50)]), AREA)
    assert len(geo.split(AREA, line)) == 2


def test_an_end_well_inside_stays_there_and_the_cut_is_refused() -> None:
    line = shapely.LineString([(40, 20), (140, 20)])
    assert to_the_edge(line, AREA).equals(line)
    with pytest.raises(geo.GeometryError):
        geo.split(AREA, to_the_edge(line, AREA))


def test_ends_far_outside_stay_as_they_are() -> None:
    line = shapely.LineString([(-50, 50), (50, 60), (150, 50)])
    assert to_the_edge(line, AREA).equals(line)
