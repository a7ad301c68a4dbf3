"""Making a store and opening one, without touching a file that isn't ours."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, insert, make_url, select

from boundaries.errors import Refused
from boundaries.language import N_
from data.store import tables as t
from data.store.disk import (
    draft_of,
    existing_path_of,
    path_of,
    refuse_existing,
    refuse_network,
    remove,
    settle,
)
from data.store.engine import APPLICATION_ID, make_engine
from data.store.recognising import HEAD, schema_of
from data.store.sql import SqlStore
from data.store.troubles import in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

    from boundaries.model import Municipality
    from data.store.sql import Clock

Result = TypeVar("Result")


def utc_now() -> dt.datetime:
    """Return the time it is."""
    return dt.datetime.now(dt.UTC)


def create_store(url: str, municipality: Municipality, *, clock: Clock = utc_now) -> SqlStore:
    """Make an empty store for one municipality and open it.

    Raises
    ------
    Refused
        `exists` when something is there already, `path` when the folder isn't, `network` when it
        is on another machine.
    """
    build_store(url, municipality, lambda _store: None, clock=clock)
    return open_store(url, clock=clock)


def build_store(
    url: str,
    municipality: Municipality,
    fill: Callable[[SqlStore], Result],
    *,
    clock: Clock = utc_now,
) -> Result:
    """Make a store, fill it, and only then put it in its place.

    It grows beside its place, so a refusal or a crash leaves nothing that looks like a store.

    Raises
    ------
    Refused
        `exists` when something is there already, `path` when the folder isn't, `network` when it
        is on another machine.
    """
    path = path_of(url)
    refuse_network(path)
    refuse_existing(path)
    draft = draft_of(path)
    remove(draft)
    try:
        with in_words(make_url(url)):
            with closing(sqlite3.connect(draft)) as connection:
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            engine = make_engine(f"sqlite:///{draft}")
            with engine.execution_options(write=True).begin() as connection:
                _lay_out(connection, municipality)
            store = SqlStore(engine, municipality.code, clock)
            result = fill(store)
            # Closing the last connection folds the write-ahead log into the file.
            store.close()
            settle(draft, path)
    finally:
        remove(draft)
    return result


def _lay_out(connection: Connection, place: Municipality) -> None:
    from data.store.migrating import upgrade

    upgrade(connection)
    xmin, ymin, xmax, ymax = place.within
    connection.execute(
        insert(t.municipality).values(
            code=place.code,
            name=place.name,
            crs=place.crs,
            xmin=xmin,
            ymin=ymin,
            xmax=xmax,
            ymax=ymax,
            overlap=place.overlap.value,
            smallest_ha=place.smallest_ha,
            synthetic=place.synthetic,
        )
    )
    connection.execute(
        insert(t.person).values(municipality=place.code, subject="local", role="admin")
    )


def open_store(url: str, *, municipality: str | None = None, clock: Clock = utc_now) -> SqlStore:
    """Open a store that is there; a foreign or newer file is refused and stays untouched.

    An older one is copied beside itself and brought up to date.

    Parameters
    ----------
    url
        `sqlite:///path`.
    municipality
        Code; needed only where the store holds several.

    Raises
    ------
    Refused
        `no_store`, `network`, `foreign`, `newer`, `municipality`, or what befell the database
        (`data.store.troubles`).
    """
    engine = open_engine(url)
    with in_words(engine.url), engine.connect() as connection:
        codes = connection.scalars(select(t.municipality.c.code).order_by("code")).all()
        known = municipality in codes if municipality else len(codes) == 1
        count = connection.scalar(select(func.count()).select_from(t.municipality))
    if not known:
        engine.dispose()
        raise Refused(
            "municipality",
            N_("This store holds {count} municipalities: {codes}. Say which with --municipality."),
            ids=codes,
            count=count,
            codes=list(codes),
        )
    return SqlStore(engine, municipality or codes[0], clock)


def open_engine(url: str) -> Engine:
    """Return the engine of a store that is there and up to date.

    Raises
    ------
    Refused
        `no_store`, `network`, `foreign`, `newer` or `damaged`.
    """
    path = existing_path_of(url)
    if schema_of(path) != HEAD:
        from data.store.migrating import bring_up_to_date

        with in_words(make_url(url)):
            bring_up_to_date(path)
    return make_engine(url)
