"""A picture of land as plain SVG: no script, no tiles, the same on every device.

Lines differ in width and dashes too, never in colour alone; the styles are those of the map.
"""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

WIDTH = 640
"""Of the drawing's own grid; the page makes it as wide as there is room for."""
DECIMALS = 1
"""Of a grid unit: finer than any screen shows."""
LEAST_MARGIN = 0.08
LETTER, LINE = 8.5, 18.0
"""About how wide a letter of a name is, and how high a name."""


class Style(StrEnum):
    """How a piece of land is drawn."""

    STANDING = "standing"
    OWN = "own"
    TAKEN = "taken"
    BEFORE = "before"
    WATER = "water"
    STREET = "street"
    RAILWAY = "railway"
    CUT = "cut"
    DRAWN = "drawn"
    FREE = "free"
    DISPUTED = "disputed"
    AGREED_10 = "agreed_10"
    AGREED_25 = "agreed_25"
    AGREED_50 = "agreed_50"
    AGREED_75 = "agreed_75"
    QUICK_WIN = "quick_win"
    LONG_HAUL = "long_haul"


@dataclass(frozen=True, slots=True)
class Layer:
    """Land, a line or a point in metres, how it is drawn, and the name written on it."""

    geometry: BaseGeometry
    style: Style
    name: str = ""


_LOOKS: dict[Style, tuple[str, str]] = {
    # Attributes of what lies under it (the casing or the fill), and of the line itself.
    Style.STANDING: ('fill="none"', 'stroke="#333333" stroke-width="2"'),
    Style.OWN: ('fill="#0057b7" fill-opacity=".12"', 'stroke="#0057b7" stroke-width="4"'),
    Style.TAKEN: (
        'fill="url(#taken)"',
        'stroke="#b3261e" stroke-width="3" stroke-dasharray="8 5"',
    ),
    Style.BEFORE: ('fill="none"', 'stroke="#333333" stroke-width="2" stroke-dasharray="4 4"'),
    Style.WATER: ('fill="none"', 'stroke="#5b9bd5" stroke-width="3"'),
    Style.STREET: ('fill="none"', 'stroke="#b9bdbb" stroke-width="1"'),
    Style.RAILWAY: ('fill="none"', 'stroke="#555555" stroke-width="2" stroke-dasharray="9 3"'),
    Style.CUT: ('fill="none"', 'stroke="#000000" stroke-width="4" stroke-dasharray="2 5"'),
    Style.DRAWN: ('fill="#0057b7" fill-opacity=".06"', 'stroke="#0057b7" stroke-width="1.5"'),
    Style.FREE: (
        'fill="url(#free)"',
        'stroke="#00695c" stroke-width="2" stroke-dasharray="1 6" stroke-linecap="round"',
    ),
    Style.DISPUTED: (
        'fill="url(#disputed)"',
        'stroke="#a3238e" stroke-width="3" stroke-dasharray="8 4 2 4"',
    ),
    # The edge tells the levels apart too.
    Style.AGREED_10: ('fill="#eadcf2"', 'stroke="#4b0f6b" stroke-width="1" stroke-dasharray="1 3"'),
    Style.AGREED_25: ('fill="#c29bd8"', 'stroke="#4b0f6b" stroke-width="1" stroke-dasharray="4 3"'),
    Style.AGREED_50: ('fill="#8e4fb0"', 'stroke="#4b0f6b" stroke-width="2"'),
    Style.AGREED_75: ('fill="#4b0f6b"', 'stroke="#fff" stroke-width="2"'),
    Style.QUICK_WIN: ('fill="#0057b7"', 'stroke="#fff" stroke-width="1.5"'),
    Style.LONG_HAUL: ('fill="#8a4b00"', 'stroke="#fff" stroke-width="1.5"'),
}
_MARKS = {
    Style.QUICK_WIN: "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z",
    Style.LONG_HAUL: "m0 -8l8 8l-8 8l-8 -8Z",
}
"""How a point is drawn, from its place on: round or a diamond, so that colour isn't needed."""
_CASED = frozenset(
    {Style.STANDING, Style.OWN, Style.TAKEN, Style.BEFORE, Style.CUT, Style.FREE, Style.DISPUTED}
)
_PATTERN = (
    '<defs><pattern id="taken" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V8" stroke="#b3261e" stroke-width="2"/>'
    '</pattern><pattern id="free" width="12" height="12" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.5" fill="#00695c"/></pattern>'
    '<pattern id="disputed" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V8M0 0H8" stroke="#a3238e" stroke-width="1"/>'
    "</pattern></defs>"
)


