"""Asking for a change of areas, responding to what is asked, and deciding on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geo
from boundaries import access, rules
from boundaries.commands.areas import refuse_unchanged
from boundaries.commands.carrying_out import Decision, carry_out
from boundaries.commands.proposals_known import known_proposal, require_status
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Changed, ChangeKind, Initiator, Occasion, Owner
from boundaries.neighbours import place
from boundaries.participation import (
    Asks,
    Claim,
    Outcome,
    Proposal,
    ProposalId,
    Status,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, ChangeId
    from boundaries.participation import RoundId
    from boundaries.store import Parts, Store

MOST_OPEN = 200
"""Proposals that may be open at a time, or one visitor could fill the store."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody asks for.

    Parameters
    ----------
    areas
        The standing areas that it is about; for a new area those it takes land from come by
        themselves.
    geometry
        In metres of the municipality's CRS: the boundary of a new or changed area, or the line
        along which an area is split.
    name, second_name
        Of what comes of it, where that is new.
    """

    asks: Asks
    title: str
    reason: str
    areas: Sequence[AreaId] = ()
    geometry: BaseGeometry | None = None
    name: str = ""
    second_name: str = ""
    round: RoundId | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that is in the store, and the secret of the private link of who has none yet."""

    change: ChangeId
    proposal: ProposalId
    secret: str | None


def propose(
    store: Store, actor: Actor, ask: Ask, *, opens: dt.date | None = None, draft: bool = False
) -> Proposed:
    """Ask for a change; everybody can read it and respond from `opens` (today) on.

    One can respond as many days as the municipality has set.

    Parameters
    ----------
    draft
        Nobody may respond before it is submitted.

    Raises
    ------
    Refused
        `parts` when what it needs isn't there, `too_many` when too much is open already, or a
        rule on geometry, name, reason or date.
    Unknown
        When an area isn't there.
    """
    access.require(actor, access.Action.PROPOSE)
    title = rules.checked_name(ask.title)
    with store.write() as parts:
        today = parts.areas.today()
        occasion = Occasion(today, ask.reason, Initiator.RESIDENTS)
        rules.check_occasion(occasion, today)
        open_now = [p for p in parts.participation.proposals() if p.closes is None
                    or p.status(today) in {Status.SUBMITTED, Status.CONSULTED}]  # fmt: skip
        if len(open_now) >= MOST_OPEN:
            raise Refused(
                "too_many",
                N_("{n} proposals are open already. Wait until some are decided."),
                n=len(open_now),
            )
        geometry, claims = _checked(parts, ask, today)
        link, secret = actor.link, None
        if link is None:
            link, secret = parts.people.new_link(today)
        change = parts.areas.record(actor, ChangeKind.PROPOSE, occasion)
        number = parts.participation.add_proposal(
            change,
            Proposal(
                ProposalId(0),
                ask.asks,
                title,
                ask.reason.strip(),
                Owner(actor.person if actor.known else None, link),
                claims,
                (),
                ask.name.strip(),
                ask.second_name.strip(),
                geometry,
                ask.round,
            ),
        )
        step = Step(Status.DRAFT, today, change)
        if not draft:
            step = _submitted(parts, change, opens or today)
        parts.participation.add_step(number, step)
    return Proposed(change, number, secret)


def submit(
    store: Store, actor: Actor, number: ProposalId, *, opens: dt.date | None = None
) -> Changed:
    """Let everybody respond to a draft, from `opens` (today) on.

    Raises
    ------
    Refused
        `unknown_proposal`, `status` when it is no draft, or `date`.
    Forbidden
        When it is somebody else's and the actor isn't a coordinator.
    """
    with store.write() as parts:
        proposal = known_proposal(parts, number)
        access.require(actor, access.Action.SUBMIT, owner=proposal.owner)
        today = parts.areas.today()
        require_status(proposal, today, {Status.DRAFT})
        occasion = Occasion(today, proposal.reason, Initiator.RESIDENTS)
        change = parts.areas.record(actor, ChangeKind.SUBMIT, occasion)
        parts.participation.add_step(number, _submitted(parts, change, opens or today))
    return Changed(change, ())


def withdraw(store: Store, actor: Actor, number: ProposalId, *, reason: str) -> Changed:
    """Take an own proposal back before it is decided on.

    Raises
    ------
    Refused
        `unknown_proposal`, `status` when it was decided on or withdrawn; a rule on the reason.
    Forbidden
        When it is somebody else's.
    """
    with store.write() as parts:
        proposal = known_proposal(parts, number)
        access.require(actor, access.Action.WITHDRAW, owner=proposal.owner)
        today = parts.areas.today()
        require_status(proposal, today, set(Status) - {Status.DECIDED, Status.WITHDRAWN})
        occasion = Occasion(today, reason, Initiator.RESIDENTS)
        rules.check_occasion(occasion, today)
        change = parts.areas.record(actor, ChangeKind.WITHDRAW, occasion)
        step = Step(Status.WITHDRAWN, today, change, reason=reason.strip())
        parts.participation.add_step(number, step)
    return Changed(change, ())


