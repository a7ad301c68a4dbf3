"""Copies of a store: made while it is written to, and put back without losing what was there.

A copy is always a file, of a store on a server too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_
from data.store import server
from data.store.copying import copy_rows
from data.store.disk import (
    damaged,
    draft_of,
    existing_path_of,
    free_name,
    path_of,
    refuse_existing,
    refuse_missing,
    refuse_network,
    remove,
    settle,
)
from data.store.engine import is_server, shown
from data.store.making import make_file, make_on_server
from data.store.opening import reading_all
from data.store.recognising import reading, schema_of, using

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that was made: where it is, how large, and where what stood there went.

    On a server `path` is a URL without its password, and `replaced` the name of a schema.
    """

    path: Path | str
    bytes: int
    replaced: Path | str | None = None


def backup_store(url: str, file: Path) -> Kept:
    """Copy a store to one file that is a store itself, also while others write to it.

    The copy holds what had been committed when it began, and nothing of what was erased. It may
    lie on any disk.

    Raises
    ------
    Refused
        `no_store`, `network`, `foreign` or `newer` for the store; `exists` or `path` for the
        file; `damaged` when the store can't be read; `write` when the disk is full.
    """
    if is_server(url):
        return _backup_of_server(url, file)
    path = existing_path_of(url)
    schema_of(path)
    refuse_existing(file)
    with _drafted(file) as draft:
        try:
            with closing(using(path)) as store:
                store.execute("VACUUM INTO ?", (str(draft),))
        except sqlite3.DatabaseError as error:
            raise _failed(path, file, error) from error
        shutil.copymode(path, draft)
        settle(draft, file)
    return Kept(file, file.stat().st_size)


def restore_store(url: str, file: Path, *, replace: bool = False) -> Kept:
    """Make the store what a copy holds. An older copy is brought up to date when it is opened.

    The store that it replaces stays beside it, as `.replaced`; on a server in another schema.

    Parameters
    ----------
    replace
        Whether a store that is there may be replaced.

    Raises
    ------
    Refused
        `no_store`, `foreign`, `newer` or `damaged` for the copy; `network`, `path` or `exists`
        for the store; `foreign` or `in_use` when what is there can't be replaced; `write` when
        the disk is full.
    """
    if is_server(url):
        return _restore_on_server(url, file, replace=replace)
    path = path_of(url)
    refuse_network(path)
    refuse_missing(file)
    schema_of(file)
    there = path.exists()
    if there and not replace:
        raise Refused(
            "exists",
            N_("There is a store at {path} already. Say --replace to keep it aside and restore."),
            path=str(path),
        )
    if not there:
        refuse_existing(path)
    with _drafted(path) as draft:
        _copy_checked(file, draft, path)
        if not there:
            settle(draft, path)
            return Kept(path, path.stat().st_size)
        with _taken(path):
            kept = free_name(path, "replaced")
            try:
                # Both names at once, so that at no moment there is no store.
                os.link(path, kept)
            except OSError:
                path.rename(kept)
            settle(draft, path)
    return Kept(path, path.stat().st_size, kept)


def _backup_of_server(url: str, file: Path) -> Kept:
    # It holds persons too: nobody else may read it.
    with reading_all(url) as source, make_file(file, private=True) as copy:
        copy_rows(source, copy)
    return Kept(file, file.stat().st_size)


def _restore_on_server(url: str, file: Path, *, replace: bool) -> Kept:
    refuse_missing(file)
    schema_of(file)
    replaced: list[str] = []

    def clear(connection: Connection, url: str) -> None:
        if replace and server.is_taken(connection):
            replaced.append(server.set_aside(connection, url))
        else:
            server.refuse_taken(connection, url)

    with TemporaryDirectory() as folder:
        # As a copy of its own: it may be of an older program, and is brought up to date.
        draft = Path(folder) / file.name
        _copy_checked(file, draft, draft)
        with (
            reading_all(f"sqlite:///{draft}") as copy,
            make_on_server(url, clear=clear) as target,
        ):
            copy_rows(copy, target)
            server.analyse(target)
    return Kept(shown(url), file.stat().st_size, replaced[0] if replaced else None)


@contextmanager
def _drafted(place: Path) -> Iterator[Path]:
    draft = draft_of(place)
    remove(draft)
    try:
        yield draft
    finally:
        remove(draft)


def _copy_checked(file: Path, draft: Path, path: Path) -> None:
    """Copy page by page, so that damage isn't mended unseen, and look the copy over."""
    try:
        with closing(reading(file)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            lost = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise _failed(file, path, error) from error
    if found != "ok":
        raise damaged(file, found)
    if lost is not None:
        raise damaged(file, f"{lost[0]} -> {lost[2]}")
    # As private as what stood there or else the copy, and never one that can only be read.
    draft.chmod((path if path.exists() else file).stat().st_mode | stat.S_IRUSR | stat.S_IWUSR)


@contextmanager
def _taken(path: Path) -> Iterator[None]:
    """Hold a store so that nobody else has it open, its log folded into the file.

    Who opened it would go on writing to the file that was put aside.
    """
    _refuse_foreign(path)
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            # Only who is alone with a store can take it out of write-ahead mode.
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            mode = "wal"
        if mode != "delete":
            raise Refused(
                "in_use",
                N_("{path} is in use. Nothing was changed. Stop the app first, then restore."),
                path=str(path),
            )
        yield


def _refuse_foreign(path: Path) -> None:
    """Refuse to put aside what isn't a store; the schema of one doesn't matter."""
    try:
        schema_of(path)
    except Refused as refused:
        if refused.code != "newer":
            raise


def _failed(source: Path, target: Path, error: sqlite3.DatabaseError) -> Refused:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return damaged(source, error)
    return Refused(
        "write",
        N_("{path} can't be written ({detail}). Nothing was changed. Is the disk full?"),
        path=str(target),
        detail=str(error),
    )
