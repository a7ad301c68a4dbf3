"""Fewer vertices on the borders of areas, without gaps or overlaps between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely

from geo.errors import N_, GeometryError, TooComplex
from geo.inputs import usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.inputs import Areas, Geometries

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

MOST_VERTICES_TO_SIMPLIFY = 500_000
"""Of one area: five times what the other functions take, since they ask to simplify first."""

MOST_UNEVEN_SPLITS = 48
"""Splits at the farthest vertex, one after another; what is left then is halved.

Borders in use take some 20. A comb whose teeth grow takes one for each tooth, which would make
the work quadratic.
"""

MOST_MEETING_BOXES = 2_000_000
"""Of segments, or of segments with vertices they jump over, in one call. A coverage has one for
each vertex; 2,800 drawings over each other at 1 km have 1.5 million."""

AT_ONCE = 64
"""Shapes asked at once: few enough that the answer fits in memory when all boxes meet."""

STRAIGHT = 1e-12
"""Sine of the angle between two segments from one vertex, below which they overlap."""


def simplify(areas: Areas, *, tolerance: float) -> gpd.GeoSeries:
    """Return the areas with fewer vertices, so that no border moves more than `tolerance`.

    Borders that areas share stay shared: no gap and no overlap arises, no area, part or hole
    disappears, and every vertex where three borders meet stays. Areas share a border only where
    they share its vertices; a border with a vertex on one side only is two borders, which are
    simplified apart.

    The borders are cut into arcs where they meet, and each arc is simplified once, for all areas
    that have it, by Douglas and Peucker [1]_: a stretch becomes a straight segment when none of
    its vertices lies farther from that segment than the tolerance. Then, as in [2]_, stretches
    are cut further where their segment meets another one, or jumps over a vertex that stays,
    until the arrangement is what it was.

    Parameters
    ----------
    areas
        Valid polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.
        They aren't changed. Where they overlap, more vertices may stay than were needed.
    tolerance
        Metres, 0 or more: the Hausdorff distance between a border before and after is no more.
        With 0 the areas come back with every vertex.

    Returns
    -------
    geopandas.GeoSeries
        Under the index and in the CRS of `areas`, of the same types, two-dimensional; each
        vertex is one of `areas`. Ring direction, start vertex and the order of the areas make
        no difference to the land.

    Raises
    ------
    GeometryError
        If an area isn't valid, or `tolerance` is negative or not a number.
    TooComplex
        If the areas overlap so that their borders may cross over two million times, or if one
        has over 500,000 vertices.
    UnprojectedError, WrongType, NotFinite
        As every function of this package.

    References
    ----------
    .. [1] Douglas, D. H., and Peucker, T. K. (1973). Algorithms for the reduction of the number
       of points required to represent a digitized line or its caricature. Cartographica 10(2),
       112-122.
    .. [2] Saalfeld, A. (1999). Topologically consistent line simplification with the
       Douglas-Peucker algorithm. Cartography and Geographic Information Science 26(1), 7-18.
    """
    import geopandas as gpd

    if not (np.isfinite(tolerance) and tolerance >= 0):
        raise GeometryError(
            N_("The distance a border may move must be 0 m or more, not {tolerance}."),
            tolerance=tolerance,
        )
    series = usable(areas, most=MOST_VERTICES_TO_SIMPLIFY)
    geometries = series.to_numpy().copy()
    if tolerance > 0 and len(geometries):
        rings = _rings(geometries)
        arcs = _arcs(rings)
        kept = _spaced(arcs, tolerance)
        stays = np.zeros(len(rings.places), dtype=bool)
        stays[arcs.vertex[kept]] = True
        geometries = _rebuilt(geometries, rings, stays)
    return gpd.GeoSeries(geometries, index=series.index, crs=series.crs)


@dataclass(frozen=True, slots=True)
class _Rings:
    """All rings of all areas, open and without repeated vertices.

    Attributes
    ----------
    places
        Coordinates of each distinct vertex, of shape (m, 2), sorted by x and then y.
    vertex
        Numbers in `places`, ring after ring, of shape (n,).
    start
        Where each ring begins in `vertex`, and n, of shape (rings + 1,).
    offsets
        Of the polygons in the rings and, if there are multipolygons, of these in the polygons.
    """

    places: Floats
    vertex: Ints
    start: Ints
    offsets: tuple[NDArray[np.signedinteger], ...]


@dataclass(frozen=True, slots=True)
class _Arcs:
    """Stretches of border between two vertices that stay, each once.

    Attributes
    ----------
    points
        Coordinates, arc after arc, of shape (k, 2).
    vertex
        Numbers of the vertices, of shape (k,).
    first, last
        Where each arc begins and ends in `vertex`.
    """

    points: Floats
    vertex: Ints
    first: Ints
    last: Ints


def _rings(geometries: Geometries) -> _Rings:
    _, points, offsets = shapely.to_ragged_array(geometries, include_z=False)
    ends = offsets[0]
    # The last vertex of a ring is the first, and a repeated one makes an edge of no length.
    keep = np.append((points[1:] != points[:-1]).any(axis=1), True)
    keep[ends[1:] - 1] = False
    start = np.append(0, np.cumsum(keep))[ends]
    # Complex numbers are sorted by real and then imaginary part: by place, whatever the order.
    places, vertex = np.unique(points[keep].view(np.complex128)[:, 0], return_inverse=True)
    return _Rings(places.view(np.float64).reshape(-1, 2), vertex, start, offsets[1:])


def _arcs(rings: _Rings) -> _Arcs:
    edge, is_node = _edges(rings)
    is_anchor = _anchored(rings, is_node)
    count = np.diff(rings.start)
    anchored = np.flatnonzero(is_anchor[rings.vertex])
    shift = anchored[np.searchsorted(anchored, rings.start[:-1])] - rings.start[:-1]
    # Every ring from its first anchor round to that anchor again.
    begin, step = _ranges(count + 1)
    at = rings.start[begin] + (shift[begin] + step) % count[begin]
    vertex = rings.vertex[at]
    cuts = np.flatnonzero(is_anchor[vertex])
    # An edge is of one arc only, so the lowest edge tells an arc from another.
    lowest = np.minimum.reduceat(edge[at], cuts)
    within = np.flatnonzero(begin[cuts[:-1]] == begin[cuts[1:]])
    own = within[np.unique(lowest[within], return_index=True)[1]]
    first, last = cuts[own], cuts[own + 1]
    # One direction for all, so that ties are broken the same way.
    turned = vertex[first] > vertex[last]
    arc, step = _ranges(last - first + 1)
    chain = vertex[np.where(turned[arc], last[arc] - step, first[arc] + step)]
    end = np.cumsum(last - first + 1)
    return _Arcs(rings.places[chain], chain, np.append(0, end[:-1]), end - 1)


def _ranges(counts: Ints) -> tuple[Ints, Ints]:
    """Return the number of each range and the place in it: 2, 3 gives 00111 and 01012."""
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) - (np.cumsum(counts) - counts)[which]


def _edges(rings: _Rings) -> tuple[Ints, Bools]:
    """Return the number of the edge after each vertex of the rings, and which places are nodes.

    A node is where borders part: it has another number of neighbours than two.
    """
    size = len(rings.places)
    after = np.roll(rings.vertex, -1)
    after[rings.start[1:] - 1] = rings.vertex[rings.start[:-1]]
    low, high = np.minimum(rings.vertex, after), np.maximum(rings.vertex, after)
    known, edge = np.unique(low * size + high, return_inverse=True)
    neighbours = np.bincount(np.concatenate([known // size, known % size]), minlength=size)
    return edge, neighbours != 2


def _anchored(rings: _Rings, is_node: Bools) -> Bools:
    """Return which places stay at any rate: nodes, and three of a ring with fewer than two nodes.

    These three are the node or else the first place, the vertex farthest from it, and the one
    farthest from the segment between them, so that the ring stays a ring.
    """
    nodes = np.add.reduceat(is_node[rings.vertex].astype(np.intp), rings.start[:-1])
    free = np.flatnonzero(nodes < 2)
    is_anchor = is_node.copy()
    if len(free) == 0:
        return is_anchor
    count = np.diff(rings.start)[free]
    ring, step = _ranges(count)
    vertex = rings.vertex[rings.start[free][ring] + step]
    start = np.cumsum(count) - count
    points = rings.places[vertex]
    chosen = _farthest(is_node[vertex].astype(np.float64), vertex, ring, start)
    base = rings.places[chosen][ring]
    is_anchor[chosen] = True
    chosen = _farthest(((points - base) ** 2).sum(axis=1), vertex, ring, start)
    is_anchor[chosen] = True
    off = _off_segment(points, base, rings.places[chosen][ring])
    is_anchor[_farthest(off, vertex, ring, start)] = True
    return is_anchor


def _farthest(measure: Floats, vertex: Ints, ring: Ints, start: Ints) -> Ints:
    """Return the vertex of each ring with the largest measure, of equal ones the first place."""
    largest = np.maximum.reduceat(measure, start)[ring]
    candidate = np.where(measure == largest, vertex, np.iinfo(np.intp).max)
    return np.asarray(np.minimum.reduceat(candidate, start))


def _off_segment(points: Floats, start: Floats, end: Floats) -> Floats:
    """Return the squared distance of points to segments, pairwise."""
    step, offset = end - start, points - start
    along = step[:, 0] * offset[:, 0] + step[:, 1] * offset[:, 1]
    length = step[:, 0] ** 2 + step[:, 1] ** 2
    share = np.clip(along / np.maximum(length, np.finfo(np.float64).tiny), 0.0, 1.0)
    x, y = (offset - share[:, None] * step).T
    return np.asarray(x**2 + y**2)


def _spaced(arcs: _Arcs, tolerance: float) -> Bools:
    """Return which vertices of the arcs stay."""
    kept = np.zeros(len(arcs.vertex), dtype=bool)
    kept[arcs.first] = kept[arcs.last] = True
    _split(arcs, kept, arcs.first, arcs.last, tolerance)
    is_last = np.zeros(len(arcs.vertex), dtype=bool)
    is_last[arcs.last] = True
    rounds = boxes = 0
    while True:
        stays = np.flatnonzero(kept)
        within = ~is_last[stays[:-1]]
        first, last = stays[:-1][within], stays[1:][within]
        wrong, met = _meets_another(arcs, first, last, boxes)
        wrong[~wrong], boxes = _jumps(arcs, first[~wrong], last[~wrong], stays, met)
        if not wrong.any():
            return kept
        first, last = first[wrong], last[wrong]
        at, _ = _cuts(arcs.points, first, last, halve=rounds > MOST_UNEVEN_SPLITS)
        kept[at] = True
        _split(arcs, kept, np.append(first, at), np.append(at, last), tolerance)
        rounds += 1


def _split(arcs: _Arcs, kept: Bools, first: Ints, last: Ints, tolerance: float) -> None:
    """Mark in `kept` the vertices that Douglas and Peucker keep between `first` and `last`.

    All stretches are split at once, level by level.
    """
    level = 0
    while True:
        long = last - first > 1
        first, last = first[long], last[long]
        if len(first) == 0:
            return
        at, off = _cuts(arcs.points, first, last, halve=level > MOST_UNEVEN_SPLITS)
        far = off > tolerance
        first, last, at = first[far], last[far], at[far]
        kept[at] = True
        first, last = np.append(first, at), np.append(at, last)
        level += 1


def _cuts(points: Floats, first: Ints, last: Ints, *, halve: bool) -> tuple[Ints, Floats]:
    """Return where to split stretches, and how far the farthest vertex lies from the segment."""
    count = last - first - 1
    stretch, step = _ranges(count)
    at = first[stretch] + 1 + step
    off = _off_segment(points[at], points[first][stretch], points[last][stretch])
    largest = np.maximum.reduceat(off, np.cumsum(count) - count)
    if halve:
        return (first + last) // 2, np.sqrt(largest)
    hits = np.flatnonzero(off == largest[stretch])
    leading = np.append(True, stretch[hits[1:]] != stretch[hits[:-1]])
    return at[hits[leading]], np.sqrt(largest)


def _meets_another(arcs: _Arcs, first: Ints, last: Ints, boxes: int) -> tuple[Bools, int]:
    """Return which stretches can be split and have a segment that meets another wrongly.

    Wrong is any point in common but an end, and the same two ends. `boxes` is how many have
    met before; what it has become is returned.
    """
    wrong = np.zeros(len(first), dtype=bool)
    ends = np.stack([arcs.points[first], arcs.points[last]], axis=1)
    lines = np.asarray(shapely.linestrings(ends))
    is_loose = last - first > 1
    loose = np.flatnonzero(is_loose)
    start, end = arcs.vertex[first], arcs.vertex[last]
    for asked, other, met in _met(shapely.STRtree(lines), lines[loose], "intersects", boxes):
        boxes = met
        one = loose[asked]
        shares = (start[one] == start[other]) | (end[one] == end[other])
        shares |= (start[one] == end[other]) | (end[one] == start[other])
        meets = ~shares
        meets[shares] = _run_together(arcs, first, last, one[shares], other[shares])
        wrong[one[meets]] = True
        wrong[other[meets]] = True
    return wrong & is_loose, boxes


def _met(
    tree: shapely.STRtree,
    shapes: Geometries,
    predicate: Literal["intersects", "contains"],
    boxes: int,
) -> Iterator[tuple[Ints, Ints, int]]:
    """Yield which shapes meet which in a tree, some at a time, and how many boxes have met.

    Raises
    ------
    TooComplex
        If that is over two million, before their shapes are compared.
    """
    for begin in range(0, len(shapes), AT_ONCE):
        asked = shapes[begin : begin + AT_ONCE]
        boxes += tree.query(asked).shape[1]
        if boxes > MOST_MEETING_BOXES:
            raise TooComplex(
                N_("The borders cross too often to be simplified. Take out the overlaps first.")
            )
        one, other = tree.query(asked, predicate=predicate)
        yield one + begin, other, boxes


def _run_together(arcs: _Arcs, first: Ints, last: Ints, one: Ints, other: Ints) -> Bools:
    """Return which pairs of segments with an end in common have more than that in common.

    A segment and itself don't count.
    """
    start, end = arcs.vertex[first], arcs.vertex[last]
    at_start = (start[one] == start[other]) | (start[one] == end[other])
    near = np.where(at_start, first[one], last[one])
    far = first[one] + last[one] - near
    far_other = np.where(start[other] == arcs.vertex[near], last[other], first[other])
    a = arcs.points[far] - arcs.points[near]
    b = arcs.points[far_other] - arcs.points[near]
    cross = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
    dot = (a * b).sum(axis=1)
    return np.asarray((one != other) & (dot > 0) & (cross <= STRAIGHT * dot))


def _jumps(arcs: _Arcs, first: Ints, last: Ints, stays: Ints, boxes: int) -> tuple[Bools, int]:
    """Return which stretches have a vertex that stays between them and their segment.

    `boxes` as in `_meets_another`.
    """
    wrong = np.zeros(len(first), dtype=bool)
    loose = np.flatnonzero(last - first > 1)
    if len(loose) == 0:
        return wrong, boxes
    count = last[loose] - first[loose] + 1
    stretch, step = _ranges(count + 1)
    at = first[loose][stretch] + step % count[stretch]
    swept = np.asarray(shapely.polygons(shapely.linearrings(arcs.points[at], indices=stretch)))
    own = np.unique(arcs.vertex[stays], return_index=True)[1]
    points = np.asarray(shapely.points(arcs.points[stays[own]]))
    for found, _, met in _met(shapely.STRtree(points), swept, "contains", boxes):
        boxes = met
        wrong[loose[found]] = True
    return wrong, boxes


def _rebuilt(geometries: Geometries, rings: _Rings, stays: Bools) -> Geometries:
    """Return the areas with only the vertices that stay."""
    keep = stays[rings.vertex]
    start = np.append(0, np.cumsum(keep))[rings.start]
    count = np.diff(start)
    ring, step = _ranges(count + 1)
    vertex = rings.vertex[keep][start[ring] + step % count[ring]]
    closed = np.append(0, np.cumsum(count + 1))
    multiple = len(rings.offsets) > 1
    kind = shapely.GeometryType.MULTIPOLYGON if multiple else shapely.GeometryType.POLYGON
    result = shapely.from_ragged_array(kind, rings.places[vertex], (closed, *rings.offsets))
    if multiple:
        single = shapely.get_type_id(geometries) == shapely.GeometryType.POLYGON
        result[single] = shapely.get_geometry(result[single], 0)
    return np.asarray(result)
