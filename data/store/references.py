"""Whether rows on a server refer to rows that are there.

PostgreSQL sees to that itself, but not for who switches its triggers off, as a restore of a dump
may do. SQLite has a command of its own for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKeyConstraint, and_, exists, func, select
from sqlalchemy import text as sql

from boundaries.language import N_
from data.store import tables as t
from data.store.engine import WHOLE_STORE
from data.store.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from data.store.problems import Problem

_CONSTRAINTS = sql(
    """
    SELECT conname FROM pg_constraint
    WHERE connamespace = to_regnamespace(quote_ident(current_schema())) AND convalidated
    """
)


def check_references(connection: Connection) -> Iterator[Problem]:
    """Yield the constraints that are gone, and the tables with rows that hang loose."""
    there = set(connection.scalars(_CONSTRAINTS))
    for table in t.metadata.sorted_tables:
        for constraint in sorted(table.constraints, key=lambda one: str(one.name)):
            name = connection.dialect.identifier_preparer.format_constraint(constraint)
            # SQLite alone needs it said that a truth is 0 or 1.
            if name and name not in there and name != "ck_municipality_synthetic":
                yield problem(
                    "guard",
                    N_(
                        "The guard {name} is gone or was changed: the database no longer protects "
                        "itself."
                    ),
                    name=str(name),
                )
            if isinstance(constraint, ForeignKeyConstraint):
                yield from _loose(connection, constraint)


def _loose(connection: Connection, constraint: ForeignKeyConstraint) -> Iterator[Problem]:
    table, parent = constraint.table, constraint.referred_table.alias("parent")
    pairs = [(key.parent, parent.c[key.column.name]) for key in constraint.elements]
    there = exists().where(and_(*(theirs == own for own, theirs in pairs)))
    known = and_(*(own.is_not(None) for own, _ in pairs))
    query = select(func.count()).select_from(table).where(known, ~there)
    count = connection.scalar(query.execution_options(**{WHOLE_STORE: True}))
    if count:
        yield problem(
            "reference",
            N_("{count} rows of table {table} refer to a row of {parent} that isn't there."),
            count=count,
            table=table.name,
            parent=constraint.referred_table.name,
        )
