"""Following the borders that already stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

TAKE_OVER_WITHIN_M = 0.25
"""Our own GeoJSON has 6 decimals, 0.11 m: what went out and comes back must fit again."""

CRUMB_M2 = 1.0
"""Below the smallest overlap that counts, a piece of land is rounding."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A geometry whose vertices near a standing border now lie on it; `moved` counts them."""

    geometry: BaseGeometry
    moved: int


def take_over(
    geometry: BaseGeometry, standing: Sequence[BaseGeometry], *, within: float = TAKE_OVER_WITHIN_M
) -> TakenOver:
    """Return `geometry` with the vertices of standing borders where it all but follows them.

    A vertex within `within` metres of a standing border goes to the nearest point of it, and
    then edges and vertices take over the border's own vertices. When that would make the
    geometry invalid it is left as it was.

    Parameters
    ----------
    geometry
        Valid Polygon or MultiPolygon in metres. It isn't changed.
    standing
        Areas whose borders count, in the same CRS.
    within
        Distance in metres.
    """
    near = [area for area in standing if geometry.dwithin(area.boundary, within)]
    if not near:
        return TakenOver(geometry, 0)
    border = shapely.union_all(shapely.boundary(near))
    on_border = shapely.transform(geometry, lambda points: _onto(points, border, within))
    snapped = shapely.remove_repeated_points(shapely.snap(on_border, border, within))
    if not snapped.is_valid or snapped.is_empty or snapped.geom_type != geometry.geom_type:
        return TakenOver(geometry, 0)
    before = {tuple(point) for point in shapely.get_coordinates(geometry)}
    after = {tuple(point) for point in shapely.get_coordinates(snapped)}
    return TakenOver(snapped, len(after - before))


def _onto(
    points: np.ndarray[tuple[int, int], np.dtype[np.float64]], border: BaseGeometry, within: float
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    shapes = np.asarray(shapely.points(points))
    close = np.flatnonzero(shapely.dwithin(shapes, border, within))
    moved = points.copy()
    if len(close):
        lines = shapely.shortest_line(shapes[close], border)
        moved[close] = shapely.get_coordinates(shapely.get_point(lines, 1))
    return moved


@dataclass(frozen=True, slots=True)
class FreeLand:
    """The part of a drawing that lies in no standing area; empty when there is none."""

    geometry: BaseGeometry
    dropped_m2: float


def free_land(drawing: BaseGeometry, standing: Sequence[BaseGeometry]) -> FreeLand:
    """Return the land of `drawing` that is nobody's, its edges on the standing borders.

    Parameters
    ----------
    drawing, standing
        Valid polygons or multipolygons in metres, in one CRS.

    Returns
    -------
    FreeLand
        Polygon or MultiPolygon; pieces under 1 m2 are rounding and are left out, together
        `dropped_m2`.
    """
    left = shapely.difference(drawing, shapely.union_all(list(standing)))
    pieces = [p for p in shapely.get_parts(left) if p.geom_type == "Polygon"]
    kept = [p for p in pieces if p.area >= CRUMB_M2]
    dropped = float(sum(p.area for p in pieces if p.area < CRUMB_M2))
    whole = kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)
    return FreeLand(whole, dropped)
