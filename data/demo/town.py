"""Build the demonstration town: a seeded, synthetic map that looks like a Dutch municipality.

The geometry is invented. Quarter names and their residents are published figures.
"""

from dataclasses import dataclass
from itertools import chain
from typing import cast

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from data.demo import lanes, residents
from data.demo.network import FACES, NODES, Kind
from data.demo.plans import built_share, plan_for, plan_for_open_land, village_core
from data.demo.quarters import BY_NAME, QUARTERS, Quarter
from data.demo.signs import Source, name_sources
from data.demo.splitting import Corners, cut_up
from data.demo.streets import Bend, face_polygon, main_edges, node_lines, spot

CRS = "EPSG:28992"
YEAR = 2007
SOURCE = "synthetisch, Smeedkaart-demo"


@dataclass(frozen=True, slots=True)
class Town:
    """A synthetic municipality, in EPSG:28992.

    Attributes
    ----------
    blocks
        Building blocks: id, name, quarter, residents, households, year, source, geometry. A
        valid coverage; woods, industry and a park are in no block.
    lines
        Named reference lines: id, name, kind (street, water or railway), geometry.
    outline
        The municipality.
    """

    blocks: gpd.GeoDataFrame
    lines: gpd.GeoDataFrame
    outline: Polygon


@dataclass(frozen=True, slots=True)
class _Face:
    polygon: Polygon
    quarter: Quarter | None


def build_town(seed: int = 7) -> Town:
    """Build the town; the same seed gives the same town to the last bit.

    Parameters
    ----------
    seed
        Decides every street, name and number.
    """
    # A stream of chance for each job: a word added to the names moves no street and no one.
    shape, sway, words, people = (np.random.default_rng([seed, job]) for job in range(4))
    cores = {quarter.name: village_core(quarter) for quarter in QUARTERS}
    edges = main_edges(shape)
    faces = [_Face(face_polygon(text, edges), BY_NAME.get(name)) for name, text in FACES]
    sources = [Source(edge.line, edge.kind, 0, None, edge.name) for edge in edges.values()]
    sources += _cut_faces(faces, cores, shape)
    noded = node_lines([source.line for source in sources])
    cells = shapely.get_parts(shapely.polygonize(noded))
    bend = Bend.draw(sway)
    names = name_sources(sources, faces_of(faces), cores, words)
    blocks = _blocks(cells, faces, cores, bend, people)
    dead_ends = lanes.dead_ends(blocks, names, words)
    lines = _lines(noded, sources, names.names, bend, dead_ends)
    land = cast("Polygon", shapely.coverage_union_all(shapely.transform(cells, bend)))
    outline = shapely.normalize(Polygon(land.exterior))
    return Town(blocks, lines, outline)


def faces_of(faces: list[_Face]) -> list[tuple[Polygon, Quarter]]:
    """Return the faces that belong to a quarter, with it."""
    return [(face.polygon, face.quarter) for face in faces if face.quarter is not None]


def _cut_faces(
    faces: list[_Face], cores: dict[str, Polygon | None], rng: np.random.Generator
) -> list[Source]:
    corners = Corners([tuple(spot(node)) for node in NODES])
    sources: list[Source] = []
    for face in faces:
        core = cores[face.quarter.name] if face.quarter else None
        plan = plan_for(face.polygon, face.quarter, core) if face.quarter else plan_for_open_land()
        for cut in cut_up(face.polygon, plan, corners, rng)[0]:
            kind: Kind = "street"
            rural = core is not None and not core.intersects(cut.line)
            peat = face.quarter is not None and face.quarter.style == "peat"
            if rural and rng.random() < (0.6 if peat else 0.25):
                kind = "water"
            sources.append(Source(cut.line, kind, cut.depth, face.quarter, ""))
    return sources


def _blocks(
    cells: NDArray[np.object_],
    faces: list[_Face],
    cores: dict[str, Polygon | None],
    bend: Bend,
    rng: np.random.Generator,
) -> gpd.GeoDataFrame:
    """Return the cells that belong to a quarter, bent, numbered and with residents."""
    tree = shapely.STRtree([face.polygon for face in faces])
    inside = shapely.point_on_surface(cells)
    cell_at, face_at = tree.query(inside, predicate="within")
    of_cell = dict(zip(cell_at.tolist(), face_at.tolist(), strict=True))
    park = shapely.Point(spot("n3")).buffer(620.0)
    frames = []
    for quarter in QUARTERS:
        own = [
            cell
            for index, cell in enumerate(cells)
            if index in of_cell
            and faces[of_cell[index]].quarter is quarter
            # The park of Bentinckspark has trees and no residents.
            and not (quarter.name == "Bentinckspark" and park.contains(inside[index]))
        ]
        frames.append(_number(quarter, own, cores[quarter.name], bend, rng))
    columns = {key: list(chain.from_iterable(frame[key] for frame in frames)) for key in frames[0]}
    blocks = gpd.GeoDataFrame(columns, geometry="geometry", crs=CRS)
    blocks["year"], blocks["source"] = YEAR, SOURCE
    order = ["id", "name", "quarter", "residents", "households", "year", "source", "geometry"]
    return blocks[order]


def _number(
    quarter: Quarter,
    cells: list[Polygon],
    core: Polygon | None,
    bend: Bend,
    rng: np.random.Generator,
) -> dict[str, list[object]]:
    """Return the columns of one quarter's blocks, numbered from the north-west in rows."""
    cells.sort(key=lambda cell: (-round(cell.centroid.y / 250), cell.centroid.x, cell.centroid.y))
    built = np.array([built_share(cell, core) for cell in cells])
    hectares = np.array([cell.area for cell in cells]) / 1e4
    weights = hectares * (built * 30.0 + (1 - built) * 0.1) * rng.lognormal(0.0, 0.3, len(cells))
    people = residents.divide(quarter.residents, weights)
    numbers = range(1, len(cells) + 1)
    return {
        "id": [f"HB{quarter.code}-{number:03d}" for number in numbers],
        "name": [f"{quarter.name} {number}" for number in numbers],
        "quarter": [quarter.name] * len(cells),
        "residents": people.tolist(),
        "households": residents.households(people, rng).tolist(),
        "geometry": [shapely.normalize(shapely.transform(cell, bend)) for cell in cells],
    }


def _lines(
    noded: list[LineString],
    sources: list[Source],
    names: list[str],
    bend: Bend,
    dead_ends: list[tuple[str, LineString]],
) -> gpd.GeoDataFrame:
    """Return one named line per street, water and railway."""
    tree = shapely.STRtree([source.line for source in sources])
    owner = tree.nearest(shapely.line_interpolate_point(noded, 0.5, normalized=True))
    parts: dict[tuple[str, Kind], list[LineString]] = {}
    for line, index in zip(noded, owner.tolist(), strict=True):
        key = (names[index], sources[index].kind)
        parts.setdefault(key, []).append(shapely.transform(line, bend))
    for name, line in dead_ends:
        parts.setdefault((name, "street"), []).append(line)
    merged = {
        key: shapely.normalize(shapely.line_merge(shapely.multilinestrings(own)))
        for key, own in sorted(parts.items())
    }
    return gpd.GeoDataFrame(
        {
            "id": [f"L{number:04d}" for number in range(1, len(merged) + 1)],
            "name": [name for name, _ in merged],
            "kind": [kind for _, kind in merged],
            "geometry": list(merged.values()),
        },
        geometry="geometry",
        crs=CRS,
    )
