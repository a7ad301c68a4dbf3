"""Names along streets on paper: straight, readable from the bottom, none over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import affinity
from shapely.ops import substring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shapely import LineString
    from shapely.geometry.base import BaseGeometry

STARTS = (0.5, 0.3, 0.7, 0.15, 0.85)
"""Where on a street its name is tried, as shares of it."""
MOST_BEND = 0.12
"""How far a street may bend away under its name, as a share of the name's length."""
BETWEEN = 0.6
"""Room around a name, in mm."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name and the middle of it, in mm, at an angle in degrees of -90 to 90."""

    text: str
    x: float
    y: float
    angle: float


def place_labels(
    paths: Iterable[tuple[str, BaseGeometry]],
    size: Callable[[str], tuple[float, float]],
    taken: list[BaseGeometry],
) -> list[Label]:
    """Return where names fit, each once, those of the longest streets first.

    Parameters
    ----------
    paths
        Names with their lines, in mm.
    size
        Gives the length and height of a name, in mm.
    taken
        Boxes that are taken; those of the names are added.
    """
    longest = [(name, _longest(path)) for name, path in paths]
    order = sorted(
        ((-line.length, name, line) for name, line in longest if line is not None),
        key=lambda item: item[:2],
    )
    found = []
    for length, name, line in order:
        wide, high = size(name)
        label = _fitting(name, line, wide, high, taken) if wide <= -length else None
        if label is not None:
            found.append(label)
    return found


def _longest(path: BaseGeometry) -> LineString | None:
    """Return the longest line of a street, joined where its pieces meet."""
    whole = shapely.line_merge(path) if path.geom_type == "MultiLineString" else path
    lines = [p for p in shapely.get_parts(whole) if p.geom_type == "LineString" and p.length > 0]
    return max(lines, key=lambda line: line.length, default=None)


def _fitting(
    name: str, line: LineString, wide: float, high: float, taken: list[BaseGeometry]
) -> Label | None:
    for share in STARTS:
        middle = float(np.clip(share * line.length, wide / 2, line.length - wide / 2))
        under = substring(line, middle - wide / 2, middle + wide / 2)
        points = shapely.get_coordinates(under)
        chord = shapely.LineString([points[0], points[-1]])
        if chord.length < 0.9 * wide or under.hausdorff_distance(chord) > MOST_BEND * wide:
            continue
        step = points[-1] - points[0]
        angle = float(np.degrees(np.arctan2(step[1], step[0])))
        # Never upside down.
        angle = (angle + 90.0) % 180.0 - 90.0
        x, y = chord.centroid.coords[0]
        box = box_of(x, y, wide, high, angle)
        if not any(box.intersects(other) for other in taken):
            taken.append(box)
            return Label(name, x, y, angle)
    return None


def box_of(x: float, y: float, wide: float, high: float, angle: float = 0.0) -> BaseGeometry:
    """Return the room that a name takes, in mm."""
    half = (wide / 2 + BETWEEN, high / 2 + BETWEEN)
    flat = shapely.box(x - half[0], y - half[1], x + half[0], y + half[1])
    return affinity.rotate(flat, angle, origin=(x, y))
