"""Figures of a day on the areas of another: a series on boundaries that stay the same.

Numerators and denominators are carried over apart, then divided. Residents and households are
those of the building blocks, shared out by land. What is counted by area (money, projects, who
took part) goes along with the residents: an area of which 30% live in another gives it 30%. How
sure that is, is told: the least counts only what lies wholly inside, the most all that touches.

People are rounded, and a piece of land with fewer than k residents counts as half of k: next to
the exact figures of the areas that stood, these would tell of few people [1]_.

References
----------
.. [1] Goodchild, M. F., and Lam, N. S.-N. (1980). Areal interpolation: a variant of the traditional
   spatial problem. Geo-Processing 1, 297-312.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from boundaries.small_numbers import few
from geo.interpolation import carry
from geo.measures import M2_PER_HA
from reports.indicators.counting import Scene, count
from reports.indicators.hiding import FEWEST_FOR_RATE, UNSTABLE_UNDER, Shown
from reports.indicators.parts import Part
from reports.indicators.table import DEFINITIONS, Indicator

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion, Block
    from boundaries.store import Parts
    from reports.indicators.counting import Column
    from reports.indicators.table import Definition

    Floats = NDArray[np.float64]

ROUND_TO = 10
WHOLE = 1 - 1e-6
"""With this share of its land inside, something lies wholly inside: borders are rounded."""
PIECE_M2 = 1.0
OWN = (Part.HECTARES, Part.CIRCLE, Part.SQUARE)
PEOPLE = (Part.RESIDENTS, Part.HOUSEHOLDS)
LEFT_OUT = (Part.AGE, Part.GROWN_M2, Part.GROWN_RESIDENTS)
"""What is about an area's own history: of other boundaries it says nothing."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number carried over, and the least and the most that it can be.

    `interpolated` is the share (0 to 1) of it that was shared out; `hidden` ones may not be told.
    """

    value: float | None
    least: float = 0.0
    most: float = 0.0
    interpolated: float = 0.0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class CarriedCell:
    """A figure carried over; a hidden or missing one has no numbers at all."""

    shown: Shown
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    least: float | None = None
    most: float | None = None
    interpolated: float | None = None


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """An area of the fixed date with the figures of the other day."""

    version: AreaVersion
    cells: dict[Indicator, CarriedCell]


def carried(
    parts: Parts, day: dt.date, areas_of: dt.date, *, year: bool = False
) -> list[CarriedRow]:
    """Return the figures of `day` on the areas that stood on `areas_of`, by area.

    Age and growth are of an area's own history and are left out. There is no total: what lies in
    none of these areas is in none of the figures.

    Parameters
    ----------
    year
        Whether money is that of the year of the day, as in `stats`.
    """
    scene = Scene(parts, day, day, parts.areas.at(day), year)
    targets = parts.areas.at(areas_of)
    k = parts.areas.municipality().k
    found = _people(parts.ground.blocks(day), targets, k)
    found |= _own(targets)
    wanted = [part for part in Part if part not in (*OWN, *PEOPLE, *LEFT_OUT)]
    shares = _shares(scene, targets, k)
    for part, column in count(scene, wanted).items():
        if part in wanted:
            found[part] = [_estimate(column, share) for share in shares]
    chosen = {i: one for i, one in DEFINITIONS.items() if not set(one.parts) & set(LEFT_OUT)}
    return [
        CarriedRow(
            version,
            {
                i: _cell(one, {p: found[p][place] for p in one.parts}, k)
                for i, one in chosen.items()
            },
        )
        for place, version in enumerate(targets)
    ]


def _own(targets: Sequence[AreaVersion]) -> dict[Part, list[Estimate]]:
    lands = [v.geometry for v in targets]
    exact = {
        Part.HECTARES: [land.area / M2_PER_HA for land in lands],
        Part.CIRCLE: [4 * math.pi * land.area for land in lands],
        Part.SQUARE: [land.length**2 for land in lands],
    }
    return {part: [Estimate(n, n, n) for n in numbers] for part, numbers in exact.items()}


def _people(
    blocks: Sequence[Block], targets: Sequence[AreaVersion], k: int
) -> dict[Part, list[Estimate]]:
    counts = {
        Part.RESIDENTS: [b.residents for b in blocks],
        Part.HOUSEHOLDS: [b.households for b in blocks],
    }
    if not blocks or not targets:
        return {part: [Estimate(None)] * len(targets) for part in PEOPLE}
    ground = np.array([b.geometry for b in blocks])
    wholes = np.array([v.geometry for v in targets], dtype=object)
    place, block = shapely.STRtree(ground).query(wholes, predicate="intersects")
    shared = shapely.area(shapely.intersection(wholes[place], ground[block]))
    share = shared / shapely.area(ground[block])
    found = {}
    for part, numbers in counts.items():
        people = np.array([np.nan if n is None else n for n in numbers], dtype=float)[block]
        found[part] = [
            _rounded(share[place == i], people[place == i], k) for i in range(len(targets))
        ]
    return found


def _rounded(share: Floats, people: Floats, k: int) -> Estimate:
    """Return how many live in a target: rounded so that no few people can be told from it."""
    touched = share > 1 - WHOLE
    share, people = share[touched], people[touched]
    if not len(people) or np.isnan(people).any():
        return Estimate(None)
    step = ROUND_TO * math.ceil(k / ROUND_TO)
    carried_over = float(np.sum(share * people))
    inside = share >= WHOLE
    least, most = float(np.sum(people[inside])), float(np.sum(people))
    cut = 0.0 if not carried_over else float(np.sum((share * people)[~inside])) / carried_over
    return Estimate(
        step * round(carried_over / step),
        step * math.floor(least / step),
        step * math.ceil(most / step),
        round(cut, 2),
        hidden=few(round(carried_over), k),
    )


def _shares(scene: Scene, targets: Sequence[AreaVersion], k: int) -> list[dict[int, float]]:
    """Return of each target which share (0 to 1) of which source comes to it, by residents."""
    sources = [v.geometry for v in scene.versions]
    blocks = scene.parts.ground.blocks(scene.day)
    found: list[dict[int, float]] = [{} for _ in targets]
    lands = [v.geometry for v in targets]
    tree = shapely.STRtree(lands)
    everywhere = shapely.union_all(lands)
    for source, land in enumerate(sources):
        near = [int(i) for i in tree.query(land, predicate="intersects")]
        pieces = [shapely.intersection(land, lands[i]) for i in near]
        kept = [(i, p) for i, p in zip(near, pieces, strict=True) if p.area >= PIECE_M2]
        rest = shapely.difference(land, everywhere)
        told = _told([*(p for _, p in kept), rest], blocks, k)
        # Where targets overlap, what lives there comes to each of them.
        whole = max(_told([land], blocks, k)[0], *told)
        if len(kept) == 1 and rest.area < PIECE_M2:
            whole = told[0]
        for (target, _), own in zip(kept, told[:-1], strict=True):
            if whole > 0:
                found[target][source] = min(1.0, own / whole)
    return found


def _told(pieces: Sequence[BaseGeometry], blocks: Sequence[Block], k: int) -> list[float]:
    """Return as how many the residents of pieces count; m2 where they aren't known."""
    lands = np.array(pieces, dtype=object)
    m2 = shapely.area(lands)
    if not blocks:
        return [float(n) for n in m2]
    ground = np.array([b.geometry for b in blocks])
    people = np.array([np.nan if b.residents is None else b.residents for b in blocks], float)
    large = m2 >= PIECE_M2
    residents = np.zeros(len(lands))
    residents[large] = carry(ground, people, lands[large])
    if np.isnan(residents).any() or not residents.any():
        return [float(n) for n in m2]
    return [float((k + 1) // 2 if few(round(n), k) else n) for n in residents]


def _estimate(column: Column, shares: Mapping[int, float]) -> Estimate:
    values = {source: column.values[source] for source in shares}
    if any(value is None for value in values.values()):
        return Estimate(None)
    parts = {source: (shares[source], float(value or 0)) for source, value in values.items()}
    over = math.fsum(share * value for share, value in parts.values())
    inside = math.fsum(value for share, value in parts.values() if share >= WHOLE)
    most = math.fsum(value for _, value in parts.values())
    hidden = not column.hidden.isdisjoint(shares)
    return Estimate(over, inside, most, round((over - inside) / over, 2) if over else 0.0, hidden)


def _cell(one: Definition, known: Mapping[Part, Estimate], k: int) -> CarriedCell:
    above = known[one.numerator]
    below = Estimate(1.0, 1.0, 1.0) if one.denominator is None else known[one.denominator]
    if above.value is None or not below.value:
        return CarriedCell(Shown.MISSING)
    if any(known[part].hidden for part in one.parts):
        return CarriedCell(Shown.SMALL)
    if one.denominator is Part.RESIDENTS and below.value < max(FEWEST_FOR_RATE, k):
        return CarriedCell(Shown.SMALL)
    scale = one.factor / one.divisor
    return CarriedCell(
        Shown.UNSTABLE if one.chance and above.value < UNSTABLE_UNDER else Shown.VALUE,
        scale * above.value / below.value,
        above.value,
        None if one.denominator is None else below.value,
        scale * above.least / below.most if below.most else None,
        scale * above.most / below.least if below.least else None,
        max(above.interpolated, below.interpolated),
    )
