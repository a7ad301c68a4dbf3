"""Turn main lines and cuts into one planar set of edges, bent by a smooth field; synthetic.

Edges are noded and rounded to a centimetre before faces are made, so neighbouring blocks share
their border to the last bit.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from data.demo.network import CENTRE_RD, CHAINS, CORNERED, FACES, NODES, UNIT, Kind

Coords = NDArray[np.float64]
GRID = 0.01
"""Coordinates are multiples of this, in metres."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A main line between two named points; `name` is empty when it has none yet."""

    line: LineString
    name: str
    kind: Kind


def spot(node: str) -> Coords:
    """Return the place of a named point in EPSG:28992, before bending."""
    return to_rd(NODES[node])


def to_rd(place: tuple[float, float]) -> Coords:
    """Return a place in units of the network as EPSG:28992, before bending."""
    return np.asarray(CENTRE_RD) + UNIT * np.asarray(place)


def main_edges(rng: np.random.Generator) -> dict[tuple[str, str], Edge]:
    """Return the curves between neighbouring points of the main network, by sorted pair."""
    edges: dict[tuple[str, str], Edge] = {}
    for name, kind, text in CHAINS:
        nodes = text.split()
        ease = 0.3 if name in CORNERED else 0.9
        for pair, curve in zip(_pairs(nodes), _smooth(nodes, ease), strict=True):
            edges.setdefault(_key(*pair), Edge(_directed(curve, pair), name, kind))
    for _, text in FACES:
        nodes = text.split()
        for pair in _pairs([*nodes, nodes[0]]):
            if _key(*pair) not in edges:
                edges[_key(*pair)] = Edge(_wobble(*_key(*pair), rng), "", "street")
    return edges


def _pairs(nodes: list[str]) -> list[tuple[str, str]]:
    return list(pairwise(nodes))


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _directed(curve: Coords, pair: tuple[str, str]) -> LineString:
    return LineString(curve if pair == _key(*pair) else curve[::-1])


def _smooth(nodes: list[str], ease: float) -> list[Coords]:
    """Return a Catmull-Rom curve per span through all `nodes`; low `ease` leaves corners."""
    p = np.array([spot(node) for node in nodes])
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    curves = []
    for i in range(1, len(p) - 2):
        before, start, end, after = p[i - 1 : i + 3]
        length = np.hypot(*(end - start))
        # Tangents scaled to the span: long neighbours don't make short spans loop.
        out, into = (
            ease * length * (there - here) / max(np.hypot(*(there - here)), 1.0)
            for here, there in ((before, end), (start, after))
        )
        t = np.linspace(0.0, 1.0, max(4, int(length / 40)))[:, None]
        curve = (
            (2 * t**3 - 3 * t**2 + 1) * start
            + (t**3 - 2 * t**2 + t) * out
            + (3 * t**2 - 2 * t**3) * end
            + (t**3 - t**2) * into
        )
        curve[0], curve[-1] = start, end
        curves.append(curve)
    return curves


def _wobble(a: str, b: str, rng: np.random.Generator) -> LineString:
    """Return a slightly bent line between two points."""
    start, end = spot(a), spot(b)
    length = np.hypot(*(end - start))
    side = np.array([-(end - start)[1], (end - start)[0]])
    t = np.linspace(0.0, 1.0, max(4, int(length / 50)))
    sway = rng.normal(0, 0.025) * np.sin(np.pi * t) + rng.normal(0, 0.012) * np.sin(2 * np.pi * t)
    return LineString(start + np.outer(t, end - start) + np.outer(sway, side))


def face_polygon(text: str, edges: dict[tuple[str, str], Edge]) -> Polygon:
    """Return the polygon of a ring of named points along the main edges."""
    nodes = text.split()
    parts = []
    for pair in _pairs([*nodes, nodes[0]]):
        xy = shapely.get_coordinates(edges[_key(*pair)].line)
        parts.append((xy if pair == _key(*pair) else xy[::-1])[:-1])
    return Polygon(np.vstack(parts))


@dataclass(frozen=True, slots=True)
class Bend:
    """A smooth displacement of the plane: streets sway together and never cross anew.

    Waves of several lengths; each is so low beside its length that no two points change order.
    """

    waves: Coords
    """Rows of angle, wave number (1/m), phase, direction of the push, height (m)."""

    @classmethod
    def draw(cls, rng: np.random.Generator) -> "Bend":
        """Return a random bend: broad waves of tens of metres, small ones of a metre."""
        rows = [
            (rng.uniform(0, 2 * np.pi), 2 * np.pi / size, rng.uniform(0, 2 * np.pi),
             rng.uniform(0, 2 * np.pi), height)
            for size, height, count in ((2600, 45, 3), (800, 11, 4), (260, 2.2, 5))
            for _ in range(count)
        ]  # fmt: skip
        return cls(np.array(rows))

    def __call__(self, xy: Coords) -> Coords:
        """Return points moved by the waves and rounded to `GRID`; same in, same out."""
        local = xy - np.asarray(CENTRE_RD)
        moved = xy.copy()
        for angle, number, phase, push, height in self.waves:
            lift = height * np.sin(number * (local @ [np.cos(angle), np.sin(angle)]) + phase)
            moved += np.outer(lift, [np.cos(push), np.sin(push)])
        return np.round(moved, 2)


def node_lines(lines: list[LineString]) -> list[LineString]:
    """Return the lines cut at every meeting, on the grid, with a point at least every 50 m."""
    noded = shapely.union_all(shapely.multilinestrings(lines), grid_size=GRID)
    # Fewer points where a street is nearly straight: a browser has to carry them all.
    plain = shapely.simplify(shapely.get_parts(noded), 0.6)
    dense = shapely.segmentize(plain, 50.0)
    return list(shapely.transform(dense, lambda xy: np.round(xy, 2)))
