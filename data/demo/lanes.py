"""Dead-end lanes into larger blocks, as 1970s and 1980s quarters have them; synthetic."""

from typing import cast

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon

from data.demo.quarters import BY_NAME
from data.demo.signs import Names, theme_at

LARGE = {"bloom": 20_000.0, "strips": 26_000.0, "prewar": 30_000.0}
"""Blocks larger than this (m2) get a lane, by style of their quarter."""
VILLAGE = 24_000.0
"""The same, for blocks of a village with more than `DENSE` people per hectare."""
DENSE = 10.0


def dead_ends(
    blocks: gpd.GeoDataFrame, names: Names, rng: np.random.Generator
) -> list[tuple[str, LineString]]:
    """Return a name and a line (EPSG:28992) for each dead-end lane."""
    made = []
    rows = zip(blocks["quarter"], blocks["residents"], blocks.geometry, strict=True)
    for quarter_name, people, polygon in rows:
        quarter = BY_NAME[quarter_name]
        village = VILLAGE if people / polygon.area * 1e4 > DENSE else np.inf
        if polygon.area < LARGE.get(quarter.style, village) or rng.random() < 0.25:
            continue
        line = _lane(cast("Polygon", polygon), rng)
        if line is not None:
            theme = theme_at(quarter, Point(line.coords[0]))
            made.append((names.namer.name(theme, "dead"), line))
    return made


def _lane(block: Polygon, rng: np.random.Generator) -> LineString | None:
    """Return a lane from the middle of a long side of `block` towards its heart."""
    ring = block.exterior
    heart = block.centroid
    # The nearest street, give or take: lanes leave a street about squarely.
    foot = (ring.project(heart) + rng.normal(0.0, 0.06) * ring.length) % ring.length
    vertices = shapely.get_coordinates(ring)
    near = np.hypot(*(vertices - shapely.get_coordinates(ring.interpolate(foot))).T)
    start = vertices[int(np.argmin(near))]
    way = np.asarray(heart.coords[0]) - start
    length = float(np.hypot(*way))
    if length < 28.0:
        return None
    side = np.array([-way[1], way[0]]) / length
    t = np.linspace(0.0, 1.0, 5)[:, None]
    path = start + t * way + rng.normal(0.0, 0.08) * length * np.sin(np.pi * t) * side
    if length > 45.0 and rng.random() < 0.5:
        path = np.vstack([path, path[-1] + side * rng.choice([-1.0, 1.0]) * 0.5 * length])
    path = np.round(path, 2)
    path[0] = start
    line = LineString(path)
    return line if block.buffer(-12.0).covers(LineString(path[3:])) else None
