"""What a report map shows: one indicator or two, of one date, of two, or through the years."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.classes import (
    FEWEST_AREAS,
    FIFTHS,
    Choice,
    Classes,
    Method,
    divided,
    fixed,
)
from reports.indicators import DEFINITIONS, Indicator, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from reports.indicators import Figure

FIXED = frozenset({Indicator.QUICK_SHARE, Indicator.TAKE_UP})
"""Shares of which 0 and 100 % mean something: the same classes on every map."""
WIDEST = 26.0
"""Radius of the largest circle, in pixels."""
MOST_FIGURES = 60_000
"""In one file; each takes some 150 bytes."""
USUAL = Choice()


@dataclass(frozen=True, slots=True)
class Circles:
    """Circles whose area, not their width, is the figure; `largest` has a radius of `WIDEST`."""

    largest: float
    below: bool = False
    """Whether there are figures below 0, which get another colour."""

    def radius(self, value: float) -> float:
        """Return the radius of the circle of a figure, in pixels."""
        return WIDEST * math.sqrt(abs(value) / self.largest)

    @property
    def steps(self) -> tuple[float, ...]:
        """Up to three round figures for the legend, largest first."""
        first = _round_down(self.largest)
        steps = (first, _round_down(first / 3), _round_down(first / 12))
        # Whole things are counted: no circle for half a project.
        return tuple(dict.fromkeys(s for s in steps if s >= 1 or self.largest < 1))


Scale = Classes | Circles | None


@dataclass(frozen=True, slots=True)
class Frame:
    """The figures of a day, one an area."""

    day: dt.date
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Panel:
    """One map: its indicator, its frames in order of time, and what its colours mean."""

    indicator: Indicator
    frames: tuple[Frame, ...]
    scale: Scale

    @property
    def circles(self) -> bool:
        """Whether its figures are circles."""
        return as_circles(self.indicator)


@dataclass(frozen=True, slots=True)
class View:
    """One map, or two side by side with as many frames each; it opens at frame `start`."""

    panels: tuple[Panel, ...]
    start: int = 0

    @property
    def two_dates(self) -> bool:
        """Whether it is one indicator on two dates."""
        return len({p.indicator for p in self.panels}) < len(self.panels)


def as_circles(indicator: Indicator) -> bool:
    """Return whether it is counted, so that a larger area would only seem to have more of it."""
    kind = DEFINITIONS[indicator].kind
    return indicator is not Indicator.AGE and kind in {Kind.COUNT, Kind.AMOUNT}


def one_map(
    indicator: Indicator, frames: Sequence[Frame], *, start: int = 0, choice: Choice = USUAL
) -> View:
    """Return a map of one date or, with several frames, through the years.

    Raises
    ------
    Refused
        `classes` when bounds were typed that make none.
    """
    return View((Panel(indicator, tuple(frames), scale_of(indicator, frames, choice)),), start)


def two_dates(indicator: Indicator, first: Frame, second: Frame, choice: Choice = USUAL) -> View:
    """Return an indicator on two dates, with the same scale on both."""
    scale = scale_of(indicator, (first, second), choice)
    return View(tuple(Panel(indicator, (frame,), scale) for frame in (first, second)))


def two_figures(
    indicators: Sequence[Indicator],
    frames: Sequence[Sequence[Frame]],
    *,
    start: int = 0,
    choice: Choice = USUAL,
) -> View:
    """Return two indicators side by side; bounds that were typed are those of the first one."""
    choices = (choice, Choice() if choice.breaks else choice)
    panels = [
        Panel(indicator, tuple(own), scale_of(indicator, own, chosen))
        for indicator, own, chosen in zip(indicators, frames, choices, strict=True)
    ]
    return View(tuple(panels), start)


def scale_of(indicator: Indicator, frames: Sequence[Frame], choice: Choice) -> Scale:
    """Return what colours or circles mean on every one of the frames.

    Classes of several frames are quantiles of all their figures together, so that a colour means
    the same on every date; those of one date are by Fisher and Jenks. Missing and hidden figures
    take no part.
    """
    values = [[f.value for f in frame.figures if f.value is not None] for frame in frames]
    pooled = [value for known in values for value in known]
    if as_circles(indicator):
        largest = max((abs(v) for v in pooled), default=0.0)
        return Circles(largest, min(pooled) < 0) if largest > 0 else None
    areas = max((len(known) for known in values), default=0)
    if choice.method is Method.FIXED:
        return fixed(choice.breaks) if areas >= FEWEST_AREAS else None
    if indicator in FIXED and choice == USUAL:
        return FIFTHS if areas >= FEWEST_AREAS else None
    usual = Method.QUANTILES if len(frames) > 1 else Method.NATURAL
    return divided(pooled, choice.method or usual, areas=areas, count=choice.count)


def days_through(first: dt.date, day: dt.date, today: dt.date, *, areas: int = 0) -> list[dt.date]:
    """Return the last day of each year from the first area on, today, and the day asked for.

    Of very many areas only the day: all their years would make a file that no browser opens.

    Parameters
    ----------
    areas
        How many there are on the day.
    """
    ends = {first.replace(year=year, month=12, day=31) for year in range(first.year, today.year)}
    days = sorted({*ends, today, day})
    return days if areas * len(days) <= MOST_FIGURES else [day]


def _round_down(value: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is no more."""
    if value <= 0:
        return 0.0
    unit = 10.0 ** math.floor(math.log10(value))
    return _largest(unit, (5.0, 2.0, 1.0), value)


def _largest(unit: float, steps: Iterable[float], most: float) -> float:
    return next(step * unit for step in steps if step * unit <= most * (1 + 1e-9))
