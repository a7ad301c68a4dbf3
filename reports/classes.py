"""Dividing figures into classes that a reader can tell apart."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MOST, FEW_AREAS, FEWEST_AREAS = 5, 10, 4
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Classes:
    """Bounds of classes; a value on a bound belongs to the class above it.

    `bounds` has one more entry than there are classes; the last class has no upper bound.
    """

    bounds: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.bounds) - 1

    def of(self, value: float) -> int:
        """Return the class of a value, 0 the lowest."""
        return min(max(bisect_right(self.bounds, value) - 1, 0), self.count - 1)


def natural_classes(values: Sequence[float]) -> Classes | None:
    """Return classes by Fisher and Jenks for the figures of one date.

    Five classes; three under ten areas; None under four, or when the figures hardly differ.
    Bounds are rounded to two figures, so that they can be read, and kept where they would
    otherwise fall together.

    References
    ----------
    .. [1] Fisher, W. D. (1958). On grouping for maximum homogeneity. JASA 53, 789-798.
    """
    if len(values) < FEWEST_AREAS:
        return None
    wanted = 3 if len(values) < FEW_AREAS else MOST
    wanted = min(wanted, len(set(values)))
    if wanted < 3:
        return None
    ordered = np.sort(np.asarray(values, dtype=float))
    tops = _fisher_jenks(ordered, wanted)
    # The lowest value of each class is its lower bound: bounds belong to the upper class.
    lows = [
        ordered[0],
        *(ordered[np.searchsorted(ordered, top, side="right")] for top in tops[:-1]),
    ]
    rounded = [_two_figures(low) for low in lows]
    bounds = [*(rounded if len(set(rounded)) == len(rounded) else lows), float("inf")]
    return Classes(tuple(float(b) for b in bounds))


def _fisher_jenks(ordered: NDArray[np.float64], count: int) -> list[float]:
    """Return the highest value of each class."""
    import mapclassify

    with warnings.catch_warnings():
        # It says that it is slow without numba; for some hundred areas it isn't.
        warnings.filterwarnings("ignore", message="Numba not installed")
        return [float(top) for top in mapclassify.FisherJenks(ordered, k=count).bins]


def _two_figures(value: float) -> float:
    """Round down to two significant figures, so that the value stays in its class."""
    if abs(value) < _NOTHING:
        return 0.0
    unit = 10.0 ** (floor(log10(abs(value))) - 1)
    return round(floor(value / unit + 1e-9) * unit, 10)
