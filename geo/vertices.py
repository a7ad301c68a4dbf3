"""Vertices of a set of areas, as one array."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Geometries

STRAIGHT_M = 1e-6
"""A vertex this near to the line between its neighbours is no corner."""


def keys(points: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Return one number for each vertex, the same for the same place and only then.

    Numbers are sorted and looked up ten times as fast as pairs. Two places have the same number
    with odds of one in 1e13 among a thousand vertices.

    Parameters
    ----------
    points
        Of shape (n, 2). Minus zero is zero.
    """
    bits = np.ascontiguousarray(points + 0.0).view(np.uint64)
    x, y = bits[:, 0], bits[:, 1]
    mixed = x * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(32))) + y
    # As splitmix64 ends, so that round coordinates, of which only the high bits differ, spread,
    # and sums of two numbers, which stand for segments, differ as well.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def among(numbers: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which numbers are among others; for thousands several times as fast as `isin`."""
    if len(others) == 0:
        return np.zeros(len(numbers), dtype=bool)
    ordered = np.sort(others)
    place = np.searchsorted(ordered, numbers)
    return np.asarray(ordered[np.minimum(place, len(ordered) - 1)] == numbers)


def corners(geometry: BaseGeometry | Geometries) -> NDArray[np.float64]:
    """Return every vertex once, of shape (n, 2)."""
    points = shapely.get_coordinates(geometry)
    return np.asarray(points[np.unique(keys(points), return_index=True)[1]])


def segments(lines: Geometries) -> tuple[NDArray[np.uint64], NDArray[np.float64], NDArray[np.intp]]:
    """Return every segment as one number whatever its direction, its length, and its line.

    Parameters
    ----------
    lines
        LineStrings, or Polygons, of which the rings count; each geometry is one line.
    """
    points, line = shapely.get_coordinates(lines, return_index=True)
    known = keys(points)
    within = line[1:] == line[:-1]
    if (shapely.get_dimensions(lines) == 2).all():
        ring = shapely.get_coordinates(shapely.get_rings(lines), return_index=True)[1]
        within &= ring[1:] == ring[:-1]
    number = (known[1:] + known[:-1])[within]
    return number, np.hypot(*np.diff(points, axis=0)[within].T), line[1:][within]


