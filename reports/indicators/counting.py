"""Counting the parts of indicators: for each area that stands on a day, and all together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from boundaries.living import lives
from boundaries.model import Account, EngagementKind
from boundaries.taking_part import quarter_before, took_part_hidden
from geo.measures import M2_PER_HA
from reports.indicators.living import living
from reports.indicators.parts import Part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from boundaries.living import Lives
    from boundaries.model import AreaId, AreaVersion, Engagement
    from boundaries.store import Parts
    from reports.indicators.living import Living

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Column:
    """A part of each area in order, and of all together; None where it isn't known.

    `hidden` are the places of those that may not be told, since they are about too few people or
    tell of a few; `total_hidden` says that of the total.
    """

    values: Sequence[float | None]
    total: float | None
    hidden: frozenset[int] = frozenset()
    total_hidden: bool = False


@dataclass(frozen=True)
class Scene:
    """The areas that stand on a day, and the day that growth is counted from.

    `year` says whether money is that of the year of the day alone, else it is that of all time.
    """

    parts: Parts
    day: dt.date
    since: dt.date
    versions: Sequence[AreaVersion]
    year: bool = False

    @property
    def ids(self) -> list[AreaId]:
        """The ids of the areas, in order."""
        return [v.area for v in self.versions]

    @cached_property
    def lives(self) -> Lives:
        """Who lives in all areas there ever were: several parts need it."""
        return lives(self.parts)

    @cached_property
    def living(self) -> Living:
        """Who lives in the areas that stand."""
        return living(self.lives, self.versions, self.day)


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
    now = scene.living
    return {
        Part.RESIDENTS: Column(now.residents, now.all_residents, now.hidden, now.total_hidden),
        Part.HOUSEHOLDS: Column(now.households, now.all_households, now.hidden, now.total_hidden),
    }


def _of_growth(scene: Scene) -> Columns:
    then = scene.parts.areas.at(scene.since)
    old = {v.area: i for i, v in enumerate(then)}
    now, before = scene.living, living(scene.lives, then, scene.since)
    m2: list[float | None] = []
    grown: list[int | None] = []
    hid: set[int] = set()
    for index, version in enumerate(scene.versions):
        place = old.get(version.area)
        if place is None:
            m2.append(None)
            grown.append(None)
            continue
        m2.append(float(version.geometry.area - then[place].geometry.area))
        grown.append(_less(now.residents[index], before.residents[place]))
        # What may be told of both days is equally many, or tells of many (`small_numbers`).
        if index in now.hidden or place in before.hidden:
            hid.add(index)
    land = float(shapely.union_all([v.geometry for v in scene.versions]).area)
    land_then = float(shapely.union_all([v.geometry for v in then]).area)
    total = _less(now.all_residents, before.all_residents)
    total_hidden = now.total_hidden or before.total_hidden
    return {
        Part.GROWN_M2: Column(m2, land - land_then),
        Part.GROWN_RESIDENTS: Column(grown, total, frozenset(hid), total_hidden),
    }


def _less(now: int | None, then: int | None) -> int | None:
    return None if now is None or then is None else now - then


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
    left = {area: balance.available for area, balance in held.items()}
    if scene.year:
        cents = _booked_in_year(scene) | {Part.LEFT: left}
    else:
        cents = {
            part: {area: getattr(balance, part.value) for area, balance in held.items()}
            for part in _MONEY
        }
    # What was booked on areas that went since is in the total: no euro is lost.
    return {
        part: Column([found.get(area, 0) for area in scene.ids], sum(found.values()))
        for part, found in cents.items()
    }


def _booked_in_year(scene: Scene) -> dict[Part, dict[AreaId, int]]:
    """Return what was granted, committed and spent in the year up to the day, by area.

    What areas hand on to each other touches more than one, and is none of these.
    """
    found: dict[Part, Counter[AreaId]] = {
        part: Counter() for part in (Part.GRANTED, Part.COMMITTED, Part.SPENT)
    }
    first = scene.day.replace(month=1, day=1)
    for entry in scene.parts.money.between(first, scene.day, only=None):
        if len({posting.area for posting in entry.postings}) > 1:
            continue
        spends = any(posting.account is Account.SPENT for posting in entry.postings)
        for posting in entry.postings:
            match posting.account:
                case Account.GRANT | Account.EXTERNAL:
                    found[Part.GRANTED][posting.area] -= posting.cents
                case Account.SPENT:
                    found[Part.SPENT][posting.area] += posting.cents
                case Account.COMMITTED if not spends:
                    found[Part.COMMITTED][posting.area] += posting.cents
    return {part: dict(counted) for part, counted in found.items()}


def _of_engagement(scene: Scene) -> Columns:
    by_area: dict[AreaId, list[Engagement]] = defaultdict(list)
    end = quarter_before(scene.day)
    if end is None:
        nothing = Column([None] * len(scene.ids), None)
        return dict.fromkeys((Part.PARTICIPANTS, Part.HOURS, Part.MEETINGS), nothing)
    known = scene.parts.projects.engagement(scene.day)
    every = [e for e in known if e.on.year == scene.day.year and e.on <= end]
    for one in every:
        by_area[one.area].append(one)
    rows = [by_area[area] for area in scene.ids]
    return {
        Part.PARTICIPANTS: Column(
            [_people(row) for row in rows], _people(every), *_hidden(scene, lambda _: True)
        ),
        Part.HOURS: Column([_hours(row) for row in rows], _hours(every), *_hidden(scene, _timed)),
        Part.MEETINGS: Column([_meetings(row) for row in rows], _meetings(every)),
    }


def _hidden(scene: Scene, counts: Callable[[Engagement], bool]) -> tuple[frozenset[int], bool]:
    found = took_part_hidden(scene.parts, scene.day, counts)
    return frozenset(i for i, area in enumerate(scene.ids) if area in found.areas), found.total


def _people(engagement: Iterable[Engagement]) -> int:
    return sum(one.participants for one in engagement)


def _timed(engagement: Engagement) -> bool:
    return engagement.hours is not None


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
