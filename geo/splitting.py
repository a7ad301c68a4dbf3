"""Cutting an area in two along a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.crossings import count_crossings_of, ends_of_segments
from geo.errors import N_, GeometryError, NotFinite, TooComplex, WrongType
from geo.inputs import MOST_VERTICES, as_series, drawn_area, same_crs

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Geometries

MOST_CUTS = 1_000


def split(area: BaseGeometry | gpd.GeoSeries, line: BaseGeometry | gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the parts into which a line cuts an area.

    The border and the line are noded together and polygonized, so both sides of the cut have
    the same vertices. A part lies left of the line when walking round it with its land on the
    left goes along with the line.

    Parameters
    ----------
    area
        One valid polygon or multipolygon in metres.
    line
        One LineString in the same CRS that goes from outside to outside, or from border to
        border. Its direction says what is left and what is right.

    Returns
    -------
    geopandas.GeoSeries
        The parts left of the line and then those right of it, in each the largest first,
        numbered from 0. Islands that the line misses go along with the first part of the side
        they lie on. Together they are the area.

    Raises
    ------
    GeometryError
        If the line doesn't cut the area, or crosses itself.
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.
    """
    import geopandas as gpd

    land, crs = drawn_area(area)
    knife = _knife(line)
    crs = same_crs(gpd.GeoSeries([land], crs=crs), knife)
    cut = knife.iloc[0]
    if count_crossings_of(cut, land, limit=MOST_CUTS) == MOST_CUTS:
        raise TooComplex(N_("The line cuts the area too often. Draw it with fewer points."))
    pieces = _pieces(land, cut)
    whole = int(shapely.get_num_geometries(land))
    if len(pieces) <= whole:
        raise GeometryError(
            N_("The line does not cut the area. Begin and end it outside the border.")
        )
    left, right = _sides(pieces, cut)
    parts = [*left, *right]
    return gpd.GeoSeries(parts, crs=crs)


def _knife(line: BaseGeometry | gpd.GeoSeries) -> gpd.GeoSeries:
    import geopandas as gpd

    layer = as_series(line if isinstance(line, gpd.GeoSeries | gpd.GeoDataFrame) else [line])
    if len(layer) != 1 or shapely.get_type_id(layer.iloc[0]) != shapely.GeometryType.LINESTRING:
        raise WrongType(N_("An area is split by one line. Draw one line from edge to edge."))
    knife = shapely.force_2d(layer.iloc[0])
    count = int(shapely.get_num_coordinates(knife))
    if count > MOST_VERTICES:
        raise TooComplex(
            N_("This line has {count} points; {most} is the most. Draw it with fewer points."),
            count=count,
            most=MOST_VERTICES,
        )
    if not np.isfinite(shapely.get_coordinates(knife)).all():
        raise NotFinite(N_("A coordinate of this line is not a number. Draw it again."))
    if not shapely.is_simple(knife):
        raise GeometryError(
            N_("The line crosses itself, so its sides can't be told apart. Draw it again.")
        )
    return gpd.GeoSeries([knife], crs=layer.crs)


def _pieces(land: BaseGeometry, knife: BaseGeometry) -> Geometries:
    lines = shapely.union(shapely.boundary(land), knife)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    shapely.prepare(land)
    return np.asarray(faces[shapely.contains(land, shapely.point_on_surface(faces))])


def _sides(
    pieces: Geometries, knife: BaseGeometry
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    order = np.argsort(-shapely.area(pieces), kind="stable")
    pieces = pieces[order]
    cut = shapely.length(shapely.intersection(shapely.boundary(pieces), knife)) > 0
    is_left = np.array([_lies_left(p, knife) for p in pieces])
    sides: tuple[list[BaseGeometry], list[BaseGeometry]] = ([], [])
    for side, wanted in zip(sides, (True, False), strict=True):
        side.extend(pieces[cut & (is_left == wanted)])
        along = pieces[~cut & (is_left == wanted)]
        if len(along) and side:
            side[0] = shapely.MultiPolygon([*shapely.get_parts(side[0]), *along])
        else:
            side.extend(along)
    return sides


def _lies_left(piece: BaseGeometry, knife: BaseGeometry) -> bool:
    """Whether a piece lies left of the line, by its longest stretch of the cut.

    With its land on the left, the border of the piece runs along with the line there, or
    against it. An island has no cut; its middle lies on one side of the line's nearest segment.
    """
    rim = shapely.boundary(shapely.orient_polygons(piece))
    shared = shapely.get_parts(shapely.line_merge(shapely.intersection(rim, knife)))
    lengths = shapely.length(shared)
    if not lengths.any():
        inside = shapely.get_coordinates(shapely.point_on_surface(piece))[0]
        start, end = _nearest_segment(knife, inside)
        across = inside - start
        ahead = end - start
        return bool(ahead[0] * across[1] - ahead[1] * across[0] > 0)
    stretch = shared[int(lengths.argmax())]
    middle = shapely.get_coordinates(shapely.line_interpolate_point(stretch, 0.5, normalized=True))[
        0
    ]
    start, end = _nearest_segment(knife, middle)
    rim_start, rim_end = _nearest_segment(rim, middle)
    return bool(np.dot(end - start, rim_end - rim_start) > 0)


def _nearest_segment(
    line: BaseGeometry, point: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    ends = ends_of_segments(line)
    distances = shapely.distance(shapely.linestrings(ends), shapely.Point(point))
    start, end = ends[int(np.argmin(distances))]
    return start, end
