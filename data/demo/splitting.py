"""Cut a quarter into building blocks by streets: recursive, oriented and slightly crooked.

A polygon is cut in two by a bent line, and each half again, until it is about the wanted size.
A new street starts at an existing corner when one is near, so crossings arise and no thin
leftovers. The result is synthetic.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

Coords = NDArray[np.float64]
ROUNDEST = 0.85
"""Largest 4 pi area / length2 of a piece; a circle has 1, a square 0.79."""
SHARP = 40.0
"""Angles below this many degrees are avoided."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one quarter is cut.

    Attributes
    ----------
    target
        Wanted area in m2 of a piece at that place; a piece larger than that is cut.
    grain
        Direction of the long side of blocks in radians, or None to follow each piece's own shape.
    freeze
        Pieces smaller than this (m2) hand their direction down to their halves.
    aspect
        Length of a block over its width.
    jitter
        Standard deviation of a street's direction in radians.
    bow
        Bend of a street as a share of its length.
    snap
        Distance in metres within which a street starts at an existing corner.
    min_width
        Smallest mean width of a piece in metres.
    """

    target: Callable[[Polygon], float]
    grain: float | None
    freeze: float
    aspect: float
    jitter: float
    bow: float
    snap: float
    min_width: float


@dataclass(frozen=True, slots=True)
class Cut:
    """One street made by cutting; `depth` counts the cuts before it, 0 for the first."""

    line: LineString
    depth: int


@dataclass(slots=True)
class Corners:
    """The corners streets may start from, shared by all quarters so that crossings arise."""

    points: list[tuple[float, float]] = field(default_factory=list)

    def near(self, spot: Coords, ring: LineString, reach: float) -> Coords | None:
        """Return the nearest corner on `ring` within `reach` metres of `spot`, if any."""
        if not self.points:
            return None
        known = np.asarray(self.points)
        away = np.hypot(*(known - spot).T)
        for index in np.argsort(away)[:4]:
            if away[index] > reach:
                return None
            if ring.distance(shapely.points(known[index])) < 1e-6:
                return np.asarray(known[index], dtype=float)
        return None


def long_direction(piece: Polygon) -> float:
    """Return the direction of the long side of the smallest box around `piece`, in radians."""
    box = shapely.get_coordinates(shapely.oriented_envelope(piece))
    sides = np.diff(box[:3], axis=0)
    east, north = sides[np.argmax(np.hypot(*sides.T))]
    return float(np.arctan2(north, east))


def cut_up(
    face: Polygon, plan: Plan, corners: Corners, rng: np.random.Generator
) -> tuple[list[Cut], list[Polygon]]:
    """Cut `face` into blocks.

    Parameters
    ----------
    face
        A polygon without holes, in metres.
    corners
        Known street corners; those made here are added.

    Returns
    -------
    tuple
        The cuts, in the order made, and the pieces.
    """
    cuts: list[Cut] = []
    pieces: list[Polygon] = []
    waiting: list[tuple[Polygon, int, float | None]] = [(face, 0, plan.grain)]
    while waiting:
        piece, depth, grain = waiting.pop()
        if piece.area < plan.target(piece) * rng.uniform(0.8, 1.5):
            pieces.append(piece)
            continue
        if grain is None or (plan.grain is None and piece.area > plan.freeze):
            grain = long_direction(piece)
        made = _try_cuts(piece, grain, plan, corners, rng)
        if made is None:
            pieces.append(piece)
            continue
        line, halves = made
        cuts.append(Cut(line, depth))
        corners.points += [(x, y) for x, y in shapely.get_coordinates(line)[[0, -1]].tolist()]
        waiting += [(half, depth + 1, grain) for half in halves]
    return cuts, pieces


def _try_cuts(
    piece: Polygon, grain: float, plan: Plan, corners: Corners, rng: np.random.Generator
) -> tuple[LineString, tuple[Polygon, Polygon]] | None:
    """Return the first acceptable cut of `piece` and its halves; looser demands each try."""
    smallest = 0.28 * min(piece.area / 2, plan.target(piece))
    for attempt in range(7):
        turn = 0.5 * np.pi if attempt in (3, 5) else 0.0
        line = _draw_cut(piece, grain + turn, plan, rng, spread=0.05 + 0.04 * attempt)
        if line is None:
            continue
        line = _snap_ends(line, piece, plan.snap, corners)
        halves = divide(piece, line)
        if halves is None:
            continue
        wide = all(2 * half.area / half.length >= 0.5 * plan.min_width for half in halves)
        angular = all(_roundness(half) < ROUNDEST for half in halves)
        # A thin wedge is a nuisance to draw along; accept one only when nothing else fits.
        if attempt < 5 and any(sharpest(half) < SHARP for half in halves):
            continue
        if wide and angular and min(half.area for half in halves) >= smallest:
            return line, halves
    return None


def sharpest(piece: Polygon) -> float:
    """Return the smallest angle between two sides of `piece`, in degrees."""
    xy = shapely.get_coordinates(piece)[:-1]
    back, ahead = np.roll(xy, 1, axis=0) - xy, np.roll(xy, -1, axis=0) - xy
    lengths = np.hypot(*back.T) * np.hypot(*ahead.T)
    cosine = (back * ahead).sum(axis=1) / np.maximum(lengths, 1e-9)
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))).min())


def _roundness(piece: Polygon) -> float:
    return float(4 * np.pi * piece.area / piece.length**2)


def _draw_cut(
    piece: Polygon, grain: float, plan: Plan, rng: np.random.Generator, spread: float
) -> LineString | None:
    """Return a bent line across `piece`, cut off at its edge."""
    along = np.array([np.cos(grain), np.sin(grain)])
    across = np.array([-along[1], along[0]])
    xy = shapely.get_coordinates(piece)
    u, v = xy @ along, xy @ across
    length, width = np.ptp(u), np.ptp(v)
    if length < plan.aspect * width:
        along, across, u, v = across, -along, v, -u
        length, width = width, length
    # The cut runs `across`, at a place somewhere in the middle of `along`.
    place = u.min() + length * rng.uniform(0.5 - spread, 0.5 + spread)
    tilt = rng.normal(0.0, plan.jitter)
    bend, phase = rng.normal(0.0, plan.bow) * width, rng.uniform(0, 2 * np.pi)
    t = np.linspace(-0.75, 0.75, 25)
    sway = place + t * width * np.tan(tilt)
    sway = sway + bend * (1 - 4 * t**2) + 0.15 * plan.bow * width * np.sin(5 * t + phase)
    middle = (v.min() + v.max()) / 2
    path = np.outer(middle + t * width, across) + np.outer(sway, along)
    return _longest(shapely.intersection(LineString(path), piece))


def _longest(geometry: shapely.Geometry) -> LineString | None:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"]
    return max(parts, key=lambda part: part.length, default=None)


def _snap_ends(line: LineString, piece: Polygon, reach: float, corners: Corners) -> LineString:
    """Move the ends of `line` to street corners near them, the rest along in proportion."""
    xy = shapely.get_coordinates(line)
    ring = piece.exterior
    reach = min(reach, 0.3 * line.length)
    start, end = (corners.near(xy[index], ring, reach) for index in (0, -1))
    share = np.linspace(0.0, 1.0, len(xy))[:, None]
    moved = xy.copy()
    if start is not None:
        moved += (1 - share) * (start - xy[0])
    if end is not None:
        moved += share * (end - xy[-1])
    # Exact ends: the corner itself, not a rounding of it.
    if start is not None:
        moved[0] = start
    if end is not None:
        moved[-1] = end
    bent = LineString(moved)
    inside = shapely.buffer(piece, 1e-3, quad_segs=1)
    return bent if inside.covers(bent) else line


def divide(piece: Polygon, line: LineString) -> tuple[Polygon, Polygon] | None:
    """Return the two parts of `piece` on either side of a chord, or None when it is no chord.

    The chord's own coordinates are kept to the last bit, so that pieces share them.
    """
    ring = piece.exterior
    xy = shapely.get_coordinates(ring)[:-1]
    chord = shapely.get_coordinates(line)
    first, last = (ring.project(shapely.points(end)) for end in (chord[0], chord[-1]))
    if first > last:
        first, last, chord = last, first, chord[::-1]
    if last - first < 1.0 or ring.length - (last - first) < 1.0:
        return None
    steps = np.hypot(*np.diff(shapely.get_coordinates(ring), axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)[:-1]])
    slack = 1e-6
    between = xy[(at > first + slack) & (at < last - slack)]
    before, after = xy[at < first - slack], xy[at > last + slack]
    one = Polygon(np.vstack([chord, between[::-1]]))
    other = Polygon(np.vstack([before, chord, after]))
    return (one, other) if one.is_valid and other.is_valid else None
