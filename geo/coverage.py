"""How areas lie beside and over one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.crossings import require_workable
from geo.errors import N_, GeometryError
from geo.inputs import require_valid, usable
from geo.merging import exact_union

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from geo.inputs import Areas, Geometries

    Indices = NDArray[np.intp]

LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)
MILLIMETRE = 1e-3
"""Borders from files that should be one differ by rounding, far below this."""


def overlaps(areas: Areas, *, min_area: float = 1.0) -> gpd.GeoDataFrame:
    """Return the land that two areas claim at once, the largest piece first.

    Pairs are found by a tree of bounding boxes; pairs whose interiors don't meet are dropped by
    their DE-9IM relation ('T********') before anything is cut, which is what makes it fast on a
    near-coverage.

    Parameters
    ----------
    areas
        Polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.
    min_area
        Smallest overlap that counts, in m2, inclusive. Borders that came from files differ
        by 1e-9 m, so 0 would name nearly every pair.

    Returns
    -------
    geopandas.GeoDataFrame
        `left`, `right` (labels of the index, left the earlier), `area_m2`, `geometry`.

    Raises
    ------
    UnprojectedError
        If `areas` isn't in metres.
    WrongType
        If one isn't a polygon or multipolygon, or is empty.
    GeometryError
        If one is so far from valid that its overlaps can't be known.
    """
    import geopandas as gpd

    series = usable(areas, valid=False)
    geometries = series.to_numpy()
    labels = series.index.to_numpy()
    require_workable(geometries, series.index)
    left, right = shapely.STRtree(geometries).query(geometries)
    left, right = left[left < right], right[left < right]
    try:
        inside = shapely.relate_pattern(geometries[left], geometries[right], "T********")
        left, right = left[inside], right[inside]
        shared = shapely.intersection(geometries[left], geometries[right])
    except shapely.GEOSException:
        require_valid(geometries, series.index)
        raise
    size = shapely.area(shared)
    order = np.lexsort((right, left, -size))
    order = order[size[order] >= min_area]
    return gpd.GeoDataFrame(
        {"left": labels[left[order]], "right": labels[right[order]], "area_m2": size[order]},
        geometry=shared[order],
        crs=series.crs,
    )


def gaps(areas: Areas, *, max_width: float | None = None) -> gpd.GeoDataFrame:
    """Return the land that the areas enclose and that is in none of them, the largest first.

    The borders of the exact union are polygonized; faces outside the union are gaps. So a gap
    ends at an island in it, and a slit of a hair's breadth counts.

    Parameters
    ----------
    areas
        Valid polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.
    max_width
        Leave out gaps wider than this: the diameter in metres of the widest circle that fits
        in, to 1 %.

    Returns
    -------
    geopandas.GeoDataFrame
        `area_m2`, `geometry` (Polygons).

    Raises
    ------
    GeometryError
        If an area isn't valid, or `max_width` is negative or not a number.
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.
    """
    import geopandas as gpd

    if max_width is not None and not (np.isfinite(max_width) and max_width >= 0):
        raise GeometryError(
            N_("The width of the widest gap must be 0 m or more, not {width}."), width=max_width
        )
    series = usable(areas)
    require_workable(series.to_numpy(), series.index)
    union = exact_union(series.to_numpy())
    border = shapely.union_all(shapely.get_rings(shapely.get_parts(union)))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(border)))
    shapely.prepare(union)
    found = faces[~shapely.contains(union, shapely.point_on_surface(faces))]
    if max_width is not None:
        found = found[is_narrow(found, max_width)]
    size = shapely.area(found)
    order = np.argsort(-size, kind="stable")
    return gpd.GeoDataFrame({"area_m2": size[order]}, geometry=found[order], crs=series.crs)


def is_narrow(faces: Geometries, width: float) -> NDArray[np.bool_]:
    """Return in which faces no circle fits that is wider than `width` metres, to 1 %.

    A circle of area over perimeter always fits in, and none is wider than a rectangle around
    the face; only what lies between the two is measured.
    """
    left, bottom, right, top = shapely.bounds(faces).T
    narrow = np.minimum(right - left, top - bottom) <= width
    unsure = np.flatnonzero(~narrow & (2 * shapely.area(faces) <= width * shapely.length(faces)))
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(faces[unsure]))
    sides = np.hypot(*np.diff(corners.reshape(-1, 5, 2)[:, :3], axis=1).T).min(axis=0)
    narrow[unsure] = sides <= width
    unsure = unsure[sides > width]
    precision = max(width, MILLIMETRE) / 100
    circles = shapely.maximum_inscribed_circle(faces[unsure], tolerance=precision)
    narrow[unsure] = 2 * shapely.length(circles) <= width
    return np.asarray(narrow)


def neighbours(areas: Areas) -> pd.DataFrame:
    """Return which areas share a border, and for how many metres.

    Areas that meet in a corner only share no border, and areas that overlap share only where
    their borders run together. Borders that differ by rounding, below a millimetre, count as
    one.

    Parameters
    ----------
    areas
        Valid polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.

    Returns
    -------
    pandas.DataFrame
        `left`, `right` (labels of the index, left the earlier), `border_m` (over 0); each pair
        once, in the order of the index.

    Raises
    ------
    GeometryError
        If an area isn't valid.
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.
    """
    import pandas as pd

    series = usable(areas)
    geometries = series.to_numpy()
    labels = series.index.to_numpy()
    require_workable(geometries, series.index)
    left, right = _touching(geometries)
    shared = border_m(geometries[left], geometries[right])
    order = np.lexsort((right, left))
    order = order[shared[order] > 0]
    return pd.DataFrame(
        {"left": labels[left[order]], "right": labels[right[order]], "border_m": shared[order]}
    )


def border_m(left: Geometries, right: Geometries) -> NDArray[np.float64]:
    """Return the metres of border that each pair of areas shares."""
    rims = shapely.boundary(left), shapely.boundary(right)
    common = shapely.intersection(*rims)
    shared = np.asarray(shapely.length(common), dtype=np.float64)
    # Borders that don't match to the last bit cross each other in points, or hardly meet at all.
    doubtful = np.flatnonzero((shared < MILLIMETRE) | ~np.isin(shapely.get_type_id(common), LINES))
    snapped = shapely.intersection(rims[0][doubtful], rims[1][doubtful], grid_size=MILLIMETRE)
    shared[doubtful] = shapely.length(snapped)
    shared[shared < MILLIMETRE] = 0.0
    return shared


def _touching(geometries: Geometries) -> tuple[Indices, Indices]:
    """Pairs that are within a millimetre of each other, each once, the earlier first."""
    left, right = shapely.STRtree(geometries).query(
        geometries, predicate="dwithin", distance=MILLIMETRE
    )
    once = left < right
    return left[once], right[once]
