"""Known neighbourhoods to begin with."""

from __future__ import annotations

from boundaries.model import Block
from boundaries.starting import blocks_in, groups, without
from tests.conftest import square

#   B0 B1 B2 B3    four blocks of 1 ha in a row


def row(*names: str) -> list[Block]:
    return [
        Block(f"B{i}", name, square(i, 0), 10, 5, 2020, "CBS")
        for i, name in enumerate(names or ("Krakeel 1", "Krakeel 2", "Noord 1", "Noord 2"))
    ]


def test_blocks_of_one_name_are_a_group() -> None:
    assert groups(row()) == {"Krakeel": {"B0", "B1"}, "Noord": {"B2", "B3"}}


def test_a_block_with_a_name_of_its_own_is_no_group() -> None:
    assert groups(row("Krakeel 1", "Krakeel 2", "Bos")) == {"Krakeel": {"B0", "B1"}}


def test_no_blocks_have_no_groups() -> None:
    assert groups([]) == {}


def test_the_blocks_of_an_area_are_those_mostly_in_it() -> None:
    assert blocks_in(row(), square(0.6, 0, 2)) == {"B1", "B2"}


def test_a_block_that_only_touches_is_not_in_it() -> None:
    assert blocks_in(row(), square(1, 0)) == {"B1"}


def test_of_no_blocks_none_lie_in_it() -> None:
    assert blocks_in([], square(0, 0)) == set()


def test_what_lies_in_an_area_can_be_left_out() -> None:
    assert without(row(), ["B0", "B1"], square(1, 0)) == {"B0"}
