"""Shapes from parsed GeoJSON: every coordinate is looked at before GEOS gets it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import shapely

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

CLOSED = N_("A ring was closed.")


def shape_of(
    geometry: Any,  # noqa: ANN401
    kinds: Sequence[str],
) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Return a GeoJSON geometry as a shape in its own coordinates, and what was done to it.

    Parameters
    ----------
    geometry
        What stands at `geometry`; anything at all.
    kinds
        Geometry types that are accepted.

    Raises
    ------
    Refused
        `null_geometry`, `geometry_type`, `coords` or `non_finite`.
    """
    if not isinstance(geometry, dict):
        raise Refused("null_geometry", N_("A feature has no shape. Draw it, or leave it out."))
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in kinds:
        raise Refused(
            "geometry_type",
            N_("A shape has the wrong type. Here we can use: {kinds}."),
            kinds=list(kinds),
        )
    if not coordinates:
        raise Refused("null_geometry", N_("A feature has no shape. Draw it, or leave it out."))
    closed: list[str] = []
    match kind:
        case "Point":
            shape: BaseGeometry = shapely.Point(_position(coordinates))
        case "LineString":
            shape = shapely.LineString(_positions(coordinates, 2))
        case "MultiLineString":
            shape = shapely.MultiLineString([_positions(c, 2) for c in _list(coordinates)])
        case "Polygon":
            shape = _polygon(coordinates, closed)
        case _:
            shape = shapely.MultiPolygon([_polygon(c, closed) for c in _list(coordinates)])
    return shape, tuple(dict.fromkeys(closed))


def _polygon(rings: Any, closed: list[str]) -> shapely.Polygon:  # noqa: ANN401
    shell, *holes = [_ring(ring, closed) for ring in _list(rings)] or [[]]
    if not shell:
        raise Refused("null_geometry", N_("A feature has no shape. Draw it, or leave it out."))
    return shapely.Polygon(shell, holes)


def _ring(ring: Any, closed: list[str]) -> list[tuple[float, float]]:  # noqa: ANN401
    positions = _positions(ring, 3)
    if positions[0] != positions[-1]:
        positions.append(positions[0])
        closed.append(CLOSED)
    if len(positions) < 4:
        raise _bad_coordinates()
    return positions


def _positions(values: Any, least: int) -> list[tuple[float, float]]:  # noqa: ANN401
    positions = [_position(value) for value in _list(values)]
    if len(positions) < least:
        raise _bad_coordinates()
    return positions


def _position(value: Any) -> tuple[float, float]:  # noqa: ANN401
    if not isinstance(value, list) or not 2 <= len(value) <= 4:
        raise _bad_coordinates()
    if any(isinstance(n, bool) or not isinstance(n, int | float) for n in value):
        raise _bad_coordinates()
    try:
        x, y = float(value[0]), float(value[1])
    except OverflowError:
        x = y = math.inf
    if not (math.isfinite(x) and math.isfinite(y)):
        raise Refused("non_finite", N_("A coordinate is not a number. Export the file again."))
    return x, y


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    if not isinstance(value, list):
        raise _bad_coordinates()
    return value


def _bad_coordinates() -> Refused:
    return Refused("coords", N_("The coordinates of a shape can't be read. Export the file again."))
