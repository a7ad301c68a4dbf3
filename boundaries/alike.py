"""Proposals that ask for nearly the same: shown together, each of them still there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from boundaries.voices import LIKE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.participation import Proposal

LINE_M = 10.0
"""How far apart two lines that cut an area may run to be nearly the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """A proposal and those that are nearly the same, made later, the oldest first."""

    first: Proposal
    others: tuple[Proposal, ...] = ()


def grouped(proposals: Iterable[Proposal], day: dt.date) -> list[Group]:
    """Return all proposals, those together that ask for nearly the same.

    They are of one kind, about the same areas, as far on the day and with the same outcome, and
    share more than `LIKE` of their land (Jaccard) with the first of the group. Where no land is
    asked for, kind and areas say all. None is dropped.

    Parameters
    ----------
    proposals
        In any order.
    day
        On which it is looked how far they are.

    Returns
    -------
    list of Group
        In the order in which the first of each was made.
    """
    groups: list[list[Proposal]] = []
    by_question: dict[object, list[int]] = {}
    for one in sorted(proposals, key=lambda p: p.id):
        question = (one.asks, frozenset(one.areas), one.status(day), one.last.outcome)
        known = by_question.setdefault(question, [])
        place = _like(one, [groups[i][0] for i in known])
        if place is None:
            known.append(len(groups))
            groups.append([one])
        else:
            groups[known[place]].append(one)
    return [Group(first, tuple(others)) for first, *others in groups]


def _like(one: Proposal, firsts: Sequence[Proposal]) -> int | None:
    """Return the place of the first that a proposal is nearly the same as, or None."""
    land = _land(one)
    if not firsts:
        return None
    if land is None:
        return next((i for i, first in enumerate(firsts) if first.geometry is None), None)
    lands = np.array([_land(first) for first in firsts], dtype=object)
    both = shapely.area(shapely.intersection(lands, land))
    every = shapely.area(lands) + land.area - both
    # Without a first that has land the share is not a number, which is never enough.
    shares = np.divide(both, every, out=np.zeros(len(lands)), where=every > 0)
    alike = np.flatnonzero(shares > LIKE)
    return int(alike[0]) if alike.size else None


def _land(one: Proposal) -> BaseGeometry | None:
    """Return the land that is asked for; of a line that cuts, the strip along it."""
    if one.geometry is None or one.geometry.area > 0:
        return one.geometry
    return shapely.buffer(one.geometry, LINE_M)
