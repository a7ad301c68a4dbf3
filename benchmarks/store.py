"""The store on 100,000 versions, against a replay of the log and against geopandas on a file.

Goals are of issue 4. Versions are made as the commands make them: each change supersedes the
row that stood, records it again with its end, and records the new one; so there are twice as
many rows as versions that are known.
"""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from benchmarks.measure import Row, interleaved, milliseconds
from boundaries import commands
from boundaries.model import STILL, AreaId, Municipality, Occasion
from data.store import SqlStore, create_store, open_store, verify_store
from data.store.chain import seal_all
from data.store.engine import make_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

VERSIONS = 50
"""Of each area; 2,000 areas make 100,000."""
DAY = dt.date(2007, 1, 1)
"""Half-way: as much history before as after."""
FIRST = dt.date(2000, 1, 1)
EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""When the first change was recorded; each next one a second later."""
GENERATION = 5
"""So many areas came of one another."""


@dataclass(frozen=True, slots=True)
class Event:
    """An area became what it then was."""

    day: dt.date
    municipality: str
    area: str
    name: str
    land: bytes
    version: int


def rows() -> Iterator[Row]:
    """Yield a row for each goal."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _of_one(Path(folder), municipalities=20, areas=100)
        yield from _of_one(Path(folder), municipalities=1, areas=2_000)