def border_segments(
    areas: Geometries,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]:
    """Return start and end of every segment of borders, its area, and its number.

    Segments go to the right, or up where they go neither right nor left, whichever way a ring
    runs. A segment that areas share has the same number for each, and the numbers are 0, 1, ...

    Parameters
    ----------
    areas
        Polygons and multipolygons.
    """
    parts, of_part = shapely.get_parts(areas, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    within = (ring[1:] == ring[:-1]) & (points[1:] != points[:-1]).any(axis=1)
    start, end = points[:-1][within], points[1:][within]
    back = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start, end = np.where(back[:, None], end, start), np.where(back[:, None], start, end)
    number = np.unique(keys(start) + keys(end), return_inverse=True)[1]
    return start, end, of_part[of_ring[ring[1:][within]]], number


def bundle(lines: Geometries) -> BaseGeometry:
    """Return lines as one MultiLineString."""
    return cast("BaseGeometry", shapely.multilinestrings(lines))


def lines_near(geometries: Geometries, window: tuple[float, ...]) -> Geometries:
    """Return the stretches of borders or lines of which each segment meets a window.

    Segments are taken whole, so no vertex is made.

    Parameters
    ----------
    geometries
        Polygons, multipolygons or lines.
    window
        Left, bottom, right and top.
    """
    parts = shapely.get_parts(geometries)
    lines = shapely.get_rings(parts) if (shapely.get_dimensions(parts) == 2).all() else parts
    points, line = shapely.get_coordinates(lines, return_index=True)
    if len(points) == 0:
        return np.empty(0, dtype=object)
    low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    meets = (line[:-1] == line[1:]) & (low <= window[2:]).all(1) & (high >= window[:2]).all(1)
    segment = np.flatnonzero(meets)
    if len(segment) == 0:
        return np.empty(0, dtype=object)
    # A stretch goes on while segments follow each other within one line.
    new = np.r_[True, (np.diff(segment) > 1) | (line[segment[1:]] != line[segment[:-1]])]
    stretch = np.cumsum(new) - 1
    first, last = segment[new], segment[np.r_[new[1:], True]]
    vertex = np.concatenate([segment, last + 1])
    owner = np.concatenate([stretch, np.arange(len(first))])
    order = np.lexsort((vertex, owner))
    return np.asarray(shapely.linestrings(points[vertex[order]], indices=owner[order]))


def with_vertices(geometry: BaseGeometry, points: NDArray[np.float64]) -> BaseGeometry:
    """Return a geometry with points put in as vertices, each in the segment nearest to it.

    Parameters
    ----------
    geometry
        Polygon, multipolygon or line.
    points
        Of shape (n, 2), each once, on the border or line but for rounding. Points that are
        vertices already, or lie farther off than 1e-6 m, are left out.
    """
    left, bottom, right, top = geometry.bounds
    x, y = points.T
    near = (x >= left - STRAIGHT_M) & (x <= right + STRAIGHT_M)
    near &= (y >= bottom - STRAIGHT_M) & (y <= top + STRAIGHT_M)
    if not near.any():
        return geometry
    new = points[near]
    parts = shapely.get_parts(geometry)
    areal = shapely.get_dimensions(geometry) == 2
    lines = shapely.get_rings(parts) if areal else parts
    flat, line = shapely.get_coordinates(lines, return_index=True)
    point, segment, share = _on_segments(new, flat[:-1], flat[1:], line[:-1] == line[1:])
    if len(point) == 0:
        return geometry
    order = np.lexsort((share, segment))
    point, segment = point[order], segment[order]
    rows = np.insert(flat, segment + 1, new[point], axis=0)
    owner = np.insert(line, segment + 1, line[segment])
    if not areal:
        return bundle(np.asarray(shapely.linestrings(rows, indices=owner)))
    rings = np.asarray(shapely.linearrings(rows, indices=owner))
    return _same_parts(parts, rings, multiple=geometry.geom_type == "MultiPolygon")


def _on_segments(
    points: NDArray[np.float64],
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    is_segment: NDArray[np.bool_],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Which point lies on which segment, and at which share of its length."""
    low, high = np.minimum(start, end) - STRAIGHT_M, np.maximum(start, end) + STRAIGHT_M
    low[~is_segment] = np.inf
    x, y = points[:, :1], points[:, 1:]
    inside = (x >= low[:, 0]) & (x <= high[:, 0]) & (y >= low[:, 1]) & (y <= high[:, 1])
    point, segment = np.nonzero(inside)
    step = end[segment] - start[segment]
    offset = points[point] - start[segment]
    length = np.maximum((step**2).sum(axis=1), np.finfo(float).tiny)
    share = np.clip((offset * step).sum(axis=1) / length, 0.0, 1.0)
    off = np.hypot(*(offset - share[:, None] * step).T)
    is_vertex = (points[point] == start[segment]).all(1) | (points[point] == end[segment]).all(1)
    on = (off <= STRAIGHT_M) & ~is_vertex
    return point[on], segment[on], share[on]


def _same_parts(parts: Geometries, rings: Geometries, *, multiple: bool) -> BaseGeometry:
    ends = np.cumsum(1 + shapely.get_num_interior_rings(parts))
    polygons = [shapely.Polygon(own[0], own[1:]) for own in np.split(rings, ends[:-1])]
    return shapely.MultiPolygon(polygons) if multiple else polygons[0]


def inner_points(faces: Geometries) -> Geometries:
    """Return a point well within each face of an arrangement.

    Lines that lie on each other but for rounding leave slits of no width at the edge of a face.
    The point that GEOS gives may lie in one, where nobody can tell in which area it is; such a
    face is asked for the middle of its widest circle.
    """
    points = np.asarray(shapely.point_on_surface(faces))
    doubtful = np.flatnonzero(shapely.distance(shapely.boundary(faces), points) < STRAIGHT_M)
    if len(doubtful):
        circles = shapely.maximum_inscribed_circle(faces[doubtful])
        points[doubtful] = shapely.get_point(circles, 0)
    return points


def without_needless_vertices(areas: Geometries, given: NDArray[np.float64]) -> Geometries:
    """Return areas of one arrangement without the vertices that noding left on straight edges.

    A vertex stays when it was given, or when it is a corner of any of the areas; then it stays
    in all of them, so that they match edge by edge. Where borders run within a micrometre of
    each other such vertices may be all that keeps them apart; then every vertex stays.

    Parameters
    ----------
    areas
        Polygons and multipolygons whose shared borders have the same vertices.
    given
        Vertices of the borders before they were noded, of shape (n, 2).
    """
    flat, offsets = _rings(areas)
    known = keys(flat)
    is_new = ~among(known, keys(given))
    if not is_new.any():
        return areas
    needed = known[is_new & _is_corner(flat, offsets)]
    keep = ~is_new | among(known, needed)
    if keep.all():
        return areas
    # Two vertices within a micrometre that turn a corner together are each none alone.
    while len(astray := _farthest_astray(flat, offsets, keep)):
        needed = np.concatenate([needed, known[astray]])
        keep = ~is_new | among(known, needed)
    which = np.unique(np.searchsorted(_ends(areas), np.flatnonzero(~keep), side="right"))
    result = areas.copy()
    starts = np.r_[0, _ends(areas)]
    for i in which:
        result[i] = _filtered(areas[i], keep[starts[i] : starts[i + 1]])
    return result if shapely.is_valid(result[which]).all() else areas


def _rings(areas: Geometries) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """All vertices in order, and where each ring begins; rings end with their first vertex."""
    points, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(areas)), return_index=True
    )
    return points, np.searchsorted(ring, np.arange(ring[-1] + 2 if len(ring) else 1))


def _ends(areas: Geometries) -> NDArray[np.intp]:
    return np.cumsum(shapely.get_num_coordinates(areas))


def _is_corner(flat: NDArray[np.float64], offsets: NDArray[np.intp]) -> NDArray[np.bool_]:
    before, after = np.roll(flat, 1, axis=0), np.roll(flat, -1, axis=0)
    first, last = offsets[:-1], offsets[1:] - 1
    before[first], after[last] = flat[last - 1], flat[first + 1]
    arriving, leaving, past = flat - before, after - flat, after - before
    off = np.abs(arriving[:, 0] * past[:, 1] - arriving[:, 1] * past[:, 0])
    # A spike turns back on itself: it lies on the line, but not between its neighbours.
    back = (arriving * leaving).sum(axis=1) < 0
    return np.asarray((off > STRAIGHT_M * np.hypot(past[:, 0], past[:, 1])) | back)


def _farthest_astray(
    flat: NDArray[np.float64], offsets: NDArray[np.intp], keep: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Return of each stretch that would be dropped the vertex farthest from its shortcut, if far.

    A ring of which fewer than three vertices would be kept has them all returned.
    """
    closing = np.zeros(len(flat), dtype=bool)
    closing[offsets[1:] - 1] = True
    dropped = ~keep & ~closing
    if not (dropped[:-1] & dropped[1:]).any() and not dropped[offsets[:-1]].any():
        return np.empty(0, dtype=np.intp)
    ring = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    kept_of_ring = np.bincount(ring[keep & ~closing], minlength=len(offsets) - 1)
    too_few = dropped & (kept_of_ring < 3)[ring]
    if too_few.any():
        return np.flatnonzero(too_few)
    anchor = np.flatnonzero(keep & ~closing)
    first = np.searchsorted(ring[anchor], np.arange(len(offsets) - 1))
    which = np.flatnonzero(dropped)
    place = np.searchsorted(anchor, which)
    start, past = first[ring[which]], np.r_[first[1:], len(anchor)][ring[which]]
    before = np.where(place > start, place - 1, past - 1)
    after = np.where(place < past, place, start)
    a, b, p = flat[anchor[before]], flat[anchor[after]], flat[which]
    run = b - a
    length2 = np.maximum((run**2).sum(axis=1), np.finfo(float).tiny)
    along = np.clip(((p - a) * run).sum(axis=1) / length2, 0, 1)
    off = np.hypot(*(p - a - along[:, None] * run).T)
    farthest = np.zeros(len(anchor))
    np.maximum.at(farthest, before, off)
    # All that are as far: which of them comes first depends on which way the ring runs.
    return np.asarray(which[(off > 2 * STRAIGHT_M) & (off >= 0.999 * farthest[before])])


def together(polygons: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return one polygon as it is, and several as a MultiPolygon."""
    if len(polygons) == 1:
        return polygons[0]
    return cast("BaseGeometry", shapely.multipolygons(polygons))


def _filtered(area: BaseGeometry, keep: NDArray[np.bool_]) -> BaseGeometry:
    polygons = []
    start = 0
    for polygon in shapely.get_parts(area):
        rings = []
        for ring in shapely.get_rings(polygon):
            points = shapely.get_coordinates(ring)
            kept = keep[start : start + len(points)]
            start += len(points)
            inner = points[:-1][kept[:-1]]
            rings.append(np.concatenate([inner, inner[:1]]))
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return together(polygons)
