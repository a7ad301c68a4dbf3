"""An older store becomes one of today: nothing lost, guarded, sealed, and a copy kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from boundaries.errors import Refused
from data.store import chain, create_store, disk, guards, open_store, verify_store
from data.store.engine import make_engine
from tests.conftest import PLACE, area
from tests.data.old_store import EAST, WEST, WIDE, make_old_store

AT_ONCE = """
import sys
from data.store import open_store
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""
UP_TO_DATE = """
import sys
from data.store import open_store
open_store(sys.argv[1]).close()
print([name for name in sys.modules if name.partition(".")[0] in {"alembic", "geopandas"}])
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.sqlite"
    make_old_store(path)
    return path


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def opened(path: Path) -> None:
    open_store(url_of(path)).close()


def schema_of(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


def rows_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def beside(path: Path) -> set[str]:
    return {other.name for other in path.parent.iterdir()}


def test_a_migrated_store_has_the_very_schema_of_a_fresh_one(old, tmp_path) -> None:
    opened(old)
    create_store(url_of(tmp_path / "fresh.sqlite"), PLACE).close()
    assert schema_of(old) == schema_of(tmp_path / "fresh.sqlite")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2006, 12, 31), []),
        (dt.date(2007, 1, 1), [("West", WEST), ("Oost", EAST)]),
        (dt.date(2010, 1, 1), [("West", WIDE), ("Oost", EAST)]),
        (dt.date(2012, 1, 1), [("West", WIDE), ("Krakeel", EAST)]),
        (dt.date(2026, 1, 1), [("West", WIDE), ("Krakeel", EAST)]),
    ],
)
def test_a_migrated_store_has_its_areas_at_every_date(old, day, expected) -> None:
    store = open_store(url_of(old))
    with store.read() as parts:
        assert [(v.name, v.geometry) for v in parts.areas.at(day)] == expected
    store.close()


def test_a_migrated_store_still_tells_what_was_known_before(old) -> None:
    store = open_store(url_of(old))
    known = dt.datetime(2026, 11, 1, 12, 0, 2, tzinfo=dt.UTC)
    with store.read() as parts:
        told = parts.areas.at(dt.date(2026, 1, 1), known=known)
    store.close()
    assert [(v.name, v.geometry) for v in told] == [("West", WEST), ("Oost", EAST)]


def test_the_projects_of_a_migrated_store_live_where_they_belonged(old) -> None:
    store = open_store(url_of(old))
    with store.read() as parts:
        found = {p.id: (p.area, p.status, p.amount_cents) for p in parts.projects.all()}
    store.close()
    assert found == {"P1": (area(1), "done", 250_000), "P2": (area(2), "running", None)}


def test_a_migrated_store_is_sealed_and_sound(old) -> None:
    opened(old)
    assert verify_store(url_of(old)) == []
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT count(*) FROM change WHERE hash IS NULL").fetchone()[
            0
        ] == (0)


def test_the_guards_are_there_after_a_migration_that_copied_a_table(old) -> None:
    opened(old)
    with closing(sqlite3.connect(old)) as connection:
        for statement in ("DELETE FROM change", "UPDATE project SET title = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_an_older_store_is_copied_as_it_was(old) -> None:
    before = rows_of(old)
    opened(old)
    assert rows_of(old.with_name("old.sqlite.bak-0001")) == before


def test_a_copy_never_takes_the_place_of_another_file(old) -> None:
    taken = old.with_name("old.sqlite.bak-0001")
    taken.write_text("something of mine")
    before = rows_of(old)
    opened(old)
    assert taken.read_text() == "something of mine"
    assert rows_of(old.with_name("old.sqlite.bak-0001-2")) == before


def test_a_migration_that_fails_leaves_the_store_as_it_was(old, monkeypatch) -> None:
    def fail(_connection) -> None:
        raise RuntimeError("the power went")

    before = schema_of(old), rows_of(old), beside(old)
    monkeypatch.setattr(chain, "seal_all", fail)
    with pytest.raises(RuntimeError):
        opened(old)
    assert (schema_of(old), rows_of(old), beside(old)) == before


def test_a_store_with_rows_that_hang_loose_is_not_migrated(old) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE project SET recorded_by = 77")
        connection.commit()
    before = rows_of(old)
    with pytest.raises(Refused) as refused:
        opened(old)
    assert refused.value.code == "damaged"
    assert rows_of(old) == before


def test_of_two_that_open_an_older_store_at_once_one_migrates_it(old) -> None:
    waiting = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, url_of(old)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in waiting:
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in waiting] == ["", ""]
    assert {name for name in beside(old) if ".bak" in name} == {"old.sqlite.bak-0001"}
    assert verify_store(url_of(old)) == []


def test_a_store_that_is_up_to_date_opens_without_alembic(tmp_path) -> None:
    create_store(url_of(tmp_path / "new.sqlite"), PLACE).close()
    told = subprocess.run(
        [sys.executable, "-c", UP_TO_DATE, url_of(tmp_path / "new.sqlite")],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == "[]\n"


def test_a_newer_store_in_use_is_refused_and_untouched(tmp_path) -> None:
    path = tmp_path / "newer.sqlite"
    create_store(url_of(path), PLACE).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        before = digest(path), beside(path)
        with pytest.raises(Refused, match="newer version"):
            opened(path)
        assert (digest(path), beside(path)) == before


def test_a_foreign_database_in_wal_mode_gets_no_files_beside_it(tmp_path) -> None:
    path = tmp_path / "foreign.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE gpkg_contents (id)")
    before = digest(path), beside(path)
    with pytest.raises(Refused) as refused:
        opened(path)
    assert refused.value.code == "foreign"
    assert (digest(path), beside(path)) == before


def test_a_guard_that_was_changed_is_named(tmp_path) -> None:
    url = url_of(tmp_path / "new.sqlite")
    create_store(url, PLACE).close()
    with closing(sqlite3.connect(tmp_path / "new.sqlite")) as connection:
        connection.execute("DROP TRIGGER guard_change_delete")
        connection.execute(
            "CREATE TRIGGER guard_change_delete BEFORE DELETE ON change BEGIN SELECT 1; END"
        )
        connection.commit()
    engine = make_engine(url)
    with engine.connect() as connection:
        assert guards.missing(connection) == ["guard_change_delete"]
    engine.dispose()


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """Let the table of mounts say that a folder is of some kind."""

    def mount(kind: str, *more: str) -> None:
        table = tmp_path / "mounts"
        lines = ["/dev/a / ext4 rw 0 0", f"server:/x {tmp_path} {kind} rw 0 0", *more]
        table.write_text("\n".join(lines))
        monkeypatch.setattr(disk, "MOUNTS", table)

    return mount


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_no_store_is_made_on_a_network_drive(tmp_path, mounted, kind) -> None:
    mounted(kind)
    with pytest.raises(Refused, match="PostgreSQL") as refused:
        create_store(url_of(tmp_path / "new.sqlite"), PLACE)
    assert refused.value.code == "network"
    assert beside(tmp_path / "x") == {"mounts"}


def test_a_store_that_was_moved_to_a_network_drive_is_refused(tmp_path, mounted) -> None:
    create_store(url_of(tmp_path / "new.sqlite"), PLACE).close()
    before = digest(tmp_path / "new.sqlite")
    mounted("nfs")
    with pytest.raises(Refused) as refused:
        opened(tmp_path / "new.sqlite")
    assert refused.value.code == "network"
    assert digest(tmp_path / "new.sqlite") == before


@pytest.mark.parametrize("kind", ["ext4", "tmpfs", "9p", "fuse.ntfs-3g"])
def test_a_disk_of_this_machine_will_do(tmp_path, mounted, kind) -> None:
    mounted(kind)
    create_store(url_of(tmp_path / "new.sqlite"), PLACE).close()


def test_the_nearest_mount_counts(tmp_path, mounted) -> None:
    (tmp_path / "my disk").mkdir()
    mounted("nfs", f"/dev/b {tmp_path}/my\\040disk ext4 rw 0 0")
    create_store(url_of(tmp_path / "my disk" / "new.sqlite"), PLACE).close()


def test_where_no_mounts_are_told_any_disk_will_do(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(disk, "MOUNTS", tmp_path / "absent")
    create_store(url_of(tmp_path / "new.sqlite"), PLACE).close()
