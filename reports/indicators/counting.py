"""Counting the parts of indicators: for each area that stands on a day, and all together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from boundaries.model import Balance, EngagementKind
from geo.measures import M2_PER_HA
from reports.indicators.living import living
from reports.indicators.parts import Part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from boundaries.model import AreaId, AreaVersion, Engagement
    from boundaries.store import Parts
    from reports.indicators.living import Living

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Column:
    """A part of each area in order, and of all together; None where it isn't known.

    `people` and `all_people` say how many people each figure is about, where it is about people;
    `rest` is how many of those in the total are of no area that stands.
    """

    values: Sequence[float | None]
    total: float | None
    people: Sequence[int | None] | None = None
    all_people: int | None = None
    rest: int = 0


@dataclass(frozen=True)
class Scene:
    """The areas that stand on a day, and the day that growth is counted from."""

    parts: Parts
    day: dt.date
    since: dt.date
    versions: Sequence[AreaVersion]

    @property
    def ids(self) -> list[AreaId]:
        """The ids of the areas, in order."""
        return [v.area for v in self.versions]

    @cached_property
    def living(self) -> Living:
        """Who lives in the areas: several parts need it, and it takes the longest."""
        return living(self.parts, [v.geometry for v in self.versions], self.day)


Columns = dict[Part, Column]


def count(scene: Scene, wanted: Iterable[Part]) -> Columns:
    """Return the columns of the parts that are wanted, and of what is counted with them."""
    asked = set(wanted)
    found: Columns = {}
    for parts, counted in _COUNTED.items():
        if not asked.isdisjoint(parts):
            found |= counted(scene)
    return found


def _of_land(scene: Scene) -> Columns:
    lands = [v.geometry for v in scene.versions]
    sizes = [float(land.area) for land in lands]
    began: dict[AreaId, dt.date] = {}
    for version in scene.parts.areas.through():
        began[version.area] = min(version.valid_from, began.get(version.area, version.valid_from))
    ages = [(scene.day - began[area]).days / DAYS_IN_YEAR for area in scene.ids]
    # Land of two areas counts once in the total.
    whole = float(shapely.union_all(lands).area)
    return {
        Part.HECTARES: Column([m2 / M2_PER_HA for m2 in sizes], whole / M2_PER_HA),
        Part.CIRCLE: Column([4 * math.pi * m2 for m2 in sizes], None),
        Part.SQUARE: Column([float(land.length) ** 2 for land in lands], None),
        Part.AGE: Column(ages, None),
    }


def _of_people(scene: Scene) -> Columns:
    counted = scene.living
    residents, households = counted.residents, counted.households
    return {
        Part.RESIDENTS: Column(residents, counted.all_residents, residents, counted.all_residents),
        Part.HOUSEHOLDS: Column(
            households, counted.all_households, households, counted.all_households
        ),
    }


def _of_growth(scene: Scene) -> Columns:
    then = scene.parts.areas.at(scene.since)
    old = {v.area: i for i, v in enumerate(then)}
    lands = [v.geometry for v in scene.versions]
    now = scene.living
    before = living(scene.parts, [v.geometry for v in then], scene.since)
    k = scene.parts.areas.municipality().k
    m2: list[float | None] = []
    grown: list[int | None] = []
    about: list[int | None] = []
    for index, version in enumerate(scene.versions):
        place = old.get(version.area)
        if place is None:
            m2.append(None)
            grown.append(None)
            about.append(None)
            continue
        m2.append(float(version.geometry.area - then[place].geometry.area))
        pair = (now.residents[index], before.residents[place])
        grown.append(_less(*pair))
        about.append(_about(*pair, k))
    land = float(shapely.union_all(lands).area)
    land_then = float(shapely.union_all([v.geometry for v in then]).area)
    both = (now.all_residents, before.all_residents)
    return {
        Part.GROWN_M2: Column(m2, land - land_then),
        Part.GROWN_RESIDENTS: Column(grown, _less(*both), about, _about(*both, k)),
    }


def _less(now: int | None, then: int | None) -> int | None:
    return None if now is None or then is None else now - then


def _about(now: int | None, then: int | None, k: int) -> int | None:
    """Return how many people a difference is about: as few as the few who were there then.

    Nothing changed is about nobody: who lives there is hidden by the count of now.
    """
    if now is None or then is None:
        return None
    return then if 0 < then < k and now != then else abs(now - then)


def _of_projects(scene: Scene) -> Columns:
    counted: dict[Part, Counter[AreaId]] = {part: Counter() for part in _PROJECTS}
    for project in scene.parts.projects.at(scene.day):
        if project.status_on.year == scene.day.year:
            for part in (Part.PROJECTS, Part(project.kind.value), Part(project.status.value)):
                counted[part][project.area] += 1
    return {
        part: Column([found[area] for area in scene.ids], found.total())
        for part, found in counted.items()
    }


def _of_money(scene: Scene) -> Columns:
    held = scene.parts.money.balances(scene.day)
    rows = [held.get(area, Balance()) for area in scene.ids]
    # What an area spent that went since is in the total: no euro is lost.
    total = sum(held.values(), Balance())
    return {
        part: Column([getattr(row, part.value) for row in rows], getattr(total, part.value))
        for part in _MONEY
    }


def _of_engagement(scene: Scene) -> Columns:
    by_area: dict[AreaId, list[Engagement]] = defaultdict(list)
    every = [e for e in scene.parts.projects.engagement(scene.day) if e.on.year == scene.day.year]
    for one in every:
        by_area[one.area].append(one)
    rows = [by_area[area] for area in scene.ids]
    took_part = [_people(row) for row in rows]
    gave = [_people(_timed(row)) for row in rows]
    meetings = [_meetings(row) for row in rows]
    everybody, givers = _people(every), _people(_timed(every))
    return {
        Part.PARTICIPANTS: Column(
            took_part, everybody, took_part, everybody, everybody - sum(took_part)
        ),
        Part.HOURS: Column(
            [_hours(row) for row in rows], _hours(every), gave, givers, givers - sum(gave)
        ),
        Part.MEETINGS: Column(meetings, _meetings(every)),
    }


def _people(engagement: Iterable[Engagement]) -> int:
    return sum(one.participants for one in engagement)


def _timed(engagement: Iterable[Engagement]) -> list[Engagement]:
    return [one for one in engagement if one.hours is not None]


def _meetings(engagement: Iterable[Engagement]) -> int:
    return sum(one.kind is EngagementKind.MEETING for one in engagement)


def _hours(engagement: Sequence[Engagement]) -> float | None:
    """Return the hours given; None where volunteers worked and nobody counted."""
    if any(e.kind is EngagementKind.VOLUNTEERING and e.hours is None for e in engagement):
        return None
    return math.fsum(one.hours or 0.0 for one in engagement)


_PROJECTS = (
    Part.PROJECTS,
    Part.QUICK_WINS,
    Part.LONG_HAULS,
    Part.IDEA,
    Part.CHECKED,
    Part.CHOSEN,
    Part.RUNNING,
    Part.DONE,
    Part.STOPPED,
)
_MONEY = (Part.GRANTED, Part.COMMITTED, Part.SPENT, Part.LEFT)
_COUNTED: dict[tuple[Part, ...], Callable[[Scene], Columns]] = {
    (Part.HECTARES, Part.CIRCLE, Part.SQUARE, Part.AGE): _of_land,
    (Part.RESIDENTS, Part.HOUSEHOLDS): _of_people,
    (Part.GROWN_M2, Part.GROWN_RESIDENTS): _of_growth,
    _PROJECTS: _of_projects,
    _MONEY: _of_money,
    (Part.PARTICIPANTS, Part.HOURS, Part.MEETINGS): _of_engagement,
}
