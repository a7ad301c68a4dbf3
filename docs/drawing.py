"""Plain SVG pictures of areas, the same bytes each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import shapely
from shapely.affinity import affine_transform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

PANEL = 330
MARGIN = 14
CAPTION = 26

STYLES = {
    "standing": 'fill="#e9ecef" stroke="#333333" stroke-width="2"',
    "other": 'fill="#f6f6f6" stroke="#333333" stroke-width="2"',
    "own": 'fill="#0057b7" fill-opacity="0.16" stroke="#0057b7" stroke-width="3"',
    "outline": 'fill="none" stroke="#0057b7" stroke-width="2"',
    "taken": 'fill="url(#stripes)" stroke="#b3261e" stroke-width="2" stroke-dasharray="8 5"',
    "free": 'fill="url(#dots)" stroke="#00695c" stroke-width="2" stroke-dasharray="1 6"',
    "before": 'fill="none" stroke="#333333" stroke-width="2" stroke-dasharray="4 4"',
    "cut": 'fill="none" stroke="#a3238e" stroke-width="3" stroke-dasharray="10 4 2 4"',
    "street": 'fill="none" stroke="#8a8a8a" stroke-width="6" stroke-opacity="0.6"',
    "water": 'fill="none" stroke="#2c7fb8" stroke-width="6" stroke-opacity="0.6"',
    "level1": 'fill="#eadcf2" stroke="#4b0f6b" stroke-width="1"',
    "level2": 'fill="#c29bd8" stroke="#4b0f6b" stroke-width="1"',
    "level3": 'fill="#8e4fb0" stroke="#4b0f6b" stroke-width="1"',
    "level4": 'fill="#4b0f6b" stroke="#4b0f6b" stroke-width="1"',
}
"""As on the map: a colour never stands alone, it has its own dash or pattern."""

PATTERNS = (
    '<defs><pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="2" height="8" fill="#b3261e"/></pattern>'
    '<pattern id="dots" width="9" height="9" patternUnits="userSpaceOnUse">'
    '<circle cx="2" cy="2" r="1.5" fill="#00695c"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A geometry, one of `STYLES`, and words at a place within it."""

    geometry: BaseGeometry
    style: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Shapes on one piece of ground, the last on top."""

    caption: str
    shapes: Sequence[Shape]


def picture(title: str, panels: Sequence[Panel]) -> str:
    """Return panels side by side as one SVG document.

    Parameters
    ----------
    title
        What it shows, for who can't see it.
    panels
        All drawn at the same scale, so that they can be compared.
    """
    bounds = shapely.total_bounds([shape.geometry for panel in panels for shape in panel.shapes])
    left, bottom, right, top = (float(bound) for bound in bounds)
    scale = (PANEL - 2 * MARGIN) / (right - left)
    high = round((top - bottom) * scale) + 2 * MARGIN
    wide = PANEL * len(panels)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high + CAPTION}" '
        f'width="{wide}" height="{high + CAPTION}" role="img" font-family="sans-serif" '
        f'font-size="13">',
        f"<title>{escape(title)}</title>",
        PATTERNS,
        f'<rect width="{wide}" height="{high + CAPTION}" fill="#ffffff"/>',
    ]
    for number, panel in enumerate(panels):
        start = number * PANEL + MARGIN
        parts.append(f'<text x="{start}" y="19" font-weight="bold">{escape(panel.caption)}</text>')
        # From metres, with north up, to the paper, where y goes down.
        onto = [scale, 0, 0, -scale, start - left * scale, CAPTION + MARGIN + top * scale]
        drawn = [(affine_transform(shape.geometry, onto), shape) for shape in panel.shapes]
        parts += [f'<path d="{_path(shape)}" {STYLES[of.style]}/>' for shape, of in drawn]
        parts += [_words(shape, of.label) for shape, of in drawn if of.label]
    return "\n".join([*parts, "</svg>", ""])


def _path(shape: BaseGeometry) -> str:
    steps = []
    for part in shapely.get_parts(shape):
        lines = [part] if part.geom_type == "LineString" else [part.exterior, *part.interiors]
        for line in lines:
            points = [f"{x:.1f} {y:.1f}" for x, y in line.coords]
            steps.append("M" + "L".join(points) + ("Z" if line.is_closed else ""))
    return "".join(steps)


def _words(shape: BaseGeometry, words: str) -> str:
    is_line = shape.geom_type == "LineString"
    spot = shape.interpolate(0.5, normalized=True) if is_line else shapely.point_on_surface(shape)
    return (
        f'<text x="{spot.x:.1f}" y="{spot.y + 4:.1f}" text-anchor="middle" stroke="#ffffff" '
        f'stroke-width="4" paint-order="stroke">{escape(words)}</text>'
    )
