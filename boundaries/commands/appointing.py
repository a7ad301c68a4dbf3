"""Who coordinates an area: it stands in no log, since it names a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.commands.roles import checked_subject
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.people import Coordinator

if TYPE_CHECKING:
    from boundaries.model import Actor, AreaId
    from boundaries.store import Store


def appoint(
    store: Store, actor: Actor, area: AreaId, *, name: str, contact: str, subject: str = ""
) -> None:
    """Let somebody coordinate an area from today on, in the place of who did.

    Name and contact are shown to everybody: it takes his consent. An area that came of others has
    the coordinator of the largest of them until one is appointed (`boundaries.reaching`).

    Parameters
    ----------
    name, contact
        How people know and reach him; both empty where nobody coordinates it any more.
    subject
        How the sign-in knows him, where he signs in; it gives no role.

    Raises
    ------
    Refused
        `name`, `too_long` or `control_chars`; `contact` when one is there without the other;
        `subject` when it isn't one.
    Unknown
        When there is no such area.
    Conflict
        When it stands no more.
    """
    access.require(actor, access.Action.APPOINT)
    with store.write() as parts:
        standing = parts.areas.latest(area)
        if not name.strip() and not contact.strip():
            parts.people.relieve(standing.area)
            return
        if not name.strip() or not contact.strip():
            raise Refused(
                "contact",
                N_("Give a name and how people can reach him: both are shown, or neither."),
            )
        one = Coordinator(
            standing.area,
            rules.checked_name(name),
            rules.checked_name(contact),
            parts.areas.today(),
        )
        parts.people.appoint(one, checked_subject(subject) if subject.strip() else "")
