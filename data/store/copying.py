"""Copying all rows of a store to another one, on the same database or another.

Rows are copied as they are, numbers and hashes with them, so that the copy tells the same of
every date. Nothing counts on in the database, so no sequence needs to follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from boundaries.errors import Refused
from boundaries.language import N_
from data.store import chain, guards
from data.store import tables as t
from data.store.engine import WHOLE_STORE

if TYPE_CHECKING:
    from sqlalchemy import Connection

AT_ONCE = 2_000
"""Rows that are in memory at a time; a row of an area is a kilobyte."""
_HERE = {"moved_to"}
"""What is about the place where a store lies, and not about what it holds."""


def copy_rows(source: Connection, target: Connection) -> int:
    """Copy every row to a store that is laid out and empty; return how many.

    Raises
    ------
    Refused
        `damaged` when the copy isn't what was recorded: nobody should go on with it.
    """
    guards.let_books_be(target)
    count = 0
    for table in t.metadata.sorted_tables:
        if table is t.zero:
            continue
        columns = [c for c in table.columns if c.name not in _HERE]
        query = select(*columns).order_by(*table.primary_key.columns)
        options = {"yield_per": AT_ONCE, WHOLE_STORE: True}
        rows = source.execute(query, execution_options=options).mappings()
        for some in rows.partitions():
            target.execute(insert(table), [dict(row) for row in some])
            count += len(some)
    guards.install(target)
    _refuse_other(target)
    return count


def _refuse_other(target: Connection) -> None:
    m = t.municipality
    for code in target.scalars(select(m.c.code).order_by(m.c.code)).all():
        broken = chain.broken(target, code)
        if broken or chain.cut_off(target, code):
            raise Refused(
                "damaged",
                N_(
                    "What was recorded of {municipality} was edited or lost (change {number}). "
                    "Nothing was copied. Look with: smeedkaart verify, and use a backup."
                ),
                ids=[str(number) for number in broken],
                municipality=code,
                number=str(broken[0]) if broken else "-",
            )
