"""The land of areas as a report map carries it: each piece once, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

import geo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

STEP = 1e-6
"""Degrees in one: 11 cm."""
MOST_CORNERS = 60_000
"""Above this, borders are simplified by what nobody sees at the first view."""
FINE = 8_000
"""How many steps wide the whole map is then: an eighth of a pixel of a wide screen."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Land in the order in which it was first seen.

    Attributes
    ----------
    rings
        Of each shape its rings: longitude and latitude of the first corner, then the differences
        with the one before, in steps of `STEP` degrees. Outer rings go one way, holes the other.
    points
        Of each shape a point on its largest part, for a name or a circle, in the same steps.
    places
        The number of each shape, by its land as it was given.
    box
        West, south, east, north in degrees.
    """

    rings: list[list[list[int]]]
    points: list[list[int]]
    places: dict[bytes, int]
    box: tuple[float, float, float, float]

    def place(self, land: BaseGeometry) -> int:
        """Return the number of a shape."""
        return self.places[shapely.to_wkb(land)]


def shapes(lands: Iterable[BaseGeometry], crs: str) -> Shapes:
    """Return land in a metric CRS as the map carries it, in WGS84.

    Borders with very many corners are simplified together, so that shared ones stay shared.
    """
    import geopandas as gpd

    unique = {shapely.to_wkb(land): land for land in lands}
    whole = gpd.GeoSeries(list(unique.values()), crs=crs)
    if int(shapely.get_num_coordinates(whole.to_numpy()).sum()) > MOST_CORNERS:
        west, south, east, north = whole.total_bounds
        whole = geo.simplify(whole, tolerance=float(max(east - west, north - south)) / FINE)
    middles = gpd.GeoSeries(
        shapely.point_on_surface(np.array([_largest(land) for land in whole], dtype=object)),
        crs=crs,
    )
    degrees = whole.to_crs("EPSG:4326")
    box = degrees.total_bounds.tolist()
    return Shapes(
        [_rings(land) for land in shapely.orient_polygons(degrees.to_numpy())],
        _steps(shapely.get_coordinates(middles.to_crs("EPSG:4326").to_numpy())).tolist(),
        {key: place for place, key in enumerate(unique)},
        (box[0], box[1], box[2], box[3]),
    )


def _largest(land: BaseGeometry) -> BaseGeometry:
    return max(shapely.get_parts(land), key=lambda part: float(part.area), default=land)


def _rings(land: Any) -> list[list[int]]:  # noqa: ANN401 - any polygon
    found = []
    for ring in shapely.get_rings(land):
        # The last corner is the first one again.
        corners = _steps(shapely.get_coordinates(ring)[:-1])
        found.append(np.diff(corners, axis=0, prepend=[[0, 0]]).ravel().tolist())
    return found


def _steps(degrees: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(degrees / STEP).astype(np.int64)
