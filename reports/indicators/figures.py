"""Figures of areas on a day: each indicator of the table, with what may not be shown left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_
from reports.indicators.counting import Scene, count
from reports.indicators.hiding import FEWEST_FOR_RATE, UNSTABLE_UNDER, Shown
from reports.indicators.living import interpolated
from reports.indicators.parts import Part
from reports.indicators.table import DEFINITIONS, Definition, Indicator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion
    from boundaries.store import Parts


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure; a hidden or missing one has no numbers at all. Numerators of money are cents."""

    shown: Shown
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One area with its figure; a hidden or missing one has no numbers at all."""

    area: str
    name: str
    geometry: BaseGeometry
    shown: Shown
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An area with its figures; `interpolated` is the share (0 to 1) of its residents that was."""

    version: AreaVersion
    cells: dict[Indicator, Cell]
    interpolated: float | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a day: one row per area, by id, and all areas together.

    `since` is the day that growth is counted from; `year` is that of the building blocks, None
    where there are none.
    """

    day: dt.date
    since: dt.date
    year: int | None
    sources: list[str]
    rows: list[Row]
    total: dict[Indicator, Cell]


def day_of(year: int, today: dt.date) -> dt.date:
    """Return the day that a year is seen on: its last one, or today where it isn't over.

    Raises
    ------
    Refused
        `year` when it has yet to begin, or there is no such year.
    """
    if not 1 < year <= today.year:
        raise Refused(
            "year",
            N_("There are no figures of {year}. Give a year up to {last}."),
            year=str(year),
            last=str(today.year),
        )
    return min(dt.date(year, 12, 31), today)


def stats(parts: Parts, day: dt.date, *, since: dt.date | None = None, year: bool = False) -> Stats:
    """Return every indicator of each area that stands on `day`, and of all together.

    The total counts land and people that are in two areas once, and money, projects and
    engagement of areas that went since too, so that it is what the books say to the cent. It is
    missing where it makes no sense (an age) or where an area has no figure.

    Parameters
    ----------
    since
        The day that growth is counted from; the last one of the year before where it isn't given.
    year
        Whether money is what was granted, committed and spent in the year of the day, up to it;
        else it is that of all time up to the day. What is left is that of the day in both.
    """
    start = since or _start(day)
    scene = Scene(parts, day, start, parts.areas.at(day), year)
    cells, total = _cells(scene, Indicator)
    blocks = parts.ground.blocks(day)
    counted = blocks[0].year if blocks else None
    sources = sorted({b.source for b in blocks})
    shares = interpolated(blocks, scene.versions)
    rows = []
    for version, own, share in zip(scene.versions, cells, shares, strict=True):
        told = own[Indicator.RESIDENTS].shown is Shown.VALUE
        rows.append(Row(version, own, share if told else None))
    return Stats(day, start, counted, sources, rows, total)


def figures(
    parts: Parts, indicator: Indicator, day: dt.date, *, year: bool = False
) -> list[Figure]:
    """Return one indicator of each area that stands on `day`; `year` as in `stats`.

    What is about too few people is left out here, so nothing that is made from the result can
    give it away.
    """
    scene = Scene(parts, day, _start(day), parts.areas.at(day), year)
    cells, _total = _cells(scene, [indicator])
    return [
        Figure(
            version.area,
            version.name,
            version.geometry,
            own[indicator].shown,
            own[indicator].value,
            own[indicator].numerator,
            own[indicator].denominator,
        )
        for version, own in zip(scene.versions, cells, strict=True)
    ]


def _start(day: dt.date) -> dt.date:
    """Return the day that growth is counted from: the last one of the year before."""
    return dt.date(max(day.year - 1, 1), 12, 31)


def _cells(
    scene: Scene, indicators: Iterable[Indicator]
) -> tuple[list[dict[Indicator, Cell]], dict[Indicator, Cell]]:
    """Return the cells of each area and those of all together."""
    chosen = {indicator: DEFINITIONS[indicator] for indicator in indicators}
    k = scene.parts.areas.municipality().k
    columns = count(scene, {part for one in chosen.values() for part in one.parts})
    rows = []
    for place in range(len(scene.versions)):
        known = {part: column.values[place] for part, column in columns.items()}
        small = {part for part, column in columns.items() if place in column.hidden}
        rows.append({i: _cell(one, known, small, k) for i, one in chosen.items()})
    totals = {part: column.total for part, column in columns.items()}
    small = {part for part, column in columns.items() if column.total_hidden}
    return rows, {i: _cell(one, totals, small, k) for i, one in chosen.items()}


def _cell(one: Definition, known: Mapping[Part, float | None], small: set[Part], k: int) -> Cell:
    numerator = known[one.numerator]
    denominator = None if one.denominator is None else known[one.denominator]
    if numerator is None or (one.denominator is not None and not denominator):
        return Cell(Shown.MISSING)
    if not small.isdisjoint(one.parts):
        return Cell(Shown.SMALL)
    if one.denominator is None or denominator is None:
        # A count stays a whole number.
        value = numerator if one.divisor == 1 else numerator / one.divisor
        return Cell(Shown.VALUE, value, numerator)
    if one.denominator is Part.RESIDENTS and denominator < max(FEWEST_FOR_RATE, k):
        return Cell(Shown.SMALL)
    uncertain = one.chance and numerator < UNSTABLE_UNDER
    value = one.factor * numerator / (one.divisor * denominator)
    return Cell(Shown.UNSTABLE if uncertain else Shown.VALUE, value, numerator, denominator)
