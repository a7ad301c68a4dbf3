"""How areas lie beside and over one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import N_, GeometryError
from geo.inputs import as_series, require_areas

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.inputs import Areas


def overlaps(areas: Areas, *, min_area: float = 1.0) -> gpd.GeoDataFrame:
    """Return the land that two areas claim at once, the largest piece first.

    Pairs are found by a tree of bounding boxes; pairs that only touch are dropped by their
    DE-9IM relation ('T********') before anything is cut, which is what makes it fast on a
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

    series = as_series(areas)
    geometries = series.to_numpy()
    labels = series.index.to_numpy()
    require_areas(geometries, list(labels))
    left, right = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    left, right = left[left < right], right[left < right]
    try:
        inside = shapely.relate_pattern(geometries[left], geometries[right], "T********")
        left, right = left[inside], right[inside]
        shared = shapely.intersection(geometries[left], geometries[right])
    except shapely.GEOSException as error:
        which = list(labels[~shapely.is_valid(geometries)])
        raise GeometryError(
            N_("These areas are not valid: {which}. Repair them first."), ids=which, which=which
        ) from error
    size = shapely.area(shared)
    order = np.lexsort((right, left, -size))
    order = order[size[order] >= min_area]
    return gpd.GeoDataFrame(
        {"left": labels[left[order]], "right": labels[right[order]], "area_m2": size[order]},
        geometry=shared[order],
        crs=series.crs,
    )
