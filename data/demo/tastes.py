"""Made-up ideas of what one's neighbourhood is: around a home, by a taste that a seed gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely
from shapely.geometry import Polygon

if TYPE_CHECKING:
    from boundaries.participation import Way
    from data.demo.land import Blocks, Land

SMALLEST, LARGEST = 200, 6_000
"""People in a neighbourhood as somebody sees it."""
TYPICAL, SPREAD = 1_300, 0.55
"""Most see between 500 and 2,500, when nobody says which neighbourhood is meant."""
BARRIER = 1.6
"""How much farther it feels across the edge of one's quarter."""
WIDE_M2 = 60_000.0
"""A larger block is a field: it feels as much farther as it is larger."""
SIDES = ("north", "east", "south", "west")


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody calls his neighbourhood, in metres of EPSG:28992.

    `blocks` are numbers of blocks; empty when it was drawn by hand.
    """

    name: str
    reason: str
    way: Way
    geometry: Polygon
    blocks: frozenset[int] = frozenset()
    unsure: tuple[str, ...] = ()
    makers: int = 1


def grown(land: Land, home: int, people: int, rng: np.random.Generator) -> Blocks:
    """Return blocks around a home with about so many residents, and what they enclose.

    The nearest come first; how near a block feels is partly a matter of taste.
    """
    start, quarter = land.shapes[home].centroid, land.quarters[home]
    taste = rng.lognormal(0.0, 0.25, len(land.shapes))
    chosen, count = {home}, land.residents[home]
    while count < people:
        rim = land.rim(chosen)

        def feels(index: int) -> float:
            far = land.shapes[index].centroid.distance(start) * taste[index]
            far *= 1.0 if land.quarters[index] == quarter else BARRIER
            far *= max(1.0, land.shapes[index].area / WIDE_M2)
            return float(far) / len(land.borders[index] & chosen)

        best = min(sorted(rim), key=feels)
        chosen.add(best)
        count += land.residents[best]
    return enclosed(land, chosen)


def enclosed(land: Land, blocks: Blocks) -> Blocks:
    """Return blocks with those that lie within them, so that their land has no holes."""
    outline = land.outline(blocks)
    tree = shapely.STRtree([shape.point_on_surface() for shape in land.shapes])
    return blocks | set(tree.query(outline, predicate="contains").tolist())


def by_hand(outline: Polygon, rng: np.random.Generator) -> Polygon:
    """Return an outline as a finger draws it: corners cut, and a few metres off everywhere."""
    cut = cast("Polygon", outline.simplify(35.0))
    ring = shapely.segmentize(cut.exterior, 90.0)
    spots = shapely.get_coordinates(ring)[:-1]
    off = rng.normal(0.0, 9.0, spots.shape)
    while True:
        drawn = Polygon(spots + off)
        if drawn.is_valid:
            return drawn
        off /= 2


def people_wanted(
    rng: np.random.Generator, typical: float = TYPICAL, spread: float = SPREAD
) -> int:
    """Return about how many people live in somebody's neighbourhood."""
    return int(np.clip(rng.lognormal(np.log(typical), spread), SMALLEST, LARGEST))


def doubts(rng: np.random.Generator) -> tuple[str, ...]:
    """Return the sides of which somebody isn't sure; mostly none or one."""
    return tuple(side for side in SIDES if rng.random() < 0.22)
