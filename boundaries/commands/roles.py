"""Giving people a role, and erasing what is known of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries import access
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import ChangeKind, Initiator, Occasion, Role
from boundaries.rules import has_control_characters

if TYPE_CHECKING:
    from boundaries.model import Actor, ChangeId, PersonId
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
            raise _last_admin()
        was = parts.people.known(known).role
        person = parts.people.give_role(known, role, parts.areas.today())
        # Text of the log, so in no language, and of nobody: a number and two roles.
        occasion = Occasion(
            parts.areas.today(), f"{person}: {was} → {role}", Initiator.MUNICIPALITY
        )
        parts.areas.record(actor, ChangeKind.ROLE, occasion)


def erase_person(store: Store, actor: Actor, person: PersonId) -> ChangeId:
    """Empty all that is known of a person, for ever; decisions and numbers stay.

    His name, contact and way of signing in go, his role ends, he coordinates nothing any more,
    and the words that he sent with drawings and responses go; shapes and sums stay. Copies that
    were made before still hold it: they are the administrator's to throw away.

    Raises
    ------
    Refused
        `person` when nothing is known of him, `last_admin` when nobody would be left who may give
        roles.
    """
    access.require(actor, access.Action.ERASE_PERSON)
    with store.write() as parts:
        known = {one.id: one for one in parts.people.persons()}
        one = known.get(person)
        if one is None:
            raise Refused(
                "person",
                N_("Nothing is known of person {number}. Known are: {known}."),
                ids=[str(person)],
                number=str(person),
                known=", ".join(map(str, known)) or "–",
            )
        if one.subject and parts.people.with_role(Role.ADMIN) == [one.subject]:
            raise _last_admin()
        parts.people.erase(person)
        occasion = Occasion(parts.areas.today(), str(person), Initiator.MUNICIPALITY)
        return parts.areas.record(actor, ChangeKind.ERASE, occasion)


def _last_admin() -> Refused:
    return Refused(
        "last_admin",
        N_("Nobody else may give roles. Make somebody else an administrator first."),
    )


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
