"""Who lives in a piece of land, told while it is being chosen.

Such counts move with every tap. So they are rounded to tens and hidden under k, the setting of
the municipality; and a block with fewer than k people or homes counts as half of k whatever it
holds, so that by tapping it in and out nobody learns more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.interpolation import carry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie

    Ints = NDArray[np.intp]


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
        residents = _count(lie, near, [b.residents for b in blocks], land)
        households = _count(lie, near, [b.households for b in blocks], land)
        first = blocks[0] if blocks else None
        return cls(
            residents,
            households,
            first.year if first else None,
            first.source if first else None,
        )


def residents_of(lie: Lie, ids: Iterable[str]) -> Count:
    """Return the live count of whole blocks: the same as of their land."""
    people = [lie.blocks[lie.place_of[id_]].residents for id_ in ids]
    told = [_told(n, lie.k) for n in people if n is not None]
    if not told or len(told) < len(people):
        return Count(None, known=False)
    return _about(sum(told), lie.k)


def _count(lie: Lie, near: Ints, people: Sequence[int | None], land: BaseGeometry) -> Count:
    if len(near) == 0:
        return Count(None, known=False)
    values = np.array([np.nan if n is None else _told(n, lie.k) for n in people], dtype=float)
    (value,) = carry(lie.lands[near], values, np.array([land], dtype=object))
    return Count(None, known=False) if np.isnan(value) else _about(round(value), lie.k)


def _told(people: int, k: int) -> int:
    """Return as how many the people of a block count."""
    return (k + 1) // 2 if 0 < people < k else people


def _about(people: int, k: int) -> Count:
    """Return a count rounded to tens, halves up; hidden under k."""
    if 0 < people < k:
        return Count(None, known=True)
    return Count((people + 5) // 10 * 10, known=True)
