"""Land in at least half of many drawings, against one arrangement of all their borders."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

import geo
from benchmarks.layers import FOLDER, SEED, valid
from benchmarks.measure import Row, interleaved, median_ms, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

GROWTH = 1.45
"""Power of the number of drawings with which the cost may grow."""


def rows() -> Iterator[Row]:
    """Drawings of one neighbourhood: 78 real ones, or copies of a made one, shaken."""
    originals, name = _originals()
    many = _shaken(originals, 300)
    found: list[shapely.Geometry] = []
    peer = milliseconds(lambda: found.append(_plainly(many)))
    ours = median_ms(partial(geo.consensus, many))
    apart = geo.consensus(many).symmetric_difference(found[0]).area
    yield Row(
        "consensus of 300 drawings / one arrangement",
        f"{name}, shaken, {len(many)} drawings",
        ours,
        peer,
        ">= 30 x, exact",
        f"{apart:.6f} m2 apart; the peer is run once",
    )
    more = _shaken(originals, 1_000)
    cost = median_ms(partial(geo.consensus, more))
    allowed = ours * (len(more) / len(many)) ** GROWTH
    yield Row(
        "consensus of 1,000 / 300 grown as K^1.45",
        f"{name}, shaken, {len(more)} drawings",
        cost,
        allowed,
        ">= 1 x",
        f"grew as K^{np.log(cost / ours) / np.log(len(more) / len(many)):.2f}",
    )
    few = _shaken(originals, 100)
    ours, peer = interleaved(partial(geo.agreement, few), partial(_plainly, few), runs=3)
    yield Row(
        "agreement, all levels / one arrangement",
        f"{name}, shaken, {len(few)} drawings",
        ours,
        peer,
        "all levels for the price of one",
    )


def _plainly(drawings: np.ndarray) -> shapely.Geometry:
    """All borders in one arrangement; each face counted; those of half the drawings dissolved."""
    borders = shapely.union_all(shapely.boundary(drawings))
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    middles = shapely.STRtree(shapely.point_on_surface(faces))
    _, face = middles.query(drawings, predicate="contains")
    count = np.bincount(face, minlength=len(faces))
    return shapely.coverage_union_all(faces[count >= len(drawings) / 2])


def _originals() -> tuple[np.ndarray, str]:
    path = FOLDER / "chicago_resident_drawings.geojson"
    if path.is_file():
        layer = gpd.read_file(path).to_crs(26916)
        named = layer[layer.neighborhood.str.lower() == "ravenswood"].geometry.to_numpy()
        return _mended(named), "Ravenswood"
    chance = np.random.default_rng(SEED)
    turn = np.linspace(0, 2 * np.pi, 14)[:-1]
    out = 1_000 * chance.lognormal(0, 0.3, (78, 1)) * chance.uniform(0.8, 1.2, (78, len(turn)))
    rings = np.stack([out * np.cos(turn), out * np.sin(turn)], axis=-1)
    return shapely.polygons(rings), "generated drawings"


def _shaken(originals: np.ndarray, count: int) -> np.ndarray:
    """So many drawings of those there are, each moved by 30 m and its vertices by 10 m."""
    chance = np.random.default_rng(1)
    picked = originals[chance.integers(0, len(originals), count)]
    moved = [shapely.transform(one, partial(_shake, chance=chance)) for one in picked]
    return _mended(np.array(moved, dtype=object))


def _shake(points: np.ndarray, *, chance: np.random.Generator) -> np.ndarray:
    places, which = np.unique(points, axis=0, return_inverse=True)
    return points + chance.normal(0, 30, 2) + chance.normal(0, 10, places.shape)[which]


def _mended(drawings: np.ndarray) -> np.ndarray:
    mended = valid(drawings)
    return mended[~shapely.is_empty(mended)]
