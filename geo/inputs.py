"""What every function of `geo` accepts, checked in one place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import N_, GeometryError, NotFinite, TooComplex, UnprojectedError, WrongType

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import geopandas as gpd
    import pandas as pd
    import pyproj
    from numpy.typing import NDArray

    Geometries = NDArray[np.object_]
    Areas = gpd.GeoSeries | gpd.GeoDataFrame | Sequence[BaseGeometry] | Geometries

WEB_MERCATOR = 3857
MOST_VERTICES = 20_000
"""Of one drawing. A line drawn by hand has a few hundred."""

MOST_VERTICES_OF_AN_AREA = 100_000
"""Of one standing area; the most detailed official borders of a district have some 20,000."""

LARGEST_M2 = 1e15
"""The Earth has 5.1e14 m2."""

AREA_TYPES = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
POLYGON, MULTIPOLYGON = AREA_TYPES


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
    if not _measures_in_metres(crs.srs):
        raise UnprojectedError(
            N_(
                "Areas are measured in metres, but these are in {crs}. "
                "Reproject them with areas.to_crs(geo.metric_crs(areas)) first."
            ),
            crs=crs.to_string(),
        )


@cache
def _measures_in_metres(srs: str) -> bool:
    """Whether lengths in a CRS are metres; looking it up takes longer than many a question."""
    import pyproj

    crs = pyproj.CRS.from_user_input(srs)
    metres = all(axis.unit_conversion_factor == 1 for axis in crs.axis_info)
    return bool(crs.is_projected and metres and crs.to_epsg() != WEB_MERCATOR)


def as_series(areas: Areas) -> gpd.GeoSeries:
    """Return `areas` as a GeoSeries with its index; bare geometries are taken as metres.

    Raises
    ------
    UnprojectedError
        If a GeoSeries or GeoDataFrame isn't in metres.
    """
    import geopandas as gpd

    if isinstance(areas, gpd.GeoDataFrame | gpd.GeoSeries):
        series = areas.geometry
        require_metric(series.crs)
        return series
    return gpd.GeoSeries(np.asarray(areas, dtype=object))


def same_crs(left: gpd.GeoSeries, right: gpd.GeoSeries) -> pyproj.CRS | None:
    """Return the CRS of two layers; bare geometries go along with the other layer's.

    Raises
    ------
    UnprojectedError
        If the two are in different CRS.
    """
    if left.crs is not None and right.crs is not None and left.crs != right.crs:
        raise UnprojectedError(
            N_("One layer is in {source} and the other in {target}. Reproject one of them."),
            source=left.crs.to_string(),
            target=right.crs.to_string(),
        )
    return left.crs if left.crs is not None else right.crs


def usable(
    areas: Areas, *, valid: bool = True, most: int = MOST_VERTICES_OF_AN_AREA
) -> gpd.GeoSeries:
    """Return `areas` as a two-dimensional GeoSeries with its index, after every check.

    Parameters
    ----------
    areas
        Polygons or multipolygons in metres.
    valid
        Whether invalid geometries are refused too; leave it out where the result tells.
    most
        Vertices that one geometry may have.

    Raises
    ------
    UnprojectedError, WrongType, NotFinite, TooComplex
        As `as_series` and `require_areas` say.
    GeometryError
        If one is not valid; `ids` names them.
    """
    series = as_series(areas)
    geometries = series.to_numpy()
    require_areas(geometries, series.index, most=most)
    if valid:
        require_valid(geometries, series.index)
    if shapely.has_z(geometries).any():
        import geopandas as gpd

        return gpd.GeoSeries(shapely.force_2d(geometries), index=series.index, crs=series.crs)
    return series


def drawn_area(
    drawing: BaseGeometry | gpd.GeoSeries | gpd.GeoDataFrame, *, most: int = MOST_VERTICES
) -> tuple[BaseGeometry, pyproj.CRS | None]:
    """Return one drawing, two-dimensional and checked as `usable` does, and its CRS.

    Raises
    ------
    GeometryError
        As `usable`, or if a layer holds another number of drawings than one.
    """
    if isinstance(drawing, BaseGeometry):
        bare = np.array([drawing], dtype=object)
        require_areas(bare, ["drawing"], most=most)
        require_valid(bare, ["drawing"])
        return shapely.force_2d(drawing), None
    series = usable(drawing, most=most)
    if len(series) != 1:
        raise GeometryError(
            N_("One drawing was expected, not {count}. Take them one at a time."), count=len(series)
        )
    return series.iloc[0], series.crs


def require_areas(
    geometries: Geometries,
    ids: Sequence[Hashable] | pd.Index[Any],
    *,
    most: int = MOST_VERTICES_OF_AN_AREA,
) -> NDArray[np.float64]:
    """Refuse anything but non-empty, finite polygons and multipolygons of a workable size.

    Returns
    -------
    numpy.ndarray
        The m2 of each, which tell that they are finite.

    Raises
    ------
    WrongType
        If one is missing, empty or of another type; `ids` names them.
    TooComplex
        If one has more than `most` vertices.
    NotFinite
        If one has a coordinate that is NaN or infinite.
    """
    kind = shapely.get_type_id(geometries)
    # Two comparisons take a third of the time of `isin`, and every call comes by here.
    area = ((kind == POLYGON) | (kind == MULTIPOLYGON)) & ~shapely.is_empty(geometries)
    if not area.all():
        which = _named(ids, ~area)
        raise WrongType(
            N_("Only polygons and multipolygons are areas. Look at: {which}."),
            ids=which,
            which=which,
        )
    large = shapely.get_num_coordinates(geometries) > most
    if large.any():
        which = _named(ids, large)
        raise TooComplex(
            N_("{which} has more than {most} points. Simplify it first."),
            ids=which,
            which=which,
            most=most,
        )
    # A ring with one NaN or infinite coordinate has no finite area.
    with np.errstate(all="ignore"):
        size = shapely.area(geometries)
        finite = size < LARGEST_M2
    if not finite.all():
        which = _named(ids, ~finite)
        raise NotFinite(
            N_("A coordinate of {which} is not a number, or larger than the Earth. Draw it again."),
            ids=which,
            which=which,
        )
    return np.asarray(size)


def require_valid(geometries: Geometries, ids: Sequence[Hashable] | pd.Index[Any]) -> None:
    """Refuse geometries that aren't valid as OGC Simple Features says.

    Raises
    ------
    GeometryError
        If one is not; `ids` names them.
    """
    valid = shapely.is_valid(geometries)
    if not valid.all():
        which = _named(ids, ~valid)
        raise GeometryError(
            N_("These areas are not valid: {which}. Repair them first."), ids=which, which=which
        )


def _named(ids: Sequence[Hashable] | pd.Index[Any], where: NDArray[np.bool_]) -> list[Hashable]:
    return [ids[int(i)] for i in np.flatnonzero(where)]
