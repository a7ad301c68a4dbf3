"""Connections: one writer at a time, readers never wait, a commit survives a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

APPLICATION_ID = 0x534D4B54
"""'SMKT' in the header of the file, so that a foreign SQLite file is told apart."""

_PRAGMAS = (
    "journal_mode=WAL",
    "busy_timeout=10000",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    # Or what replaces a row deletes it behind the back of the guards.
    "recursive_triggers=ON",
    # 32 MB, of 2 by default: all areas of a town lie scattered over a history of 100,000 versions.
    "cache_size=-32000",
)


def make_engine(url: str) -> Engine:
    """Return an engine whose write transactions begin IMMEDIATE.

    A deferred BEGIN that turns into a write fails at once with "database is locked" when
    another writer was first, whatever the busy timeout. Readers stay deferred, or they would
    queue behind the writers.
    """
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, record: object) -> None:  # noqa: ANN401
        del record
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
