"""Moving a drawn border onto the streets, water and railways it runs along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.errors import N_, NotFinite, WrongType
from geo.inputs import as_series, same_crs
from geo.vertices import among, keys, together

if TYPE_CHECKING:
    import geopandas as gpd
    import pyproj
    from numpy.typing import NDArray
    from scipy.sparse import csr_array
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Areas

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

LINE_TYPES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)
MOST_SAMPLES = 2_000
LONGEST_DETOUR = 1.5
"""A way along the lines may be so much longer than the drawn stretch it stands for."""


def follow(
    land: BaseGeometry, lines: Areas, width: float, crs: pyproj.CRS | None = None
) -> BaseGeometry:
    """Return a drawing with its border on lines where it runs along them.

    The border is sampled; where it stays within `width` of a line, the nearest places are
    joined by the shortest way over the network of lines within reach, as in matching a track to
    a road map [1]_. A line that the border only crosses is not followed, and where lines are
    not connected the drawn border stays. The result is valid; a stretch that would make it
    invalid stays as drawn.

    Parameters
    ----------
    land
        Valid Polygon or MultiPolygon in metres. It isn't changed.
    lines
        LineStrings and MultiLineStrings in the same CRS.
    width
        Metres that the border may move.
    crs
        Of `land`, where it is known.

    Raises
    ------
    WrongType
        If one of `lines` is no line; `ids` names it.
    NotFinite
        If a coordinate of a line is NaN or infinite.
    UnprojectedError
        If the lines aren't in metres, or in another CRS.

    References
    ----------
    .. [1] Quddus, M. A., Ochieng, W. Y., and Noland, R. B. (2007). Current map-matching
       algorithms for transport applications. Transportation Research C 15(5), 312-328.
    """
    network = _network(land, usable_lines(lines, crs), width)
    if network is None:
        return land
    polygons = []
    for polygon in shapely.get_parts(land):
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]
        polygons.append(_followed(rings, network, width))
    whole = together(polygons)
    # Parts that were apart may meet on one street.
    return whole if whole.is_valid else shapely.union_all(polygons)


def usable_lines(lines: Areas, crs: pyproj.CRS | None = None) -> gpd.GeoSeries:
    """Return lines as a two-dimensional GeoSeries without empty ones, after every check.

    Raises
    ------
    WrongType, NotFinite, UnprojectedError
        As `follow` says.
    """
    import geopandas as gpd

    series = as_series(lines)
    series = gpd.GeoSeries(series[~(series.isna() | series.is_empty)])
    if crs is not None:
        same_crs(gpd.GeoSeries([], crs=crs), series)
    wrong = ~np.isin(shapely.get_type_id(series.to_numpy()), LINE_TYPES)
    if wrong.any():
        which = list(series.index[wrong])
        raise WrongType(
            N_("Streets, water and railways are lines. Look at: {which}."), ids=which, which=which
        )
    if not np.isfinite(shapely.get_coordinates(series.to_numpy())).all():
        raise NotFinite(N_("A coordinate of these lines is not a number. Look at the file."))
    return gpd.GeoSeries(shapely.force_2d(series.to_numpy()), index=series.index, crs=series.crs)


@dataclass(frozen=True, slots=True)
class _Network:
    """Lines within reach as a graph: places, and segments between them."""

    places: Floats
    start: Ints
    end: Ints
    tree: shapely.STRtree


def _network(land: BaseGeometry, lines: gpd.GeoSeries, width: float) -> _Network | None:
    border = shapely.boundary(land)
    near = lines.to_numpy()
    shapely.prepare(border)
    near = near[shapely.dwithin(border, near, width)] if len(near) else near
    if len(near) == 0 or width == 0:
        return None
    reach = shapely.buffer(border, width, quad_segs=4)
    within = shapely.union_all(shapely.intersection(near, reach))
    points, line = shapely.get_coordinates(shapely.get_parts(within), return_index=True)
    segment = np.flatnonzero(line[1:] == line[:-1])
    if len(segment) == 0:
        return None
    _, first, place = np.unique(keys(points), return_index=True, return_inverse=True)
    ends = np.stack([points[segment], points[segment + 1]], axis=1)
    tree = shapely.STRtree(np.asarray(shapely.linestrings(ends)))
    return _Network(points[first], place[segment], place[segment + 1], tree)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Samples `first` to `last` of a ring, and the way that stands for them."""

    first: int
    last: int
    way: Floats


