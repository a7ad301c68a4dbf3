"""Who lives in a piece of land, told while it is being chosen.

Such counts move with every tap. So they are rounded to tens and hidden under k, and a block
with fewer than k people or homes counts as `FEW` whatever it holds; by tapping it in and out
nobody learns more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from boundaries.queries import FEWEST_PEOPLE, rounded
from geo.interpolation import carry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.model import Block

FEW = 3
"""What a block of 1 to 4 people, or homes, counts as."""


@dataclass(frozen=True, slots=True)
class Count:
    """A live count: about how many, or that it is hidden or unknown.

    Attributes
    ----------
    about
        Rounded to tens; None where it isn't known, or about too few to be shown.
    known
        Whether there are figures at all.
    """

    about: int | None
    known: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The live counts of a piece of land, and whose figures they are."""

    residents: Count
    households: Count
    year: int | None
    source: str | None

    @classmethod
    def of(cls, lie: Lie, land: BaseGeometry) -> Figures:
        """Count who lives in a piece of land."""
        near = np.sort(lie.tree.query(land))
        blocks = [lie.blocks[i] for i in near]
        lands = lie.lands[near]
        residents = _count(lands, [b.residents for b in blocks], land)
        households = _count(lands, [b.households for b in blocks], land)
        first = blocks[0] if blocks else None
        return cls(
            residents,
            households,
            first.year if first else None,
            first.source if first else None,
        )


def _count(lands: NDArray[np.object_], people: Sequence[int | None], land: BaseGeometry) -> Count:
    if len(lands) == 0:
        return Count(None, known=False)
    values = np.array([np.nan if n is None else _told(n) for n in people], dtype=float)
    (value,) = carry(lands, values, np.array([land], dtype=object))
    if np.isnan(value):
        return Count(None, known=False)
    return Count(rounded(round(value)), known=True)


def residents_of(blocks: Sequence[Block]) -> Count:
    """Return the live count of whole blocks: the same as of their land."""
    if not blocks or any(b.residents is None for b in blocks):
        return Count(None, known=False)
    return Count(rounded(sum(_told(b.residents or 0) for b in blocks)), known=True)


def _told(people: int) -> int:
    """Return as how many the people of a block count."""
    return FEW if 0 < people < FEWEST_PEOPLE else people
