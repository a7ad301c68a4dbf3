"""A write-ahead log that was cut or garbled: the last changes may be gone, never half of one."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from boundaries import commands
from data.store import create_store, open_store, verify_store
from tests.conftest import PLACE, area, on, square

PLACES = 200


@dataclass
class Torn:
    """What a crash leaves: the file and its log, and which changes were in them."""

    file: bytes
    log: bytes
    changes: list[tuple[int, str]]

    def put(self, folder: Path, log: bytes) -> str:
        """Lay them down with another log; return the URL."""
        folder.mkdir(exist_ok=True)
        (folder / "areas.sqlite").write_bytes(self.file)
        (folder / "areas.sqlite-wal").write_bytes(log)
        return f"sqlite:///{folder / 'areas.sqlite'}"


def log_of(store) -> list[tuple[int, str]]:
    with store.read() as parts:
        return [(change.id, change.occasion.reason) for change in parts.areas.changes()]


def write_everything(store, actor) -> None:
    """Do a little of all, none of it folded into the file yet."""
    for number in range(6):
        commands.found(
            store, actor, name=f"N{number}", geometry=square(number, 0), occasion=on(2001)
        )
        commands.grant(store, actor, commands.Amount(area(number + 1), 1_000), on(2002))
    for number in range(3):
        pair = [area(2 * number + 1), area(2 * number + 2)]
        commands.merge(store, actor, pair, name=f"Samen {number}", occasion=on(2003 + number))
    for number in range(12):
        amount = commands.Amount(area(7 + number % 3), 100, key=f"{number}")
        commands.spend(store, actor, amount, on(2007, number + 1))


@pytest.fixture(scope="module")
def torn(tmp_path_factory) -> Torn:
    folder = tmp_path_factory.mktemp("whole")
    store = create_store(f"sqlite:///{folder / 'areas.sqlite'}", PLACE)
    with store.read() as parts:
        actor = parts.people.local()
    write_everything(store, actor)
    copy = folder / "copy"
    copy.mkdir()
    # By another process: closing a file drops the locks that this one has on it.
    subprocess.run(["cp", *map(str, folder.glob("areas.sqlite*")), str(copy)], check=True)
    changes = log_of(store)
    store.close()
    left = [(copy / name).read_bytes() for name in ("areas.sqlite", "areas.sqlite-wal")]
    return Torn(*left, changes)


def damage(log: bytes, chance: random.Random) -> bytes:
    """Cut a log off, turn a byte of it, or blot out a piece."""
    place = chance.randrange(len(log))
    match chance.randrange(3):
        case 0:
            return log[:place]
        case 1:
            return log[:place] + bytes([log[place] ^ chance.randrange(1, 256)]) + log[place + 1 :]
        case _:
            piece = chance.randbytes(chance.randrange(2, 5_000))
            return (log[:place] + piece + log[place + len(piece) :])[: len(log)]


def test_a_whole_log_gives_every_change(torn, tmp_path) -> None:
    store = open_store(torn.put(tmp_path / "whole", torn.log))
    assert log_of(store) == torn.changes
    store.close()


def test_a_store_whose_log_is_gone_is_as_it_was_before(torn, tmp_path) -> None:
    url = torn.put(tmp_path / "gone", b"")
    store = open_store(url)
    assert log_of(store) == []
    store.close()
    assert verify_store(url) == []


def test_two_hundred_torn_logs_lose_the_last_changes_at_most(torn, tmp_path, verify) -> None:
    chance, kept = random.Random(20261125), set()
    url = torn.put(tmp_path / "torn", torn.log)
    store = open_store(url)
    with store.read() as parts:
        actor = parts.people.local()
    for number in range(PLACES):
        # Nobody has it open: the last one who closes a store removes its log.
        store.close()
        torn.put(tmp_path / "torn", damage(torn.log, chance))
        assert verify(url) == []
        there = log_of(store)
        assert there == torn.changes[: len(there)]
        new = commands.found(
            store, actor, name="Nieuw", geometry=square(0, 9), occasion=on(2010, number % 12 + 1)
        )
        assert log_of(store) == [*there, (new.change, "omdat het kan")]
        kept.add(len(there))
    store.close()
    assert verify(url) == []
    # The places lay all over the log.
    assert len(kept) > len(torn.changes) // 2
