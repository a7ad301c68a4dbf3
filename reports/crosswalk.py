"""Crosswalk: who lives both in an area and in a CBS neighbourhood or district, both ways.

Residents are those of the building blocks, shared out by land. A block tells by its code in which
neighbourhood it lies: `BU01180503` is one, `BU01180503-007` lies in it, and so does `HB0503-007`
in `HB0503`; the last two digits of a neighbourhood tell it apart within its district.

How many live in a neighbourhood is published by CBS, and how many in an area by us: so next to
them what is hidden has to stay uncertain.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.living import lives
from boundaries.small_audit import Audit, Secret
from boundaries.small_numbers import few

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from boundaries.model import AreaVersion, Block
    from boundaries.store import Parts

_UNIT = re.compile(r"(?P<unit>[A-Z]{2}[0-9]{2,8})(-[0-9]+)?")
_NUMBER = re.compile(r"\s+[0-9]+$")


class Level(StrEnum):
    """What areas are laid beside."""

    NEIGHBOURHOOD = "buurt"
    DISTRICT = "wijk"


@dataclass(frozen=True, slots=True)
class Shared:
    """Who lives in an area and in a neighbourhood or district as well.

    Attributes
    ----------
    residents
        None where they are too few, or would tell of few.
    of_area, of_unit
        Which share (0 to 1) of the residents of either that is; None with the residents.
    """

    area: str
    area_name: str
    level: Level
    unit: str
    unit_name: str
    residents: int | None
    of_area: float | None
    of_unit: float | None


def unit_of(block: str, level: Level) -> str | None:
    """Return the code of the neighbourhood or district of a block; None where it tells none."""
    found = _UNIT.fullmatch(block)
    if found is None:
        return None
    unit = found["unit"]
    if level is Level.NEIGHBOURHOOD:
        return None if unit.startswith("WK") else unit
    if unit.startswith("WK"):
        return unit
    return f"WK{unit[2:-2]}" if unit.startswith("BU") else unit[:-2]


def crosswalk(parts: Parts, day: dt.date) -> list[Shared]:
    """Return who lives in areas and in neighbourhoods and districts, by area and code.

    Raises
    ------
    Refused
        `codes` when no building block says in which neighbourhood or district it lies.
    """
    versions, blocks = parts.areas.at(day), parts.ground.blocks(day)
    told = lives(parts)
    book = _Book([told.shown_residents(v, day) for v in versions])
    for block in blocks:
        book.add_block(block)
    for area, place, people in _pairs(versions, blocks):
        book.add(area, blocks[place], people)
    if versions and not book.cells:
        raise Refused(
            "codes",
            N_(
                "No building block says in which CBS neighbourhood it lies. Give blocks the code "
                "of their neighbourhood as id, such as BU01180503 or BU01180503-007."
            ),
        )
    hidden = book.hidden(parts.areas.municipality().k)
    rows = [
        book.row(key, versions[key.area], hidden=key in hidden)
        for key, pieces in book.cells.items()
        if not np.isnan(book.people(pieces))
    ]
    return sorted(rows, key=lambda row: (row.area, row.level, row.unit))


def _pairs(
    versions: Sequence[AreaVersion], blocks: Sequence[Block]
) -> list[tuple[int, int, float]]:
    """Return of each area and block that meet how many live in both; NaN where it isn't known."""
    if not versions or not blocks:
        return []
    ground = np.array([b.geometry for b in blocks])
    wholes = np.array([v.geometry for v in versions])
    area, block = shapely.STRtree(ground).query(wholes, predicate="intersects")
    shared = shapely.area(shapely.intersection(wholes[area], ground[block]))
    share = shared / shapely.area(ground[block])
    people = np.array([np.nan if b.residents is None else b.residents for b in blocks], float)
    kept = share > 0
    both = zip(area[kept], block[kept], (share * people[block])[kept], strict=True)
    return [(int(a), int(b), float(n)) for a, b, n in both]


class _Cell(NamedTuple):
    """An area, by its place, and a neighbourhood or district."""

    area: int
    level: Level
    unit: str


