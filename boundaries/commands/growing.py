"""Growing an area onto land of nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries import access, rules
from boundaries.commands.areas import replace, standing
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind
from boundaries.neighbours import SHORTEST_BORDER_M, place
from geo.borders import TAKE_OVER_WITHIN_M
from geo.coverage import border_m

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, AreaVersion, Occasion
    from boundaries.neighbours import Taken
    from boundaries.store import Store


def grow(
    store: Store,
    actor: Actor,
    area: AreaId,
    *,
    addition: BaseGeometry,
    occasion: Occasion,
    rev: int | None = None,
) -> Changed:
    """Add land of nobody to an area; nothing else moves.

    Parameters
    ----------
    addition
        Polygon or multipolygon in metres of the municipality's CRS, each part of which shares a
        border with the area or overlaps it. Land that is the area's already adds nothing.

    Raises
    ------
    Conflict
        When the area isn't at `rev` any more.
    Refused
        `overlap` when any of it belongs to another area, whatever the policy; `apart` when a
        part doesn't border on the area; `unchanged` when it adds less than 1 m2; or a rule on
        geometry, date or reason.
    Unknown
        When there is no such standing area.
    """
    access.require(actor, access.Action.GROW)
    with store.write() as parts:
        areas = parts.areas
        own = standing(areas, area, occasion)
        added = rules.checked_boundary(addition, areas.municipality(), is_part=True)
        placed = place(areas, added, occasion.on, own=own)
        _refuse_taken(placed.taken)
        merged = _joined(own, placed.geometry)
        boundary = rules.checked_boundary(merged, areas.municipality())
        areas.claim(area, own.rev if rev is None else rev)
        change = areas.record(actor, ChangeKind.GROW, occasion)
        replace(areas, change, own, boundary, own.name, occasion)
    return Changed(change, (area,), notes=placed.notes)


def _refuse_taken(taken: Sequence[Taken]) -> None:
    if taken:
        raise Refused(
            "overlap",
            N_('This land already belongs to {areas}. Choose "Adjust boundary".'),
            ids=[t.area for t in taken],
            areas=[f"{t.name} ({t.area})" for t in taken],
        )


def _joined(own: AreaVersion, added: BaseGeometry) -> BaseGeometry:
    """Return the area with what is added, without a slit where they meet.

    Two lines that lie on each other are seldom the same to the last bit, so what is added is
    first made to match the area edge by edge.
    """
    try:
        fitted = geo.fit(added, [own.geometry], width=TAKE_OVER_WITHIN_M)
    except geo.NothingLeft:
        raise Refused(
            "unchanged",
            N_("This land is {area}'s already. Add land outside it."),
            ids=[own.area],
            area=own.name,
        ) from None
    pieces = shapely.get_parts(fitted.geometry)
    (land,) = fitted.existing
    if (border_m(pieces, np.full(len(pieces), land)) < SHORTEST_BORDER_M).any():
        raise Refused(
            "apart",
            N_("This land does not border on {area}. Add land along its boundary."),
            ids=[own.area],
            area=own.name,
        )
    return geo.merge([land, fitted.geometry]).geometry
