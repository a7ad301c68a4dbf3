"""The areas of a date as a table with the fields of the published files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from boundaries.model import Balance, ProjectKind
from boundaries.queries import areas_at
from reports.export.about import SYNTHETIC

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

    from boundaries.store import Parts

FIELDS = (
    "id",
    "name",
    "valid_from",
    "valid_to",
    "area_m2",
    "residents",
    "projects_quick_win",
    "projects_long_haul",
    "granted_cents",
    "spent_cents",
    "predecessors",
)


def area_table(parts: Parts, day: dt.date, *, known: dt.datetime | None = None) -> gpd.GeoDataFrame:
    """Return the areas that stand on `day` with every published field.

    Residents that are too few, or would tell of few, are left out. Money and projects are those of
    the end of that day, as they are known now.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `FIELDS` and the geometry in the municipality's metric CRS, indexed by id.
    """
    import geopandas as gpd

    rows = areas_at(parts, day, known=known)
    counts = Counter((p.area, p.kind) for p in parts.projects.at(day))
    predecessors = parts.areas.predecessors(known)
    held = parts.money.balances(day)
    records = [
        {
            "id": str(row.version.area),
            "name": row.version.name,
            "valid_from": row.version.valid_from,
            "valid_to": None if row.version.still else row.version.valid_to,
            "area_m2": row.area_m2,
            "residents": row.shown_residents,
            "projects_quick_win": counts[row.version.area, ProjectKind.QUICK_WIN],
            "projects_long_haul": counts[row.version.area, ProjectKind.LONG_HAUL],
            "granted_cents": held.get(row.version.area, Balance()).granted,
            "spent_cents": held.get(row.version.area, Balance()).spent,
            "predecessors": [str(p) for p in predecessors.get(row.version.area, [])],
        }
        for row in rows
    ]
    table = gpd.GeoDataFrame(
        {field: _column([r[field] for r in records]) for field in FIELDS},
        geometry=[row.version.geometry for row in rows],
        index=[r["id"] for r in records],
        crs=parts.areas.municipality().crs,
    )
    if parts.areas.municipality().synthetic:
        table.attrs["note"] = SYNTHETIC
    return table


def records(table: gpd.GeoDataFrame) -> list[tuple[object, ...]]:
    """Return the published fields of an `area_table`, row by row, without the land."""
    return list(table[list(FIELDS)].itertuples(index=False, name=None))


def _column(values: list[object]) -> object:
    """Keep integers integers beside None, which pandas would turn into floats."""
    import pandas as pd

    return pd.array(values, dtype=object)
