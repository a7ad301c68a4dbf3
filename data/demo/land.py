"""The blocks of the town as land that areas claim: who borders whom, and what is still free."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely
from shapely.geometry import Point, Polygon

from data.demo.streets import to_rd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.demo.town import Town

DENSE = 7.0
"""People per hectare from which a block counts as built up."""
SMALL = 900
"""Most residents of a small part of town."""

Blocks = set[int]


@dataclass(slots=True)
class Land:
    """The blocks by number, and which area took which.

    Attributes
    ----------
    borders
        Of each block those it shares a side with; a corner isn't a side.
    areas
        The blocks of each area by its name, kept up to date by whoever tells the story.
    """

    ids: list[str]
    shapes: list[Polygon]
    quarters: list[str]
    residents: list[int]
    borders: list[Blocks]
    areas: dict[str, Blocks] = field(default_factory=dict)

    @classmethod
    def of(cls, town: Town) -> Land:
        """Return the land of a town, with all of it free."""
        shapes = [cast("Polygon", shape) for shape in town.blocks.geometry]
        borders: list[Blocks] = [set() for _ in shapes]
        one, other = shapely.STRtree(shapes).query(shapes, predicate="touches")
        shared = shapely.intersection(np.array(shapes)[one], np.array(shapes)[other])
        for left, right, length in zip(one, other, shapely.length(shared), strict=True):
            if length > 1.0:
                borders[int(left)].add(int(right))
        blocks = town.blocks
        ids, quarters = blocks["id"].tolist(), blocks["quarter"].tolist()
        return cls(ids, shapes, quarters, blocks["residents"].tolist(), borders)

    @property
    def taken(self) -> Blocks:
        """Return the blocks that are in an area."""
        return set().union(*self.areas.values())

    def people(self, blocks: Iterable[int]) -> int:
        """Return how many live in some blocks."""
        return sum(self.residents[index] for index in blocks)

    def outline(self, blocks: Blocks) -> Polygon:
        """Return the land of blocks that hang together, without the holes in it."""
        return Polygon(self.union(blocks).exterior)

    def union(self, blocks: Blocks) -> Polygon:
        """Return exactly the land of some blocks."""
        shapes = [self.shapes[index] for index in sorted(blocks)]
        return cast("Polygon", shapely.coverage_union_all(shapes))

    def free_of(self, quarter: str) -> Blocks:
        """Return the blocks of a quarter that are in no area."""
        own = {index for index, name in enumerate(self.quarters) if name == quarter}
        return own - self.taken

    def whole(self, quarter: str) -> Blocks:
        """Return the largest free part of a quarter that hangs together, and what it encloses."""
        return self._filled(self.pieces(self.free_of(quarter))[0])

    def village(self, quarter: str, start: tuple[float, float]) -> Blocks:
        """Return the free built-up blocks around a place, and the notches between them."""
        return self._filled(self._built_up(Point(to_rd(start)), self.free_of(quarter)))

    def around(
        self, quarter: str, start: tuple[float, float], residents: int, beside: str = ""
    ) -> Blocks:
        """Return free blocks around a place with about so many people, beside another area."""
        free = self.free_of(quarter)
        rim = self.rim(self.areas.get(beside, set())) & free
        return self._filled(self.cluster(Point(to_rd(start)), free, rim or free, residents))

    def rim(self, blocks: Blocks) -> Blocks:
        """Return the blocks that border on some blocks and aren't of them."""
        return {near for index in blocks for near in self.borders[index]} - blocks

    def pieces(self, blocks: Blocks) -> list[Blocks]:
        """Return the parts of some blocks that hang together, the one with most people first."""
        left, found = set(blocks), []
        while left:
            found.append(self._reached(min(left), left))
            left -= found[-1]
        return sorted(found, key=lambda piece: (-self.people(piece), min(piece)))

    def cluster(self, start: Point, free: Blocks, first_of: Blocks, residents: int) -> Blocks:
        """Return blocks around `start`, the nearest first, with about that many residents."""
        most = min(SMALL, 1.25 * residents)
        first = self._nearest(start, first_of)
        chosen, people = {first}, self.residents[first]
        while people < residents:
            rim = {near for index in chosen for near in self.borders[index]} & free - chosen
            fits = {index for index in rim if people + self.residents[index] <= most}
            if not fits:
                break
            best = min(sorted(fits), key=lambda index: self._pull(index, chosen, start))
            chosen.add(best)
            people += self.residents[best]
        return chosen

    def _reached(self, first: int, among: Blocks) -> Blocks:
        reached, waiting = {first}, deque([first])
        while waiting:
            fresh = (self.borders[waiting.popleft()] & among) - reached
            reached |= fresh
            waiting.extend(sorted(fresh))
        return reached

    def _nearest(self, start: Point, among: Blocks) -> int:
        return min(sorted(among), key=lambda index: self.shapes[index].distance(start))

    def _built_up(self, start: Point, free: Blocks) -> Blocks:
        dense = {i for i in free if self.residents[i] / self.shapes[i].area * 1e4 > DENSE}
        chosen = self._reached(self._nearest(start, dense), dense)
        return chosen | {index for index in free - chosen if self._is_notch(index, chosen)}

    def _is_notch(self, index: int, chosen: Blocks) -> bool:
        """Tell whether most of a block's edge borders the area, so that leaving it out is odd."""
        edge = self.shapes[index].exterior
        beside = [self.shapes[near].exterior for near in sorted(self.borders[index] & chosen)]
        return sum(edge.intersection(other).length for other in beside) > 0.52 * edge.length

    def _pull(self, index: int, chosen: Blocks, start: Point) -> float:
        """Return how far a block lies, less when it touches many blocks of the area."""
        return self.shapes[index].centroid.distance(start) / len(self.borders[index] & chosen)

    def _filled(self, chosen: Blocks) -> Blocks:
        """Return the blocks with those inside holes of them."""
        taken = self.taken | chosen
        holes = [Polygon(ring) for ring in self.union(chosen).interiors]
        return chosen | {
            index
            for index, shape in enumerate(self.shapes)
            if index not in taken and any(hole.covers(shape.point_on_surface()) for hole in holes)
        }
