"""What may be asked of projects and their money: the books of a time, its projects, its ledger."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.model import MONEY_KINDS, OPEN_STATUSES, PROJECT_KINDS, STILL, Account, Balance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boundaries.model import AreaId, Change, Engagement, Entry, Posting, Project
    from boundaries.store import Parts


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or (None) all years, seen on a day that isn't after today."""

    year: int | None
    day: dt.date

    @classmethod
    def of(cls, year: int | None, today: dt.date) -> Period:
        """Return a year as it is seen at its end, or today where that isn't over."""
        return cls(year, today if year is None else min(dt.date(year, 12, 31), today))

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date.min if self.year is None else dt.date(self.year, 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day, which may be ahead."""
        return STILL if self.year is None else dt.date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Purse:
    """How an area, or all together, is off: cents, and what doesn't add up (0 when all does)."""

    balance: Balance
    off: int


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as it was on a day: what it cost (cents), hours people gave, the thanks for it.

    `hours` is None where nobody counted any.
    """

    project: Project
    spent: int
    hours: float | None
    thanks: str


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry of the ledger in words' reach: cents, from where to where.

    Within one area money goes from account to account; a merge or a split moves it from areas to
    areas, and then `accounts` is empty.
    """

    entry: Entry
    cents: int
    gave: tuple[AreaId, ...]
    got: tuple[AreaId, ...]
    accounts: tuple[tuple[Account, ...], tuple[Account, ...]] | None

    @property
    def moved(self) -> bool:
        """Whether it went from one area to another."""
        return self.accounts is None


def purse(parts: Parts, day: dt.date, area: AreaId | None) -> Purse:
    """Return how an area, or (None) all together, is off at the end of a day."""
    held = parts.money.balances(day, only=area)
    balance = sum(held.values(), Balance())
    granted = sum(parts.money.granted(day, only=area).values())
    return Purse(balance, granted - balance.granted)


def projects_of(parts: Parts, period: Period, area: AreaId | None) -> list[ProjectRow]:
    """Return the projects that something was asked of in a time, the newest first."""
    spent = parts.money.spent_by_project(period.day)
    hours = _hours(parts.projects.engagement(period.day))
    thanks = parts.projects.thanks()
    found = [
        p
        for p in parts.projects.at(period.day)
        if area in {None, p.area} and (p.status in OPEN_STATUSES or p.status_on >= period.first)
    ]
    found.sort(key=lambda p: (p.status_on, p.id), reverse=True)
    return [ProjectRow(p, spent.get(p.id, 0), hours.get(p.id), thanks.get(p.id, "")) for p in found]


def ledger(parts: Parts, period: Period, area: AreaId | None) -> list[Booking]:
    """Return every booking of a time, of an area or (None) of all, the newest first."""
    return [_booking(e) for e in parts.money.between(period.first, period.last, only=area)]


def undoable(parts: Parts) -> list[Change]:
    """Return what was booked or told of projects and wasn't undone, the newest first."""
    every = parts.areas.changes()
    gone = {c.about for c in every}
    kinds = MONEY_KINDS | PROJECT_KINDS
    return [c for c in reversed(every) if c.kind in kinds and c.id not in gone]


def _hours(engagement: Iterable[Engagement]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for one in engagement:
        if one.project and one.hours is not None:
            found[one.project] += one.hours
    return found


def _booking(entry: Entry) -> Booking:
    if len({p.area for p in entry.postings}) == 1:
        giving = [p for p in entry.postings if p.cents < 0]
        getting = [p for p in entry.postings if p.cents > 0]
        accounts = (_accounts(giving), _accounts(getting))
        cents = sum(p.cents for p in getting)
        return Booking(entry, cents, _areas(giving), _areas(getting), accounts)
    # What an area was granted goes along with its money and isn't money itself.
    held = [p for p in entry.postings if p.account is not Account.GRANT]
    gave, got = _areas(p for p in held if p.cents < 0), _areas(p for p in held if p.cents > 0)
    return Booking(entry, sum(p.cents for p in held if p.cents > 0), gave, got, None)


def _areas(postings: Iterable[Posting]) -> tuple[AreaId, ...]:
    return tuple(sorted({p.area for p in postings}))


def _accounts(postings: Iterable[Posting]) -> tuple[Account, ...]:
    return tuple(dict.fromkeys(p.account for p in postings))
