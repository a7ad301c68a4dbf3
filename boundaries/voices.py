"""What rounds, drawings and proposals tell, to whom it may be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries import access
from boundaries.borders import give_and_take
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.live_counts import Figures
from boundaries.model import Balance
from boundaries.participation import Asks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.model import Actor, AreaId, AreaVersion
    from boundaries.participation import Drawing, Proposal, Response, Round
    from boundaries.store import Parts

LIKE = 0.95
"""Drawings that share this much of their land (Jaccard) count as copies of each other."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How a drawing lies among the others of its round; never a single other one.

    Parameters
    ----------
    others
        How many people drew the others.
    mean
        Share of land in common with another drawing, on average (Jaccard, 0 to 1).
    common
        Land in at least half of all drawings, in metres of the municipality's CRS.
    more_m2, less_m2
        What the drawing holds outside that land, and what it leaves of it.
    """

    others: int
    mean: float
    common: BaseGeometry
    more_m2: float
    less_m2: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Who is for and against, split by account and by whether one lives there.

    A part about fewer than k people is None: it is shown as too small.
    """

    in_favour: int
    against: int
    with_account: tuple[int | None, int | None]
    living_there: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a proposal does to one area: land and people before and after, money before.

    `before` is None for an area that comes, `after` for one that goes. Residents are rounded and
    hidden like all live counts.
    """

    area: AreaId | None
    name: str
    before: BaseGeometry | None
    after: BaseGeometry | None
    residents: tuple[int | None, int | None]
    money: Balance | None

    @property
    def m2(self) -> float:
        """How much larger it gets, in m2; below 0 it loses land."""
        sizes = [0.0 if g is None else float(g.area) for g in (self.before, self.after)]
        return sizes[1] - sizes[0]


def acting_by(parts: Parts, actor: Actor, secret: str) -> Actor:
    """Return the actor with the private link of a secret.

    Raises
    ------
    Refused
        `link` when no private link has it.
    """
    link = parts.people.link_of(secret)
    if link is None:
        raise Refused("link", N_("This link does not work. Did you copy all of it?"))
    return replace(actor, link=link)


def open_rounds(parts: Parts) -> list[Round]:
    """Return the rounds in which one may draw today, the newest first."""
    today = parts.areas.today()
    return [r for r in parts.participation.rounds() if r.is_open(today)]


def own_drawing(parts: Parts, actor: Actor) -> Drawing | None:
    """Return the last drawing of the actor's private link, or None."""
    if actor.link is None:
        return None
    drawings = parts.participation.drawings(link=actor.link)
    if not drawings:
        return None
    access.require(actor, access.Action.SEE_DRAWING, owner=drawings[-1].owner)
    return drawings[-1]


def shared_with(parts: Parts, drawing: Drawing) -> Shared | None:
    """Return how a drawing lies among the others of its round; None while those are too few.

    Copies of one drawing count once, so that nobody sees another's line by sending many.
    """
    if drawing.round is None:
        return None
    place = parts.areas.municipality()
    others = [d for d in parts.participation.drawings(round=drawing.round) if d.id != drawing.id]
    others = _without_copies([d for d in others if d.geometry.intersects(drawing.geometry)])
    if sum(d.makers for d in others) < place.surface_k or len(others) < place.k:
        return None
    lands = np.array([d.geometry for d in others])
    both = shapely.area(shapely.intersection(lands, drawing.geometry))
    weights = np.array([d.makers for d in others], dtype=float)
    alike = both / (shapely.area(lands) + drawing.geometry.area - both)
    common = geo.consensus([*lands, drawing.geometry], share=0.5, weights=[*weights, 1.0])
    return Shared(
        int(weights.sum()),
        float(np.average(alike, weights=weights)),
        common,
        float(shapely.area(shapely.difference(drawing.geometry, common))),
        float(shapely.area(shapely.difference(common, drawing.geometry))),
    )


