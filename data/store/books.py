"""Whether the ledger adds up: every entry, every account, every area on every date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from boundaries.language import N_, Euros
from boundaries.model import Account
from data.store import tables as t
from data.store.joining import names
from data.store.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from data.store.problems import Problem

a, e, line = t.account, t.entry, t.entry_line
_OUTSIDE = (Account.GRANT.value, Account.EXTERNAL.value)
"""Accounts that may be below zero: what comes from outside."""


def check_books(connection: Connection, code: str) -> Iterator[Problem]:
    """Yield what is wrong with the money of a municipality."""
    yield from _entries(connection, code)
    yield from _accounts(connection, code)
    yield from _dates(connection, code)
    yield from _overdrawn(connection, code)
    yield from _retired(connection, code)


def _entries(connection: Connection, code: str) -> Iterator[Problem]:
    added = func.coalesce(func.sum(line.c.cents), 0)
    query = (
        select(e.c.id, e.c.change, added)
        .outerjoin(line, names(line.c.entry, e))
        .where(e.c.municipality == code)
        .group_by(e.c.municipality, e.c.id)
        .having(or_(added != 0, e.c.net != 0))
        .order_by(e.c.id)
    )
    for number, change, cents in connection.execute(query):
        yield problem(
            "entry",
            N_("Booking {entry} of change {number} doesn't balance: it adds up to {amount}."),
            entry=str(number),
            number=str(change),
            amount=Euros(int(cents)),
        )


def _accounts(connection: Connection, code: str) -> Iterator[Problem]:
    key = [a.c.municipality, a.c.area, a.c.kind, a.c.project]
    same = [line.columns[column.name] == column for column in key]
    added = func.coalesce(func.sum(line.c.cents), 0)
    query = (
        select(*key, a.c.balance, added.label("added"))
        .outerjoin(line, same[0] & same[1] & same[2] & same[3])
        .where(a.c.municipality == code)
        .group_by(*key)
        .having(a.c.balance != added)
        .order_by(*key)
    )
    for row in connection.execute(query):
        yield problem(
            "balance",
            N_("The account {account} of {area} says {held}, and its bookings add up to {added}."),
            account=f"{row.kind} {row.project}".strip(),
            area=row.area,
            held=Euros(int(row.balance)),
            added=Euros(int(row.added)),
        )


def _dates(connection: Connection, code: str) -> Iterator[Problem]:
    """On each date all accounts of an area add up to 0, or it wasn't granted what it has."""
    query = (
        select(line.c.area, e.c.on_date, func.sum(line.c.cents))
        .join_from(line, e, names(line.c.entry, e))
        .where(line.c.municipality == code)
        .group_by(line.c.area, e.c.on_date)
        .order_by(line.c.area, e.c.on_date)
    )
    area, total = None, 0
    for one, day, cents in connection.execute(query):
        if one != area:
            area, total = one, 0
        total += cents
        if total:
            yield problem(
                "granted",
                N_(
                    "On {date} {area} doesn't have available, committed and spent what it was "
                    "granted: {amount} is unexplained."
                ),
                area=area,
                date=day,
                amount=Euros(int(total)),
            )


def _overdrawn(connection: Connection, code: str) -> Iterator[Problem]:
    key = [line.c.area, line.c.kind, line.c.project]
    daily = (
        select(*key, e.c.on_date, func.sum(line.c.cents).label("cents"))
        .join_from(line, e, names(line.c.entry, e))
        .where(line.c.municipality == code, line.c.kind.not_in(_OUTSIDE))
        .group_by(*key, e.c.on_date)
        .subquery()
    )
    d = daily.c
    held = func.sum(d.cents).over(partition_by=[d.area, d.kind, d.project], order_by=d.on_date)
    running = select(d.area, d.kind, d.project, d.on_date, held.label("held")).subquery()
    r = running.c
    query = select(r.area, r.kind, r.project, r.on_date, r.held).where(r.held < 0)
    rows = connection.execute(query.order_by(r.area, r.kind, r.project, r.on_date))
    told = None
    for row in rows:
        # Of each account the first day is enough.
        if told == (told := row[:3]):
            continue
        yield problem(
            "overdrawn",
            N_("On {date} the account {account} of {area} is below zero: {amount}."),
            date=row.on_date,
            account=f"{row.kind} {row.project}".strip(),
            area=row.area,
            amount=Euros(int(row.held)),
        )


def _retired(connection: Connection, code: str) -> Iterator[Problem]:
    left = func.sum(a.c.balance)
    query = (
        select(t.area.c.id, left)
        .join(a, (a.c.municipality == t.area.c.municipality) & (a.c.area == t.area.c.id))
        .where(
            t.area.c.municipality == code,
            t.area.c.retired_on.is_not(None),
            a.c.kind.in_([Account.AVAILABLE.value, Account.COMMITTED.value]),
            a.c.balance != 0,
        )
        .group_by(t.area.c.id)
        .order_by(t.area.c.id)
    )
    for area, cents in connection.execute(query):
        yield problem(
            "left_behind",
            N_("{area} stands no more, and {amount} was left in it."),
            area=area,
            amount=Euros(int(cents)),
        )
