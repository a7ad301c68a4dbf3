"""Building blocks as the map in the browser wants them: small, and without the people in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from boundaries.pages.map_history import WGS84
from geo import reproject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from boundaries.model import Block

    Corners = NDArray[np.float64]
    Whole = NDArray[np.int64]

MILLIONTHS = 1e6
"""A millionth of a degree is 0.1 m; the boundary itself is made of the blocks of the store."""
Packed = tuple[str, str, list[list[list[int]]]]
"""Id, name, and the rings of each part."""


def packed(blocks: Sequence[Block], crs: str) -> list[Packed]:
    """Return blocks as id, name and rings of whole millionths of a degree (WGS84).

    Parameters
    ----------
    blocks
        In metres of `crs`.

    Returns
    -------
    list of (id, name, parts)
        A ring is flat: the first corner, then of each next one the step from the one before;
        the closing corner is left out.
    """
    # All corners at once: one by one the projection takes twenty times as long.
    shapes = np.array([block.geometry for block in blocks], dtype=object)
    parts, of_block = shapely.get_parts(shapes, return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    corners, of_ring = shapely.get_coordinates(rings, return_index=True)
    whole = _millionths(corners, crs)
    first = np.searchsorted(of_ring, np.arange(len(rings) + 1))
    packed_parts: list[list[list[int]]] = [[] for _ in parts]
    for ring, part in enumerate(of_part):
        packed_parts[part].append(_steps(whole[first[ring] : first[ring + 1] - 1]))
    packed_blocks: list[list[list[list[int]]]] = [[] for _ in blocks]
    for part, block in enumerate(of_block):
        packed_blocks[block].append(packed_parts[part])
    return [(b.id, b.name, rings) for b, rings in zip(blocks, packed_blocks, strict=True)]


def _millionths(corners: Corners, crs: str) -> Whole:
    if not len(corners):
        return corners.astype(np.int64)
    degrees = reproject(shapely.LineString(corners), crs, WGS84)
    return np.rint(shapely.get_coordinates(degrees) * MILLIONTHS).astype(np.int64)


def _steps(corners: Whole) -> list[int]:
    steps: list[int] = np.diff(corners, axis=0, prepend=0).ravel().tolist()
    return steps
