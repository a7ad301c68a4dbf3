"""What can befall a database, in a sentence: busy, full, read-only, unreachable, damaged.

What a program did wrong passes as it is: only who can do something about it gets a sentence.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

_TEMPLATES = {
    "busy": N_(
        "The store {store} was busy with other changes for too long. Nothing was changed. Try "
        "again in a moment."
    ),
    "full": N_(
        "The disk of the store {store} is full. Nothing was changed. Make room on it, then do it "
        "again."
    ),
    "read_only": N_(
        "The store {store} can only be read here. Nothing was changed. See to it that this "
        "program may write to it and to its folder, or copy it to where it may."
    ),
    "unreachable": N_(
        "The store {store} can't be reached. Nothing was changed. See to it that its database or "
        "disk is there, then try again."
    ),
    "damaged": N_("{path} is damaged ({detail}). Nothing was changed. Use a backup of it."),
}
_UNSURE = N_(
    "The store {store} was lost while the change was being completed: it may be there, and it may "
    "not. Look for it in the log before you do it again. A booking with a key is safe to repeat."
)

_SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_FULL: "full",
    # The index of the write-ahead log couldn't grow; nobody else asks the disk for it.
    sqlite3.SQLITE_IOERR_SHMSIZE: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_READONLY_DBMOVED: "unreachable",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_IOERR: "unreachable",
    sqlite3.SQLITE_IOERR_SHORT_READ: "damaged",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
"""By result code; one that isn't here counts as its last byte does."""

_POSTGRESQL = {
    "08": "unreachable",
    "25006": "read_only",
    "40001": "busy",
    "40P01": "busy",
    "42501": "read_only",
    "53100": "full",
    "53200": "busy",
    "53300": "busy",
    "55P03": "busy",
    "57014": "busy",
    "57P": "unreachable",
    "58030": "unreachable",
    "XX001": "damaged",
    "XX002": "damaged",
}
"""By SQLSTATE or how it begins (PostgreSQL documentation, appendix A)."""


@dataclass(slots=True)
class Stage:
    """How far a transaction has come."""

    committing: bool = False
    """Whether its COMMIT was sent: from there on a lost connection leaves open what came of it."""


@contextmanager
def in_words(url: URL) -> Iterator[Stage]:
    """Refuse what befalls the database in here, in a sentence; all else passes.

    Raises
    ------
    Refused
        `busy`, `full`, `read_only`, `unreachable` or `damaged`.
    """
    stage = Stage()
    try:
        yield stage
    except (DBAPIError, NoConnectionLeft, sqlite3.Error) as error:
        refusal = refusal_of(error, url, committing=stage.committing)
        if refusal is None:
            raise
        raise refusal from error


def refusal_of(error: Exception, url: URL, *, committing: bool = False) -> Refused | None:
    """Return the refusal that words an error, or None when it tells of no trouble."""
    code = trouble_of(error, url)
    if code is None:
        return None
    # The name is enough for who runs it, and tells a visitor of the app nothing of the machine.
    name = Path(url.database or "").name
    if code == "damaged":
        detail = str(getattr(error, "orig", None) or error)
        return Refused(code, _TEMPLATES[code], path=name, detail=detail)
    unsure = committing and code == "unreachable"
    return Refused(code, _UNSURE if unsure else _TEMPLATES[code], store=name)


def trouble_of(error: Exception, url: URL) -> str | None:
    """Return the code of the trouble that an error tells of, or None when it tells of none."""
    if isinstance(error, NoConnectionLeft):
        return "busy"
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK), url)
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return next((code for start, code in _POSTGRESQL.items() if state.startswith(start)), None)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return "unreachable" if lost or isinstance(error, OperationalError) else None


def _of_sqlite(result: int, url: URL) -> str | None:
    code = _SQLITE.get(result, _SQLITE.get(result & 0xFF))
    if code == "unreachable" and result & 0xFF == sqlite3.SQLITE_CANTOPEN:
        # It says so too when it can't make its log beside a file that is there.
        path = Path(url.database or "")
        return "read_only" if path.exists() and not os.access(path.parent, os.W_OK) else code
    return code
