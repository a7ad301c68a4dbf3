"""Areas that become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely

from geo.crossings import require_workable
from geo.errors import N_, GeometryError
from geo.inputs import as_series, require_areas, require_valid

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Areas, Geometries

Method = Literal["coverage", "clean", "union"]

ROUNDING = 1e-12
"""Relative difference between a sum of areas and the area of their union that is rounding."""

SAME_LAND_M2 = 1e-6

ROUNDING_OF_FACES = 1e-9
"""The same of faces, of which there are many thousands, with corners that were worked out."""

FINEST_M = 1e-7
"""Where faces don't match although they should, they are overlaid on a grid this fine."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Areas as one, and how that came about.

    Attributes
    ----------
    geometry
        Polygon, or MultiPolygon where the areas don't all touch; two-dimensional.
    method
        "coverage" when shared borders were simply dissolved, "clean" when borders that don't
        match were first made to, "union" when they were overlaid as they are.
    area_change
        m2 of `geometry` less the m2 of the exact union of the areas; 0 unless borders were
        cleaned.
    """

    geometry: BaseGeometry
    method: Method
    area_change: float


def merge(geometries: Areas, *, gap: float = 0.1) -> Merge:
    """Return areas as one area, without slits along the borders they shared.

    Shared edges of a coverage are dissolved, which is 10 to 20 times as fast as an overlay.
    GEOS doesn't notice when borders don't match and then answers with an invalid geometry, so
    the result is verified: it must be valid and as large as its parts together. Where it isn't,
    the areas are cleaned into a coverage [1]_ (enclosed slits up to `gap` wide close) and
    dissolved; and where GEOS can't clean them, overlaid.

    Parameters
    ----------
    geometries
        Valid polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.
    gap
        Width in metres of the widest enclosed slit that is closed when the borders don't match.
        Slits between areas whose borders do match are land of nobody and stay; so do slits
        that are open at an end, which `fit` closes.

    Raises
    ------
    GeometryError
        If there are no areas, one isn't valid, or `gap` is negative or not a number.
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.

    References
    ----------
    .. [1] GEOS 3.14, CoverageCleaner and CoverageUnion (JTS `coverage` package, M. Davis).
    """
    if not (np.isfinite(gap) and gap >= 0):
        raise GeometryError(N_("The widest slit to close must be 0 m or more, not {gap}."), gap=gap)
    series = as_series(geometries)
    areas = series.to_numpy()
    if len(areas) == 0:
        raise GeometryError(N_("There are no areas to merge. Choose one at least."))
    m2 = float(require_areas(areas, series.index).sum())
    areas = shapely.force_2d(areas) if shapely.has_z(areas).any() else areas
    dissolved = dissolve(areas, m2)
    if dissolved is not None:
        return Merge(dissolved, "coverage", 0.0)
    require_valid(areas, series.index)
    require_workable(areas, series.index)
    # GEOS divides by zero on the way to a right answer for areas of 1e-200 m.
    with np.errstate(all="ignore"):
        union = shapely.union_all(areas)
    cleaned = _cleaned(areas, gap)
    if cleaned is None:
        return Merge(union, "union", 0.0)
    change = float(cleaned.area - union.area)
    return Merge(cleaned, "clean", change if abs(change) > SAME_LAND_M2 else 0.0)


def dissolve(areas: Geometries, m2: float | None = None) -> BaseGeometry | None:
    """Return the union of a coverage by dropping shared edges, or None where it isn't one.

    Parameters
    ----------
    areas
        Polygons and multipolygons.
    m2
        Of all of them together, where that is known.
    """
    try:
        union = shapely.coverage_union_all(areas)
    except shapely.GEOSException:
        return None
    m2 = float(shapely.area(areas).sum()) if m2 is None else m2
    return union if _is_whole(union, m2, max(SAME_LAND_M2, ROUNDING * m2)) else None


def union_of_faces(faces: Geometries) -> BaseGeometry:
    """Return faces of an arrangement, none of which overlap, as one; an empty Polygon for none.

    Borders that run along each other a nanometre apart can leave faces that don't match; GEOS
    then refuses, or answers wrongly without a word, so its answer is checked.
    """
    if len(faces) == 0:
        return shapely.Polygon()
    m2 = float(shapely.area(faces).sum())
    for union in (shapely.coverage_union_all, shapely.union_all):
        try:
            land = union(faces)
        except shapely.GEOSException:
            continue
        if _is_whole(land, m2, ROUNDING_OF_FACES * m2):
            return land
    return shapely.union_all(faces, grid_size=FINEST_M)


def _is_whole(union: BaseGeometry, m2: float, tolerance: float) -> bool:
    return abs(union.area - m2) <= tolerance and bool(shapely.is_valid(union))


def exact_union(areas: Geometries) -> BaseGeometry:
    """Return the union of valid areas with every slit in it, the fast way where that is exact."""
    dissolved = dissolve(areas)
    return shapely.union_all(areas) if dissolved is None else dissolved


def _cleaned(areas: Geometries, gap: float) -> BaseGeometry | None:
    try:
        # The function is newer than its type stubs.
        clean = shapely.coverage_clean(areas, gap_width=gap)  # type: ignore[attr-defined]
        union = shapely.coverage_union_all(clean)
    except shapely.GEOSException:
        return None
    return union if shapely.is_valid(union) else None
