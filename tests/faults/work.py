"""What the processes of the nursery do; each says on a line what it did, after it was done."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import random
import sqlite3
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event

from boundaries import commands
from boundaries.errors import Conflict, Refused
from boundaries.model import AreaId, Occasion
from data.store import open_store
from tests.conftest import PLACE, square

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


def race(talk: Talk, url: str) -> None:
    """Do what is asked, as soon as it is asked; say whether it was done or why not."""
    store = STORES[url]
    with store.read() as parts:
        actor = parts.people.local()
    while (asked := talk.hear()) is not None:
        try:
            talk.say({"done": do(store, actor, **asked)})
        except Conflict as conflict:
            talk.say({"conflict": str(conflict), "ids": list(conflict.ids)})
        except Refused as refused:
            talk.say({"refused": refused.code})
    store.close()


def do(store: SqlStore, actor: Actor, what: str, areas: list[str], on: str, word: str) -> int:
    """Merge, rename or spend, all decided on the first revision."""
    occasion = Occasion(dt.date.fromisoformat(on), "om het eerst")
    ids = [AreaId(area) for area in areas]
    match what:
        case "merge":
            revs = dict.fromkeys(ids, 1)
            return commands.merge(store, actor, ids, name=word, occasion=occasion, revs=revs).change
        case "rename":
            return commands.rename(store, actor, ids[0], name=word, occasion=occasion, rev=1).change
        case _:
            return commands.spend(
                store, actor, commands.Amount(ids[0], 100, key=word), occasion
            ).change


def grant_from_threads(talk: Talk, url: str, process: int, threads: int, each: int) -> None:
    """Grant from several threads at once, some of it twice; say what was acknowledged."""
    store = STORES[url]
    with store.read() as parts:
        actor = parts.people.local()
    done: list[str] = []
    failed: list[str] = []

    def grant(thread: int) -> None:
        area = AreaId(f"{PLACE.code}-{process * threads + thread + 1:04d}")
        for number in range(each):
            amount = commands.Amount(area, 100, key=f"{process} {thread} {number}")
            for _ in range(2 if number % 50 == 0 else 1):
                try:
                    commands.grant(store, actor, amount, Occasion(dt.date(2010, 1, 1), "gelijk"))
                except BaseException as error:
                    failed.append(repr(error))
            done.append(f"{amount.key}")

    everybody = [threading.Thread(target=grant, args=(number,)) for number in range(threads)]
    for thread in everybody:
        thread.start()
    for thread in everybody:
        thread.join()
    store.close()
    talk.say({"done": done, "errors": failed})


def keep_plain_table(talk: Talk, path: str) -> None:
    """Keep a table in a plain SQLite file open, as an app does: write to it, read it with GDAL."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS area (id INTEGER PRIMARY KEY, name TEXT)")
    while (asked := talk.hear()) is not None:
        match asked:
            case "read with GDAL":
                import pyogrio

                pyogrio.read_dataframe(path, layer="area", read_geometry=False)
            case "write":
                connection.executemany("INSERT INTO area (name) VALUES (?)", [("x",)] * 250)
        talk.say(connection.execute("SELECT count(*) FROM area").fetchone()[0])
    connection.close()


def count_plain_table(talk: Talk, path: str) -> None:
    """Open the file, count, and close it again."""
    connection = sqlite3.connect(path)
    (number,) = connection.execute("SELECT count(*) FROM area").fetchone()
    connection.close()
    talk.say(number)


def keep_store(talk: Talk, url: str, folder: str) -> None:
    """Keep a store open, as the app does: book in it, and export it in every way there is."""
    import pyogrio

    import cli
    from reports.export import FORMS, write_areas

    store, day = STORES[url], dt.date(2010, 1, 1)
    with store.read() as parts:
        actor = parts.people.local()
    while (key := talk.hear()) is not None:
        for half in ("before", "after"):
            amount = commands.Amount(AreaId(f"{PLACE.code}-0001"), 100, key=f"{key} {half}")
            booked = commands.grant(store, actor, amount, Occasion(day, "om het eerst"))
            for form, layer in (*((one, None) for one in FORMS), (".gpkg", "areas")):
                file = Path(folder) / f"{key}{half}{form}"
                with store.read() as parts:
                    _, count = write_areas(parts, form, day)
                with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
                    at = ["--at", day.isoformat()]
                    cli.main(["--db", url, "export", "areas", "-o", str(file), *at])
                # What was handed out may be opened with GDAL, also in the same process.
                assert len(pyogrio.read_dataframe(file, layer=layer)) == count > 0
            talk.say(booked.change)
    store.close()


def look(talk: Talk, url: str) -> None:
    """Open a store, count its changes, and close it again, as a command does."""
    store = open_store(url)
    with store.read() as parts:
        number = len(parts.areas.changes())
    store.close()
    talk.say(number)


def insist(talk: Talk, url: str, requests: int) -> None:
    """Grant again and again, and each until it is told that it was done; say what was refused."""
    store = open_store(url)
    with store.read() as parts:
        actor = parts.people.local()
    on = Occasion(dt.date(2010, 1, 1), "toch")
    for number in range(requests):
        amount, refusals = commands.Amount(AreaId(f"{PLACE.code}-0001"), 100, key=f"{number}"), []
        while True:
            try:
                booked = commands.grant(store, actor, amount, on)
                break
            except Refused as refused:
                refusals.append([refused.code, str(refused)])
        talk.say({"change": booked.change, "again": booked.again, "refusals": refusals[:3]})
    store.close()
