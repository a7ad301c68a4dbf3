"""Responding to a proposal, for or against, and hiding a text that may not be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.commands.proposals_known import known_proposal, require_status
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Occasion, Owner
from boundaries.participation import Response, ResponseId, Status

if TYPE_CHECKING:
    from boundaries.model import Actor
    from boundaries.participation import ProposalId
    from boundaries.store import Store

MOST_RESPONSES_A_DAY = 2_000


def respond(
    store: Store,
    actor: Actor,
    number: ProposalId,
    *,
    in_favour: bool,
    reason: str = "",
    lives_there: bool = False,
) -> str | None:
    """Say to be for or against; an earlier response of one's own gives way.

    It is no change of any area and stands in no log.

    Returns
    -------
    str or None
        The secret of the private link that a response belongs to, for who had none and isn't
        signed in.

    Raises
    ------
    Refused
        `unknown_proposal`, `status` when one can't respond today, `reason` when an objection has
        none, `too_many`; or another rule on the reason.
    """
    access.require(actor, access.Action.RESPOND)
    with store.write() as parts:
        proposal = known_proposal(parts, number)
        today = parts.areas.today()
        require_status(proposal, today, {Status.CONSULTED})
        if reason.strip() or not in_favour:
            rules.check_occasion(Occasion(today, reason), today)
        if parts.participation.responded_since(today) >= MOST_RESPONSES_A_DAY:
            raise Refused("too_many", N_("Too many people responded today. Try again tomorrow."))
        owner, secret = Owner(actor.person), None
        if not actor.known:
            link = actor.link
            if link is None:
                link, secret = parts.people.new_link(today)
            owner = Owner(None, link)
        parts.participation.keep_response(
            number,
            Response(ResponseId(0), owner, in_favour, reason.strip(), today, lives_there),
        )
    return secret


def hide_response(
    store: Store, actor: Actor, number: ProposalId, response: ResponseId, *, why: str
) -> None:
    """Hide an unlawful text of a response; it counts as before, and its place says why.

    Raises
    ------
    Refused
        `unknown_proposal`, `unknown_response`, or a rule on `why`.
    """
    access.require(actor, access.Action.HIDE_RESPONSE)
    with store.write() as parts:
        today = parts.areas.today()
        known_proposal(parts, number)
        rules.check_occasion(Occasion(today, why), today)
        if response not in {r.id for r in parts.participation.responses(number)}:
            raise Refused(
                "unknown_response",
                N_("Proposal {number} has no response {response}."),
                ids=[str(response)],
                number=str(number),
                response=str(response),
            )
        parts.participation.hide_response(response, why.strip())
