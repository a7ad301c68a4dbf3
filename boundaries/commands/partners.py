"""Organisations that work along, each with a private link of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boundaries import access, rules
from boundaries.errors import Refused, Unknown
from boundaries.language import N_

if TYPE_CHECKING:
    from boundaries.model import Actor
    from boundaries.people import Partner, PartnerId, PartnerKind
    from boundaries.store import Parts, Store


class NewPartner(NamedTuple):
    """A partner that was added, and the secret of its link, which is told this once."""

    partner: PartnerId
    secret: str


def add_partner(store: Store, actor: Actor, *, name: str, kind: PartnerKind) -> NewPartner:
    """Let an organisation work along from today on.

    Raises
    ------
    Refused
        A rule on the name, or `duplicate` when one of that name works along already.
    """
    access.require(actor, access.Action.ADD_PARTNER)
    named = rules.checked_name(name)
    with store.write() as parts:
        today = parts.areas.today()
        there = [p for p in parts.people.partners() if p.takes_part(today)]
        if named.casefold() in {p.name.casefold() for p in there}:
            raise Refused(
                "duplicate",
                N_("{name} is a partner already. End that one first, or give another name."),
                name=named,
            )
        link, secret = parts.people.new_link(today)
        return NewPartner(parts.people.add_partner(named, kind, link, today), secret)


def end_partner(store: Store, actor: Actor, number: PartnerId) -> None:
    """Let an organisation work along no more from today on: its link doesn't work any more.

    What it answered stays, under its name.

    Raises
    ------
    Refused
        `ended` when it was ended before.
    Unknown
        When there is no such partner.
    """
    access.require(actor, access.Action.END_PARTNER)
    with store.write() as parts:
        one, today = known_partner(parts, number), parts.areas.today()
        if not one.takes_part(today):
            raise Refused("ended", N_("{name} is no partner any more."), name=one.name)
        parts.people.end_partner(number, today)


def known_partner(parts: Parts, number: PartnerId) -> Partner:
    """Return a partner; `Unknown` when there is none of that number."""
    for one in parts.people.partners():
        if one.id == number:
            return one
    raise Unknown(
        "unknown_partner",
        N_("There is no partner {number}. Look for its number in the list."),
        ids=[str(number)],
        number=str(number),
    )
