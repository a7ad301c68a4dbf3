"""Building blocks on their way to the browser."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from boundaries.model import Block
from boundaries.pages.area_map import ids_of
from boundaries.pages.map_blocks import packed
from boundaries.pages.map_shapes import to_metres
from tests.conftest import PLACE, square


def block(geometry, id_: str = "B1", residents: int | None = 3) -> Block:
    return Block(id_, f"blok {id_}", geometry, residents, 2, 2020, "CBS")


def unpacked(parts: list[list[list[int]]]) -> dict:
    rings = [
        [np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / 1e6 for ring in part] for part in parts
    ]
    closed = [[[*ring.tolist(), ring[0].tolist()] for ring in part] for part in rings]
    return {"type": "MultiPolygon", "coordinates": closed}


def test_a_block_comes_back_within_a_decimetre() -> None:
    ring = square(0, 0).difference(square(0.2, 0.2, 0.5, 0.5))
    ((_, _, parts),) = packed([block(ring)], PLACE.crs)
    assert to_metres(unpacked(parts), PLACE.crs).hausdorff_distance(ring) < 0.1


def test_all_parts_of_a_block_go_along() -> None:
    apart = shapely.union(square(0, 0), square(3, 0))
    ((_, _, parts),) = packed([block(apart)], PLACE.crs)
    assert len(parts) == 2


def test_a_corner_that_two_blocks_share_is_the_same_in_both() -> None:
    blocks = [block(square(0, 0), "B1"), block(square(1, 0), "B2")]
    one, other = [
        {tuple(corner) for corner in unpacked(parts)["coordinates"][0][0]}
        for _, _, parts in packed(blocks, PLACE.crs)
    ]
    assert len(one & other) == 2


def test_nobody_who_lives_in_a_block_goes_along() -> None:
    assert packed([block(square(0, 0), residents=3)], PLACE.crs) == packed(
        [block(square(0, 0), residents=300)], PLACE.crs
    )


def test_no_blocks_are_an_empty_list() -> None:
    assert packed([], PLACE.crs) == []


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        (None, ()),
        ("B1", ()),
        ({"B1": 1}, ()),
        ([], ()),
        (["B2", 7, None, "B1", "B2"], ("B2", "B1")),
    ],
)
def test_of_what_a_browser_sends_only_ids_are_taken(sent, taken) -> None:
    assert ids_of(sent) == taken
