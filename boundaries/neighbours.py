"""How a boundary lies against the areas that stand: what it follows and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

import geo
from boundaries.language import N_
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, AreaVersion
    from boundaries.store import Areas

SMALLEST_OVERLAP_M2 = 1.0
SHORTEST_BORDER_M = 1.0
"""What shares less border with an area only touches it in a corner."""
FOLLOWED = N_("The line follows the boundary that was there within 25 centimetres.")


@dataclass(frozen=True, slots=True)
class Taken:
    """Land that a boundary claims of a standing area."""

    area: AreaId
    name: str
    m2: float

    @property
    def hectares(self) -> float:
        """How much it is in hectares."""
        return self.m2 / M2_PER_HA


@dataclass(frozen=True, slots=True)
class Placed:
    """A boundary laid against its neighbours."""

    geometry: BaseGeometry
    taken: tuple[Taken, ...]
    notes: tuple[str, ...]

    @property
    def hectares(self) -> float:
        """Its size in hectares."""
        return geo.area_ha(self.geometry)


def place(
    areas: Areas, boundary: BaseGeometry, on: dt.date, *, own: AreaVersion | None = None
) -> Placed:
    """Lay a boundary against what stands on `on` or later.

    Parameters
    ----------
    boundary
        Valid, in metres of the municipality's CRS.
    own
        The version that this boundary replaces: it is followed, but nothing is taken from it.
    """
    near = areas.near(boundary, on)
    followed = geo.take_over(boundary, [v.geometry for v in near])
    others = [v for v in near if own is None or v.area != own.area]
    return Placed(
        followed.geometry,
        taken_from(followed.geometry, others),
        (FOLLOWED,) if followed.moved else (),
    )


def taken_from(boundary: BaseGeometry, versions: Sequence[AreaVersion]) -> tuple[Taken, ...]:
    """Return what `boundary` claims of each area, the largest first.

    Of an area with several versions ahead the largest claim counts. Under 1 m2 is rounding.
    """
    claims: dict[AreaId, Taken] = {}
    for version in versions:
        m2 = float(shapely.area(shapely.intersection(boundary, version.geometry)))
        if m2 >= SMALLEST_OVERLAP_M2 and m2 > getattr(claims.get(version.area), "m2", 0.0):
            claims[version.area] = Taken(version.area, version.name, m2)
    return tuple(sorted(claims.values(), key=lambda t: (-t.m2, t.area)))