def decide(store: Store, actor: Actor, number: ProposalId, decision: Decision) -> Changed:
    """Decide on a proposal, with a reason that everybody reads, and carry it out.

    No count decides anything: who is for and who is against is for people to weigh. The decision
    and the change of areas that follows from it are one transaction.

    Raises
    ------
    Refused
        `unknown_proposal`; `status` when it isn't time yet or was decided on; `parts` when the
        outcome needs another boundary; whatever carrying it out may be refused for.
    Conflict
        When an area changed since the proposal was made.
    """
    access.require(actor, access.Action.DECIDE)
    body = rules.checked_name(decision.body)
    with store.together():
        with store.read() as parts:
            proposal = known_proposal(parts, number)
            today = parts.areas.today()
        require_status(proposal, today, {Status.WAITING})
        occasion = Occasion(today, decision.reason, Initiator.RESIDENTS, document=decision.document)
        rules.check_occasion(occasion, today)
        done = None
        if decision.outcome is not Outcome.REFUSED:
            done = carry_out(store, actor, proposal, decision)
        with store.write() as parts:
            change = parts.areas.record(actor, ChangeKind.DECIDE, occasion)
            step = Step(
                Status.DECIDED,
                today,
                change,
                outcome=decision.outcome,
                body=body,
                reason=decision.reason.strip(),
                done_by=done.change if done else None,
            )
            parts.participation.add_step(number, step)
    return Changed(change, done.areas if done else (), done.retired if done else ())


def _submitted(parts: Parts, change: ChangeId, opens: dt.date) -> Step:
    areas = parts.areas
    today = areas.today()
    if not today <= opens <= today + rules.AHEAD:
        raise Refused(
            "date",
            N_("The date {date} is too far away. Choose one up to a year ahead of today."),
            date=opens,
        )
    closes = opens + dt.timedelta(days=areas.municipality().consultation_days)
    return Step(Status.SUBMITTED, today, change, opens, closes)


_NEEDS = {Asks.NEW: (0, 0), Asks.ADJUST: (1, 1), Asks.SPLIT: (1, 1), Asks.REST: (1, 1),
          Asks.MERGE: (2, 50)}  # fmt: skip


def _checked(
    parts: Parts, ask: Ask, today: dt.date
) -> tuple[BaseGeometry | None, tuple[Claim, ...]]:
    """Return the geometry as it is stored, and the areas that it is about."""
    fewest, most = _NEEDS[ask.asks]
    named = ask.name if ask.asks in {Asks.NEW, Asks.MERGE, Asks.SPLIT} else "-"
    drawn = ask.geometry is not None or ask.asks in {Asks.MERGE, Asks.REST}
    if not (fewest <= len(set(ask.areas)) <= most and drawn) or not named.strip():
        raise Refused(
            "parts",
            N_(
                "This proposal is not complete. A new area needs a name and a boundary, a changed "
                "one its new boundary, a merger two areas and a name, a split a line and two names."
            ),
        )
    rules.checked_name(named)
    versions = [parts.areas.latest(area) for area in dict.fromkeys(ask.areas)]
    claims = {v.area: Claim(v.area, v.rev) for v in versions}
    geometry = ask.geometry
    if ask.asks is Asks.SPLIT and geometry is not None:
        rules.checked_name(ask.second_name)
        _refuse_no_cut(versions[0].geometry, geometry)
    elif ask.asks in {Asks.NEW, Asks.ADJUST} and geometry is not None:
        boundary = rules.checked_boundary(geometry, parts.areas.municipality())
        own = versions[0] if versions else None
        placed = place(parts.areas, boundary, today, own=own)
        geometry = placed.geometry
        if own is not None:
            refuse_unchanged(own, geometry)
        for taken in placed.taken:
            rev = parts.areas.latest(taken.area).rev
            claims.setdefault(taken.area, Claim(taken.area, rev, asked=False))
    else:
        geometry = None
    return geometry, tuple(claims.values())


def _refuse_no_cut(area: BaseGeometry, line: BaseGeometry) -> None:
    try:
        geo.split(area, line)
    except geo.GeometryError:
        raise Refused(
            "no_cut",
            N_("The line does not cut the area. Start and end outside the edge."),
        ) from None
