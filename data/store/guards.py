"""Triggers: what not even our own code may do.

A batch migration of SQLite copies a table and silently drops its triggers, so they are
installed anew after every migration, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEPT = {
    "change": "id, municipality, kind, on_date, precision, recorded_at, actor, role, initiator",
    "area_version": (
        "id, logical, municipality, area, name, valid_from, valid_to, precision, geometry, "
        "recorded_by"
    ),
    "lineage": "municipality, predecessor, successor, change",
}
"""Columns that are never updated. `superseded_by` is the only way a version ends."""

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
    """CREATE TRIGGER guard_area_version_once BEFORE UPDATE OF superseded_by ON area_version
    WHEN OLD.superseded_by IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a version is superseded once'); END""",
    """CREATE TRIGGER guard_area_version_overlap BEFORE INSERT ON area_version
    WHEN EXISTS (
        SELECT 1 FROM area_version v
        WHERE v.municipality = NEW.municipality AND v.area = NEW.area
        AND v.superseded_by IS NULL
        AND v.valid_from < NEW.valid_to AND NEW.valid_from < v.valid_to
    )
    BEGIN SELECT RAISE(ABORT, 'versions of an area overlap in time'); END""",
]


def install(connection: Connection) -> None:
    """Drop and make all triggers again; part of the caller's transaction."""
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
    for (name,) in connection.exec_driver_sql(named).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(trigger)
