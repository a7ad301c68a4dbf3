"""A sheet to draw on with a pen: the areas of a place, its streets, a scale and room for words.

The same place gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from boundaries.language import N_
from reports.paper import (
    INK,
    MARGIN,
    NAME,
    PALE,
    RAILWAY,
    SMALL,
    STREET,
    TITLE,
    WATER,
    Layout,
    Paper,
    as_pdf,
    blank,
    lay_out,
    put_text,
    scale_bar,
    size_of,
    strokes,
)
from reports.sheet_labels import Label, box_of, place_labels

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

    from boundaries.language import Language
    from boundaries.model import AreaVersion, Line

__all__ = [
    "INK",
    "MARGIN",
    "NAME",
    "SMALL",
    "About",
    "Layout",
    "Paper",
    "as_pdf",
    "blank",
    "draw_map",
    "drawn",
    "lay_out",
    "put_text",
    "scale_bar",
    "sheet",
    "size_of",
    "strokes",
    "write",
]


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet says besides the map.

    `code` tells the coordinator which round a drawing is for; it may be empty.
    """

    title: str
    municipality: str
    code: str
    day: dt.date
    synthetic: bool = False


def sheet(
    place: BaseGeometry,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    about: About,
    words: Language,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return a PDF of one page to draw on.

    Parameters
    ----------
    place
        What is on it, in metres of the municipality's CRS; north is up.
    versions, lines
        The areas that stand, and streets, water and railways, in the same CRS.

    Notes
    -----
    Names of areas and streets are text from others: none of it is read as mathematics.
    """
    return as_pdf(drawn(lay_out(place, paper), versions, lines, about, words), about.title)


def drawn(
    layout: Layout,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    about: About,
    words: Language,
) -> Figure:
    """Return the sheet as a figure of matplotlib, in mm."""
    figure, axes = blank(layout)
    draw_map(axes, layout, versions, lines)
    _head(axes, layout, about, words)
    _foot(axes, layout, about, words)
    return figure


def draw_map(
    axes: Axes, layout: Layout, versions: Sequence[AreaVersion], lines: Sequence[Line]
) -> None:
    """Draw streets, water, railways and the boundaries of areas, with names where they fit."""
    looks: dict[str, dict[str, Any]] = {
        "street": {"colors": PALE, "linewidths": 0.8},
        "water": {"colors": WATER, "linewidths": 1.4},
        "railway": {"colors": RAILWAY, "linewidths": 1.4, "linestyles": "dashed"},
    }
    for order, (kind, look) in enumerate(looks.items()):
        paths = [layout.on_paper(line.geometry) for line in lines if line.kind == kind]
        strokes(axes, paths, zorder=order, **look)
    borders = [layout.on_paper(shapely.boundary(v.geometry)) for v in versions]
    strokes(axes, borders, zorder=4, colors="white", linewidths=2.6)
    strokes(axes, borders, zorder=5, colors=INK, linewidths=1.1)
    taken: list[BaseGeometry] = []
    for label in _area_names(layout, versions, taken):
        write(axes, label, NAME, zorder=8, weight="bold")
    for label in place_labels(
        _street_paths(layout, lines), lambda name: size_of(name, STREET), taken
    ):
        write(axes, label, STREET, zorder=6)
    left, bottom, right, top = layout.frame
    strokes(axes, [shapely.box(left, bottom, right, top).exterior], colors=INK, linewidths=0.8)


def _area_names(
    layout: Layout, versions: Sequence[AreaVersion], taken: list[BaseGeometry]
) -> list[Label]:
    labels = []
    for version in versions:
        land = layout.on_paper(version.geometry)
        if land.area == 0:
            continue
        largest = max(shapely.get_parts(land), key=lambda part: float(part.area))
        x, y = shapely.point_on_surface(largest).coords[0]
        wide, high = size_of(version.name, NAME, "bold")
        # A name isn't cut off by the edge of the map.
        x = min(max(x, layout.frame[0] + wide / 2 + 1), layout.frame[2] - wide / 2 - 1)
        taken.append(box_of(x, y, wide, high))
        labels.append(Label(version.name, x, y, 0.0))
    return labels


def _street_paths(layout: Layout, lines: Sequence[Line]) -> list[tuple[str, BaseGeometry]]:
    """Return each named street on the map, its lines together."""
    found: dict[str, list[BaseGeometry]] = {}
    for line in lines:
        if line.kind == "street" and line.name not in {"", line.kind}:
            found.setdefault(line.name, []).append(layout.on_paper(line.geometry))
    return [(name, shapely.union_all(paths)) for name, paths in found.items()]


def _head(axes: Axes, layout: Layout, about: About, words: Language) -> None:
    top = layout.height - MARGIN
    put_text(axes, MARGIN, top, about.title, TITLE, weight="bold")
    draw = words.text(N_("Draw a ring around your neighbourhood. It need not be neat."))
    put_text(axes, MARGIN, top - 9, draw, NAME)
    right = layout.width - MARGIN
    put_text(axes, right, top, about.municipality, NAME, horizontalalignment="right")
    if about.code:
        code = words.text(N_("Code of the round: {code}"), code=about.code)
        put_text(axes, right, top - 9, code, NAME, horizontalalignment="right", weight="bold")


def _foot(axes: Axes, layout: Layout, about: About, words: Language) -> None:
    _ = words.text
    scale_bar(axes, layout, words)
    questions = (
        _("What do you call this area?"),
        _("Why does this belong together?"),
        _("How many people drew this together?"),
    )
    for row, question in enumerate(questions):
        y = MARGIN + 22 - 8.5 * row
        put_text(axes, MARGIN, y, question, NAME, verticalalignment="bottom")
        start = MARGIN + 70
        end = start + 30 if row == 2 else layout.width - MARGIN
        strokes(axes, [shapely.LineString([(start, y), (end, y)])], colors=INK, linewidths=0.6)
    notes = [_("As of {date}.", date=about.day), _("Print this at 100 %.")]
    if about.synthetic:
        notes.append(_("This is an example. The boundaries and amounts are made up."))
    right = layout.width - MARGIN
    put_text(axes, right, MARGIN, " ".join(notes), SMALL, horizontalalignment="right",
          verticalalignment="bottom")  # fmt: skip


def write(axes: Axes, label: Label, size: float, **more: Any) -> None:  # noqa: ANN401
    """Write a name with a white edge around its letters."""
    from matplotlib.patheffects import withStroke

    put_text(
        axes,
        label.x,
        label.y,
        label.text,
        size,
        rotation=label.angle,
        horizontalalignment="center",
        verticalalignment="center",
        path_effects=[withStroke(linewidth=1.6, foreground="white")],
        **more,
    )
