"""A poster of one area for the notice board: its map, its figures, where to say something.

The same store and day give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from boundaries import qr
from boundaries.language import N_
from reports.sheet import (
    INK,
    MARGIN,
    NAME,
    SMALL,
    Paper,
    as_pdf,
    blank,
    draw_map,
    lay_out,
    put_text,
    scale_bar,
    size_of,
    strokes,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

    from boundaries.language import Language
    from boundaries.model import AreaVersion, Line
    from reports.sheet import Layout

OWN = "#0057b7"
HEAD, FOOT = 26.0, 84.0
CODE = 32.0
"""The side of the QR code, in mm."""
COLUMN = 58.0
"""The width of the column with the code, in mm."""
BIG = 28.0
SIZES = (11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
"""Points of the text beside the code: the largest that fits."""
AROUND_M, AROUND = 60.0, 0.12
"""How much of the surroundings is on the map: metres, or a share of the area's longest side."""
SLACK = 0.95
"""Screens draw letters on whole pixels, and so a little wider than they are."""


@dataclass(frozen=True, slots=True)
class About:
    """What a poster says besides the map.

    Attributes
    ----------
    facts
        Short sentences: residents, hectares.
    sides
        The boundary in words.
    address
        Where to say something; empty where it isn't known.
    """

    name: str
    municipality: str
    day: dt.date
    facts: Sequence[str]
    sides: Sequence[str]
    address: str = ""
    synthetic: bool = False
    licence: str = "CC BY 4.0"


def poster(
    land: BaseGeometry,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    about: About,
    words: Language,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return a PDF of one page.

    On A3 all is as much larger as the paper is (`k` below).

    Parameters
    ----------
    land
        The area, in metres of the municipality's CRS; north is up.
    versions, lines
        The areas that stand, and streets, water and railways, in the same CRS.
    """
    return as_pdf(drawn(land, versions, lines, about, words, paper=paper), about.name)


def drawn(
    land: BaseGeometry,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    about: About,
    words: Language,
    *,
    paper: Paper = Paper.A4,
) -> Figure:
    """Return the poster as a figure of matplotlib, in mm."""
    xmin, ymin, xmax, ymax = land.bounds
    around = max(AROUND_M, AROUND * max(xmax - xmin, ymax - ymin))
    place = shapely.box(xmin - around, ymin - around, xmax + around, ymax + around)
    k = paper.value[0] / Paper.A4.value[0]
    layout = lay_out(place, paper, head=k * HEAD, foot=k * FOOT)
    figure, axes = blank(layout)
    _own(axes, layout.on_paper(land))
    draw_map(axes, layout, versions, lines)
    edge = layout.on_paper(shapely.boundary(land))
    # Over the boundaries of all, under the names.
    strokes(axes, [edge], zorder=5.2, colors="white", linewidths=5.5)
    strokes(axes, [edge], zorder=5.4, colors=OWN, linewidths=3.2)
    _head(axes, layout, about, words, k)
    scale_bar(axes, layout, words)
    top = layout.frame[1] - 10
    _column(axes, layout, about, words, top, k)
    _said(axes, layout, about, words, top, k)
    _source(axes, layout, about, words)
    return figure


def _own(axes: Axes, land: BaseGeometry) -> None:
    """Tint the land of the area; its holes stay white."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for part in shapely.get_parts(shapely.orient_polygons(land)):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        rings = [part.exterior, *part.interiors]
        path = Path.make_compound_path(*(Path(shapely.get_coordinates(r)) for r in rings))
        axes.add_patch(PathPatch(path, facecolor=OWN, alpha=0.12, linewidth=0, zorder=-1))


def _head(axes: Axes, layout: Layout, about: About, words: Language, k: float) -> None:
    top = layout.height - MARGIN
    right = layout.width - MARGIN
    room = right - MARGIN
    sizes = [k * size for size in (BIG, 22.0, 17.0, 13.0)]
    fits = [size for size in sizes if size_of(about.name, size, "bold")[0] <= room]
    size = fits[0] if fits else sizes[-1]
    name = about.name if fits else wrapped(about.name, size, room * 0.85)[0] + " …"
    put_text(axes, MARGIN, top, name, size, weight="bold")
    day = words.text(N_("As of {date}"), date=about.day)
    put_text(axes, MARGIN, top - k * 15, day, k * 11)
    put_text(axes, right, top - k * 15, about.municipality, k * 11, horizontalalignment="right")


def _said(axes: Axes, layout: Layout, about: About, words: Language, top: float, k: float) -> None:
    """Write figures and boundary beside the code, as large as fits."""
    room = layout.width - 2 * MARGIN - k * COLUMN
    high = top - MARGIN - 10
    heading = words.text(N_("The boundary in words"))
    for size in (k * size for size in SIZES):
        lines = [(line, "bold") for fact in about.facts for line in wrapped(fact, size, room)]
        if about.sides:
            lines += [("", "normal"), (heading, "bold")]
        lines += [(line, "normal") for side in about.sides for line in wrapped(side, size, room)]
        pitch = 1.45 * size_of("x", size)[1]
        if len(lines) * pitch <= high:
            break
    for row, (line, weight) in enumerate(lines[: int(high / pitch)]):
        put_text(axes, MARGIN, top - row * pitch, line, size, weight=weight)


def _column(
    axes: Axes, layout: Layout, about: About, words: Language, top: float, k: float
) -> None:
    """Show where to say something: the code of the address, and the address itself."""
    left = layout.width - MARGIN - k * (COLUMN - 6)
    room = k * (COLUMN - 6)
    y = top
    for line in wrapped(
        words.text(N_("Is the boundary wrong? Make a proposal.")), k * NAME, 0.9 * room
    ):
        put_text(axes, left, y, line, k * NAME, weight="bold")
        y -= k * 4.6
    if not about.address:
        return
    rows = qr.modules(about.address)
    module = k * CODE / len(rows)
    for row, dark in enumerate(rows):
        _row(axes, left, y - k * 2 - row * module, module, dark)
    y -= k * (CODE + 5)
    for line in wrapped(about.address, k * SMALL, room):
        put_text(axes, left, y, line, k * SMALL)
        y -= k * 3.4


def _row(axes: Axes, left: float, top: float, module: float, dark: Sequence[bool]) -> None:
    """Fill the dark modules of one row, runs in one piece so that no white seam shows."""
    from matplotlib.patches import Rectangle

    start = 0
    while start < len(dark):
        end = start
        while end < len(dark) and dark[end]:
            end += 1
        if end > start:
            at = (left + start * module, top - module)
            axes.add_patch(Rectangle(at, (end - start) * module, module * 1.02, color=INK, lw=0))
        start = end + 1


def _source(axes: Axes, layout: Layout, about: About, words: Language) -> None:
    source = f"Smeedkaart {about.municipality}"
    notes = [
        words.text(N_("Source: {source}. As of: {date}."), source=source, date=about.day),
        words.text(N_("Copying is free, with the source ({licence})."), licence=about.licence),
    ]
    if about.synthetic:
        notes.append(words.text(N_("This is an example. The boundaries and amounts are made up.")))
    lines = wrapped(" ".join(notes), SMALL, layout.width - 2 * MARGIN)
    for row, line in enumerate(reversed(lines)):
        put_text(axes, MARGIN, MARGIN + 3.4 * row, line, SMALL, verticalalignment="bottom")


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Return a text in lines of at most `room` mm at a size in points; a long word is cut."""
    room *= SLACK
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if size_of(longer, size)[0] <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if size_of(lines[-1] + letter, size)[0] > room:
                lines.append("")
            lines[-1] += letter
    return lines
