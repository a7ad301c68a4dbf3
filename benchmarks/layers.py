"""The layers that benchmarks run on: real ones where they are, generated ones where not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

import geo

FOLDER = Path(os.environ.get("SMEEDKAART_TEST_DATA", "../shared/data"))
SEED = 20261124


@dataclass(frozen=True, slots=True)
class Layer:
    """Areas and what they are."""

    areas: gpd.GeoSeries
    name: str


@cache
def divisions() -> Layer:
    """1,687 areas that match edge by edge."""
    path = FOLDER / "phl_2011_Ward_Divisions.shp"
    if path.is_file():
        return Layer(gpd.read_file(path).to_crs(26918).geometry, "Philadelphia divisions")
    return Layer(cells(1_687), "generated cells")


@cache
def city() -> Layer:
    """Eight times the divisions, side by side: 13,496 areas."""
    layer = divisions()
    left, _, right, _ = layer.areas.total_bounds
    copies = [layer.areas.translate(i * (right - left + 1_000)).to_numpy() for i in range(8)]
    return Layer(gpd.GeoSeries(np.concatenate(copies), crs=layer.areas.crs), f"8 x {layer.name}")


@cache
def neighbourhoods() -> Layer:
    """Areas with slivers and gaps over the divisions."""
    path = FOLDER / "philadelphia_neighborhoods.geojson"
    if path.is_file():
        return Layer(gpd.read_file(path).to_crs(26918).geometry, "Philadelphia neighbourhoods")
    rough = shapely.set_precision(cells(158).to_numpy(), 0.0)
    moved = shapely.transform(rough, lambda xy: xy + _generator().normal(0, 0.05, xy.shape))
    return Layer(gpd.GeoSeries(valid(moved), crs=28992), "generated cells, shaken by 5 cm")


@cache
def official() -> Layer:
    """Areas that stand when drawings come in: a coverage."""
    path = FOLDER / "chicago_official.geojson"
    if not path.is_file():
        return Layer(cells(98), "98 generated cells")
    areas = valid(gpd.read_file(path).to_crs(26916).geometry.to_numpy())
    return Layer(gpd.GeoSeries(shapely.coverage_clean(areas), crs=26916), "98 official areas")


@cache
def drawings() -> Layer:
    """Drawings of residents over the official areas, repaired; 400 of them."""
    path = FOLDER / "chicago_resident_drawings.geojson"
    if path.is_file():
        layer = gpd.read_file(path).to_crs(26916).geometry
        layer = layer.iloc[_generator().permutation(len(layer))]
        return Layer(gpd.GeoSeries(_first_repaired(layer, 400), crs=26916), "drawings of Chicago")
    shapes = [_wobbling(shape) for shape in cells(98).sample(400, replace=True, random_state=SEED)]
    layer = gpd.GeoSeries(shapes, crs=28992)
    return Layer(gpd.GeoSeries(_first_repaired(layer, 400), crs=28992), "wobbling cells")


def cells(count: int, *, side: float = 20_000.0, step: float = 60.0) -> gpd.GeoSeries:
    """Return the Voronoi cells of random points, a coverage, with a vertex every `step` metres."""
    points = shapely.multipoints(_generator().uniform(0, side, (count, 2)))
    frame = shapely.box(0, 0, side, side)
    found = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=frame))
    lines = shapely.union_all(shapely.boundary(shapely.intersection(found, frame)))
    bent = shapely.segmentize(shapely.line_merge(lines), step)
    return gpd.GeoSeries(shapely.get_parts(shapely.polygonize(shapely.get_parts(bent))), crs=28992)


def _wobbling(area: shapely.Geometry, by: float = 35.0) -> shapely.Geometry:
    points = shapely.get_coordinates(shapely.simplify(area, 200).exterior)[:-1]
    return shapely.Polygon(points + _generator().normal(0, by, points.shape))


def _first_repaired(layer: gpd.GeoSeries, count: int) -> list[shapely.Geometry]:
    found: list[shapely.Geometry] = []
    for drawing in layer:
        if len(found) == count:
            break
        try:
            found.append(geo.repair(drawing).geometry)
        except geo.GeometryError:
            continue
    return found


def valid(areas: np.ndarray) -> np.ndarray:
    """Return areas mended by GEOS; what collapses is empty."""
    return shapely.make_valid(areas, method="structure", keep_collapsed=False)


def _generator() -> np.random.Generator:
    return np.random.default_rng(SEED)
