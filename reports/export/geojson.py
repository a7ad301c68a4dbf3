"""GeoJSON to the letter of RFC 7946, the same bytes for the same areas."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import shapely

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WGS84 = "EPSG:4326"
DECIMALS = 6
"""0.11 m; the RFC advises 6, and with 5 a coverage breaks."""


def dumps(areas: gpd.GeoDataFrame) -> bytes:
    """Return areas as a GeoJSON FeatureCollection.

    WGS84 longitude and latitude with 6 decimals, shells counter-clockwise and holes clockwise,
    a bounding box, string ids, no `crs` member. Rounding is the last step and per vertex, so
    borders that are shared stay shared.

    Parameters
    ----------
    areas
        Polygons and multipolygons in any CRS. The index becomes the id, the other columns the
        properties; dates become ISO text and NaN becomes null. `attrs["note"]`, if there, is
        said in the file (a foreign member, RFC 7946 section 6.1).

    Raises
    ------
    Refused
        `crs` when the CRS isn't known.

    References
    ----------
    .. [1] Butler, H., et al. (2016). The GeoJSON Format. RFC 7946.
    """
    if areas.crs is None:
        raise Refused(
            "crs", N_("The areas have no coordinate system. Set the one they are in first.")
        )
    degrees = areas.geometry if areas.crs == WGS84 else areas.geometry.to_crs(WGS84)
    shapes = list(_geometries(shapely.orient_polygons(degrees.to_numpy())))
    named = [str(c) for c in areas.columns if c != areas.geometry.name]
    cells = [_cells(areas[c]) for c in areas.columns if c != areas.geometry.name]
    records = zip(*cells, strict=True) if cells else ((),) * len(shapes)
    features = [
        {
            "type": "Feature",
            "id": str(label),
            "properties": dict(zip(named, record, strict=True)),
            "geometry": shape,
        }
        for label, record, shape in zip(areas.index, records, shapes, strict=True)
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if features:
        collection["bbox"] = np.round(shapely.total_bounds(degrees.to_numpy()), DECIMALS)
    if note := areas.attrs.get("note"):
        collection["note"] = note
    collection["features"] = features
    return orjson.dumps(collection, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)


def _geometries(shapes: NDArray[np.object_]) -> Iterator[dict[str, Any]]:
    """Yield GeoJSON geometries whose coordinates are slices of one rounded array."""
    if not len(shapes):
        return
    kind, points, offsets = shapely.to_ragged_array(shapes, include_z=False)
    # Adding 0.0 turns -0.0 into 0.0, which would be written with its sign.
    points = np.round(points, DECIMALS) + 0.0
    rings, polygons = offsets[0].tolist(), offsets[1].tolist()

    def polygon(number: int) -> list[Floats]:
        return [
            points[rings[r] : rings[r + 1]] for r in range(polygons[number], polygons[number + 1])
        ]

    if kind == shapely.GeometryType.POLYGON:
        for number in range(len(shapes)):
            yield {"type": "Polygon", "coordinates": polygon(number)}
        return
    wholes = offsets[2].tolist()
    many = shapely.get_type_id(shapes) == shapely.GeometryType.MULTIPOLYGON
    for number, is_multi in enumerate(many):
        parts = [polygon(p) for p in range(wholes[number], wholes[number + 1])]
        if is_multi:
            yield {"type": "MultiPolygon", "coordinates": parts}
        else:
            yield {"type": "Polygon", "coordinates": parts[0]}


def _cells(column: pd.Series[Any]) -> list[Any]:
    """Return the values of a column as JSON can hold them."""
    return [_plain(value) for value in column.tolist()]


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of a table is anything
    if isinstance(value, str | int) or value is None:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.date):
        return value.isoformat() if value == value else None  # noqa: PLR0124 - NaT isn't itself
    if isinstance(value, np.generic):
        return _plain(value.item())
    return None if value is _missing() else value


def _missing() -> object:
    import pandas as pd

    return pd.NA
