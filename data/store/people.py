"""Persons: the only table with personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from boundaries.model import Actor, PersonId, Role
from data.store import tables as t

if TYPE_CHECKING:
    from sqlalchemy import Connection

LOCAL = "local"


class SqlPeople:
    """Who acts, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def local(self) -> Actor:
        """Return who acts where nobody signs in: the one user of this machine."""
        p = t.person
        row = self._connection.execute(
            select(p.c.id, p.c.role).where(p.c.municipality == self._code, p.c.subject == LOCAL)
        ).one()
        return Actor(PersonId(row.id), Role(row.role))
