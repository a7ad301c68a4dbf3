"""Divide a quarter's published residents over its synthetic blocks, to the last person."""

import numpy as np
from numpy.typing import NDArray

FEWEST, MOST = 5, 900


def divide(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Divide `total` residents in proportion to `weights`, each block between 5 and 900.

    Largest remainders: the parts add up to `total` exactly; ties go to the earlier block.

    Raises
    ------
    ValueError
        If no division within the limits exists.
    """
    count = len(weights)
    if not FEWEST * count <= total <= MOST * count:
        msg = f"{total} residents don't fit {count} blocks of {FEWEST} to {MOST}."
        raise ValueError(msg)
    low, high = 0.0, MOST * 2 / float(weights.min())
    # One factor scales all weights; the limits make the sum a monotone function of it.
    for _ in range(200):
        factor = (low + high) / 2
        if np.clip(weights * factor, FEWEST, MOST).sum() < total:
            low = factor
        else:
            high = factor
    shares = np.clip(weights * high, FEWEST, MOST)
    whole = np.floor(shares).astype(np.int64)
    left = total - int(whole.sum())
    order = np.argsort(-(shares - whole), kind="stable")
    order = order[whole[order] < MOST][:left]
    whole[order] += 1
    return whole


def households(residents: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return households for each block: about 2.2 people each, at least one."""
    size = rng.normal(2.2, 0.15, len(residents)).clip(1.7, 2.8)
    return np.asarray(np.maximum(1, np.rint(residents / size)), dtype=np.int64)
