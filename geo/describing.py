"""A boundary read back in words: what runs along each of its four sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely

from geo.errors import N_, GeometryError
from geo.following import usable_lines
from geo.inputs import MOST_VERTICES_OF_AN_AREA, drawn_area

if TYPE_CHECKING:
    import geopandas as gpd
    import pyproj
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]
    Label = tuple[str | None, str]

Direction = Literal["north", "east", "south", "west"]
DIRECTIONS: tuple[Direction, ...] = ("north", "east", "south", "west")
_TOWARDS = np.array([(0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0)])

KINDS = ("street", "water", "railway")

PIECE_M = 5.0
MOST_PIECES = 2_000
"""Besides one for each segment of the border."""

FEWEST_PIECES = 400
"""So that the corners of a small area are found to half a percent of its border."""

ALONGSIDE = np.cos(np.radians(30.0)) - 1e-9
SHORT_SHARE = 0.05 - 1e-9
EQUAL_M = 1e-6
"""What differs by less than this, differs by rounding."""


@dataclass(frozen=True, slots=True)
class Side:
    """What part of the border on one side of an area runs along.

    Attributes
    ----------
    direction
        Side of the area: north, east, south or west.
    name
        Of the line; None where it has none, or where there is no line.
    kind
        Of the line: street, water or railway; None where there is no line (open field).
    inner_side
        Side of the line on which the area lies: for a street along the north, usually south.
    share
        Of the border in that direction, over 0 and up to 1.
    """

    direction: Direction
    name: str | None
    kind: str | None
    inner_side: Direction
    share: float


def describe(
    area: BaseGeometry | gpd.GeoSeries | gpd.GeoDataFrame,
    lines: gpd.GeoDataFrame,
    *,
    within: float = 15.0,
) -> list[Side]:
    """Return along which lines the border of an area runs, side by side.

    The outer border, of all parts, is cut into pieces of some metres. A piece lies in the north,
    east, south or west by its place seen from the centre of the bounding box, scaled to a square,
    so that a long side of an elongated area is one side. It follows the nearest line that runs
    alongside: at no more than 30 degrees, so that a street across the border doesn't count. Of
    two lines equally near, the first by name and kind counts.

    What takes less than a twentieth of a direction is noise and is counted with the stretches
    along no line, unless all of that direction is made up of such short stretches.

    Parameters
    ----------
    area
        One valid polygon or multipolygon in a CRS in metres; a bare geometry is taken as metres.
    lines
        LineStrings and MultiLineStrings in the same CRS, with columns `name` and `kind` (street,
        water or railway). A line without a name is known by its kind only. Empty ones are left
        out.
    within
        Metres from the middle of a piece to the line it follows, inclusive.

    Returns
    -------
    list of Side
        North, east, south, west; within a direction the largest share first, and of equal
        shares the first by name, those without a name last. The shares of one direction sum
        to 1. A direction in which no border lies is left out.

    Raises
    ------
    GeometryError
        If a column is missing, a line is of another kind, `within` is negative or not a number,
        or `area` is invalid or more than one.
    UnprojectedError
        If one isn't in metres, or the two are in different CRS.
    WrongType, TooComplex, NotFinite
        As every function of this package.
    """
    if not (np.isfinite(within) and within >= 0):
        raise GeometryError(
            N_("The distance to a line must be 0 m or more, not {within}."), within=within
        )
    land, crs = drawn_area(area, most=MOST_VERTICES_OF_AN_AREA)
    pieces = _pieces(land)
    near = _near(_usable(lines), crs, pieces, within)
    label = _followed(pieces, near, within)
    sums = _sums(_directions(pieces, land), label, pieces, len(near.labels))
    return _sides(_without_noise(sums), near.labels)


@dataclass(frozen=True, slots=True)
class _Segments:
    """Straight pieces of lines near an area.

    Attributes
    ----------
    ends
        Start and end of each, of shape (n, 2, 2).
    label
        Which of `labels` each has, of shape (n,).
    labels
        Names and kinds, in order; the nameless last.
    """

    ends: Floats
    label: Ints
    labels: list[Label]


def _usable(lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the lines that aren't empty, with a known kind."""
    missing = [column for column in ("name", "kind") if column not in lines.columns]
    if missing or lines.active_geometry_name is None:
        raise GeometryError(
            N_("The lines have no column {which}. Give each line a name, a kind and a shape."),
            which=missing or ["geometry"],
        )
    usable = lines[~(lines.geometry.isna() | lines.geometry.is_empty)]
    wrong = ~usable["kind"].isin(KINDS)
    if wrong.any():
        which = list(usable.index[wrong])
        raise GeometryError(
            N_("A line is a street, water or a railway. Look at: {which}."), ids=which, which=which
        )
    return usable


def _near(
    lines: gpd.GeoDataFrame, crs: pyproj.CRS | None, pieces: Floats, within: float
) -> _Segments:
    """Return the segments of the lines of which the bounding box comes near a border."""
    if lines.empty:
        return _Segments(np.empty((0, 2, 2)), np.empty(0, dtype=np.intp), [])
    parts, line = shapely.get_parts(usable_lines(lines, crs).to_numpy(), return_index=True)
    low, high = pieces.min(axis=1) - within, pieces.max(axis=1) + within
    _, found = shapely.STRtree(parts).query(shapely.box(*low.T, *high.T))
    near = np.unique(found)
    owners, owner = np.unique(line[near], return_inverse=True)
    labels, label = _labels(lines.iloc[owners])
    points, part = shapely.get_coordinates(parts[near], return_index=True)
    real = (part[1:] == part[:-1]) & (points[1:] != points[:-1]).any(axis=1)
    ends = np.stack([points[:-1], points[1:]], axis=1)
    return _Segments(ends[real], label[owner][part[1:][real]], labels)


