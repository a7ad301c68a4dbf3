r"""Do areas that touch look alike? Moran's I, with chance by shuffling.

.. math:: I = \frac{n}{\sum_{ij} w_{ij}} \frac{\sum_{ij} w_{ij} z_i z_j}{\sum_i z_i^2}

of values less their mean, :math:`z`, and weights that add up to 1 for each area with neighbours
[1]_. Where residuals of a model look alike, its areas say less than their number.

References
----------
.. [1] Cliff, A. D., and Ord, J. K. (1981). Spatial Processes. Pion, chapter 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]

NEAR_M = 1.0
"""Borders that lie closer than this touch: they are rounded."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike neighbours are.

    Attributes
    ----------
    moran
        About `expected` by chance, higher where neighbours are alike, lower where they differ.
    p
        How often values that are dealt out by chance are as alike, or as unlike.
    islands
        Areas without neighbours: they say nothing.
    """

    moran: float
    expected: float
    p: float
    islands: int


def touching(lands: Sequence[BaseGeometry], near: float = NEAR_M) -> Floats:
    """Return weights of areas that touch, a corner too (queen); each row adds up to 1, or is 0.

    Parameters
    ----------
    lands
        In metres, shape (n,).
    near
        In metres.

    Returns
    -------
    numpy.ndarray
        Shape (n, n).
    """
    found = np.zeros((len(lands), len(lands)))
    if len(lands):
        shapes = np.array(lands, dtype=object)
        one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=near)
        found[one, other] = 1.0
        np.fill_diagonal(found, 0.0)
    return by_row(found)


def by_row(weights: Floats) -> Floats:
    """Return weights of which each row adds up to 1, or is 0."""
    sums = weights.sum(axis=1, keepdims=True)
    shares = np.divide(weights, sums, out=np.zeros_like(weights), where=sums > 0)
    return np.asarray(shares, dtype=np.float64)


def alike(values: Floats, weights: Floats, *, seed: int, shuffles: int = 999) -> Alike | None:
    """Return how alike neighbours are; None where no two touch, or all values are the same.

    Parameters
    ----------
    values
        Shape (n,).
    weights
        Shape (n, n), as `touching` gives them.
    seed
        Of the shuffling.
    """
    if len(values) < 2:
        return None
    rest = values - values.mean()
    total, square = float(weights.sum()), float(rest @ rest)
    if total == 0 or square == 0:
        return None
    times = len(values) / total / square
    seen = times * float(rest @ weights @ rest)
    expected = -1 / (len(values) - 1)
    drawn = np.random.default_rng(seed).permuted(np.tile(rest, (shuffles, 1)), axis=1)
    others = times * np.einsum("si,si->s", drawn @ weights, drawn)
    # What is as far but for rounding is as far.
    as_far = np.abs(others - expected) >= abs(seen - expected) - 1e-12
    islands = int(np.sum(weights.sum(axis=1) == 0))
    return Alike(seen, expected, float((1 + as_far.sum()) / (1 + shuffles)), islands)
