"""What people call Krakeel: forty-one made-up drawings, and a dozen of long before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boundaries.participation import Way
from data.demo import tastes
from data.demo.tastes import Idea, people_wanted

if TYPE_CHECKING:
    from data.demo.land import Blocks, Land

QUARTERS = ("Krakeel", "Wolfsbos")
HOMES_IN_KRAKEEL = 0.72
"""Share of those who draw that live in Krakeel; the others live in Wolfsbos."""

NAMES = {
    "north": ("Krakeel-Noord", "Krakeel", "Krakeel", "Krakeel-Noord"),
    "canal": ("De Kanaalbuurt", "Krakeel", "De Kanaalbuurt", "Krakeel aan het water"),
    "middle": ("Krakeel", "Krakeel", "Ons Krakeel", "Sterrenpark"),
    "Wolfsbos": ("Wolfsbos", "Krakeel en Wolfsbos", "Wolfsbos", "Krakeel"),
}
REASONS = (
    "Hier groet iedereen elkaar op straat.",
    "Onze kinderen gaan hier samen naar school.",
    "Voor boodschappen loop ik nooit verder dan dit.",
    "Over de laan ga ik eigenlijk nooit.",
    "Dit is mijn rondje met de hond.",
    "Het water is voor ons de rand.",
    "Met deze straten vieren we elk jaar buurtfeest.",
    "Wij zitten samen in de buurtapp.",
    "Zo noemde mijn moeder het ook al.",
    "Hier ken ik de mensen bij naam.",
    "Het park ligt in het midden en daar zie je iedereen.",
    "De straten lijken op elkaar en zijn even oud.",
    "Tot aan de drukke weg voelt het als thuis.",
    "Hier speelden wij vroeger en nu onze kinderen.",
    "Wij hebben last van hetzelfde verkeer.",
    "De bus stopt voor ons allemaal op dezelfde plek.",
)

IN_A_NAMED_QUARTER = (3_400, 0.35)
"""Who is asked for "jouw Krakeel" has most of it in mind: typical people, and their spread."""


def of_now(land: Land, seed: int) -> list[Idea]:
    """Return the drawings of the round that is open."""
    rng = np.random.default_rng([seed, 71])
    homes = _Homes(land)
    ways = [*(Way.BLOCKS,) * 18, *(Way.LIST,) * 5, *(Way.ADJUST,) * 3, *(Way.FINGER,) * 6]
    ideas = [_idea(homes, way, rng, people_wanted(rng, *IN_A_NAMED_QUARTER)) for way in ways]
    ideas += [_copy(homes, one, rng) for one in ideas[2:6]]
    ideas += _outliers(homes, rng)
    ideas += [_on_paper(homes, makers, rng) for makers in (8, 5)]
    return [ideas[index] for index in rng.permutation(len(ideas)).tolist()]


def of_2010(land: Land, seed: int) -> list[Idea]:
    """Return the drawings of the round of 2010, from before there was a Krakeel."""
    rng = np.random.default_rng([seed, 73])
    homes = _Homes(land)
    return [_idea(homes, Way.BLOCKS, rng) for _ in range(10)] + [
        _idea(homes, Way.FINGER, rng) for _ in range(2)
    ]


class _Homes:
    """Where people live that draw, and what part of the quarter that is."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.blocks = {
            quarter: [i for i, name in enumerate(land.quarters) if name == quarter]
            for quarter in QUARTERS
        }
        heights = [land.shapes[i].centroid.y for i in self.blocks["Krakeel"]]
        self.south, self.north = np.quantile(heights, [0.3, 0.7])

    def one(self, rng: np.random.Generator) -> int:
        """Return the block of a home; where more people live it is more likely."""
        quarter = QUARTERS[int(rng.random() > HOMES_IN_KRAKEEL)]
        blocks = self.blocks[quarter]
        people = np.array([self.land.residents[i] for i in blocks], dtype=float)
        return int(rng.choice(blocks, p=people / people.sum()))

    def name(self, home: int, rng: np.random.Generator) -> str:
        """Return what somebody who lives there calls his neighbourhood."""
        part, height = "middle", self.land.shapes[home].centroid.y
        if self.land.quarters[home] == "Wolfsbos":
            part = "Wolfsbos"
        elif height > self.north:
            part = "north"
        elif height < self.south:
            part = "canal"
        return str(rng.choice(NAMES[part]))


def _idea(homes: _Homes, way: Way, rng: np.random.Generator, people: int = 0) -> Idea:
    home = homes.one(rng)
    blocks = tastes.grown(homes.land, home, people or people_wanted(rng), rng)
    return _told(homes, home, blocks, way, rng)


def _told(
    homes: _Homes, home: int, blocks: Blocks, way: Way, rng: np.random.Generator, makers: int = 1
) -> Idea:
    by_hand = way in {Way.FINGER, Way.PAPER}
    outline = homes.land.outline(blocks)
    return Idea(
        homes.name(home, rng),
        str(rng.choice(REASONS)),
        way,
        tastes.by_hand(outline, rng) if by_hand else outline,
        frozenset() if by_hand else frozenset(blocks),
        tastes.doubts(rng),
        makers,
    )


def _copy(homes: _Homes, of: Idea, rng: np.random.Generator) -> Idea:
    """Return nearly the same as somebody else's, as of people of one house: one block more."""
    land = homes.land
    blocks = set(of.blocks)
    beside = sorted(land.rim(blocks), key=lambda index: (land.shapes[index].area, index))
    home = min(blocks)
    return _told(homes, home, tastes.enclosed(land, blocks | {beside[0]}), Way.BLOCKS, rng)


def _outliers(homes: _Homes, rng: np.random.Generator) -> list[Idea]:
    """Return one of a few houses, one of all of two quarters, and one from elsewhere."""
    land = homes.land
    home = homes.one(rng)
    few = tastes.enclosed(land, {home, min(land.rim({home}))})
    every = land.pieces({i for blocks in homes.blocks.values() for i in blocks})[0]
    away = next(i for i, name in enumerate(land.quarters) if name == "Noordscheschut")
    village = tastes.grown(land, away, 900, rng)
    return [
        Idea("Onze hof", "Alleen de buren om mij heen.", Way.BLOCKS,
             land.outline(few), frozenset(few)),
        Idea("Krakeel en Wolfsbos", "Voor mij is het een wijk.", Way.FINGER,
             tastes.by_hand(land.outline(every), rng), unsure=("north", "south")),
        Idea("Noordscheschut", "Ik zag de oproep ook bij ons hangen.", Way.BLOCKS,
             land.outline(village), frozenset(village)),
    ]  # fmt: skip


def _on_paper(homes: _Homes, makers: int, rng: np.random.Generator) -> Idea:
    """Return what people drew together at a table."""
    home = homes.blocks["Krakeel"][makers]
    blocks = tastes.grown(homes.land, home, 2400, rng)
    return _told(homes, home, blocks, Way.PAPER, rng, makers)
