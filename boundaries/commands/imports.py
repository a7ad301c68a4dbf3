"""Taking in what others have: areas, building blocks, lines and projects, whole or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geo
from boundaries import access, rules
from boundaries.commands.areas import refuse_taking
from boundaries.commands.money import fit_spells, passed_on
from boundaries.errors import Refused
from boundaries.following import Newcomer, follow, hops_of
from boundaries.language import N_
from boundaries.model import (
    Account,
    Changed,
    ChangeKind,
    Entry,
    OverlapPolicy,
    Postcode,
    Posting,
)
from boundaries.neighbours import place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, Block, Engagement, Line, Occasion, Project
    from boundaries.store import Areas, Store


@dataclass(frozen=True, slots=True)
class NewArea:
    """An area from a file: its name, its repaired boundary in metres, and where it stood."""

    name: str
    geometry: BaseGeometry
    place: str


@dataclass(frozen=True, slots=True)
class NewBudget:
    """A row of a budget table: cents for an area on a day, and where it stood."""

    area: AreaId
    cents: int
    on: dt.date
    place: str


@dataclass(frozen=True, slots=True)
class NewPostcode:
    """A row of a table of postcodes: a code, the id of a block, and where it stood."""

    code: str
    block: str
    place: str


ON_FOUNDING = N_("A budget of the founding year was booked on the day of founding.")


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


def import_postcodes(
    store: Store, actor: Actor, postcodes: Sequence[NewPostcode], occasion: Occasion
) -> Changed:
    """Take in which blocks have addresses in a postcode; a code that was known is replaced.

    Raises
    ------
    Refused
        `duplicate` when a block stands twice for a code, or `unknown_block`, with the place in
        the file.
    """
    access.require(actor, access.Action.IMPORT_POSTCODES)
    _refuse_same_rows(postcodes)
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        known = {block.id for block in parts.ground.blocks(occasion.on)}
        for row in postcodes:
            if row.block not in known:
                raise Refused(
                    "unknown_block",
                    N_("There is no building block {block}. Mend the row, or import it first."),
                    ids=[row.block],
                    place=f"{row.place}, column block",
                    block=row.block,
                )
        change = parts.areas.record(actor, ChangeKind.POSTCODES, occasion)
        parts.ground.add_postcodes(change, [Postcode(row.code, row.block) for row in postcodes])
    return Changed(change, ())


def import_projects(
    store: Store, actor: Actor, projects: Sequence[Project], occasion: Occasion
) -> Changed:
    """Take in projects of standing areas.

    Several rows of one project are its statuses, each on a day of its own; rows of a project
    that is known already add to them.

    Raises
    ------
    Refused
        `duplicate` when a project has two statuses on one day, or an id is another project's.
    """
    access.require(actor, access.Action.IMPORT_PROJECTS)
    with store.write() as parts:
        known = {p.id.strip().casefold(): p for p in parts.projects.all()}
        days = {k.strip().casefold(): v for k, v in parts.projects.statuses().items()}
        seen = {(id_, day) for id_, reached in days.items() for day, _ in reached}
        first: dict[str, Project] = {}
        more: list[Project] = []
        for project in sorted(projects, key=lambda p: p.status_on):
            id_ = project.id.strip().casefold()
            same = known.get(id_) or first.get(id_)
            if (id_, project.status_on) in seen or (same and _differs(project, same)):
                raise _duplicates([project.id])
            seen.add((id_, project.status_on))
            if same is None:
                first[id_] = project
            else:
                more.append(replace(project, id=same.id))
        change = parts.areas.record(actor, ChangeKind.PROJECTS, occasion)
        parts.projects.add(change, first.values())
        parts.projects.add_statuses(change, more)
        new = [Newcomer(p.id, p.area, p.status_on, p.place) for p in first.values()]
        follow(parts, change, new)
    return Changed(change, tuple(sorted({p.area for p in projects})))


def import_budgets(
    store: Store, actor: Actor, budgets: Sequence[NewBudget], occasion: Occasion
) -> Changed:
    """Grant each row of a table its amount, all in one change.

    A row for the year in which its area was founded, and before that day, is booked on that day.

    Raises
    ------
    Refused
        `not_founded`, `resting` or `amount`, with the place in the file.
    """
    access.require(actor, access.Action.IMPORT_BUDGETS)
    notes = []
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        change = parts.areas.record(actor, ChangeKind.BUDGETS, occasion)
        for row in budgets:
            on = row.on
            try:
                spells = parts.areas.spells(row.area)
                founded = spells[0].valid_from if spells else on
                if on < founded and on == founded.replace(month=1, day=1):
                    on = founded
                    notes.append(ON_FOUNDING)
                spells = fit_spells(parts, row.area, on)
                hops = hops_of(parts.areas, row.area, on, spells)
            except Refused as refused:
                refused.place = row.place
                raise
            postings = (
                Posting(row.area, Account.GRANT, -row.cents),
                Posting(row.area, Account.AVAILABLE, row.cents),
            )
            entry = Entry(ChangeKind.GRANT, on, postings)
            parts.money.post(change, entry, *passed_on(entry, hops))
    areas = tuple(sorted({row.area for row in budgets}))
    return Changed(change, areas, notes=tuple(dict.fromkeys(notes)))


def import_engagement(
    store: Store, actor: Actor, engagement: Sequence[Engagement], occasion: Occasion
) -> Changed:
    """Take in how people took part: meetings, votes, volunteering, surveys.

    Raises
    ------
    Refused
        A rule on date or reason.
    """
    access.require(actor, access.Action.IMPORT_ENGAGEMENT)
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        change = parts.areas.record(actor, ChangeKind.ENGAGEMENT, occasion)
        numbers = parts.projects.add_engagement(change, engagement)
        known = parts.projects.all() if any(one.project for one in engagement) else []
        places = {p.id: p.place for p in known}
        new = [
            Newcomer(number, one.area, one.on, places.get(one.project or ""))
            for number, one in zip(numbers, engagement, strict=True)
        ]
        follow(parts, change, new)
    return Changed(change, tuple(sorted({one.area for one in engagement})))


def _differs(project: Project, known: Project) -> bool:
    return (project.title, project.kind) != (known.title, known.kind)


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


def _refuse_same_rows(postcodes: Sequence[NewPostcode]) -> None:
    seen = set()
    for row in postcodes:
        if (row.code, row.block) in seen:
            refused = _duplicates([f"{row.code} {row.block}"])
            refused.place = row.place
            raise refused
        seen.add((row.code, row.block))


def _refuse_duplicates(keys: Sequence[tuple[str, object]]) -> None:
    seen = Counter((key.strip().casefold(), rest) for key, rest in keys)
    twice = sorted({key for (key, _), times in seen.items() if times > 1})
    if twice:
        raise _duplicates(twice)


def _duplicates(ids: Sequence[str]) -> Refused:
    return Refused(
        "duplicate",
        N_("These ids stand more than once: {which}. Keep one of each."),
        ids=ids,
        which=list(ids),
    )
