"""Who lives in all areas there ever were, and of which of them it may be told.

What is hidden on a day follows from all that is published of that day and of days before it: so
all of them are counted together, and settled by `boundaries.small_numbers`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from boundaries.model import STILL, OverlapPolicy
from boundaries.small_numbers import Count, Scene, Settled, few, settle
from geo.interpolation import carry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, AreaVersion, Block
    from boundaries.store import Parts

    Floats = NDArray[np.float64]

SAME_M2 = 1.0
"""Land that differs by less is the same land; areas that share less share nothing."""


class Key(NamedTuple):
    """What a count is of: an area's land, by the blocks of a year. A name doesn't matter."""

    year: int | None
    area: AreaId
    land: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """Residents and households, None where they aren't known; `hidden` ones may not be told."""

    residents: int | None
    households: int | None
    hidden: bool

    @property
    def shown_residents(self) -> int | None:
        """The residents as they may be published."""
        return None if self.hidden else self.residents

    @property
    def shown_households(self) -> int | None:
        """The households as they may be published."""
        return None if self.hidden else self.households


@dataclass(frozen=True, slots=True)
class Lives:
    """Who lives in the areas of all days, as they are known now."""

    years: Sequence[int]
    places: Mapping[Key, int]
    counts: Sequence[Count]
    days: Sequence[dt.date]
    scenes: Sequence[Scene]
    settled: Settled
    k: int

    def year(self, day: dt.date) -> int | None:
        """Return of which year the blocks of a day are: the latest not after it, else the first."""
        return _year_of(self.years, day)

    def of(self, version: AreaVersion, day: dt.date) -> Told | None:
        """Return who lives in an area as it stands on a day; None when it isn't known to."""
        place = self.places.get(Key(self.year(day), version.area, version.geometry.wkb))
        if place is None:
            return None
        residents, households = self.counts[place].people
        hidden = place in self.settled.counts
        return Told(residents, households, hidden)

    def shown_residents(self, version: AreaVersion, day: dt.date) -> int | None:
        """Return the residents of an area as they may be published; None where they may not."""
        told = self.of(version, day)
        return None if told is None else told.shown_residents

    def may_tell(self, area: AreaId, residents: int | None, day: dt.date) -> bool:
        """Return whether a count of land that an area was once thought to have may be told.

        Next to the count of its land as it is known now, it tells of those between the two.
        """
        if residents is None:
            return True
        scene = self._scene(day)
        now = [i for i in (scene.counts if scene else ()) if self.counts[i].owner == area]
        return not few(residents, self.k) and all(
            i not in self.settled.counts and not few(abs((n or 0) - residents), self.k)
            for i in now
            for n in self.counts[i].people[:1]
        )

    def total(self, day: dt.date) -> Told:
        """Return who lives in all areas of a day together; people in two areas count once."""
        place = bisect_right(self.days, day) - 1
        if place < 0:
            return Told(0, 0, hidden=False)
        residents, households = self.scenes[place].total or (None, None)
        hidden = place in self.settled.totals
        return Told(residents, households, hidden)

    def _scene(self, day: dt.date) -> Scene | None:
        place = bisect_right(self.days, day) - 1
        return self.scenes[place] if place >= 0 else None


def lives(parts: Parts) -> Lives:
    """Return who lives in all areas there ever were, with what may be told of them."""
    place = parts.areas.municipality()
    versions = parts.areas.through()
    years = parts.ground.years()
    overlap = place.overlap is not OverlapPolicy.FORBIDDEN or any(
        was.key == "overlap" for was in parts.areas.was_set()
    )
    days = _days(versions, years)
    firsts = {_year_of(years, day): day for day in reversed(days)}
    blocks = {year: parts.ground.blocks(day) for year, day in firsts.items()}
    return _lives(_Given(place.k, overlap, versions, years, days, blocks))


