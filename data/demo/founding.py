"""The ten areas of 2007, as unions of synthetic blocks: four villages and six parts of town."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from typing import cast

import numpy as np
import shapely
from shapely.geometry import Point, Polygon

from data.demo.projects import ProjectRow, projects_of_2007
from data.demo.streets import to_rd
from data.demo.town import Town

__all__ = ["Founding", "ProjectRow", "founding_areas", "projects_of_2007"]

DENSE = 7.0
"""People per hectare from which a block counts as built up."""
SMALL = 900
"""Most residents of a small part of town."""


@dataclass(frozen=True, slots=True)
class Founding:
    """An area founded in 2007.

    Attributes
    ----------
    geometry
        One polygon without holes, EPSG:28992.
    initiator
        Who took the first step: "residents" or "coordinator".
    reason
        One plain Dutch sentence.
    """

    name: str
    geometry: Polygon
    on: date
    initiator: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Wish:
    """What residents had in mind: a quarter, a place to start and about how many people.

    `residents` is None for a village: all its built-up blocks. `beside` names an earlier area that
    it must border.
    """

    name: str
    quarter: str
    start: tuple[float, float]
    residents: int | None
    on: date
    initiator: str
    reason: str
    beside: str = ""


VILLAGES = (
    _Wish("Pesse", "Pesse", (-1.55, 5.35), None, date(2007, 5, 14), "residents",
          "Het hele dorp doet mee, want iedereen kent elkaar van school en sportveld."),
    _Wish("Elim", "Elim", (6.9, -4.6), None, date(2007, 5, 29), "residents",
          "Wij willen het dorpshuis open houden en dat kan alleen samen."),
    _Wish("Hollandscheveld", "Hollandscheveld", (4.25, -1.8), None, date(2007, 6, 12),
          "coordinator", "De bebouwde kom hoort bij elkaar, aan beide kanten van het water."),
    _Wish("Noordscheschut", "Noordscheschut", (4.55, 0.3), None, date(2007, 6, 26), "residents",
          "Het kanaal verbindt ons dorp en wij zorgen samen voor de oevers."),
)  # fmt: skip
CITY = (
    _Wish("Sterrenpark", "Krakeel", (1.95, 0.3), 640, date(2007, 6, 5), "residents",
          "Rond dit park spelen onze kinderen en spreken wij elkaar."),
    _Wish("Dunanthof", "Krakeel", (2.35, 0.15), 410, date(2007, 6, 19), "coordinator",
          "De straten rond de hof hebben dezelfde vragen over spelen en parkeren.",
          beside="Sterrenpark"),
    _Wish("Vogelpark", "Krakeel", (3.15, 0.25), 300, date(2007, 9, 11), "residents",
          "Onze straten zijn klein, dus wij beginnen met wie we kennen."),
    _Wish("Zeeheldenbuurt", "West", (-0.85, -0.05), 620, date(2007, 6, 21), "residents",
          "Wij voelen ons een eigen buurt tussen het spoor en het centrum."),
    _Wish("Verzetsbuurt", "Zuid", (0.7, -0.45), 780, date(2007, 7, 3), "coordinator",
          "Bewoners en corporatie willen de straten samen opknappen."),
    _Wish("Ambachtenhof", "Wolfsbos", (1.4, -0.3), 240, date(2007, 9, 25), "residents",
          "Wij delen een binnenhof en willen er samen iets van maken."),
)  # fmt: skip


def founding_areas(town: Town) -> list[Founding]:
    """Return the ten areas of 2007 in order of founding, Pesse first.

    Unions of whole blocks: no two overlap, and neighbours share their border to the last bit.

    Parameters
    ----------
    town
        A town of `build_town`, of any seed.
    """
    land = _Land.of(town)
    founded = [land.claim(wish) for wish in (*VILLAGES, *CITY)]
    return sorted(founded, key=lambda area: area.on)


@dataclass(slots=True)
class _Land:
    """The blocks, who borders whom, and which area took which."""

    shapes: list[Polygon]
    quarters: list[str]
    residents: list[int]
    borders: list[set[int]]
    areas: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, town: Town) -> "_Land":
        shapes = [cast("Polygon", shape) for shape in town.blocks.geometry]
        borders: list[set[int]] = [set() for _ in shapes]
        one, other = shapely.STRtree(shapes).query(shapes, predicate="touches")
        shared = shapely.intersection(np.array(shapes)[one], np.array(shapes)[other])
        # Blocks that meet at a corner only aren't neighbours.
        for left, right, length in zip(one, other, shapely.length(shared), strict=True):
            if length > 1.0:
                borders[int(left)].add(int(right))
        blocks = town.blocks
        return cls(shapes, blocks["quarter"].tolist(), blocks["residents"].tolist(), borders)

    @property
    def taken(self) -> set[int]:
        """Return the blocks that are in an area."""
        return set().union(*self.areas.values())

    def claim(self, wish: _Wish) -> Founding:
        """Take the blocks of one wish and return the area they make."""
        start = Point(to_rd(wish.start))
        own = {index for index, quarter in enumerate(self.quarters) if quarter == wish.quarter}
        free = own - self.taken
        if wish.residents is None:
            chosen = self._built_up(start, free)
        else:
            beside = self.areas.get(wish.beside, set())
            rim = {near for index in beside for near in self.borders[index]} & free
            chosen = self._around(start, free, rim or free, wish.residents)
        chosen |= self._enclosed(chosen)
        self.areas[wish.name] = chosen
        outer = Polygon(self._union(chosen).exterior)
        return Founding(wish.name, outer, wish.on, wish.initiator, wish.reason)

    def _union(self, chosen: set[int]) -> Polygon:
        shapes = [self.shapes[index] for index in sorted(chosen)]
        return cast("Polygon", shapely.coverage_union_all(shapes))

    def _nearest(self, start: Point, among: set[int]) -> int:
        return min(sorted(among), key=lambda index: self.shapes[index].distance(start))

    def _built_up(self, start: Point, free: set[int]) -> set[int]:
        """Return the dense blocks that hang together, and the notches between them."""
        dense = {i for i in free if self.residents[i] / self.shapes[i].area * 1e4 > DENSE}
        first = self._nearest(start, dense)
        chosen, waiting = {first}, deque([first])
        while waiting:
            fresh = (self.borders[waiting.popleft()] & dense) - chosen
            chosen |= fresh
            waiting.extend(sorted(fresh))
        return chosen | {index for index in free - chosen if self._is_notch(index, chosen)}

    def _is_notch(self, index: int, chosen: set[int]) -> bool:
        """Tell whether most of a block's edge borders the area, so that leaving it out is odd."""
        edge = self.shapes[index].exterior
        beside = [self.shapes[near].exterior for near in sorted(self.borders[index] & chosen)]
        return sum(edge.intersection(other).length for other in beside) > 0.52 * edge.length

    def _around(self, start: Point, free: set[int], first_of: set[int], residents: int) -> set[int]:
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

    def _pull(self, index: int, chosen: set[int], start: Point) -> float:
        """Return how far a block lies, less when it touches many blocks of the area."""
        return self.shapes[index].centroid.distance(start) / len(self.borders[index] & chosen)

    def _enclosed(self, chosen: set[int]) -> set[int]:
        """Return the blocks inside holes of the chosen ones."""
        taken = self.taken | chosen
        holes = [Polygon(ring) for ring in self._union(chosen).interiors]
        return {
            index
            for index, shape in enumerate(self.shapes)
            if index not in taken and any(hole.covers(shape.point_on_surface()) for hole in holes)
        }
