"""Who is asked about a change, and whether enough of them answered in favour."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from boundaries import commands
from boundaries.model import Owner, PersonId
from boundaries.participation import Response, ResponseId
from boundaries.previews import preview
from boundaries.support import support_of
from boundaries.to_ask import to_ask, touched_land
from tests.boundaries.ground import grid, lie, street
from tests.conftest import PLACE, area, on, square

DAY = dt.date(2026, 1, 1)
LIE = lie(
    grid(),
    [
        street("Kanaalstraat", (0, 0.5), (3, 0.5)),
        street("Dwarsstraat", (1.1, 0), (1.1, 3)),
        street("Dwarsstraat", (1.1, 1), (1.1, 2)),
        street("Rand", (0.95, 0.2), (1.4, 0.2)),
        street("Kanaal", (0, 0.1), (3, 0.1), kind="water"),
    ],
    {"7901AA": frozenset({"A1"}), "7901AB": frozenset({"A1", "C3"}), "7902XX": frozenset({"C3"})},
)


def responses(favour: int, against: int) -> list[Response]:
    return [
        Response(ResponseId(n), Owner(PersonId(n)), n < favour, "", DAY)
        for n in range(favour + against)
    ]


def support(favour: int, against: int, asked: int | None = 1000, **settings):
    return support_of(responses(favour, against), asked, replace(PLACE, **settings))


def test_streets_in_the_land_are_asked_with_their_metres() -> None:
    assert to_ask(LIE, square(0, 0)).streets == (("Kanaalstraat", 100.0),)


def test_a_street_that_only_touches_the_land_is_not_asked() -> None:
    assert "Rand" not in dict(to_ask(LIE, square(0, 0)).streets)


def test_a_street_in_pieces_is_asked_once() -> None:
    assert dict(to_ask(LIE, square(1, 1)).streets) == {"Dwarsstraat": 200.0}


def test_postcodes_with_addresses_in_the_land_are_asked() -> None:
    assert to_ask(LIE, square(0, 0)).postcodes == ("7901AA", "7901AB")


def test_of_a_moved_border_only_the_moved_land_is_asked(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    act = lambda: commands.adjust(  # noqa: E731
        store, admin, area(1), geometry=square(0, 0, 2, 1), occasion=on(2010)
    )
    told = preview(store, LIE, dt.date(2010, 1, 1), act)
    assert touched_land(told).equals(square(1, 0))


def test_of_a_merger_all_land_is_asked(store, admin) -> None:
    for number in (0, 1):
        commands.found(
            store, admin, name=f"N{number}", geometry=square(number, 0), occasion=on(2007)
        )
    act = lambda: commands.merge(  # noqa: E731
        store, admin, [area(1), area(2)], name="Samen", occasion=on(2010)
    )
    told = preview(store, LIE, dt.date(2010, 1, 1), act)
    assert touched_land(told).equals(square(0, 0, 2, 1))


@pytest.mark.parametrize(("answered", "enough"), [(99, False), (100, True)])
def test_the_quorum_is_of_those_asked(answered, enough) -> None:
    assert support(answered, 0, quorum=10).enough_answered is enough


def test_without_a_quorum_every_turnout_is_enough() -> None:
    assert support(0, 0, None, quorum=0).enough_answered


def test_where_nobody_knows_how_many_are_asked_no_quorum_is_judged() -> None:
    assert support(5, 0, None, quorum=10).enough_answered is None


@pytest.mark.parametrize(("favour", "enough"), [(65, False), (66, True)])
def test_the_threshold_is_of_those_who_answered(favour, enough) -> None:
    assert support(favour, 100 - favour, threshold=66).enough_in_favour is enough


def test_with_no_answer_nobody_is_in_favour() -> None:
    assert not support(0, 0).enough_in_favour
    assert support(0, 0).favour is None