@dataclass(frozen=True, eq=False)
class _Given:
    """All that follows from it who lives where; equal when that is the same."""

    k: int
    overlap: bool
    versions: Sequence[AreaVersion]
    years: Sequence[int]
    days: Sequence[dt.date]
    blocks: Mapping[int | None, Sequence[Block]]

    @cached_property
    def lands(self) -> dict[int, bytes]:
        """The land of each version (logical id)."""
        return {v.logical: v.geometry.wkb for v in self.versions}

    @cached_property
    def mark(self) -> bytes:
        """What tells it from all others."""
        told = hashlib.blake2b(repr((self.k, self.overlap, self.years)).encode())
        for v in self.versions:
            told.update(repr((v.area, v.valid_from, v.valid_to)).encode() + self.lands[v.logical])
        for year, blocks in self.blocks.items():
            told.update(repr((year, [(b.residents, b.households) for b in blocks])).encode())
            for land in shapely.to_wkb(np.array([b.geometry for b in blocks], dtype=object)):
                told.update(land)
        return told.digest()

    def __hash__(self) -> int:
        return hash(self.mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Given) and self.mark == other.mark


# The same for every day that somebody asks for, and it takes longer than all else of a figure.
@lru_cache(maxsize=4)
def _lives(given: _Given) -> Lives:
    places: dict[Key, int] = {}
    counts: list[Count] = []
    worth: dict[int, tuple[float, ...]] = {}
    scenes: list[Scene] = []
    ground: _Ground | None = None
    for day in given.days:
        year = _year_of(given.years, day)
        if ground is None or ground.year != year:
            ground = _Ground(year, given.blocks[year])
            near = [v for v in given.versions if _stands_in(v, year, given.years)]
            keys = {Key(year, v.area, given.lands[v.logical]): v.geometry for v in near}
            found = ground.count(list(keys), list(keys.values()), worth)
            places |= {key: len(counts) + i for i, key in enumerate(keys)}
            counts += found
        standing = [
            (places[Key(year, v.area, given.lands[v.logical])], v.geometry)
            for v in given.versions
            if v.valid_from <= day < v.valid_to
        ]
        scenes.append(ground.scene(counts, dict(standing), overlap=given.overlap))
    settled = settle(counts, scenes, worth, given.k)
    return Lives(given.years, places, counts, given.days, scenes, settled, given.k)