def image(drawn: str, description: str) -> str:
    """Return a picture as an HTML image that carries it, with its description.

    Pages clean what they show of drawings inside their own text; an image is left as it is.
    """
    data = base64.b64encode(drawn.encode()).decode()
    said = html.escape(description, quote=True)
    return f'<img class="sk-picture" alt="{said}" src="data:image/svg+xml;base64,{data}">'


def box_around(
    lands: Sequence[BaseGeometry], margin: float = LEAST_MARGIN
) -> tuple[float, float, float, float]:
    """Return xmin, ymin, xmax, ymax in metres of what holds all land, with room around it."""
    xmin, ymin, xmax, ymax = (float(n) for n in shapely.total_bounds(list(lands)))
    room = max(margin * max(xmax - xmin, ymax - ymin), 20.0)
    return xmin - room, ymin - room, xmax + room, ymax + room


def picture(
    layers: Sequence[Layer], box: tuple[float, float, float, float], description: str
) -> str:
    """Return land as an SVG element; north is up.

    Parameters
    ----------
    layers
        In the order in which they are drawn, in metres; what lies outside the box is cut off.
    box
        xmin, ymin, xmax, ymax in metres.
    description
        What it shows, for who doesn't see it.
    """
    xmin, ymin, xmax, ymax = box
    scale = WIDTH / (xmax - xmin)
    height = round(scale * (ymax - ymin), DECIMALS)
    parts = [
        f'<svg class="sk-picture" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{html.escape(description, quote=True)}" xmlns="http://www.w3.org/2000/svg">',
        _PATTERN,
        f'<rect width="{WIDTH}" height="{height}" fill="#f2f4f3"/>',
    ]
    named = []
    for layer in layers:
        land = shapely.clip_by_rect(layer.geometry, xmin, ymin, xmax, ymax)
        # Half a unit of the grid can't be seen.
        land = shapely.simplify(land, 0.5 / scale)
        if land.is_empty:
            continue
        path = _path(land, xmin, ymax, scale, _MARKS.get(layer.style, ""))
        under, line = _LOOKS[layer.style]
        if layer.style in _CASED:
            width = 3 + float(line.partition('stroke-width="')[2].partition('"')[0])
            parts.append(f'<path d="{path}" fill="none" stroke="#fff" stroke-width="{width:g}"/>')
        parts.append(f'<path d="{path}" fill-rule="evenodd" {under} {line}/>')
        if layer.name:
            named.append((land, layer.name))
    names = _names(named, xmin, ymax, scale)
    return "".join([*parts, *names, "</svg>"])


def mark(style: Style) -> str:
    """Return the mark of a kind of point alone as an HTML image, for a legend that names it."""
    under, line = _LOOKS[style]
    drawn = (
        '<svg viewBox="-10 -10 20 20" width="20" height="20" xmlns="http://www.w3.org/2000/svg">'
        f'<path d="M0 0{_MARKS[style]}" {under} {line}/></svg>'
    )
    data = base64.b64encode(drawn.encode()).decode()
    return f'<img alt="" width="20" height="20" src="data:image/svg+xml;base64,{data}">'


def _path(land: BaseGeometry, xmin: float, ymax: float, scale: float, mark: str = "") -> str:
    drawn = []
    for part in shapely.get_parts(land):
        is_area = shapely.get_dimensions(part) == 2
        for line in shapely.get_rings(part) if is_area else [part]:
            points = shapely.get_coordinates(line)
            grid = np.round((points - (xmin, ymax)) * (scale, -scale), DECIMALS)
            kept = grid[:-1] if is_area else grid
            end = "Z" if is_area else mark
            drawn.append("M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + end)
    return "".join(drawn)


def _names(
    named: Sequence[tuple[BaseGeometry, str]], xmin: float, ymax: float, scale: float
) -> list[str]:
    """Return the names that fit, those of the largest land first; no two lie over each other."""
    taken: list[BaseGeometry] = []
    found = []
    for land, name in sorted(named, key=lambda one: -shapely.area(one[0])):
        at = shapely.point_on_surface(land)
        x, y = (at.x - xmin) * scale, (ymax - at.y) * scale
        half = LETTER * len(name) / 2
        box = shapely.box(x - half, y - LINE, x + half, y)
        if not any(box.intersects(other) for other in taken):
            taken.append(box)
            found.append(_name(land, name, xmin, ymax, scale))
    return found


def _name(land: BaseGeometry, name: str, xmin: float, ymax: float, scale: float) -> str:
    at = shapely.point_on_surface(land)
    x, y = round((at.x - xmin) * scale, DECIMALS), round((ymax - at.y) * scale, DECIMALS)
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="15" font-family="sans-serif" '
        'fill="#1a1a1a" stroke="#fff" stroke-width="4" paint-order="stroke">'
        f"{html.escape(name)}</text>"
    )
