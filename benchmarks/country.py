"""The whole country on one server: 342 municipalities, 100 areas in each, 50 versions of each.

It takes some minutes and 5 GB, so it runs only when it is named. The rows are those that the
commands would write: each change supersedes the row that stood, records it again with its end,
and records the new one. The changes are not sealed, which would take longer than all the rest.
"""

from __future__ import annotations

import datetime as dt
import time
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import text

import geo
from benchmarks.measure import Row, interleaved
from boundaries import commands
from boundaries.model import AreaId, Municipality, Occasion
from data.store import areas_everywhere, create_store, open_store
from data.store.engine import make_engine
from tests.postgres import end_cluster, require_postgres, start_cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from data.store import SqlStore

MUNICIPALITIES, AREAS, VERSIONS = 342, 100, 50
DAY = dt.date(2007, 1, 1)
"""Half-way: as much history before as after."""
NOW = dt.date(2020, 1, 1)
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
}
"""What a server of a country has at least; all that is written is written to the disk."""

ROWS = f"""
SET session_replication_role = replica;
INSERT INTO municipality (code, name, crs, west, south, east, north, overlap, smallest_ha,
    synthetic, next_area)
SELECT 'GM' || 1000 + m, 'Dorp ' || m, crs, west, south, east, north, overlap, smallest_ha, true,
    {AREAS} + 1
FROM municipality, generate_series(1, {MUNICIPALITIES - 1}) m WHERE code = 'GM1000';
UPDATE municipality SET next_area = {AREAS} + 1;
INSERT INTO person (id, municipality, subject, role)
SELECT 1, code, 'local', 'admin' FROM municipality WHERE code <> 'GM1000';
CREATE TEMPORARY TABLE land AS
SELECT 'GM' || 1000 + m AS municipality, a, x, y,
    'GM' || 1000 + m || '-' || lpad(a::text, 4, '0') AS area,
    ST_SetSRID(ST_Segmentize(ST_MakeEnvelope(x, y, x + 100, y + 100), 12.5), 28992) AS geometry
FROM generate_series(0, {MUNICIPALITIES - 1}) m, generate_series(1, {AREAS}) a,
    LATERAL (SELECT 20000.0 + 1100 * (m % 19) + 100 * (a % 10) AS x,
                    400000.0 + 1100 * (m / 19) + 100 * (a / 10) AS y) at;
INSERT INTO area (municipality, id) SELECT municipality, area FROM land;
CREATE TEMPORARY TABLE event AS
SELECT land.municipality, land.area, v, v * {AREAS} + a AS number,
    date '2000-01-01' + 100 * v + a % 100 AS day
FROM land, generate_series(0, {VERSIONS - 1}) v;
INSERT INTO change (id, municipality, kind, on_date, precision, recorded_at, actor, role,
    initiator, reason)
SELECT number, municipality, 'rename', day, 'day', timestamp '2020-01-01' + number * interval '1 s',
    1, 'admin', 'residents', 'x'
FROM event ORDER BY municipality, number;
INSERT INTO area_version (id, logical, municipality, area, name, valid_from, valid_to, precision,
    geometry, west, south, east, north, m2, recorded_by, superseded_by)
SELECT 2 * number - 1 + again, number, event.municipality, event.area,
    'Buurt ' || event.area || ', ' || v, day,
    CASE again WHEN 1 THEN day + 100 ELSE date '9999-12-31' END, 'day',
    geometry, x, y, x + 100, y + 100, 10000,
    CASE again WHEN 1 THEN number + {AREAS} ELSE number END,
    CASE WHEN again = 0 AND v < {VERSIONS - 1} THEN number + {AREAS} END
FROM event JOIN land USING (municipality, area), generate_series(0, 1) again
WHERE again = 0 OR v < {VERSIONS - 1}
ORDER BY event.municipality, event.number, again;
INSERT INTO lineage (municipality, predecessor, successor, change)
SELECT municipality, number - {AREAS}, number, number FROM event WHERE v > 0
ORDER BY municipality, number;
"""


def rows() -> Iterator[Row]:
    """Yield a row for each goal."""
    require_postgres()
    cluster = start_cluster(SETTINGS, in_memory=False)
    try:
        url = cluster.new()
        taken = _fill(url)
        yield from _measured(url, f"{taken:.0f} s to make it")
    finally:
        end_cluster(cluster)


