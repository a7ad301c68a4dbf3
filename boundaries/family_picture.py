"""The family tree of areas as shapes: time from left to right, one band for each area.

A band is as high as its area is large, on one scale for all; it changes in steps on the day, never
by a slope between two days. Where one came of others a line joins them on that day. What is known
to the month or the year only begins faded.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from boundaries.model import Initiator, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boundaries.family import Band, Family, Piece
    from boundaries.model import AreaId

WIDTH, TOP, NAME_HEIGHT, GAP = 960.0, 28.0, 17.0, 9.0
HIGHEST, LOWEST = 46.0, 3.0
"""Of a band: the largest of all, and one that is too small to see or isn't known."""
MARKS = {Initiator.RESIDENTS: "●", Initiator.COORDINATOR: "■", Initiator.MUNICIPALITY: "▲"}


class Measure(StrEnum):
    """What the height of a band stands for."""

    RESIDENTS = "residents"
    HECTARES = "hectares"


@dataclass(frozen=True, slots=True)
class Shape:
    """Something to draw: a box, line or text, in units of the picture.

    `area` and `on` say where it leads.
    """

    kind: str
    look: str
    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    text: str = ""
    area: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes, from back to front, and how large it is; `scale` is what the highest band holds."""

    shapes: tuple[Shape, ...]
    width: float
    height: float
    scale: float


def family_picture(family: Family, measure: Measure, today: dt.date) -> Picture:
    """Return the family as shapes.

    Parameters
    ----------
    family
        Of one area at least.
    today
        Where time ends at the right.
    """
    first = dt.date(min(band.begins for band in family.bands).year, 1, 1)
    across = _Time(first, max(today, first + dt.timedelta(days=365)))
    largest = max((_size(p, measure) or 0 for b in family.bands for p in b.pieces), default=0) or 1
    top, rows, boxes = TOP, {}, []
    for band in family.bands:
        rows[band.area] = _Row(top, max(_height(p, measure, largest) for p in band.pieces))
        boxes += _band(band, rows[band.area], across, measure, largest)
        top = rows[band.area].bottom + GAP
    shapes = [
        *_years(across, top),
        *boxes,
        *_joins(family, rows, across),
        *_marks(family, rows, across),
    ]
    return Picture(tuple(shapes), WIDTH, round(top, 1), largest)


@dataclass(frozen=True, slots=True)
class _Time:
    """Turns days into places."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return round(share * WIDTH, 1)


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a band runs: below its name."""

    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + NAME_HEIGHT + self.height


def _size(piece: Piece, measure: Measure) -> float | None:
    return piece.residents if measure is Measure.RESIDENTS else piece.hectares


def _height(piece: Piece, measure: Measure, largest: float) -> float:
    size = _size(piece, measure)
    return LOWEST if size is None else max(LOWEST, round(HIGHEST * size / largest, 1))


def _band(band: Band, row: _Row, across: _Time, measure: Measure, largest: float) -> list[Shape]:
    found = []
    for piece in band.pieces:
        version = piece.version
        x, height = across.x(version.valid_from), _height(piece, measure, largest)
        width = max(round(across.x(piece.ends) - x, 1), 1.0)
        look = "resting" if version.resting else "awake"
        on = max(version.valid_from, across.first)
        found.append(
            Shape("box", look, x, row.bottom - height, width, height, version.name,
                  band.area, on.isoformat())
        )  # fmt: skip
        if version.precision is not Precision.DAY:
            unsure = round(across.x(_latest(version.valid_from, version.precision)) - x, 1)
            found.append(
                Shape("box", "unsure", x, row.bottom - height, min(max(unsure, 1.0), width), height)
            )
    x = across.x(band.begins)
    # A name that begins near the right edge would run out of the picture.
    look = "name-left" if x > 0.8 * WIDTH else "name"
    found.append(Shape("text", look, x, row.top + NAME_HEIGHT - 5, text=band.name,
                       area=band.area, on=band.begins.isoformat()))  # fmt: skip
    return found


def _latest(day: dt.date, precision: Precision) -> dt.date:
    """Return the last day that a date known to the month or year may be."""
    if precision is Precision.YEAR:
        return dt.date(day.year, 12, 31)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _years(across: _Time, bottom: float) -> list[Shape]:
    span = across.last.year - across.first.year + 1
    step = next(step for step in (1, 2, 5, 10, 25, 50, 100, 1000) if span / step <= 12)
    found = []
    for year in range(across.first.year, across.last.year + 1):
        if year % step == 0 or year == across.first.year:
            x = across.x(dt.date(year, 1, 1))
            found.append(Shape("line", "year", x, TOP - 8, 0, bottom - TOP + 8))
            found.append(Shape("text", "year", x, TOP - 12, text=str(year)))
    return found


def _joins(family: Family, rows: Mapping[AreaId, _Row], across: _Time) -> list[Shape]:
    found = []
    for band in family.bands:
        x = across.x(band.begins)
        for parent in family.parents[band.area]:
            ends = sorted((rows[parent].bottom, rows[band.area].bottom))
            height = round(ends[1] - ends[0], 1)
            found.append(Shape("line", "join", x, round(ends[0], 1), 0, height))
    return found


def _marks(family: Family, rows: Mapping[AreaId, _Row], across: _Time) -> list[Shape]:
    found = []
    for change in family.changes:
        for area in sorted({*change.successors, *change.areas} & rows.keys()):
            if change.successors and area not in change.successors:
                continue
            found.append(
                Shape("text", "mark", across.x(change.occasion.on), rows[area].bottom + 4,
                      text=MARKS[change.occasion.initiator])
            )  # fmt: skip
    return found
