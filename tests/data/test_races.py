"""Several at once: processes that merge the same areas, threads that wait for their turn."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter

import pytest

from boundaries import commands
from boundaries.bookkeeping import money_at
from boundaries.model import Balance
from data.store import verify_store
from data.store.turns import Turns
from tests.conftest import area, on, square

CHILD = """
import json, sys
from boundaries import commands
from boundaries.errors import Conflict
from boundaries.model import AreaId, Occasion
from data.store import open_store
import datetime as dt

url, *areas = sys.argv[1:]
store = open_store(url)
with store.read() as parts:
    actor = parts.people.local()
print("ready", flush=True)
sys.stdin.readline()
occasion = Occasion(dt.date(2010, 1, 1), "samen")
ids = [AreaId(a) for a in areas]
try:
    done = commands.merge(store, actor, ids, name="Samen", occasion=occasion,
                          revs=dict.fromkeys(ids, 1))
    print(json.dumps({"won": list(done.areas)}))
except Conflict as conflict:
    print(json.dumps({"lost": str(conflict), "ids": list(conflict.ids)}))
"""


@pytest.fixture
def wheel(store, admin):
    """
    An area in the middle and eight round it, each with a hundred euros.

        2 3 4
        9 1 5
        8 7 6
    """
    places = [(1, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0), (0, 1)]
    for number, place in enumerate(places, start=1):
        commands.found(store, admin, name=f"N{number}", geometry=square(*place), occasion=on(2007))
        commands.grant(store, admin, commands.Amount(area(number), 10_000), on(2008))
    return store


def race(url: str, sets: list[list[str]]) -> list[dict]:
    """Let processes merge at once; each starts only when all are ready."""
    children = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", CHILD, url, *areas],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for areas in sets
    ]  # fmt: skip
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    said = [child.communicate(timeout=60)[0] for child in children]
    return [json.loads(text) for text in said]


def test_of_eight_processes_that_merge_overlapping_sets_one_wins(wheel, url) -> None:
    # A square of four, of which all sets hold the middle one and two that border on it.
    sides = [3, 5, 7, 9]
    sets = [[area(1), area(sides[n % 4]), area(sides[(n + 1 + n // 4) % 4])] for n in range(8)]
    outcomes = race(url, sets)
    assert Counter("won" in outcome for outcome in outcomes) == {True: 1, False: 7}
    (won,) = [outcome["won"] for outcome in outcomes if "won" in outcome]
    for outcome in outcomes:
        if "lost" in outcome:
            assert "merged by an administrator" in outcome["lost"]
            assert won[0] in outcome["lost"]
    with wheel.read() as parts:
        standing = parts.areas.ids(on(2011).on)
        books = money_at(parts, on(2011).on)
    assert len(standing) == 7
    assert books.total == Balance(available=90_000)
    assert verify_store(url) == []


def test_threads_get_their_turn_in_the_order_in_which_they_came() -> None:
    turns, order, threads = Turns(), [], []

    def take(number: int) -> None:
        with turns:
            order.append(number)

    with turns:
        for number in range(6):
            threads.append(threading.Thread(target=take, args=(number,)))
            threads[-1].start()
            while turns.waiting <= number:
                pass
    for thread in threads:
        thread.join()
    assert order == list(range(6))


def test_a_turn_is_passed_on_by_who_fails() -> None:
    turns = Turns()

    def fail() -> None:
        with turns:
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    with turns:
        assert turns.waiting == 0
