"""A spot for a project that is told by its street: the middle of what lies in the area."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from shapely.geometry import LineString, Point
    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie

STREET = "street"


def spots_in(lie: Lie, land: BaseGeometry) -> dict[str, Point]:
    """Return of each street in a piece of land, by name, a point on it within that land.

    Parameters
    ----------
    lie
        Its lines, in metres.
    land
        A valid area in metres of the same CRS.
    """
    pieces: dict[str, list[LineString]] = defaultdict(list)
    for place in lie.path_tree.query(land, predicate="intersects").tolist():
        line = lie.lines[place]
        if line.kind == STREET and line.name:
            inside = shapely.intersection(line.geometry, land)
            pieces[line.name] += [p for p in shapely.get_parts(inside).tolist() if p.length > 0]
    return {
        name: shapely.line_interpolate_point(
            max(some, key=lambda p: p.length), 0.5, normalized=True
        )
        for name, some in sorted(pieces.items())
        if some
    }
