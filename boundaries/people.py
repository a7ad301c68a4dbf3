"""Who acts, and by which private links: the only part that knows persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.model import Actor, LinkId, Role


class Member(NamedTuple):
    """Somebody who signs in with a role."""

    subject: str
    role: Role
    name: str = ""


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

    def give_role(self, subject: str, role: Role) -> None:
        """Write in which role somebody who signs in acts."""

    def link_of(self, secret: str) -> LinkId | None:
        """Return the private link that has this secret, or None."""

    def new_link(self, on: dt.date) -> tuple[LinkId, str]:
        """Make a private link; return it with its secret, which is told this once."""
