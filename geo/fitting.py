"""Fitting a drawn area between the areas that stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import shapely

from geo.coverage import MILLIMETRE, is_narrow
from geo.crossings import require_few_crossings
from geo.errors import N_, GeometryError, NothingLeft
from geo.following import follow
from geo.inputs import drawn_area, require_valid, same_crs, usable
from geo.vertices import (
    among,
    bundle,
    corners,
    inner_points,
    keys,
    lines_near,
    segments,
    with_vertices,
    without_needless_vertices,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Areas, Geometries

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

Policy = Literal["existing", "new"]

CRUMB_M2 = 1.0
"""Below the smallest overlap that counts, a loose piece of land is rounding."""

ON_BORDER_M = 1e-6
LEAST_ALONGSIDE = 0.1
"""Of the border of a gap, the share that must run along the drawing for it to be closed.

A crack between two neighbours that ends at the drawing is theirs."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A drawing that fits its neighbours edge by edge.

    Attributes
    ----------
    geometry
        The land of the drawing: Polygon or MultiPolygon.
    existing
        Every existing area under its label, in its order. Under "existing" they have the land
        they had, with vertices more where the new border meets theirs; under "new" they lost
        what was taken, and an area that was swallowed is empty.
    taken
        m2 taken from each area, by label, the most first; empty under "existing".
    filled
        m2 of gaps between the drawing and its neighbours that were closed.
    dropped
        m2 of loose pieces under 1 m2 that were left out.
    """

    geometry: BaseGeometry
    existing: gpd.GeoSeries
    taken: dict[Hashable, float]
    filled: float
    dropped: float


def fit(
    drawing: BaseGeometry | gpd.GeoSeries | gpd.GeoDataFrame,
    existing: Areas,
    *,
    policy: Policy = "existing",
    width: float = 30.0,
    lines: gpd.GeoSeries | gpd.GeoDataFrame | None = None,
) -> Fit:
    """Return a drawing fitted between existing areas, and what that took.

    All borders near the drawing are noded and cut the land into faces that have one answer each:
    whose is it. Land of an area stays its own, or is taken, as the policy says; land of nobody
    within the drawing is the drawing's; gaps no wider than `width` that run along the drawing
    and a neighbour are the drawing's too. Where such a gap is open, it is closed by the shortest
    line from the last vertex that is near enough. Each area is then put together from its
    faces, so shared edges are the same to the last bit and nothing moves that wasn't asked to.

    Parameters
    ----------
    drawing
        One valid polygon or multipolygon in metres; `repair` makes it so.
    existing
        Valid polygons or multipolygons in the same CRS; bare geometries are taken as metres.
    policy
        "existing": land of an area stays with it. "new": the drawing takes all it covers.
    width
        Widest gap in metres that is closed between the drawing and a neighbour.
    lines
        Streets, water and railways. Where the drawing runs along one within `width`, its border
        is moved onto it first.

    Returns
    -------
    Fit

    Raises
    ------
    NothingLeft
        If the drawing lies in land of others under "existing"; `ids` says whose, the most first.
    GeometryError
        If the policy or width is unknown, or something isn't valid.
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.

    Notes
    -----
    The arrangement of lines and its faces are those of computational geometry [1]_; that a
    coverage is best changed by giving its faces another owner, and not by moving vertices, is
    the method of planar partitions [2]_.

    References
    ----------
    .. [1] de Berg, M., Cheong, O., van Kreveld, M., and Overmars, M. (2008). Computational
       Geometry, 3rd ed., chapter 2. Springer.
    .. [2] Arroyo Ohori, K., Ledoux, H., and Meijers, M. (2012). Validation and automatic repair
       of planar partitions using a constrained triangulation. PFG 2012(5), 613-630.
    """
    import geopandas as gpd

    _require_choices(policy, width)
    land, drawing_crs = drawn_area(drawing)
    series = usable(existing, valid=False)
    if drawing_crs is not None:
        same_crs(series, gpd.GeoSeries([land], crs=drawing_crs))
    areas = series.to_numpy()
    near = _near(land, areas, width)
    labels = series.index[near]
    require_valid(areas[near], labels)
    require_few_crossings(np.full(len(near), land), areas[near], list(labels))
    if lines is not None:
        land = follow(land, lines, width, series.crs)
    layout = _laid_out(land, areas[near], policy, width, list(labels))
    changed = areas.copy()
    for position, rebuilt in zip(near, layout.areas, strict=True):
        changed[position] = rebuilt
    taken = {label: m2 for label, m2 in zip(labels, layout.taken, strict=True) if m2 > 0}
    return Fit(
        layout.geometry,
        gpd.GeoSeries(changed, index=series.index, crs=series.crs, name=series.name),
        dict(sorted(taken.items(), key=lambda item: -item[1])),
        layout.filled,
        layout.dropped,
    )


def _require_choices(policy: str, width: float) -> None:
    if policy not in get_args(Policy):
        raise GeometryError(N_("The policy is {policy}, but it is existing or new."), policy=policy)
    if not (np.isfinite(width) and width >= 0):
        raise GeometryError(
            N_("The width of the widest gap must be 0 m or more, not {width}."), width=width
        )


def _near(land: BaseGeometry, areas: Geometries, width: float) -> Ints:
    left, bottom, right, top = land.bounds
    bounds = shapely.bounds(areas)
    meets = (bounds[:, 0] <= right + width) & (bounds[:, 2] >= left - width)
    meets &= (bounds[:, 1] <= top + width) & (bounds[:, 3] >= bottom - width)
    found = np.flatnonzero(meets)
    shapely.prepare(land)
    return np.asarray(found[shapely.dwithin(land, areas[found], width)])


@dataclass(frozen=True, slots=True)
class _Layout:
    geometry: BaseGeometry
    areas: Geometries
    taken: Floats
    filled: float
    dropped: float


@dataclass(frozen=True, slots=True)
class _Steps:
    """Gaps that are closed, and vertices at which they begin and end."""

    gaps: Geometries
    ends: Floats


@dataclass(frozen=True, slots=True)
class _Faces:
    """The land cut up by borders: `owned[i, j]` says that area i has face j."""

    edges: Geometries
    faces: Geometries
    points: Geometries
    owned: Flags
    drawn: Flags

    @property
    def free(self) -> Flags:
        return np.asarray(~self.owned.any(axis=0))


def _laid_out(
    land: BaseGeometry, areas: Geometries, policy: Policy, width: float, labels: list[Hashable]
) -> _Layout:
    if len(areas) == 0:
        return _Layout(land, areas, np.zeros(0), 0.0, 0.0)
    # They are asked about three times.
    shapely.prepare(areas)
    loses = np.zeros(len(areas), dtype=bool)
    if policy == "new":
        loses = np.asarray(shapely.relate_pattern(areas, land, "T********"))
    window = _window(land.bounds, width)
    # An area that loses land is put together anew, so its whole border counts.
    rims = np.concatenate([lines_near(areas[~loses], window), shapely.boundary(areas[loses])])
    cut = _faces(land, areas, rims)
    mine = cut.drawn if policy == "new" else cut.drawn & cut.free
    asked = float(shapely.area(cut.faces[mine]).sum())
    if asked < CRUMB_M2:
        raise _nothing_left(cut, labels)
    closed = _closed_gaps(cut, mine, width)
    crumbs = _crumbs(cut, mine | closed)
    mine &= ~crumbs
    kept = _joined(cut.faces[mine | closed])
    filled = float(kept.area - shapely.area(cut.faces[mine]).sum())
    steps = _steps(kept, land, areas, cut.edges, width)
    if steps is not None:
        filled += float(shapely.area(steps.gaps).sum())
        kept = shapely.coverage_union_all([with_vertices(kept, steps.ends), *steps.gaps])
    shapes = [kept, *(_joined(cut.faces[own & ~mine]) for own in cut.owned[loses])]
    given = shapely.get_coordinates([land, *areas])
    tidy = without_needless_vertices(np.array(shapes, dtype=object), given)
    result = areas.copy()
    result[loses] = tidy[1:]
    return _Layout(
        tidy[0],
        _matched(result, tidy[0]),
        (cut.owned & mine & loses[:, None]) @ shapely.area(cut.faces),
        filled if filled > ON_BORDER_M else 0.0,
        float(shapely.area(cut.faces[crumbs]).sum()),
    )


def _window(bounds: tuple[float, float, float, float], margin: float) -> tuple[float, ...]:
    left, bottom, right, top = bounds
    return left - margin, bottom - margin, right + margin, top + margin


def _faces(land: BaseGeometry, areas: Geometries, rims: Geometries) -> _Faces:
    edges = shapely.get_parts(shapely.union_all([*rims, shapely.boundary(land)]))
    faces = shapely.get_parts(shapely.polygonize(edges))
    points = inner_points(faces)
    owned = np.zeros((len(areas), len(faces)), dtype=bool)
    owned[tuple(shapely.STRtree(points).query(areas, predicate="contains"))] = True
    shapely.prepare(land)
    return _Faces(edges, faces, points, owned, shapely.contains(land, points))


def _nothing_left(cut: _Faces, labels: list[Hashable]) -> NothingLeft:
    overlap = (cut.owned & cut.drawn) @ shapely.area(cut.faces)
    whose = [labels[i] for i in np.argsort(-overlap, kind="stable") if overlap[i] > 0]
    return NothingLeft(
        N_("All this land belongs to {which} already. Join that area, or ask for this part of it."),
        ids=whose,
        which=whose,
    )


def _joined(faces: Geometries) -> BaseGeometry:
    return shapely.coverage_union_all(faces) if len(faces) else shapely.Polygon()


def _closed_gaps(cut: _Faces, mine: Flags, width: float) -> Flags:
    """Faces of nobody, enclosed by the drawing and its neighbours and no wider than `width`."""
    closed = np.zeros(len(cut.faces), dtype=bool)
    free = np.flatnonzero(cut.free & ~cut.drawn)
    if len(free):
        number, length, face = segments(cut.faces[free])
        ours = among(number, segments(cut.faces[mine])[0])
        around = np.bincount(face, length, len(free))
        alongside = np.bincount(face[ours], length[ours], len(free))
        runs_along = alongside >= LEAST_ALONGSIDE * around
        free = free[runs_along & (alongside < around - ON_BORDER_M)]
        # How wide a face is takes longest to tell, so it is asked of the fewest.
        closed[free] = is_narrow(cut.faces[free], width) if len(free) else False
    return closed


def _crumbs(cut: _Faces, kept: Flags) -> Flags:
    """Faces in loose pieces of under 1 m2, unless there is nothing else."""
    crumbs = np.zeros(len(cut.faces), dtype=bool)
    small = np.flatnonzero(kept & (shapely.area(cut.faces) < CRUMB_M2))
    if len(small) == 0:
        return crumbs
    parts = shapely.get_parts(_joined(cut.faces[kept]))
    loose = parts[shapely.area(parts) < CRUMB_M2]
    if 0 < len(loose) < len(parts):
        inside = shapely.STRtree(loose).query(cut.points[small], predicate="within")[0]
        crumbs[small[inside]] = True
    return crumbs


def _steps(
    kept: BaseGeometry, land: BaseGeometry, areas: Geometries, edges: Geometries, width: float
) -> _Steps | None:
    """Land of nobody between the drawing and a neighbour it runs along, where the gap is open.

    Rungs are the shortest lines over nobody's land between a vertex on one side and the border
    across. Two rungs and the borders between them enclose a step.
    """
    ours = shapely.boundary(kept)
    around = _window(kept.bounds, width)
    theirs = bundle(lines_near(_outside(edges, kept, land, areas), around))
    if theirs.is_empty:
        return None
    shapely.prepare([kept, ours, theirs])
    rungs = np.concatenate([_across(ours, theirs, width), _across(theirs, ours, width)])
    rungs = _on_vertices(rungs[_over_free_land(rungs, kept, areas, theirs)], ours, theirs)
    if len(rungs) == 0:
        return None
    ends = corners(rungs)
    window = _window(tuple(shapely.total_bounds(rungs)), width)
    sides = [
        with_vertices(bundle(lines_near(np.array([side]), window)), ends) for side in (ours, theirs)
    ]
    noded = shapely.union_all([*sides, *rungs])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    gaps = _alongside(_free(faces, kept, areas), sides[0], sides[1], width)
    return _Steps(gaps, ends) if len(gaps) else None


def _outside(
    edges: Geometries, kept: BaseGeometry, land: BaseGeometry, areas: Geometries
) -> Geometries:
    """Choose the borders of the areas that the drawing doesn't share."""
    middles = shapely.line_interpolate_point(edges, 0.5, normalized=True)
    outside = ~shapely.dwithin(kept, middles, ON_BORDER_M)
    # What is left of the drawing's own line lies in areas; of these edges few are on a border.
    drawn = np.flatnonzero(outside & shapely.dwithin(shapely.boundary(land), middles, ON_BORDER_M))
    if len(drawn):
        on_border = shapely.STRtree(middles[drawn]).query(
            shapely.boundary(areas), predicate="dwithin", distance=ON_BORDER_M
        )[1]
        outside[np.delete(drawn, on_border)] = False
    return np.asarray(edges[outside])


