"""What many drawings of one neighbourhood agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.crossings import CROSS_TOO_OFTEN, cross_more_often
from geo.errors import N_, GeometryError, TooComplex
from geo.inputs import MOST_VERTICES, usable
from geo.merging import union_of_faces
from geo.quartering import land_in_enough
from geo.vertices import border_segments, inner_points, without_needless_vertices

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Areas, Geometries

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

AT_LEAST = 1 - 1e-9
"""Sums of weights are rounded: 0.07 of 100 drawings is 7, not 7.000000000000001."""

CORE_SHARE = 0.75
FRINGE_SHARE = 0.25

MOST_VERTICES_TOGETHER = 400_000
MOST_CROSSINGS_TOGETHER = 25_000
"""Each makes a face to count: some 150 drawings of the same neighbourhood."""

MOST_QUESTIONS = 4_000_000
"""Whether a face lies in a drawing: 0.4 s."""

MOST_MULTIPLICATIONS = 2e8
"""Of a sparse matrix, to work out what every two drawings share: 0.4 s."""

CHEAPER_WHEN_DENSE = 20
"""A multiplication within a full matrix takes this much less time."""

FACES_AT_ONCE = 2_048


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far drawings agree.

    Attributes
    ----------
    levels
        Columns `k` (1 to the most drawings that share any land), `share` (k of all drawings)
        and `geometry`: the land in at least k drawings. Each row lies within the row before,
        and their areas together are those of the drawings.
    jaccard
        Mean over all pairs of drawings of their shared m2 by their joint m2, 0 to 1; 1 for one
        drawing.
    medoid
        Index label of the drawing that is most like the others: its mean Jaccard index with
        them is highest; the first of those where several are.
    core
        Land in at least three quarters of the drawings; an empty Polygon when there is none.
    fringe
        Land in at least a quarter of them, less the core.
    likeness
        Of shape (n, n), in the order of the drawings: the Jaccard index of every two, with 0 on
        the diagonal.
    """

    levels: gpd.GeoDataFrame
    jaccard: float
    medoid: Hashable
    core: BaseGeometry
    fringe: BaseGeometry
    likeness: Floats


def consensus(
    drawings: Areas, *, share: float = 0.5, weights: Sequence[float] | Floats | None = None
) -> BaseGeometry:
    """Return the land that lies in at least a share of the drawings, exactly.

    Squares in which the answer is clear are taken or left whole, and only the others get an
    arrangement of borders, as `geo.quartering` describes.

    Parameters
    ----------
    drawings
        Valid polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.
    share
        Above 0 up to 1: of the sum of the weights. "At least" is safe against rounding.
    weights
        One per drawing, finite and 0 or more; each counts 1 when left out. A weight of 2 is the
        same as drawing it twice.

    Returns
    -------
    Polygon or MultiPolygon
        Two-dimensional; an empty Polygon when there is no such land.

    Raises
    ------
    GeometryError
        If there are no drawings, one isn't valid (`ids` names it), or `share` or `weights`
        can't be used.
    UnprojectedError, WrongType, NotFinite, TooComplex
        As `usable`; and TooComplex if their borders cross too often to count within a second.
    """
    areas = _checked(drawings).to_numpy()
    if not 0 < share <= 1:
        raise GeometryError(
            N_("A share lies above 0 and goes up to 1, not {share}. Half is 0.5."), share=share
        )
    counted = _weights(weights, len(areas))
    has_weight = counted > 0
    need = share * float(counted.sum()) * AT_LEAST
    return land_in_enough(areas[has_weight], counted[has_weight], need)


def agreement(drawings: Areas) -> Agreement:
    """Return how far drawings agree: the land in at least k of them for every k, and more.

    The borders of all drawings are drawn into one arrangement, and for each face the drawings
    that hold it are counted. Its faces grow with the square of the drawings; where they are too
    many, `consensus` still tells for a share.

    Parameters
    ----------
    drawings
        Valid polygons or multipolygons in a CRS in metres; bare geometries are taken as metres.

    Raises
    ------
    GeometryError
        If there are no drawings, or one isn't valid (`ids` names it).
    UnprojectedError, WrongType, NotFinite, TooComplex
        As `usable`; and TooComplex if their borders cross over 25,000 times.

    Notes
    -----
    The Jaccard index is that of P. Jaccard (1912), The distribution of the flora in the alpine
    zone, New Phytologist 11(2), 37-50.
    """
    import geopandas as gpd

    series = _checked(drawings)
    areas = series.to_numpy()
    _require_few_faces(areas)
    faces, held = _counted_faces(areas)
    count = np.bincount(held.face, minlength=len(faces))
    alike = _jaccard(areas, shapely.area(faces), held, count)
    core = count >= CORE_SHARE * len(areas) * AT_LEAST
    fringe = ~core & (count >= FRINGE_SHARE * len(areas) * AT_LEAST)
    land = _levels(faces, count)
    land = np.append(land, [union_of_faces(faces[core]), union_of_faces(faces[fringe])])
    land = without_needless_vertices(land, shapely.get_coordinates(areas))
    k = np.arange(1, len(land) - 1)
    levels = gpd.GeoDataFrame(
        {"k": k, "share": k / len(areas)}, geometry=list(land[:-2]), crs=series.crs
    )
    others = len(areas) - 1
    mean = alike.sum(axis=1) / others if others else np.ones(1)
    # Rounding must not choose between drawings that are equally alike.
    medoid = int(np.flatnonzero(mean >= mean.max() * AT_LEAST)[0])
    return Agreement(levels, float(mean.mean()), series.index[medoid], land[-2], land[-1], alike)


