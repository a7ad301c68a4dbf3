"""GeoParquet 1.0 for data science: columns with types, land as WKB."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd


def dumps(areas: gpd.GeoDataFrame, description: str) -> bytes:
    """Return a table with a type for each column as the bytes of a file.

    The CRS is in the file. The same versions of geopandas and Arrow give the same bytes.

    Parameters
    ----------
    areas
        Polygons and multipolygons in any CRS, without an index that tells something.
    description
        What the file says of itself (`attrs["description"]`).
    """
    told = areas.copy()
    told.attrs = {"description": description}
    written = io.BytesIO()
    told.to_parquet(written, index=False, compression="snappy", schema_version="1.0.0")
    return written.getvalue()