def _across(side: BaseGeometry, other: BaseGeometry, width: float) -> Geometries:
    """Shortest lines to `other` from the vertices of `side` that are within `width` of it."""
    vertices = corners(side)
    left, bottom, right, top = _window(other.bounds, width)
    x, y = vertices.T
    points = shapely.points(vertices[(x >= left) & (x <= right) & (y >= bottom) & (y <= top)])
    points = points[shapely.dwithin(other, points, width)]
    rungs = shapely.shortest_line(other, points)
    return np.asarray(rungs[shapely.length(rungs) > ON_BORDER_M])


def _over_free_land(
    rungs: Geometries, kept: BaseGeometry, areas: Geometries, theirs: BaseGeometry
) -> Flags:
    middles = shapely.line_interpolate_point(rungs, 0.5, normalized=True)
    free = np.ones(len(rungs), dtype=bool)
    free[shapely.STRtree(middles).query(areas, predicate="intersects")[1]] = False
    # Without its ends, a rung over free land meets neither side.
    ends = shapely.get_coordinates(rungs).reshape(-1, 2, 2)
    inward = (ends[:, ::-1] - ends) * (MILLIMETRE / shapely.length(rungs))[:, None, None]
    shorter = shapely.linestrings(ends + inward)
    free &= ~shapely.intersects(theirs, shorter) & ~shapely.intersects(kept, shorter)
    return free


