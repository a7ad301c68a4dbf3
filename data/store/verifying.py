"""Looking a store over: the file, its guards, the books, the history, and the chain."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from shapely.errors import ShapelyError
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from boundaries import settings
from boundaries.errors import Refused
from boundaries.language import N_
from data.store import chain, guards
from data.store import tables as t
from data.store.books import check_books
from data.store.disk import existing_path_of
from data.store.engine import is_server, reader
from data.store.opening import open_engine
from data.store.past import check_past
from data.store.problems import Problem, problem
from data.store.recognising import schema_of, using
from data.store.references import check_references
from data.store.settings import SqlSettings
from data.store.troubles import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

__all__ = ["Problem", "verify_store"]


def verify_store(url: str, municipality: str | None = None) -> list[Problem]:
    """Return what is wrong with a store; nothing when it is sound.

    A file that is damaged as such is looked at no further. An older store is brought up to date
    first, as by every other command.

    Parameters
    ----------
    municipality
        Its code; every municipality in the store when it isn't given.

    Raises
    ------
    Refused
        `no_store`, `network`, `foreign`, `newer` or `municipality`.
    """
    if not is_server(url):
        path = existing_path_of(url)
        schema_of(path)
        damage = list(_check_file(path))
        if damage:
            return damage
    engine = open_engine(url)
    found: list[Problem] = []
    try:
        with in_words(engine.url), reader(engine).connect() as connection:
            found += _check_guards(connection)
            if is_server(url):
                found += check_references(connection)
            for code in _chosen(connection, municipality):
                for check in (_check_chain, check_past, check_books, _check_settings):
                    found += _tried(check, connection, code)
    finally:
        engine.dispose()
    return found


def _check_file(path: Path) -> Iterator[Problem]:
    """Look at the pages, the indexes, and what columns may hold, and for rows that hang loose."""
    try:
        # Not one that only reads: that doesn't look at what columns may hold (SQLite 3.40).
        with closing(using(path)) as connection:
            rows = connection.execute("PRAGMA integrity_check").fetchall()
            lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        rows, lost = [(error,)], []
    for (line,) in rows:
        if line != "ok":
            template = N_("The file is damaged: {detail}. Restore a backup.")
            yield problem("damaged", template, detail=str(line))
    for table, row, parent, _ in lost:
        yield problem(
            "reference",
            N_("Row {row} of table {table} refers to a row of {parent} that isn't there."),
            row=str(row),
            table=table,
            parent=parent,
        )


def _check_guards(connection: Connection) -> Iterator[Problem]:
    for name in guards.missing(connection):
        yield problem(
            "guard",
            N_("The guard {name} is gone or was changed: the database no longer protects itself."),
            name=name,
        )


def _check_chain(connection: Connection, code: str) -> Iterator[Problem]:
    for change in chain.broken(connection, code):
        yield problem(
            "chain",
            N_("Change {number}, or something that it wrote, was edited after it was recorded."),
            number=str(change),
        )
    if chain.cut_off(connection, code):
        yield problem(
            "cut_off",
            N_("The last change of {municipality} is gone, or one was added behind its back."),
            municipality=code,
        )


def _check_settings(connection: Connection, code: str) -> Iterator[Problem]:
    """Hold what is set to the last change of each setting: the row itself is in no chain."""
    held = SqlSettings(connection, code)
    place = held.municipality()
    last = {one.key: one.after for one in held.was_set()}
    for key, after in last.items():
        now = settings.setting_of(key).written(place)
        if now != after:
            yield problem(
                "setting",
                N_("The setting {key} is {now}, but was last set to {after}: set it anew."),
                key=key,
                now=now or "–",
                after=after or "–",
            )


def _chosen(connection: Connection, municipality: str | None) -> list[str]:
    codes = list(connection.scalars(select(t.municipality.c.code).order_by("code")))
    if municipality is None or municipality in codes:
        return codes if municipality is None else [municipality]
    raise Refused(
        "municipality",
        N_("This store holds {codes}, and not {municipality}."),
        ids=codes,
        codes=codes,
        municipality=municipality,
    )


def _tried(
    check: Callable[[Connection, str], Iterator[Problem]], connection: Connection, code: str
) -> list[Problem]:
    """Return what a check finds; values that can't even be read are a problem, not a crash."""
    found: list[Problem] = []
    try:
        found.extend(check(connection, code))
    except (DBAPIError, ShapelyError, ValueError) as error:
        detail = str(getattr(error, "orig", None) or error)
        template = N_("Something in {municipality} can't be read: {detail}.")
        found.append(problem("unreadable", template, municipality=code, detail=detail))
    return found
