"""What concerns a partner: its projects, and what is proposed where it is at work or was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundaries.participation import Status

if TYPE_CHECKING:
    from boundaries.model import Project
    from boundaries.participation import Proposal
    from boundaries.people import Partner
    from boundaries.store import Parts

OPEN = frozenset({Status.SUBMITTED, Status.CONSULTED, Status.WAITING})


class Concerns(NamedTuple):
    """Projects that name a partner, newest first, and open proposals, newest first."""

    projects: list[Project]
    proposals: list[Proposal]


def concerns(parts: Parts, partner: Partner) -> Concerns:
    """Return what concerns a partner today.

    A project names its partners in free text, so the name is looked for in it, as whole words. A
    proposal concerns it when it is about an area in which it has such a project or was asked
    something.
    """
    today = parts.areas.today()
    wanted = _words(partner.name)
    projects = [p for p in parts.projects.all() if wanted in _words(p.partners)]
    projects.sort(key=lambda p: p.status_on, reverse=True)
    areas = {p.area for p in projects}
    areas |= {q.area for q in parts.participation.questions(partner=partner.id)}
    proposals = [
        p
        for p in parts.participation.proposals()
        if p.status(today) in OPEN and areas.intersection(claim.area for claim in p.claims)
    ]
    return Concerns(projects, proposals)


def _words(text: str) -> str:
    """Return text as its words with a space around each, to look for whole ones in it."""
    words = "".join(mark if mark.isalnum() else " " for mark in text.casefold()).split()
    return f" {' '.join(words)} "
