"""Projects of an area: a new one, how far it is, who took part, and a line of thanks."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.commands.money import check_cents, commit_postings, fit_spells, passed_on
from boundaries.errors import Refused, Unknown
from boundaries.following import Newcomer, follow, hops_of
from boundaries.language import N_
from boundaries.model import (
    Balance,
    Changed,
    ChangeKind,
    Engagement,
    Entry,
    Project,
    ProjectStatus,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from shapely.geometry import Point

    from boundaries.model import (
        Actor,
        AreaId,
        ChangeId,
        EngagementKind,
        Occasion,
        Posting,
        ProjectKind,
    )
    from boundaries.store import Parts, Store

LONGEST_TITLE = 200
LONGEST_LINE = 200
MOST_PARTICIPANTS = 1_000_000
MOST_HOURS = 10_000_000.0


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project as it is entered; it has its status from the date of the occasion on.

    `cents` is what it asks; with `promised` they are committed to it in the same change. `place`
    is a point in metres of the municipality's CRS.
    """

    title: str
    kind: ProjectKind
    area: AreaId
    status: ProjectStatus = ProjectStatus.IDEA
    cents: int | None = None
    promised: bool = False
    partners: str = ""
    place: Point | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A project that was added: its id, and how its area stands after it."""

    change: ChangeId
    project: str
    area: AreaId
    balance: Balance


def add_project(store: Store, actor: Actor, new: NewProject, occasion: Occasion) -> Added:
    """Add a project to an area that stands, and commit what it costs where that is asked.

    Raises
    ------
    Refused
        `title`, `too_long`, `control_chars`, `amount`, `short`, `duplicate`, `not_founded`,
        `out_of_area`, `resting` and `divided` where money is committed, or a rule on the date.
    Conflict, Unknown
        When the area has gone, or there never was one.
    """
    access.require(actor, access.Action.ADD_PROJECT)
    checked = looked_at(new)
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        return enter(parts, actor, checked, occasion)


def looked_at(new: NewProject) -> NewProject:
    """Return a new project with its texts trimmed.

    Raises
    ------
    Refused
        `title`, `too_long`, `control_chars` or `amount`.
    """
    title = checked_line(new.title, LONGEST_TITLE)
    if not title:
        raise Refused("title", N_("The title is empty. Give the project a title."))
    if new.cents is not None:
        check_cents(new.cents)
    return replace(new, title=title, partners=checked_line(new.partners, LONGEST_TITLE))


def enter(parts: Parts, actor: Actor, new: NewProject, occasion: Occasion) -> Added:
    """Write a project that was looked at, in a transaction that is open."""
    on = occasion.on
    promised = new.promised and new.cents is not None
    spells = fit_spells(parts, new.area, on, releasing=not promised)
    _check_place(parts, new.place)
    known = parts.projects.all()
    _refuse_same(new, known, occasion)
    project = Project(
        _free_id({p.id.casefold() for p in known}),
        new.title,
        new.kind,
        new.area,
        new.status,
        on,
        new.place,
        new.partners,
        new.cents,
    )
    hops = hops_of(parts.areas, new.area, on, spells) if promised else []
    postings: tuple[Posting, ...] = ()
    if promised:
        postings = commit_postings(parts, new.area, project.id, on, hops, new.cents or 0)
    change = parts.areas.record(actor, ChangeKind.ADD_PROJECT, occasion)
    parts.projects.add(change, [project])
    follow(parts, change, [Newcomer(project.id, new.area, on, new.place)])
    if postings:
        entry = Entry(ChangeKind.COMMIT, on, postings, project.id)
        parts.money.post(change, entry, *passed_on(entry, hops))
    day = max(parts.areas.today(), on)
    balance = parts.money.balances(day, only=new.area).get(new.area, Balance())
    return Added(change, project.id, new.area, balance)


def set_project_status(
    store: Store, actor: Actor, project: str, status: ProjectStatus, occasion: Occasion
) -> Changed:
    """Record that a project reached another status on the date of the occasion.

    Raises
    ------
    Refused
        `duplicate` when it has a status on that day, `date` before its first one, or a rule on
        date or reason.
    Unknown
        `unknown_project`.
    """
    access.require(actor, access.Action.SET_PROJECT_STATUS)
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        one = _known(parts, project)
        reached = [day for day, _ in parts.projects.statuses()[one.id]]
        if occasion.on in reached:
            raise Refused(
                "duplicate",
                N_("{project} has a status of {date} already. Choose another date, or undo that."),
                ids=[one.id],
                project=one.title,
                date=occasion.on,
            )
        if occasion.on < reached[0]:
            raise Refused(
                "date",
                N_("{project} began on {date}. Choose that date or a later one."),
                ids=[one.id],
                project=one.title,
                date=reached[0],
            )
        change = parts.areas.record(actor, ChangeKind.SET_PROJECT_STATUS, occasion)
        then = Project(one.id, one.title, one.kind, one.area, status, occasion.on)
        parts.projects.add_statuses(change, [then])
    return Changed(change, (one.area,))


def engage(
    store: Store,
    actor: Actor,
    area: AreaId,
    kind: EngagementKind,
    participants: int,
    occasion: Occasion,
    *,
    hours: float | None = None,
    project: str | None = None,
) -> Changed:
    """Record how people took part on the date of the occasion.

    Parameters
    ----------
    hours
        All together; None where nobody counted them, which isn't 0.

    Raises
    ------
    Refused
        `number`, `not_founded`, or a rule on date or reason.
    Conflict, Unknown
        When the area has gone or there never was one; `unknown_project`.
    """
    access.require(actor, access.Action.ENGAGE)
    if not 0 <= participants <= MOST_PARTICIPANTS:
        raise Refused("number", N_("The number of participants is 0 to a million. Mend it."))
    if hours is not None and not (math.isfinite(hours) and 0 <= hours <= MOST_HOURS):
        raise Refused("number", N_("Hours are 0 or more. Leave them out when nobody counted."))
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        fit_spells(parts, area, occasion.on, releasing=True)
        about = None if project is None else _known(parts, project)
        change = parts.areas.record(actor, ChangeKind.ENGAGE, occasion)
        one = Engagement(
            area, occasion.on, kind, participants, hours, None if about is None else about.id
        )
        (number,) = parts.projects.add_engagement(change, [one])
        place = None if about is None else about.place
        follow(parts, change, [Newcomer(number, area, occasion.on, place)])
    return Changed(change, (area,))


def thank(store: Store, actor: Actor, project: str, line: str, occasion: Occasion) -> Changed:
    """Put a line of thanks under a finished project, for all to read; an empty one takes it back.

    Raises
    ------
    Refused
        `not_done`, `too_long`, `control_chars`, or a rule on date or reason.
    Unknown
        `unknown_project`.
    """
    access.require(actor, access.Action.THANK)
    written = checked_line(line, LONGEST_LINE)
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        one = _known(parts, project)
        if one.status is not ProjectStatus.DONE:
            raise Refused(
                "not_done",
                N_("{project} is not done yet. Say thanks when it is."),
                ids=[one.id],
                project=one.title,
            )
        change = parts.areas.record(actor, ChangeKind.THANK, occasion)
        parts.projects.thank(change, one.id, written)
    return Changed(change, (one.area,))


def checked_line(text: str, most: int) -> str:
    """Return one trimmed line of text.

    Raises
    ------
    Refused
        `control_chars` or `too_long`.
    """
    if rules.has_control_characters(text):
        raise Refused("control_chars", N_("The text holds hidden characters. Type it again."))
    trimmed = text.strip()
    if len(trimmed) > most:
        raise Refused(
            "too_long",
            N_("The text has {n} characters; {most} is the most. Make it shorter."),
            n=len(trimmed),
            most=most,
        )
    return trimmed


def _known(parts: Parts, text: str) -> Project:
    asked = text.strip().casefold()
    found = next((p for p in parts.projects.all() if p.id.strip().casefold() == asked), None)
    if found is None:
        shown = "?" if rules.has_control_characters(text) else text[:60]
        raise Unknown(
            "unknown_project",
            N_("There is no project {project}. Add it first."),
            ids=[shown],
            project=shown,
        )
    return found


def _check_place(parts: Parts, place: Point | None) -> None:
    if place is not None and not rules.lies_near(place, parts.areas.municipality().within):
        raise Refused(
            "out_of_area",
            N_("This lies outside {municipality}. Stay inside the municipality."),
            municipality=parts.areas.municipality().name,
        )


def _refuse_same(new: NewProject, known: Collection[Project], occasion: Occasion) -> None:
    """Refuse what was sent twice: a project of that title, of that day, in that area."""
    for one in known:
        same = (one.title.casefold(), one.kind, one.area, one.status_on) == (
            new.title.casefold(),
            new.kind,
            new.area,
            occasion.on,
        )
        if same:
            raise Refused(
                "duplicate",
                N_("{project} of {date} was added already. Give this one another title."),
                ids=[one.id],
                project=one.title,
                date=occasion.on,
            )


def _free_id(taken: Collection[str]) -> str:
    number = len(taken) + 1
    while f"p-{number}" in taken:
        number += 1
    return f"P-{number}"
