"""The guards as triggers of PostgreSQL, and its constraint on versions that overlap in time.

A broken guard is reported as the violation of a CHECK, as SQLite reports it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import text as sql

from data.store.guarded import KEPT, ONCE

if TYPE_CHECKING:
    from sqlalchemy import Connection

OVERLAP = "ex_area_version_overlap"
"""The constraint that a migration makes: to make it anew takes a minute for a whole country."""

_SRID = """
    SELECT CAST(substring(crs FROM '^EPSG:([0-9]+)$') AS integer) INTO srid
    FROM municipality WHERE code = NEW.municipality;
"""
_FUNCTIONS = {
    "guard_kept": """
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END""",
    "guard_once": """
BEGIN
    RAISE EXCEPTION '%.% is written once', TG_TABLE_NAME, TG_ARGV[0]
    USING ERRCODE = 'check_violation';
END""",
    # The sum of an entry refers to a table that holds only 0, so a commit needs it balanced.
    "guard_books": """
BEGIN
    UPDATE entry SET net = net + NEW.cents
    WHERE municipality = NEW.municipality AND id = NEW.entry;
    UPDATE account SET balance = balance + NEW.cents
    WHERE municipality = NEW.municipality AND area = NEW.area AND kind = NEW.kind
    AND project = NEW.project;
    RETURN NULL;
END""",
    "guard_retired": """
BEGIN
    IF EXISTS (
        SELECT 1 FROM account a
        WHERE a.municipality = NEW.municipality AND a.area = NEW.id
        AND a.kind IN ('available', 'committed') AND a.balance <> 0
    ) THEN
        RAISE EXCEPTION 'an area with money left is not retired'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END""",
    # So that whoever looks at a table with a GIS sees its land where it lies.
    "guard_srid": f"""
DECLARE srid integer;
BEGIN{_SRID}    NEW.geometry := ST_SetSRID(NEW.geometry, coalesce(srid, 0));
    RETURN NEW;
END""",
    "guard_srid_of_place": f"""
DECLARE srid integer;
BEGIN{_SRID}    NEW.place := ST_SetSRID(NEW.place, coalesce(srid, 0));
    RETURN NEW;
END""",
}


@dataclass(frozen=True, slots=True)
class _Trigger:
    name: str
    table: str
    event: str
    function: str
    each: str = "ROW"
    when: str = ""

    def __str__(self) -> str:
        """Return it as PostgreSQL tells it, so that a changed one is found."""
        call = self.function if self.function.endswith(")") else f"{self.function}()"
        return (
            f"CREATE TRIGGER {self.name} {self.event} ON {self.table} "
            f"FOR EACH {self.each} {self.when}EXECUTE FUNCTION {call}"
        )


_TRIGGERS = [
    *(_Trigger(f"guard_{t}_delete", t, "BEFORE DELETE", "guard_kept") for t in KEPT),
    # It empties a table without a look at its rows.
    *(
        _Trigger(f"guard_{t}_truncate", t, "BEFORE TRUNCATE", "guard_kept", each="STATEMENT")
        for t in (*KEPT, "account")
    ),
    *(
        _Trigger(f"guard_{t}_update", t, f"BEFORE UPDATE OF {columns}", "guard_kept")
        for t, columns in KEPT.items()
    ),
    *(
        _Trigger(
            f"guard_{t}_once",
            t,
            f"BEFORE UPDATE OF {column}",
            f"guard_once('{column}')",
            when=f"WHEN (old.{column} IS NOT NULL) ",
        )
        for t, column in ONCE.items()
    ),
    _Trigger("guard_entry_line_books", "entry_line", "AFTER INSERT", "guard_books"),
    _Trigger("guard_account_delete", "account", "BEFORE DELETE", "guard_kept"),
    _Trigger(
        "guard_area_retired",
        "area",
        "BEFORE UPDATE OF retired_on",
        "guard_retired",
        when="WHEN (new.retired_on IS NOT NULL) ",
    ),
    *(
        _Trigger(f"guard_{t}_srid", t, "BEFORE INSERT", "guard_srid")
        for t in ("area_version", "block", "line", "round", "drawing", "proposal")
    ),
    _Trigger("guard_project_srid", "project", "BEFORE INSERT", "guard_srid_of_place"),
]

_THERE = sql(
    """
    SELECT t.tgname, pg_get_triggerdef(t.oid, true)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = to_regnamespace(current_schema())
    AND NOT t.tgisinternal AND t.tgname LIKE 'guard%' AND t.tgenabled = 'O'
    """
)
_SOURCES = sql(
    """
    SELECT proname, prosrc FROM pg_proc
    WHERE pronamespace = to_regnamespace(current_schema()) AND proname LIKE 'guard%'
    """
)
_CONSTRAINT = sql(
    """
    SELECT count(*) FROM pg_constraint
    WHERE connamespace = to_regnamespace(current_schema())
    AND conname = :name AND contype = 'x' AND convalidated
    """
).bindparams(bindparam("name", OVERLAP))


def install(connection: Connection) -> None:
    """Make all functions and triggers again; part of the caller's transaction."""
    # What waits for the end of the transaction to be checked keeps a table from being altered.
    connection.execute(sql("SET CONSTRAINTS ALL IMMEDIATE"))
    for name, table in connection.execute(
        sql(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relnamespace = to_regnamespace(current_schema()) "
            "AND NOT t.tgisinternal AND t.tgname LIKE 'guard%'"
        )
    ).all():
        connection.execute(sql(f'DROP TRIGGER "{name}" ON "{table}"'))
    for name, source in _FUNCTIONS.items():
        made = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$"
        connection.execute(sql(f"{made}{_escaped(source)}$guard$"))
    for trigger in _TRIGGERS:
        connection.execute(sql(str(trigger)))
    # The transaction may go on, and fill the store.
    connection.execute(sql("SET CONSTRAINTS ALL DEFERRED"))


def let_books_be(connection: Connection) -> None:
    """Take off the trigger that adds the lines of entries to their accounts."""
    connection.execute(sql("DROP TRIGGER guard_entry_line_books ON entry_line"))


def missing(connection: Connection) -> list[str]:
    """Return the names of the guards that aren't there as they should be, in order."""
    # It quotes some names of columns.
    there = {str(name): told.replace('"', "") for name, told in connection.execute(_THERE)}
    sources = {str(row[0]): row[1] for row in connection.execute(_SOURCES)}
    gone = [one.name for one in _TRIGGERS if there.get(one.name) != str(one)]
    gone += [name for name, source in _FUNCTIONS.items() if sources.get(name) != source]
    if not connection.scalar(_CONSTRAINT):
        gone.append(OVERLAP)
    return sorted(gone)


def _escaped(source: str) -> str:
    """Keep what assigns in PostgreSQL from being taken for a parameter."""
    return source.replace(":=", "\\:=")
