"""What there was of the areas through all of time: their versions, and what came of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.model import ChangeKind
from reports.export.columns import typed

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd
    import pandas as pd

    from boundaries.model import AreaId, AreaVersion, Change
    from boundaries.store import Parts

BEGINNINGS = frozenset({ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.CARVE_OUT})
"""Changes with which a successor begins."""
WITHIN = frozenset(
    {
        ChangeKind.ADJUST,
        ChangeKind.GROW,
        ChangeKind.RENAME,
        ChangeKind.REST,
        ChangeKind.WAKE,
        ChangeKind.CORRECT,
        ChangeKind.UNDO,
    }
)
"""Changes by which no area comes of another."""


def version_table(parts: Parts, known: dt.datetime | None = None) -> gpd.GeoDataFrame:
    """Return every version of every area, whenever it stood, by area and date.

    Parameters
    ----------
    parts
        The store, read.
    known
        What had been recorded by then; else now.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `id, name, valid_from, valid_to, precision, resting, area_m2` and the geometry in
        the municipality's metric CRS. No residents: two versions told apart would tell of few.
    """
    import geopandas as gpd

    versions = _versions(parts, known)
    lands = [v.geometry for v in versions]
    columns = typed(
        {
            "id": [str(v.area) for v in versions],
            "name": [v.name for v in versions],
            "valid_from": [v.valid_from for v in versions],
            "valid_to": [None if v.still else v.valid_to for v in versions],
            "precision": [v.precision.value for v in versions],
            "resting": [v.resting for v in versions],
            "area_m2": [float(shapely.area(land)) for land in lands],
        }
    )
    return gpd.GeoDataFrame(columns, geometry=lands, crs=parts.areas.municipality().crs)


def lineage_table(parts: Parts, known: dt.datetime | None = None) -> pd.DataFrame:
    """Return which area came of which other one, by successor and predecessor.

    Columns `predecessor, successor` (ids), `change` (its number in the log), `kind` and `date`.
    """
    began: dict[AreaId, dt.date] = {}
    for version in _versions(parts, known):
        began.setdefault(version.area, version.valid_from)
    edges = [
        (parent, child)
        for child, parents in sorted(parts.areas.predecessors(known).items())
        for parent in parents
    ]
    made = _made(_changes(parts, known))
    changes = [made.get(edge) for edge in edges]
    return typed(
        {
            "predecessor": [str(parent) for parent, _ in edges],
            "successor": [str(child) for _, child in edges],
            "change": [None if c is None else int(c.id) for c in changes],
            "kind": [None if c is None else c.kind.value for c in changes],
            "date": [
                _date(c, began.get(child)) for c, (_, child) in zip(changes, edges, strict=True)
            ],
        }
    )


def _changes(parts: Parts, known: dt.datetime | None) -> list[Change]:
    return [c for c in parts.areas.changes() if known is None or c.recorded_at <= known]


def _versions(parts: Parts, known: dt.datetime | None) -> list[AreaVersion]:
    if known is None:
        return parts.areas.through()
    changes = _changes(parts, known)
    last = max((c.id for c in changes), default=0)
    found = [
        recorded.version
        for area in sorted({area for c in changes for area in c.areas})
        for recorded in parts.areas.versions(area)
        if recorded.recorded_by <= last
        and (recorded.superseded_by is None or recorded.superseded_by > last)
    ]
    return sorted(found, key=lambda v: (v.area, v.valid_from))


def _made(changes: list[Change]) -> dict[tuple[AreaId, AreaId], Change]:
    """Return of each predecessor and successor the last change that made one of the other."""
    return {
        (parent, child): change
        for change in changes
        if change.kind not in WITHIN
        for parent in change.predecessors
        for child in change.successors
    }


def _date(change: Change | None, began: dt.date | None) -> dt.date | None:
    """Return when it came to be: a change may have got another date since."""
    if change is None or change.kind in BEGINNINGS:
        return began
    return change.occasion.on
