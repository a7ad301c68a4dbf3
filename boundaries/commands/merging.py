"""Making one area of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries import access, rules
from boundaries.commands.areas import standing
from boundaries.errors import Refused
from boundaries.handing_on import hand_on_all, refuse_later_bookings
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind
from boundaries.neighbours import SHORTEST_BORDER_M, SMALLEST_OVERLAP_M2
from geo.coverage import border_m

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, AreaVersion, Occasion
    from boundaries.store import Store


def merge(
    store: Store,
    actor: Actor,
    areas: Sequence[AreaId],
    *,
    name: str,
    occasion: Occasion,
    apart: bool = False,
    revs: Mapping[AreaId, int] | None = None,
) -> Changed:
    """Make one new area of two or more; their money, projects and engagement go along.

    Parameters
    ----------
    apart
        Whether they may lie apart; else all have to hang together by borders.
    revs
        Revisions this was decided on; areas not in it are taken as they are now.

    Raises
    ------
    Conflict
        When an area isn't at its revision any more, or has gone.
    Refused
        `too_few`, `apart`, `later_change`, `later_booking`, or a rule on name, date or reason.
    Unknown
        When there is no such area.
    """
    access.require(actor, access.Action.MERGE)
    name = rules.checked_name(name)
    merging = sorted(set(areas))
    if len(merging) < 2 or len(merging) < len(areas):
        raise Refused("too_few", N_("Name two or more different areas to merge."), ids=areas)
    with store.write() as parts:
        old = [standing(parts.areas, area, occasion) for area in merging]
        if not apart:
            _refuse_apart(old)
        refuse_later_bookings(parts, merging, occasion.on)
        for version in old:
            parts.areas.claim(version.area, (revs or {}).get(version.area, version.rev))
        merged = geo.merge([version.geometry for version in old])
        change = parts.areas.record(actor, ChangeKind.MERGE, occasion)
        new = parts.areas.new()
        logical = parts.areas.add_version(
            change,
            new,
            name,
            shapely.orient_polygons(merged.geometry),
            occasion.on,
            occasion.precision,
        )
        hand_on_all(parts, change, ChangeKind.MERGE, merging, new, occasion.on)
        for version in old:
            parts.areas.close(change, version, occasion.on)
            parts.areas.link(change, version.logical, logical)
            parts.areas.retire(version.area, occasion.on)
    return Changed(change, (new,), tuple(merging))


def _refuse_apart(versions: Sequence[AreaVersion]) -> None:
    """Refuse areas that don't all hang together by a border or by land of both."""
    reached, left = [versions[0]], list(versions[1:])
    while left:
        near = [v for v in left if any(_meet(v.geometry, r.geometry) for r in reached)]
        if not near:
            raise Refused(
                "apart",
                N_(
                    "These areas do not touch. {areas} do not border on {others}. Choose areas "
                    "next to each other, or say that they may lie apart."
                ),
                ids=[v.area for v in left],
                areas=[v.name for v in left],
                others=[v.name for v in reached],
            )
        reached += near
        left = [v for v in left if v not in near]


def _meet(one: BaseGeometry, other: BaseGeometry) -> bool:
    if not one.intersects(other):
        return False
    border = float(border_m(np.array([one]), np.array([other]))[0])
    return border >= SHORTEST_BORDER_M or one.intersection(other).area >= SMALLEST_OVERLAP_M2
