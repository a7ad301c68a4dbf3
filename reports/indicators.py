"""What can be shown of areas on a map: each indicator a numerator over a denominator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from boundaries.language import N_
from boundaries.queries import areas_at

if TYPE_CHECKING:
    import datetime as dt

    from shapely.geometry.base import BaseGeometry

    from boundaries.queries import AreaRow
    from boundaries.store import Parts

FEWEST_FOR_RATE = 50
"""A rate per resident over fewer people says more about chance than about the area."""
UNSTABLE_UNDER = 20


class Indicator(StrEnum):
    """The indicators there are figures for."""

    DENSITY = "inwoners-per-hectare"
    PROJECTS = "projecten-per-1000"


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and unit of an indicator, as message ids."""

    title: str
    unit: str


WORDING = {
    Indicator.DENSITY: Wording(N_("Residents per hectare"), N_("residents per hectare")),
    Indicator.PROJECTS: Wording(
        N_("Projects per 1,000 residents"), N_("projects in the year per 1,000 residents")
    ),
}


class Shown(StrEnum):
    """Whether a figure may and can be shown."""

    VALUE = "value"
    UNSTABLE = "unstable"
    SMALL = "small"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Figure:
    """One area with its figure; a hidden or missing one has no numbers at all."""

    area: str
    name: str
    geometry: BaseGeometry
    shown: Shown
    value: float | None = None
    numerator: int | None = None
    denominator: float | None = None


def figures(parts: Parts, indicator: Indicator, day: dt.date) -> list[Figure]:
    """Return the figure of each area that stands on `day`.

    Projects are those whose latest dated status lies in the year of `day`, up to that day;
    residents come from the building blocks of that year. What is about too few people is
    left out here, so nothing that is made from the result can give it away.
    """
    rows = areas_at(parts, day)
    match indicator:
        case Indicator.DENSITY:
            return [_density(row) for row in rows]
        case Indicator.PROJECTS:
            counts = Counter(p.area for p in parts.projects.at(day) if p.status_on.year == day.year)
            return [_rate(row, counts[row.version.area]) for row in rows]


def _density(row: AreaRow) -> Figure:
    if row.residents is None:
        return _hidden(row, Shown.MISSING)
    if row.shown_residents is None:
        return _hidden(row, Shown.SMALL)
    return _figure(row, Shown.VALUE, row.residents / row.hectares, row.residents, row.hectares)


def _rate(row: AreaRow, count: int) -> Figure:
    if row.residents is None or row.residents == 0:
        return _hidden(row, Shown.MISSING)
    if row.residents < max(FEWEST_FOR_RATE, row.k):
        return _hidden(row, Shown.SMALL)
    shown = Shown.UNSTABLE if count < UNSTABLE_UNDER else Shown.VALUE
    return _figure(row, shown, 1_000 * count / row.residents, count, float(row.residents))


def _hidden(row: AreaRow, shown: Shown) -> Figure:
    return Figure(row.version.area, row.version.name, row.version.geometry, shown)


def _figure(row: AreaRow, shown: Shown, value: float, numerator: int, denominator: float) -> Figure:
    version = row.version
    return Figure(
        version.area, version.name, version.geometry, shown, value, numerator, denominator
    )
