"""Sizes of areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.inputs import as_series, usable

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


def compactness(areas: Areas) -> pd.Series[float]:
    r"""Return how compact each area is, by Polsby and Popper.

    .. math:: 4 \pi A / P^2

    of area :math:`A` and perimeter :math:`P`, holes included [1]_. It has no unit, is 1 for a
    circle, 0.785 for a square, and does not change with scale; rougher borders lower it, so
    areas digitised at different detail don't compare.

    Parameters
    ----------
    areas
        Polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.

    Returns
    -------
    pandas.Series
        Over 0 and at most 1, under the index of `areas`.

    Raises
    ------
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.

    References
    ----------
    .. [1] Polsby, D. D., and Popper, R. D. (1991). The third criterion: compactness as a
       procedural safeguard against partisan gerrymandering. Yale Law & Policy Review 9(2),
       301-353.
    """
    series = usable(areas, valid=False)
    return (4 * np.pi * series.area / series.length**2).rename("compactness")
