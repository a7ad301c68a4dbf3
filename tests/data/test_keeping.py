"""A backup is a store, whatever happens meanwhile; a restore is whole and loses nothing."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boundaries import commands
from boundaries.errors import Refused
from boundaries.model import Actor
from data.store import SqlStore, backup_store, create_store, open_store, restore_store, verify_store
from data.store.engine import APPLICATION_ID
from tests.conftest import PLACE, area, on, square
from tests.data.old_store import make_old_store

pytestmark = pytest.mark.sqlite


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "copy.sqlite"


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def asked(path: Path, query: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchone()[0]


def names_in(url: str) -> list[str]:
    store = open_store(url)
    with store.read() as parts:
        names = [v.name for v in parts.areas.at(on(2020).on)]
    store.close()
    return names


def rewrite(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def beside(path: Path) -> set[str]:
    return {other.name for other in path.parent.iterdir()}


def founded(store: SqlStore, admin: Actor, name: str, column: int = 0) -> None:
    commands.found(store, admin, name=name, geometry=square(column, 0), occasion=on(2007))


def rename_forever(url: str, ready, stop) -> None:
    store = open_store(url)
    with store.read() as parts:
        actor = parts.people.local()
    number = 0
    while not stop.is_set():
        number += 1
        commands.rename(store, actor, area(1), name=f"N{number}", occasion=on(2008))
        ready.set()
    store.close()


def test_a_backup_is_one_file_and_a_store(store, admin, url, file) -> None:
    founded(store, admin, "West")
    kept = backup_store(url, file)
    assert (kept.path, kept.bytes) == (file, file.stat().st_size)
    assert beside(file) == {"copy.sqlite"}
    assert asked(file, "PRAGMA application_id") == APPLICATION_ID
    assert asked(file, "PRAGMA journal_mode") == "delete"
    assert names_in(url_of(file)) == ["West"]


def test_a_backup_of_a_store_nobody_has_open_leaves_nothing_beside_it(url, file) -> None:
    create_store(url, PLACE).close()
    before = beside(path_of(url))
    backup_store(url, file)
    assert beside(path_of(url)) == before


def test_a_backup_while_another_process_writes_is_sound(store, admin, url, file) -> None:
    founded(store, admin, "West")
    spawn = multiprocessing.get_context("spawn")
    ready, stop = spawn.Event(), spawn.Event()
    writer = spawn.Process(target=rename_forever, args=(url, ready, stop))
    writer.start()
    assert ready.wait(60)
    backup_store(url, file)
    stop.set()
    writer.join()
    assert writer.exitcode == 0
    assert verify_store(url_of(file)) == []
    assert asked(file, "SELECT count(*) FROM change") >= 2


def test_a_backup_takes_no_place_of_another_file(store, url, file) -> None:
    file.write_text("something of mine")
    with pytest.raises(Refused) as refused:
        backup_store(url, file)
    assert refused.value.code == "exists"
    assert file.read_text() == "something of mine"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(store, url, tmp_path) -> None:
    with pytest.raises(Refused) as refused:
        backup_store(url, tmp_path / "nowhere" / "copy.sqlite")
    assert refused.value.code == "path"


def test_a_backup_that_fails_leaves_nothing(url, file) -> None:
    create_store(url, PLACE).close()
    pages = bytearray(path_of(url).read_bytes())
    pages[3 * 4096 : 12 * 4096] = b"\xaa" * (9 * 4096)
    path_of(url).write_bytes(pages)
    with pytest.raises(Refused) as refused:
        backup_store(url, file)
    assert refused.value.code in {"damaged", "foreign"}
    assert beside(file) == set()


def test_a_backup_is_as_private_as_the_store(url, file) -> None:
    create_store(url, PLACE).close()
    path_of(url).chmod(0o600)
    backup_store(url, file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_older_store_is_backed_up_as_it_is(url, file) -> None:
    make_old_store(path_of(url))
    backup_store(url, file)
    assert asked(file, "SELECT version_num FROM alembic_version") == "0001"


def test_what_was_backed_up_is_restored(store, admin, url, file, tmp_path) -> None:
    founded(store, admin, "West")
    backup_store(url, file)
    new = url_of(tmp_path / "new.sqlite")
    kept = restore_store(new, file)
    assert (kept.path, kept.replaced) == (tmp_path / "new.sqlite", None)
    assert names_in(new) == ["West"]
    assert verify_store(new) == []


def test_a_store_is_replaced_only_when_said_so(store, admin, url, file) -> None:
    backup_store(url, file)
    founded(store, admin, "West")
    with pytest.raises(Refused) as refused:
        restore_store(url, file)
    assert refused.value.code == "exists"
    assert names_in(url) == ["West"]


def test_a_store_that_is_replaced_is_kept_whole(store, admin, url, file) -> None:
    backup_store(url, file)
    founded(store, admin, "West")
    store.close()
    kept = restore_store(url, file, replace=True)
    assert names_in(url) == []
    assert names_in(url_of(kept.replaced)) == ["West"]


def test_each_store_that_is_replaced_is_kept(url, file) -> None:
    create_store(url, PLACE).close()
    backup_store(url, file)
    names = [restore_store(url, file, replace=True).replaced.name for _ in range(2)]
    assert names == ["areas.sqlite.replaced", "areas.sqlite.replaced-2"]


def test_what_stood_in_the_log_of_a_crashed_app_is_kept(store, admin, url, file, tmp_path) -> None:
    backup_store(url, file)
    founded(store, admin, "West")
    crashed = tmp_path / "elsewhere" / "crashed.sqlite"
    # As a machine that went down leaves them: the file, and a log that nobody folded into it.
    for suffix in ("", "-wal"):
        source = path_of(url).with_name(path_of(url).name + suffix)
        crashed.with_name(crashed.name + suffix).write_bytes(source.read_bytes())
    kept = restore_store(url_of(crashed), file, replace=True)
    assert names_in(url_of(crashed)) == []
    assert names_in(url_of(kept.replaced)) == ["West"]


def test_a_store_in_use_is_not_replaced(store, admin, url, file) -> None:
    founded(store, admin, "West")
    backup_store(url, file)
    before = beside(path_of(url))
    with pytest.raises(Refused) as refused:
        restore_store(url, file, replace=True)
    assert refused.value.code == "in_use"
    assert beside(path_of(url)) == before
    founded(store, admin, "Oost", 1)
    assert names_in(url) == ["West", "Oost"]


def test_a_copy_that_is_damaged_is_not_restored(store, url, file) -> None:
    backup_store(url, file)
    store.close()
    pages = bytearray(file.read_bytes())
    pages[4 * 4096 : 5 * 4096] = b"\xaa" * 4096
    file.write_bytes(pages)
    before = path_of(url).read_bytes(), beside(path_of(url))
    with pytest.raises(Refused) as refused:
        restore_store(url, file, replace=True)
    assert refused.value.code in {"damaged", "foreign"}
    assert (path_of(url).read_bytes(), beside(path_of(url))) == before


def test_a_copy_of_a_newer_version_is_not_restored(url, file, store) -> None:
    backup_store(url, file)
    rewrite(file, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refused) as refused:
        restore_store(url, file, replace=True)
    assert refused.value.code == "newer"


def test_a_file_that_is_no_store_is_not_restored(url, file) -> None:
    file.write_text("something of mine")
    with pytest.raises(Refused) as refused:
        restore_store(url, file)
    assert refused.value.code == "foreign"
    assert not path_of(url).exists()


def test_what_is_no_store_is_not_replaced(url, file, tmp_path) -> None:
    create_store(url_of(tmp_path / "other.sqlite"), PLACE).close()
    backup_store(url_of(tmp_path / "other.sqlite"), file)
    path_of(url).write_text("something of mine")
    with pytest.raises(Refused) as refused:
        restore_store(url, file, replace=True)
    assert refused.value.code == "foreign"
    assert path_of(url).read_text() == "something of mine"


def test_an_older_copy_is_restored_and_brought_up_to_date(url, file) -> None:
    make_old_store(file)
    restore_store(url, file)
    assert names_in(url) == ["West", "Krakeel"]
    assert verify_store(url) == []


def test_a_copy_that_is_restored_is_left_as_it_was(store, url, file, tmp_path) -> None:
    backup_store(url, file)
    before = file.read_bytes()
    file.chmod(0o400)
    restore_store(url_of(tmp_path / "new.sqlite"), file)
    assert (file.read_bytes(), beside(file)) == (before, {"copy.sqlite"})


def test_what_is_restored_from_a_read_only_copy_can_be_written(store, url, file, tmp_path) -> None:
    backup_store(url, file)
    file.chmod(0o400)
    kept = restore_store(url_of(tmp_path / "new.sqlite"), file)
    assert kept.path.stat().st_mode & 0o777 == 0o600