def _followed(rings: list[Floats], network: _Network, width: float) -> BaseGeometry:
    """One polygon with the border of each ring on the network, as far as it stays valid."""
    for number in range(len(rings)):
        samples, stretches = _stretches(rings[number], network, width)
        if not stretches:
            continue
        attempt = _replaced(samples, stretches)
        polygon = _polygon([*rings[:number], attempt, *rings[number + 1 :]])
        if polygon is not None:
            rings[number] = attempt
            continue
        chosen: list[_Stretch] = []
        for stretch in sorted(stretches, key=lambda s: s.first - s.last):
            trial = sorted([*chosen, stretch], key=lambda s: s.first)
            ring = _replaced(samples, trial)
            if _polygon([*rings[:number], ring, *rings[number + 1 :]]) is not None:
                chosen = trial
        if chosen:
            rings[number] = _replaced(samples, chosen)
    return shapely.Polygon(rings[0], rings[1:])


def _polygon(rings: list[Floats]) -> BaseGeometry | None:
    if any(len(ring) < 4 for ring in rings):
        return None
    polygon = shapely.Polygon(rings[0], rings[1:])
    return polygon if polygon.is_valid and polygon.area > 0 else None


def _replaced(samples: _Samples, stretches: list[_Stretch]) -> Floats:
    """Put ways in place of stretches; elsewhere the drawn vertices stay, without the samples."""
    pieces: list[Floats] = []
    position = 0
    for stretch in stretches:
        pieces.extend((samples.drawn(position, stretch.first), stretch.way))
        position = stretch.last + 1
    pieces.append(samples.drawn(position, len(samples.points)))
    ring = np.concatenate(pieces)
    ring = ring[np.r_[True, (np.diff(ring, axis=0) != 0).any(axis=1)]]
    if (ring[0] == ring[-1]).all():
        ring = ring[:-1]
    return np.concatenate([ring, ring[:1]])


@dataclass(frozen=True, slots=True)
class _Samples:
    """Places along a ring, which of them were drawn, and the nearest place on the network."""

    points: Floats
    is_vertex: NDArray[np.bool_]
    along: Floats
    distance: Floats
    segment: Ints

    def drawn(self, start: int, stop: int) -> Floats:
        """Vertices among the samples, and the samples beside a replaced stretch."""
        keep = self.is_vertex[start:stop].copy()
        return self.points[start:stop][keep]

    def length(self, first: int, last: int) -> float:
        return float(self.along[last] - self.along[first])


def _stretches(ring: Floats, network: _Network, width: float) -> tuple[_Samples, list[_Stretch]]:
    samples = _sampled(ring, network, width)
    near = np.isfinite(samples.distance)
    edges = np.flatnonzero(np.diff(np.r_[False, near, False].astype(np.int8)))
    found: list[_Stretch] = []
    for first, stop in edges.reshape(-1, 2):
        found.extend(_ways(samples, network, int(first), int(stop) - 1, width))
    return samples, found


def _sampled(ring: Floats, network: _Network, width: float) -> _Samples:
    """Sample a ring every third of `width`, from where it follows no line if there is such."""
    step = max(width / 3, shapely.length(shapely.LineString(ring)) / MOST_SAMPLES)
    begin = _beginning(ring[:-1], network, width)
    ring = np.concatenate([ring[begin:-1], ring[: begin + 1]])
    points = shapely.get_coordinates(shapely.segmentize(shapely.LineString(ring), step))
    # The last sample is the first again: it closes the ring, and may end a stretch.
    is_vertex = among(keys(points), keys(ring))
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    distance = np.full(len(points), np.inf)
    segment = np.zeros(len(points), dtype=np.intp)
    (sample, nearest), metres = network.tree.query_nearest(
        shapely.points(points), max_distance=width, return_distance=True, all_matches=False
    )
    distance[sample], segment[sample] = metres, nearest
    return _Samples(points, is_vertex, along, distance, segment)


def _beginning(vertices: Floats, network: _Network, width: float) -> int:
    (sample, _), metres = network.tree.query_nearest(
        shapely.points(vertices), max_distance=width, return_distance=True, all_matches=False
    )
    distance = np.full(len(vertices), np.inf)
    distance[sample] = metres
    # With every vertex within reach the whole ring may follow lines, from its nearest vertex on.
    wanted = distance.max() if np.isinf(distance).any() else distance.min()
    candidates = np.flatnonzero(distance == wanted)
    # Of vertices equally good the one most to the south-west, so where a ring begins is no matter.
    x, y = vertices[candidates].T
    return int(candidates[np.lexsort((y, x))[0]])


