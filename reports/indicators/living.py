"""Who lives in areas: building blocks of a year shared out by land, and how much of it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from boundaries.living import Lives
    from boundaries.model import AreaVersion, Block

    Floats = NDArray[np.float64]

WHOLE = 1 - 1e-6
"""A block with this share of its land in an area lies wholly in it: borders are rounded."""


@dataclass(frozen=True, slots=True)
class Living:
    """People and households of each area in order, and of all their land together.

    None where it isn't known; which of them may not be told is said by place, and of the totals.
    """

    residents: list[int | None]
    households: list[int | None]
    hidden: frozenset[int]
    all_residents: int | None
    all_households: int | None
    total_hidden: bool


def living(lives: Lives, versions: Sequence[AreaVersion], day: dt.date) -> Living:
    """Return who lives in the areas that stand on a day, by the building blocks of that day.

    Land that lies in two areas counts once in the total. There is no total where one of the areas
    has no figure: it would be read as that of all.
    """
    told = [lives.of(version, day) for version in versions]
    total = lives.total(day)
    return Living(
        [None if one is None else one.residents for one in told],
        [None if one is None else one.households for one in told],
        frozenset(i for i, one in enumerate(told) if one is None or one.hidden),
        total.residents,
        total.households,
        total.hidden,
    )


def interpolated(blocks: Sequence[Block], versions: Sequence[AreaVersion]) -> list[float | None]:
    """Return the share (0 to 1) of the residents of each area that was shared out.

    They come of blocks that lie in it only in part. None where nobody lives there, or it isn't
    known who does.
    """
    if not blocks or not versions:
        return [None] * len(versions)
    ground = np.array([b.geometry for b in blocks])
    people = np.array([np.nan if b.residents is None else b.residents for b in blocks], float)
    wholes = np.array([v.geometry for v in versions], dtype=object)
    cut, all_ = _cut(ground, people, wholes)
    return [
        float(part / whole) if np.isfinite(whole) and whole > 0 else None
        for part, whole in zip(cut, all_, strict=True)
    ]


def _cut(
    ground: NDArray[np.object_], people: Floats, wholes: NDArray[np.object_]
) -> tuple[Floats, Floats]:
    """Return how many people of each whole come of blocks that are cut by it, and how many do."""
    place, block = shapely.STRtree(ground).query(wholes, predicate="intersects")
    share = np.ones(len(place))
    cut = ~shapely.covers(wholes[place], ground[block])
    shared = shapely.area(shapely.intersection(wholes[place[cut]], ground[block[cut]]))
    share[cut] = shared / shapely.area(ground[block[cut]])
    carried = np.where(share > 0, share * people[block], 0.0)
    some = np.where(share < WHOLE, np.nan_to_num(carried), 0.0)
    count = len(wholes)
    return (
        np.bincount(place, weights=some, minlength=count).astype(np.float64),
        np.bincount(place, weights=carried, minlength=count).astype(np.float64),
    )
