"""Planted truth: made-up municipalities of which we know whether scale matters.

Residents of areas are log-uniform between 100 and 6,000, counts are negative binomial with a mean
of `per_1000` for each 1,000 residents at the middle size. With no effect the test should find one
in 5 % of them, its interval should hold the truth in 95 %, and a planted effect should be found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reports.research.points import Point
from reports.research.scale import Answer, answer

SMALLEST, LARGEST = 100.0, 6_000.0
PER_1000 = 50.0
SPREAD = 0.3
SHUFFLES = 199


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it, as shares (0 to 1) of the runs.

    Attributes
    ----------
    rejected
        No link was rejected at 5 %: the size of the test where none was planted, else its power.
    covered
        The interval held what was planted, of the runs that had one.
    shuffled
        The cautious check rejected at 5 %.
    mean
        Of the elasticities that were found.
    no_interval
        There was none.
    """

    planted: float
    rejected: float
    covered: float
    shuffled: float
    mean: float
    no_interval: float


def simulate(
    areas: int, runs: int, seed: int, *, planted: float = 0.0, per_1000: float = PER_1000
) -> Found:
    """Return how the method does on municipalities with a planted elasticity.

    Parameters
    ----------
    areas
        In each municipality, 8 or more.
    runs
        How many municipalities are made up.
    """
    chance = np.random.default_rng([seed, areas, round(-1_000 * planted)])
    told = [_run(chance, areas, planted, per_1000) for _ in range(runs)]
    sure = [one for one in told if one.low is not None and one.high is not None]
    return Found(
        planted,
        sum(one.p is not None and one.p < 0.05 for one in told) / runs,
        float(np.mean([_holds(one, planted) for one in sure])) if sure else float("nan"),
        sum(one.p_shuffled is not None and one.p_shuffled < 0.05 for one in told) / runs,
        float(np.mean([one.elasticity or 0.0 for one in sure])) if sure else float("nan"),
        1 - len(sure) / runs,
    )


def _holds(one: Answer, planted: float) -> bool:
    return one.low is not None and one.high is not None and one.low <= planted <= one.high


def _run(chance: np.random.Generator, areas: int, planted: float, per_1000: float) -> Answer:
    sizes = np.exp(chance.uniform(np.log(SMALLEST), np.log(LARGEST), areas))
    middle = np.sqrt(SMALLEST * LARGEST)
    means = sizes * per_1000 / 1_000 * (sizes / middle) ** planted
    counts = chance.poisson(means * chance.gamma(1 / SPREAD, SPREAD, areas))
    rate = counts.sum() / sizes.sum()
    made = [
        Point(f"{n}", "", size, int(count), size, size * max(rate, 1e-12), 1)
        for n, (size, count) in enumerate(zip(sizes.tolist(), counts, strict=True))
    ]
    return answer(made, seed=int(chance.integers(2**31)), shuffles=SHUFFLES)
