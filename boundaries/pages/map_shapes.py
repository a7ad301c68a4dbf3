"""Land and lines between metres and what the map in the browser reads: GeoJSON in WGS84."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from boundaries.json_shapes import shape_of
from boundaries.pages.map_history import WGS84
from geo import reproject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion, Line, Municipality

Json = dict[str, Any]

NOTHING: Json = {"type": "FeatureCollection", "features": []}
LINE_DECIMALS, ALL_DECIMALS = 6, 15
"""Lines are looked at and followed, 0.1 m will do; areas keep every digit they have."""


def to_metres(
    drawing: Json, crs: str, kinds: Sequence[str] = ("Polygon", "MultiPolygon")
) -> BaseGeometry:
    """Return a drawing of the map in metres of `crs`; GEOS hasn't judged it yet.

    Raises
    ------
    Refused
        When it isn't of one of the kinds, with finite coordinates: a browser can send anything.
    """
    shape, _changes = shape_of(drawing, kinds)
    return reproject(shape, WGS84, crs)


def lines_of(lines: Sequence[Line], crs: str) -> Json:
    """Return streets, water and railways."""
    found = [(one.id, {"name": one.name, "kind": one.kind}, one.geometry) for one in lines]
    return _collection(found, crs, decimals=LINE_DECIMALS)


def areas_of(versions: Sequence[AreaVersion], crs: str) -> Json:
    """Return areas with their names."""
    return _collection([(v.area, {"name": v.name}, v.geometry) for v in versions], crs)


def box_of(place: Municipality) -> Json:
    """Return where the municipality lies, for a map that would else be empty."""
    return as_geojson(shapely.box(*place.within), place.crs)


def bounds_of(versions: Sequence[AreaVersion], place: Municipality) -> list[float]:
    """Return the first view: the areas with a tenth around them, else the municipality."""
    box = (
        shapely.box(*shapely.total_bounds([v.geometry for v in versions]))
        if versions
        else shapely.box(*place.within)
    )
    xmin, ymin, xmax, ymax = box.bounds
    margin = 0.1 * max(xmax - xmin, ymax - ymin)
    around = xmin - margin, ymin - margin, xmax + margin, ymax + margin
    return list(_box_in_degrees(around, place.crs))


@lru_cache(1024)
def _box_in_degrees(
    box: tuple[float, float, float, float], crs: str
) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.bounds(_to_degrees(shapely.box(*box), crs))
    return float(west), float(south), float(east), float(north)


def _collection(
    items: Sequence[tuple[str, Json, BaseGeometry]], crs: str, decimals: int = ALL_DECIMALS
) -> Json:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": id_,
                "properties": properties,
                "geometry": as_geojson(geometry, crs, decimals),
            }
            for id_, properties, geometry in items
        ],
    }


def as_geojson(geometry: BaseGeometry, crs: str, decimals: int = ALL_DECIMALS) -> Json:
    """Return one geometry, from metres of `crs`."""
    return dict(shapely.geometry.mapping(_to_degrees(geometry, crs, decimals)))


def _to_degrees(geometry: BaseGeometry, crs: str, decimals: int = ALL_DECIMALS) -> BaseGeometry:
    degrees = reproject(geometry, crs, WGS84)
    return shapely.transform(degrees, lambda points: np.round(points, decimals))
