"""Two times: what was true, and what we knew."""

from __future__ import annotations

import datetime as dt

import pytest

from boundaries import commands, queries
from boundaries.errors import Unknown
from boundaries.model import Block, ChangeKind, Line
from tests.conftest import area, on, square


def names(store, day, known=None) -> list[str]:
    with store.read() as parts:
        return [r.version.name for r in queries.areas_at(parts, day, known=known)]


def test_what_was_known_earlier_can_still_be_asked(store, admin, clock) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    monday = clock.now
    clock.now += dt.timedelta(days=7)
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
    assert names(store, dt.date(2026, 1, 1)) == ["Krakeel"]
    assert names(store, dt.date(2026, 1, 1), known=monday) == ["West"]


def test_a_change_on_the_day_of_the_last_one_replaces_it(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2007))
    assert names(store, dt.date(2007, 1, 1)) == ["Krakeel"]


def test_a_clock_that_was_set_back_does_not_turn_the_order_round(store, admin, clock) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    clock.now -= dt.timedelta(hours=2)
    commands.found(store, admin, name="Oost", geometry=square(1, 0), occasion=on(2007))
    with store.read() as parts:
        first, second = queries.log(parts)
    assert first.recorded_at < second.recorded_at


def test_history_says_what_was_gained_and_lost(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.adjust(
        store, admin, area(1), geometry=square(0.5, 0, 1.5, 1), occasion=on(2009, reason="groei")
    )
    with store.read() as parts:
        founded, moved = queries.history(parts, area(1))
    assert (founded.gained_m2, founded.lost_m2) == (10_000, 0)
    assert (moved.gained_m2, moved.lost_m2) == pytest.approx((10_000, 5_000))


def test_history_of_an_unknown_area_is_refused(store) -> None:
    with store.read() as parts, pytest.raises(Unknown):
        queries.history(parts, area(7))


def test_the_log_holds_every_command_in_order(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.import_lines(store, admin, [Line("1", "Kanaal", "water", square(0, 0))], on(2007))
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
    with store.read() as parts:
        kinds = [change.kind for change in queries.log(parts)]
    assert kinds == [ChangeKind.FOUND, ChangeKind.LINES, ChangeKind.RENAME]


def block(number: int, residents: int | None, year: int = 2007, **box) -> Block:
    geometry = square(number, 0, **box)
    return Block(f"B{number}", "Blok", geometry, residents, None, year, "test")


def residents(store, day) -> list[int | None]:
    with store.read() as parts:
        return [r.residents for r in queries.areas_at(parts, day)]


def test_residents_come_from_the_blocks_by_shared_land(store, admin) -> None:
    #  +---+---+
    #  |100|####|50   the area covers block 0 and half of block 1
    commands.import_blocks(store, admin, [block(0, 100), block(1, 50)], on(2007))
    commands.found(store, admin, name="West", geometry=square(0, 0, 1.5, 1), occasion=on(2007))
    assert residents(store, dt.date(2010, 1, 1)) == [125]


def test_residents_are_those_of_the_latest_year_up_to_the_date(store, admin) -> None:
    commands.import_blocks(store, admin, [block(0, 100, 2007), block(0, 120, 2012)], on(2007))
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2000))
    assert residents(store, dt.date(2011, 12, 31)) == [100]
    assert residents(store, dt.date(2012, 1, 1)) == [120]
    assert residents(store, dt.date(2001, 1, 1)) == [100]


def test_without_blocks_residents_are_not_known(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    assert residents(store, dt.date(2010, 1, 1)) == [None]


def test_a_block_without_a_figure_makes_the_sum_unknown(store, admin) -> None:
    commands.import_blocks(store, admin, [block(0, 100), block(1, None)], on(2007))
    commands.found(store, admin, name="West", geometry=square(0, 0, 2, 1), occasion=on(2007))
    assert residents(store, dt.date(2010, 1, 1)) == [None]
