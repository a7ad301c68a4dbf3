"""A small model of living areas: land is unit squares, everything is a replay of events.

It shares no code with the program. What stands on a day, and who has what, is the replay of all
events up to that day, by day and then by number; an undo takes its event out, a correction puts
another in its place. As it was known before is the replay of the events of then.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction

import shapely

from tests.conftest import square

Cell = tuple[int, int]
Cells = frozenset[Cell]
Purse = Counter[tuple[str, str]]
"""Cents by account and, of what is committed, project."""

WIDTH, HEIGHT = 5, 4
WORLD: Cells = frozenset((x, y) for x in range(WIDTH) for y in range(HEIGHT))


def residents(cell: Cell) -> int:
    """How many people live in a square; nobody in some."""
    return (7 * cell[0] + 5 * cell[1]) % 6 * 3


def land(cells: Iterable[Cell]) -> shapely.Geometry:
    return shapely.union_all([square(*cell) for cell in sorted(cells)])


def touching(one: Cells, other: Cells) -> bool:
    """Whether two sets of squares share a side."""
    return border(one, other) > 0


@dataclass
class Area:
    name: str
    cells: Cells
    resting: bool = False


@dataclass
class Project:
    area: str
    status: str
    cell: Cell | None
    number: int
    """Of the change that brought it in."""


@dataclass
class Town:
    """What stands on a day, who has what, whose the projects are."""

    areas: dict[str, Area] = field(default_factory=dict)
    money: dict[str, Purse] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)

    def purse(self, area: str) -> Purse:
        return self.money.setdefault(area, Counter())

    def taken(self) -> Cells:
        return frozenset().union(*(a.cells for a in self.areas.values()))

    def book(self, area: str, account: str, cents: int, project: str = "") -> None:
        self.purse(area)[account, project] += cents

    def move(self, moves: Moves) -> None:
        for (area, account, project), cents in moves.items():
            self.book(area, account, cents, project)

    def rehome(self, old: str, number: int, parts: Sequence[tuple[str, Cells, Fraction]]) -> None:
        """Let the projects of an area go along with a change.

        By place, else to the larger share; one that was brought in after the change, to who got
        most land.
        """
        for project in self.projects.values():
            if project.area == old:
                later = project.number > number
                largest = max(parts, key=lambda p: len(p[1]) if later else p[2])[0]
                inside = (area for area, cells, _ in parts if project.cell in cells)
                project.area = next(inside, largest)

    def told(self) -> dict[str, tuple[str, str, bool]]:
        """Each area as its name, its land as normal WKT, and whether it rests."""
        return {
            id_: (a.name, wkt(land(a.cells)), a.resting) for id_, a in sorted(self.areas.items())
        }

    def books(self) -> dict[str, tuple[int, int, int]]:
        """The available, committed and spent cents of each area that has any."""
        sums = {id_: [0, 0, 0] for id_ in self.money}
        for id_, purse in self.money.items():
            for (account, _), cents in purse.items():
                sums[id_][("available", "committed", "spent").index(account)] += cents
        return {id_: (a, c, s) for id_, (a, c, s) in sorted(sums.items()) if a or c or s}


Effect = Callable[[Town], None]
Moves = Counter[tuple[str, str, str]]
"""Cents by area, account and project: fixed when they were booked."""


def nothing(_town: Town) -> None:
    """The effect of what only books money."""


@dataclass(frozen=True)
class Event:
    number: int
    kind: str
    day: dt.date
    areas: frozenset[str]
    effect: Effect = nothing
    moves: Moves = field(default_factory=Counter)
    heir: str | None = None
    """Who got all that an area had."""
    passed: tuple[tuple[dt.date, Moves], ...] = ()
    """What a back-dated booking moves on later days, with the area."""

    def happen(self, town: Town) -> None:
        self.effect(town)
        town.move(self.moves)


@dataclass(frozen=True)
class Story:
    """Events as they are known at a moment."""

    events: tuple[Event, ...] = ()

    def at(self, day: dt.date) -> Town:
        town = Town()
        for event in sorted(self.events, key=lambda e: (e.day, e.number)):
            if event.day <= day:
                event.happen(town)
            for later, moves in event.passed:
                if later <= day:
                    town.move(moves)
        return town

    def add(self, event: Event) -> Story:
        return Story((*self.events, event))

    def without(self, number: int) -> Story:
        return Story(tuple(e for e in self.events if e.number != number))

    def changed(self, event: Event) -> Story:
        return Story(tuple(event if e.number == event.number else e for e in self.events))

    def hops(self, area: str, since: dt.date) -> list[tuple[dt.date, str, str]] | None:
        """On which days all of an area went to whom; None where it was divided or just ended."""
        hops = []
        while ends := [d for d in self.days() if d > since and area not in self.at(d).areas]:
            by = [e for e in self.events if e.day == ends[0] and area in e.areas and e.heir]
            if not by:
                return None
            hops.append((ends[0], area, by[0].heir))
            area, since = by[0].heir, ends[0]
        return hops

    def find(self, number: int) -> Event | None:
        return next((e for e in self.events if e.number == number), None)

    def days(self) -> list[dt.date]:
        return sorted({e.day for e in self.events} | {d for e in self.events for d, _ in e.passed})

    def since(self, number: int, areas: Iterable[str]) -> list[Event]:
        """The events recorded after one that touched some areas."""
        return [e for e in self.events if e.number > number and e.areas & set(areas)]

    def least(self, area: str, account: str, project: str, day: dt.date) -> int:
        """The least that an account holds on a day and any later one, with who got it since."""
        holders = {day: area} | {on: heir for on, _, heir in self.hops(area, day) or ()}
        held = []
        for d in (day, *(d for d in self.days() if d > day)):
            holder = holders[max(since for since in holders if since <= d)]
            held.append(self.at(d).purse(holder)[account, project])
        return min(held)


def moved_over(town: Town, old: Iterable[str], new: str) -> Moves:
    """All money of some areas goes to another."""
    moves: Moves = Counter()
    for area in old:
        for (account, project), cents in town.purse(area).items():
            moves[area, account, project] -= cents
            moves[new, account, project] += cents
    return moves


def divided(town: Town, old: str, parts: Sequence[tuple[str, Cells, Fraction]]) -> Moves:
    """The money of an area over its parts: of equal remainders the first gets the odd cent.

    What is promised to a project goes where the project goes.
    """
    after = deepcopy(town)
    after.rehome(old, max((p.number for p in town.projects.values()), default=0), parts)
    moves: Moves = Counter()
    for (account, project), cents in town.purse(old).items():
        moves[old, account, project] -= cents
        if project:
            moves[after.projects[project].area, account, project] += cents
            continue
        exact = [cents * share for _, _, share in parts]
        got = [int(part) for part in exact]
        order = sorted(range(len(parts)), key=lambda i: (got[i] - exact[i], i))
        for i in order[: cents - sum(got)]:
            got[i] += 1
        for (area, _, _), part in zip(parts, got, strict=True):
            moves[area, account, project] += part
    return moves


def restored(before: Town, after: Town, areas: Iterable[str]) -> tuple[Effect, Moves]:
    """What an undo on a later day does: areas as they were before, money moved back."""
    was = {a: deepcopy(before.areas.get(a)) for a in areas}
    moves: Moves = Counter()
    for area in areas:
        for (account, project), cents in before.purse(area).items():
            moves[area, account, project] += cents
        for (account, project), cents in after.purse(area).items():
            moves[area, account, project] -= cents
    homes = {
        name: project.area
        for name, project in before.projects.items()
        if name in after.projects and after.projects[name].area != project.area
    }

    def effect(town: Town) -> None:
        for area, then in was.items():
            town.areas.pop(area, None)
            if then is not None:
                town.areas[area] = deepcopy(then)
        for name, area in homes.items():
            town.projects[name].area = area

    return effect, moves


def shared_border(
    town: Town, area: str, wanted: Cells, partners: Sequence[str]
) -> dict[str, Cells]:
    """The land of each area after a border moved: who loses land, who gets what is given up.

    A piece that is given up goes to the partner it shares the longest border with, the first of
    equal ones, or to nobody.
    """
    own = town.areas[area].cells
    result = {area: wanted}
    for partner in partners:
        result[partner] = town.areas[partner].cells - wanted
    for piece in pieces(own - wanted):
        sides = [border(piece, town.areas[p].cells) for p in partners]
        if sides and max(sides):
            winner = partners[sides.index(max(sides))]
            result[winner] |= piece
    return result


def pieces(cells: Cells) -> list[Cells]:
    """The parts of some squares that hang together by sides."""
    left, found = set(cells), []
    while left:
        piece = {left.pop()}
        while near := {c for c in left if touching(frozenset({c}), frozenset(piece))}:
            piece |= near
            left -= near
        found.append(frozenset(piece))
    return sorted(found, key=sorted)


def border(one: Cells, other: Cells) -> int:
    """How many sides two sets of squares share."""
    return sum(
        (x + dx, y + dy) in other for x, y in one for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    )


def wkt(geometry: shapely.Geometry) -> str:
    """The same land always in the same words, whatever vertices lie along its sides."""
    plain = shapely.normalize(shapely.simplify(geometry, 0.001))
    return shapely.to_wkt(plain, rounding_precision=3)
