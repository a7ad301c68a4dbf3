"""Areas that have grown together: pairs that might become one, each with its reasons.

It only points: whether two areas become one is for their people to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import shapely

from boundaries.neighbours import SHORTEST_BORDER_M
from boundaries.participation import Asks, Status
from geo.coverage import border_m

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.model import AreaId, AreaVersion, Project
    from boundaries.participation import Proposal, ProposalId

LONG_BORDER = 0.2
"""Of the way round the smaller of the two: that much in common is a long border."""
NEAR_BORDER_M = 50.0
"""A project so near to the common border serves both."""
_ASKED, _PROJECT = 1.0, 0.2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two areas that border on each other, and what binds them.

    Attributes
    ----------
    border_m
        Length of their common border.
    border_share
        Of the way round the smaller one, 0 to 1.
    projects
        Ids of projects of either that lie in the other or at their common border.
    asked
        Proposals, open or decided, to make one area of them.
    """

    one: AreaVersion
    other: AreaVersion
    border_m: float
    border_share: float
    projects: tuple[str, ...]
    asked: tuple[ProposalId, ...]

    @property
    def weight(self) -> float:
        """How strongly they are bound; what residents asked goes before what a map says."""
        return self.border_share + _PROJECT * min(len(self.projects), 5) + _ASKED * len(self.asked)


def grown_together(
    standing: Sequence[AreaVersion],
    projects: Sequence[Project],
    proposals: Sequence[Proposal],
    today: dt.date,
) -> list[Pair]:
    """Return pairs of neighbours with a reason to become one, the strongest first.

    A reason is a long common border, a project of both, or a proposal to merge them.
    """
    awake = [v for v in standing if not v.resting]
    lands = np.array([v.geometry for v in awake], dtype=object)
    asked = _asked(proposals, today)
    found = []
    tree = shapely.STRtree(lands)
    for i, j in sorted({(min(a, b), max(a, b)) for a, b in tree.query(lands).T if a != b}):
        one, other = awake[i], awake[j]
        border = float(border_m(lands[[i]], lands[[j]])[0])
        if border < SHORTEST_BORDER_M:
            continue
        round_ = min(one.geometry.length, other.geometry.length)
        near = _of_both(one, other, projects)
        wished = asked.get(frozenset((one.area, other.area)), ())
        pair = Pair(one, other, border, border / round_, near, wished)
        if pair.border_share >= LONG_BORDER or near or wished:
            found.append(pair)
    return sorted(found, key=lambda p: (-p.weight, p.one.area, p.other.area))


def _asked(
    proposals: Sequence[Proposal], today: dt.date
) -> dict[frozenset[AreaId], tuple[ProposalId, ...]]:
    found: dict[frozenset[AreaId], tuple[ProposalId, ...]] = {}
    for proposal in proposals:
        if proposal.asks is not Asks.MERGE or proposal.status(today) in {
            Status.DRAFT,
            Status.WITHDRAWN,
        }:
            continue
        for one, other in combinations(proposal.areas, 2):
            key = frozenset((one, other))
            found[key] = (*found.get(key, ()), proposal.id)
    return found


def _of_both(one: AreaVersion, other: AreaVersion, projects: Sequence[Project]) -> tuple[str, ...]:
    """Return the projects of either that lie in the other, or near their common border."""
    own = [p for p in projects if p.place is not None and p.area in {one.area, other.area}]
    if not own:
        return ()
    places = np.array([p.place for p in own], dtype=object)
    home = np.array(
        [one.geometry if p.area == one.area else other.geometry for p in own], dtype=object
    )
    away = np.array(
        [other.geometry if p.area == one.area else one.geometry for p in own], dtype=object
    )
    near = shapely.dwithin(places, away, NEAR_BORDER_M) & shapely.dwithin(
        places, home, NEAR_BORDER_M
    )
    return tuple(sorted(p.id for p, is_near in zip(own, near, strict=True) if is_near))
