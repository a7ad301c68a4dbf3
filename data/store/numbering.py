"""Numbers of rows, counted within a municipality.

Not by the database: a sequence of PostgreSQL skips numbers, and is shared by all municipalities.
Only one writer of a municipality is at work at a time.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Select


def last_number(connection: Connection, municipality: str, column: Column[int]) -> int:
    """Return the highest number in a column of a municipality's rows; 0 when it has none."""
    return int(connection.scalar(_last(column), {"of": municipality}) or 0)


@cache
def _last(column: Column[int]) -> Select[int]:
    """Build it once: that takes as long as asking it."""
    return select(func.max(column)).where(column.table.c.municipality == bindparam("of"))
