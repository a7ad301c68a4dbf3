"""All versions of all areas as the map takes them: each land once, small enough to send at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

import geo
from geo import reproject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion

WGS84 = "EPSG:4326"
TOLERANCE_M = 2.0
"""Borders may be off by this; at the scale of a municipality nobody sees it."""
DECIMALS = 5
"""Of degrees: about a metre. Shared corners are rounded alike, so shared borders stay shared."""
Json = dict[str, Any]


def history_of(versions: Sequence[AreaVersion], crs: str) -> Json:
    """Return `shapes` (as in a GeoJSON MultiPolygon, WGS84) and `versions`, which number them.

    A version is its area's id, name, shape, first day, day on which it ended (None: still
    stands), whether it rests (0 or 1) and how exactly the first day is known.
    """
    numbers: dict[bytes, int] = {}
    lands: list[BaseGeometry] = []
    rows: list[list[object]] = []
    for version in versions:
        key = shapely.to_wkb(version.geometry)
        if key not in numbers:
            numbers[key] = len(lands)
            lands.append(version.geometry)
        rows.append(
            [
                version.area,
                version.name,
                numbers[key],
                version.valid_from.isoformat(),
                None if version.still else version.valid_to.isoformat(),
                int(version.resting),
                version.precision.value,
            ]
        )
    return {"shapes": _shapes(lands, crs), "versions": rows}


def _shapes(lands: Sequence[BaseGeometry], crs: str) -> list[Any]:
    """Return the coordinates of each land, thinned and rounded together."""
    if not lands:
        return []
    thin = geo.simplify(list(lands), tolerance=TOLERANCE_M)
    return [_coordinates(reproject(land, crs, WGS84)) for land in thin]


def _coordinates(land: BaseGeometry) -> list[Any]:
    return [
        [_ring(ring) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.get_parts(land)
    ]


def _ring(ring: BaseGeometry) -> list[list[float]]:
    points = np.round(shapely.get_coordinates(ring), DECIMALS)
    moved = np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]
    return [[float(x), float(y)] for x, y in points[moved]]
