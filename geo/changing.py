"""What an area gained and lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import shapely

from geo.crossings import require_few_crossings
from geo.inputs import MOST_VERTICES_OF_AN_AREA, drawn_area, same_crs
from geo.merging import ROUNDING

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

Kind = Literal["grown", "shrunk", "moved", "same"]

ROUNDING_M2 = 1e-6


@dataclass(frozen=True, slots=True)
class Growth:
    """How the land of an area changed, in m2.

    Attributes
    ----------
    gained
        Land that is in it now and was not.
    lost
        Land that was in it and is not now.
    kept
        Land that was in it and still is.
    kind
        "grown" (gained only), "shrunk" (lost only), "moved" (both) or "same".
    """

    gained: float
    lost: float
    kept: float
    kind: Kind


def growth(before: BaseGeometry | gpd.GeoSeries, after: BaseGeometry | gpd.GeoSeries) -> Growth:
    """Return what an area gained, lost and kept between two of its shapes.

    Parameters
    ----------
    before, after
        One valid polygon or multipolygon each, in metres and in one CRS. Less than 1e-6 m2 (or
        1e-12 of the area) is
        rounding and counts as 0.

    Raises
    ------
    GeometryError
        If one isn't valid, or isn't one.
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.
    """
    import geopandas as gpd
    import numpy as np

    most = MOST_VERTICES_OF_AN_AREA
    old, old_crs = drawn_area(before, most=most)
    new, new_crs = drawn_area(after, most=most)
    same_crs(gpd.GeoSeries([old], crs=old_crs), gpd.GeoSeries([new], crs=new_crs))
    require_few_crossings(np.array([old]), np.array([new]))
    kept = float(shapely.intersection(old, new).area)
    gained = _without_rounding(new.area - kept, new.area)
    lost = _without_rounding(old.area - kept, old.area)
    return Growth(gained, lost, kept, _kind(gained, lost))


def _without_rounding(size: float, whole: float) -> float:
    return size if size > max(ROUNDING_M2, ROUNDING * whole) else 0.0


def _kind(gained: float, lost: float) -> Kind:
    if gained and lost:
        return "moved"
    if gained:
        return "grown"
    return "shrunk" if lost else "same"
