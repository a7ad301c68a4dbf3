"""Doing what was decided on a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.commands.areas import adjust, found
from boundaries.commands.merging import merge
from boundaries.commands.resting import rest
from boundaries.commands.splitting import split
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Initiator, Occasion
from boundaries.participation import Asks, Outcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, Changed
    from boundaries.participation import Proposal
    from boundaries.store import Store


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom and why.

    Parameters
    ----------
    body
        Who decided: a group, a steering group, the municipality. No person.
    on
        From when on it holds.
    geometry
        What it became, in metres of the municipality's CRS, where that isn't what was asked.
    consent
        Areas that agree to lose land, where the municipality asks for that.
    document
        Where the decision can be read: an address or a number.
    """

    outcome: Outcome
    body: str
    reason: str
    on: dt.date
    geometry: BaseGeometry | None = None
    consent: Collection[AreaId] = ()
    document: str = ""


def carry_out(store: Store, actor: Actor, proposal: Proposal, decision: Decision) -> Changed:
    """Change the areas as was decided, at the revisions that the proposal was based on.

    Raises
    ------
    Refused
        `parts` when the outcome isn't what was asked and no boundary says what it is; whatever
        the command for the change refuses.
    Conflict
        When one of the areas changed meanwhile.
    """
    geometry = proposal.geometry
    if decision.outcome is not Outcome.AS_ASKED:
        if decision.geometry is None:
            raise Refused(
                "parts", N_("This outcome is not what was asked. Give the boundary that it became.")
            )
        geometry = decision.geometry
    occasion = Occasion(
        decision.on, decision.reason, Initiator.RESIDENTS, document=decision.document
    )
    areas = proposal.areas
    revs = {claim.area: claim.rev for claim in proposal.claims}
    if proposal.asks is Asks.MERGE:
        return merge(store, actor, areas, name=proposal.name, occasion=occasion, revs=revs)
    if proposal.asks is Asks.REST:
        return rest(store, actor, areas[0], occasion=occasion, rev=revs[areas[0]])
    if geometry is None:
        raise AssertionError(f"proposal {proposal.id} has no geometry")
    if proposal.asks is Asks.SPLIT:
        return split(
            store,
            actor,
            areas[0],
            line=geometry,
            names=(proposal.name, proposal.second_name),
            occasion=occasion,
            rev=revs[areas[0]],
        )
    if proposal.asks is Asks.ADJUST:
        return adjust(
            store,
            actor,
            areas[0],
            geometry=geometry,
            occasion=occasion,
            shared_with=proposal.losers,
            consent=decision.consent,
            revs=revs,
        )
    return found(store, actor, name=proposal.name, geometry=geometry, occasion=occasion)
