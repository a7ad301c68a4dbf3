"""Triggers: what not even our own code may do.

A batch migration of SQLite copies a table and silently drops its triggers, so they are
installed anew after every migration, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEPT = {
    "change": (
        "id, municipality, kind, on_date, precision, recorded_at, actor, role, initiator, about"
    ),
    "area_version": (
        "id, logical, municipality, area, name, valid_from, valid_to, precision, geometry, "
        "xmin, ymin, xmax, ymax, resting, recorded_by"
    ),
    "lineage": "municipality, predecessor, successor, change",
    "project": "municipality, id, title, kind, place, partners, amount_cents, recorded_by",
    "project_status": "municipality, project, on_date, status, recorded_by",
    "engagement": ("id, municipality, project, on_date, kind, participants, hours, recorded_by"),
    "home": "id, logical, municipality, project, engagement, area, from_date, recorded_by",
    "entry": "id, municipality, change, on_date, kind, project, key",
    "entry_line": "id, municipality, entry, area, kind, project, cents",
}
"""Columns that are never updated. `superseded_by` is the only way a version ends."""

_ONCE = {
    "change": "hash",
    "area_version": "superseded_by",
    "lineage": "superseded_by",
    "project": "superseded_by",
    "project_status": "superseded_by",
    "home": "superseded_by",
}
"""Columns that are empty at first, and written once."""

_TRIGGERS = [
    *(
        f"""CREATE TRIGGER guard_{table}_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
        for table in _KEPT
    ),
    *(
        f"""CREATE TRIGGER guard_{table}_update BEFORE UPDATE OF {columns} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
        for table, columns in _KEPT.items()
    ),
    *(
        f"""CREATE TRIGGER guard_{table}_once BEFORE UPDATE OF {column} ON {table}
        WHEN OLD.{column} IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{table}.{column} is written once'); END"""
        for table, column in _ONCE.items()
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
        UPDATE entry SET net = net + NEW.cents WHERE id = NEW.entry;
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


def missing(connection: Connection) -> list[str]:
    """Return the names of the triggers that aren't there as they should be, in order."""
    there = set(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
    return sorted(trigger.split()[2] for trigger in _TRIGGERS if (trigger,) not in there)
