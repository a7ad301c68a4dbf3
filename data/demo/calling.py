"""Rounds of the story: residents are called on to draw, and send what they drew."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from boundaries import commands
from boundaries.commands import Draft
from boundaries.participation import Way
from data.demo import neighbourhoods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry import Polygon

    from boundaries.participation import RoundId
    from data.demo.asking import Act
    from data.demo.tastes import Idea
    from data.demo.telling import Teller

FIRST, LAST = dt.date(2010, 3, 15), dt.date(2010, 4, 26)
YEAR = dt.timedelta(days=365)
FORTNIGHT = dt.timedelta(days=14)
DAY = dt.timedelta(days=1)


def call_of_2010(t: Teller) -> None:
    """Tell of the first round: whether the pieces of Krakeel belong together."""
    t.reach(FIRST)
    number = commands.open_round(
        t.store,
        t.actor,
        name="Waar begint Krakeel?",
        opens=FIRST,
        closes=LAST,
        reason="Twee groepen willen samen verder. Wij vragen iedereen waar de rand ligt.",
    ).round
    ideas = neighbourhoods.of_2010(t.land, t.office.seed)
    for day, act in _sent(t, number, ideas, (FIRST, LAST)):
        t.reach(day)
        act()


def call_of_now(t: Teller, today: dt.date) -> tuple[RoundId, list[Act]]:
    """Open a round from a fortnight ago until a year from today.

    Returns
    -------
    RoundId
    list of tuple
        What is drawn in it up to yesterday, with the day, in order.
    """
    t.clock.reach(today - FORTNIGHT)
    opens = t.clock().date()
    number = commands.open_round(
        t.store,
        t.actor,
        name="Teken jouw Krakeel",
        opens=opens,
        closes=today + YEAR,
        reason="De grens van Krakeel is van 2013. Klopt hij nog met hoe mensen er wonen?",
        outline=_around_krakeel(t),
    ).round
    ideas = neighbourhoods.of_now(t.land, t.office.seed)
    return number, _sent(t, number, ideas, (opens, today - DAY))


def _sent(
    t: Teller, number: RoundId, ideas: Sequence[Idea], days: tuple[dt.date, dt.date]
) -> list[Act]:
    """Return the sending of ideas on days from a first up to and on a last; paper is entered."""
    first, last = days
    rng = np.random.default_rng([t.office.seed, 79, int(number)])
    waits = sorted(rng.integers((last - first).days + 1, size=len(ideas)).tolist())
    with t.store.read() as parts:
        visitor = parts.people.visitor()

    def send(idea: Idea) -> None:
        draft = Draft(
            idea.geometry,
            idea.name,
            idea.reason,
            idea.way,
            number,
            idea.makers,
            idea.unsure,
            [t.land.ids[index] for index in sorted(idea.blocks)],
        )
        commands.send_drawing(t.store, t.actor if idea.way is Way.PAPER else visitor, draft)

    return [
        (first + wait * DAY, partial(send, idea)) for idea, wait in zip(ideas, waits, strict=True)
    ]


def _around_krakeel(t: Teller) -> Polygon:
    quarters = {i for i, name in enumerate(t.land.quarters) if name in neighbourhoods.QUARTERS}
    return t.land.outline(t.land.pieces(quarters)[0])
