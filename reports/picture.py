"""A report map on paper: what the document shows when it opens, as PNG or PDF.

The same view gives the same bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import shapely

from reports.choropleth import heading, source_line
from reports.colours import EDGE, EDGE_UNDER, PATTERN, palette
from reports.indicators import DEFINITIONS, Shown
from reports.legend import PATTERNS, RING, code, legend, nested
from reports.paper import (
    FONT,
    INK,
    MARGIN,
    MM_PER_INCH,
    NAME,
    SMALL,
    TITLE,
    Paper,
    as_pdf,
    lay_out,
    put_text,
    scale_bar,
    size_of,
    strokes,
)
from reports.poster import wrapped
from reports.sheet import write
from reports.sheet_labels import Label, box_of
from reports.views import WIDEST, Circles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet
    from shapely.geometry.base import BaseGeometry

    from boundaries.language import Language
    from reports.choropleth import Report
    from reports.indicators import Figure
    from reports.paper import Layout
    from reports.views import Frame, Panel, View

HEAD, FOOT, SIDE = 18.0, 16.0, 76.0
"""Room above, below and to the right of the map, in mm."""
DPI = 150
MM_PER_PIXEL = 0.27
"""How large a pixel of a screen is on the paper."""
HATCHES = {Shown.MISSING: "/////", Shown.SMALL: "....."}
ROW = 7.0
"""From one entry of the legend to the next, in mm."""


def picture(view: View, report: Report, words: Language, *, form: str) -> bytes:
    """Return the frame at which a view opens, as the bytes of a picture.

    Parameters
    ----------
    form
        `.png` or `.pdf`. The sheet is A4 on its side, two of them side by side for two maps.
    """
    sheet = drawn(view, report, words)
    if form == ".pdf":
        return as_pdf(sheet, heading(view, words))
    out = io.BytesIO()
    sheet.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
    return out.getvalue()


def drawn(view: View, report: Report, words: Language) -> Sheet:
    """Return the same as a figure of matplotlib, in mm."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    lands = [f.geometry for panel in view.panels for f in panel.frames[view.start].figures]
    layout = lay_out(shapely.box(*shapely.total_bounds(lands)), Paper.A4,
                     head=HEAD, foot=FOOT, side=SIDE)  # fmt: skip
    count = len(view.panels)
    sheet = Figure(figsize=(count * layout.width / MM_PER_INCH, layout.height / MM_PER_INCH))
    with rc_context({"hatch.linewidth": 1.0, "hatch.color": PATTERN}):
        for place, panel in enumerate(view.panels):
            axes = sheet.add_axes((place / count, 0, 1 / count, 1))
            axes.set_axis_off()
            axes.set_xlim(0, layout.width)
            axes.set_ylim(0, layout.height)
            frame = panel.frames[view.start]
            _map(axes, layout, panel, frame)
            _head(axes, layout, panel, frame, report, words)
            _legend(axes, layout, panel, frame, words)
            _foot(axes, layout, report, frame, words)
    return sheet


def _map(axes: Axes, layout: Layout, panel: Panel, frame: Frame) -> None:
    lands = [layout.on_paper(f.geometry) for f in frame.figures]
    for figure, land in zip(frame.figures, lands, strict=True):
        axes.add_patch(_patch(land, **_look(figure, panel)))
    borders = [shapely.boundary(land) for land in lands]
    strokes(axes, borders, zorder=2, colors=EDGE_UNDER, linewidths=1.8)
    strokes(axes, borders, zorder=3, colors=EDGE, linewidths=0.7)
    middles = [_middle(land) for land in lands]
    if isinstance(panel.scale, Circles):
        _circles(axes, panel, frame.figures, middles)
    _names(axes, layout, panel, frame.figures, lands, middles)
    left, bottom, right, top = layout.frame
    strokes(axes, [shapely.box(left, bottom, right, top).exterior], colors=INK, linewidths=0.8)


def _look(figure: Figure, panel: Panel) -> dict[str, Any]:
    """Return the fill or hatching of an area."""
    if figure.shown in HATCHES:
        return {"facecolor": "#ffffff", "hatch": HATCHES[figure.shown]}
    number = code(figure, panel.scale)
    if number < 0 or panel.scale is None or isinstance(panel.scale, Circles):
        return {"facecolor": "#ffffff"}
    return {"facecolor": palette(panel.indicator).classes[panel.scale.count][number]}


def _patch(land: BaseGeometry, **look: Any) -> Any:  # noqa: ANN401 - how matplotlib takes it
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    rings = shapely.get_rings(shapely.orient_polygons(shapely.get_parts(land)))
    paths = [Path(shapely.get_coordinates(ring)) for ring in rings]
    whole = Path.make_compound_path(*paths) if paths else Path([(0.0, 0.0)])
    return PathPatch(whole, linewidth=0, zorder=1, **look)


def _middle(land: BaseGeometry) -> tuple[float, float]:
    largest = max(shapely.get_parts(land), key=lambda part: float(part.area))
    x, y = shapely.point_on_surface(largest).coords[0]
    return x, y


def _circles(
    axes: Axes, panel: Panel, figures: Sequence[Figure], middles: Sequence[tuple[float, float]]
) -> None:
    from matplotlib.patches import Circle

    scale, colours = panel.scale, palette(panel.indicator)
    if not isinstance(scale, Circles):
        return
    known = [(f.value, at) for f, at in zip(figures, middles, strict=True) if f.value is not None]
    # Small ones on top of large ones.
    for value, at in sorted(known, key=lambda one: -abs(one[0])):
        radius = max(scale.radius(value), 1.5) * MM_PER_PIXEL
        colour = "#ffffff" if value == 0 else colours.more if value > 0 else colours.less
        axes.add_patch(
            Circle(at, radius, facecolor=colour, alpha=0.8, edgecolor=INK, linewidth=0.8, zorder=4)
        )


