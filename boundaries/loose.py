"""Land that is nobody's amid areas, and land that two areas claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries.live_counts import Figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.live_counts import Count
    from boundaries.model import AreaVersion

SMALLEST_M2 = 1.0


@dataclass(frozen=True, slots=True)
class Loose:
    """A piece of land that belongs to no area or to two.

    Attributes
    ----------
    claimed_by
        The names of the areas that both hold it; empty for nobody's land.
    beside
        The names of the areas round nobody's land.
    residents
        A live count: rounded to tens, hidden under k.
    """

    geometry: BaseGeometry
    claimed_by: tuple[str, ...]
    beside: tuple[str, ...]
    residents: Count


def loose_land(standing: Sequence[AreaVersion], lie: Lie) -> list[Loose]:
    """Return nobody's land that areas enclose and land that two of them hold, the largest first."""
    if not standing:
        return []
    import geopandas as gpd

    lands = np.array([v.geometry for v in standing], dtype=object)
    names = np.array([v.name for v in standing], dtype=object)
    areas = gpd.GeoSeries(lands, crs=lie.crs)
    found = []
    for gap in geo.gaps(areas).geometry:
        if gap.area >= SMALLEST_M2:
            near = shapely.dwithin(lands, gap, 0.01)
            found.append(Loose(gap, (), tuple(names[near]), Figures.of(lie, gap).residents))
    twice = geo.overlaps(areas, min_area=SMALLEST_M2)
    for one, other, land in zip(twice["left"], twice["right"], twice.geometry, strict=True):
        both = (str(names[one]), str(names[other]))
        found.append(Loose(land, both, (), Figures.of(lie, land).residents))
    return sorted(found, key=lambda one: -one.geometry.area)
