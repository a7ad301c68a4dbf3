"""What goes on at the moment that the store is made: a round, open proposals, questions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from boundaries.commands import Ask
from boundaries.participation import Asks
from data.demo import asking
from data.demo.around import tell_who_is_there
from data.demo.calling import DAY, call_of_now
from data.demo.edges import edge, plain, rim
from data.demo.wishes import NOW_KRAKEEL, NOW_NORTH, NOW_STUIFZAND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from boundaries.participation import RoundId
    from data.demo.asking import Act, Wish
    from data.demo.land import Blocks, Land
    from data.demo.telling import Teller

WEEK = dt.timedelta(days=7)
EARLIEST = dt.date(2025, 1, 31)
"""The years end with 2024: who makes the store by a clock of before sees it as of this day."""


def tell_of_now(t: Teller, today: dt.date) -> None:
    """Tell what residents say at this moment; no area changes.

    All of it is recorded before `today`, so that whoever uses the store comes after it.
    """
    today = max(today, EARLIEST)
    tell_who_is_there(t, today)
    number, drawn = call_of_now(t, today)
    asked_on, yesterday = today - WEEK, today - DAY
    _do(t, [act for act in drawn if act[0] < asked_on])
    t.clock.reach(asked_on)
    acts = [act for act in drawn if act[0] >= asked_on]
    for wish, wanted in _wanted(t, number):
        proposal = asking.ask(t.store, wanted)
        acts += asking.responses(t.store, proposal, wish, (asked_on, yesterday))
    _do(t, sorted(acts, key=lambda act: act[0]))


def _do(t: Teller, acts: Sequence[Act]) -> None:
    for day, act in acts:
        t.clock.reach(day)
        act()


def _wanted(t: Teller, number: RoundId) -> Iterator[tuple[Wish, Ask]]:
    wish, border = NOW_KRAKEEL, t.land.outline(_wider(t.land))
    yield wish, Ask(Asks.ADJUST, wish.title, wish.reason, [t.id("Krakeel")], border, round=number)
    wish, pair = NOW_NORTH, [t.id("Noord"), t.id("Bentinckspark")]
    yield wish, Ask(Asks.MERGE, wish.title, wish.reason, pair, name="Noord en Park")
    wish = NOW_STUIFZAND
    yield wish, Ask(Asks.REST, wish.title, wish.reason, [t.id("Stuifzand")])


def _wider(land: Land) -> Blocks:
    """Return Krakeel with some blocks of nobody along it, and one of its neighbour."""
    krakeel = land.areas["Krakeel"]
    wider = krakeel | rim(land, "Krakeel", "Wolfsbos", 4)
    also = wider | edge(land, "Krakeel", "Vogelpark")
    return also if plain(land, also) else wider
