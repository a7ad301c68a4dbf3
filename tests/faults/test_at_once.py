"""Several processes at once: one wins where only one may, and nobody sees a lock."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter

import pytest

from boundaries import commands
from boundaries.bookkeeping import money_at
from boundaries.model import AreaId, Balance
from data.store import SqlStore, open_store
from tests.conftest import area, on, square

RACERS, PROCESSES, THREADS = 8, 2, 4
ROUNDS = {"sqlite": 200, "postgresql": 60}
WRITES = {"sqlite": 5_000, "postgresql": 400}
GRANTED = 30_000


@pytest.fixture
def town(store, admin, url) -> str:
    for number in range(PROCESSES * THREADS):
        place = square(number, -2)
        commands.found(store, admin, name=f"N{number}", geometry=place, occasion=on(2000))
    commands.grant(store, admin, commands.Amount(area(1), 100_000), on(2000))
    store.close()
    return url


@pytest.fixture
def towns(town, tmp_path) -> list[str]:
    """Two of the same in files: who waits for a lock there sleeps, and leaves a processor idle."""
    if not town.startswith("sqlite"):
        return [town]
    shutil.copy(town.removeprefix("sqlite:///"), tmp_path / "twin.sqlite")
    return [town, f"sqlite:///{tmp_path / 'twin.sqlite'}"]


def threes(store: SqlStore, admin, rounds: int) -> list[list[str]]:
    """Found three areas in a row, a b c, with money for each round; return their ids."""
    found: list[list[str]] = []
    with store.together():
        for number in range(rounds):
            row, column = divmod(4 * number, 100)
            found.append([])
            for place in range(3):
                name, geometry = f"{number}-{place}", square(column + place, row + 40)
                founded = commands.found(
                    store, admin, name=name, geometry=geometry, occasion=on(2001)
                )
                found[-1] += founded.areas
                amount = commands.Amount(founded.areas[0], GRANTED)
                commands.grant(store, admin, amount, on(2002))
            if spending(number):
                # What is left is enough for three.
                used = commands.Amount(AreaId(found[-1][0]), GRANTED - 300)
                commands.spend(store, admin, used, on(2002))
    return found


def spending(number: int) -> bool:
    return number % 4 == 2


def asked(number: int, racer: int, ids: list[str]) -> dict[str, object]:
    """Return what a racer is asked: in turns of four rounds.

    Who merges overlaps in b; who renames, or renames what others merge, has but one revision to
    start from; who spends finds that three bookings fit and no fourth.
    """
    a, b, c = ids
    word = f"{number} {racer}"
    merging = {"what": "merge", "areas": [a, b] if racer % 2 else [b, c], "on": "2003-01-01"}
    renaming = {"what": "rename", "areas": [b], "on": "2003-01-01"}
    spending = {"what": "spend", "areas": [a], "on": "2003-01-01"}
    mixed = merging if racer < RACERS // 2 else renaming
    return [merging, renaming, spending, mixed][number % 4] | {"word": word}


def total(store: SqlStore) -> int:
    with store.read() as parts:
        held: Balance = money_at(parts, dt.date(2020, 1, 1)).total
    return held.available + held.committed + held.spent


class Race:
    """A town with eight who wait for a word, each a process of its own."""

    def __init__(self, nursery, url: str, admin, rounds: int) -> None:
        nursery.prepare(url)
        self.racers = [nursery.child("race", url) for _ in range(RACERS)]
        self.store = open_store(url)
        self.sets = threes(self.store, admin, rounds)
        self.before = total(self.store)

    def start(self, number: int) -> None:
        for racer, child in enumerate(self.racers):
            child.say(asked(number, racer, self.sets[number]))

    def finish(self, number: int) -> None:
        check(number, [child.hear() for child in self.racers])


def test_of_eight_processes_one_wins_each_time(nursery, towns, admin, verify) -> None:
    rounds = ROUNDS[towns[0].partition(":")[0]] // len(towns)
    races = [Race(nursery, url, admin, rounds) for url in towns]
    for number in range(rounds):
        for race in races:
            race.start(number)
        for race in races:
            race.finish(number)
    for race, url in zip(races, towns, strict=True):
        assert total(race.store) == race.before
        race.store.close()
        assert verify(url) == []


def check(number: int, said: list[dict[str, str]]) -> None:
    """Look at how a race ended."""
    ends = Counter(next(iter(end)) for end in said)
    one = {"done": 1, "conflict": RACERS - 1}
    assert ends == ({"done": 3, "refused": 5} if spending(number) else one), said
    for end in said:
        assert "conflict" not in end or end["conflict"].startswith(("You started", "GM0118-"))
    assert {end["refused"] for end in said if "refused" in end} <= {"short"}


def test_thousands_of_bookings_of_two_processes_with_four_threads_each(
    nursery, town, verify
) -> None:
    nursery.prepare(town)
    store = open_store(town)
    with store.read() as parts:
        held = money_at(parts, dt.date(2011, 1, 1)).total
        before = len(parts.areas.changes())
    writes = WRITES[town.partition(":")[0]]
    each = writes // PROCESSES // THREADS
    writers = [
        nursery.child("grant_from_threads", town, number, THREADS, each)
        for number in range(PROCESSES)
    ]
    said = [writer.hear() for writer in writers]
    assert [failure for end in said for failure in end["errors"]] == []
    keys = [key for end in said for key in end["done"]]
    assert len(set(keys)) == writes
    with store.read() as parts:
        assert len(parts.areas.changes()) == before + writes
        assert money_at(parts, dt.date(2011, 1, 1)).total.available == (
            held.available + 100 * writes
        )
        booked = parts.money.bookings(area(1), after=dt.date(2009, 12, 31))
    assert Counter(entry.key for entry in booked) == Counter(
        k for k in keys if k.startswith("0 0 ")
    )
    store.close()
    assert verify(town) == []
