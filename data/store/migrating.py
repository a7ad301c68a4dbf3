"""Bringing the schema up to date with Alembic, guards and all, in one transaction."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event

from data.store import chain, guards, server, statistics
from data.store.disk import damaged, draft_of, free_name, remove, settle
from data.store.engine import make_engine, writer
from data.store.recognising import HEAD, refuse_newer

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Return Alembic's settings; there is no ini file to find."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def knows(revision: str) -> bool:
    """Return whether a revision is one of ours."""
    scripts = ScriptDirectory.from_config(configuration()).walk_revisions()
    return revision in {script.revision for script in scripts}


def upgrade(connection: Connection) -> None:
    """Run what is missing and install the guards again, in the caller's transaction.

    Changes from before there was a chain get their hash.
    """
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    guards.install(connection)
    statistics.install(connection)
    chain.seal_all(connection)


def bring_up_to_date(path: Path) -> None:
    """Copy an older store beside itself, to `.bak-<revision>`, and upgrade it.

    Of two processes that come at once, the second finds it done. A failure leaves the store as
    it was.

    Raises
    ------
    Refused
        `damaged` when rows refer to what isn't there.
    """
    engine = _engine(path)
    copy: Path | None = None
    try:
        with writer(engine).begin() as connection:
            version = "SELECT version_num FROM alembic_version"
            revision = str(connection.exec_driver_sql(version).scalar_one())
            if revision == HEAD:
                return
            refuse_newer(str(path), revision)
            copy = _copied(path, f"bak-{revision}")
            upgrade(connection)
            _check_references(connection, path)
    except BaseException:
        if copy is not None:
            copy.unlink()
        raise
    finally:
        engine.dispose()


def bring_server_up_to_date(engine: Engine, url: str) -> None:
    """Upgrade a store on a server, in one transaction.

    Of two processes that come at once, the second finds it done.
    """
    with writer(engine).begin() as connection:
        server.take_for_migrating(connection)
        if server.schema_on(connection, url) != HEAD:
            upgrade(connection)
            server.analyse(connection)


def _engine(path: Path) -> Engine:
    """Return an engine that may drop a table others refer to, while it is copied.

    Rows that refer to nothing are looked for at the end instead. It waits longer than usual,
    for another process that may be migrating the same file.
    """
    engine = make_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _loosen(connection: Any, record: object) -> None:  # noqa: ANN401
        del record
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA busy_timeout=60000")

    return engine


def _copied(path: Path, suffix: str) -> Path:
    """Copy a store that nobody else can write to now; it has one file and stays openable."""
    name = free_name(path, suffix)
    draft = draft_of(name)
    remove(draft)
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        shutil.copymode(path, draft)
        settle(draft, name)
    finally:
        remove(draft)
    return name


def _check_references(connection: Connection, path: Path) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise damaged(path, f"{lost[0]} -> {lost[2]}")
