"""Which coordinate reference system to measure in."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import N_, GeometryError, UnprojectedError

if TYPE_CHECKING:
    import geopandas as gpd
    import pyproj
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

RD_NEW = "EPSG:28992"
EARTH = (-180.0, -90.0, 180.0, 90.0)
NETHERLANDS = (3.2, 50.7, 7.3, 53.6)
"""West, south, east, north in degrees (WGS84): where Amersfoort / RD New is the standard."""


def reproject(geometry: BaseGeometry, source: str, target: str) -> BaseGeometry:
    """Return one geometry in another CRS; x or longitude comes first in both.

    Parameters
    ----------
    geometry
        Any geometry in `source`. It isn't changed.
    source, target
        As pyproj reads them, such as "EPSG:28992".
    """
    if source == target:
        return geometry
    transformer = _transformer(source, target)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = _worker().submit(transformer.transform, points[:, 0], points[:, 1])
        return np.column_stack(moved.result())

    return shapely.transform(geometry, move)


@cache
def _worker() -> ThreadPoolExecutor:
    """Return the one thread in which coordinates are moved.

    PROJ keeps what it knows for each thread, and takes 60 ms to learn it anew: a server begins a
    thread for each request.
    """
    return ThreadPoolExecutor(1, "reproject")


# A forked process has no other thread than the one that forked.
os.register_at_fork(after_in_child=_worker.cache_clear)


@cache
def _transformer(source: str, target: str) -> pyproj.Transformer:
    import pyproj

    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def metric_crs(areas: gpd.GeoSeries | gpd.GeoDataFrame) -> pyproj.CRS:
    """Return the CRS in metres in which to draw and measure these areas.

    Within the Netherlands that is Amersfoort / RD New (EPSG:28992, 58 parts per million off
    in area at Hoogeveen); elsewhere the UTM zone of their middle, on WGS84.

    Parameters
    ----------
    areas
        Geometries in any CRS, degrees included.

    Raises
    ------
    UnprojectedError
        If `areas` has no CRS, or lies off the Earth or at the poles, which no UTM zone covers.
    GeometryError
        If there is nothing to see where they lie.
    """
    import geopandas as gpd
    import pyproj

    if areas.crs is None:
        raise UnprojectedError(
            N_("The areas have no coordinate reference system. Set the one they are in first.")
        )
    geometry = areas.geometry
    present = geometry[~(geometry.isna() | geometry.is_empty)]
    if present.empty or not np.isfinite(np.asarray(present.total_bounds)).all():
        raise GeometryError(
            N_("There are no areas to choose a reference system for. Add one first.")
        )
    degrees = gpd.GeoSeries(present).to_crs("EPSG:4326")
    if not shapely.box(*EARTH).covers(shapely.box(*degrees.total_bounds)):
        raise UnprojectedError(
            N_("The numbers are not degrees. Name the coordinate system, or export as WGS84.")
        )
    if shapely.box(*NETHERLANDS).covers(shapely.box(*degrees.total_bounds)):
        return pyproj.CRS.from_user_input(RD_NEW)
    try:
        return pyproj.CRS.from_user_input(degrees.estimate_utm_crs())
    except RuntimeError as error:
        raise UnprojectedError(
            N_("No system in metres is known for where this lies. Reproject it to one first.")
        ) from error
