"""Give every synthetic street its name: by the theme of its part of town, on across crossings."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from data.demo.naming import Namer, tail_of
from data.demo.network import CENTRE_RD, CHAINS, UNIT, Kind
from data.demo.plans import THEMES
from data.demo.quarters import Quarter

STRAIGHT_ON = np.cos(np.radians(30))
OPEN_LAND = 5.0
"""Metres from the nearest quarter beyond which a lane is named as one in the fields."""


@dataclass(frozen=True, slots=True)
class Source:
    """A line as drawn, before noding; `quarter` is None and `name` given for most main lines."""

    line: LineString
    kind: Kind
    depth: int
    quarter: Quarter | None
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """The name of each source, and the namer, to go on with."""

    names: list[str]
    namer: Namer


def theme_at(quarter: Quarter, place: shapely.Point) -> str:
    """Return what streets of `quarter` near `place` (EPSG:28992) are named after."""
    east, north = (place.x - CENTRE_RD[0]) / UNIT, (place.y - CENTRE_RD[1]) / UNIT
    return min(THEMES[quarter.name], key=lambda it: np.hypot(it[1] - east, it[2] - north))[0]


def name_sources(
    sources: list[Source],
    faces: list[tuple[Polygon, Quarter]],
    cores: dict[str, Polygon | None],
    rng: np.random.Generator,
) -> Names:
    """Return a name for each source; a street that goes straight on keeps its name."""
    namer = Namer(rng, {name for name, _, _ in CHAINS})
    tree = shapely.STRtree([polygon for polygon, _ in faces])
    ends: dict[tuple[float, float], list[tuple[np.ndarray, str, str]]] = {}
    names: list[str] = []
    for source in sources:
        middle = source.line.interpolate(0.5, normalized=True)
        face, quarter = faces[int(tree.nearest(middle))]
        quarter = source.quarter or quarter
        core = cores[quarter.name]
        rural = core is not None and not core.intersects(source.line)
        rural = rural or face.distance(middle) > OPEN_LAND
        theme = "fields" if rural else theme_at(quarter, middle)
        style = "sand" if rural else "strips" if core is not None else quarter.style
        group = f"{quarter.name} {theme} {source.kind}"
        name = source.name or _straight_on(source.line, group, ends)
        if not name:
            name = namer.name(theme, tail_of(style, source.depth, source.kind))
        if not source.name:  # A ditch that meets the canal isn't the canal.
            for end, out in _ends(source.line):
                ends.setdefault(end, []).append((out, group, name))
        names.append(name)
    return Names(names, namer)


def _ends(line: LineString) -> list[tuple[tuple[float, float], np.ndarray]]:
    """Return both ends of `line`, each with the unit vector that leads away from it inwards."""
    xy = shapely.get_coordinates(line)
    found = []
    for here, there in ((0, 1), (-1, -2)):
        step = xy[there] - xy[here]
        found.append(((float(xy[here][0]), float(xy[here][1])), step / np.hypot(*step)))
    return found


def _straight_on(
    line: LineString,
    group: str,
    ends: dict[tuple[float, float], list[tuple[np.ndarray, str, str]]],
) -> str:
    """Return the name of a street that `line` carries on beyond a crossing, or an empty text."""
    for end, out in _ends(line):
        for other, its_group, name in ends.get(end, ()):
            if its_group == group and float(-(out @ other)) > STRAIGHT_ON:
                return name
    return ""
