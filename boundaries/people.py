"""Who acts, and by which private links: the only part that knows persons."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, NewType, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.model import Actor, AreaId, LinkId, PersonId, Role

PartnerId = NewType("PartnerId", int)


class PartnerKind(StrEnum):
    """What kind of organisation a partner is."""

    HOUSING = "housing"
    POLICE = "police"
    WELFARE = "welfare"
    OTHER = "other"


class Partner(NamedTuple):
    """An organisation that works along; `until` is the first day on which it doesn't."""

    id: PartnerId
    name: str
    kind: PartnerKind
    link: LinkId | None
    since: dt.date
    until: dt.date | None = None

    def takes_part(self, day: dt.date) -> bool:
        """Return whether it works along on a day."""
        return self.until is None or day < self.until


class Coordinator(NamedTuple):
    """Who coordinates an area since a day, and how people reach him; both are public."""

    area: AreaId
    name: str
    contact: str
    since: dt.date


class Member(NamedTuple):
    """Somebody who signs in with a role; `since` is None where it isn't known any more."""

    subject: str
    role: Role
    name: str = ""
    since: dt.date | None = None


class Known(NamedTuple):
    """A person of whom something is known: how the sign-in knows him, or how people reach him."""

    id: PersonId
    subject: str
    role: Role
    name: str
    contact: str
    coordinates: tuple[AreaId, ...] = ()


class People(Protocol):
    """The only part that knows persons and private links."""

    def local(self) -> Actor:
        """Return who acts where nobody signs in: the one user of this machine."""

    def visitor(self) -> Actor:
        """Return who acts where somebody could have signed in and didn't."""

    def known(self, subject: str) -> Actor:
        """Return who signed in, with the role of this moment; a visitor where nobody gave one."""

    def members(self) -> list[Member]:
        """Return everybody who signs in with a role, by role and then as the sign-in tells."""

    def with_role(self, role: Role) -> list[str]:
        """Return who signs in with a role, as the sign-in tells them."""

    def give_role(self, subject: str, role: Role, on: dt.date) -> PersonId:
        """Write in which role somebody who signs in acts from a day on."""

    def persons(self) -> list[Known]:
        """Return everybody of whom something is known, by number; not who acts unnamed."""

    def erase(self, person: PersonId) -> None:
        """Empty the row of a person, with what he wrote for himself; his number stays."""

    def coordinators(self) -> dict[AreaId, Coordinator]:
        """Return who coordinates each area for which somebody was appointed."""

    def appoint(self, one: Coordinator, subject: str) -> None:
        """Write who coordinates an area from now on, in the place of who did.

        `subject` is how the sign-in knows him; empty where he doesn't sign in.
        """

    def relieve(self, area: AreaId) -> None:
        """Let nobody coordinate an area; who did stays a person as long as others name him."""

    def partners(self) -> list[Partner]:
        """Return all partners there are or were, by number."""

    def add_partner(self, name: str, kind: PartnerKind, link: LinkId, on: dt.date) -> PartnerId:
        """Write a partner under the next number."""

    def end_partner(self, number: PartnerId, on: dt.date) -> None:
        """Write that a partner is none any more from a day on."""

    def link_of(self, secret: str) -> LinkId | None:
        """Return the private link that has this secret, or None."""

    def new_link(self, on: dt.date) -> tuple[LinkId, str]:
        """Make a private link; return it with its secret, which is told this once."""
