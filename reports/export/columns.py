"""Tables whose columns have a type of their own, also where there are no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

TYPES = {
    "id": "text",
    "name": "text",
    "valid_from": "day",
    "valid_to": "day",
    "precision": "text",
    "resting": "truth",
    "area_m2": "number",
    "residents": "whole",
    "projects_quick_win": "whole",
    "projects_long_haul": "whole",
    "granted_cents": "whole",
    "spent_cents": "whole",
    "predecessors": "text",
    "predecessor": "text",
    "successor": "text",
    "change": "whole",
    "kind": "text",
    "date": "day",
    "asks": "text",
    "title": "text",
    "reason": "text",
    "status": "text",
    "areas": "text",
    "takes_from": "text",
    "submitted_on": "day",
    "opens": "day",
    "closes": "day",
    "in_favour": "whole",
    "against": "whole",
    "outcome": "text",
    "decided_by": "text",
    "decided_on": "day",
    "decision_reason": "text",
}
"""What the columns of the published tables hold."""


def typed(columns: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """Return columns named in `TYPES` as a table: text, days, whole numbers that may be missing.

    Lists are joined by a space.
    """
    import pandas as pd
    import pyarrow as pa  # type: ignore[import-untyped]

    kinds: dict[str, Any] = {
        "text": "string",
        "day": pd.ArrowDtype(pa.date32()),
        "truth": "boolean",
        "number": "float64",
        "whole": "Int64",
    }
    return pd.DataFrame(
        {
            name: pd.array([_cell(value) for value in values], dtype=kinds[TYPES[name]])
            for name, values in columns.items()
        }
    )


def typed_areas(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return an `area_table` with a type for each column, its geometry and CRS as they are."""
    import geopandas as gpd

    geometry = table.geometry
    columns = {str(c): table[c].tolist() for c in table.columns if c != geometry.name}
    return gpd.GeoDataFrame(typed(columns), geometry=geometry.to_numpy(), crs=table.crs)


def _cell(value: object) -> object:
    return " ".join(str(one) for one in value) if isinstance(value, list) else value
