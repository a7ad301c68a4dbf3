"""Postcodes that come in from a table."""

from __future__ import annotations

import datetime as dt

import pytest

from boundaries import commands
from boundaries.commands import NewPostcode
from boundaries.errors import Forbidden, Refused
from boundaries.lie import lie_now, read_lie
from boundaries.model import Actor, ChangeKind, Postcode, Role
from boundaries.postcodes import plain_postcode, shown_postcode
from data.demo.postcodes import postcodes_of
from tests.boundaries.ground import block, grid
from tests.conftest import on

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def board(store, admin):
    commands.import_blocks(store, admin, grid(), on(2020))
    return store


def rows(*pairs: tuple[str, str]) -> list[NewPostcode]:
    return [NewPostcode(code, id_, f"row {i}") for i, (code, id_) in enumerate(pairs, start=2)]


def kept(store) -> list[Postcode]:
    with store.read() as parts:
        return parts.ground.postcodes()


def test_postcodes_are_kept_by_code_and_block(board, admin) -> None:
    given = rows(("7908AC", "B1"), ("7908AB", "A2"), ("7908AB", "A1"))
    commands.import_postcodes(board, admin, given, on(2020))
    expected = [("7908AB", "A1"), ("7908AB", "A2"), ("7908AC", "B1")]
    assert kept(board) == [Postcode(*pair) for pair in expected]


def test_a_code_in_a_later_file_has_the_blocks_of_that_file(board, admin) -> None:
    commands.import_postcodes(board, admin, rows(("7908AB", "A1"), ("7908AC", "B1")), on(2020))
    commands.import_postcodes(board, admin, rows(("7908AB", "A2")), on(2021))
    assert kept(board) == [Postcode("7908AB", "A2"), Postcode("7908AC", "B1")]


def test_an_unknown_block_is_named_with_its_row_and_nothing_comes_in(board, admin) -> None:
    with pytest.raises(Refused) as refused:
        commands.import_postcodes(board, admin, rows(("7908AB", "A1"), ("7908AC", "Z9")), on(2020))
    assert (refused.value.code, refused.value.ids) == ("unknown_block", ("Z9",))
    assert refused.value.place == "row 3, column block"
    assert kept(board) == []


def test_a_row_that_stands_twice_is_refused_with_its_place(board, admin) -> None:
    with pytest.raises(Refused) as refused:
        commands.import_postcodes(board, admin, rows(("7908AB", "A1"), ("7908AB", "A1")), on(2020))
    assert (refused.value.code, refused.value.place) == ("duplicate", "row 3")


def test_an_import_of_postcodes_stands_in_the_log(board, admin) -> None:
    commands.import_postcodes(board, admin, rows(("7908AB", "A1")), on(2020))
    with board.read() as parts:
        assert parts.areas.changes()[-1].kind is ChangeKind.POSTCODES


def test_a_coordinator_may_not_import_postcodes(board, admin) -> None:
    with pytest.raises(Forbidden):
        commands.import_postcodes(
            board, Actor(admin.person, Role.COORDINATOR), rows(("7908AB", "A1")), on(2020)
        )


def test_the_lie_of_the_land_has_the_postcodes(board, admin) -> None:
    with board.read() as parts:
        before = read_lie(parts, DAY)
    commands.import_postcodes(board, admin, rows(("7908AB", "A1"), ("7908AB", "A2")), on(2020))
    with board.read() as parts:
        assert lie_now(parts, DAY, before).postcodes == {"7908AB": frozenset({"A1", "A2"})}


def test_a_postcode_is_kept_without_its_space() -> None:
    assert plain_postcode(" 7908 ab ") == "7908AB"


@pytest.mark.parametrize(("code", "shown"), [("7908AB", "7908 AB"), ("7908", "7908")])
def test_a_postcode_is_shown_with_its_space(code, shown) -> None:
    assert shown_postcode(code) == shown


def test_in_the_example_a_postcode_runs_on_into_the_next_block() -> None:
    blocks = [block("Q1-001", 0, 0, homes=30), block("Q1-002", 1, 0, homes=10)]
    pairs = [(row.code, row.block) for row in postcodes_of(blocks)]
    assert pairs == [("7900AA", "Q1-001"), ("7900AB", "Q1-001"), ("7900AB", "Q1-002")]


def test_in_the_example_every_quarter_has_digits_of_its_own() -> None:
    blocks = [block("Q1-001", 0, 0), block("Q2-001", 1, 0)]
    assert [row.code for row in postcodes_of(blocks)] == ["7900AA", "7901AA"]
