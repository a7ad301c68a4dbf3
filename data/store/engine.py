"""Connections: one writer of a municipality at a time, readers never wait, a commit survives.

SQLite has one writer at a time anyway. In PostgreSQL a writer holds the row of its municipality,
so that what a command has looked at stands until it has written, as in SQLite; writers of two
municipalities don't meet.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from sqlalchemy import URL, bindparam, create_engine, event, select
from sqlalchemy.exc import DisconnectionError

from boundaries.errors import Refused
from boundaries.language import N_
from data.store import tables as t

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

APPLICATION_ID = 0x534D4B54
"""'SMKT' in the header of the file, so that a foreign SQLite file is told apart."""

WHOLE_STORE = "whole_store"
"""The option of a statement that is about all municipalities; every other one names one."""
PATIENCE_MS = 10_000
"""How long a writer waits for another one."""

_PRAGMAS = (
    "journal_mode=WAL",
    f"busy_timeout={PATIENCE_MS}",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    # Or what replaces a row deletes it behind the back of the guards.
    "recursive_triggers=ON",
    # 32 MB, of 2 by default: all areas of a town lie scattered over a history of 100,000 versions.
    "cache_size=-32000",
)

_SESSION = (
    f"SET lock_timeout = {PATIENCE_MS}",
    # A process that hangs with a municipality in its hands doesn't keep it for ever.
    "SET idle_in_transaction_session_timeout = 60000",
    # Times are written in UTC, and dates as they are asked.
    "SET TimeZone = 'UTC'",
    "SET DateStyle = 'ISO'",
)

# SQLite, which has one writer at a time, leaves out what takes hold of the row.
_HOLD = (
    select(t.municipality.c.moved_to, t.municipality.c.sealed)
    .where(t.municipality.c.code == bindparam("of"))
    .with_for_update(key_share=True)
)


def make_engine(url: str) -> Engine:
    """Return an engine for a store, in a file or on a server.

    Raises
    ------
    Refused
        `db` when it is the URL of neither.
    """
    return _of_server(url) if is_server(url) else _of_file(url)


def is_server(url: str) -> bool:
    """Return whether a URL says that a store lies on a PostgreSQL server."""
    return url.partition(":")[0].partition("+")[0] in {"postgresql", "postgres"}


def shown(url: str) -> str:
    """Return a URL as it may be shown and used again: without a password.

    Raises
    ------
    Refused
        `db` when it isn't a URL of PostgreSQL.
    """
    if not is_server(url):
        return url
    asked = {key: str(value) for key, value in _conninfo(url).items() if "password" not in key}
    user, database = (quote(asked.pop(key, ""), safe="") for key in ("user", "dbname"))
    # The folder of a socket, several hosts and a schema go behind the question mark.
    plain = "," not in asked.get("host", "") and not asked.get("host", "/").startswith("/")
    host = asked.pop("host") if plain else ""
    port = f":{asked.pop('port')}" if plain and "port" in asked else ""
    more = f"?{urlencode(asked, safe='/,', quote_via=quote)}" if asked else ""
    return f"postgresql://{user}{'@' if user else ''}{host}{port}/{database}{more}"


def reader(engine: Engine) -> Engine:
    """Return the engine for reading: all that is read in a transaction is of one moment."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


def writer(engine: Engine) -> Engine:
    """Return the engine for writing."""
    return engine.execution_options(write=True)


def hold(connection: Connection, municipality: str) -> str | None:
    """Let no other process write to a municipality until the transaction ends.

    Returns
    -------
    str or None
        The hash of its last change.

    Raises
    ------
    Refused
        `moved` when it is written to elsewhere now.
    """
    moved_to, sealed = connection.execute(_HOLD, {"of": municipality}).one()
    if moved_to is not None:
        raise Refused(
            "moved",
            N_(
                "{municipality} was moved to {path}, and can only be read here. Nothing was "
                "changed. Use the new place: --db {path}."
            ),
            ids=[municipality],
            municipality=municipality,
            path=str(moved_to),
        )
    return None if sealed is None else str(sealed)


def _of_file(url: str) -> Engine:
    """Return an engine whose write transactions begin IMMEDIATE.

    A deferred BEGIN that turns into a write fails at once with "database is locked" when
    another writer was first, whatever the busy timeout. Readers stay deferred, or they would
    queue behind the writers.
    """
    engine = create_engine(url)
    path = Path(engine.url.database or "")

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, _given: object, named: dict[str, Any]) -> Any:  # noqa: ANN401
        # Only what is there: or a store that is gone for a moment would be made anew, empty.
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, **named)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, record: Any) -> None:  # noqa: ANN401
        record.info["file"] = _file_at(path)
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "checkout")
    def _look(_connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401
        """Let go of a file that was removed or replaced: what is written to it would be lost."""
        if record.info["file"] != _file_at(path):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return which file stands at a path, whatever its name."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def _of_server(url: str) -> Engine:
    """Return an engine that looks whether a connection still stands before it uses it.

    The URL goes to libpq as it is, which knows of several hosts, services and certificates.
    """
    asked = {"connect_timeout": "10", **_conninfo(url)}
    known = URL.create("postgresql+psycopg", database=asked.get("dbname"))
    engine = create_engine(known, pool_pre_ping=True)

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, _given: object, named: dict[str, Any]) -> None:
        # The context is SQLAlchemy's: how values come over.
        context = named["context"]
        named.clear()
        named.update(asked, context=context)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, record: object) -> None:  # noqa: ANN401
        del record
        for setting in _SESSION:
            connection.execute(setting)
        connection.commit()

    @event.listens_for(engine, "checkin")
    def _as_the_server_says(connection: Any, record: object) -> None:  # noqa: ANN401
        """Begin the next transaction as the server would: a stand-by, say, can only be read."""
        del record
        if connection is not None and not connection.closed:
            connection.read_only = None

    return engine


def _conninfo(url: str) -> dict[str, Any]:
    """Return what a URL asks of libpq."""
    # A command on a file needs none of it.
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    scheme, _, rest = url.partition(":")
    try:
        return conninfo_to_dict(f"{scheme.partition('+')[0]}:{rest}")
    except Error as error:
        raise Refused(
            "db",
            N_(
                "This is not a URL of PostgreSQL ({detail}): write postgresql://user@host/database."
            ),
            detail=str(error).strip().partition("\n")[0],
        ) from error
