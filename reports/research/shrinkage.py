r"""Small areas honestly: which rates are outside what chance gives, and what they'd be without it.

A rate over few people swings. A funnel says how far by chance alone [1]_; empirical Bayes draws
each rate towards that of all areas together, the more so the fewer people it is over [2]_.

References
----------
.. [1] Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance.
   Statistics in Medicine 24, 1185-1202.
.. [2] Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes
   estimators. Applied Statistics 40, 283-294.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Z_95, Z_998 = 1.959963984540054, 3.090232306167813
TAIL = 0.1
"""Of the areas, at either end, that don't say how much rates vary: they may be what is sought."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Limits of a rate by what it is over: the line of all areas, and how far chance goes.

    Attributes
    ----------
    rate
        Of all areas together.
    spread
        How many times more rates vary than by chance alone; 1 or more. The limits are wider by
        its root.
    """

    rate: float
    spread: float

    def limits(self, over: Floats, z: float = Z_95) -> tuple[Floats, Floats]:
        """Return the lower and upper limit of a rate over so many (people, or years of them)."""
        far = z * np.sqrt(self.spread * self.rate / over)
        return np.maximum(self.rate - far, 0.0), self.rate + far

    def outside(self, counts: Floats, over: Floats, z: float = Z_998) -> NDArray[np.bool_]:
        """Return which rates lie outside the limits."""
        low, high = self.limits(over, z)
        return np.asarray((counts / over < low) | (counts / over > high))


def funnel(counts: Floats, over: Floats) -> Funnel:
    """Return the funnel of counts over so many, each above 0; shape (n,), n at least 1.

    Raises
    ------
    ValueError
        When there are no areas, or one is over nobody.
    """
    _require(counts, over)
    rate = float(counts.sum() / over.sum())
    if rate == 0:
        return Funnel(0.0, 1.0)
    scores = (counts - rate * over) / np.sqrt(rate * over)
    low, high = np.quantile(scores, [TAIL, 1 - TAIL])
    return Funnel(rate, max(1.0, float(np.mean(np.clip(scores, low, high) ** 2))))


def shrunk(counts: Floats, over: Floats) -> Floats:
    """Return rates drawn towards that of all areas together, by Marshall's global estimator.

    Where rates vary no more than by chance, each is that of all areas.

    Parameters
    ----------
    counts
        What was counted, 0 or more, shape (n,).
    over
        Of how many, above 0, shape (n,).

    Raises
    ------
    ValueError
        When there are no areas, or one is over nobody.
    """
    _require(counts, over)
    rate, own = counts.sum() / over.sum(), counts / over
    between = np.sum(over * (own - rate) ** 2) / over.sum() - rate / over.mean()
    if between <= 0:
        return np.full(len(counts), rate, dtype=np.float64)
    weight = between / (between + rate / over)
    return np.asarray(weight * own + (1 - weight) * rate, dtype=np.float64)


def _require(counts: Floats, over: Floats) -> None:
    if len(counts) == 0 or len(counts) != len(over) or not (over > 0).all():
        raise ValueError("each area needs a count and people above 0")
