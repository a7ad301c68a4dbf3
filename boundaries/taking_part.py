"""Who took part in a year up to a day, and of which areas that may be told.

The figure grows with each thing that people take part in: what it was the day before says how
many took part in it. So it is given by whole quarters of a year, and all that is published of a
year up to a day is settled together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from boundaries.model import STILL
from boundaries.small_numbers import Count, Scene, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from boundaries.model import AreaId, Engagement
    from boundaries.store import Parts

    Ids = frozenset[int]

DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Of which areas it may not be told, and whether that goes for all together."""

    areas: frozenset[AreaId]
    total: bool


class _Day(NamedTuple):
    """What had been in the year by a day, by the area it counts for; `rest` is of areas gone."""

    by_area: dict[AreaId, Ids]
    rest: Ids


def took_part_hidden(
    parts: Parts, day: dt.date, counts: Callable[[Engagement], bool] = lambda _: True
) -> Hidden:
    """Return of which areas that stand on `day` it is hidden who took part in its year, up to it.

    Parameters
    ----------
    counts
        Which engagement counts, such as that whose hours were counted.
    """
    days = [*_days(parts, day, counts)]
    people: dict[int, int] = {}
    for one in parts.projects.engagement(day):
        people[one.id] = one.participants
    books = _Books(people)
    if not days:
        return Hidden(frozenset(), total=False)
    scenes = [books.scene(here) for here in days]
    sums, worth = books.in_pieces(scenes)
    settled = settle(sums, scenes, worth, parts.areas.municipality().k)
    last = days[-1].by_area.items()
    return Hidden(
        frozenset(a for a, ids in last if books.places[a, ids] in settled.counts),
        len(scenes) - 1 in settled.totals,
    )


def quarter_before(day: dt.date) -> dt.date | None:
    """Return the last day of the last quarter of its year that is over on a day, if there is one.

    On the last day of a quarter it is over.
    """
    tomorrow = day + DAY
    month = (tomorrow.month - 1) // 3 * 3 + 1
    end = tomorrow.replace(month=month, day=1) - DAY
    return end if end.year == day.year else None


def _days(parts: Parts, day: dt.date, counts: Callable[[Engagement], bool]) -> Iterator[_Day]:
    """Give each day of the year on which a quarter was over or areas became others."""
    versions = parts.areas.through()
    changed = {v.valid_from for v in versions} | {v.valid_to for v in versions} - {STILL}
    ends = {dt.date(day.year, month, 1) - DAY for month in (4, 7, 10)} | {dt.date(day.year, 12, 31)}
    for on in sorted({day, *(d for d in ends | changed if d.year == day.year and d < day)}):
        end = quarter_before(on)
        if end is None:
            continue
        standing = [v.area for v in versions if v.valid_from <= on < v.valid_to]
        found = parts.projects.engagement(on)
        known = [e for e in found if e.on.year == day.year and e.on <= end and counts(e)]
        yield _day(standing, known)


def _day(standing: Sequence[AreaId], engagement: Sequence[Engagement]) -> _Day:
    found: dict[AreaId, set[int]] = {area: set() for area in standing}
    rest = {e.id for e in engagement if e.area not in found}
    for one in engagement:
        if one.area in found:
            found[one.area].add(one.id)
    return _Day({area: frozenset(ids) for area, ids in found.items()}, frozenset(rest))


class _Books:
    """Every count that there was of the year, each once."""

    def __init__(self, people: dict[int, int]) -> None:
        self._people = people
        self.places: dict[tuple[AreaId, Ids], int] = {}
        self.counts: list[Count] = []

    def scene(self, here: _Day) -> Scene:
        """Return what is published of a day."""
        now = {self._place(area, ids) for area, ids in here.by_area.items()}
        every = here.rest.union(*here.by_area.values())
        return Scene(frozenset(now), (self._sum(every),), every)

    def in_pieces(self, scenes: list[Scene]) -> tuple[list[Count], dict[int, tuple[float, ...]]]:
        """Return the counts, and how many people each piece holds; the scenes change along.

        What is in the same counts and totals always is one piece: nobody sees its parts.
        """
        sums = [*(count.pieces for count in self.counts), *(scene.pieces for scene in scenes)]
        groups: dict[tuple[int, ...], list[int]] = {}
        for one in sorted(frozenset[int]().union(*sums)):
            places = tuple(place for place, ids in enumerate(sums) if one in ids)
            groups.setdefault(places, []).append(one)
        pieces = {one: piece for piece, ids in enumerate(groups.values()) for one in ids}
        for place, scene in enumerate(scenes):
            scenes[place] = replace(scene, pieces=frozenset(pieces[i] for i in scene.pieces))
        counts = [replace(c, pieces=frozenset(pieces[i] for i in c.pieces)) for c in self.counts]
        worth: dict[int, tuple[float, ...]] = {}
        worth |= {p: (float(self._sum(frozenset(g))),) for p, g in enumerate(groups.values())}
        return counts, worth

    def _place(self, area: AreaId, ids: Ids) -> int:
        key = (area, ids)
        if key not in self.places:
            self.places[key] = len(self.counts)
            self.counts.append(Count(area, (self._sum(ids),), ids))
        return self.places[key]

    def _sum(self, ids: Ids) -> int:
        return sum(self._people[i] for i in ids)
