"""How often a line crosses itself, counted before GEOS is asked to mend it.

Mending costs GEOS time that grows with the number of crossings, not of vertices: a random
ring of 500 vertices takes over 25 s and can't be interrupted, while a clean ring of 20,000
is harmless. Counting stops at a limit, so its own cost is bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_AT_ONCE = 64
"""Segments asked at once: few enough that one more answer than needed costs little."""


def count_crossings(geometry: BaseGeometry, *, limit: int) -> int:
    """Return how many pairs of segments of the rings of `geometry` cross, or `limit` at most.

    Parameters
    ----------
    geometry
        Polygon or multipolygon; it need not be valid.
    limit
        Counting stops there.
    """
    segments = _segments(geometry)
    tree = shapely.STRtree(segments)
    found = 0
    for start in range(0, len(segments), _AT_ONCE):
        asked, met = tree.query(segments[start : start + _AT_ONCE], predicate="crosses")
        found += int((asked + start < met).sum())
        if found >= limit:
            return limit
    return found


def _segments(geometry: BaseGeometry) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    rings = shapely.get_rings(shapely.get_parts(geometry))
    pairs = []
    for ring in rings:
        points = shapely.get_coordinates(ring)
        pairs.append(np.stack([points[:-1], points[1:]], axis=1))
    return np.asarray(shapely.linestrings(np.concatenate(pairs)))
