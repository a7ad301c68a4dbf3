"""A sheet to draw on with a pen: the areas of a place, its streets, a scale and room for words.

The same place gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import shapely

from boundaries.language import N_
from reports.sheet_labels import Label, box_of, place_labels

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

    from boundaries.language import Language
    from boundaries.model import AreaVersion, Line

MARGIN, HEAD, FOOT = 10.0, 20.0, 38.0
"""In mm: around the sheet, and above and below the map."""
ROOM = 0.05
"""Around the place, on each side, as a share of it."""
SCALES = (
    *(1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 7_500, 10_000, 12_500, 15_000),
    *(20_000, 25_000, 30_000, 40_000, 50_000, 75_000, 100_000, 150_000, 200_000, 500_000),
)
BARS = (25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000)
"""Lengths of the scale bar, in metres."""
MM_PER_INCH, POINTS_PER_INCH = 25.4, 72.0
FONT = "DejaVu Sans"
"""It comes with matplotlib, so that every machine draws the same."""
INK, PALE, WATER, RAILWAY = "#1a1a1a", "#b5bcc2", "#7f9db5", "#4a4f55"
SMALL, STREET, NAME, TITLE = 7.0, 5.5, 9.0, 16.0
"""Sizes of letters in points."""


class Paper(Enum):
    """Short and long side of a sheet, in mm."""

    A4 = (210.0, 297.0)
    A3 = (297.0, 420.0)


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


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with the map on it: sizes in mm from its lower left corner.

    Attributes
    ----------
    frame
        Left, bottom, right, top of the map.
    origin
        Metres of the municipality's CRS that lie in the lower left corner of the frame.
    scale
        Metres in the world for each metre on paper.
    """

    width: float
    height: float
    frame: tuple[float, float, float, float]
    origin: tuple[float, float]
    scale: int

    @property
    def mm_per_m(self) -> float:
        """Millimetres on paper for each metre in the world."""
        return 1000.0 / self.scale

    @property
    def window(self) -> BaseGeometry:
        """What of the world is on the map, in metres."""
        left, bottom, right, top = self.frame
        x, y = self.origin
        return shapely.box(
            x, y, x + (right - left) / self.mm_per_m, y + (top - bottom) / self.mm_per_m
        )

    def on_paper(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what is on the map of a geometry in metres, in mm."""
        shown = shapely.intersection(geometry, self.window)
        left, bottom = self.frame[:2]
        return shapely.transform(
            shown, lambda xy: (xy - self.origin) * self.mm_per_m + (left, bottom)
        )


def lay_out(place: BaseGeometry, paper: Paper, *, head: float = HEAD, foot: float = FOOT) -> Layout:
    """Return the sheet on which a place, in metres, is largest at a round scale.

    Parameters
    ----------
    head, foot
        Room above and below the map, in mm.
    """
    xmin, ymin, xmax, ymax = place.bounds
    wide, high = (1 + 2 * ROOM) * (xmax - xmin), (1 + 2 * ROOM) * (ymax - ymin)
    short, long = paper.value
    options = []
    for width, height in ((short, long), (long, short)):
        frame = (MARGIN, MARGIN + foot, width - MARGIN, height - MARGIN - head)
        across, up = frame[2] - frame[0], frame[3] - frame[1]
        least = max(wide / across, high / up) * 1000.0
        scale = next((s for s in SCALES if s >= least), round(least) + 1)
        origin = (
            (xmin + xmax - across * scale / 1000.0) / 2,
            (ymin + ymax - up * scale / 1000.0) / 2,
        )
        options.append(Layout(width, height, frame, origin, scale))
    return min(options, key=lambda layout: layout.scale)


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


def as_pdf(figure: Figure, title: str) -> bytes:
    """Return a figure as PDF, the same bytes whenever and wherever it is made."""
    out = io.BytesIO()
    nameless = dict.fromkeys(("Creator", "Producer", "CreationDate", "ModDate"))
    figure.savefig(out, format="pdf", metadata={**nameless, "Title": title})
    return out.getvalue()


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


def blank(layout: Layout) -> tuple[Figure, Axes]:
    """Return a sheet with nothing on it, measured in mm."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(layout.width / MM_PER_INCH, layout.height / MM_PER_INCH))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, layout.width)
    axes.set_ylim(0, layout.height)
    return figure, axes


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
        _write(axes, label, NAME, zorder=8, weight="bold")
    for label in place_labels(
        _street_paths(layout, lines), lambda name: size_of(name, STREET), taken
    ):
        _write(axes, label, STREET, zorder=6)
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


def scale_bar(axes: Axes, layout: Layout, words: Language) -> None:
    """Draw the scale bar below the map, with the scale in words and where north is."""
    most = (layout.frame[2] - layout.frame[0]) / 4
    metres = max((m for m in BARS if m * layout.mm_per_m <= most), default=BARS[0])
    y, end = layout.frame[1] - 4, MARGIN + metres * layout.mm_per_m
    bar = shapely.LineString([(MARGIN, y + 1.5), (MARGIN, y), (end, y), (end, y + 1.5)])
    strokes(axes, [bar], colors=INK, linewidths=1.2)
    length = (
        words.text(N_("{m} metres"), m=metres)
        if metres < 1000
        else words.text(N_("{km} km"), km=metres // 1000)
    )
    note = words.text(N_("Scale 1:{scale}. North is up."), scale=layout.scale)
    put_text(axes, end + 2, y, f"{length}   {note}", SMALL, verticalalignment="bottom")


def strokes(axes: Axes, shapes: Sequence[BaseGeometry], **look: Any) -> None:  # noqa: ANN401 - how matplotlib takes it
    """Draw lines, in mm."""
    from matplotlib.collections import LineCollection

    parts = [p for p in shapely.get_parts(list(shapes)) if "Line" in p.geom_type]
    lines = [p for p in shapely.get_parts(parts) if not p.is_empty]
    if lines:
        paths = [shapely.get_coordinates(line) for line in lines]
        axes.add_collection(
            LineCollection(paths, capstyle="round", joinstyle="round", **look), autolim=False
        )


def put_text(axes: Axes, x: float, y: float, text: str, size: float, **more: Any) -> None:  # noqa: ANN401
    """Write a line of text at a place in mm; its size is in points."""
    look: dict[str, Any] = {
        "verticalalignment": "top",
        "color": INK,
        "family": FONT,
        "parse_math": False,
    } | more
    axes.text(x, y, text, fontsize=size, **look)


def _write(axes: Axes, label: Label, size: float, **more: Any) -> None:  # noqa: ANN401
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


def size_of(text: str, points: float, weight: str = "normal") -> tuple[float, float]:
    """Return the length and height of a line of text, in mm."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, size=points, weight=weight)
    width, _height, _under = text_to_path.get_text_width_height_descent(text, font, False)  # noqa: FBT003
    return width / POINTS_PER_INCH * MM_PER_INCH, points / POINTS_PER_INCH * MM_PER_INCH
