"""Dividing figures into classes that a reader can tell apart."""

from __future__ import annotations

import math
import warnings
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LEAST, MOST, FEW_AREAS, FEWEST_AREAS = 3, 5, 10, 4
MOST_FIGURES = 500
"""The work of Fisher and Jenks grows with the square of the figures: of more, as many are taken,
evenly by rank, with the lowest and the highest."""
_NOTHING = 1e-9


class Method(StrEnum):
    """How bounds are found; the values stand in addresses."""

    NATURAL = "fisher-jenks"
    QUANTILES = "kwantielen"
    EQUAL = "gelijk"
    FIXED = "vast"


@dataclass(frozen=True, slots=True)
class Classes:
    """Bounds of classes; a value on a bound belongs to the class above it.

    `bounds` has one more entry than there are classes; the last class has no upper bound, and
    the first one may have no lower bound.
    """

    bounds: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.bounds) - 1

    def of(self, value: float) -> int:
        """Return the class of a value, 0 the lowest."""
        return min(max(bisect_right(self.bounds, value) - 1, 0), self.count - 1)


FIFTHS = Classes((0.0, 20.0, 40.0, 60.0, 80.0, math.inf))
"""For shares of which 0 and 100 % mean something."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How to divide; None leaves it to the map. `breaks` are for fixed classes."""

    method: Method | None = None
    count: int | None = None
    breaks: tuple[float, ...] = ()


def natural_classes(values: Sequence[float]) -> Classes | None:
    """Return classes by Fisher and Jenks for the figures of one date; see `divided`."""
    return divided(values, Method.NATURAL, areas=len(values))


def divided(
    values: Sequence[float], method: Method, *, areas: int, count: int | None = None
) -> Classes | None:
    """Return classes for figures, of one date or of several together.

    Five classes where nothing else is asked; three under ten areas; None under four, or when the
    figures hardly differ. Bounds are rounded to two figures, so that they can be read, and kept
    where they would otherwise fall together.

    Parameters
    ----------
    areas
        How many areas have a figure on the date that has most of them.
    count
        How many classes are asked for, 3 to 5.

    References
    ----------
    .. [1] Fisher, W. D. (1958). On grouping for maximum homogeneity. JASA 53, 789-798.
    """
    if areas < FEWEST_AREAS or not values:
        return None
    wanted = count or (LEAST if areas < FEW_AREAS else MOST)
    wanted = min(max(wanted, LEAST), MOST, len(set(values)))
    if wanted < LEAST:
        return None
    ordered = np.sort(np.asarray(values, dtype=float))
    lows = _lows(ordered, method, wanted)
    if len(lows) < LEAST:
        return None
    rounded = [_two_figures(low) for low in lows]
    bounds = [*(rounded if len(set(rounded)) == len(rounded) else lows), math.inf]
    return Classes(tuple(float(b) for b in bounds))


def fixed(breaks: Sequence[float]) -> Classes:
    """Return classes between breaks that somebody gives; the first and last one are open.

    Raises
    ------
    Refused
        `classes` when the breaks don't rise, or make fewer than 3 or more than 5 classes.
    """
    if not LEAST - 1 <= len(breaks) <= MOST - 1 or sorted(set(breaks)) != list(breaks):
        raise Refused(
            "classes",
            N_("Give 2 to 4 bounds that rise, such as 10; 20; 40."),
        )
    return Classes((-math.inf, *breaks, math.inf))


def _lows(ordered: NDArray[np.float64], method: Method, count: int) -> list[float]:
    """Return the lower bound of each class, of figures in order."""
    if method is Method.NATURAL and len(ordered) > MOST_FIGURES:
        ordered = ordered[np.linspace(0, len(ordered) - 1, MOST_FIGURES).round().astype(int)]
    if method is Method.EQUAL:
        return [float(low) for low in np.linspace(ordered[0], ordered[-1], count + 1)[:-1]]
    tops = _tops(ordered, method, count)
    # The lowest value of each class is its lower bound: bounds belong to the upper class.
    starts = [int(np.searchsorted(ordered, top, side="right")) for top in tops[:-1]]
    return sorted({float(ordered[0]), *(float(ordered[s]) for s in starts if s < len(ordered))})


def _tops(ordered: NDArray[np.float64], method: Method, count: int) -> list[float]:
    """Return the highest value of each class."""
    import mapclassify

    make = mapclassify.FisherJenks if method is Method.NATURAL else mapclassify.Quantiles
    with warnings.catch_warnings():
        # It says that it is slow without numba; for some hundred areas it isn't. Quantiles say
        # that there are fewer of them where many areas have the same figure.
        warnings.filterwarnings("ignore", message="Numba not installed")
        warnings.filterwarnings("ignore", message="Not enough unique values")
        return [float(top) for top in make(ordered, k=count).bins]


def _two_figures(value: float) -> float:
    """Round down to two significant figures, so that the value stays in its class."""
    if abs(value) < _NOTHING:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - 1)
    return round(math.floor(value / unit + 1e-9) * unit, 10)
