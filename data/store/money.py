"""The ledger in SQL. Triggers keep each account's balance and refuse what doesn't balance."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from boundaries.model import (
    STILL,
    Account,
    AreaId,
    Balance,
    ChangeId,
    ChangeKind,
    Entry,
    Posting,
)
from data.store import tables as t
from data.store.joining import names
from data.store.numbering import last_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

e, line, a = t.entry, t.entry_line, t.account
_AT_ONCE = 10_000
"""Fewer than the values that SQLite takes in one statement."""
_DAYS = (
    select(e.c.on_date, func.sum(line.c.cents))
    .join_from(line, e, names(line.c.entry, e))
    .where(
        line.c.municipality == bindparam("municipality"),
        line.c.area == bindparam("area"),
        line.c.kind == bindparam("kind"),
        line.c.project == bindparam("project"),
        e.c.on_date < bindparam("before"),
    )
    .group_by(e.c.on_date)
    .order_by(e.c.on_date)
)
"""What an account got and gave on each day. Built once: every booking asks it."""


_ACCOUNTS = (
    select(a.c.kind, a.c.project, a.c.balance)
    .where(a.c.municipality == bindparam("of"), a.c.area == bindparam("area"), a.c.balance != 0)
    .order_by(a.c.kind, a.c.project)
)
_BOOKINGS = (
    select(e)
    .where(
        e.c.municipality == bindparam("of"),
        e.c.on_date > bindparam("after"),
        e.c.id.in_(
            select(line.c.entry).where(
                line.c.municipality == bindparam("of"), line.c.area == bindparam("area")
            )
        ),
    )
    .order_by(e.c.on_date, e.c.id)
)


class SqlMoney:
    """The ledger of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def post(self, change: ChangeId, *entries: Entry) -> None:
        """Book entries, the postings of each of which add up to 0; empty ones are left out."""
        lines: list[dict[str, Any]] = []
        number = last_number(self._connection, self._code, e.c.id)
        for entry in entries:
            postings = [posting for posting in entry.postings if posting.cents]
            if not postings:
                continue
            self._open(postings)
            number += 1
            self._connection.execute(
                insert(e).values(
                    id=number,
                    municipality=self._code,
                    change=change,
                    on_date=entry.on,
                    kind=entry.kind.value,
                    project=entry.project,
                    key=entry.key,
                )
            )
            lines += [
                {
                    "municipality": self._code,
                    "entry": number,
                    "area": posting.area,
                    "kind": posting.account.value,
                    "project": posting.project,
                    "cents": posting.cents,
                }
                for posting in postings
            ]
        if lines:
            # Who gets comes before who gives: no account passes below zero on the way.
            lines.sort(key=lambda one: one["cents"] < 0)
            last = last_number(self._connection, self._code, line.c.id)
            numbered = [{"id": n, **one} for n, one in enumerate(lines, start=last + 1)]
            self._connection.execute(insert(line), numbered)

    def entries(self, change: ChangeId) -> list[Entry]:
        """Return what a change booked."""
        return self._entries(e.c.change == change)

    def by_key(self, key: str) -> Entry | None:
        """Return what was booked under a key."""
        found = self._entries(e.c.key == key)
        return found[0] if found else None

    def balances(
        self, day: dt.date, *, until: ChangeId | None = None, only: AreaId | None = None
    ) -> dict[AreaId, Balance]:
        """Return how each area, or `only` one, stood at the end of `day`, booked up to a change."""
        query = (
            select(line.c.area, line.c.kind, func.sum(line.c.cents))
            .join_from(line, e, names(line.c.entry, e))
            .where(line.c.municipality == self._code, e.c.on_date <= day)
            .group_by(line.c.area, line.c.kind)
            .order_by(line.c.area)
        )
        if until is not None:
            query = query.where(e.c.change <= until)
        if only is not None:
            query = query.where(line.c.area == only)
        held: dict[AreaId, dict[Account, int]] = {}
        for area, kind, cents in self._connection.execute(query):
            held.setdefault(AreaId(area), {})[Account(kind)] = int(cents)
        return {
            area: Balance(
                accounts.get(Account.AVAILABLE, 0),
                accounts.get(Account.COMMITTED, 0),
                accounts.get(Account.SPENT, 0),
            )
            for area, accounts in held.items()
        }

    def granted(self, day: dt.date, *, only: AreaId | None = None) -> dict[AreaId, int]:
        """Return what came to each area, or `only` one, from outside up to the end of a day."""
        outside = line.c.kind.in_([Account.GRANT.value, Account.EXTERNAL.value])
        query = (
            select(line.c.area, func.sum(line.c.cents))
            .join_from(line, e, names(line.c.entry, e))
            .where(line.c.municipality == self._code, e.c.on_date <= day, outside)
            .group_by(line.c.area)
        )
        if only is not None:
            query = query.where(line.c.area == only)
        return {AreaId(area): -int(cents) for area, cents in self._connection.execute(query)}

    def spent_by_project(self, day: dt.date) -> dict[str, int]:
        """Return the cents that each project cost up to the end of a day."""
        query = (
            select(e.c.project, func.sum(line.c.cents))
            .join_from(line, e, names(line.c.entry, e))
            .where(
                line.c.municipality == self._code,
                line.c.kind == Account.SPENT.value,
                e.c.project.is_not(None),
                e.c.on_date <= day,
            )
            .group_by(e.c.project)
        )
        return {project: int(cents) for project, cents in self._connection.execute(query)}

    def accounts(self, area: AreaId) -> dict[tuple[Account, str], int]:
        """Return what each account of an area holds by all bookings, by kind and project."""
        rows = self._connection.execute(_ACCOUNTS, {"of": self._code, "area": area})
        return {(Account(kind), project): balance for kind, project, balance in rows}

    def room(
        self, area: AreaId, account: Account, project: str, on: dt.date, *, before: dt.date = STILL
    ) -> int:
        """Return the least that an account holds on `on` and any later date before another."""
        asked = {
            "municipality": self._code,
            "area": area,
            "kind": account.value,
            "project": project,
            "before": before,
        }
        days = [(day, int(cents)) for day, cents in self._connection.execute(_DAYS, asked)]
        held = list(accumulate((cents for _, cents in days), initial=0))
        reached = sum(day <= on for day, _ in days)
        return min(held[reached:])

    def bookings(self, area: AreaId, *, after: dt.date | None = None) -> list[Entry]:
        """Return the entries that touch an area, by date; those after a date."""
        asked = {"of": self._code, "area": area, "after": after or dt.date.min}
        entries = self._connection.execute(_BOOKINGS, asked).all()
        return self._with_lines(entries)

    def between(self, first: dt.date, last: dt.date, *, only: AreaId | None) -> list[Entry]:
        """Return the entries of these days, or those of them that touch an area, newest first."""
        which = (e.c.on_date >= first) & (e.c.on_date <= last)
        if only is not None:
            own = (line.c.municipality == self._code) & (line.c.area == only)
            which &= e.c.id.in_(select(line.c.entry).where(own))
        return self._entries(which)[::-1]

    def _entries(self, which: ColumnElement[bool]) -> list[Entry]:
        entries = self._connection.execute(
            select(e).where(e.c.municipality == self._code, which).order_by(e.c.on_date, e.c.id)
        ).all()
        return self._with_lines(entries)

    def _with_lines(self, entries: Sequence[Any]) -> list[Entry]:
        if not entries:
            return []
        postings: dict[int, list[Posting]] = defaultdict(list)
        numbers = [entry.id for entry in entries]
        for start in range(0, len(numbers), _AT_ONCE):
            some = line.c.entry.in_(numbers[start : start + _AT_ONCE])
            query = select(line).where(line.c.municipality == self._code, some)
            for row in self._connection.execute(query.order_by(line.c.id)):
                postings[row.entry].append(
                    Posting(AreaId(row.area), Account(row.kind), row.cents, row.project)
                )
        return [
            Entry(
                kind=ChangeKind(row.kind),
                on=row.on_date,
                postings=tuple(postings[row.id]),
                project=row.project,
                key=row.key,
                change=ChangeId(row.change),
            )
            for row in entries
        ]

    def _open(self, postings: Iterable[Posting]) -> None:
        """Make the accounts that aren't there yet."""
        wanted = {(p.area, p.account.value, p.project) for p in postings}
        there = self._connection.execute(
            select(a.c.area, a.c.kind, a.c.project).where(
                a.c.municipality == self._code,
                a.c.area.in_({area for area, _, _ in wanted}),
                # Or all accounts of years of projects would be read for each booking.
                a.c.project.in_({project for _, _, project in wanted}),
            )
        )
        missing = sorted(wanted - {(area, kind, project) for area, kind, project in there})
        if missing:
            self._connection.execute(
                insert(a),
                [
                    {"municipality": self._code, "area": area, "kind": kind, "project": project}
                    for area, kind, project in missing
                ],
            )
