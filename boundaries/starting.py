"""Known neighbourhoods to begin with: the blocks of an area, or of a group of one name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Block

MOSTLY = 0.5
"""The share of a block that must lie in a piece of land for the block to count as part of it."""
_NUMBER = re.compile(r"\s+\d+$")


def groups(blocks: Sequence[Block]) -> dict[str, frozenset[str]]:
    """Return ids of blocks by the name that they share: `Krakeel 1`, `Krakeel 2` are `Krakeel`.

    A name that only one block has is no group. By name.
    """
    found: dict[str, set[str]] = {}
    for block in blocks:
        found.setdefault(_NUMBER.sub("", block.name.strip()), set()).add(block.id)
    return {name: frozenset(found[name]) for name in sorted(found) if len(found[name]) > 1}


def blocks_in(blocks: Sequence[Block], land: BaseGeometry) -> frozenset[str]:
    """Return the ids of the blocks that lie for the most part in a piece of land.

    Parameters
    ----------
    land
        In the metres of the blocks.
    """
    shapes = np.array([block.geometry for block in blocks], dtype=object)
    tree = shapely.STRtree(shapes)
    near = np.sort(tree.query(land, predicate="intersects"))
    shared = shapely.area(shapely.intersection(shapes[near], land))
    chosen = near[shared > MOSTLY * shapely.area(shapes[near])]
    return frozenset(blocks[i].id for i in chosen)


def without(blocks: Sequence[Block], picked: Collection[str], land: BaseGeometry) -> frozenset[str]:
    """Return what is picked without the blocks that lie for the most part in a piece of land."""
    return frozenset(picked) - blocks_in(blocks, land)
