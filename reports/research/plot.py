"""Scale and engagement as a picture: a point for each area, the curve and its band."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

import numpy as np

from boundaries.language import N_
from reports.research.scale import curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from boundaries.language import Language
    from reports.research.points import Point
    from reports.research.scale import Answer

BLUE, BAND, INK = "#0057b7", "#9cc3e6", "#1a1a1a"
INCHES = (7.2, 4.4)
DPI = 150
SMALLEST_DOT, DOT_A_YEAR = 12.0, 5.0


def scatter(points: Sequence[Point], told: Answer, words: Language, warning: str = "") -> bytes:
    """Return the picture as PNG, the same bytes for the same points.

    Both axes are logarithmic; areas where nothing was done stand on a line of their own.

    Parameters
    ----------
    points
        One or more.
    warning
        Stands on the picture, since it is copied without the page.
    """
    from matplotlib.figure import Figure

    sheet = Figure(figsize=INCHES, layout="constrained")
    axes = sheet.subplots()
    axes.set_xscale("log")
    axes.set_yscale("log")
    _put(axes, points, told, words)
    _number(axes.xaxis, words)
    _number(axes.yaxis, words)
    axes.set_xlabel(words.text(N_("Residents")))
    axes.set_ylabel(words.text(N_("Each year for every 1,000 residents")))
    title = [words.text(N_("{n} areas; a larger dot is an area with more years"), n=len(points))]
    axes.set_title("\n".join([*title, *([warning] if warning else [])]), fontsize=9, loc="left")
    out = io.BytesIO()
    sheet.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
    return out.getvalue()


def _number(axis: Axis, words: Language) -> None:
    """Write numbers as people do: 200, 500, 1.000."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    def told(value: float, _place: int | None = None) -> str:
        return words.number(round(value) if value >= 1 else value, 2)

    axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axis.set_major_formatter(FuncFormatter(told))
    axis.set_minor_formatter(NullFormatter())


def _put(axes: Axes, points: Sequence[Point], told: Answer, words: Language) -> None:
    # What counts is the rate of each point next to that of others in the same years.
    level = 1_000 * sum(p.count for p in points) / sum(p.person_years for p in points)
    sizes = np.array([p.residents for p in points])
    rates = level * np.array([p.count / p.expected for p in points])
    dots = np.array([SMALLEST_DOT + DOT_A_YEAR * p.years for p in points])
    some = rates > 0
    zero = rates[some].min() / 3 if some.any() else 1.0
    axes.scatter(sizes[some], rates[some], s=dots[some], color=BLUE, alpha=0.75, linewidths=0)
    if not some.all():
        none = ~some
        axes.axhline(zero, color=INK, linewidth=0.6, linestyle=":")
        axes.scatter(sizes[none], np.full(none.sum(), zero), s=dots[none], color=INK, marker="x")

        end = (float(sizes.max()), zero)
        axes.annotate(words.text(N_("nothing")), end, fontsize=8, va="bottom", ha="right")
    at = np.geomspace(sizes.min(), sizes.max(), 60)
    if (found := curve(told, at)) is not None:
        line, low, high = (level * one for one in found)
        axes.fill_between(at, low, high, color=BAND, alpha=0.4, linewidth=0)
        axes.plot(at, line, color=INK, linewidth=1.2)


def as_data_uri(png: bytes) -> str:
    """Return a picture as the source of an image: nothing is fetched from anywhere."""
    return "data:image/png;base64," + base64.b64encode(png).decode()
