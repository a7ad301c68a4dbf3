"""Taking in what others have: areas, building blocks, lines and projects, whole or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geo
from boundaries import access, rules
from boundaries.commands.areas import refuse_taking
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind, OverlapPolicy
from boundaries.neighbours import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, Block, Line, Occasion, Project
    from boundaries.store import Areas, Store


@dataclass(frozen=True, slots=True)
class NewArea:
    """An area from a file: its name, its repaired boundary in metres, and where it stood."""

    name: str
    geometry: BaseGeometry
    place: str


def import_areas(store: Store, actor: Actor, new: Sequence[NewArea], occasion: Occasion) -> Changed:
    """Found all areas of a file in one change.

    Raises
    ------
    Refused
        When one breaks a rule (with its place in the file), when two of the file overlap, or
        one lies over a standing area. Nothing is imported then.
    """
    access.require(actor, access.Action.IMPORT_AREAS)
    with store.write() as parts:
        areas = parts.areas
        rules.check_occasion(occasion, areas.today())
        municipality = areas.municipality()
        checked = [_checked(areas, area, occasion) for area in new]
        if municipality.overlap is not OverlapPolicy.FREE:
            _refuse_overlaps(checked)
        change = areas.record(actor, ChangeKind.FOUND, occasion)
        ids = []
        for area in checked:
            ids.append(areas.new())
            areas.add_version(
                change, ids[-1], area.name, area.geometry, occasion.on, occasion.precision
            )
    return Changed(change, tuple(ids))


def import_blocks(
    store: Store, actor: Actor, blocks: Sequence[Block], occasion: Occasion
) -> Changed:
    """Take in building blocks with the figures of a year.

    Raises
    ------
    Refused
        `duplicate` when an id stands twice for a year.
    """
    access.require(actor, access.Action.IMPORT_BLOCKS)
    _refuse_duplicates([(block.id, block.year) for block in blocks])
    with store.write() as parts:
        change = parts.areas.record(actor, ChangeKind.BLOCKS, occasion)
        parts.ground.add_blocks(change, blocks)
    return Changed(change, ())


def import_lines(store: Store, actor: Actor, lines: Sequence[Line], occasion: Occasion) -> Changed:
    """Take in reference lines: streets, water, railways.

    Raises
    ------
    Refused
        `duplicate` when an id stands twice.
    """
    access.require(actor, access.Action.IMPORT_LINES)
    _refuse_duplicates([(line.id, "") for line in lines])
    with store.write() as parts:
        change = parts.areas.record(actor, ChangeKind.LINES, occasion)
        parts.ground.add_lines(change, lines)
    return Changed(change, ())


def import_projects(
    store: Store, actor: Actor, projects: Sequence[Project], occasion: Occasion
) -> Changed:
    """Take in projects of standing areas.

    Raises
    ------
    Refused
        `duplicate` when an id stands twice or is in use.
    """
    access.require(actor, access.Action.IMPORT_PROJECTS)
    _refuse_duplicates([(project.id, "") for project in projects])
    with store.write() as parts:
        used = parts.projects.ids()
        known = [p.id for p in projects if p.id.strip().casefold() in used]
        if known:
            raise Refused(
                "duplicate",
                N_("These projects are known already: {which}. Give new ones another id."),
                ids=known,
                which=known,
            )
        change = parts.areas.record(actor, ChangeKind.PROJECTS, occasion)
        parts.projects.add(change, projects)
    return Changed(change, tuple(sorted({p.area for p in projects})))


def _checked(areas: Areas, area: NewArea, occasion: Occasion) -> NewArea:
    municipality = areas.municipality()
    try:
        name = rules.checked_name(area.name)
        placed = place(areas, rules.checked_boundary(area.geometry, municipality), occasion.on)
        if municipality.overlap is not OverlapPolicy.FREE:
            refuse_taking(placed.taken)
    except Refused as refused:
        refused.place = area.place
        raise
    return NewArea(name, placed.geometry, area.place)


def _refuse_overlaps(new: Sequence[NewArea]) -> None:
    if not new:
        return
    pairs = geo.overlaps([area.geometry for area in new])
    if len(pairs):
        worst = pairs.iloc[0]
        left, right = new[worst["left"]], new[worst["right"]]
        raise Refused(
            "overlap",
            N_("{left} and {right} lie over one another by {m2} m². Mend the file first."),
            place=left.place,
            left=left.name,
            right=right.name,
            m2=round(float(worst["area_m2"])),
        )


def _refuse_duplicates(keys: Sequence[tuple[str, object]]) -> None:
    seen = Counter((key.strip().casefold(), rest) for key, rest in keys)
    twice = sorted({key for (key, _), times in seen.items() if times > 1})
    if twice:
        raise Refused(
            "duplicate",
            N_("These ids stand more than once: {which}. Keep one of each."),
            ids=twice,
            which=twice,
        )