class _Book:
    """How many live where: in each area and the smallest unit that a block tells (a piece).

    `of_area` is how many are published to live in each area; None where that is hidden.
    """

    def __init__(self, of_area: Sequence[int | None]) -> None:
        self._of_area = of_area
        self._worth: dict[int, float] = defaultdict(float)
        self._pieces: dict[tuple[int | None, str], int] = {}
        self._totals: dict[tuple[Level, str], float] = defaultdict(float)
        self._names: dict[tuple[Level, str], set[str]] = defaultdict(set)
        self._finest: dict[tuple[Level, str], set[str]] = defaultdict(set)
        self.cells: dict[_Cell, set[int]] = defaultdict(set)

    def add_block(self, block: Block) -> None:
        """Count a block for the units in which it lies."""
        people = np.nan if block.residents is None else block.residents
        for level, unit in _units(block.id).items():
            self._totals[level, unit] += people
            self._names[level, unit].add(_NUMBER.sub("", block.name))
            self._finest[level, unit].add(_finest(block.id))

    def add(self, area: int, block: Block, people: float) -> None:
        """Count people of a block who live in an area."""
        units = _units(block.id)
        if not units:
            return
        piece = self._piece(area, _finest(block.id))
        self._worth[piece] += people
        for level, unit in units.items():
            self.cells[_Cell(area, level, unit)].add(piece)

    def people(self, pieces: Iterable[int]) -> float:
        """Return how many live in pieces together, unrounded."""
        return math.fsum(self._worth[piece] for piece in pieces)

    def row(self, cell: _Cell, version: AreaVersion, *, hidden: bool) -> Shared:
        """Return what is told of a cell."""
        unit = (cell.level, cell.unit)
        names = self._names[unit]
        name = next(iter(names)) if len(names) == 1 else cell.unit
        told = (version.area, version.name, cell.level, cell.unit, name)
        if hidden:
            return Shared(*told, None, None, None)
        people = self.people(self.cells[cell])
        return Shared(
            *told,
            round(people),
            _share(people, self._of_area[cell.area]),
            _share(people, self._totals[unit]),
        )

    def hidden(self, k: int) -> set[_Cell]:
        """Return which cells are hidden: few people, and what would tell of them beside sums."""
        known = self._sums()
        worth = {piece: (people,) for piece, people in self._worth.items()}
        parts = [frozenset([piece]) for piece in worth] + [*map(frozenset, self.cells.values())]
        secrets = {Secret(0, part) for part in parts if _few(self.people(part), k)}
        # Of an area whose residents are hidden, nothing is told.
        hidden = {
            cell
            for cell, pieces in self.cells.items()
            if _few(self.people(pieces), k) or self._of_area[cell.area] is None
        }
        while True:
            shown = {c: frozenset(p) for c, p in self.cells.items() if c not in hidden}
            audit = Audit([*known, *shown.values()], worth)
            open_ = [secret.plus for secret in secrets if not audit.wide(secret, k)]
            if not open_ or not shown:
                return hidden
            # Beside those that are known too well, what is in one of the same sums; the smallest.
            near = {piece for sum_ in known for one in open_ if one & sum_ for piece in sum_}
            beside = [cell for cell, pieces in shown.items() if pieces & near]
            hidden.add(
                min(
                    beside or shown,
                    key=lambda c: (self.people(shown[c]) < k, self.people(shown[c]), c),
                )
            )

    def _sums(self) -> list[frozenset[int]]:
        """Return of which pieces together it is published how many live there."""
        found = []
        for area, people in enumerate(self._of_area):
            own = {p for (of, _), p in self._pieces.items() if of == area}
            if people is not None:
                found.append(frozenset(own))
        areas = range(len(self._of_area))
        for unit, whole in self._totals.items():
            inside = [(a, one) for one in self._finest[unit] for a in areas]
            own = {self._pieces[key] for key in inside if key in self._pieces}
            if np.isnan(whole) or not own:
                continue
            for one in sorted(self._finest[unit]):
                own |= self._rest(one)
            found.append(frozenset(own))
        return found

    def _rest(self, finest: str) -> set[int]:
        """Return the piece of those of a unit who live in no area, if there are any."""
        level = Level.DISTRICT if finest.startswith("WK") else Level.NEIGHBOURHOOD
        own = [p for (area, one), p in self._pieces.items() if one == finest and area is not None]
        rest = self._totals[level, finest] - self.people(own)
        if not rest > 0.5:
            return set()
        piece = self._piece(None, finest)
        self._worth[piece] = rest
        return {piece}

    def _piece(self, area: int | None, finest: str) -> int:
        return self._pieces.setdefault((area, finest), len(self._pieces))


def _units(block: str) -> dict[Level, str]:
    return {level: unit for level in Level if (unit := unit_of(block, level)) is not None}


def _finest(block: str) -> str:
    units = _units(block)
    return units.get(Level.NEIGHBOURHOOD) or units[Level.DISTRICT]


def _few(people: float, k: int) -> bool:
    return few(None if np.isnan(people) else round(people), k)


def _share(people: float, whole: float | None) -> float | None:
    if whole is None or np.isnan(whole) or whole <= 0:
        return None
    return min(1.0, people / whole)
