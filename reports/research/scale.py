r"""Does the scale of an area matter for engagement? One number, how sure it is, and what it isn't.

Each area is one point: what was counted in all its years, over what could be expected if its
residents had done as much as those of all areas together in the same years. The elasticity
:math:`\beta` says how the count per resident goes with residents:
:math:`\log\mu_i = a + \log E_i + \beta\log N_i`, by the negative binomial (NB2), with a
t-distribution of n - 2 for its interval. Years differ (a pot that stops, a lockdown), so the
expected count is taken by year, not over all years at once.

Counts of few people are hidden, and mostly in small areas: to leave these years out, or to guess
them, makes a link where there is none. A hidden count is taken as half of k, and a link is only
told where it stands with 1 in the small areas and k - 1 in the large ones, and the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from reports.research.counts import fit_nb2, standardised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reports.research.points import Point

    Floats = NDArray[np.float64]

FEWEST = 8
"""Under it there is no outcome."""
FEW = 30
"""Under it only large links can be seen."""
LEVEL = 0.05
POWER = 0.8
PLANTED = -0.3
"""The elasticity that power is told for: twice the residents, 19 % fewer participants each."""
SHUFFLES = 1_999


class Verdict(StrEnum):
    """What may be said."""

    TOO_FEW = "too_few"
    NO_INTERVAL = "no_interval"
    NONE = "none"
    HIDDEN = "hidden"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Answer:
    """The elasticity of what is done per resident to residents, and how sure it is.

    Attributes
    ----------
    middle, level
        The logarithms of the middle size in residents, and of what is done there over what was
        expected.
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
    ends
        The elasticity with hidden counts small in small areas and large in large ones, and the
        other way round; None where nothing is hidden.
    """

    verdict: Verdict
    areas: int
    middle: float | None = None
    level: float | None = None
    elasticity: float | None = None
    low: float | None = None
    high: float | None = None
    error: float | None = None
    p: float | None = None
    p_shuffled: float | None = None
    alpha: float | None = None
    smallest: float | None = None
    power: float | None = None
    ends: tuple[float, float] | None = None
    level_error: float | None = None
    covariance: float | None = None
    """Of level and elasticity; with their errors it makes the band around the curve."""

    @property
    def few(self) -> bool:
        """Whether only large links can be seen."""
        return self.areas < FEW


def answer(
    of: Sequence[Point],
    *,
    seed: int,
    shuffles: int = SHUFFLES,
    few: tuple[float, float] = (1.0, 1.0),
) -> Answer:
    """Return whether engagement goes with scale, as far as these points can tell.

    Parameters
    ----------
    seed
        Of the shuffling.
    few
        What a hidden count is at the least and at the most.
    """
    counts = np.array([p.count for p in of], dtype=np.float64)
    if len(of) < FEWEST or counts.sum() == 0:
        return Answer(Verdict.TOO_FEW, len(of))
    sizes = np.log([p.residents for p in of])
    offset = np.log([p.expected for p in of])
    shuffled = _shuffled(counts, sizes, offset, seed, shuffles)
    found = _fitted(counts, sizes, offset, shuffled)
    if found.elasticity is None or not any(p.hidden for p in of):
        return found
    hidden = np.array([p.hidden for p in of], dtype=np.float64)
    ends = [_fitted(c, sizes, offset, None) for c in _tilted(counts, hidden, sizes, few)]
    slopes = tuple(one.elasticity for one in ends if one.elasticity is not None)
    firm = len(slopes) == 2 and all(
        one.verdict is Verdict.FOUND and (one.elasticity or 0) * found.elasticity > 0
        for one in ends
    )
    verdict = found.verdict
    if verdict is Verdict.FOUND and not firm:
        verdict = Verdict.HIDDEN
    told = (min(slopes), max(slopes)) if len(slopes) == 2 else None
    return replace(found, verdict=verdict, ends=told)


def _tilted(
    counts: Floats, hidden: Floats, sizes: Floats, few: tuple[float, float]
) -> tuple[Floats, Floats]:
    """Return counts with the hidden ones small in small areas, and small in large ones."""
    guessed = (few[0] + few[1]) / 2
    shown = counts - hidden * guessed
    small = sizes < np.median(sizes)
    one = shown + hidden * np.where(small, few[0], few[1])
    other = shown + hidden * np.where(small, few[1], few[0])
    return np.maximum(np.round(one), 0), np.maximum(np.round(other), 0)


def _fitted(counts: Floats, sizes: Floats, offset: Floats, shuffled: float | None) -> Answer:
    middle = float(sizes.mean())
    design = np.column_stack([np.ones(len(counts)), sizes - middle])
    fit = fit_nb2(counts, design, offset)
    if fit is None or fit.errors is None or fit.covariance is None:
        return Answer(Verdict.NO_INTERVAL, len(counts), p_shuffled=shuffled)
    told = _told(len(counts), float(fit.coefficients[1]), float(fit.errors[1]))
    return replace(
        told,
        middle=middle,
        level=float(fit.coefficients[0]),
        level_error=float(fit.errors[0]),
        covariance=float(fit.covariance[0, 1]),
        alpha=fit.alpha,
        p_shuffled=shuffled,
    )


def _told(areas: int, slope: float, error: float) -> Answer:
    from scipy import stats

    free = areas - 2
    bound = float(stats.t.ppf(1 - LEVEL / 2, free))
    p = float(2 * stats.t.sf(abs(slope / error), free))
    noncentral = stats.nct(free, abs(PLANTED) / error)
    power = float(noncentral.sf(bound) + noncentral.cdf(-bound))
    return Answer(
        Verdict.FOUND if p < LEVEL else Verdict.NONE,
        areas,
        elasticity=slope,
        low=slope - bound * error,
        high=slope + bound * error,
        error=error,
        p=p,
        smallest=(bound + float(stats.t.ppf(POWER, free))) * error,
        power=power,
    )


def curve(of: Answer, residents: Floats) -> tuple[Floats, Floats, Floats] | None:
    """Return what is done over what was expected at sizes, with its 95 % band (low, high).

    None where there is no interval.
    """
    if of.level is None or of.middle is None or of.elasticity is None:
        return None
    from scipy import stats

    away = np.log(residents) - of.middle
    line = of.level + of.elasticity * away
    squared = (of.level_error or 0) ** 2 + 2 * away * (of.covariance or 0)
    error = np.sqrt(np.maximum(squared + (away * (of.error or 0)) ** 2, 0))
    far = float(stats.t.ppf(1 - LEVEL / 2, of.areas - 2)) * error
    return np.exp(line), np.exp(line - far), np.exp(line + far)


def residuals(of: Answer, points: Sequence[Point]) -> Floats | None:
    """Return what size doesn't explain of each point, in units of its spread; None as `curve`."""
    told = curve(of, np.array([p.residents for p in points], dtype=np.float64))
    if told is None:
        return None
    means = told[0] * np.array([p.expected for p in points])
    return standardised(np.array([float(p.count) for p in points]), means, of.alpha or 0.0)


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
