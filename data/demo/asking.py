"""Proposals of the story: asked, answered by residents and decided on, by the ordinary commands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from boundaries import commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundaries.commands import Ask
    from boundaries.model import Actor
    from boundaries.participation import ProposalId
    from boundaries.store import Store

    Act = tuple[dt.date, Callable[[], object]]

AHEAD = 45
"""Days before the day that it holds on which something is asked, unless told otherwise."""
LIVES_THERE = 0.7
"""Share of the people who respond that live where it is about."""
SEED = 61


@dataclass(frozen=True, slots=True)
class Wish:
    """What residents asked before it was decided, and what others said of it.

    Attributes
    ----------
    reason
        Why they asked; why it was decided so is told where it is done.
    body
        Who decided: a group, no person.
    in_favour, against
        Reasons of those who were for and against.
    silent
        How many were for and gave no reason.
    days
        How long before it held it was asked.
    """

    title: str
    reason: str
    body: str = ""
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    silent: int = 0
    days: int = AHEAD


def ask(store: Store, wanted: Ask) -> ProposalId:
    """Let somebody without an account ask for something, on the day that the clock shows."""
    return commands.propose(store, _visitor(store), wanted).proposal


def responses(
    store: Store, number: ProposalId, wish: Wish, days: tuple[dt.date, dt.date]
) -> list[Act]:
    """Return what people respond on days from a first up to and on a last, without an account."""
    first, last = days
    rng = np.random.default_rng([SEED, int(number)])
    said = [(True, why) for why in (*wish.in_favour, *("",) * wish.silent)]
    said += [(False, why) for why in wish.against]
    waits = sorted(rng.integers((last - first).days + 1, size=len(said)).tolist())
    visitor = _visitor(store)

    def respond(which: int, *, lives_there: bool) -> None:
        in_favour, reason = said[which]
        commands.respond(
            store, visitor, number, in_favour=in_favour, reason=reason, lives_there=lives_there
        )

    return [
        (
            first + dt.timedelta(wait),
            partial(respond, which, lives_there=bool(rng.random() < LIVES_THERE)),
        )
        for wait, which in zip(waits, rng.permutation(len(said)).tolist(), strict=True)
    ]


def withdraw(store: Store, number: ProposalId, why: str) -> None:
    """Let who asked for something take it back, by the private link of it."""
    with store.read() as parts:
        visitor, proposal = parts.people.visitor(), parts.participation.proposal(number)
    if proposal is not None:
        maker = replace(visitor, link=proposal.owner.link)
        commands.withdraw(store, maker, number, reason=why)


def _visitor(store: Store) -> Actor:
    with store.read() as parts:
        return parts.people.visitor()
