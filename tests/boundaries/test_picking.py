"""Choosing blocks without a map.

Blocks are squares of 100 m, named as on a chessboard:

    A3 B3 C3
    A2 B2 C2
    A1 B1 C1
"""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from boundaries import picking
from tests.boundaries.ground import block, grid, lie, street
from tests.conftest import square

BOARD = lie(grid())
IDS = [b.id for b in BOARD.blocks]
picks = st.sets(st.sampled_from(IDS))


def test_blocks_together_have_no_slits() -> None:
    assert picking.land_of(grid(), IDS).equals(square(0, 0, 3, 3))


def test_no_blocks_have_no_land() -> None:
    assert picking.land_of(grid(), ()).is_empty


def test_a_block_that_is_gone_is_left_out() -> None:
    assert picking.land_of(grid(), {"A1", "Z9"}).equals(square(0, 0))


def test_a_block_apart_from_the_rest_is_loose() -> None:
    assert picking.loose(grid(), {"A1", "A2", "C1"}) == [frozenset({"C1"})]


def test_a_block_that_touches_in_a_corner_only_is_loose() -> None:
    assert picking.loose(grid(), {"A1", "A2", "B3"}) == [frozenset({"B3"})]


def test_the_larger_loose_group_comes_first() -> None:
    assert picking.loose(grid(5, 1), {"A1", "C1", "D1"}) == [frozenset({"A1"})]


@given(picks)
def test_loose_groups_are_as_many_as_the_other_parts_of_the_land(ids) -> None:
    parts = shapely.get_num_geometries(picking.land_of(grid(), ids)) if ids else 1
    # A polygon that touches itself in a corner is two parts, and so are the groups.
    assert len(picking.loose(grid(), ids)) == parts - 1


def test_a_street_brings_the_blocks_on_both_sides() -> None:
    board = lie(grid(), [street("Weg", (0, 1), (2, 1))])
    assert picking.along(board, "Weg") == {"A1", "B1", "A2", "B2"}


def test_a_street_does_not_bring_the_block_behind_its_end() -> None:
    board = lie(grid(), [street("Weg", (1, 0), (1, 1))])
    assert picking.along(board, "Weg") == {"A1", "B1"}


def test_a_dead_end_brings_the_block_it_lies_in() -> None:
    board = lie(grid(), [street("Hof", (1.5, 1.3), (1.5, 1.7))])
    assert picking.along(board, "Hof") == {"B2"}


def test_a_street_beside_a_verge_brings_the_blocks_behind_it() -> None:
    board = lie([block("A1", 0, 0, height=0.9)], [street("Weg", (0, 1), (1, 1))])
    assert picking.along(board, "Weg") == {"A1"}


def test_an_unknown_street_brings_nothing() -> None:
    assert picking.along(BOARD, "Nergens") == frozenset()


@pytest.mark.parametrize(
    ("text", "ids"),
    [("7908 ab", {"A1", "A2"}), ("7908", {"A1", "A2", "B1"}), ("790", set()), ("", set())],
)
def test_a_postcode_brings_its_blocks(text, ids) -> None:
    codes = {"7908AB": frozenset({"A1", "A2"}), "7908AC": frozenset({"B1"})}
    assert picking.of_postcode(lie(grid(), postcodes=codes), text) == ids


def test_a_postcode_of_a_block_that_is_gone_brings_nothing() -> None:
    board = lie(grid(), postcodes={"7908AB": frozenset({"Z9"})})
    assert picking.of_postcode(board, "7908AB") == frozenset()


def test_neighbours_share_a_border_and_not_only_a_corner() -> None:
    assert picking.neighbours_of(BOARD, {"A1"}) == {"A2", "B1"}


@given(picks)
def test_no_neighbour_is_chosen_already(ids) -> None:
    assert not picking.neighbours_of(BOARD, ids) & ids


@pytest.mark.parametrize(
    ("side", "ids"), [("north", {"B3"}), ("east", {"C2"}), ("south", {"B1"}), ("west", {"A2"})]
)
def test_a_side_adds_the_neighbours_that_lie_there(side, ids) -> None:
    assert picking.add_on_side(BOARD, {"B2"}, side) == ids


@given(picks)
def test_each_neighbour_lies_on_one_side(ids) -> None:
    sides = [picking.add_on_side(BOARD, ids, side) for side in picking.DIRECTIONS]
    assert sorted(i for side in sides for i in side) == sorted(picking.neighbours_of(BOARD, ids))


def test_a_side_takes_off_the_blocks_on_the_border_there() -> None:
    assert picking.take_off_side(BOARD, IDS, "north") == {"A3", "B3", "C3"}


@given(picks, st.sampled_from(picking.DIRECTIONS))
def test_a_side_never_takes_off_all(ids, side) -> None:
    assert not ids or ids - picking.take_off_side(BOARD, ids, side)


def test_the_list_begins_with_what_touches() -> None:
    order = picking.touching_first(BOARD, {"A1"})
    assert order[:3] == ["A2", "B1", "A1"]


def test_the_list_ends_with_what_lies_farthest() -> None:
    assert picking.touching_first(BOARD, {"A1"})[-1] == "C3"


@given(picks)
def test_the_list_has_every_block_once(ids) -> None:
    assert sorted(picking.touching_first(BOARD, ids)) == IDS
