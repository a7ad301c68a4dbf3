"""Laying out a store that nobody sees before it is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from data.store import server
from data.store.disk import draft_of, refuse_existing, remove, settle
from data.store.engine import APPLICATION_ID, make_engine, writer
from data.store.troubles import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection


@contextmanager
def make_file(path: Path, *, private: bool = False) -> Iterator[Connection]:
    """Lay out a store beside its place, to be filled; it is put there at the end.

    Raises
    ------
    Refused
        `exists` or `path`, or what befell the disk.
    """
    from data.store.migrating import upgrade

    refuse_existing(path)
    draft = draft_of(path)
    remove(draft)
    engine = make_engine(f"sqlite:///{draft}")
    try:
        with in_words(make_url(f"sqlite:///{path}")):
            with closing(sqlite3.connect(draft)) as file:
                if private:
                    draft.chmod(0o600)
                file.execute(f"PRAGMA application_id={APPLICATION_ID}")
            with writer(engine).begin() as connection:
                upgrade(connection)
                yield connection
            # Closing the last connection folds the write-ahead log into the file.
            engine.dispose()
            settle(draft, path)
    finally:
        engine.dispose()
        remove(draft)


@contextmanager
def make_on_server(
    url: str, *, clear: Callable[[Connection, str], None] = server.refuse_taken
) -> Iterator[Connection]:
    """Lay out a store in an empty database, to be filled in the same transaction.

    Parameters
    ----------
    clear
        Sees to it that nothing is there, or refuses.

    Raises
    ------
    Refused
        `exists`, `encoding` or `extension`, or what befell the database.
    """
    from data.store.migrating import upgrade

    engine = make_engine(url)
    try:
        with in_words(engine.url) as stage, writer(engine).begin() as connection:
            server.take_for_migrating(connection)
            clear(connection, url)
            server.prepare(connection, url)
            upgrade(connection)
            server.mark(connection)
            yield connection
            stage.committing = True
    finally:
        engine.dispose()
