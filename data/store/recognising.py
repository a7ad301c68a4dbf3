"""Telling a store of ours from another file, and its schema, without touching it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import URL

from boundaries.errors import Refused
from boundaries.language import N_
from data.store.engine import APPLICATION_ID
from data.store.troubles import refusal_of

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "0007"
"""The newest revision of the schema; a test holds it to the folder of migrations."""


def schema_of(path: Path) -> str:
    """Return the revision of the schema of a store, as it is or older.

    Raises
    ------
    Refused
        `foreign` when the file isn't a store, `newer` when a later version of the program made it,
        or what keeps it from being read (`data.store.troubles`).
    """
    revision = _revision(path)
    if revision is None:
        raise Refused(
            "foreign",
            N_("{path} is not a store of Smeedkaart. Nothing was changed. Choose another file."),
            path=str(path),
        )
    if revision != HEAD:
        refuse_newer(str(path), revision)
    return revision


def refuse_newer(path: str, revision: str) -> None:
    """Refuse a schema that this program doesn't know.

    Raises
    ------
    Refused
        `newer`.
    """
    # Alembic takes a quarter of a second to import; a store that is up to date needs none of it.
    from data.store.migrating import knows

    if not knows(revision):
        raise Refused(
            "newer",
            N_(
                "{path} was written by a newer version of Smeedkaart (schema {schema}; this "
                "program knows {head}). Nothing was changed. Use the newer version."
            ),
            path=path,
            schema=revision,
            head=HEAD,
        )


def reading(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, and leaves no file behind.

    A file in write-ahead mode gets two files beside it even from who only reads; `immutable`
    prevents that. It also looks past the log, so it is only for a file that has none.
    """
    mode = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)


def using(path: Path) -> sqlite3.Connection:
    """Return a connection to a store of ours, as it lies there; it makes no file."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
    connection.execute("PRAGMA busy_timeout=10000")
    return connection


def _revision(path: Path) -> str | None:
    failed: sqlite3.DatabaseError | None = None
    # Somebody may open the file between the look for its log and the reading.
    for _ in range(2):
        try:
            with closing(reading(path)) as connection:
                (application_id,) = connection.execute("PRAGMA application_id").fetchone()
                if application_id != APPLICATION_ID:
                    return None
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError as error:
            failed = error
            continue
        return None if row is None else str(row[0])
    if failed is not None and failed.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
        # A full disk, say, hides what it is; a table that isn't there is no trouble.
        refusal = refusal_of(failed, URL.create("sqlite", database=str(path)))
        if refusal is not None:
            raise refusal from failed
    return None