@dataclass
class _Ground:
    """The blocks of a year, over which areas are counted."""

    year: int | None
    blocks: Sequence[Block]
    exact: dict[int, tuple[float, float]] = field(default_factory=dict)

    def count(
        self,
        keys: Sequence[Key],
        lands: Sequence[BaseGeometry],
        worth: dict[int, tuple[float, ...]],
    ) -> list[Count]:
        """Count who lives in pieces of land, and write down how many each common part holds."""
        residents, households = self._carried(lands)
        pieces, people, homes = self._pieces(lands, residents, households, len(worth))
        for piece, one, other in zip(sorted(set().union(*pieces)), people, homes, strict=True):
            worth[piece] = (float(one), float(other))
            self.exact[piece] = (float(one), float(other))
        return [
            Count(key.area, (_whole(one), _whole(other)), own)
            for key, own, one, other in zip(keys, pieces, residents, households, strict=True)
        ]

    def _pieces(
        self, lands: Sequence[BaseGeometry], residents: Floats, households: Floats, first: int
    ) -> tuple[list[frozenset[int]], Floats, Floats]:
        """Return of which pieces each land is, numbered from `first`, and who lives in these."""
        if _share_nothing(lands):
            own = [frozenset([first + i]) for i in range(len(lands))]
            return own, residents, households
        faces, members = _faces(lands)
        people, homes = self._carried(faces)
        groups: dict[frozenset[int], list[int]] = {}
        for face, member in enumerate(members):
            groups.setdefault(member, []).append(face)
        made: list[set[int]] = [set() for _ in lands]
        for number, member in enumerate(groups):
            for land in member:
                made[land].add(first + number)
        return (
            [frozenset(one) for one in made],
            np.array([np.sum(people[group]) for group in groups.values()]),
            np.array([np.sum(homes[group]) for group in groups.values()]),
        )

    def scene(
        self, counts: Sequence[Count], standing: Mapping[int, BaseGeometry], *, overlap: bool
    ) -> Scene:
        """Return what is published of a day."""
        pieces = frozenset[int]().union(*(counts[i].pieces for i in standing))
        people = [counts[i].people for i in standing]
        known = [all(one[column] is not None for one in people) for column in (0, 1)]
        exact = [self.exact[piece] for piece in pieces]
        once = (math.fsum(one for one, _ in exact), math.fsum(one for _, one in exact))
        # Where one area has no figure, the figure of the others would be read as that of all.
        total = tuple(_whole(n) if told else None for n, told in zip(once, known, strict=True))
        shared: tuple[int, ...] = ()
        if overlap and not _share_nothing(list(standing.values())):
            twice = [sum(one[column] or 0 for one in people) for column in (0, 1)]
            shared = tuple(n - (m or 0) for n, m in zip(twice, total, strict=True))
        return Scene(frozenset(standing), total, pieces, self.year, shared)

    def _carried(self, lands: Sequence[BaseGeometry]) -> tuple[Floats, Floats]:
        if not lands or not self.blocks:
            nothing = np.full(len(lands), np.nan)
            return nothing, nothing
        ground = np.array([b.geometry for b in self.blocks])
        wholes = np.array(lands, dtype=object)
        residents = _floats([b.residents for b in self.blocks])
        households = _floats([b.households for b in self.blocks])
        return carry(ground, residents, wholes), carry(ground, households, wholes)


def _share_nothing(lands: Sequence[BaseGeometry]) -> bool:
    """Return whether no two pieces of land share any."""
    both = float(np.sum(shapely.area(list(lands))) - shapely.area(shapely.union_all(list(lands))))
    return both < SAME_M2


def _faces(lands: Sequence[BaseGeometry]) -> tuple[list[BaseGeometry], list[frozenset[int]]]:
    """Return the faces that the borders of lands cut out, and of which lands each is."""
    lines = shapely.union_all(shapely.boundary(np.array(lands, dtype=object)))
    parts = shapely.get_parts(shapely.polygonize([lines]))
    parts = parts[shapely.area(parts) >= SAME_M2]
    tree = shapely.STRtree(shapely.point_on_surface(parts))
    land, face = tree.query(np.array(lands, dtype=object), predicate="intersects")
    members: dict[int, set[int]] = {}
    for one, other in zip(face.tolist(), land.tolist(), strict=True):
        members.setdefault(one, set()).add(other)
    return [parts[i] for i in members], [frozenset(m) for m in members.values()]


def _days(versions: Sequence[AreaVersion], years: Sequence[int]) -> list[dt.date]:
    """Return the days on which areas or their figures became others."""
    days = {v.valid_from for v in versions} | {v.valid_to for v in versions} - {STILL}
    first = min(days, default=None)
    begun = {dt.date(year, 1, 1) for year in years[1:]}
    return sorted(days | {day for day in begun if first is not None and day > first})


def _year_of(years: Sequence[int], day: dt.date) -> int | None:
    return years[max(bisect_right(years, day.year) - 1, 0)] if years else None


def _stands_in(version: AreaVersion, year: int | None, years: Sequence[int]) -> bool:
    """Return whether a version stands on a day of which the blocks are those of `year`."""
    if year is None:
        return True
    last = version.valid_to - dt.timedelta(1)
    first_year, last_year = _year_of(years, version.valid_from), _year_of(years, last)
    return (first_year or year) <= year <= (last_year or year)


def _floats(numbers: Sequence[int | None]) -> Floats:
    return np.array([np.nan if n is None else n for n in numbers], dtype=float)


def _whole(people: float) -> int | None:
    return None if np.isnan(people) else round(people)
