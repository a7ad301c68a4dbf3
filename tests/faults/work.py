"""What the processes of the nursery do; each says on a line what it did, after it was done."""

from __future__ import annotations

import datetime as dt
import random
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event

from boundaries import commands
from boundaries.model import Occasion
from data.store import open_store
from tests.conftest import square

if TYPE_CHECKING:
    from boundaries.model import Actor
    from data.store import SqlStore
    from tests.faults.nursery import Talk

COLUMNS = 100


class Writer:
    """Somebody who does all kinds of things to the areas of a town, each a day after the last."""

    def __init__(self, store: SqlStore, seed: int, day: dt.date) -> None:
        self.store, self.random, self.day, self.key = store, random.Random(seed), day, f"{seed}"
        with store.read() as parts:
            self.actor: Actor = parts.people.local()

    def write(self, number: int) -> int:
        """Do one thing; return the number of the change."""
        self.day += dt.timedelta(days=1)
        on = Occasion(self.day, "omdat het kan")
        with self.store.read() as parts:
            ids = parts.areas.ids(self.day)
        area = self.random.choice(ids)
        what = self.random.choice(["found", "found", "merge", "grant", "grant", "spend", "rename"])
        if what == "merge" and len(ids) > 6:
            # The newest ones: who swallows all others would become a huge area.
            merged = commands.merge(
                self.store, self.actor, ids[-2:], name="Samen", occasion=on, apart=True
            )
            return merged.change
        if what == "rename":
            name = f"N{self.key}-{number}"
            return commands.rename(self.store, self.actor, area, name=name, occasion=on).change
        if what == "spend":
            area = ids[0]
            amount = commands.Amount(area, 100, key=f"{self.key}-{number}")
            return commands.spend(self.store, self.actor, amount, on).change
        if what == "found":
            return found(self.store, self.actor, int(self.key) * 20 + number, on)
        amount = commands.Amount(area, 700, key=f"{self.key}-{number}")
        return commands.grant(self.store, self.actor, amount, on).change


def found(store: SqlStore, actor: Actor, place: int, on: Occasion) -> int:
    """Found an area on a place of its own."""
    row, column = divmod(place, COLUMNS)
    geometry = square(column, row)
    return commands.found(store, actor, name=f"Plek {place}", geometry=geometry, occasion=on).change


STORES: dict[str, SqlStore] = {}
"""Stores that were used before the fork: SQLAlchemy knows their statements, none is connected."""


def prepare(url: str) -> None:
    """Open a store and do everything once, so that no child has to find out how."""
    STORES[url] = store = open_store(url)
    with store.read() as parts:
        actor, day = parts.people.local(), parts.areas.changes()[-1].occasion.on
    for place in range(8):
        found(store, actor, place, Occasion(day, "omdat het kan"))
    writer = Writer(store, 1, day)
    for number in range(8, 20):
        writer.write(number)
    store.close()


def write(talk: Talk, url: str, seed: int, day: str, says_when_committing: bool) -> None:
    """Write until somebody kills it."""
    writer = Writer(STORES[url], seed, dt.date.fromisoformat(day))
    if says_when_committing:
        event.listen(Engine, "commit", lambda _connection: talk.say("committing"))
    for number in count():
        talk.say(writer.write(number))
