"""Making two areas of one: along a line, or by taking a part out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import shapely

import geo
from boundaries import access, rules
from boundaries.borders import CRUMB_M2
from boundaries.commands.areas import replace, standing
from boundaries.dividing import BY_RESIDENTS
from boundaries.errors import Refused
from boundaries.handing_on import NONE_CHOSEN, hand_on_divided, refuse_later_bookings
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind
from boundaries.neighbours import SMALLEST_OVERLAP_M2, place
from boundaries.queries import residents_within

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.dividing import Divide
    from boundaries.model import Actor, AreaId, AreaVersion, Occasion
    from boundaries.neighbours import Placed
    from boundaries.store import Parts, Store

BY_LAND = N_("Nobody's home is known here, so the money was divided by land.")


def split(
    store: Store,
    actor: Actor,
    area: AreaId,
    *,
    line: BaseGeometry,
    names: tuple[str, str],
    occasion: Occasion,
    divide: Divide = BY_RESIDENTS,
    projects: Mapping[str, int] = NONE_CHOSEN,
    rev: int | None = None,
) -> Changed:
    """Make two new areas of one along a line, and divide its money over them.

    Parameters
    ----------
    line
        In metres of the municipality's CRS; it cuts the area in exactly two.
    names
        Of the part left of the line, seen along its direction, and of the part right of it.
    projects
        Of a project (id) whether it goes to the first part (0) or the second (1); any other goes
        to where its place lies, else to the part with the larger share.

    Raises
    ------
    Conflict
        When the area isn't at `rev` any more, or has gone.
    Refused
        `unknown_project` when one isn't of this area, `not_two` when the line cuts the area in
        more than two, `too_small`, `later_change`,
        `later_booking`, or a rule on names, date or reason.
    geo.GeometryError
        When the line doesn't cut the area at all.
    Unknown
        When there is no such area.
    """
    access.require(actor, access.Action.SPLIT)
    checked = [rules.checked_name(name) for name in names]
    with store.write() as parts:
        own = standing(parts.areas, area, occasion)
        refuse_later_bookings(parts, [area], occasion.on)
        lands = _in_two(own, line)
        municipality = parts.areas.municipality()
        lands = [rules.checked_boundary(land, municipality) for land in lands]
        shares, notes = _shares(parts, lands, divide, occasion.on)
        parts.areas.claim(area, own.rev if rev is None else rev)
        change = parts.areas.record(actor, ChangeKind.SPLIT, occasion)
        parts.areas.close(change, own, occasion.on)
        new = []
        for name, land in zip(checked, lands, strict=True):
            new.append(parts.areas.new())
            logical = parts.areas.add_version(
                change, new[-1], name, land, occasion.on, occasion.precision
            )
            parts.areas.link(change, own.logical, logical)
        divided = list(zip(new, lands, shares, strict=True))
        hand_on_divided(
            parts, change, ChangeKind.SPLIT, area, divided, occasion.on, chosen=projects
        )
        parts.areas.retire(area, occasion.on)
    return Changed(change, tuple(new), (area,), notes)


def carve_out(
    store: Store,
    actor: Actor,
    area: AreaId,
    *,
    geometry: BaseGeometry,
    name: str,
    occasion: Occasion,
    divide: Divide = BY_RESIDENTS,
    projects: Mapping[str, int] = NONE_CHOSEN,
    rev: int | None = None,
) -> Changed:
    """Make a part of an area an area of its own; the rest stays what it was.

    Parameters
    ----------
    geometry
        Land of the area, in metres of the municipality's CRS.
    projects
        Of a project (id) whether it goes to the new area (0) or stays (1); any other goes to
        where its place lies, else to the part with the larger share.

    Raises
    ------
    Conflict
        When the area isn't at `rev` any more, or has gone.
    Refused
        `outside` when it isn't all land of the area, `too_small`, `nothing_left`,
        `later_change`, `later_booking`, or a rule on geometry, name, date or reason.
    Unknown
        When there is no such area.
    """
    access.require(actor, access.Action.CARVE_OUT)
    name = rules.checked_name(name)
    with store.write() as parts:
        own = standing(parts.areas, area, occasion)
        refuse_later_bookings(parts, [area], occasion.on)
        municipality = parts.areas.municipality()
        drawn = rules.checked_boundary(geometry, municipality)
        placed = place(parts.areas, drawn, occasion.on, own=own)
        part, rest = _cut(own, placed)
        lands = [rules.checked_boundary(land, municipality) for land in (part, rest)]
        shares, notes = _shares(parts, lands, divide, occasion.on)
        parts.areas.claim(area, own.rev if rev is None else rev)
        change = parts.areas.record(actor, ChangeKind.CARVE_OUT, occasion)
        new = parts.areas.new()
        logical = parts.areas.add_version(
            change, new, name, lands[0], occasion.on, occasion.precision
        )
        replace(parts.areas, change, own, lands[1], own.name, occasion)
        parts.areas.link(change, own.logical, logical)
        divided = list(zip((new, area), lands, shares, strict=True))
        hand_on_divided(
            parts, change, ChangeKind.CARVE_OUT, area, divided, occasion.on, chosen=projects
        )
    return Changed(change, tuple(sorted((area, new))), (), (*placed.notes, *notes))


def _in_two(own: AreaVersion, line: BaseGeometry) -> list[BaseGeometry]:
    lands = list(geo.split(own.geometry, line))
    if len(lands) != 2:
        raise Refused(
            "not_two",
            N_("This line cuts {area} into {n} parts. Draw it so that there are two."),
            ids=[own.area],
            area=own.name,
            n=len(lands),
        )
    return lands


def _cut(own: AreaVersion, placed: Placed) -> tuple[BaseGeometry, BaseGeometry]:
    """Return the part of an area that is taken out, and the rest."""
    outside = float(shapely.area(shapely.difference(placed.geometry, own.geometry)))
    if outside >= SMALLEST_OVERLAP_M2:
        raise Refused(
            "outside",
            N_("{m2} m² of this lies outside {area}. Draw it inside that area."),
            ids=[own.area],
            area=own.name,
            m2=round(outside),
        )
    part = _land(shapely.intersection(own.geometry, placed.geometry))
    rest = _land(shapely.difference(own.geometry, placed.geometry))
    if rest.is_empty or part.is_empty:
        raise Refused(
            "nothing_left",
            N_("Nothing would be left of {area}. Draw a smaller part, or rename the area."),
            ids=[own.area],
            area=own.name,
        )
    return part, rest


def _land(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of an overlay, without crumbs of rounding."""
    polygons = [
        piece
        for piece in shapely.get_parts(geometry)
        if piece.geom_type == "Polygon" and piece.area >= CRUMB_M2
    ]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _shares(
    parts: Parts, lands: Sequence[BaseGeometry], divide: Divide, day: dt.date
) -> tuple[list[Fraction], tuple[str, ...]]:
    """Return the share of each part, and what has to be said about it."""
    if divide.given:
        return list(divide.given), ()
    if not divide.by_residents:
        return [Fraction(1, len(lands))] * len(lands), ()
    residents = residents_within(parts, lands, day)
    if any(r is None for r in residents) or not sum(r or 0 for r in residents):
        m2 = [Fraction(float(shapely.area(land))) for land in lands]
        return [part / sum(m2) for part in m2], (BY_LAND,)
    total = sum(r or 0 for r in residents)
    return [Fraction(r or 0, total) for r in residents], ()
