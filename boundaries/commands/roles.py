"""Giving people a role; the only command about persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries import access
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Role
from boundaries.rules import has_control_characters

if TYPE_CHECKING:
    from boundaries.model import Actor
    from boundaries.store import Store

LONGEST_SUBJECT = 600


def give_role(store: Store, actor: Actor, subject: str, role: Role) -> None:
    """Let somebody who signs in act in a role from now on; as `visitor` he has none any more.

    Parameters
    ----------
    subject
        As the sign-in tells it: who vouches for somebody, a space, and his number there.

    Raises
    ------
    Refused
        `subject` when it isn't one, `last_admin` when nobody would be left who may give roles.
    """
    access.require(actor, access.Action.GIVE_ROLE)
    known = checked_subject(subject)
    with store.write() as parts:
        admins = parts.people.with_role(Role.ADMIN)
        if role is not Role.ADMIN and admins == [known]:
            raise Refused(
                "last_admin",
                N_("Nobody else may give roles. Make somebody else an administrator first."),
            )
        parts.people.give_role(known, role)


def checked_subject(subject: str) -> str:
    """Return how a sign-in knows somebody, trimmed; `subject` when that can't be."""
    known = subject.strip()
    issuer, _, number = known.partition(" ")
    if not (issuer and number) or len(known) > LONGEST_SUBJECT or has_control_characters(known):
        raise Refused(
            "subject",
            N_(
                "{subject} is not how a sign-in knows somebody. Copy it from the page that refuses "
                "him: an address, a space and a number."
            ),
            subject=subject,
        )
    return known
