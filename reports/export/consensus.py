"""What many drawings agree on, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geo

if TYPE_CHECKING:
    import geopandas as gpd


def consensus_table(drawings: gpd.GeoSeries, share: float) -> gpd.GeoDataFrame:
    """Return the land in at least a share of the drawings as one row, or none where there is none.

    Columns `share`, `drawings` (how many there were) and `area_m2`.

    Raises
    ------
    GeometryError
        As `geo.consensus`.
    """
    import geopandas as gpd

    land = geo.consensus(drawings, share=share)
    row = {"share": [share], "drawings": [len(drawings)], "area_m2": [round(land.area, 1)]}
    table = gpd.GeoDataFrame(row, index=["consensus"], geometry=[land], crs=drawings.crs)
    return table[~table.is_empty]