def _ways(
    samples: _Samples, network: _Network, first: int, last: int, width: float
) -> list[_Stretch]:
    """Ways over the network for samples that are all within reach of it."""
    anchors = _anchors(samples, first, last, width)
    if len(anchors) < 2:
        return []
    graph, feet, places = _graph(network, samples, anchors)
    found: list[_Stretch] = []
    chain: list[int] = []
    way: list[int] = []
    for i in range(len(anchors) - 1):
        reach = LONGEST_DETOUR * samples.length(anchors[i], anchors[i + 1]) + 2 * width
        path = _shortest(graph, feet[i], feet[i + 1], reach)
        if path is None:
            found.extend(_accepted(samples, chain, way, places, width))
            chain, way = [], []
            continue
        chain = [*(chain or [anchors[i]]), anchors[i + 1]]
        way = [*way, *path]
    found.extend(_accepted(samples, chain, way, places, width))
    return found


def _accepted(
    samples: _Samples, chain: list[int], way: list[int], places: Floats, width: float
) -> list[_Stretch]:
    """Return the way as a stretch, if it runs along the border and doesn't merely cross it."""
    if len(chain) < 2:
        return []
    points = places[_without_spurs(way)]
    length = float(np.hypot(*np.diff(points, axis=0).T).sum())
    jog = max(samples.distance[chain[0]], samples.distance[chain[-1]])
    if length < max(width, jog) or length < samples.length(chain[0], chain[-1]) / 2:
        return []
    return [_Stretch(chain[0], chain[-1], points)]


def _without_spurs(way: list[int]) -> list[int]:
    """Leave out where a way goes into a side street and back again."""
    kept: list[int] = []
    for place in way:
        if kept and kept[-1] == place:
            continue
        if len(kept) > 1 and kept[-2] == place:
            kept.pop()
            continue
        kept.append(place)
    return kept


def _anchors(samples: _Samples, first: int, last: int, width: float) -> list[int]:
    """Choose samples whose nearest place the way goes by: both ends, and one every 10 widths."""
    if first == 0 and last == len(samples.points) - 1:
        head, tail = first, last
    else:
        head = _nearest_within(samples, first, last, samples.along[first] + 2 * width)
        tail = _nearest_within(samples, last, first, samples.along[last] - 2 * width)
    if head >= tail:
        return []
    between = np.arange(
        samples.along[head] + 10 * width, samples.along[tail] - 5 * width, 10 * width
    )
    anchors = [head]
    for middle in between:
        inside = np.flatnonzero(np.abs(samples.along - middle) <= 2 * width)
        inside = inside[(inside > anchors[-1]) & (inside < tail)]
        if len(inside):
            anchors.append(int(inside[samples.distance[inside].argmin()]))
    return [*anchors, tail]


def _nearest_within(samples: _Samples, start: int, stop: int, limit: float) -> int:
    """Choose the first sample from an end that is about as near to a line as any up to `limit`."""
    order = np.arange(start, stop + 1) if start <= stop else np.arange(start, stop - 1, -1)
    within = np.abs(samples.along[order] - samples.along[start]) <= abs(
        limit - samples.along[start]
    )
    order = order[within]
    distance = samples.distance[order]
    return int(order[np.flatnonzero(distance <= distance.min() + 0.5)[0]])


def _graph(
    network: _Network, samples: _Samples, anchors: list[int]
) -> tuple[csr_array, Ints, Floats]:
    """Put the places nearest to the anchors into the network, and say where these are."""
    from scipy.sparse import csr_array

    segment = samples.segment[anchors]
    start, end = network.places[network.start[segment]], network.places[network.end[segment]]
    step = end - start
    share = ((samples.points[anchors] - start) * step).sum(1) / (step**2).sum(1)
    share = np.clip(share, 0.0, 1.0)
    feet = np.arange(len(anchors)) + len(network.places)
    places = np.concatenate([network.places, start + share[:, None] * step])
    # Along each segment the feet on it, in order, from its start to its end.
    order = np.lexsort((share, segment))
    rows, columns = [network.start, network.end[segment], network.start[segment]], []
    columns = [network.end, feet, feet]
    same = segment[order][1:] == segment[order][:-1]
    rows.append(feet[order][:-1][same])
    columns.append(feet[order][1:][same])
    row, column = np.concatenate(rows), np.concatenate(columns)
    metres = np.hypot(*(places[row] - places[column]).T)
    # A length of 0 would be no edge.
    metres = np.maximum(metres, 1e-9)
    size = len(places)
    graph = csr_array(
        (np.r_[metres, metres], (np.r_[row, column], np.r_[column, row])), shape=(size, size)
    )
    return graph, feet, places


def _shortest(graph: csr_array, source: int, target: int, reach: float) -> list[int] | None:
    from scipy.sparse.csgraph import dijkstra

    far, before = dijkstra(graph, indices=source, return_predecessors=True, limit=reach)
    if not np.isfinite(far[target]):
        return None
    path = [int(target)]
    while path[-1] != source:
        path.append(int(before[path[-1]]))
    return path[::-1]
