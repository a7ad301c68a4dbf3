"""The story of Hoogeveen, told to a store through the same commands as everybody's.

The geometry and the amounts are made up; names of quarters, dates and kinds of projects
follow what is publicly known of De Smederijen.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import shapely

from boundaries import commands, queries
from boundaries.model import (
    Block,
    Initiator,
    Line,
    Municipality,
    Occasion,
    Project,
    ProjectKind,
    ProjectStatus,
)
from data.demo.founding import founding_areas
from data.demo.projects import projects_of_2007
from data.demo.town import build_town
from data.readers.geojson import WGS84
from data.store import build_store
from geo import reproject

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from boundaries.model import Actor
    from boundaries.store import Store
    from data.demo.projects import ProjectRow
    from data.demo.town import Town

BEGIN = Occasion(
    dt.date(2007, 1, 1), "Voorbeeld: verzonnen bouwstenen en straten.", Initiator.MUNICIPALITY
)
CRS = "EPSG:28992"


def tell(url: str, *, seed: int = 7) -> dict[str, Any]:
    """Make a store with the example municipality, whole or not at all.

    Returns
    -------
    dict
        `municipality` (code) and how many `areas`, `blocks`, `lines` and `projects` it holds.

    Raises
    ------
    Refused
        `exists` when there is something at `url` already.
    """
    town = build_town(seed)
    xmin, ymin, xmax, ymax = town.outline.bounds
    place = Municipality("GM0118", "Hoogeveen", CRS, (xmin, ymin, xmax, ymax), synthetic=True)
    return build_store(url, place, lambda store: _fill(store, town, seed))


def _fill(store: Store, town: Town, seed: int) -> dict[str, Any]:
    with store.read() as parts:
        actor, code = parts.people.local(), parts.areas.municipality().code
    blocks, lines = _blocks(town), _lines(town)
    commands.import_blocks(store, actor, blocks, BEGIN)
    commands.import_lines(store, actor, lines, BEGIN)
    areas = founding_areas(town)
    for area in sorted(areas, key=lambda a: a.on):
        commands.found(
            store,
            actor,
            name=area.name,
            geometry=area.geometry,
            occasion=Occasion(area.on, area.reason, Initiator(area.initiator)),
        )
    rows = projects_of_2007(town, areas, seed)
    _projects(store, actor, rows)
    return {
        "municipality": code,
        "areas": len(areas),
        "blocks": len(blocks),
        "lines": len(lines),
        "projects": len(rows),
    }


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


def _projects(store: Store, actor: Actor, rows: list[ProjectRow]) -> None:
    end = dt.date(2007, 12, 31)
    with store.read() as parts:
        projects = [
            Project(
                row.project_id,
                row.title,
                ProjectKind(row.kind),
                queries.find_area(parts, row.area, end).area,
                ProjectStatus(row.status),
                row.date,
                shapely.Point(*reproject(shapely.Point(row.lon, row.lat), WGS84, CRS).coords),
                row.partners,
                int(row.amount_eur * 100),
            )
            for row in rows
        ]
    occasion = Occasion(end, "Voorbeeld: verzonnen projecten.", Initiator.MUNICIPALITY)
    commands.import_projects(store, actor, projects, occasion)
