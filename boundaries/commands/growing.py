"""Growing an area onto land of nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

import geo
from boundaries import access, rules
from boundaries.commands.areas import check_after, replace
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind
from boundaries.neighbours import SMALLEST_OVERLAP_M2, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, AreaVersion, Occasion
    from boundaries.neighbours import Taken
    from boundaries.store import Store

SHORTEST_BORDER_M = 1.0
"""A piece that shares less border with the area only touches it in a corner."""


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
        rules.check_occasion(occasion, areas.today())
        own = areas.latest(area)
        check_after(own, occasion)
        added = rules.checked_boundary(addition, areas.municipality(), is_part=True)
        placed = place(areas, added, occasion.on, own=own)
        _refuse_taken(placed.taken)
        _refuse_apart(own, placed.geometry)
        merged = geo.merge([own.geometry, placed.geometry]).geometry
        if geo.growth(own.geometry, merged).gained < SMALLEST_OVERLAP_M2:
            raise Refused(
                "unchanged",
                N_("This land is {area}'s already. Add land outside it."),
                ids=[area],
                area=own.name,
            )
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


def _refuse_apart(own: AreaVersion, added: BaseGeometry) -> None:
    pieces = shapely.get_parts(added)
    shared = shapely.length(shapely.intersection(pieces, own.geometry.boundary))
    inside = shapely.area(shapely.intersection(pieces, own.geometry))
    if ((shared < SHORTEST_BORDER_M) & (inside < SMALLEST_OVERLAP_M2)).any():
        raise Refused(
            "apart",
            N_("This land does not border on {area}. Add land along its boundary."),
            ids=[own.area],
            area=own.name,
        )