@dataclass(frozen=True, slots=True)
class _Held:
    """Which drawing holds which face: pairs."""

    face: Ints
    drawing: Ints


def _checked(drawings: Areas) -> gpd.GeoSeries:
    series = usable(drawings, most=MOST_VERTICES)
    if len(series) == 0:
        raise GeometryError(N_("There are no drawings. Give one or more."))
    count = int(shapely.get_num_coordinates(series.to_numpy()).sum())
    if count > MOST_VERTICES_TOGETHER:
        raise TooComplex(
            N_(
                "The drawings have {count} points together; {most} can be counted. "
                "Take fewer drawings, or simplify them first."
            ),
            count=count,
            most=MOST_VERTICES_TOGETHER,
        )
    return series


def _weights(weights: Sequence[float] | Floats | None, count: int) -> Floats:
    if weights is None:
        return np.ones(count)
    counted = np.asarray(weights, dtype=float)
    if counted.shape != (count,):
        raise GeometryError(
            N_("There are {count} drawings and {weights} weights. Give one weight per drawing."),
            count=count,
            weights=counted.size,
        )
    wrong = ~(np.isfinite(counted) & (counted >= 0))
    if wrong.any() or not counted.any():
        raise GeometryError(
            N_("A weight is a number of 0 or more, and one at least is above 0. Look at: {which}."),
            ids=np.flatnonzero(wrong).tolist(),
            which=counted[wrong].tolist() or counted.tolist(),
        )
    # As shares of the largest, so that no sum is infinite.
    return np.asarray(counted / counted.max())


def _require_few_faces(areas: Geometries) -> None:
    """Refuse borders that cross so often that GEOS would draw faces for seconds."""
    start, end, _, number = border_segments(areas)
    once = np.unique(number, return_index=True)[1]
    if cross_more_often(start[once], end[once], MOST_CROSSINGS_TOGETHER):
        raise TooComplex(CROSS_TOO_OFTEN)


def _counted_faces(areas: Geometries) -> tuple[Geometries, _Held]:
    """Return the faces that borders make, and which drawings hold each."""
    borders = shapely.union_all(_distinct(shapely.boundary(areas)))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    middles = inner_points(faces)
    x, y = shapely.get_coordinates(middles).T
    shapely.prepare(areas)
    drawing, face = shapely.STRtree(middles).query(areas)
    if len(face) > MOST_QUESTIONS:
        raise TooComplex(CROSS_TOO_OFTEN)
    holds = shapely.contains_xy(areas[drawing], x[face], y[face])
    return faces, _Held(face[holds], drawing[holds])


def _distinct(lines: Geometries) -> Geometries:
    """Return lines without those that are the same: GEOS compares those at every segment."""
    return lines[np.unique(shapely.to_wkb(shapely.normalize(lines)), return_index=True)[1]]


def _levels(faces: Geometries, count: Ints) -> Geometries:
    """Return the land that lies in at least 1, 2, ... drawings; each adds to the next."""
    levels: list[BaseGeometry] = []
    for k in range(int(count.max()), 0, -1):
        levels.append(
            union_of_faces(np.concatenate([faces[count == k], np.array(levels[-1:], object)]))
        )
    return np.array(levels[::-1], dtype=object)


def _jaccard(areas: Geometries, m2: Floats, held: _Held, count: Ints) -> Floats:
    """Return the Jaccard index of every pair, of shape (k, k), with 0 on the diagonal.

    Faces with the drawings that hold them are a matrix; times itself, weighted by m2, it says
    what every two share.
    """
    from scipy import sparse

    many = len(areas)
    full_cost = float(len(m2)) * many**2 / CHEAPER_WHEN_DENSE
    sparse_cost = float((count.astype(float) ** 2).sum())
    if min(full_cost, sparse_cost) > MOST_MULTIPLICATIONS:
        raise TooComplex(CROSS_TOO_OFTEN)
    pairs = (np.ones(len(held.face)), (held.drawing, held.face))
    matrix = sparse.csc_array(pairs, shape=(many, len(m2)))
    if sparse_cost <= full_cost:
        shared = ((matrix * m2) @ matrix.T).toarray()
    else:
        shared = np.zeros((many, many))
        for first in range(0, len(m2), FACES_AT_ONCE):
            some = matrix[:, first : first + FACES_AT_ONCE].toarray()
            shared += (some * m2[first : first + FACES_AT_ONCE]) @ some.T
    own = shared.diagonal()
    index = shared / (own[:, None] + own[None, :] - shared)
    np.fill_diagonal(index, 0.0)
    return np.asarray(index)
