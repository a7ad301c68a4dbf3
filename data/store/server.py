"""A store on a PostgreSQL server: telling it from other databases, and making one.

Everything lies in the first schema of the connection's search path. A comment on the table of
Alembic says whose it is.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from boundaries.errors import Refused
from boundaries.language import N_
from data.store import tables as t
from data.store.engine import shown
from data.store.recognising import HEAD, refuse_newer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

MARK = "the store of Smeedkaart"
EXTENSIONS = ("postgis", "btree_gist")
MIGRATING = 0x534D4B54
"""The advisory lock of who lays out or migrates a store: 'SMKT'."""

_COMMENT = sql(
    """
    SELECT obj_description(c.oid, 'pg_class') FROM pg_class c
    WHERE c.relname = 'alembic_version'
    AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))
    """
)
# What an extension brought along is nobody's table.
_TABLES = sql(
    """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema()))
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname
    """
)


_LOOKS = 16
_OUTGROWN = sql(
    """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema()))
    AND c.relkind = 'r'
    AND pg_relation_size(c.oid) > 2 * current_setting('block_size')::bigint * c.relpages
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname
    """
)
_STATISTICS = sql(
    """
    SELECT stxname FROM pg_statistic_ext
    WHERE stxnamespace = to_regnamespace(quote_ident(current_schema()))
    """
)


def schema_on(connection: Connection, url: str) -> str:
    """Return the revision of the schema of a store on a server, as it is or older.

    Raises
    ------
    Refused
        `no_store` when the database is empty, `foreign` when it holds something else, `newer`
        when a later version of the program made it.
    """
    if connection.scalar(_COMMENT) != MARK:
        if not is_taken(connection):
            raise Refused(
                "no_store",
                N_(
                    "There is no store at {path}. Make one with: smeedkaart init, or "
                    "smeedkaart demo."
                ),
                path=shown(url),
            )
        raise _foreign(url)
    revision = str(connection.scalar(sql("SELECT version_num FROM alembic_version")))
    if revision != HEAD:
        refuse_newer(shown(url), revision)
    return revision


def is_taken(connection: Connection) -> bool:
    """Return whether a database holds anything."""
    return connection.scalars(_TABLES).first() is not None


def refuse_taken(connection: Connection, url: str) -> None:
    """Refuse a database that holds something already.

    Raises
    ------
    Refused
        `exists`.
    """
    there = list(connection.scalars(_TABLES))
    if there:
        raise Refused(
            "exists",
            N_(
                "There is something in {path} already (table {table}). Choose an empty database; "
                "restore takes --replace."
            ),
            ids=there[:10],
            path=shown(url),
            table=there[0],
        )


def set_aside(connection: Connection, url: str) -> str:
    """Put a store, of this program or a newer one, in a schema of its own; return its name.

    Raises
    ------
    Refused
        `foreign` when something else is there.
    """
    if connection.scalar(_COMMENT) != MARK:
        raise _foreign(url)
    taken = set(connection.scalars(sql("SELECT nspname FROM pg_namespace")))
    numbers = (f"replaced_{number}" for number in count(1))
    name = next(free for free in numbers if free not in taken)
    connection.execute(sql(f"CREATE SCHEMA {name}"))
    # Indexes and constraints go with their table, statistics don't.
    for statistics in connection.scalars(_STATISTICS).all():
        connection.execute(sql(f'ALTER STATISTICS "{statistics}" SET SCHEMA {name}'))
    for table in connection.scalars(_TABLES).all():
        connection.execute(sql(f'ALTER TABLE "{table}" SET SCHEMA {name}'))
    return name


def take_for_migrating(connection: Connection) -> None:
    """Let no other process lay out or migrate a store until the transaction ends.

    It waits long, since a migration of a whole country takes minutes.
    """
    connection.execute(sql("SET LOCAL lock_timeout = '10min'"))
    connection.execute(sql("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})


def prepare(connection: Connection, url: str) -> None:
    """See to it that the database has what a store needs.

    Raises
    ------
    Refused
        `encoding` when it doesn't hold all letters, `extension` when an extension isn't there
        and can't be added.
    """
    encoding = connection.scalar(sql("SHOW server_encoding"))
    if encoding != "UTF8":
        raise Refused(
            "encoding",
            N_(
                "The database {path} is kept in {encoding}, which doesn't know all letters. Make "
                "one with: createdb --encoding UTF8 --template template0."
            ),
            path=shown(url),
            encoding=str(encoding),
        )
    there = set(connection.scalars(sql("SELECT extname FROM pg_extension")))
    for name in EXTENSIONS:
        if name not in there:
            _add(connection, name, url)


def mark(connection: Connection) -> None:
    """Write whose store it is."""
    connection.execute(sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'"))


def analyse(connection: Connection) -> None:
    """Let the server count the rows, or it doesn't know well how to find them until it does so."""
    for table in t.metadata.sorted_tables:
        connection.execute(sql(f'ANALYZE "{table.name}"'))


def keep_counted(connection: Connection, recorded: Sequence[int]) -> None:
    """Let the server count the rows of tables that grew to more than twice what it knew of.

    By itself it does so after a minute, and not at all within a transaction. Until then it takes
    a table for as good as empty, in which every index is as good as any other, and goes through
    all that a municipality ever booked, for each booking anew.

    Parameters
    ----------
    recorded
        The numbers of the changes that were just written; one in sixteen looks.
    """
    if all(number % _LOOKS for number in recorded):
        return
    for name in connection.scalars(_OUTGROWN).all():
        # Nobody waits: who holds it is counting too.
        connection.execute(sql(f'ANALYZE (SKIP_LOCKED) "{name}"'))


def _foreign(url: str) -> Refused:
    return Refused(
        "foreign",
        N_(
            "The database {path} holds something else than a store of Smeedkaart. Nothing was "
            "changed. Choose another one."
        ),
        path=shown(url),
    )


def _add(connection: Connection, name: str, url: str) -> None:
    try:
        connection.execute(sql(f"CREATE EXTENSION {name}"))
    except DBAPIError as error:
        raise Refused(
            "extension",
            N_(
                "The database {path} has no extension {name}, and it could not be added "
                "({detail}). Let the administrator of the server install PostGIS and run in it: "
                "CREATE EXTENSION {name};"
            ),
            ids=[name],
            path=shown(url),
            name=name,
            detail=str(error.orig).strip().partition("\n")[0],
        ) from error