def _on_vertices(rungs: Geometries, ours: BaseGeometry, theirs: BaseGeometry) -> Geometries:
    """Rungs whose ends share one vertex wherever they, or the borders, have it to a millimetre."""
    if len(rungs) == 0:
        return rungs
    ends = shapely.get_coordinates(rungs)
    left, bottom, right, top = _window(tuple(shapely.total_bounds(rungs)), MILLIMETRE)
    x, y = (borders := shapely.get_coordinates([ours, theirs])).T
    near = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    known = np.concatenate([borders[near], ends])
    end, vertex = shapely.STRtree(np.asarray(shapely.points(known))).query(
        shapely.points(ends), predicate="dwithin", distance=MILLIMETRE
    )
    first = np.full(len(ends), len(known))
    np.minimum.at(first, end, vertex)
    moved = known[first].reshape(-1, 2, 2)
    return np.asarray(shapely.linestrings(moved[(moved[:, 0] != moved[:, 1]).any(axis=1)]))


def _free(faces: Geometries, kept: BaseGeometry, areas: Geometries) -> Geometries:
    points = inner_points(faces)
    free = ~shapely.contains(kept, points)
    free[shapely.STRtree(points).query(areas, predicate="contains")[1]] = False
    return np.asarray(faces[free])


def _alongside(
    steps: Geometries, ours: BaseGeometry, theirs: BaseGeometry, width: float
) -> Geometries:
    """Gaps made of narrow steps, where the drawing runs along its neighbour.

    A wedge where the drawing leaves its neighbour at over 45 degrees is no gap: its mouth is
    wider than the border at its foot is long.
    """
    steps = steps[is_narrow(steps, width)]
    number, length, step = segments(steps)
    of_ours = among(number, segments(shapely.get_parts(ours))[0])
    of_theirs = among(number, segments(shapely.get_parts(theirs))[0])
    along = np.bincount(step[of_ours], length[of_ours], len(steps)) > 0
    along &= np.bincount(step[of_theirs], length[of_theirs], len(steps)) > 0
    if not along.any():
        return np.empty(0, dtype=object)
    gaps = shapely.get_parts(shapely.coverage_union_all(steps[along]))
    border, theirs_only = number[of_ours | of_theirs], number[of_theirs]
    number, length, gap = segments(gaps)
    is_foot = among(number, theirs_only)
    foot = np.bincount(gap[is_foot], length[is_foot], len(gaps))
    is_rung = ~among(number, border)
    return np.asarray(gaps[foot >= _widest_mouth(is_rung, length, gap, len(gaps))])


def _widest_mouth(is_rung: Flags, length: Floats, gap: Ints, count: int) -> Floats:
    """Metres of the longest row of rungs in each gap; where rungs cross, a mouth is several."""
    first = np.r_[True, gap[1:] != gap[:-1]]
    begins = is_rung & (first | ~np.r_[False, is_rung[:-1]])
    row = np.cumsum(begins) - 1
    rows = np.bincount(row[is_rung], length[is_rung], begins.sum()).astype(np.float64)
    of_gap = gap[begins]
    # A row may go on past the end of the ring, at its beginning.
    last = np.r_[first[1:], True]
    goes_on = is_rung[first] & is_rung[last]
    head, tail = row[first][goes_on], row[last][goes_on]
    rows[head] += np.where(head != tail, rows[tail], 0.0)
    widest = np.zeros(count)
    np.maximum.at(widest, of_gap, rows)
    return widest


def _matched(areas: Geometries, fitted: BaseGeometry) -> Geometries:
    """Areas with the vertices of the fitted border that lie on theirs."""
    new = corners(fitted)
    new = new[~among(keys(new), keys(shapely.get_coordinates(areas)))]
    result = areas.copy()
    for i, area in enumerate(areas):
        result[i] = with_vertices(area, new)
    return result
