"""The lives of projects: from idea to done, with the days on which they got there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boundaries.model import Project, ProjectKind, ProjectStatus
from data.demo.ideas import PHYSICAL, SOCIAL, SOCIAL_FIRST

if TYPE_CHECKING:
    import numpy as np
    from shapely.geometry import Point

    from boundaries.model import AreaId
    from data.demo.ideas import Idea, LongHaul

Step = tuple[dt.date, ProjectStatus]

ORDER = (
    ProjectStatus.IDEA,
    ProjectStatus.CHECKED,
    ProjectStatus.CHOSEN,
    ProjectStatus.RUNNING,
    ProjectStatus.DONE,
)
WAITS = {
    ProjectStatus.CHECKED: (6, 21),
    ProjectStatus.CHOSEN: (7, 30),
    ProjectStatus.RUNNING: (4, 28),
    ProjectStatus.DONE: (8, 95),
    ProjectStatus.STOPPED: (10, 60),
}
"""Days from one status to the next, at least and below, of a quick win."""
SLOWER = 6
"""How many times as long each status takes of a long haul."""
GIVEN_UP = 0.06
"""Share of the chosen quick wins that stop all the same."""


@dataclass(slots=True)
class Life:
    """A project with all the steps it will take; `told` of them are in the store.

    `ours` are the cents that the area pays, `promised` what of it is committed now.
    """

    id: str
    title: str
    kind: ProjectKind
    area: AreaId
    place: Point
    partners: str
    asked: int
    ours: int
    steps: list[Step]
    told: int = 0
    promised: int = field(default=0)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.told >= len(self.steps)

    def due(self, until: dt.date) -> list[Step]:
        """Return the steps that are to be told, up to and with a day."""
        return [step for step in self.steps[self.told :] if step[0] <= until]

    def stop(self, on: dt.date) -> None:
        """End it on a day, whatever was still to come."""
        if not self.over and self.told:
            self.steps[self.told :] = [(on, ProjectStatus.STOPPED)]

    def as_project(self, step: Step) -> Project:
        """Return how the project is at a step."""
        day, status = step
        return Project(
            self.id,
            self.title,
            self.kind,
            self.area,
            status,
            day,
            self.place,
            self.partners,
            self.asked,
        )


def steps(rng: np.random.Generator, first: dt.date, *, chosen: bool, slower: int = 1) -> list[Step]:
    """Return the steps of a project from the day of the idea on."""
    if chosen:
        path = list(ORDER)
        if slower == 1 and rng.random() < GIVEN_UP:
            path[-1] = ProjectStatus.STOPPED
    else:
        path = [ProjectStatus.IDEA, ProjectStatus.CHECKED, ProjectStatus.STOPPED]
    found = [(first, path[0])]
    return found + onward(rng, first, path[1:], slower)


def onward(
    rng: np.random.Generator, day: dt.date, path: list[ProjectStatus], slower: int = 1
) -> list[Step]:
    """Return the steps along a path after a day."""
    found = []
    for status in path:
        least, most = WAITS[status]
        day += dt.timedelta(int(rng.integers(least, most)) * slower)
        found.append((day, status))
    return found


def backward(rng: np.random.Generator, since: dt.date, last: Step) -> list[Step]:
    """Return the steps that led to one, evenly spread over the days after `since`."""
    day, status = last
    reached = ORDER.index(status) if status in ORDER else int(rng.integers(1, 3))
    days = (day - since).days
    return [
        (since + dt.timedelta(days * (i + 1) // (reached + 1)), ORDER[i]) for i in range(reached)
    ]


def title_of(rng: np.random.Generator, year: int, used: set[str]) -> Idea:
    """Return an idea that the area doesn't have this year yet, where there is one left."""
    physical = 0.65 if year < SOCIAL_FIRST else 0.3
    some = PHYSICAL if rng.random() < physical else SOCIAL
    left = [idea for idea in some if idea.title not in used] or list(SOCIAL)
    idea = left[int(rng.integers(len(left)))]
    used.add(idea.title)
    return idea


def long_haul(
    rng: np.random.Generator, told: LongHaul, number: str, area: AreaId, place: Point
) -> Life:
    """Return a long haul that begins in the first weeks of its year."""
    first = dt.date(told.year, 1, 10) + dt.timedelta(int(rng.integers(40)))
    cents = told.euros * 100
    return Life(
        id=number,
        title=told.title,
        kind=ProjectKind.LONG_HAUL,
        area=area,
        place=place,
        partners=told.partners,
        asked=cents,
        ours=int(cents * told.ours),
        steps=steps(rng, first, chosen=True, slower=SLOWER),
    )
