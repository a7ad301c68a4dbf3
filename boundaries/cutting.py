"""A street, water or railway as the line along which an area is split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

NEAR_M = 5.0
"""A line that ends this near the edge of an area is taken to reach it."""
BEYOND_M = 10.0


def joined(pieces: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the pieces of a line as one, where they meet."""
    return shapely.line_merge(shapely.union_all(list(pieces)))


def through(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return the longest piece of a line that runs through an area, a little longer at its ends.

    A street that ends at the very edge, or a metre before it, cuts too. All in metres.
    """
    pieces = shapely.get_parts(shapely.intersection(line, area.buffer(NEAR_M)))
    if not len(pieces):
        return line
    longest = max(pieces, key=shapely.length)
    points = shapely.get_coordinates(longest)
    for end, inner in ((0, 1), (-1, -2)):
        step = points[end] - points[inner]
        length = float((step**2).sum() ** 0.5) or 1.0
        points[end] = points[end] + step / length * BEYOND_M
    return shapely.LineString(points)


def to_the_edge(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return a drawn line, a little longer at an end that all but reaches the edge of an area.

    A line that was snapped to the border ends on it, and a finger stops a metre before it. All in
    metres. An end that lies well inside stays there: it isn't guessed where the cut goes on.
    """
    points = shapely.get_coordinates(line)
    edge = shapely.boundary(area)
    for end, inner in ((0, 1), (-1, -2)):
        if shapely.distance(shapely.Point(points[end]), edge) > NEAR_M:
            continue
        step = points[end] - points[inner]
        length = float((step**2).sum() ** 0.5) or 1.0
        points[end] = points[end] + step / length * BEYOND_M
    return shapely.LineString(points)


def round_a_part(ring: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return where the edge of a drawn ring runs through an area, as a line to cut along.

    Parameters
    ----------
    ring
        A polygon round one of the two parts, in metres.

    Returns
    -------
    LineString
        From edge to edge, a little longer; the edge of the ring itself where it doesn't meet the
        area, which then isn't cut.
    """
    edge = shapely.boundary(ring)
    inside = shapely.line_merge(shapely.intersection(edge, area))
    return through(inside, area) if not inside.is_empty else edge
