"""Reading the log of changes and the lineage of areas."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from boundaries.model import (
    AreaId,
    Change,
    ChangeId,
    ChangeKind,
    Initiator,
    Occasion,
    Precision,
)
from data.store import tables as t

if TYPE_CHECKING:
    from sqlalchemy import Connection

v = t.area_version


def read_changes(connection: Connection, code: str, area: AreaId | None) -> list[Change]:
    """Return the changes of a municipality, or of one area, in the order of recording."""
    c = t.change
    query = select(c).where(c.c.municipality == code).order_by(c.c.id)
    if area is not None:
        touched = select(v.c.recorded_by).where(v.c.municipality == code, v.c.area == area)
        query = query.where(c.c.id.in_(touched))
    areas = _areas_of_changes(connection, code)
    parents, children = _lineage_of_changes(connection, code)
    return [
        Change(
            id=ChangeId(row.id),
            kind=ChangeKind(row.kind),
            occasion=Occasion(
                row.on_date, row.reason, Initiator(row.initiator), Precision(row.precision)
            ),
            recorded_at=row.recorded_at.replace(tzinfo=dt.UTC),
            areas=tuple(sorted(areas[row.id])),
            predecessors=tuple(sorted(parents[row.id])),
            successors=tuple(sorted(children[row.id])),
        )
        for row in connection.execute(query)
    ]


def read_predecessors(
    connection: Connection, code: str, last_change: int | None
) -> dict[AreaId, list[AreaId]]:
    """Return of each area the other areas it came from, as known at a change."""
    found: dict[AreaId, set[AreaId]] = defaultdict(set)
    for change, parent, child in _edges(connection, code):
        if last_change is None or change <= last_change:
            found[child].add(parent)
    return {child: sorted(parents) for child, parents in found.items()}


def _areas_of_changes(connection: Connection, code: str) -> dict[int, set[AreaId]]:
    rows = connection.execute(
        select(v.c.recorded_by, v.c.area).where(v.c.municipality == code).distinct()
    )
    result: dict[int, set[AreaId]] = defaultdict(set)
    for change, area in rows:
        result[change].add(AreaId(area))
    return result


def _lineage_of_changes(
    connection: Connection, code: str
) -> tuple[dict[int, set[AreaId]], dict[int, set[AreaId]]]:
    parents: dict[int, set[AreaId]] = defaultdict(set)
    children: dict[int, set[AreaId]] = defaultdict(set)
    for change, parent, child in _edges(connection, code):
        parents[change].add(parent)
        children[change].add(child)
    return parents, children


def _edges(connection: Connection, code: str) -> list[tuple[int, AreaId, AreaId]]:
    """Edges between different areas; a later version of the same area isn't another area."""
    e, before, after = t.lineage, v.alias("before"), v.alias("after")
    query = (
        select(e.c.change, before.c.area, after.c.area)
        .distinct()
        .join(before, (before.c.municipality == code) & (before.c.logical == e.c.predecessor))
        .join(after, (after.c.municipality == code) & (after.c.logical == e.c.successor))
        .where(e.c.municipality == code, before.c.area != after.c.area)
    )
    return [(c, AreaId(p), AreaId(s)) for c, p, s in connection.execute(query)]
