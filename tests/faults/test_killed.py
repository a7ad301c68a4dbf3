"""kill -9 in the middle of writing: what was acknowledged is there, and nothing half-done."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import dataclass, field

import pytest

from boundaries import commands
from boundaries.model import Occasion
from data.store import open_store
from tests.conftest import area, on, square

ROUNDS = {"sqlite": 500, "postgresql": 50}
"""A file has nobody but who opens it next to undo what was half-done; a server does that itself."""
USABLE_S = 2.0


@dataclass
class Outcome:
    """What all killings came to."""

    lost: list[int] = field(default_factory=list)
    """Changes that were acknowledged and aren't there."""
    strangers: list[int] = field(default_factory=list)
    """Rounds after which more than one change is there that nobody acknowledged."""
    problems: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    acknowledged: int = 0
    unanswered: int = 0
    """Changes that are there whole although their writer didn't live to say so."""


@pytest.fixture
def town(store, admin, url) -> str:
    """Four areas in a row, the first with money; nobody has it open."""
    for number in range(4):
        place = square(number, -2)
        commands.found(store, admin, name=f"N{number}", geometry=place, occasion=on(2000))
    commands.grant(store, admin, commands.Amount(area(1), 100_000), on(2000))
    store.close()
    return url


def spin(seconds: float) -> None:
    """Let so much time pass; to sleep takes longer than a commit does."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def killed(nursery, url: str, seed: int, day: dt.date) -> list[int]:
    """Let somebody write and kill it; return what it acknowledged.

    Every second one is killed where it just said that it begins to commit.
    """
    chance, committing = random.Random(seed), seed % 2 == 1
    child = nursery.child("write", url, seed, day.isoformat(), committing)
    said = [child.hear() for _ in range(chance.choice([1, 3] if committing else [1, 2]))]
    spin(chance.uniform(0, 0.008))
    child.kill()
    said += child.rest()
    nursery.send_home()
    return [change for change in said if change != "committing"]


def test_hundreds_of_writers_are_killed_and_nothing_acknowledged_is_lost(
    nursery, town, verify
) -> None:
    nursery.prepare(town)
    outcome, store = Outcome(), open_store(town)
    with store.read() as parts:
        actor, newest = parts.people.local(), parts.areas.changes()[-1]
    last, day = newest.id, newest.occasion.on
    store.close()
    engine = town.partition(":")[0]
    for seed in range(2, ROUNDS[engine] + 2):
        acknowledged = killed(nursery, town, seed, day)
        began = time.perf_counter()
        with store.read() as parts:
            there = [change.id for change in parts.areas.changes(after=last)]
        day += dt.timedelta(days=len(there) + 1)
        amount = commands.Amount(area(1), 100, key=f"after {seed}")
        last = commands.grant(store, actor, amount, Occasion(day, "daarna")).change
        outcome.slowest_s = max(outcome.slowest_s, time.perf_counter() - began)
        if engine == "sqlite":
            # Whoever comes next finds nobody who has the file open.
            store.close()
        outcome.lost += sorted(set(acknowledged) - set(there))
        outcome.strangers += [seed] if len(there) > len(acknowledged) + 1 else []
        outcome.acknowledged += len(acknowledged)
        outcome.unanswered += len(set(there) - set(acknowledged))
        if seed % 25 == 1:
            outcome.problems += [str(problem) for problem in verify(town)]
    store.close()
    assert outcome.lost == []
    assert outcome.strangers == []
    assert outcome.problems == []
    assert outcome.slowest_s < USABLE_S
