"""Choosing blocks without a map: by street, by postcode, by side, and their land as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries.lie import lie_of
from boundaries.postcodes import plain_postcode
from geo.coverage import MILLIMETRE, border_m
from geo.describing import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.model import Block
    from geo.describing import Direction

    Ints = NDArray[np.intp]

ALONG_M = 25.0
"""A block this near a street lies along it: half of the widest street, with its verge."""
FAIR_SHARE = 0.25
FAIR_M = 30.0
"""Of the border of a block this much runs along the street; a corner doesn't count."""
SHORTEST_BORDER_M = 1.0


def land_of(blocks: Sequence[Block], ids: Collection[str]) -> BaseGeometry:
    """Return the land of blocks as one, without slits along the borders they shared.

    Returns
    -------
    shapely.geometry.base.BaseGeometry
        Polygon, MultiPolygon where the blocks don't all touch, empty for none. In metres of
        the CRS of the blocks. An id of no block is left out: blocks may be renumbered meanwhile.
    """
    chosen = [b.geometry for b in blocks if b.id in ids]
    return geo.merge(chosen).geometry if chosen else shapely.Polygon()


def loose(blocks: Sequence[Block], ids: Collection[str]) -> list[frozenset[str]]:
    """Return the groups of blocks that lie apart from the rest, the largest first.

    Blocks that meet in a corner only lie apart. The largest group by land is the area itself
    and isn't among them.
    """
    lie = lie_of([b for b in blocks if b.id in ids], (), "")
    groups = _groups(lie, np.arange(len(lie.blocks)))
    by_land = sorted(groups, key=lambda g: (-float(shapely.area(lie.lands[g]).sum()), g.min()))
    return [_ids(lie, group) for group in by_land[1:]]


def along(lie: Lie, street: str) -> frozenset[str]:
    """Return the blocks along a street, on both sides, and those that it runs through."""
    where = list(lie.streets.get(street, ()))
    if not where:
        return frozenset()
    path = shapely.union_all(lie.paths[where])
    near = np.sort(lie.tree.query(path, predicate="dwithin", distance=ALONG_M))
    if len(near) == 0:
        return frozenset()
    blocks = lie.lands[near]
    strip = path.buffer(ALONG_M, cap_style="flat")
    shapely.prepare(strip)
    beside = shapely.length(shapely.intersection(shapely.boundary(blocks), strip))
    through = shapely.length(shapely.intersection(blocks, path))
    fair = np.minimum(FAIR_M, FAIR_SHARE * path.length)
    # A block beside the street has its whole front in the strip; one behind a corner only
    # the first metres of its two sides.
    front = beside - 2 * ALONG_M >= fair
    return _ids(lie, near[front | (through >= fair)])


def of_postcode(lie: Lie, code: str) -> frozenset[str]:
    """Return the blocks of a postcode, however it is written; all of `7908` for four digits."""
    asked = plain_postcode(code)
    if len(asked) < 4:
        return frozenset()
    found = (ids for known, ids in lie.postcodes.items() if known.startswith(asked))
    return frozenset().union(*found) & lie.place_of.keys()


def neighbours_of(lie: Lie, ids: Iterable[str]) -> frozenset[str]:
    """Return the blocks outside that share a border with a block inside."""
    return _ids(lie, _beside(lie, _places(lie, ids))[0])


def add_on_side(lie: Lie, ids: Collection[str], side: Direction) -> frozenset[str]:
    """Return the blocks that would be added on a side: the neighbours that lie there.

    A neighbour lies where most of it is seen from the middle of the area, in a box scaled to
    a square; so each neighbour lies on one side, as `geo.describe` has it.
    """
    chosen = _places(lie, ids)
    beside, _ = _beside(lie, chosen)
    return _ids(lie, _on_side(lie, beside, chosen, side))


def take_off_side(lie: Lie, ids: Collection[str], side: Direction) -> frozenset[str]:
    """Return the blocks that would be taken off a side: those on the border there.

    Never all of them: an area of one row has nothing to take off.
    """
    chosen = _places(lie, ids)
    rim = _rim(lie, chosen)
    there = _on_side(lie, rim, chosen, side)
    return frozenset() if len(there) == len(chosen) else _ids(lie, there)