def _of_one(folder: Path, *, municipalities: int, areas: int) -> Iterator[Row]:
    """Measure one municipality in a store of so many."""
    path = folder / f"{municipalities}.sqlite"
    codes = [f"GM{1000 + number}" for number in range(municipalities)]
    events = _events(codes, areas)
    url = _filled(path, codes, events)
    file = _exported(folder / f"{municipalities}.gpkg", events)
    log = _logged(folder / f"{municipalities}.log", events)
    data = f"{areas} areas of 1 in {municipalities}, {len(events):,} versions"
    # Or the collector goes through all of these each time that a command makes objects.
    del events
    gc.collect()
    gc.freeze()
    code = codes[len(codes) // 2]
    store = open_store(url, municipality=code)
    yield from _states(store, data, log, file, code, small=municipalities > 1)
    if municipalities > 1:
        yield from _lineage(store, data, code)
        yield from _writing(store, data, log, code)
    store.close()
    seen = f"{milliseconds(partial(verify_store, url)) / 1_000:.1f} s to verify all of it"
    yield Row(f"file of {path.stat().st_size / 1e6:.0f} MB", data, 1, 1, "-", seen)


def _states(
    store: SqlStore, data: str, log: Path, file: Path, code: str, *, small: bool
) -> Iterator[Row]:
    few, all_of_it = ("< 1 ms", "< 5 ms") if small else ("< 20 ms", "< 20 ms")
    with store.read() as parts:
        ids = partial(parts.areas.ids, DAY)
        yield Row(
            "state at a date, ids; replay", data, *interleaved(ids, partial(_fold, log, code)), few
        )
        ours = partial(parts.areas.at, DAY)
        replay = partial(_shapes, log, code)
        yield Row("state at a date; replay", data, *interleaved(ours, replay), all_of_it)
        read = partial(_read, file, code)
        yield Row("state at a date; geopandas", data, *interleaved(ours, read, 3), all_of_it)
        then = partial(parts.areas.at, DAY, known=EPOCH + dt.timedelta(seconds=50_000))
        yield Row("state at a date, as known then; replay", data, *interleaved(then, replay), "-")


def _lineage(store: SqlStore, data: str, code: str) -> Iterator[Row]:
    area = AreaId(f"{code}-{2 * GENERATION:04d}")
    with store.read() as parts:
        found = parts.areas.ancestors(area)
        edges = parts.areas.predecessors()
        ours = partial(parts.areas.ancestors, area)
        peer = partial(_closure, edges, area)
        seen = f"{len(found)} ancestors through {VERSIONS} versions each"
        yield Row("lineage; a walk in Python", data, *interleaved(ours, peer), "< 1 ms", seen)
        yield Row(
            "history of an area; reading the whole log",
            data,
            *interleaved(partial(parts.areas.changes, area), partial(parts.areas.changes, None), 3),
            "-",
        )


def _writing(store: SqlStore, data: str, log: Path, code: str) -> Iterator[Row]:
    with store.read() as parts:
        actor = parts.people.local()
    pairs = iter(range(1, 100, 2))
    occasion = Occasion(dt.date(2020, 1, 1), "benchmark")

    def merge() -> None:
        first = next(pairs)
        both = [AreaId(f"{code}-{first:04d}"), AreaId(f"{code}-{first + 1:04d}")]
        commands.merge(store, actor, both, name="Samen", occasion=occasion)

    def rename() -> None:
        area = AreaId(f"{code}-{99:04d}")
        commands.rename(store, actor, area, name=f"N{next(pairs)}", occasion=occasion)

    replay = partial(_shapes, log, code)
    yield Row("merge two areas; replay of the log", data, *interleaved(merge, replay), "< 10 ms")
    yield Row("rename an area; replay of the log", data, *interleaved(rename, replay), "-")


def _fold(log: Path, code: str) -> list[str]:
    return sorted(_state(log, code, "''"))


def _shapes(log: Path, code: str) -> list[BaseGeometry]:
    return list(shapely.from_wkb(list(_state(log, code, "land").values())))


def _state(log: Path, code: str, column: str) -> dict[str, bytes]:
    """Go through the log up to a date, and keep of each area what it said last."""
    query = f"SELECT area, {column} FROM event WHERE municipality = ? AND day <= ? ORDER BY day"
    with closing(sqlite3.connect(log)) as connection:
        return dict(connection.execute(query, (code, str(DAY))))


def _logged(path: Path, events: list[Event]) -> Path:
    """Write the log that somebody without versions would keep, with the index it needs."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event (municipality, day, area, name, land)")
        connection.executemany(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?)",
            ((e.municipality, str(e.day), e.area, e.name, e.land) for e in events),
        )
        connection.execute("CREATE INDEX by_day ON event (municipality, day)")
        connection.commit()
    return path


def _read(file: Path, code: str) -> gpd.GeoDataFrame:
    where = f"municipality = '{code}' AND valid_from <= '{DAY}' AND valid_to > '{DAY}'"
    return gpd.read_file(file, where=where)


def _closure(edges: dict[AreaId, list[AreaId]], area: AreaId) -> list[AreaId]:
    found: set[AreaId] = set()
    waiting = [area]
    while waiting:
        new = set(edges.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return sorted(found)


def _events(codes: list[str], areas: int) -> list[Event]:
    wide = max(10, int(areas**0.5))
    lands = [
        shapely.to_wkb(shapely.segmentize(shapely.box(x, y, x + 100, y + 100), 12.5))
        for x, y in (
            (228_000 + 100 * (n % wide), 526_000 + 100 * (n // wide)) for n in range(areas)
        )
    ]
    found = [
        Event(
            FIRST + dt.timedelta(days=100 * version + area % 100),
            code,
            f"{code}-{area + 1:04d}",
            f"Buurt {area + 1}, {version}",
            lands[area],
            version,
        )
        for code in codes
        for area in range(areas)
        for version in range(VERSIONS)
    ]
    return sorted(found, key=lambda event: (event.day, event.municipality, event.area))


def _filled(path: Path, codes: list[str], events: list[Event]) -> str:
    """Write the rows that a hundred thousand commands would have written, and seal them."""
    url = f"sqlite:///{path}"
    place = Municipality(codes[0], "Dorp 0", "EPSG:28992", (215_000, 515_000, 240_000, 540_000))
    create_store(url, place).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        for number, code in enumerate(codes[1:], 2):
            connection.execute(
                "INSERT INTO municipality SELECT ?, ?, crs, west, south, east, north, overlap, "
                "smallest_ha, synthetic, next_area, sealed, moved_to FROM municipality "
                "WHERE code = ?",
                (code, f"Dorp {number}", codes[0]),
            )
            connection.execute(
                "INSERT INTO person (municipality, id, subject, role) "
                "VALUES (?, 1, 'local', 'admin')",
                (code,),
            )
        connection.executemany(
            "INSERT OR IGNORE INTO area (municipality, id) VALUES (?, ?)",
            ((event.municipality, event.area) for event in events),
        )
        connection.execute("UPDATE municipality SET next_area = 5000")
        _insert(connection, events)
        connection.execute("COMMIT")
    engine = make_engine(url)
    with engine.execution_options(write=True).begin() as sealing:
        seal_all(sealing)
    engine.dispose()
    return url


def _insert(connection: sqlite3.Connection, events: list[Event]) -> None:
    numbers = {(e.municipality, e.area, e.version): n for n, e in enumerate(events, 1)}
    connection.executemany(
        "INSERT INTO change (id, municipality, kind, on_date, precision, recorded_at, actor, role, "
        "initiator, reason) VALUES (?, ?, 'rename', ?, 'day', ?, 1, 'admin', 'residents', 'x')",
        (
            (
                n,
                e.municipality,
                str(e.day),
                f"{EPOCH + dt.timedelta(0, n):%Y-%m-%d %H:%M:%S}.000000",
            )
            for n, e in enumerate(events, 1)
        ),
    )
    ids = itertools.count(1)
    connection.executemany(
        "INSERT INTO area_version (logical, municipality, area, name, valid_from, valid_to, "
        "recorded_by, superseded_by, geometry, west, south, east, north, m2, id, precision) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 10000, ?, 'day')",
        (
            (*row, event.land, *shapely.from_wkb(event.land).bounds, next(ids))
            for event in events
            for row in _versions(event, numbers)
        ),
    )
    connection.executemany(
        "INSERT INTO lineage (municipality, predecessor, successor, change) VALUES (?, ?, ?, ?)",
        (edge for event in events for edge in _edges(event, numbers)),
    )


def _versions(
    event: Event, numbers: dict[tuple[str, str, int], int]
) -> Iterable[tuple[object, ...]]:
    """Return the rows of a version: as it was first recorded, and again when it had ended."""
    number = numbers[event.municipality, event.area, event.version]
    after = numbers.get((event.municipality, event.area, event.version + 1))
    own = (number, event.municipality, event.area, event.name, str(event.day))
    yield (*own, str(STILL), number, after)
    if after:
        yield (*own, str(event.day + dt.timedelta(days=100)), after, None)


def _edges(event: Event, numbers: dict[tuple[str, str, int], int]) -> Iterable[tuple[object, ...]]:
    number = numbers[event.municipality, event.area, event.version]
    if event.version:
        before = numbers[event.municipality, event.area, event.version - 1]
        yield (event.municipality, before, number, number)
    code, _, area = event.area.partition("-")
    if event.version == VERSIONS // 2 and int(area) % GENERATION != 1:
        parent = f"{code}-{int(area) - 1:04d}"
        yield (
            event.municipality,
            numbers[event.municipality, parent, event.version - 1],
            number,
            number,
        )


def _exported(file: Path, events: list[Event]) -> Path:
    """Write the same versions as somebody without a store would keep them."""
    until = dt.timedelta(days=100)
    frame = gpd.GeoDataFrame(
        {
            "municipality": [event.municipality for event in events],
            "area": [event.area for event in events],
            "name": [event.name for event in events],
            "valid_from": [str(event.day) for event in events],
            "valid_to": [
                str(STILL if event.version == VERSIONS - 1 else event.day + until)
                for event in events
            ],
        },
        geometry=shapely.from_wkb([event.land for event in events]),
        crs=28992,
    )
    frame.to_file(file, driver="GPKG", layer="versions")
    return file
