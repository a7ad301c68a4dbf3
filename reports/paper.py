"""Drawing on paper: sheets measured in mm, a map on them at a round scale, lines and letters.

The same drawing gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import shapely

from boundaries.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

    from boundaries.language import Language

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


def lay_out(
    place: BaseGeometry, paper: Paper, *, head: float = HEAD, foot: float = FOOT, side: float = 0.0
) -> Layout:
    """Return the sheet on which a place, in metres, is largest at a round scale.

    Parameters
    ----------
    head, foot, side
        Room above, below and to the right of the map, in mm. With room to the right the sheet
        always lies on its side.
    """
    xmin, ymin, xmax, ymax = place.bounds
    wide, high = (1 + 2 * ROOM) * (xmax - xmin), (1 + 2 * ROOM) * (ymax - ymin)
    short, long = paper.value
    options = []
    for width, height in ((long, short),) if side else ((short, long), (long, short)):
        frame = (MARGIN, MARGIN + foot, width - MARGIN - side, height - MARGIN - head)
        across, up = frame[2] - frame[0], frame[3] - frame[1]
        least = max(wide / across, high / up) * 1000.0
        scale = next((s for s in SCALES if s >= least), round(least) + 1)
        origin = (
            (xmin + xmax - across * scale / 1000.0) / 2,
            (ymin + ymax - up * scale / 1000.0) / 2,
        )
        options.append(Layout(width, height, frame, origin, scale))
    return min(options, key=lambda layout: layout.scale)


def as_pdf(figure: Figure, title: str) -> bytes:
    """Return a figure as PDF, the same bytes whenever and wherever it is made."""
    out = io.BytesIO()
    # What made it, and when, would differ from one day to the next.
    nameless = dict.fromkeys(("Creator", "Producer", "CreationDate", "ModDate"))
    figure.savefig(out, format="pdf", metadata={**nameless, "Title": title})
    return out.getvalue()


def blank(layout: Layout) -> tuple[Figure, Axes]:
    """Return a sheet with nothing on it, measured in mm."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(layout.width / MM_PER_INCH, layout.height / MM_PER_INCH))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, layout.width)
    axes.set_ylim(0, layout.height)
    return figure, axes


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


def size_of(text: str, points: float, weight: str = "normal") -> tuple[float, float]:
    """Return the length and height of a line of text, in mm."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, size=points, weight=weight)
    width, _height, _under = text_to_path.get_text_width_height_descent(text, font, False)  # noqa: FBT003
    return width / POINTS_PER_INCH * MM_PER_INCH, points / POINTS_PER_INCH * MM_PER_INCH
