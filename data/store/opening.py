"""Making a store and opening one, without touching what isn't ours."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import insert, select

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Role
from data.store import server
from data.store import tables as t
from data.store.disk import existing_path_of, path_of, refuse_network
from data.store.engine import is_server, make_engine, reader, writer
from data.store.making import make_file, make_on_server
from data.store.people import LOCAL, NOBODY
from data.store.recognising import HEAD, schema_of
from data.store.settings import values_of
from data.store.sql import SqlStore
from data.store.troubles import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        As `build_store`.
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
    """Make a store and fill it, in one transaction.

    A file grows beside its place and is put there at the end, so a refusal or a crash leaves
    nothing that looks like a store.

    Raises
    ------
    Refused
        `exists` when something is there already, `path` when the folder isn't, `network` when it
        is on another machine; `encoding` or `extension` when a database isn't fit for it.
    """
    if is_server(url):
        making = make_on_server(url)
    else:
        refuse_network(path_of(url))
        making = make_file(path_of(url))
    with making as connection:
        add_place(connection, municipality)
        store = SqlStore(connection.engine, municipality.code, clock)
        with store.within(connection):
            result = fill(store)
        if is_server(url):
            server.analyse(connection)
    return result


def add_municipality(url: str, municipality: Municipality) -> None:
    """Add an empty municipality to a store that is there, beside those that it holds.

    Raises
    ------
    Refused
        `exists` when the store holds it already; else as `open_store`.
    """
    engine = open_engine(url)
    try:
        with in_words(engine.url), writer(engine).begin() as connection:
            there = select(t.municipality.c.code).where(t.municipality.c.code == municipality.code)
            if connection.scalar(there) is not None:
                raise Refused(
                    "exists",
                    N_("{municipality} is in this store already. Nothing was changed."),
                    ids=[municipality.code],
                    municipality=municipality.code,
                )
            add_place(connection, municipality)
    finally:
        engine.dispose()


def add_place(connection: Connection, place: Municipality) -> None:
    """Write a municipality, and who acts in it where nobody signs in."""
    west, south, east, north = place.within
    connection.execute(
        insert(t.municipality).values(
            code=place.code,
            name=place.name,
            crs=place.crs,
            west=west,
            south=south,
            east=east,
            north=north,
            synthetic=place.synthetic,
            **values_of(place),
        )
    )
    connection.execute(
        insert(t.person),
        [
            {"municipality": place.code, "id": 1, "subject": LOCAL, "role": Role.ADMIN.value},
            {"municipality": place.code, "id": 2, "subject": NOBODY, "role": Role.VISITOR.value},
        ],
    )


def open_store(url: str, *, municipality: str | None = None, clock: Clock = utc_now) -> SqlStore:
    """Open a store that is there; a foreign or newer one is refused and stays untouched.

    An older one is brought up to date, a file after it was copied beside itself.

    Parameters
    ----------
    url
        `sqlite:///path` or `postgresql://user@host/database`.
    municipality
        Code; needed only where the store holds several.

    Raises
    ------
    Refused
        `db`, `no_store`, `network`, `foreign`, `newer`, `municipality`, or what befell the
        database (`data.store.troubles`).
    """
    engine = open_engine(url)
    with in_words(engine.url), reader(engine).connect() as connection:
        codes = municipalities_of(connection)
    if municipality not in codes if municipality else len(codes) != 1:
        engine.dispose()
        raise Refused(
            "municipality",
            N_("This store holds {count} municipalities: {codes}. Say which with --municipality."),
            ids=codes,
            count=len(codes),
            codes=codes,
        )
    return SqlStore(engine, municipality or codes[0], clock)


@contextmanager
def reading_all(url: str) -> Iterator[Connection]:
    """Open a store to read it as a whole, all of one moment.

    Raises
    ------
    Refused
        As `open_engine`.
    """
    engine = open_engine(url)
    try:
        with in_words(engine.url), reader(engine).connect() as connection:
            yield connection
    finally:
        engine.dispose()


def municipalities_of(connection: Connection) -> list[str]:
    """Return the codes of the municipalities of a store, in order."""
    return list(connection.scalars(select(t.municipality.c.code).order_by(t.municipality.c.code)))


def open_engine(url: str) -> Engine:
    """Return the engine of a store that is there and up to date.

    Raises
    ------
    Refused
        `db`, `no_store`, `network`, `foreign`, `newer` or `damaged`, or what befell the database.
    """
    return _open_server(url) if is_server(url) else _open_file(url)


def _open_file(url: str) -> Engine:
    path = existing_path_of(url)
    if schema_of(path) != HEAD:
        from data.store.migrating import bring_up_to_date

        engine = make_engine(url)
        with in_words(engine.url):
            bring_up_to_date(path)
        return engine
    return make_engine(url)


def _open_server(url: str) -> Engine:
    engine = make_engine(url)
    try:
        with in_words(engine.url):
            with reader(engine).connect() as connection:
                schema = server.schema_on(connection, url)
            if schema != HEAD:
                from data.store.migrating import bring_server_up_to_date

                bring_server_up_to_date(engine, url)
    except BaseException:
        engine.dispose()
        raise
    return engine
