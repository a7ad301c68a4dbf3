"""A store as the first version of the program made it, with rows and guards of then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import shapely
from alembic import command

from data.store.engine import APPLICATION_ID, make_engine
from data.store.migrating import configuration
from tests.conftest import square

if TYPE_CHECKING:
    from pathlib import Path

GUARDS = """
CREATE TRIGGER guard_change_delete BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
CREATE TRIGGER guard_area_version_delete BEFORE DELETE ON area_version
    BEGIN SELECT RAISE(ABORT, 'area_version is append-only'); END;
CREATE TRIGGER guard_change_update BEFORE UPDATE OF id, municipality, kind, on_date, precision,
        recorded_at, actor, role, initiator ON change
    BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
CREATE TRIGGER guard_area_version_once BEFORE UPDATE OF superseded_by ON area_version
    WHEN OLD.superseded_by IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a version is superseded once'); END;
"""
PEOPLE = """
INSERT INTO municipality VALUES
    ('GM0118', 'Hoogeveen', 'EPSG:28992', 215000, 515000, 240000, 540000, 'forbidden', 0.1, 0, 3);
INSERT INTO person (id, municipality, subject, role) VALUES (1, 'GM0118', 'local', 'admin');
INSERT INTO area VALUES
    ('GM0118', 'GM0118-0001', 2, NULL), ('GM0118', 'GM0118-0002', 2, NULL);
"""
CHANGES = [
    (1, "found", "2007-01-01"),
    (2, "found", "2007-01-01"),
    (3, "adjust", "2010-01-01"),
    (4, "rename", "2012-01-01"),
    (5, "import_projects", "2013-01-01"),
]
WEST, EAST, WIDE = square(0, 0), square(1, 0), square(0, 0, 1, 2)
# id, logical, area, name, from, to, land, recorded by, superseded by
VERSIONS = [
    (1, 1, 1, "West", "2007-01-01", "9999-12-31", WEST, 1, 3),
    (2, 2, 2, "Oost", "2007-01-01", "9999-12-31", EAST, 2, 4),
    (3, 1, 1, "West", "2007-01-01", "2010-01-01", WEST, 3, None),
    (4, 3, 1, "West", "2010-01-01", "9999-12-31", WIDE, 3, None),
    (5, 2, 2, "Oost", "2007-01-01", "2012-01-01", EAST, 4, None),
    (6, 4, 2, "Krakeel", "2012-01-01", "9999-12-31", EAST, 4, None),
]
LINEAGE = [(1, 3, 3), (2, 4, 4)]
PROJECTS = """
INSERT INTO project VALUES
    ('GM0118', 'P1', 'Speeltuin', 'quick_win', 'GM0118-0001', NULL, 'school', 250000, 5),
    ('GM0118', 'P2', 'Buurthuis', 'long_haul', 'GM0118-0002', NULL, '', NULL, 5);
INSERT INTO project_status VALUES
    ('GM0118', 'P1', '2008-05-01', 'idea', 5), ('GM0118', 'P1', '2009-01-01', 'done', 5),
    ('GM0118', 'P2', '2013-01-01', 'running', 5);
"""


def make_old_store(path: Path) -> None:
    """Make a store of schema 0001: two areas, one that grew and one that was renamed."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    engine = make_engine(f"sqlite:///{path}")
    with engine.execution_options(write=True).begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(PEOPLE)
        connection.executemany(
            "INSERT INTO change VALUES (?, 'GM0118', ?, ?, 'day', ?, 1, 'admin', 'residents', "
            "'omdat het kan', NULL)",
            [(n, kind, day, f"2026-11-01 12:00:{n:02d}.000000") for n, kind, day in CHANGES],
        )
        connection.executemany(
            "INSERT INTO area_version (id, logical, municipality, area, name, valid_from, "
            "valid_to, precision, geometry, xmin, ymin, xmax, ymax, recorded_by, superseded_by) "
            "VALUES (?, ?, 'GM0118', ?, ?, ?, ?, 'day', ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(n, logical, f"GM0118-{area:04d}", name, begin, end),
                    *(shapely.to_wkb(land), *land.bounds, by, after),
                )
                for n, logical, area, name, begin, end, land, by, after in VERSIONS
            ],
        )
        connection.executemany("INSERT INTO lineage VALUES ('GM0118', ?, ?, ?)", LINEAGE)
        connection.executescript(PROJECTS + GUARDS)
        connection.commit()
