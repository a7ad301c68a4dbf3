"""Areas drawn in text: each letter is an area, each character a square of 10 m by 10 m."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

CELL = 10.0


def drawn(picture: str, *, cell: float = CELL, crs: str | None = "EPSG:28992") -> gpd.GeoSeries:
    """Return the areas of a picture under their letters, in alphabetical order.

    Dots and spaces are nobody's. The last line lies on y = 0, its first character at x = 0.
    Borders have a vertex at every corner of a square, so that areas match edge by edge.
    """
    lines = [line.strip() for line in picture.strip().splitlines()]
    squares: dict[str, list[shapely.Polygon]] = {}
    for row, line in enumerate(reversed(lines)):
        for column, letter in enumerate(line):
            if letter not in ". ":
                square = shapely.box(column, row, column + 1, row + 1)
                squares.setdefault(letter, []).append(square)
    areas = {
        letter: shapely.transform(shapely.coverage_union_all(squares[letter]), lambda xy: xy * cell)
        for letter in sorted(squares)
    }
    return gpd.GeoSeries(areas, crs=crs)


def area_of(picture: str, *, cell: float = CELL) -> shapely.Geometry:
    """Return the one area of a picture."""
    return drawn(picture, cell=cell).iloc[0]


def with_second_vertex(area: shapely.Polygon, x: float) -> shapely.Polygon:
    """Return an area with another x for its second vertex, which may be no number at all."""

    def move(points: np.ndarray) -> np.ndarray:
        moved = points.copy()
        moved[1, 0] = x
        return moved

    return shapely.transform(area, move)


def circle(vertices: int, radius: float = 1_000.0) -> shapely.Polygon:
    """Return a circle of so many vertices."""
    turn = np.linspace(0, 2 * np.pi, vertices)
    return shapely.Polygon(np.column_stack([radius * np.cos(turn), radius * np.sin(turn)]))


def comb(teeth: int, *, upright: bool = True) -> shapely.Polygon:
    """Return a valid comb of 1,000 m with so many teeth; two across each other meet everywhere."""
    x = np.linspace(0, 1_000, 2 * teeth + 1)
    tops = np.tile([1_000.0, 1_000.0, 1.0, 1.0], teeth)[: 2 * (2 * teeth)]
    tops = tops[: 2 * len(x) - 2]
    points = np.column_stack([np.repeat(x, 2)[1:-1], tops])
    points = np.concatenate([[(0.0, 0.0)], points, [(1_000.0, 0.0)]])
    return shapely.Polygon(points if upright else points[:, ::-1])
