"""Looking a proposal up, and holding it to where it is on its way to a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.participation import Status

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.participation import Proposal, ProposalId
    from boundaries.store import Parts


def known_proposal(parts: Parts, number: ProposalId) -> Proposal:
    """Return a proposal.

    Raises
    ------
    Refused
        `unknown_proposal`.
    """
    proposal = parts.participation.proposal(number)
    if proposal is None:
        raise Refused(
            "unknown_proposal",
            N_("There is no proposal {number}. Look for its number in the list of proposals."),
            ids=[str(number)],
            number=str(number),
        )
    return proposal


def require_status(proposal: Proposal, today: dt.date, wanted: set[Status]) -> None:
    """Refuse when a proposal isn't, today, in one of the states wanted; the code is `status`."""
    status = proposal.status(today)
    if status in wanted:
        return
    why = {
        Status.DRAFT: N_("Proposal {number} is a draft. It has to be submitted first."),
        Status.SUBMITTED: N_("You can respond to proposal {number} from {opens} on."),
        Status.CONSULTED: N_(
            "People can respond to proposal {number} until {closes}. After that it can be decided."
        ),
        Status.WAITING: N_("Responding to proposal {number} was possible until {closes}."),
        Status.DECIDED: N_("Proposal {number} has been decided on."),
        Status.WITHDRAWN: N_("Proposal {number} was withdrawn."),
    }[status]
    raise Refused(
        "status",
        why,
        ids=[str(proposal.id)],
        number=str(proposal.id),
        opens=proposal.opens or today,
        closes=proposal.closes or today,
    )
