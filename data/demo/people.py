"""How residents took part: a planted truth for whoever studies whether scale matters.

Of an area with r residents, in a year t of which it stood (and didn't rest) for a share f, the
participants of all its meetings, votes, volunteering and surveys together are drawn as ::

    P ~ Poisson(f * g * RATE * r * (r / 1000) ** SIZE_ELASTICITY * YEARS.get(t, 1) * m)
    g ~ Gamma(shape 1 / OVERDISPERSION, scale OVERDISPERSION), once per area and year

where m is `IMPOSED` for an area that the municipality had merged against the residents' wish, and
1 for every other. So for whole years P is negative binomial (NB2) with that mean and variance
mean + OVERDISPERSION * mean**2: a regression with log residents as offset has to find
`SIZE_ELASTICITY` for log residents. Which occasion they came to doesn't matter for the total.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from boundaries.model import Engagement, EngagementKind

if TYPE_CHECKING:
    from boundaries.model import AreaId

RATE = 0.09
"""Participants per resident and year in an area of 1,000 residents."""
SIZE_ELASTICITY = -0.3
"""Of participants per resident with regard to residents."""
OVERDISPERSION = 0.3
"""Alpha of the negative binomial: variance = mean + alpha * mean**2."""
IMPOSED = 0.9
"""Factor for an area that came of a merger the residents didn't ask for."""
YEARS = {2007: 1.2, 2013: 0.9, 2020: 0.6, 2021: 0.7}
"""Factors of single years: a fresh start, another policy, years with few meetings."""

OCCASIONS = 5.5
"""How many times a year an area calls its residents."""
SURVEYS = frozenset({2012, 2016, 2020, 2023})
WEIGHTS = {
    EngagementKind.MEETING: 1.0,
    EngagementKind.VOTE: 2.5,
    EngagementKind.VOLUNTEERING: 0.8,
    EngagementKind.SURVEY: 2.0,
}
HOURS = {EngagementKind.MEETING: (1.5, 2.5), EngagementKind.VOLUNTEERING: (2.0, 6.0)}
"""Hours of each participant, at least and at most."""


@dataclass(frozen=True, slots=True)
class Group:
    """An area as far as it matters for who takes part, over some days of one year.

    `first` and `last` are both included.
    """

    area: AreaId
    residents: int
    first: dt.date
    last: dt.date
    imposed: bool = False

    @property
    def share_of_year(self) -> float:
        """How much of the year the days are."""
        return ((self.last - self.first).days + 1) / 365.25


def expected(group: Group) -> float:
    """Return the mean of the participants over the days of a group, before chance."""
    factor = YEARS.get(group.first.year, 1.0) * (IMPOSED if group.imposed else 1.0)
    per_head = float((group.residents / 1000) ** SIZE_ELASTICITY)
    return RATE * group.residents * per_head * factor * group.share_of_year


def take_part(group: Group, seed: int) -> list[Engagement]:
    """Return how residents took part in the days of a group; none when nobody came."""
    number, year = int(group.area[-4:]), group.first.year
    luck = np.random.default_rng([seed, 31, year, number]).gamma(1 / OVERDISPERSION, OVERDISPERSION)
    rng = np.random.default_rng([seed, 37, group.first.toordinal(), number])
    came = int(rng.poisson(luck * expected(group)))
    kinds = _kinds(rng, group)
    weights = np.array([WEIGHTS[kind] for kind in kinds]) * rng.lognormal(0.0, 0.3, len(kinds))
    heads = rng.multinomial(came, weights / weights.sum()).tolist()
    days = (group.last - group.first).days + 1
    found = []
    for kind, people in zip(kinds, heads, strict=True):
        day = group.first + dt.timedelta(int(rng.integers(days)))
        least, most = HOURS.get(kind, (0.0, 0.0))
        hours = round(people * float(rng.uniform(least, most)), 1)
        if people:
            found.append(Engagement(group.area, day, kind, people, hours or None))
    return sorted(found, key=lambda one: (one.on, one.kind, one.participants))


def _kinds(rng: np.random.Generator, group: Group) -> list[EngagementKind]:
    often = max(1, round(OCCASIONS * group.share_of_year))
    usual = [EngagementKind.MEETING, EngagementKind.VOTE, EngagementKind.VOLUNTEERING]
    kinds = [usual[i % 3] for i in rng.permutation(often)]
    if group.first.year in SURVEYS and group.share_of_year > 0.5:
        kinds.append(EngagementKind.SURVEY)
    return kinds