def _labels(lines: gpd.GeoDataFrame) -> tuple[list[Label], Ints]:
    """Return the distinct names and kinds, in order, and which each line has."""
    own = [_label(*both) for both in zip(lines["name"], lines["kind"], strict=True)]
    labels = sorted(set(own), key=lambda label: (label[0] is None, label[0] or "", label[1]))
    number = {label: i for i, label in enumerate(labels)}
    return labels, np.array([number[label] for label in own], dtype=np.intp)


def _label(name: object, kind: str) -> Label:
    """Return a name and kind; NaN and blanks are no name."""
    return (name.strip() or None) if isinstance(name, str) else None, str(kind)


def _pieces(land: BaseGeometry) -> Floats:
    """Return the outer border in pieces of shape (n, 2, 2), with the land on their left."""
    rims = shapely.get_exterior_ring(shapely.get_parts(shapely.orient_polygons(land)))
    points, rim = shapely.get_coordinates(rims, return_index=True)
    start, step = points[:-1], np.diff(points, axis=0)
    metres = np.hypot(*step.T)
    real = (rim[1:] == rim[:-1]) & (metres > 0)
    start, step, metres = start[real], step[real], metres[real]
    longest = np.clip(PIECE_M, metres.sum() / MOST_PIECES, metres.sum() / FEWEST_PIECES)
    # Less a little, so that rounding makes no piece more of a round number of metres.
    count = np.maximum(np.ceil(metres / longest - EQUAL_M), 1).astype(np.intp)
    segment = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(segment)) - (np.cumsum(count) - count)[segment]
    share = np.stack([place, place + 1], axis=1) / count[segment, None]
    return np.asarray(start[segment, None] + share[..., None] * step[segment, None])


def _directions(pieces: Floats, land: BaseGeometry) -> Ints:
    """Return the place in `DIRECTIONS` of each piece; on a diagonal it is north or south."""
    left, bottom, right, top = land.bounds
    half = np.array([right - left, top - bottom]) / 2
    x, y = ((pieces.mean(axis=1) - (left + half[0], bottom + half[1])) / half).T
    upright = np.abs(y) >= np.abs(x) - EQUAL_M
    return np.where(upright, np.where(y > 0, 0, 2), np.where(x > 0, 1, 3)).astype(np.intp)


def _followed(pieces: Floats, near: _Segments, within: float) -> Ints:
    """Return which label each piece follows; the number of labels where it follows none."""
    none = len(near.labels)
    lines = np.asarray(shapely.linestrings(near.ends))
    middles = np.asarray(shapely.points(pieces.mean(axis=1)))
    tree = shapely.STRtree(lines)
    piece, segment = tree.query(middles, predicate="dwithin", distance=within + EQUAL_M)
    ours = np.diff(pieces, axis=1)[piece, 0]
    theirs = np.diff(near.ends, axis=1)[segment, 0]
    along = np.abs((ours * theirs).sum(axis=1))
    alongside = along >= ALONGSIDE * np.hypot(*ours.T) * np.hypot(*theirs.T)
    piece, segment = piece[alongside], segment[alongside]
    off = shapely.distance(middles[piece], lines[segment])
    nearest = np.full(len(pieces), np.inf)
    np.minimum.at(nearest, piece, off)
    close = off <= nearest[piece] + EQUAL_M
    label = np.full(len(pieces), none)
    np.minimum.at(label, piece[close], near.label[segment[close]])
    return label


def _sums(direction: Ints, label: Ints, pieces: Floats, labels: int) -> Floats:
    """Return what lies in each direction along each line, and along none, added up.

    Returns
    -------
    numpy.ndarray
        Metres, and the x and y of the inward normals times metres, of shape (4, labels + 1, 3).
    """
    step = pieces[:, 1] - pieces[:, 0]
    width = labels + 1
    cell = direction * width + label
    added = [np.bincount(cell, w, 4 * width) for w in (np.hypot(*step.T), -step[:, 1], step[:, 0])]
    return np.stack(added, axis=-1).reshape(4, width, 3).astype(np.float64)


def _without_noise(sums: Floats) -> Floats:
    """Return the sums with short stretches along a line counted along none."""
    metres = sums[..., 0]
    whole = metres.sum(axis=1, keepdims=True)
    is_short = metres < SHORT_SHARE * whole
    moves = is_short & ~is_short.all(axis=1, keepdims=True)
    moves[:, -1] = False
    left = np.where(moves[..., None], 0.0, sums)
    left[:, -1] += np.where(moves[..., None], sums, 0.0).sum(axis=1)
    return left


def _sides(sums: Floats, labels: list[Label]) -> list[Side]:
    named: list[tuple[str | None, str | None]] = [*labels, (None, None)]
    sides = []
    for i, direction in enumerate(DIRECTIONS):
        metres = sums[i, :, 0]
        found = np.flatnonzero(metres)
        share = metres[found] / metres[found].sum()
        for j in np.lexsort((found, -np.round(share, 9))):
            name, kind = named[found[j]]
            inner = _compass(sums[i, found[j]], i)
            sides.append(Side(direction, name, kind, inner, float(share[j])))
    return sides


def _compass(total: Floats, direction: int) -> Direction:
    """Return the word for the way inward; on a diagonal, away from the side it is on."""
    metres, inward = total[0], total[1:]
    away = -_TOWARDS[direction]
    return DIRECTIONS[int(np.argmax(_TOWARDS @ (inward + EQUAL_M * metres * away)))]
