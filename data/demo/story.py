"""The story of Hoogeveen, told to a store through the same commands as everybody's.

The geometry and the amounts are made up; names of quarters, dates and kinds of projects
follow what is publicly known of De Smederijen.
"""

from __future__ import annotations

import datetime as dt
import gc
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from boundaries import commands
from boundaries.model import (
    Block,
    Initiator,
    Line,
    Municipality,
    Occasion,
    ProjectKind,
    ProjectStatus,
)
from data.demo import lives
from data.demo.founding import settle
from data.demo.land import Land
from data.demo.lives import Life
from data.demo.of_now import tell_of_now
from data.demo.office import Office
from data.demo.postcodes import postcodes_of
from data.demo.projects import projects_of_2007
from data.demo.telling import Clock, Teller, When
from data.demo.town import build_town
from data.demo.years import tell_years
from data.readers.geojson import WGS84
from data.store import SqlStore, build_store
from geo import reproject

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from boundaries.store import Store
    from data.demo.projects import ProjectRow
    from data.demo.town import Town

BEGIN = Occasion(
    dt.date(2007, 1, 1), "Voorbeeld: verzonnen bouwstenen en straten.", Initiator.MUNICIPALITY
)
CRS = "EPSG:28992"


def tell(url: str, *, seed: int = 7, today: dt.date | None = None) -> dict[str, Any]:
    """Make a store with the example municipality and its years 2007 to 2024, whole or not at all.

    Everything is recorded when it happened, as the clock of the story says, but for what was
    only written down later; so the store can be asked what was known on any date.

    Parameters
    ----------
    today
        The day of making (UTC; of the machine, unless given): the round that is open and the
        proposals that one can respond to count from it.

    Returns
    -------
    dict
        `municipality` (code), how many `areas` stand today, and how many `blocks`, `lines`,
        `projects`, `drawings` and `proposals` there are.

    Raises
    ------
    Refused
        `exists` when there is something at `url` already.
    """
    town = build_town(seed)
    xmin, ymin, xmax, ymax = town.outline.bounds
    place = Municipality("GM0118", "Hoogeveen", CRS, (xmin, ymin, xmax, ymax), synthetic=True)
    clock, day = Clock(BEGIN.on), today or dt.datetime.now(dt.UTC).date()

    def fill(store: SqlStore) -> dict[str, Any]:
        # Thousands of small commands, and next to no cycles: looking for them took a tenth.
        before = gc.get_threshold()
        gc.set_threshold(200_000, 20, 20)
        try:
            with store.together():
                return _fill(store, town, seed, clock, day)
        finally:
            gc.set_threshold(*before)

    return build_store(url, place, fill, clock=clock)


def _fill(store: Store, town: Town, seed: int, clock: Clock, today: dt.date) -> dict[str, Any]:
    with store.read() as parts:
        actor, code = parts.people.local(), parts.areas.municipality().code
    blocks, lines = _blocks(town), _lines(town)
    commands.import_blocks(store, actor, blocks, BEGIN)
    commands.import_lines(store, actor, lines, BEGIN)
    land = Land.of(town)
    office = Office(store, actor, clock, land, seed)
    teller = Teller(store, actor, land, clock, office)
    first_year(teller, town, seed)
    tell_years(teller)
    commands.import_postcodes(store, actor, postcodes_of(blocks), _finding(clock().date()))
    tell_of_now(teller, today)
    with store.read() as parts:
        said = parts.participation
        drawings, proposals = len(said.drawings()), len(said.proposals())
    return {
        "municipality": code,
        "areas": len(office.areas),
        "blocks": len(blocks),
        "lines": len(lines),
        "projects": sum(office.numbered.values()),
        "drawings": drawings,
        "proposals": proposals,
    }


def _finding(day: dt.date) -> Occasion:
    return Occasion(day, "Voorbeeld: verzonnen postcodes.", Initiator.MUNICIPALITY)


def first_year(teller: Teller, town: Town, seed: int) -> None:
    """Tell of 2007: the ten areas are founded and do what they planned."""
    areas = settle(teller.land)
    for area in areas:
        by = Initiator(area.initiator)
        teller.found(area.name, teller.land.areas[area.name], When(area.on), area.reason, by)
    rng = np.random.default_rng([seed, 53])
    for row in projects_of_2007(town, areas, seed):
        teller.office.open.append(_life(rng, row, teller))
    teller.office.numbered[2007] = len(teller.office.open)


def _life(rng: np.random.Generator, row: ProjectRow, teller: Teller) -> Life:
    """Return a project of 2007 with the steps before the one that is given, and those after."""
    area = teller.office.areas[row.area]
    kind, last = ProjectKind(row.kind), (row.date, ProjectStatus(row.status))
    path = lives.ORDER[lives.ORDER.index(last[1]) + 1 :] if last[1] in lives.ORDER else ()
    slower = lives.SLOWER if kind is ProjectKind.LONG_HAUL else 1
    cents = int(row.amount_eur * 100)
    return Life(
        id=row.project_id,
        title=row.title,
        kind=kind,
        area=area.id,
        place=shapely.Point(*reproject(shapely.Point(row.lon, row.lat), WGS84, CRS).coords),
        partners=row.partners,
        asked=cents,
        ours=cents // 3 if kind is ProjectKind.LONG_HAUL else cents,
        steps=[
            *lives.backward(rng, area.since, last),
            last,
            *lives.onward(rng, _after_2007(last[0]), list(path), slower),
        ],
    )


def _after_2007(day: dt.date) -> dt.date:
    """Return a day from which what comes next falls after the year that was planned."""
    return max(day, dt.date(2007, 12, 28))


def _rows(table: gpd.GeoDataFrame) -> Iterator[Any]:
    """Walk a table by the names of its columns."""
    return iter(table.itertuples(index=False))


def _blocks(town: Town) -> list[Block]:
    return [
        Block(
            row.id,
            row.name,
            row.geometry,
            int(row.residents),
            int(row.households),
            int(row.year),
            row.source,
        )
        for row in _rows(town.blocks)
    ]


def _lines(town: Town) -> list[Line]:
    return [Line(row.id, row.name, row.kind, row.geometry) for row in _rows(town.lines)]
