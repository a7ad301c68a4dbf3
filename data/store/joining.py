"""Joining tables: by a number, and always within one municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, FromClause


def names(column: ColumnElement[Any], other: FromClause, key: str = "id") -> ColumnElement[bool]:
    """Return the condition that a column names a row of another table.

    Numbers count within a municipality, so that alone would find those of all others too.
    """
    here: FromClause = column.table
    return and_(other.c.municipality == here.c.municipality, other.c[key] == column)
