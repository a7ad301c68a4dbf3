"""Land in enough of many drawings, found by quartering the map where that isn't clear yet.

The plain way draws the borders of all drawings into one arrangement and counts each face; its
faces grow with the square of the drawings, and most lie where the answer is clear from afar.
Here the map is a square that is quartered [1]_. A square that no border enters is wholly in
some drawings and wholly out of the others. One that is in enough drawings is in the answer;
one that can't get enough, because too few drawings hold it or have their border in it, is
not. Only a square that few segments enter, and that can still go either way, gets an
arrangement of its own. The answer is exact: squares are never rounded to one side.

.. [1] H. Samet (1984). The quadtree and related hierarchical data structures. ACM Computing
   Surveys 16(2), 187-260.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely

from geo.crossings import CROSS_TOO_OFTEN
from geo.errors import TooComplex
from geo.merging import union_of_faces
from geo.squares import arranged, clipped, rims
from geo.vertices import border_segments, inner_points, without_needless_vertices

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Geometries

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]
    Bools = NDArray[np.bool_]

FEW_SEGMENTS = 16
"""A square that no more segments enter gets its arrangement; fewer and more cost more time."""

DEEPEST = 14
"""Where many borders meet in one point, quartering never ends; squares are 1 m or so here."""

MOST_WORK = 9_000_000
"""Segments that are looked at for a square, in all: up to 1 s. 1,000 drawings take 5e6."""

WORK_OF_A_PAIR = 14
"""Two segments of one arrangement, which may cross, cost as much as so many looks."""

ENTRIES_AT_ONCE = 100_000

MOST_QUESTIONS = 3_000_000
"""Whether a face lies in a drawing: 0.3 s."""

QUARTERS = np.array([(0, 0), (1, 0), (0, 1), (1, 1)])


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Drawings, their weights, and their borders as segments.

    Segments are as `border_segments` returns them.
    """

    areas: Geometries
    weights: Floats
    start: Floats
    end: Floats
    owner: Ints
    number: Ints

    @property
    def some_are_shared(self) -> bool:
        return bool(len(self.number)) and int(self.number.max()) + 1 < len(self.number)


@dataclass(frozen=True, slots=True)
class _Squares:
    """Squares, the weight of the drawings that hold each whole, and what enters each.

    `square[i]` is entered by `segment[i]`, and `open_square[i]` by a border of `drawing[i]`;
    the latter are in order of square.
    """

    corner: Floats
    size: Floats
    held: Floats
    square: Ints
    segment: Ints
    open_square: Ints
    drawing: Ints

    def __len__(self) -> int:
        return len(self.corner)

    def only(self, which: Bools) -> _Squares:
        """Return some of the squares, numbered anew."""
        new = np.cumsum(which) - 1
        entered, is_open = which[self.square], which[self.open_square]
        return _Squares(
            self.corner[which],
            self.size[which],
            self.held[which],
            new[self.square[entered]],
            self.segment[entered],
            new[self.open_square[is_open]],
            self.drawing[is_open],
        )


def land_in_enough(areas: Geometries, weights: Floats, need: float) -> BaseGeometry:
    """Return the land of which the drawings that hold it weigh at least `need`.

    Parameters
    ----------
    areas
        Valid two-dimensional polygons and multipolygons.
    weights
        One per drawing, above 0.
    need
        Above 0.

    Returns
    -------
    Polygon or MultiPolygon
        An empty Polygon when there is no such land. Its vertices are vertices of the drawings
        and points where their borders cross.

    Raises
    ------
    TooComplex
        If the borders cross so often that it would take over a second.
    """
    drawn = _Drawn(areas, weights, *border_segments(areas))
    shapely.prepare(areas)
    squares = _whole_map(drawn)
    clear: list[_Squares] = []
    unclear: list[_Squares] = []
    work = 0
    for depth in range(DEEPEST + 1):
        could_hold = squares.held + np.bincount(
            squares.open_square, weights[squares.drawing], len(squares)
        )
        enough = squares.held >= need
        clear.append(squares.only(enough))
        undecided = ~enough & (could_hold >= need)
        count = _entries(squares, drawn)
        simple = undecided & ((count <= FEW_SEGMENTS) | (depth == DEEPEST))
        unclear.append(squares.only(simple))
        rest = squares.only(undecided & ~simple)
        work += 4 * len(rest.square) + WORK_OF_A_PAIR * int((count[simple] ** 2).sum())
        if work > MOST_WORK:
            raise TooComplex(CROSS_TOO_OFTEN)
        if len(rest) == 0:
            break
        squares = _quartered(rest, drawn)
    land = union_of_faces(_faces(_joined(clear), _joined(unclear), drawn, need))
    given = np.concatenate([drawn.start, drawn.end])
    return cast("BaseGeometry", without_needless_vertices(np.array([land], dtype=object), given)[0])


