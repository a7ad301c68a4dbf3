"""What every function of `geo` accepts, checked in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import N_, NotFinite, UnprojectedError, WrongType

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import geopandas as gpd
    import pyproj
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Geometries = NDArray[np.object_]
    Areas = gpd.GeoSeries | gpd.GeoDataFrame | Sequence[BaseGeometry] | Geometries

WEB_MERCATOR = 3857
AREA_TYPES = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def require_metric(crs: pyproj.CRS | None) -> None:
    """Refuse a CRS in which areas can't be measured in square metres.

    Web Mercator counts metres too, but at 52 degrees north its areas come out 2.7 times
    as large, so it is refused like degrees and feet.

    Raises
    ------
    UnprojectedError
        If `crs` is missing, in degrees, in another unit than the metre, or EPSG:3857.
    """
    if crs is None:
        raise UnprojectedError(
            N_("The areas have no coordinate reference system. Set the one they are in first.")
        )
    metres = all(axis.unit_conversion_factor == 1 for axis in crs.axis_info)
    if not crs.is_projected or not metres or crs.to_epsg() == WEB_MERCATOR:
        raise UnprojectedError(
            N_(
                "Areas are measured in metres, but these are in {crs}. "
                "Reproject them with areas.to_crs(geo.metric_crs(areas)) first."
            ),
            crs=crs.to_string(),
        )


def as_series(areas: Areas) -> gpd.GeoSeries:
    """Return `areas` as a GeoSeries with its index; bare geometries are taken as metres.

    Raises
    ------
    UnprojectedError
        If a GeoSeries or GeoDataFrame isn't in metres.
    """
    import geopandas as gpd

    if isinstance(areas, gpd.GeoDataFrame | gpd.GeoSeries):
        require_metric(areas.crs)
        return areas.geometry
    return gpd.GeoSeries(np.asarray(areas, dtype=object))


def require_areas(geometries: Geometries, ids: Sequence[Hashable]) -> None:
    """Refuse anything but non-empty, finite polygons and multipolygons.

    Raises
    ------
    WrongType
        If one is missing, empty or of another type; `ids` names them.
    NotFinite
        If one has a coordinate that is NaN or infinite.
    """
    usable = np.isin(shapely.get_type_id(geometries), AREA_TYPES) & ~shapely.is_empty(geometries)
    if not usable.all():
        which = [ids[int(i)] for i in np.flatnonzero(~usable)]
        raise WrongType(
            N_("Only polygons and multipolygons are areas. Look at: {which}."),
            ids=which,
            which=which,
        )
    finite = np.isfinite(shapely.area(geometries)) & np.isfinite(shapely.length(geometries))
    if not finite.all():
        which = [ids[int(i)] for i in np.flatnonzero(~finite)]
        raise NotFinite(
            N_("A coordinate of {which} is not a number. Draw it again."), ids=which, which=which
        )