def counts(responses: Sequence[Response], k: int) -> Counts:
    """Return who is for and against; `k` is the fewest people that a part may be about."""

    def split(which: Sequence[Response]) -> tuple[int | None, int | None]:
        rest = len(responses) - len(which)
        if len(which) < k or 0 < rest < k:
            # Nor may the others be worked out.
            return None, None
        favour = sum(r.in_favour for r in which)
        return favour, len(which) - favour

    favour = sum(r.in_favour for r in responses)
    return Counts(
        favour,
        len(responses) - favour,
        split([r for r in responses if r.owner.person is not None]),
        split([r for r in responses if r.lives_there]),
    )


def has_changed(parts: Parts, proposal: Proposal) -> bool:
    """Return whether an area of a proposal isn't at the revision any more that it was based on."""
    today = parts.areas.today()
    standing = {v.area: v.rev for v in parts.areas.at(today)}
    return any(standing.get(claim.area) != claim.rev for claim in proposal.claims)


def effects(parts: Parts, proposal: Proposal, lie: Lie) -> list[Effect]:
    """Return what a proposal does to each area, as things stood when it was made.

    People are counted as for a drawing: who proposes one boundary after another learns no more
    than who taps blocks in and out.
    """
    day = proposal.steps[0].on
    then = {v.area: v for v in parts.areas.at(day)}
    asked = [then[a] for a in proposal.areas if a in then]
    losing = [then[a] for a in proposal.losers if a in then]
    lands = _lands(proposal, asked, losing)
    found = []
    for area, name, before, after in lands:
        residents = tuple(
            None if land is None else Figures.of(lie, land).residents.about
            for land in (before, after)
        )
        money = None
        if area is not None:
            money = parts.money.balances(day, only=area).get(area, Balance())
        found.append(Effect(area, name, before, after, (residents[0], residents[1]), money))
    return found


_Land = tuple["AreaId | None", str, "BaseGeometry | None", "BaseGeometry | None"]


def _lands(
    proposal: Proposal, asked: Sequence[AreaVersion], losing: Sequence[AreaVersion]
) -> list[_Land]:
    geometry = proposal.geometry
    if proposal.asks is Asks.MERGE and len(asked) > 1:
        merged = geo.merge([v.geometry for v in asked]).geometry
        gone: list[_Land] = [(v.area, v.name, v.geometry, None) for v in asked]
        return [(None, proposal.name, None, merged), *gone]
    if proposal.asks is Asks.SPLIT and asked and geometry is not None:
        one, other = geo.split(asked[0].geometry, geometry)
        return [
            (None, proposal.name, None, one),
            (None, proposal.second_name, None, other),
            (asked[0].area, asked[0].name, asked[0].geometry, None),
        ]
    if proposal.asks is Asks.ADJUST and asked and geometry is not None:
        moved = {v.area: land for v, land in give_and_take(asked[0], geometry, losing)}
        return [
            (v.area, v.name, v.geometry, moved.get(v.area, v.geometry)) for v in (asked[0], *losing)
        ]
    if proposal.asks is Asks.NEW and geometry is not None:
        less: list[_Land] = [
            (v.area, v.name, v.geometry, shapely.difference(v.geometry, geometry)) for v in losing
        ]
        return [(None, proposal.name, None, geometry), *less]
    return [(v.area, v.name, v.geometry, v.geometry) for v in asked]


def _without_copies(drawings: Sequence[Drawing]) -> list[Drawing]:
    """Return one of each group of drawings that are nearly the same, the first."""
    kept: list[Drawing] = []
    for drawing in drawings:
        lands = np.array([k.geometry for k in kept])
        both = shapely.area(shapely.intersection(lands, drawing.geometry)) if kept else np.zeros(0)
        every = shapely.area(lands) + drawing.geometry.area - both if kept else np.ones(0)
        if not (both / every > LIKE).any():
            kept.append(drawing)
    return kept
