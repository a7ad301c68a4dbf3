"""The panel: a row for each area in each year that it stood, with its scale and what was done.

A row tells of the last day in the year on which the area stood. Its counts are those of
`reports.indicators` on that day, with the same numbers hidden: so the panel tells nothing that
the figures of its days don't. Counts stand beside what they are over (residents, days); a rate is
for who uses it to make.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from boundaries.model import ChangeKind
from boundaries.taking_part import quarter_before
from reports.indicators.counting import Scene, count
from reports.indicators.hiding import Shown
from reports.indicators.living import interpolated
from reports.indicators.parts import Part
from reports.research.rows import Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, AreaVersion, Change
    from boundaries.store import Parts
    from reports.indicators.counting import Column

DAY = dt.timedelta(1)
M2_PER_KM2 = 1_000_000.0
MOVED_M2 = 1.0
"""Land that differs by less is the same land."""
WANTED = (
    Part.AGE,
    Part.RESIDENTS,
    Part.PROJECTS,
    Part.QUICK_WINS,
    Part.LONG_HAULS,
    Part.DONE,
    Part.GRANTED,
    Part.COMMITTED,
    Part.SPENT,
)
ENGAGEMENT = (Part.PARTICIPANTS, Part.MEETINGS, Part.HOURS)
"""What takes long: all that was ever told of a year is settled together."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows by year and area, and the land of each in the municipality's CRS."""

    rows: list[Row]
    lands: list[BaseGeometry]


def panel(parts: Parts) -> Panel:
    """Return a row for each area in each year in which it stood, up to today.

    What was recorded of people and projects of an area that went goes along to what came of it:
    there it is counted, once, and its own row of that year has none (`counts_moved`).
    """
    today = parts.areas.today()
    story = _story(parts, today)
    standing = _standing(story.versions, today)
    by_day: dict[dt.date, list[_Stood]] = defaultdict(list)
    for one in standing:
        by_day[one.last].append(one)
    made: list[tuple[Row, BaseGeometry]] = []
    for day, here in by_day.items():
        made += _rows(parts, story, day, {one.area: one for one in here})
    made.sort(key=lambda one: (one[0].year, one[0].area_id))
    return Panel([row for row, _ in made], [land for _, land in made])


@dataclass(frozen=True, slots=True)
class _Stood:
    """In a year: the first and the last day that an area stood, and how many it did."""

    area: AreaId
    first: dt.date
    last: dt.date
    days: int


@dataclass(frozen=True, slots=True)
class _Story:
    """All that happened to the areas, as it is known now."""

    versions: dict[AreaId, list[AreaVersion]]
    began: dict[AreaId, Change]
    predecessors: Mapping[AreaId, Sequence[AreaId]]
    handed_on: frozenset[AreaId]
    centre: Point
    today: dt.date

    def began_on(self, area: AreaId) -> dt.date:
        return self.versions[area][0].valid_from

    def moved(self, stood: _Stood, end: dt.date) -> bool:
        return stood.area in self.handed_on and stood.last < end


def _story(parts: Parts, today: dt.date) -> _Story:
    versions: dict[AreaId, list[AreaVersion]] = defaultdict(list)
    for version in parts.areas.through():
        versions[version.area].append(version)
    for own in versions.values():
        own.sort(key=lambda v: v.valid_from)
    began: dict[AreaId, Change] = {}
    for change in parts.areas.changes():
        for area in change.successors or change.areas:
            began.setdefault(area, change)
    predecessors = parts.areas.predecessors()
    handed_on = frozenset(one for before in predecessors.values() for one in before)
    handed_on |= {area for area in versions if _gave_all(parts, area, versions[area][-1], today)}
    return _Story(
        dict(versions), began, predecessors, handed_on, _centre(parts, versions, today), today
    )


def _gave_all(parts: Parts, area: AreaId, last: AreaVersion, today: dt.date) -> bool:
    """Return whether an area that was dissolved left what it had done to another one."""
    if last.valid_to > today or parts.projects.homes(area):
        return False
    day = last.valid_to - DAY
    had = {one.area for one in parts.projects.at(day)}
    return area in had | {one.area for one in parts.projects.engagement(day)}


def _centre(
    parts: Parts, versions: Mapping[AreaId, Sequence[AreaVersion]], today: dt.date
) -> Point:
    """Return the mean of the middles of the building blocks: these are smaller where people live.

    Without blocks it is the middle of all land that was ever an area's.
    """
    lands = [b.geometry for b in parts.ground.blocks(today)]
    if not lands:
        lands = [v.geometry for own in versions.values() for v in own]
    return shapely.MultiPoint(shapely.centroid(np.array(lands, dtype=object)).tolist()).centroid


def _standing(versions: Mapping[AreaId, Sequence[AreaVersion]], today: dt.date) -> list[_Stood]:
    found = []
    for area, own in versions.items():
        for year in range(own[0].valid_from.year, min(own[-1].valid_to, today).year + 1):
            start, end = dt.date(year, 1, 1), min(dt.date(year, 12, 31), today)
            spells = [
                (max(v.valid_from, start), min(v.valid_to - DAY, end))
                for v in own
                if v.valid_from <= end and v.valid_to > start
            ]
            if spells:
                days = sum((last - first).days + 1 for first, last in spells)
                found.append(_Stood(area, spells[0][0], spells[-1][1], days))
    return found


