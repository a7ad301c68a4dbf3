"""Sizes of areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from shapely.geometry.base import BaseGeometry

from geo.inputs import as_series

if TYPE_CHECKING:
    import pandas as pd

    from geo.inputs import Areas

M2_PER_HA = 10_000.0


@overload
def area_ha(areas: BaseGeometry) -> float: ...
@overload
def area_ha(areas: Areas) -> pd.Series[float]: ...
def area_ha(areas: Areas | BaseGeometry) -> pd.Series[float] | float:
    """Return the planar size of each area in hectares.

    Parameters
    ----------
    areas
        Polygons or multipolygons in a CRS in metres; bare geometries, or a single one, are
        taken as metres.

    Returns
    -------
    pandas.Series or float
        Hectares under the index of `areas`, measured in the plane of their own CRS; of a
        single geometry just the number.

    Raises
    ------
    UnprojectedError
        If `areas` is in degrees, in feet, in EPSG:3857 or has no CRS.
    """
    if isinstance(areas, BaseGeometry):
        return float(areas.area) / M2_PER_HA
    return (as_series(areas).area / M2_PER_HA).rename("area_ha")
