"""A clock that jumps, and nights of twenty-three and twenty-five hours: the order stays."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from boundaries import commands, typed
from boundaries.errors import Refused
from boundaries.model import Balance, Occasion
from data.store import open_store, verify_store
from tests.conftest import NOON, area, on, square

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JUMPS = [dt.timedelta(hours=-2), dt.timedelta(days=365), dt.timedelta(days=-365)]
HALF_HOUR = dt.timedelta(minutes=30)
NIGHTS = [
    pytest.param(dt.datetime(2026, 3, 28, 23, tzinfo=dt.UTC), id="an hour is left out"),
    pytest.param(dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC), id="an hour comes twice"),
]


def found(store, admin, number: int, when: Occasion | None = None):
    return commands.found(
        store,
        admin,
        name=f"N{number}",
        geometry=square(number, 0),
        occasion=when or on(2020),
    )


def moments(store) -> list[dt.datetime]:
    with store.read() as parts:
        return [change.recorded_at for change in parts.areas.changes()]


def known(store, moment: dt.datetime | None) -> list[str]:
    with store.read() as parts:
        return list(parts.areas.ids(dt.date(2021, 1, 1), known=moment))


@pytest.fixture
def amsterdam(monkeypatch):
    """A machine that keeps Dutch time."""
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_the_order_of_recording_outlives_a_jump_of_the_clock(
    store, admin, clock, url, jump
) -> None:
    for number in range(3):
        found(store, admin, number)
        clock.now += dt.timedelta(minutes=1)
    clock.now += jump
    for number in range(3, 6):
        found(store, admin, number)
    assert all(earlier < later for earlier, later in pairwise(moments(store)))
    assert verify_store(url) == []


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_what_was_known_then_stays_what_it_was(store, admin, clock, jump) -> None:
    found(store, admin, 0)
    then = clock.now
    clock.now += jump
    found(store, admin, 1)
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2020, 6))
    assert known(store, then) == [area(1)]
    assert known(store, None) == [area(3)]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_booking_with_a_key_is_done_once_whatever_the_clock_says(
    store, admin, clock, url, jump
) -> None:
    found(store, admin, 0)
    amount = commands.Amount(area(1), 5_000, key="factuur 12")
    first = commands.grant(store, admin, amount, on(2021))
    clock.now += jump
    again = commands.grant(store, admin, amount, on(2021))
    assert (again.again, again.change) == (True, first.change)
    with store.read() as parts:
        assert parts.money.balances(dt.date(2022, 1, 1)) == {area(1): Balance(available=5_000)}
    assert verify_store(url) == []


def test_what_comes_after_a_clock_that_ran_ahead_is_recorded_a_microsecond_later(
    store, admin, clock
) -> None:
    found(store, admin, 0)
    clock.now += JUMPS[1]
    ahead = clock.now
    found(store, admin, 1)
    clock.now = NOON
    found(store, admin, 2)
    assert moments(store)[-1] == ahead + dt.timedelta(microseconds=1)
    assert known(store, ahead) == [area(1), area(2)]


def test_a_date_of_a_year_ahead_is_accepted_by_the_clock_of_now(store, admin, clock) -> None:
    furthest = Occasion(NOON.date() + dt.timedelta(days=366), "straks")
    found(store, admin, 0, furthest)
    clock.now -= dt.timedelta(hours=13)
    with pytest.raises(Refused) as refused:
        found(store, admin, 1, furthest)
    assert refused.value.code == "date"
    clock.now += dt.timedelta(hours=2)
    assert found(store, admin, 1, furthest).areas == (area(2),)


def test_what_a_clock_that_ran_ahead_let_in_stands_from_its_own_date_on(
    store, admin, clock, url
) -> None:
    clock.now += JUMPS[1]
    found(store, admin, 0, Occasion(dt.date(2028, 5, 1), "straks"))
    clock.now = NOON
    with pytest.raises(Refused) as refused:
        commands.rename(store, admin, area(1), name="Nu", occasion=on(2026, 11, 1))
    assert area(1) in str(refused.value)
    assert known(store, None) == []
    assert verify_store(url) == []


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize("zone", [dt.UTC, AMSTERDAM], ids=str)
def test_in_the_night_in_which_the_clock_changes_every_half_hour_is_its_own(
    store, admin, clock, url, amsterdam, night, zone
) -> None:
    half_hours = [night + n * HALF_HOUR for n in range(12)]
    for number, moment in enumerate(half_hours):
        clock.now = moment.astimezone(zone)
        found(store, admin, number)
    assert moments(store) == half_hours
    for number, moment in enumerate(half_hours, start=1):
        assert len(known(store, moment)) == number
    assert verify_store(url) == []


def test_the_hour_that_comes_twice_is_told_apart_by_who_asks_for_it(amsterdam) -> None:
    summer, winter = (typed.moment(f"2026-10-25T02:30+0{hours}:00") for hours in (2, 1))
    assert winter - summer == dt.timedelta(hours=1)
    assert typed.moment("2026-10-25T02:30") == dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.UTC)


@pytest.mark.usefixtures("store")
def test_a_store_that_is_opened_on_a_machine_with_dutch_time_records_utc(
    url, admin, amsterdam
) -> None:
    before = dt.datetime.now(dt.UTC)
    store = open_store(url)
    found(store, admin, 0)
    (recorded,) = moments(store)
    store.close()
    assert before <= recorded <= dt.datetime.now(dt.UTC)
