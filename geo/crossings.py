"""How often a line crosses itself, counted before GEOS is asked to mend it.

Mending costs GEOS time that grows with the number of crossings, not of vertices: a random
ring of 500 vertices takes over 25 s and can't be interrupted, while a clean ring of 20,000
is harmless. Counting stops at a limit, so its own cost is bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely

from geo.errors import N_, TooComplex

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Geometries

MOST_POSSIBLE_CROSSINGS = 1_000_000
MOST_CROSSINGS_OF_A_PAIR = 5_000
MOST_MEETING_BOXES = 50_000
MOST_MEETING_BOXES_TOGETHER = 1_000_000
CROSS_TOO_OFTEN = N_(
    "These drawings cross each other too often to count. "
    "Take fewer drawings, or simplify them first."
)
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


def require_few_crossings(
    left: Geometries, right: Geometries, ids: Sequence[Hashable] | None = None
) -> None:
    """Refuse pairs whose borders cross so often that overlaying them would take too long.

    Two valid combs of 1,000 teeth make 1.25 million points: 20 s and 1.4 GB. Only pairs with
    so many vertices that this is possible at all are counted.

    Parameters
    ----------
    left, right
        Polygons or multipolygons, pairwise.
    ids
        Labels of the pairs, for the message.

    Raises
    ------
    TooComplex
        If the borders of a pair cross over 5,000 times.
    """
    possible = shapely.get_num_coordinates(left) * shapely.get_num_coordinates(right)
    for i in np.flatnonzero(possible > MOST_POSSIBLE_CROSSINGS):
        if _cross_too_often(left[i], right[i]):
            which: list[Hashable] = [int(i)] if ids is None else [ids[int(i)]]
            raise TooComplex(
                N_(
                    "The borders of {which} cross too often to work out what they share. "
                    "Simplify them first."
                ),
                ids=which,
                which=which,
            )


def require_workable(areas: Geometries, ids: Sequence[Hashable] | pd.Index[Any]) -> None:
    """Refuse areas among which a pair's borders cross too often to be overlaid.

    Raises
    ------
    TooComplex
        As `require_few_crossings`.
    """
    count = shapely.get_num_coordinates(areas)
    if len(areas) < 2 or np.sort(count)[-2:].prod() <= MOST_POSSIBLE_CROSSINGS:
        return
    left, right = shapely.STRtree(areas).query(areas)
    once = left < right
    left, right = left[once], right[once]
    large = count[left] * count[right] > MOST_POSSIBLE_CROSSINGS
    left, right = left[large], right[large]
    pairs = [f"{ids[int(i)]} + {ids[int(j)]}" for i, j in zip(left, right, strict=True)]
    require_few_crossings(areas[left], areas[right], pairs)


def _cross_too_often(left: BaseGeometry, right: BaseGeometry) -> bool:
    # Boxes of segments are compared ten times as fast, and where few meet, few segments cross.
    if _count_meeting(_segments(left), _segments(right), MOST_MEETING_BOXES, None) < (
        MOST_MEETING_BOXES
    ):
        return False
    found = count_crossings_of(left, right, limit=MOST_CROSSINGS_OF_A_PAIR + 1)
    return found > MOST_CROSSINGS_OF_A_PAIR


def cross_more_often(start: NDArray[np.float64], end: NDArray[np.float64], than: int) -> bool:
    """Return whether segments cross each other more than so many times.

    Also True when the boxes of over a million pairs meet, which takes GEOS as long.

    Parameters
    ----------
    start, end
        Of shape (n, 2).
    than
        Pairs of segments that cross; those that only touch don't.
    """
    lines = np.asarray(shapely.linestrings(np.stack([start, end], axis=1)))
    tree = shapely.STRtree(lines)
    # So many that one answer more than needed stays small, whatever it is.
    at_once = max(1, MOST_MEETING_BOXES_TOGETHER // max(1, len(lines)))
    met = crossed = 0
    for first in range(0, len(lines), at_once):
        left, right = tree.query(lines[first : first + at_once])
        once = left + first < right
        left, right = left[once] + first, right[once]
        met += len(left)
        apart = _beside(start[right], start[left], end[left])
        apart *= _beside(end[right], start[left], end[left])
        across = _beside(start[left], start[right], end[right])
        across *= _beside(end[left], start[right], end[right])
        crossed += int(((apart < 0) & (across < 0)).sum())
        if met > MOST_MEETING_BOXES_TOGETHER or crossed > than:
            return True
    return False


def _beside(
    point: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return above 0 where points lie left of lines, below 0 where right, as -1, 0 and 1."""
    run, off = end - start, point - start
    return np.asarray(np.sign(run[:, 0] * off[:, 1] - run[:, 1] * off[:, 0]))


def count_crossings_of(left: BaseGeometry, right: BaseGeometry, *, limit: int) -> int:
    """Return how many pairs of segments of two geometries cross, or `limit` at most.

    Parameters
    ----------
    left, right
        Polygons, multipolygons or lines; of areas the rings count.
    limit
        Counting stops there.
    """
    return _count_meeting(_segments(left), _segments(right), limit, "crosses")


def _count_meeting(
    left: Geometries, right: Geometries, limit: int, predicate: Literal["crosses"] | None
) -> int:
    tree = shapely.STRtree(left)
    found = 0
    for start in range(0, len(right), _AT_ONCE):
        asked, _ = tree.query(right[start : start + _AT_ONCE], predicate=predicate)
        found += len(asked)
        if found >= limit:
            return limit
    return found


def ends_of_segments(geometry: BaseGeometry) -> NDArray[np.float64]:
    """Return start and end of every segment of the rings or lines, of shape (n, 2, 2)."""
    parts = shapely.get_parts(geometry)
    lines = shapely.get_rings(parts) if shapely.get_dimensions(geometry) == 2 else parts
    points, which = shapely.get_coordinates(lines, return_index=True)
    same = which[1:] == which[:-1]
    return np.stack([points[:-1][same], points[1:][same]], axis=1)


def _segments(geometry: BaseGeometry) -> Geometries:
    return np.asarray(shapely.linestrings(ends_of_segments(geometry)))
