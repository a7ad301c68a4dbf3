"""Whether a statement names the municipality of every table that it touches.

Numbers count within a municipality, so a statement that forgets it would mix up two of them; and
a store that is divided over servers can find its rows by nothing else.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Alias, Delete, Insert, Table, Update
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression

from data.store import tables as t

OURS = set(t.metadata.sorted_tables) - {t.zero, t.municipality}
"""`zero` holds one row for all; which municipalities there are is asked of their own table."""


def unkeyed(statement: Any) -> set[str]:
    """Return the tables in a statement for which it doesn't say whose rows it means."""
    meant: set[Any] = set()
    touched: set[Any] = set()
    for element in visitors.iterate(statement):
        if isinstance(element, BinaryExpression) and element.operator is operators.eq:
            for side in (element.left, element.right):
                # A column that is annotated in a join is the same one still.
                column = side._deannotate() if hasattr(side, "_deannotate") else side
                if getattr(column, "name", None) == "municipality":
                    meant.add(getattr(column, "table", None))
        table = element.element if isinstance(element, Alias) else element
        if isinstance(table, Table) and table in OURS:
            touched.add(element)
    if isinstance(statement, Update | Delete) and statement.table in OURS:
        touched.add(statement.table)
    if isinstance(statement, Insert):
        touched.discard(statement.table)
    aliased = {one.element for one in touched if isinstance(one, Alias)}
    loose = touched - meant - aliased
    return {str(getattr(one, "element", one)) for one in loose}
