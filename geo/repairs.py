"""Making a drawn geometry valid, and saying what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.crossings import count_crossings
from geo.errors import N_, Ambiguous, Collapsed, NotFinite, TooComplex, WrongType
from geo.inputs import AREA_TYPES, MOST_VERTICES

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MOST_VERTICES_TO_REPAIR = 2_000
MOST_CROSSINGS = 200
SAME_LAND_M2 = 1e-6

DROPPED_Z = N_("The height of the points was dropped.")
DROPPED_REPEATED = N_("Repeated points were dropped.")
TURNED = N_("Rings were turned round.")
SPLIT_CROSSING = N_("A ring that crosses itself was split into its parts.")
CUT_SPIKE = N_("A spike without land was cut off.")
HARMLESS = frozenset({DROPPED_Z, DROPPED_REPEATED, TURNED})
"""Changes after which the land is as it was."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A valid geometry and what was done to get it.

    Attributes
    ----------
    geometry
        Polygon or MultiPolygon, two-dimensional, shells counter-clockwise.
    changes
        Sentences in English, each a message id for translation; empty when nothing changed.
    area_before, area_after
        m2 as GEOS measures them; of a ring that crosses itself `area_before` counts land that
        is circled the other way round as negative.
    """

    geometry: BaseGeometry
    changes: list[str]
    area_before: float
    area_after: float


def repair(geometry: BaseGeometry) -> Repair:
    """Return `geometry` as a valid area, with each change named.

    A ring that crosses itself becomes its parts by the "structure" method of GEOS, which
    keeps all that was enclosed; `buffer(0)` would drop half of a bow-tie. Small parts are kept.

    Parameters
    ----------
    geometry
        Polygon or MultiPolygon in metres. It isn't changed.

    Raises
    ------
    WrongType
        If it isn't a polygon or multipolygon, or is empty.
    NotFinite
        If a coordinate is NaN or infinite.
    TooComplex
        Over 20,000 vertices; or it needs mending and has over 2,000 vertices or 200 crossings.
    Ambiguous
        If a hole lies outside its shell, or parts of a multipolygon overlap: which land is
        meant can't be known.
    Collapsed
        If no land is left.

    References
    ----------
    .. [1] JTS and GEOS, GeometryFixer ("structure" method), GEOS 3.10 and later.
    """
    _require_workable(geometry)
    changes: list[str] = []
    flat = shapely.force_2d(geometry)
    if geometry.has_z:
        changes.append(DROPPED_Z)
    thinned = shapely.remove_repeated_points(flat)
    if shapely.get_num_coordinates(thinned) < shapely.get_num_coordinates(flat):
        changes.append(DROPPED_REPEATED)
    mended = thinned if thinned.is_valid else _mend(thinned, changes)
    oriented = shapely.orient_polygons(mended)
    if not shapely.equals_identical(oriented, mended):
        changes.append(TURNED)
    if oriented.is_empty or not oriented.area > 0:
        raise Collapsed(N_("This shape has no land in it. Draw a ring around your area."))
    return Repair(oriented, changes, float(flat.area), float(oriented.area))


def _require_workable(geometry: BaseGeometry) -> None:
    if shapely.get_type_id(geometry) not in AREA_TYPES:
        raise WrongType(
            N_("This is a {type}, not an area. Draw a ring around your area."),
            type=getattr(geometry, "geom_type", type(geometry).__name__),
        )
    if geometry.is_empty:
        raise Collapsed(N_("This shape is empty. Draw a ring around your area."))
    count = int(shapely.get_num_coordinates(geometry))
    if count > MOST_VERTICES:
        raise TooComplex(
            N_("This shape has {count} points; {most} is the most. Draw it with fewer points."),
            count=count,
            most=MOST_VERTICES,
        )
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        raise NotFinite(N_("A coordinate of this shape is not a number. Draw it again."))


def _mend(geometry: BaseGeometry, changes: list[str]) -> BaseGeometry:
    count = int(shapely.get_num_coordinates(geometry))
    crossings = count_crossings(geometry, limit=MOST_CROSSINGS + 1)
    if count > MOST_VERTICES_TO_REPAIR or crossings > MOST_CROSSINGS:
        raise TooComplex(
            N_("This shape crosses itself too often to mend. Draw it with fewer points.")
        )
    parts = shapely.get_parts(geometry)
    _require_holes_inside(parts)
    whole = shapely.make_valid(parts, method="structure", keep_collapsed=False)
    land = [part for piece in whole for part in shapely.get_parts(piece) if part.area > 0]
    if not land:
        raise Collapsed(N_("This shape has no land in it. Draw a ring around your area."))
    changes.append(SPLIT_CROSSING if crossings else CUT_SPIKE)
    union = shapely.union_all(land)
    if shapely.area(land).sum() - union.area > SAME_LAND_M2:
        raise Ambiguous(
            N_(
                "Parts of this shape lie over one another, so we can't tell which land is meant. "
                "Draw the parts apart."
            )
        )
    return union


def _require_holes_inside(parts: np.ndarray[tuple[int], np.dtype[np.object_]]) -> None:
    for part in parts:
        if shapely.get_num_interior_rings(part) == 0:
            continue
        rings = np.asarray(shapely.polygons(shapely.get_rings(part)))
        shell, *holes = shapely.make_valid(rings, method="structure", keep_collapsed=False)
        if shapely.area(shapely.difference(holes, shell)).sum() > SAME_LAND_M2:
            raise Ambiguous(
                N_(
                    "A hole of this shape lies outside it, so we can't tell which land is meant. "
                    "Draw it again without the hole."
                )
            )