def _names(
    axes: Axes,
    layout: Layout,
    panel: Panel,
    figures: Sequence[Figure],
    lands: Sequence[BaseGeometry],
    middles: Sequence[tuple[float, float]],
) -> None:
    """Write the names that fit, those of the largest areas first, none over another."""
    taken: list[BaseGeometry] = []
    order = sorted(range(len(figures)), key=lambda i: (-float(lands[i].area), figures[i].area))
    for i in order:
        figure, (x, y) = figures[i], middles[i]
        wide, high = size_of(figure.name, SMALL)
        if isinstance(panel.scale, Circles) and figure.value is not None:
            y -= panel.scale.radius(figure.value) * MM_PER_PIXEL + high
        x = min(max(x, layout.frame[0] + wide / 2 + 1), layout.frame[2] - wide / 2 - 1)
        box = box_of(x, y, wide, high)
        if any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        write(axes, Label(figure.name, x, y, 0.0), SMALL, zorder=8)
        if figure.shown is Shown.UNSTABLE:
            _ring(axes, x, y + high)


def _ring(axes: Axes, x: float, y: float) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(Circle((x, y), 0.9, facecolor="white", edgecolor=INK, linewidth=1, zorder=9))


def _head(
    axes: Axes, layout: Layout, panel: Panel, frame: Frame, report: Report, words: Language
) -> None:
    top = layout.height - MARGIN
    title = words.text(DEFINITIONS[panel.indicator].title)
    put_text(axes, MARGIN, top, f"{title} – {report.municipality}", TITLE, weight="bold")
    left, _bottom, _right, high = layout.frame
    put_text(
        axes,
        left + 3,
        high - 3,
        words.text("As of {date}", date=frame.day),
        NAME + 1,
        weight="bold",
        zorder=10,
        bbox={"facecolor": "white", "edgecolor": INK, "pad": 3, "linewidth": 0.8},
    )


def _legend(axes: Axes, layout: Layout, panel: Panel, frame: Frame, words: Language) -> None:
    left, y = layout.frame[2] + 6, layout.frame[3]
    room = layout.width - MARGIN - left
    one = DEFINITIONS[panel.indicator]
    for text, weight in ((words.text(one.title), "bold"), (words.text(one.unit), "normal")):
        for line in wrapped(text, NAME, room):
            put_text(axes, left, y, line, NAME, weight=weight)
            y -= 5
    y -= 2
    y = _nested(axes, panel, left, y, words)
    if panel.scale is None:
        text = words.text("Too few areas for colours. We show numbers only.")
        for line in wrapped(text, SMALL, room):
            put_text(axes, left, y, line, SMALL)
            y -= 4
    for entry in legend(panel, [frame], words):
        _swatch(axes, entry["fill"], left, y, circle=isinstance(panel.scale, Circles))
        put_text(axes, left + 12, y, entry["label"], SMALL + 1)
        right = layout.width - MARGIN
        put_text(axes, right, y, entry["counts"][0], SMALL + 1, horizontalalignment="right")
        y -= ROW


def _nested(axes: Axes, panel: Panel, left: float, top: float, words: Language) -> float:
    """Draw the circles of the legend in each other; return where the legend goes on."""
    from matplotlib.patches import Circle

    steps = nested(panel, words)
    wide = WIDEST * MM_PER_PIXEL
    for step in steps:
        radius = step["radius"] * MM_PER_PIXEL
        y = top - 2 * wide + radius
        axes.add_patch(
            Circle((left + wide, y), radius, facecolor="none", edgecolor=INK, linewidth=0.9)
        )
        at = top - step["at"] * MM_PER_PIXEL
        line = shapely.LineString([(left + wide, y + radius), (left + 2 * wide + 3, at)])
        strokes(axes, [line], colors=INK, linewidths=0.6)
        put_text(axes, left + 2 * wide + 4, at, step["label"], SMALL, verticalalignment="center")
    lowest = max((step["at"] for step in steps), default=0.0) * MM_PER_PIXEL
    return top - max(2 * wide, lowest) - 6 if steps else top


def _swatch(axes: Axes, fill: str, left: float, top: float, *, circle: bool) -> None:
    from matplotlib.patches import Circle, Rectangle

    if fill == RING:
        _ring(axes, left + 4.5, top - 1.5)
        return
    hatched = next((HATCHES[shown] for shown, name in PATTERNS.items() if name == fill), None)
    look: dict[str, Any] = {"edgecolor": INK, "linewidth": 0.8, "facecolor": fill}
    if hatched:
        look |= {"facecolor": "white", "hatch": hatched, "edgecolor": PATTERN}
    shape = (
        Circle((left + 4.5, top - 1.5), 2.3, alpha=0.8, **look)
        if circle and not hatched
        else Rectangle((left, top - 4), 9, 5, **look)
    )
    axes.add_patch(shape)


def _foot(axes: Axes, layout: Layout, report: Report, frame: Frame, words: Language) -> None:
    scale_bar(axes, layout, words)
    room = layout.width - 2 * MARGIN
    for row, line in enumerate(
        reversed(wrapped(source_line(report, words, frame.day), SMALL, room))
    ):
        put_text(
            axes, MARGIN, MARGIN + 3.4 * row, line, SMALL, verticalalignment="bottom", family=FONT
        )
