"""Borders within squares: clipped to them, and made into faces that match across their edges.

The clipping is that of Liang and Barsky [1]_.

.. [1] Y.-D. Liang and B. A. Barsky (1984). A new concept and method for line clipping. ACM
   Transactions on Graphics 3(1), 1-22.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.crossings import CROSS_TOO_OFTEN
from geo.errors import TooComplex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.inputs import Geometries

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]
    Bools = NDArray[np.bool_]

PAIRS_AT_ONCE = 100_000
MOST_FACES = 100_000


def clipped(start: Floats, end: Floats, corner: Floats, size: Floats) -> tuple[Floats, Bools]:
    """Return the ends, of shape (n, 2, 2), of segments within squares; and which have a length.

    An end on an edge has exactly its coordinate, so that squares match along their edges.

    Parameters
    ----------
    start, end
        Of each segment, of shape (n, 2).
    corner, size
        Lower left corner, of shape (n, 2), and side of the square for each segment.
    """
    run = end - start
    low, high = corner, corner + size[:, None]
    enter, leave = np.zeros(len(start)), np.ones(len(start))
    enter_edge = np.full(len(start), -1)
    leave_edge = enter_edge.copy()
    outside = np.zeros(len(start), dtype=bool)
    for axis in (0, 1):
        for edge, toward, room in (
            (2 * axis, -run[:, axis], start[:, axis] - low[:, axis]),
            (2 * axis + 1, run[:, axis], high[:, axis] - start[:, axis]),
        ):
            outside |= (toward == 0) & (room < 0)
            share = np.divide(room, toward, out=np.zeros_like(room), where=toward != 0)
            later, sooner = (toward < 0) & (share > enter), (toward > 0) & (share < leave)
            enter, enter_edge = np.where(later, share, enter), np.where(later, edge, enter_edge)
            leave, leave_edge = np.where(sooner, share, leave), np.where(sooner, edge, leave_edge)
    ends = np.empty((len(start), 2, 2))
    for which, share, met, own in (
        (0, enter, enter_edge, start),
        (1, leave, leave_edge, end),
    ):
        at = np.where(met[:, None] < 0, own, start + share[:, None] * run)
        for axis in (0, 1):
            at[:, axis] = np.where(met == 2 * axis, low[:, axis], at[:, axis])
            at[:, axis] = np.where(met == 2 * axis + 1, high[:, axis], at[:, axis])
        ends[:, which] = np.clip(at, low, high)
    return ends, ~outside & (enter < leave)


def rims(corner: Floats, size: Floats, on_upright: Floats, on_level: Floats) -> Geometries:
    """Return squares as rings, with a vertex wherever another square or a border has one.

    Parameters
    ----------
    corner, size
        Lower left corners, of shape (n, 2), and sides of the squares, none of which overlap.
    on_upright, on_level
        Of shape (n, 2): where borders meet upright and level edges.
    """
    (left, bottom), (right, top) = corner.T, (corner + size[:, None]).T
    corner_x, corner_y = np.r_[left, left, right, right], np.r_[bottom, top, bottom, top]
    # Complex numbers are ordered by their real part, and where that is the same by the other.
    levels = np.unique(np.r_[corner_y + 1j * corner_x, on_level[:, 1] + 1j * on_level[:, 0]])
    uprights = np.unique(np.r_[corner_x + 1j * corner_y, on_upright[:, 0] + 1j * on_upright[:, 1]])

    def level(x: Floats, y: Floats) -> Ints:
        return np.searchsorted(levels, y + 1j * x)

    def upright(x: Floats, y: Floats) -> Ints:
        return len(levels) + np.searchsorted(uprights, x + 1j * y)

    # Around each square against the clock: from each corner up to, but not with, the next.
    sides = (level(left, bottom), upright(right, bottom), level(right, top), upright(left, top))
    begin = np.stack(sides, axis=1)
    sides = (level(right, bottom), upright(right, top), level(left, top), upright(left, bottom))
    finish = np.stack(sides, axis=1)
    count, forth = np.abs(finish - begin).ravel(), np.sign(finish - begin).ravel()
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    point = np.repeat(begin.ravel(), count) + np.repeat(forth, count) * step
    x, y = np.r_[levels.imag, uprights.real][point], np.r_[levels.real, uprights.imag][point]
    ring = np.repeat(np.arange(len(corner)), count.reshape(-1, 4).sum(axis=1))
    return np.asarray(shapely.linearrings(np.column_stack([x, y]), indices=ring), dtype=object)


def arranged(square: Ints, ends: Floats, rims: Geometries) -> tuple[Geometries, Ints]:
    """Return the faces that borders make of each square, and the square of each.

    Parameters
    ----------
    square
        Which square each border lies within.
    ends
        Of the borders, of shape (n, 2, 2).
    rims
        Rings around the squares.

    Raises
    ------
    TooComplex
        If there are over 100,000 faces.
    """
    square = np.concatenate([square, np.arange(len(rims))])
    lines = np.concatenate([shapely.linestrings(ends), rims])
    order = np.argsort(square, kind="stable")
    bundles = np.asarray(shapely.multilinestrings(lines[order], indices=square[order]))
    pairs = np.cumsum(np.bincount(square) ** 2)
    chunks = np.split(np.arange(len(rims)), np.flatnonzero(np.diff(pairs // PAIRS_AT_ONCE)) + 1)
    faces, owners, found = [], [], 0
    for chunk in chunks:
        noded = np.asarray(shapely.union_all(bundles[chunk][:, None], axis=1))
        some, owner = shapely.get_parts(shapely.polygonize(noded[:, None]), return_index=True)
        faces.append(some)
        owners.append(chunk[owner])
        found += len(some)
        if found > MOST_FACES:
            raise TooComplex(CROSS_TOO_OFTEN)
    return np.concatenate(faces), np.concatenate(owners)