def _fill(url: str) -> float:
    """Write all rows, with the indexes made afterwards, as a restore would; return the seconds."""
    start = time.perf_counter()
    place = Municipality("GM1000", "Dorp 0", "EPSG:28992", (0, 300_000, 300_000, 700_000))
    create_store(url, place).close()
    with psycopg.connect(url, autocommit=True) as connection:
        exclusion, indexes = _without_indexes(connection)
        connection.execute(ROWS)
        for made in (*indexes, exclusion):
            connection.execute(made)
        connection.execute("RESET session_replication_role")
        connection.execute("VACUUM ANALYZE")
    return time.perf_counter() - start


def _without_indexes(connection: psycopg.Connection) -> tuple[str, list[str]]:
    """Take the indexes of versions off; return what makes them again."""
    name, made = connection.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'x'"
    ).fetchone() or ("", "")
    connection.execute(f"ALTER TABLE area_version DROP CONSTRAINT {name}")
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'area_version' "
        "AND indexname LIKE 'ix%'"
    ).fetchall()
    for index, _ in found:
        connection.execute(f"DROP INDEX {index}")
    return f"ALTER TABLE area_version ADD CONSTRAINT {name} {made}", [made for _, made in found]


def _measured(url: str, seen: str) -> Iterator[Row]:
    code = f"GM{1000 + MUNICIPALITIES // 2}"
    store = open_store(url, municipality=code)
    engine = make_engine(url)
    data = f"{MUNICIPALITIES} x {AREAS} areas x {VERSIONS} versions"
    with engine.connect() as plain, store.read() as parts:
        ids = partial(parts.areas.ids, DAY)
        yield Row(
            "a municipality at a date, ids; plain SQL",
            data, *interleaved(ids, partial(_plain, plain, code), 25), "< 1 ms", seen,
        )  # fmt: skip
        land = next(v for v in parts.areas.at(NOW) if v.area == f"{code}-0055").geometry

        def neighbours() -> object:
            near = parts.areas.near(land, NOW)
            return geo.neighbours([version.geometry for version in near])

        yield Row(
            "what lies round an area; ST_Intersects",
            data,
            *interleaved(partial(parts.areas.near, land, NOW), partial(_touching, plain, code), 25),
            "< 3 ms",
            f"{len(parts.areas.near(land, NOW))} areas",
        )
        yield Row(
            "its neighbours and their borders",
            data, *interleaved(neighbours, partial(_touching, plain, code), 25), "-",
        )  # fmt: skip
        yield Row(
            "the country at a date, m2; plain SQL",
            data,
            *interleaved(partial(areas_everywhere, plain, DAY), partial(_country, plain), 9),
            "< 50 ms",
            f"{sum(map(len, areas_everywhere(plain, DAY).values()))} areas",
        )
    yield from _changed(store, engine, data, code)
    engine.dispose()
    store.close()


def _changed(store: SqlStore, engine: Engine, data: str, code: str) -> Iterator[Row]:
    with store.read() as parts:
        actor = parts.people.local()
    numbers = cycle(range(1, AREAS + 1))
    occasion = Occasion(NOW, "benchmark")

    def rename() -> None:
        number = next(numbers)
        area = AreaId(f"{code}-{number:04d}")
        commands.rename(store, actor, area, name=f"N{time.time_ns()}", occasion=occasion)

    def bare() -> None:
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE municipality SET smallest_ha = 0.1 WHERE code = :code"), {"code": code}
            )

    yield Row("a change; one row and a commit", data, *interleaved(rename, bare, 49), "< 5 ms")


def _plain(connection: Connection, code: str) -> object:
    return connection.execute(
        text(
            "SELECT area FROM area_version WHERE municipality = :code AND valid_from <= :day "
            "AND valid_to > :day AND superseded_by IS NULL ORDER BY area"
        ),
        {"code": code, "day": DAY},
    ).all()


def _touching(connection: Connection, code: str) -> object:
    return connection.execute(
        text(
            "SELECT o.area FROM area_version v JOIN area_version o "
            "ON ST_Intersects(o.geometry, v.geometry) AND o.municipality = v.municipality "
            "WHERE v.municipality = :code AND v.area = :area AND v.superseded_by IS NULL "
            "AND v.valid_to > :day AND o.superseded_by IS NULL AND o.valid_to > :day"
        ),
        {"code": code, "area": f"{code}-0055", "day": NOW},
    ).all()


def _country(connection: Connection) -> object:
    return connection.execute(
        text(
            "SELECT municipality, area, m2 FROM area_version WHERE valid_from <= :day "
            "AND valid_to > :day AND superseded_by IS NULL ORDER BY municipality, area"
        ),
        {"day": DAY},
    ).all()
