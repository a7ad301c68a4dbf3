"""Founding an area, moving its boundary, giving it another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.borders import give_and_take
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind, OverlapPolicy
from boundaries.neighbours import place

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, AreaVersion, ChangeId, Occasion
    from boundaries.neighbours import Taken
    from boundaries.store import Areas, Store


def found(
    store: Store, actor: Actor, *, name: str, geometry: BaseGeometry, occasion: Occasion
) -> Changed:
    """Found an area on land of nobody.

    Parameters
    ----------
    geometry
        Polygon or multipolygon in metres of the municipality's CRS.

    Raises
    ------
    Refused
        When a rule is broken; under the policies `forbidden` and `consent` also when it lies
        over a standing area (`overlap`), which is never cut to fit silently.
    geo.GeometryError
        When the geometry isn't an area.
    """
    access.require(actor, access.Action.FOUND)
    name = rules.checked_name(name)
    with store.write() as parts:
        areas = parts.areas
        rules.check_occasion(occasion, areas.today())
        boundary = rules.checked_boundary(geometry, areas.municipality())
        placed = place(areas, boundary, occasion.on)
        if areas.municipality().overlap is not OverlapPolicy.FREE:
            refuse_taking(placed.taken)
        change = areas.record(actor, ChangeKind.FOUND, occasion)
        area = areas.new()
        areas.add_version(change, area, name, placed.geometry, occasion.on, occasion.precision)
    return Changed(change, (area,), notes=placed.notes)


def adjust(
    store: Store,
    actor: Actor,
    area: AreaId,
    *,
    geometry: BaseGeometry,
    occasion: Occasion,
    shared_with: Sequence[AreaId] = (),
    consent: Collection[AreaId] = (),
    revs: Mapping[AreaId, int] | None = None,
) -> Changed:
    """Give an area another boundary; a border shared with named areas moves in all of them.

    Land taken from, or given up next to, an area in `shared_with` changes hands in the same
    change; land given up elsewhere becomes nobody's. Under the policy `consent` an area in
    `consent` gives up what is taken from it.

    Parameters
    ----------
    geometry
        The whole new boundary, in metres of the municipality's CRS.
    revs
        Revisions this was decided on; areas not in it are taken as they are now.

    Raises
    ------
    Conflict
        When an area isn't at its revision any more.
    Refused
        `overlap` when land is taken from an area that isn't named, `unchanged`, `swallowed`,
        or a rule on geometry, date or reason.
    Unknown
        When there is no such standing area.
    """
    access.require(actor, access.Action.ADJUST)
    with store.write() as parts:
        areas = parts.areas
        own = standing(areas, area, occasion)
        boundary = rules.checked_boundary(geometry, areas.municipality())
        placed = place(areas, boundary, occasion.on, own=own)
        policy = areas.municipality().overlap
        giving = set(shared_with)
        if policy is OverlapPolicy.CONSENT:
            giving |= set(consent) & {t.area for t in placed.taken}
        if policy is not OverlapPolicy.FREE:
            refuse_taking(tuple(t for t in placed.taken if t.area not in giving))
        refuse_unchanged(own, placed.geometry)
        partners = [standing(areas, a, occasion) for a in sorted(giving - {area})]
        moved = give_and_take(own, placed.geometry, partners)
        change = areas.record(actor, ChangeKind.ADJUST, occasion)
        for version, new_geometry in sorted(moved, key=lambda m: m[0].area):
            areas.claim(version.area, (revs or {}).get(version.area, version.rev))
            replace(areas, change, version, new_geometry, version.name, occasion)
    return Changed(change, tuple(sorted(v.area for v, _ in moved)), notes=placed.notes)


def rename(
    store: Store,
    actor: Actor,
    area: AreaId,
    *,
    name: str,
    occasion: Occasion,
    rev: int | None = None,
) -> Changed:
    """Give an area another name from a date on.

    Raises
    ------
    Conflict
        When the area isn't at `rev` any more.
    Refused
        A rule on name, date or reason; `unchanged` when it has that name already.
    Unknown
        When there is no such standing area.
    """
    access.require(actor, access.Action.RENAME)
    name = rules.checked_name(name)
    with store.write() as parts:
        areas = parts.areas
        version = standing(areas, area, occasion)
        if version.name == name:
            raise Refused(
                "unchanged",
                N_("{area} is already called {name}. Choose another name."),
                ids=[area],
                area=area,
                name=name,
            )
        areas.claim(area, version.rev if rev is None else rev)
        change = areas.record(actor, ChangeKind.RENAME, occasion)
        replace(areas, change, version, version.geometry, name, occasion)
    return Changed(change, (area,))


def replace(
    areas: Areas,
    change: ChangeId,
    version: AreaVersion,
    geometry: BaseGeometry,
    name: str,
    occasion: Occasion,
    *,
    resting: bool | None = None,
) -> None:
    """End a version on the date of the change and let the next one begin there."""
    areas.close(change, version, occasion.on)
    successor = areas.add_version(
        change,
        version.area,
        name,
        geometry,
        occasion.on,
        occasion.precision,
        resting=version.resting if resting is None else resting,
    )
    areas.link(change, version.logical, successor)


def refuse_taking(taken: Sequence[Taken]) -> None:
    """Refuse when land of others would be taken.

    Raises
    ------
    Refused
        `overlap`, naming each area and how much.
    """
    if taken:
        raise Refused(
            "overlap",
            N_(
                "This takes {m2} m² of {areas}. Leave that land out, or move the shared "
                "boundary together with that area."
            ),
            ids=[t.area for t in taken],
            m2=round(sum(t.m2 for t in taken)),
            areas=[f"{t.name} ({t.area})" for t in taken],
        )


def standing(areas: Areas, area: AreaId, occasion: Occasion) -> AreaVersion:
    """Return the version of an area that a change would end.

    Raises
    ------
    Refused
        A rule on date or reason; `later_change` when the version began after that date.
    Unknown
        When there is no such standing area.
    """
    rules.check_occasion(occasion, areas.today())
    version = areas.latest(area)
    if occasion.on < version.valid_from:
        raise Refused(
            "later_change",
            N_("{area} changed on {date}, after the date you gave. Give that date or a later one."),
            ids=[version.area],
            area=version.area,
            date=version.valid_from,
        )
    return version


def refuse_unchanged(own: AreaVersion, geometry: BaseGeometry) -> None:
    """Refuse (`unchanged`) a boundary that an area has already."""
    if own.geometry.normalize().equals_exact(geometry.normalize(), 0.0) or (
        own.geometry.symmetric_difference(geometry).area < 1e-3
    ):
        raise Refused(
            "unchanged",
            N_("This is the boundary {area} has already. Move a part of it first."),
            ids=[own.area],
            area=own.area,
        )