def _whole_map(drawn: _Drawn) -> _Squares:
    """Return one square around everything, of which every quarter has exact coordinates."""
    left, bottom, right, top = shapely.total_bounds(drawn.areas)
    size = 2.0 ** np.ceil(np.log2(1.01 * max(right - left, top - bottom)))
    step = size / 2 ** (DEEPEST + 2)
    corner = np.floor(np.array([[left, bottom]]) / step) * step - step
    entered = np.zeros(len(drawn.owner), dtype=np.intp)
    everyone = np.arange(len(drawn.areas))
    return _Squares(
        corner,
        np.array([size]),
        np.zeros(1),
        entered,
        np.arange(len(entered)),
        np.zeros_like(everyone),
        everyone,
    )


def _entries(squares: _Squares, drawn: _Drawn) -> Ints:
    """Return how many segments enter each square; a segment that drawings share is one."""
    square = squares.square
    if drawn.some_are_shared:
        many = len(drawn.number)
        square = _once(square * many + drawn.number[squares.segment]) // many
    return np.bincount(square, minlength=len(squares))


def _quartered(squares: _Squares, drawn: _Drawn) -> _Squares:
    many = len(drawn.areas)
    size = np.repeat(squares.size / 2, 4)
    corner = np.repeat(squares.corner, 4, axis=0) + size[:, None] * np.tile(
        QUARTERS, (len(squares), 1)
    )
    square, segment = _entering(squares, drawn, corner, size)
    is_open = _once(square * many + drawn.owner[segment])
    # What was open and is not any more holds a quarter whole or not at all: its middle tells.
    were = ((squares.open_square[:, None] * 4 + np.arange(4)) * many).ravel()
    were += np.repeat(squares.drawing, 4)
    closed, drawing = np.divmod(np.setdiff1d(were, is_open, assume_unique=True), many)
    order = np.argsort(drawing, kind="stable")
    closed, drawing = closed[order], drawing[order]
    middle = corner[closed] + size[closed, None] / 2
    holds = shapely.contains_xy(drawn.areas[drawing], *middle.T)
    held = np.repeat(squares.held, 4)
    held += np.bincount(closed[holds], drawn.weights[drawing[holds]], len(held))
    return _Squares(corner, size, held, square, segment, is_open // many, is_open % many)


def _once(numbers: Ints) -> Ints:
    """Return numbers sorted, each once; `numpy.unique` hashes them, at five times the cost."""
    numbers = np.sort(numbers)
    new = np.r_[True, numbers[1:] != numbers[:-1]][: len(numbers)]
    return np.asarray(numbers[new])


def _entering(squares: _Squares, drawn: _Drawn, corner: Floats, size: Floats) -> tuple[Ints, Ints]:
    """Return quarters and the segments that enter them."""
    entered, segments = [], []
    for first in range(0, len(squares.square), ENTRIES_AT_ONCE):
        some = slice(first, first + ENTRIES_AT_ONCE)
        square = (squares.square[some, None] * 4 + np.arange(4)).ravel()
        segment = np.repeat(squares.segment[some], 4)
        enters = _enters(drawn, segment, corner[square], size[square])
        entered.append(square[enters])
        segments.append(segment[enters])
    return np.concatenate(entered), np.concatenate(segments)


def _enters(drawn: _Drawn, segment: Ints, corner: Floats, size: Floats) -> Bools:
    """Return which segments meet closed squares; rounding errs on the side of yes."""
    start, end = drawn.start[segment], drawn.end[segment]
    half = size / 2
    x, y = ((start + end) / 2 - corner - half[:, None]).T
    run, rise = ((end - start) / 2).T
    wide, high = np.abs(run), np.abs(rise)
    slack = 8 * np.spacing(max(np.abs(drawn.start).max(), np.abs(drawn.end).max()))
    half = half + slack
    meets = (np.abs(x) <= half + wide) & (np.abs(y) <= half + high)
    beside = np.abs(x * rise - y * run)
    return np.asarray(meets & (beside <= (half + slack) * (wide + high)))


def _joined(some: list[_Squares]) -> _Squares:
    first = np.cumsum([0, *map(len, some)])
    return _Squares(
        np.concatenate([squares.corner for squares in some]),
        np.concatenate([squares.size for squares in some]),
        np.concatenate([squares.held for squares in some]),
        np.concatenate([s.square + i for s, i in zip(some, first[:-1], strict=True)]),
        np.concatenate([squares.segment for squares in some]),
        np.concatenate([s.open_square + i for s, i in zip(some, first[:-1], strict=True)]),
        np.concatenate([squares.drawing for squares in some]),
    )


def _faces(clear: _Squares, unclear: _Squares, drawn: _Drawn, need: float) -> Geometries:
    """Return the clear squares, and the faces within the others that weigh enough.

    They match edge by edge.
    """
    square, ends = _borders_within(unclear, drawn)
    both = _joined([clear, unclear])
    around = rims(both.corner, both.size, *_on_edges(unclear, square, ends))
    whole = np.asarray(shapely.polygons(around[: len(clear)]), dtype=object)
    if len(unclear) == 0:
        return whole
    faces, square = arranged(square, ends, around[len(clear) :])
    first, past = np.searchsorted(
        unclear.open_square, [np.arange(len(unclear)), np.arange(len(unclear)) + 1]
    )
    asked = (past - first)[square]
    if asked.sum() > MOST_QUESTIONS:
        raise TooComplex(CROSS_TOO_OFTEN)
    face = np.repeat(np.arange(len(faces)), asked)
    step = np.arange(len(face)) - np.repeat(np.cumsum(asked) - asked, asked)
    drawing = unclear.drawing[first[square][face] + step]
    order = np.argsort(drawing, kind="stable")
    face, drawing = face[order], drawing[order]
    x, y = shapely.get_coordinates(inner_points(faces)).T
    holds = shapely.contains_xy(drawn.areas[drawing], x[face], y[face])
    weight = unclear.held[square] + np.bincount(
        face[holds], drawn.weights[drawing[holds]], len(faces)
    )
    return np.concatenate([whole, faces[weight >= need]])


def _borders_within(squares: _Squares, drawn: _Drawn) -> tuple[Ints, Floats]:
    """Return what of each segment lies within each square: the square, and its ends."""
    square, segment = squares.square, squares.segment
    if drawn.some_are_shared:
        many = len(drawn.number)
        once = np.unique(square * many + drawn.number[segment], return_index=True)[1]
        square, segment = square[once], segment[once]
    ends, crosses = clipped(
        drawn.start[segment], drawn.end[segment], squares.corner[square], squares.size[square]
    )
    return square[crosses], ends[crosses]


def _on_edges(squares: _Squares, square: Ints, ends: Floats) -> tuple[Floats, Floats]:
    """Return the ends that lie on an upright edge of their square, and on a level one."""
    low = squares.corner[square][:, None, :]
    on_edge = (ends == low) | (ends == low + squares.size[square][:, None, None])
    return ends[on_edge[:, :, 0]], ends[on_edge[:, :, 1]]
