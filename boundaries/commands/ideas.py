"""Ideas for a project: handed in by whoever lives here, taken up or declined with an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.commands.projects import (
    LONGEST_TITLE,
    NewProject,
    checked_line,
    enter,
    looked_at,
)
from boundaries.errors import Refused
from boundaries.ideas import Idea, IdeaStatus, is_open
from boundaries.language import N_

if TYPE_CHECKING:
    from boundaries.commands.projects import Added
    from boundaries.ideas import IdeaId
    from boundaries.model import Actor, AreaId, Occasion, ProjectKind
    from boundaries.store import Parts, Store

MOST_A_DAY = 200
"""Ideas that a municipality takes in a day, or one visitor could fill the store."""
MOST_BY_LINK = 5
"""Ideas of one private link in a day."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An idea that was handed in, and the secret of its private link, told this once.

    The secret is empty for who acted by a private link already.
    """

    idea: IdeaId
    secret: str


def hand_in_idea(store: Store, actor: Actor, area: AreaId, title: str, text: str) -> HandedIn:
    """Hand in an idea for an area; who did is asked nowhere.

    It is no change: until it is taken up it stands in no log.

    Raises
    ------
    Refused
        `title`, `too_long`, `control_chars`, or `too_many` when a private link or the whole
        municipality handed in its share of today.
    Conflict, Unknown
        When the area has gone, or there never was one.
    """
    access.require(actor, access.Action.HAND_IN_IDEA)
    line = checked_line(title, LONGEST_TITLE)
    if not line:
        raise Refused("title", N_("Say in a few words what your idea is."))
    told = _checked_text(text)
    with store.write() as parts:
        today = parts.areas.today()
        parts.areas.latest(area)
        _refuse_flood(parts, actor)
        # Who has a link keeps it: all ideas of one maker stand together.
        link, secret = actor.link, ""
        if link is None:
            link, secret = parts.people.new_link(today)
        number = parts.ideas.keep(Idea(area, line, told, today, link))
    return HandedIn(number, secret)


def take_up_idea(
    store: Store,
    actor: Actor,
    number: IdeaId,
    kind: ProjectKind,
    occasion: Occasion,
    *,
    area: AreaId | None = None,
) -> Added:
    """Make a project of an idea; it begins as one.

    Parameters
    ----------
    area
        Where it is done; None is where it was handed in for.

    Raises
    ------
    Refused
        `unknown_idea`, `answered`, or as `add_project`.
    """
    access.require(actor, access.Action.TAKE_UP_IDEA)
    with store.write() as parts:
        rules.check_occasion(occasion, parts.areas.today())
        idea = _known(parts, number)
        new = looked_at(NewProject(idea.title, kind, area or idea.area))
        added = enter(parts, actor, new, occasion)
        taken = replace(idea, status=IdeaStatus.TAKEN, answer="", project=added.project)
        parts.ideas.keep(taken)
    return added


def decline_idea(store: Store, actor: Actor, number: IdeaId, answer: str) -> None:
    """Answer an idea of which nothing becomes; its maker reads why.

    Raises
    ------
    Refused
        `answer` when it is empty, `too_long`, `control_chars`, `unknown_idea` or `answered`.
    """
    access.require(actor, access.Action.DECLINE_IDEA)
    told = _checked_text(answer)
    if not told:
        raise Refused("answer", N_("Say why nothing becomes of it. The maker reads it."))
    with store.write() as parts:
        idea = _known(parts, number)
        parts.ideas.keep(replace(idea, status=IdeaStatus.DECLINED, answer=told, project=None))


def _known(parts: Parts, number: IdeaId) -> Idea:
    idea = parts.ideas.idea(number)
    if idea is None:
        raise Refused(
            "unknown_idea",
            N_("There is no idea {number}. Look for it in the list of ideas."),
            ids=[str(number)],
            number=str(number),
        )
    if not is_open(idea, {p.id for p in parts.projects.all()}):
        raise Refused(
            "answered",
            N_("{idea} was answered already. Look at the list again."),
            ids=[str(number)],
            idea=idea.title,
        )
    return idea


def _checked_text(text: str) -> str:
    if rules.has_control_characters(text, newline=True):
        raise Refused("control_chars", N_("The text holds hidden characters. Type it again."))
    if len(text) > rules.LONGEST_REASON:
        raise Refused(
            "too_long",
            N_("The text has {n} characters; {most} is the most. Make it shorter."),
            n=len(text),
            most=rules.LONGEST_REASON,
        )
    return text.strip()


def _refuse_flood(parts: Parts, actor: Actor) -> None:
    today = parts.areas.today()
    own = 0 if actor.link is None else parts.ideas.handed_in_since(today, link=actor.link)
    if own >= MOST_BY_LINK or parts.ideas.handed_in_since(today) >= MOST_A_DAY:
        raise Refused("too_many", N_("Too many ideas came in today. Hand yours in again tomorrow."))
