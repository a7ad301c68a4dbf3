"""A disk that is full, a store that can only be read, a lock that is held: said, and healed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from boundaries import commands
from boundaries.errors import Refused
from data.store import SqlStore, create_store, open_store, verify_store
from data.store.engine import make_engine
from data.store.opening import utc_now
from tests.conftest import PLACE, area, on, square

BALLAST = "ballast"


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of three megabytes, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        if os.environ.get("CI"):
            pytest.fail(f"CI has to mount a small disk: {mounted.stderr.decode()}")
        pytest.skip("only an administrator can mount a small disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.fixture
def town(small_disk) -> Iterator[tuple[SqlStore, str]]:
    """A store on that disk, with one area."""
    url = f"sqlite:///{small_disk / 'areas.sqlite'}"
    store = create_store(url, PLACE)
    found(store, 0)
    yield store, url
    store.close()


def found(store: SqlStore, number: int):
    with store.read() as parts:
        actor = parts.people.local()
    return commands.found(
        store, actor, name=f"N{number}", geometry=square(number, 0), occasion=on(2001)
    )


def fill(disk: Path) -> None:
    """Take all that is left of a disk."""
    with (disk / BALLAST).open("wb", buffering=0) as ballast:
        try:
            while ballast.write(bytes(4096)):
                pass
        except OSError:
            return


def remount(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)


def ids(store: SqlStore) -> list[str]:
    with store.read() as parts:
        return list(parts.areas.ids(on(2010).on))


def refused_until(store: SqlStore) -> tuple[Refused, int]:
    """Found areas until one is refused; return why, and its number."""
    for number in range(1, 500):
        try:
            found(store, number)
        except Refused as refused:
            return refused, number
    pytest.fail("nothing was ever refused")


def test_on_a_full_disk_a_change_is_refused_and_done_once_there_is_room(town, small_disk) -> None:
    store, url = town
    fill(small_disk)
    refused, number = refused_until(store)
    assert refused.code == "full"
    assert str(refused).startswith("The disk of the store areas.sqlite is full.")
    assert len(ids(store)) == number
    (small_disk / BALLAST).unlink()
    assert found(store, number).areas == (area(number + 1),)
    assert verify_store(url) == []


def test_on_a_full_disk_what_is_there_can_be_read(town, small_disk) -> None:
    store, _ = town
    fill(small_disk)
    _, number = refused_until(store)
    assert len(ids(store)) == number


def test_a_store_cannot_be_opened_on_a_full_disk_and_is_not_called_foreign(
    town, small_disk
) -> None:
    store, url = town
    store.close()
    fill(small_disk)
    with pytest.raises(Refused) as refused:
        open_store(url)
    assert refused.value.code == "full"
    (small_disk / BALLAST).unlink()
    open_store(url).close()


def test_no_store_is_made_on_a_full_disk(small_disk) -> None:
    fill(small_disk)
    with pytest.raises(Refused) as refused:
        create_store(f"sqlite:///{small_disk / 'areas.sqlite'}", PLACE)
    assert refused.value.code == "full"
    assert [file.name for file in small_disk.iterdir()] == [BALLAST]


def test_a_store_that_can_only_be_read_refuses_changes(town, small_disk) -> None:
    store, url = town
    store.close()
    remount(small_disk, "ro")
    try:
        with pytest.raises(Refused) as refused:
            found(store, 1)
        assert refused.value.code == "read_only"
        assert str(refused.value).startswith("The store areas.sqlite can only be read here.")
    finally:
        remount(small_disk, "rw")
    found(store, 1)
    assert verify_store(url) == []


def test_a_store_that_can_only_be_read_is_not_opened_and_not_called_foreign(
    town, small_disk
) -> None:
    store, url = town
    store.close()
    remount(small_disk, "ro")
    try:
        with pytest.raises(Refused) as refused:
            open_store(url)
        assert refused.value.code == "read_only"
    finally:
        remount(small_disk, "rw")


def page_limit(url: str, pages: int) -> SqlStore:
    """Open a store whose file may grow by some pages only, as on a disk that is almost full."""
    engine = make_engine(url)

    @event.listens_for(engine, "connect")
    def _limit(connection, record) -> None:
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={count + pages}")

    return SqlStore(engine, PLACE.code, utc_now)


def test_a_file_that_may_not_grow_refuses_a_change_whole(file_store, file_url) -> None:
    file_store.close()
    limited = page_limit(file_url, 2)
    refused, number = refused_until(limited)
    limited.close()
    assert refused.code == "full"
    assert len(ids(file_store)) == number - 1
    assert found(file_store, number).areas == (area(number),)
    assert verify_store(file_url) == []


def test_a_change_that_waits_too_long_for_its_turn_says_that_the_store_is_busy(
    file_store, file_url
) -> None:
    engine = make_engine(file_url)

    @event.listens_for(engine, "connect")
    def _impatient(connection, record) -> None:
        connection.execute("PRAGMA busy_timeout=1")

    impatient = SqlStore(engine, PLACE.code, utc_now)
    with file_store.write(), pytest.raises(Refused) as refused:
        found(impatient, 1)
    assert refused.value.code == "busy"
    assert str(refused.value).startswith("The store areas.sqlite was busy")
    assert found(impatient, 1).areas == (area(1),)
    impatient.close()


def test_a_damaged_store_says_so_and_advises_a_backup(file_store, file_url, tmp_path) -> None:
    found(file_store, 1)
    file_store.close()
    path = tmp_path / "areas.sqlite"
    whole = path.read_bytes()
    # The first page stays: it is a store of ours, of which the rest was blotted out.
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    with pytest.raises(Refused) as refused:
        open_store(file_url)
    assert refused.value.code == "damaged"
    assert "Use a backup of it." in str(refused.value)
