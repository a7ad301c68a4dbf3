"""The guards as triggers of SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.guarded import KEPT, ONCE

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TRIGGERS = [
    *(
        f"""CREATE TRIGGER guard_{table}_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
        for table in KEPT
    ),
    *(
        f"""CREATE TRIGGER guard_{table}_update BEFORE UPDATE OF {columns} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
        for table, columns in KEPT.items()
    ),
    *(
        f"""CREATE TRIGGER guard_{table}_once BEFORE UPDATE OF {column} ON {table}
        WHEN OLD.{column} IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{table}.{column} is written once'); END"""
        for table, column in ONCE.items()
    ),
    """CREATE TRIGGER guard_area_version_overlap BEFORE INSERT ON area_version
    WHEN EXISTS (
        SELECT 1 FROM area_version v
        WHERE v.municipality = NEW.municipality AND v.area = NEW.area
        AND v.superseded_by IS NULL
        AND v.valid_from < NEW.valid_to AND NEW.valid_from < v.valid_to
    )
    BEGIN SELECT RAISE(ABORT, 'versions of an area overlap in time'); END""",
    # The sum of an entry refers to a table that holds only 0, so a commit needs it balanced.
    """CREATE TRIGGER guard_entry_line_books AFTER INSERT ON entry_line
    BEGIN
        UPDATE entry SET net = net + NEW.cents
        WHERE municipality = NEW.municipality AND id = NEW.entry;
        UPDATE account SET balance = balance + NEW.cents
        WHERE municipality = NEW.municipality AND area = NEW.area AND kind = NEW.kind
        AND project = NEW.project;
    END""",
    """CREATE TRIGGER guard_account_delete BEFORE DELETE ON account
    BEGIN SELECT RAISE(ABORT, 'account is kept'); END""",
    """CREATE TRIGGER guard_area_retired BEFORE UPDATE OF retired_on ON area
    WHEN NEW.retired_on IS NOT NULL AND EXISTS (
        SELECT 1 FROM account a
        WHERE a.municipality = NEW.municipality AND a.area = NEW.id
        AND a.kind IN ('available', 'committed') AND a.balance <> 0
    )
    BEGIN SELECT RAISE(ABORT, 'an area with money left is not retired'); END""",
]


def install(connection: Connection) -> None:
    """Drop and make all triggers again; part of the caller's transaction."""
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
    for (name,) in connection.exec_driver_sql(named).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(trigger)


def let_books_be(connection: Connection) -> None:
    """Take off the trigger that adds the lines of entries to their accounts."""
    connection.exec_driver_sql("DROP TRIGGER guard_entry_line_books")


def missing(connection: Connection) -> list[str]:
    """Return the names of the triggers that aren't there as they should be, in order."""
    there = set(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
    return sorted(trigger.split()[2] for trigger in _TRIGGERS if (trigger,) not in there)