def touching_first(lie: Lie, ids: Collection[str]) -> list[str]:
    """Return all blocks in the order of the list: those that touch, those chosen, the rest.

    The rest comes nearest first, so that going down the list is going outwards.
    """
    chosen = _places(lie, ids)
    if len(chosen) == 0:
        return [b.id for b in lie.blocks]
    beside, metres = _beside(lie, chosen)
    first = [int(i) for i in beside[np.argsort(-metres, kind="stable")]]
    known = set(first) | set(chosen.tolist())
    others = np.array([i for i in range(len(lie.blocks)) if i not in known], dtype=np.intp)
    away = shapely.distance(lie.lands[others], shapely.union_all(lie.lands[chosen]))
    order = [*first, *chosen.tolist(), *others[np.argsort(away, kind="stable")].tolist()]
    return [lie.blocks[i].id for i in order]


def _places(lie: Lie, ids: Iterable[str]) -> Ints:
    """Return where blocks stand in `lie`, in order."""
    return np.array(sorted({lie.place_of[i] for i in ids if i in lie.place_of}), dtype=np.intp)


def _ids(lie: Lie, places: Ints) -> frozenset[str]:
    return frozenset(lie.blocks[i].id for i in places)


def _beside(lie: Lie, chosen: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Return the blocks outside that share a border, and for how many metres."""
    left, right = _bordering(lie, chosen)
    outside = ~np.isin(right, chosen)
    left, right = left[outside], right[outside]
    shared = border_m(lie.lands[left], lie.lands[right])
    metres = np.bincount(right, shared, len(lie.blocks)).astype(np.float64)
    found = np.flatnonzero(metres >= SHORTEST_BORDER_M)
    return np.asarray(found), metres[found]


def _bordering(lie: Lie, chosen: Ints) -> tuple[Ints, Ints]:
    """Return pairs of a chosen block and another one that is a millimetre away at most."""
    if len(chosen) == 0:
        return chosen, chosen
    i, right = lie.tree.query(lie.lands[chosen], predicate="dwithin", distance=MILLIMETRE)
    left = chosen[i]
    return left[left != right], right[left != right]


def _rim(lie: Lie, chosen: Ints) -> Ints:
    """Return the chosen blocks that share a border with none, or with a block that isn't."""
    if len(chosen) == 0:
        return chosen
    land = geo.merge(lie.lands[chosen]).geometry
    outer = shapely.union_all(shapely.get_exterior_ring(shapely.get_parts(land)))
    on_it = shapely.intersection(shapely.boundary(lie.lands[chosen]), outer)
    return np.asarray(chosen[shapely.length(on_it) >= SHORTEST_BORDER_M])


def _on_side(lie: Lie, blocks: Ints, chosen: Ints, side: Direction) -> Ints:
    if len(blocks) == 0:
        return blocks
    left, bottom, right, top = shapely.total_bounds(lie.lands[chosen])
    middle = np.array([left + right, bottom + top]) / 2
    half = np.array([right - left, top - bottom]) / 2
    centre = shapely.get_coordinates(shapely.point_on_surface(lie.lands[blocks]))
    x, y = ((centre - middle) / half).T
    upright = np.abs(y) >= np.abs(x)
    place = np.where(upright, np.where(y > 0, 0, 2), np.where(x > 0, 1, 3))
    return np.asarray(blocks[place == DIRECTIONS.index(side)])


def _groups(lie: Lie, chosen: Ints) -> list[Ints]:
    """Return the chosen blocks in groups that hang together by shared borders."""
    left, right = _bordering(lie, chosen)
    both = np.isin(right, chosen) & (left < right)
    left, right = left[both], right[both]
    linked = border_m(lie.lands[left], lie.lands[right]) >= SHORTEST_BORDER_M
    to: dict[int, list[int]] = {int(i): [] for i in chosen}
    for a, b in zip(left[linked].tolist(), right[linked].tolist(), strict=True):
        to[a].append(b)
        to[b].append(a)
    groups = []
    left_over = set(to)
    while left_over:
        reached = {min(left_over)}
        ahead = list(reached)
        while ahead:
            new = set(to[ahead.pop()]) - reached
            reached |= new
            ahead.extend(new)
        groups.append(np.array(sorted(reached), dtype=np.intp))
        left_over -= reached
    return groups
