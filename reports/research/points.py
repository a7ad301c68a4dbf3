"""The points of an analysis: each area in all its years, out of the rows of the panel."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reports.research.rows import Row

DAYS_IN_YEAR = 365.25


class Outcome(StrEnum):
    """What may go with scale."""

    PARTICIPANTS = "participants"
    PROJECTS = "projects"
    HOURS = "hours"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Point:
    """An area in all its years.

    Attributes
    ----------
    residents
        Mean over its days.
    count
        What was counted: people, projects, whole hours or whole euros; with half of k for
        each hidden one.
    person_years
        Residents times the years over which that was counted.
    expected
        The count if its residents had done as those of all areas together, year by year.
    years
        How many years of it there are.
    hidden
        Of how many of these the count is hidden.
    """

    area: str
    name: str
    residents: float
    count: int
    person_years: float
    expected: float
    years: int
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Points:
    """Points by area, and what they are made of.

    Attributes
    ----------
    rows
        Of the panel, that could be in them.
    first, last
        Years that are in them.
    hidden, missing
        Rows of which the count is hidden, and rows that are in no point, since something isn't
        known.
    few
        What a hidden count is at the least and at the most.
    """

    points: list[Point]
    rows: int
    first: int | None
    last: int | None
    hidden: int
    missing: int
    few: tuple[float, float] = (1.0, 1.0)


def points(
    rows: Iterable[Row], outcome: Outcome, years: tuple[int, int] | None = None, *, k: int
) -> Points:
    """Return a point for each area of the rows, of the years from the first to the last.

    Rows of areas that became others in the year count there; a year in which nobody anywhere did
    anything tells nothing of scale.

    Parameters
    ----------
    k
        Counts of fewer people are hidden.
    """
    chosen = [
        row
        for row in rows
        if not row.counts_moved and (years is None or years[0] <= row.year <= years[1])
    ]
    unit = _unit(chosen, outcome)
    known: list[_Known] = []
    for row in chosen:
        count, days = _counted(row, outcome)
        hidden = _shown(row, outcome) == "small"
        if (count is None and not hidden) or not row.residents or days <= 0:
            continue
        told = unit * k / 2 if count is None else round(count)
        known.append(_Known(row, told, row.residents * days / DAYS_IN_YEAR, hidden=hidden))
    told_years = [one.row.year for one in known]
    return Points(
        _points(known),
        len(chosen),
        min(told_years, default=None),
        max(told_years, default=None),
        sum(one.hidden for one in known),
        len(chosen) - len(known),
        (unit, unit * (k - 1)),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """A row that counts: how much, over how many years of residents, and whether it is hidden."""

    row: Row
    count: float
    time: float
    hidden: bool


def _unit(rows: Sequence[Row], outcome: Outcome) -> float:
    """Return what goes with one person of a hidden count: himself, or his hours."""
    if outcome is not Outcome.HOURS:
        return 1.0
    both = [(r.hours, r.participants) for r in rows if r.hours is not None and r.participants]
    people = sum(n for _, n in both)
    return sum(hours for hours, _ in both) / people if people else 1.0


def _points(known: Sequence[_Known]) -> list[Point]:
    done: dict[int, float] = defaultdict(float)
    over: dict[int, float] = defaultdict(float)
    for one in known:
        done[one.row.year] += one.count
        over[one.row.year] += one.time
    by_area: dict[str, list[_Known]] = defaultdict(list)
    for one in known:
        if done[one.row.year] > 0:
            by_area[one.row.area_id].append(one)
    return [
        Point(
            area,
            own[-1].row.name,
            _mean_residents(own),
            round(sum(one.count for one in own)),
            sum(one.time for one in own),
            sum(one.time * done[one.row.year] / over[one.row.year] for one in own),
            len(own),
            sum(one.hidden for one in own),
        )
        for area, own in sorted(by_area.items())
    ]


def _mean_residents(own: Sequence[_Known]) -> float:
    days = sum(one.row.valid_days for one in own)
    return sum((one.row.residents or 0) * one.row.valid_days for one in own) / days


def _counted(row: Row, outcome: Outcome) -> tuple[float | None, int]:
    """Return what was counted in a row, and over how many days."""
    match outcome:
        case Outcome.PARTICIPANTS:
            return row.participants, row.engagement_days
        case Outcome.HOURS:
            return row.hours, row.engagement_days
        case Outcome.PROJECTS:
            return row.projects, row.project_days
        case Outcome.SPENT:
            return None if row.spent_cents is None else row.spent_cents / 100, row.valid_days


def _shown(row: Row, outcome: Outcome) -> str:
    """Return why the count of a row may not be there."""
    own = {Outcome.PARTICIPANTS: row.participants_shown, Outcome.HOURS: row.hours_shown}
    return own.get(outcome, "value")
