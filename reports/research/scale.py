r"""Does the scale of an area matter for engagement? One number, how sure it is, and what it isn't.

Each area is one point: what was counted in all its years, over what could be expected if its
residents had done as much as those of all areas together in the same years. The elasticity
:math:`\beta` says how the count per resident goes with residents:
:math:`\log\mu_i = a + \log E_i + \beta\log N_i`, by the negative binomial (NB2), with a
t-distribution of n - 2 for its interval. Years differ (a pot that stops, a lockdown), so the
expected count is taken by year, not over all years at once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from reports.research.counts import fit_nb2, standardised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from reports.research.rows import Row

    Floats = NDArray[np.float64]

DAYS_IN_YEAR = 365.25
FEWEST = 8
"""Under it there is no outcome."""
FEW = 30
"""Under it only large links can be seen."""
LEVEL = 0.05
POWER = 0.8
PLANTED = -0.3
"""The elasticity that power is told for: twice the residents, 19 % fewer participants each."""
SHUFFLES = 1_999


class Outcome(StrEnum):
    """What may go with scale."""

    PARTICIPANTS = "participants"
    PROJECTS = "projects"
    HOURS = "hours"
    SPENT = "spent"


class Verdict(StrEnum):
    """What may be said."""

    TOO_FEW = "too_few"
    NO_INTERVAL = "no_interval"
    NONE = "none"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Point:
    """An area in all its years.

    Attributes
    ----------
    residents
        Mean over its days.
    count
        What was counted: people, projects, whole hours or whole euros.
    person_years
        Residents times the years over which that was counted.
    expected
        The count if its residents had done as those of all areas together, year by year.
    years
        How many years of it there are.
    """

    area: str
    name: str
    residents: float
    count: int
    person_years: float
    expected: float
    years: int


@dataclass(frozen=True, slots=True)
class Points:
    """Points by area, and how many rows of the panel are in none of them, and why."""

    points: list[Point]
    rows: int
    first: int | None
    last: int | None
    hidden: int
    missing: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The elasticity of what is done per resident to residents, and how sure it is.

    Attributes
    ----------
    elasticity, low, high
        -0.3: twice the residents, 2^-0.3 = 0.81 times as much per resident; its 95 % interval.
    p
        Of no link, by t with n - 2.
    p_shuffled
        The same, by shuffling residuals in units of their own spread: the cautious check.
    smallest
        The least elasticity, up or down, that is found in 8 of 10 cases.
    power
        The chance (0 to 1) that an elasticity of `PLANTED` is found.
    """

    verdict: Verdict
    areas: int
    intercept: float | None = None
    elasticity: float | None = None
    low: float | None = None
    high: float | None = None
    error: float | None = None
    p: float | None = None
    p_shuffled: float | None = None
    alpha: float | None = None
    smallest: float | None = None
    power: float | None = None

    @property
    def few(self) -> bool:
        """Whether only large links can be seen."""
        return self.areas < FEW


def points(rows: Iterable[Row], outcome: Outcome, years: tuple[int, int] | None = None) -> Points:
    """Return a point for each area of the rows, of the years from the first to the last.

    Rows of areas that became others in the year count there; a year in which nobody anywhere did
    anything tells nothing of scale.
    """
    chosen = [
        row
        for row in rows
        if not row.counts_moved and (years is None or years[0] <= row.year <= years[1])
    ]
    known: list[tuple[Row, int, float]] = []
    hidden = 0
    for row in chosen:
        count, days = _counted(row, outcome)
        if count is not None and row.residents and days > 0:
            known.append((row, round(count), row.residents * days / DAYS_IN_YEAR))
        else:
            hidden += "small" in _shown(row, outcome)
    told = [row.year for row, _, _ in known]
    return Points(
        _points(known),
        len(chosen),
        min(told, default=None),
        max(told, default=None),
        hidden,
        len(chosen) - len(known) - hidden,
    )


