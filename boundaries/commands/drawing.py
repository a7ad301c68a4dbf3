"""Rounds to draw in, and the drawings of residents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind, Occasion, Owner
from boundaries.participation import Drawing, DrawingId, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor
    from boundaries.participation import Round, RoundId
    from boundaries.store import Parts, Store

MOST_A_DAY = 500
"""Drawings that a municipality takes in a day, or one visitor could fill the store."""
MOST_BY_LINK = 5
"""Drawings of one private link in a day."""
MOST_MAKERS = 500
SIDES = ("north", "east", "south", "west")


@dataclass(frozen=True, slots=True)
class Opened:
    """A round that was opened, and the change that says so."""

    change: int
    round: RoundId


@dataclass(frozen=True, slots=True)
class Draft:
    """What a resident sends: a boundary in metres of the municipality's CRS, and its story.

    `makers` above 1 is for what was drawn together on paper.
    """

    geometry: BaseGeometry
    name: str
    reason: str
    way: Way
    round: RoundId | None = None
    makers: int = 1
    unsure: Sequence[str] = ()
    picked: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A drawing that is in the store, and the secret of its private link, told this once."""

    drawing: DrawingId
    secret: str


def open_round(
    store: Store,
    actor: Actor,
    *,
    name: str,
    opens: dt.date,
    closes: dt.date,
    reason: str,
    outline: BaseGeometry | None = None,
) -> Opened:
    """Call on residents to draw, from a day up to and on another.

    Parameters
    ----------
    outline
        What it is about, in metres of the municipality's CRS; printed on paper.

    Raises
    ------
    Refused
        `days` when it closes before it opens, `exists` when a round of that name is open; or a
        rule on name, reason or date.
    """
    access.require(actor, access.Action.OPEN_ROUND)
    named = rules.checked_name(name)
    with store.write() as parts:
        today = parts.areas.today()
        occasion = Occasion(today, reason)
        rules.check_occasion(occasion, today)
        if closes < max(opens, today) or opens > today + rules.AHEAD:
            raise Refused(
                "days",
                N_("A round from {opens} to {closes} has no day left. Choose a later last day."),
                opens=opens,
                closes=closes,
            )
        if any(r.name.casefold() == named.casefold() and closes >= r.opens and r.closes >= today
               for r in parts.participation.rounds()):  # fmt: skip
            raise Refused(
                "exists",
                N_("There is a round {name} already. Close it first, or choose another name."),
                name=named,
            )
        land = None
        if outline is not None:
            land = rules.checked_boundary(outline, parts.areas.municipality(), is_part=True)
        change = parts.areas.record(actor, ChangeKind.ROUND_OPEN, occasion)
        number = parts.participation.add_round(change, named, opens, closes, land)
    return Opened(change, number)


def close_round(store: Store, actor: Actor, number: RoundId, *, reason: str) -> Changed:
    """End a round; what was drawn in it stays, and can't be changed any more.

    Raises
    ------
    Refused
        `unknown_round`, `closed` when it is over already; or a rule on the reason.
    """
    access.require(actor, access.Action.CLOSE_ROUND)
    with store.write() as parts:
        today = parts.areas.today()
        one = known_round(parts, number)
        occasion = Occasion(today, reason)
        rules.check_occasion(occasion, today)
        yesterday = today - dt.timedelta(days=1)
        if one.closes <= yesterday:
            raise _over(one)
        change = parts.areas.record(actor, ChangeKind.ROUND_CLOSE, occasion)
        parts.participation.close_round(change, one, yesterday)
    return Changed(change, ())


def send_drawing(store: Store, actor: Actor, draft: Draft) -> Sent:
    """Put a drawing in the store; nobody but its maker and the coordinator sees it.

    It is no change of any area and stands in no log. Who made it is asked nowhere.

    Raises
    ------
    Refused
        `closed` or `unknown_round`, `too_many` when a private link or the whole municipality sent
        its share of today; or a rule on geometry, name or reason.
    Forbidden
        For a drawing on paper, when the actor isn't a coordinator.
    """
    access.require(actor, access.Action.SEND_DRAWING)
    if draft.way is Way.PAPER or draft.makers != 1:
        access.require(actor, access.Action.ENTER_PAPER)
    with store.write() as parts:
        today = parts.areas.today()
        checked = _checked(parts, draft, today)
        _refuse_flood(parts, actor, today)
        link, secret = parts.people.new_link(today)
        number = parts.participation.keep_drawing(
            replace(
                checked,
                owner=Owner(actor.person if actor.known else None, link),
            )
        )
    return Sent(number, secret)


