"""Making a store and opening one, without touching a file that isn't ours."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from boundaries.errors import Refused
from boundaries.language import N_
from data.store import tables as t
from data.store.engine import APPLICATION_ID, make_engine
from data.store.sql import SqlStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from boundaries.model import Municipality
    from data.store.sql import Clock

Result = TypeVar("Result")

HEAD = "0002"
"""The newest revision of the schema; a test holds it to the folder of migrations."""


def utc_now() -> dt.datetime:
    """Return the time it is."""
    return dt.datetime.now(dt.UTC)


def create_store(url: str, municipality: Municipality, *, clock: Clock = utc_now) -> SqlStore:
    """Make an empty store for one municipality and open it.

    Raises
    ------
    Refused
        `exists` when something is there already, `path` when the folder isn't.
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
        `exists` when something is there already, `path` when the folder isn't.
    """
    path = _path(url)
    if path.exists():
        raise Refused(
            "exists",
            N_("There is a file at {path} already. Choose another one, or remove it first."),
            path=str(path),
        )
    if not path.parent.is_dir():
        raise Refused(
            "path",
            N_("There is no folder {path}. Make it first, or choose another place."),
            path=str(path.parent),
        )
    draft = path.with_name(f".{path.name}.new")
    _remove(draft)
    try:
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        engine = make_engine(f"sqlite:///{draft}")
        with engine.execution_options(write=True).begin() as connection:
            _lay_out(connection, municipality)
        store = SqlStore(engine, municipality.code, clock)
        result = fill(store)
        # Closing the last connection folds the write-ahead log into the file.
        store.close()
        draft.rename(path)
    finally:
        _remove(draft)
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

    Parameters
    ----------
    url
        `sqlite:///path`.
    municipality
        Code; needed only where the store holds several.

    Raises
    ------
    Refused
        `no_store`, `foreign`, `newer`, `older` or `municipality`.
    """
    path = _path(url)
    if not path.is_file():
        raise Refused(
            "no_store",
            N_("There is no store at {path}. Make one with: smeedkaart init, or smeedkaart demo."),
            path=str(path),
        )
    _check_ours(path)
    engine = make_engine(url)
    with engine.connect() as connection:
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


def _check_ours(path: Path) -> None:
    """Look at the file read-only and refuse what we didn't write, or can't read."""
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            revision = (
                connection.execute("SELECT version_num FROM alembic_version").fetchone()
                if application_id == APPLICATION_ID
                else None
            )
    except sqlite3.DatabaseError:
        application_id, revision = 0, None
    if application_id != APPLICATION_ID or revision is None:
        raise Refused(
            "foreign",
            N_("{path} is not a store of Smeedkaart. Nothing was changed. Choose another file."),
            path=str(path),
        )
    if revision[0] != HEAD:
        raise Refused(
            "newer",
            N_(
                "{path} was written by another version (schema {schema}; this program knows "
                "{head}). Nothing was changed. Use the program that wrote it."
            ),
            path=str(path),
            schema=revision[0],
            head=HEAD,
        )


def _path(url: str) -> Path:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise Refused(
            "db",
            N_("The store is given as sqlite:///path; this is {url}."),
            url=url if parsed is None else parsed.render_as_string(hide_password=True),
        )
    return Path(parsed.database)


def _remove(draft: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
