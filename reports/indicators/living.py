"""Who lives in areas: building blocks of a year shared out by land, and how much of it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.interpolation import carry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.store import Parts

    Floats = NDArray[np.float64]

WHOLE = 1 - 1e-6
"""A block with this share of its land in an area lies wholly in it: borders are rounded."""
OVERLAP_M2 = 1.0
"""Areas that share less than this, together, share nothing."""


@dataclass(frozen=True, slots=True)
class Living:
    """People and households of each area in order, and of all their land together.

    None where it isn't known. `interpolated` is the share (0 to 1) of the residents of each area
    that comes of blocks that lie in it only in part, None where nobody lives there.
    """

    residents: list[int | None]
    households: list[int | None]
    all_residents: int | None
    all_households: int | None
    interpolated: list[float | None]
    year: int | None
    sources: list[str]


def living(parts: Parts, lands: Sequence[BaseGeometry], day: dt.date) -> Living:
    """Return who lives in pieces of land (metres), by the building blocks of `day`.

    Land that lies in two areas counts once in the total. There is no total where one of the areas
    has no figure: it would be read as that of all.
    """
    blocks = parts.ground.blocks(day)
    year, sources = (blocks[0].year, sorted({b.source for b in blocks})) if blocks else (None, [])
    if not lands:
        return Living([], [], 0, 0, [], year, sources)
    if not blocks:
        none: list[None] = [None] * len(lands)
        return Living([*none], [*none], None, None, [*none], year, sources)
    ground = np.array([b.geometry for b in blocks])
    wholes = np.array(lands, dtype=object)
    people = _floats([b.residents for b in blocks])
    homes = _floats([b.households for b in blocks])
    carried = carry(ground, people, wholes)
    carried_homes = carry(ground, homes, wholes)
    all_people, all_homes = _together(ground, wholes, (people, carried), (homes, carried_homes))
    cut = _cut(ground, people, wholes)
    return Living(
        _rounded(carried),
        _rounded(carried_homes),
        all_people,
        all_homes,
        [
            float(part / whole) if np.isfinite(whole) and whole > 0 else None
            for part, whole in zip(cut, carried, strict=True)
        ],
        year,
        sources,
    )


def _together(
    ground: NDArray[np.object_], wholes: NDArray[np.object_], *figures: tuple[Floats, Floats]
) -> list[int | None]:
    """Return the totals of figures of blocks, each given with what was carried of it."""
    union = shapely.union_all(wholes)
    if float(np.sum(shapely.area(wholes)) - shapely.area(union)) < OVERLAP_M2:
        totals = [float(np.sum(carried)) for _, carried in figures]
    else:
        together = np.array([union], dtype=object)
        totals = [
            np.nan if np.isnan(carried).any() else float(carry(ground, values, together)[0])
            for values, carried in figures
        ]
    return _rounded(np.array(totals, dtype=float))


def _cut(ground: NDArray[np.object_], people: Floats, wholes: NDArray[np.object_]) -> Floats:
    """Return how many people of each whole come of blocks that lie in it only in part."""
    place, block = shapely.STRtree(ground).query(wholes, predicate="intersects")
    cut = ~shapely.covers(wholes[place], ground[block])
    place, block = place[cut], block[cut]
    shared = shapely.area(shapely.intersection(wholes[place], ground[block]))
    share = shared / shapely.area(ground[block])
    some = np.where(share < WHOLE, share * np.nan_to_num(people[block]), 0.0)
    return np.bincount(place, weights=some, minlength=len(wholes)).astype(np.float64)


def _floats(numbers: Sequence[int | None]) -> Floats:
    return np.array([np.nan if n is None else n for n in numbers], dtype=float)


def _rounded(carried: Floats) -> list[int | None]:
    return [None if np.isnan(value) else round(value) for value in carried]
