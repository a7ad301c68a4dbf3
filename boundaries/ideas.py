"""Ideas for a project that residents hand in, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from boundaries.model import Owner

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.model import Actor, AreaId, LinkId
    from boundaries.store import Parts

IdeaId = NewType("IdeaId", int)


class IdeaStatus(StrEnum):
    """What became of an idea."""

    NEW = "new"
    TAKEN = "taken"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody would like for an area; its maker has a private link and no name.

    `project` is what became of it, `answer` why nothing did.
    """

    area: AreaId
    title: str
    text: str
    handed_in: dt.date
    link: LinkId
    status: IdeaStatus = IdeaStatus.NEW
    answer: str = ""
    project: str | None = None
    id: IdeaId = IdeaId(0)

    @property
    def owner(self) -> Owner:
        """Whose it is."""
        return Owner(link=self.link)


class Ideas(Protocol):
    """The ideas of one municipality. They stand in no log: they are between two people."""

    def all(self) -> list[Idea]:
        """Return all ideas, the newest first."""

    def idea(self, number: IdeaId) -> Idea | None:
        """Return one idea."""

    def handed_in_since(self, day: dt.date, *, link: LinkId | None = None) -> int:
        """Return how many ideas came in from a day on: in all, or by a private link."""

    def keep(self, idea: Idea) -> IdeaId:
        """Write an idea: a new one under the next number when its id is 0, else in its place."""


def waiting(parts: Parts) -> list[Idea]:
    """Return the ideas that wait for an answer, the oldest first.

    One that was taken up waits again when its project was undone.
    """
    there = {p.id for p in parts.projects.all()}
    return [i for i in reversed(parts.ideas.all()) if is_open(i, there)]


def is_open(idea: Idea, projects: set[str]) -> bool:
    """Return whether an idea waits for an answer.

    Parameters
    ----------
    projects
        Ids of the projects that are there.
    """
    undone = idea.status is IdeaStatus.TAKEN and idea.project not in projects
    return idea.status is IdeaStatus.NEW or undone


def own_ideas(parts: Parts, actor: Actor) -> list[Idea]:
    """Return the ideas of who acts, the newest first."""
    return [i for i in parts.ideas.all() if actor.owns(i.owner)]