def _points(known: Sequence[tuple[Row, int, float]]) -> list[Point]:
    done: dict[int, float] = defaultdict(float)
    over: dict[int, float] = defaultdict(float)
    for row, count, person_years in known:
        done[row.year] += count
        over[row.year] += person_years
    by_area: dict[str, list[tuple[Row, int, float]]] = defaultdict(list)
    for one in known:
        if done[one[0].year] > 0:
            by_area[one[0].area_id].append(one)
    return [
        Point(
            area,
            own[-1][0].name,
            _mean_residents(own),
            sum(count for _, count, _ in own),
            sum(time for _, _, time in own),
            sum(time * done[row.year] / over[row.year] for row, _, time in own),
            len(own),
        )
        for area, own in sorted(by_area.items())
    ]


def _mean_residents(own: Sequence[tuple[Row, int, float]]) -> float:
    days = sum(row.valid_days for row, _, _ in own)
    return sum((row.residents or 0) * row.valid_days for row, _, _ in own) / days


def _counted(row: Row, outcome: Outcome) -> tuple[float | None, int]:
    """Return what was counted in a row, and over how many days."""
    match outcome:
        case Outcome.PARTICIPANTS:
            return row.participants, row.engagement_days
        case Outcome.HOURS:
            return row.hours, row.engagement_days
        case Outcome.PROJECTS:
            return row.projects, row.project_days
        case Outcome.SPENT:
            return None if row.spent_cents is None else row.spent_cents / 100, row.valid_days


def _shown(row: Row, outcome: Outcome) -> tuple[str, ...]:
    """Return why the numbers of a row may not be there."""
    own = {Outcome.PARTICIPANTS: row.participants_shown, Outcome.HOURS: row.hours_shown}
    return (row.residents_shown, own.get(outcome, "value"))


def answer(of: Sequence[Point], *, seed: int, shuffles: int = SHUFFLES) -> Answer:
    """Return whether engagement goes with scale, as far as these points can tell.

    Parameters
    ----------
    seed
        Of the shuffling.
    """
    counts = np.array([p.count for p in of], dtype=np.float64)
    if len(of) < FEWEST or counts.sum() == 0:
        return Answer(Verdict.TOO_FEW, len(of))
    sizes = np.log([p.residents for p in of])
    offset = np.log([p.expected for p in of])
    middle = float(sizes.mean())
    design = np.column_stack([np.ones(len(of)), sizes - middle])
    fit = fit_nb2(counts, design, offset)
    shuffled = _shuffled(counts, sizes, offset, seed, shuffles)
    if fit is None or fit.errors is None:
        return Answer(Verdict.NO_INTERVAL, len(of), p_shuffled=shuffled)
    return _told(
        len(of),
        float(fit.coefficients[0]) - middle * float(fit.coefficients[1]),
        float(fit.coefficients[1]),
        float(fit.errors[1]),
        (fit.alpha, shuffled),
    )


def _told(
    areas: int, intercept: float, slope: float, error: float, beside: tuple[float, float | None]
) -> Answer:
    from scipy import stats

    free = areas - 2
    bound = float(stats.t.ppf(1 - LEVEL / 2, free))
    p = float(2 * stats.t.sf(abs(slope / error), free))
    noncentral = stats.nct(free, abs(PLANTED) / error)
    power = float(noncentral.sf(bound) + noncentral.cdf(-bound))
    return Answer(
        Verdict.FOUND if p < LEVEL else Verdict.NONE,
        areas,
        intercept,
        slope,
        slope - bound * error,
        slope + bound * error,
        error,
        p,
        beside[1],
        beside[0],
        (bound + float(stats.t.ppf(POWER, free))) * error,
        power,
    )


def _shuffled(
    counts: Floats, sizes: Floats, offset: Floats, seed: int, shuffles: int
) -> float | None:
    """Return how often chance alone goes with size as much as what is seen.

    Residuals of a model without size, each in units of its own spread, are given to other areas.
    """
    fit = fit_nb2(counts, np.ones((len(counts), 1)), offset)
    if fit is None:
        return None
    means = np.exp(offset + fit.coefficients[0])
    rests = standardised(counts, means, fit.alpha)
    centred = sizes - sizes.mean()
    seen = abs(float(rests @ centred))
    chance = np.random.default_rng(seed)
    drawn = chance.permuted(np.tile(rests, (shuffles, 1)), axis=1) @ centred
    # What is as large but for rounding is as large.
    as_much = int(np.sum(np.abs(drawn) >= seen * (1 - 1e-12)))
    return (1 + as_much) / (1 + shuffles)
