"""GeoPackage (OGC 12-128r19, version 1.4) for GIS programs.

GDAL writes a file of its own in a temporary folder and never opens the store: its copy of SQLite
would drop the locks of ours.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa  # type: ignore[import-untyped]

VERSION = "1.4"


def dumps(layers: Mapping[str, pd.DataFrame], day: dt.date, description: str) -> bytes:
    """Return layers as the bytes of a file.

    Parameters
    ----------
    layers
        Tables by the name of the layer, the first one first; with polygons and a CRS where they
        are GeoDataFrames. Polygons become multipolygons: a layer has one type.
    day
        The date of the data, which the file gives as its last change.
    description
        What each layer says of itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "areas.gpkg"
        for name, table in layers.items():
            _write(path, name, table, description)
        _date(path, day)
        return path.read_bytes()


def _write(path: Path, name: str, table: pd.DataFrame, description: str) -> None:
    import geopandas as gpd
    import pyarrow as pa
    import pyogrio  # type: ignore[import-untyped]

    if isinstance(table, gpd.GeoDataFrame):
        rows = _with_land(table)
        land = {
            "geometry_name": "geometry",
            "geometry_type": "MultiPolygon",
            "crs": None if table.crs is None else table.crs.to_wkt(),
        }
    else:
        rows, land = pa.Table.from_pandas(table, preserve_index=False), {}
    there = path.exists()
    pyogrio.write_arrow(
        rows,
        path,
        layer=name,
        driver="GPKG",
        append=there,
        dataset_options=None if there else {"VERSION": VERSION},
        layer_options={"DESCRIPTION": description, "FID": "fid"},
        **land,
    )


def _with_land(table: gpd.GeoDataFrame) -> pa.Table:
    import pyarrow as pa

    lands = [shapely.MultiPolygon(shapely.get_parts(land).tolist()) for land in table.geometry]
    return pa.table(table.set_geometry(lands, crs=table.crs).to_arrow(index=False))


def _date(path: Path, day: dt.date) -> None:
    """Write the date of the data where GDAL wrote the moment of writing."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE gpkg_contents SET last_change = ?", (f"{day.isoformat()}T00:00:00.000Z",)
        )
