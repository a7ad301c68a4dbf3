"""Which areas have gone quiet."""

from __future__ import annotations

import datetime as dt

from boundaries import commands
from boundaries.commands import Amount
from boundaries.model import STILL, AreaVersion, Engagement, EngagementKind, Precision
from boundaries.quiet import gone_quiet, quiet
from tests.conftest import area, on, square

TODAY = dt.date(2026, 11, 23)


def standing(number: int, since: dt.date, *, resting: bool = False) -> AreaVersion:
    return AreaVersion(
        area(number), 1, f"A{number}", square(number, 0), since, STILL, Precision.DAY, 1,
        resting=resting,
    )  # fmt: skip


def test_an_area_without_any_sign_for_a_year_is_quiet() -> None:
    (one,) = quiet([standing(1, dt.date(2020, 1, 1))], {}, TODAY)
    assert (one.area, one.last, one.days(TODAY)) == (area(1), dt.date(2020, 1, 1), 2518)


def test_a_sign_within_a_year_is_enough() -> None:
    signs = {area(1): [dt.date(2020, 5, 1), dt.date(2025, 12, 1)]}
    assert quiet([standing(1, dt.date(2020, 1, 1))], signs, TODAY) == []


def test_a_year_to_the_day_is_not_yet_quiet() -> None:
    signs = {area(1): [TODAY - dt.timedelta(365)]}
    assert quiet([standing(1, dt.date(2020, 1, 1))], signs, TODAY) == []
    signs = {area(1): [TODAY - dt.timedelta(366)]}
    assert len(quiet([standing(1, dt.date(2020, 1, 1))], signs, TODAY)) == 1


def test_an_area_that_rests_is_meant_to_be_quiet() -> None:
    assert quiet([standing(1, dt.date(2020, 1, 1), resting=True)], {}, TODAY) == []


def test_the_one_that_is_quiet_for_longest_comes_first() -> None:
    found = quiet([standing(1, dt.date(2020, 1, 1)), standing(2, dt.date(2010, 1, 1))], {}, TODAY)
    assert [one.area for one in found] == [area(2), area(1)]


def test_bookings_changes_and_taking_part_are_signs_and_a_grant_is_none(store, admin) -> None:
    for n, name in enumerate(("Een", "Twee", "Drie", "Vier")):
        commands.found(store, admin, name=name, geometry=square(2 * n, 0), occasion=on(2007))
        commands.grant(store, admin, Amount(area(n + 1), 10_000), on(2026))
    commands.spend(store, admin, Amount(area(1), 100), on(2026, 2))
    commands.rename(store, admin, area(2), name="Tweede", occasion=on(2026, 3))
    met = Engagement(area(3), dt.date(2026, 4, 1), EngagementKind.MEETING, 12)
    commands.import_engagement(store, admin, [met], on(2026, 4))
    with store.read() as parts:
        assert [one.name for one in gone_quiet(parts)] == ["Vier"]