def change_drawing(store: Store, actor: Actor, number: DrawingId, draft: Draft) -> DrawingId:
    """Put another drawing in place of an own one, as long as its round goes on.

    Raises
    ------
    Refused
        `unknown_drawing`, `closed`; or a rule on geometry, name or reason.
    Forbidden
        When it is somebody else's.
    """
    with store.write() as parts:
        before = known_drawing(parts, number)
        access.require(actor, access.Action.CHANGE_DRAWING, owner=before.owner)
        today = parts.areas.today()
        checked = _checked(parts, replace(draft, round=before.round, makers=before.makers), today)
        parts.participation.keep_drawing(
            replace(checked, id=before.id, owner=before.owner, sent_on=before.sent_on)
        )
    return before.id


def withdraw_drawing(store: Store, actor: Actor, number: DrawingId) -> None:
    """Take an own drawing back, at any time: nothing is left of it.

    Raises
    ------
    Refused
        `unknown_drawing`.
    Forbidden
        When it is somebody else's.
    """
    with store.write() as parts:
        before = known_drawing(parts, number)
        access.require(actor, access.Action.WITHDRAW_DRAWING, owner=before.owner)
        parts.participation.drop_drawing(number)


def known_round(parts: Parts, number: RoundId) -> Round:
    """Return a round.

    Raises
    ------
    Refused
        `unknown_round`.
    """
    for one in parts.participation.rounds():
        if one.id == number:
            return one
    raise Refused(
        "unknown_round",
        N_("There is no round {number}. Look for its number in the list of rounds."),
        ids=[str(number)],
        number=str(number),
    )


def known_drawing(parts: Parts, number: DrawingId) -> Drawing:
    """Return a drawing.

    Raises
    ------
    Refused
        `unknown_drawing`, with nothing in it that tells whether there ever was one.
    """
    drawing = parts.participation.drawing(number)
    if drawing is None:
        raise Refused("unknown_drawing", N_("This drawing is not there, or not any more."))
    return drawing


def _checked(parts: Parts, draft: Draft, today: dt.date) -> Drawing:
    name = rules.checked_name(draft.name)
    rules.check_occasion(Occasion(today, draft.reason), today)
    boundary = rules.checked_boundary(draft.geometry, parts.areas.municipality())
    if draft.round is not None:
        one = known_round(parts, draft.round)
        if not one.is_open(today):
            raise _over(one)
    if not 1 <= draft.makers <= MOST_MAKERS:
        raise Refused(
            "makers",
            N_("{n} makers are not possible. Give a number from 1 to {most}."),
            n=draft.makers,
            most=MOST_MAKERS,
        )
    return Drawing(
        DrawingId(0),
        Owner(),
        draft.round,
        boundary,
        name,
        draft.reason.strip(),
        draft.way,
        today,
        today,
        draft.makers,
        tuple(side for side in SIDES if side in draft.unsure),
        tuple(sorted(set(draft.picked))),
    )


def _refuse_flood(parts: Parts, actor: Actor, today: dt.date) -> None:
    said = parts.participation
    own = 0 if actor.link is None else said.sent_since(today, link=actor.link)
    if own >= MOST_BY_LINK or said.sent_since(today) >= MOST_A_DAY:
        raise Refused(
            "too_many",
            N_("Too many drawings came in today. Keep yours on this device and send it tomorrow."),
        )


def _over(one: Round) -> Refused:
    return Refused(
        "closed",
        N_("The round {name} is open from {opens} to {closes}. You can't draw in it today."),
        ids=[str(one.id)],
        name=one.name,
        opens=one.opens,
        closes=one.closes,
    )