def _rows(
    parts: Parts, story: _Story, day: dt.date, here: Mapping[AreaId, _Stood]
) -> list[tuple[Row, BaseGeometry]]:
    """Return the rows that tell of one day."""
    scene = Scene(parts, day, day, parts.areas.at(day), year=True)
    end = min(dt.date(day.year, 12, 31), story.today)
    counted = any(not story.moved(one, end) for one in here.values())
    columns = count(scene, (*WANTED, *ENGAGEMENT) if counted else WANTED)
    blocks = parts.ground.blocks(day)
    shares = interpolated(blocks, scene.versions)
    source = blocks[0].year if blocks else None
    made = []
    for place, version in enumerate(scene.versions):
        if (stood := here.get(version.area)) is not None:
            facts = _Facts(columns, place)
            row = _row(story, version, stood, facts, (source, shares[place]))
            made.append((row, version.geometry))
    return made


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was counted of one area."""

    columns: Mapping[Part, Column]
    place: int

    def shown(self, part: Part) -> Shown:
        column = self.columns[part]
        if column.values[self.place] is None:
            return Shown.MISSING
        return Shown.SMALL if self.place in column.hidden else Shown.VALUE

    def number(self, part: Part) -> float | None:
        return self.columns[part].values[self.place] if self.shown(part) is Shown.VALUE else None

    def whole(self, part: Part) -> int | None:
        number = self.number(part)
        return None if number is None else int(number)


def _row(
    story: _Story,
    version: AreaVersion,
    stood: _Stood,
    facts: _Facts,
    blocks: tuple[int | None, float | None],
) -> Row:
    end = min(dt.date(stood.last.year, 12, 31), story.today)
    moved = story.moved(stood, end)
    return Row(
        name=version.name,
        stood_at_end=stood.last == end,
        **_life(story, stood),
        **_scale(story, version.geometry, facts, blocks),
        **_done(_counted_since(story, stood), stood.last, facts, moved=moved),
    )


def _life(story: _Story, stood: _Stood) -> dict[str, Any]:
    """Return when an area stood, how it began and what moved its boundary in the year."""
    area, year = stood.area, stood.last.year
    change, began_on = story.began.get(area), story.began_on(area)
    kind = None if change is None else change.kind
    gained, lost = _moves(story.versions[area], year)
    return {
        "area_id": area,
        "year": year,
        "first_day": stood.first,
        "last_day": stood.last,
        "valid_days": stood.days,
        "began_on": began_on,
        "began_by": None if kind is None else kind.value,
        "initiator": None if change is None else change.occasion.initiator.value,
        "predecessors": tuple(story.predecessors.get(area, ())),
        "merger": began_on.year == year and kind is ChangeKind.MERGE,
        "split": began_on.year == year and kind in {ChangeKind.SPLIT, ChangeKind.CARVE_OUT},
        "grew": gained,
        "shrank": lost,
    }


def _scale(
    story: _Story, land: BaseGeometry, facts: _Facts, blocks: tuple[int | None, float | None]
) -> dict[str, Any]:
    """Return how large an area is, in land and people."""
    residents = facts.whole(Part.RESIDENTS)
    km2 = land.area / M2_PER_KM2
    return {
        "area_km2": km2,
        "perimeter_m": land.length,
        "compactness": 4 * math.pi * land.area / land.length**2,
        "distance_centre_m": float(land.centroid.distance(story.centre)),
        "age_years": facts.number(Part.AGE),
        "residents": residents,
        "residents_shown": facts.shown(Part.RESIDENTS).value,
        "residents_year": blocks[0],
        "residents_interpolated": None if residents is None else blocks[1],
        "density_km2": None if residents is None else residents / km2,
    }


def _done(since: dt.date, last: dt.date, facts: _Facts, *, moved: bool) -> dict[str, Any]:
    """Return what was done in an area, and over how many days that was counted."""
    until = quarter_before(last)

    def told(part: Part) -> int | None:
        return None if moved else facts.whole(part)

    def shown(part: Part) -> str:
        return (Shown.MISSING if moved else facts.shown(part)).value

    return {
        "counts_moved": moved,
        "engagement_days": 0 if until is None or moved else max((until - since).days + 1, 0),
        "participants": told(Part.PARTICIPANTS),
        "participants_shown": shown(Part.PARTICIPANTS),
        "meetings": told(Part.MEETINGS),
        "hours": None if moved else facts.number(Part.HOURS),
        "hours_shown": shown(Part.HOURS),
        "project_days": 0 if moved else (last - since).days + 1,
        "projects": told(Part.PROJECTS),
        "projects_quick_win": told(Part.QUICK_WINS),
        "projects_long_haul": told(Part.LONG_HAULS),
        "projects_done": told(Part.DONE),
        "granted_cents": facts.whole(Part.GRANTED),
        "committed_cents": facts.whole(Part.COMMITTED),
        "spent_cents": facts.whole(Part.SPENT),
    }


def _counted_since(story: _Story, stood: _Stood) -> dt.date:
    """Return since when in the year the counts are: what predecessors did counts here too."""
    area = stood.area
    own = story.predecessors.get(area, ())
    before = [story.began_on(one) for one in own if one in story.versions]
    if story.began_on(area).year < stood.last.year or not before:
        return stood.first
    return max(dt.date(stood.last.year, 1, 1), min(before))


def _moves(own: Sequence[AreaVersion], year: int) -> tuple[bool, bool]:
    """Return whether an area gained land in a year, and whether it lost any."""
    gained = lost = False
    for was, now in pairwise(own):
        if now.valid_from.year == year and not was.geometry.equals(now.geometry):
            gained |= now.geometry.difference(was.geometry).area >= MOVED_M2
            lost |= was.geometry.difference(now.geometry).area >= MOVED_M2
    return gained, lost
