"""Planted truth: made-up municipalities of which we know whether scale matters.

Residents of areas are log-uniform between 100 and 6,000, counts are negative binomial with a mean
of `per_1000` for each 1,000 residents at the middle size. With no effect the test should find one
in 5 % of them, its interval should hold the truth in 95 %, and a planted effect should be found.

Where counts of few people are hidden, each area is counted in `YEARS` years that vary too, and a
year with 1 to k - 1 people is hidden, as in the panel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reports.research.points import Point
from reports.research.scale import Answer, Verdict, answer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SMALLEST, LARGEST = 100.0, 6_000.0
PER_1000 = 50.0
SPREAD = 0.3
SHUFFLES = 199
YEARS = 15
A_YEAR = 20.0
"""For each 1,000 residents, where counts are by year."""
BETWEEN_YEARS = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it, as shares (0 to 1) of the runs.

    Attributes
    ----------
    rejected
        A link was told: the size of the test where none was planted, else its power.
    covered
        The interval held what was planted, of the runs that had one.
    shuffled
        The cautious check rejected at 5 %.
    mean
        Of the elasticities that were found.
    no_interval
        There was none.
    hidden
        The share of the years of areas that was hidden.
    """

    planted: float
    rejected: float
    covered: float
    shuffled: float
    mean: float
    no_interval: float
    hidden: float = 0.0


def simulate(areas: int, runs: int, seed: int, *, planted: float = 0.0, k: int = 0) -> Found:
    """Return how the method does on municipalities with a planted elasticity.

    Parameters
    ----------
    areas
        In each municipality, 8 or more.
    runs
        How many municipalities are made up.
    k
        Counts by year of 1 to k - 1 people are hidden; 0 for one count of an area that isn't.
    """
    chance = np.random.default_rng([seed, areas, round(-1_000 * planted)])
    made = [
        _by_year(chance, areas, planted, k) if k else _once(chance, areas, planted)
        for _ in range(runs)
    ]
    few = (1.0, float(max(k - 1, 1)))
    told = [
        answer(points, seed=int(chance.integers(2**31)), shuffles=SHUFFLES, few=few)
        for points in made
    ]
    sure = [one for one in told if one.low is not None and one.high is not None]
    return Found(
        planted,
        sum(one.verdict is Verdict.FOUND for one in told) / runs,
        float(np.mean([_holds(one, planted) for one in sure])) if sure else float("nan"),
        sum(one.p_shuffled is not None and one.p_shuffled < 0.05 for one in told) / runs,
        float(np.mean([one.elasticity or 0.0 for one in sure])) if sure else float("nan"),
        1 - len(sure) / runs,
        sum(p.hidden for points in made for p in points) / (runs * areas * YEARS),
    )


def _holds(one: Answer, planted: float) -> bool:
    return one.low is not None and one.high is not None and one.low <= planted <= one.high


def _drawn(
    chance: np.random.Generator, areas: int, planted: float, per_1000: float
) -> tuple[Floats, Floats]:
    """Return the residents of areas, and the mean of the count of each."""
    sizes = np.exp(chance.uniform(np.log(SMALLEST), np.log(LARGEST), areas))
    middle = np.sqrt(SMALLEST * LARGEST)
    means = sizes * per_1000 / 1_000 * (sizes / middle) ** planted
    return sizes, means * chance.gamma(1 / SPREAD, SPREAD, areas)


def _once(chance: np.random.Generator, areas: int, planted: float) -> list[Point]:
    """Return areas of which everything was counted once, and nothing is hidden."""
    sizes, means = _drawn(chance, areas, planted, PER_1000)
    return _points(sizes, chance.poisson(means).astype(np.float64), np.zeros(areas), 1)


def _by_year(chance: np.random.Generator, areas: int, planted: float, k: int) -> list[Point]:
    """Return areas with a count for each year, that of few people hidden."""
    sizes, means = _drawn(chance, areas, planted, A_YEAR)
    years = chance.gamma(1 / BETWEEN_YEARS, BETWEEN_YEARS, (areas, YEARS))
    counts = chance.poisson(means[:, None] * years)
    hidden = (counts > 0) & (counts < k)
    told = np.round(np.where(hidden, k / 2, counts).sum(axis=1)).astype(np.float64)
    return _points(sizes, told, hidden.sum(axis=1), YEARS)


def _points(sizes: Floats, counts: Floats, hidden: Floats, years: int) -> list[Point]:
    rate = max(counts.sum() / sizes.sum() / years, 1e-12)
    return [
        Point(f"{n}", "", size, int(count), size * years, size * years * rate, years, int(few))
        for n, (size, count, few) in enumerate(zip(sizes.tolist(), counts, hidden, strict=True))
    ]
