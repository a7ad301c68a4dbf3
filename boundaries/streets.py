"""Which streets lie in a piece of land, and which its border cuts in half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

ALONG_M = 5.0
"""A street this near the border runs along it: it lies neither in nor out."""
FAIR_M = 40.0
FAIR_SHARE = 0.5
"""A street counts with this many metres, or, a short one, with this share of it."""


@dataclass(frozen=True, slots=True)
class Streets:
    """Names of streets, the one with most metres first."""

    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    def first(self, most: int = 5) -> tuple[str, ...]:
        """Return the first names."""
        return self.names[:most]

    def more(self, most: int = 5) -> int:
        """Return how many there are beside the first ones."""
        return max(0, len(self.names) - most)


@dataclass(frozen=True, slots=True)
class Crossed:
    """The streets in a piece of land, and how many of them go on outside it."""

    inside: Streets
    cut: int


NO_STREETS = Streets(())


def streets_in(lie: Lie, land: BaseGeometry) -> Crossed:
    """Return the streets of which a fair length lies in a piece of land.

    Parameters
    ----------
    land
        Valid, in metres of the CRS of `lie`.

    Returns
    -------
    Crossed
        A street is cut in half when a fair length lies inside and another one outside.
    """
    names = lie.names_near(land)
    if not names:
        return Crossed(NO_STREETS, 0)
    core, around = land.buffer(-ALONG_M), land.buffer(ALONG_M)
    which = np.array([i for name in names for i in lie.streets[name]], dtype=np.intp)
    owner = np.repeat(np.arange(len(names)), [len(lie.streets[name]) for name in names])
    paths = lie.paths[which]
    shapely.prepare([core, around])
    whole = _sum(shapely.length(paths), owner, len(names))
    within = _sum(shapely.length(shapely.intersection(paths, core)), owner, len(names))
    reached = _sum(shapely.length(shapely.intersection(paths, around)), owner, len(names))
    fair = np.minimum(FAIR_M, FAIR_SHARE * whole)
    is_in = (within >= fair) & (within > 0)
    is_cut = is_in & (whole - reached >= fair)
    found = [(-round(float(within[i])), names[i]) for i in np.flatnonzero(is_in)]
    return Crossed(Streets(tuple(name for _, name in sorted(found))), int(is_cut.sum()))


def _sum(metres: Floats, owner: Ints, count: int) -> Floats:
    return np.bincount(owner, metres, count).astype(np.float64)
