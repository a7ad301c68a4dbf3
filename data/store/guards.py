"""Triggers: what not even our own code may do.

A batch migration of SQLite copies a table and silently drops its triggers, so they are
installed anew after every migration, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store import guards_postgresql, guards_sqlite

if TYPE_CHECKING:
    from types import ModuleType

    from sqlalchemy import Connection


def install(connection: Connection) -> None:
    """Drop and make all guards again; part of the caller's transaction."""
    _of(connection).install(connection)


def missing(connection: Connection) -> list[str]:
    """Return the names of the guards that aren't there as they should be, in order."""
    found: list[str] = _of(connection).missing(connection)
    return found


def let_books_be(connection: Connection) -> None:
    """Take off the guard that adds the lines of entries to their accounts, until `install`.

    Copied accounts hold the sum of their lines already.
    """
    _of(connection).let_books_be(connection)


def _of(connection: Connection) -> ModuleType:
    return guards_postgresql if connection.dialect.name == "postgresql" else guards_sqlite
