"""Persons, the only table with personal data, and the private links of those without an account."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from boundaries.model import Actor, LinkId, PersonId, Role
from boundaries.people import Member
from data.store import tables as t
from data.store.numbering import last_number

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Connection

LOCAL, NOBODY = "local", "visitor"
"""Who acts where nobody signs in, and who isn't known; a sign-in gives a longer name."""
SECRET_BYTES = 16
"""128 bits: more than anybody can try."""


class SqlPeople:
    """Who acts, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def local(self) -> Actor:
        """Return who acts where nobody signs in: the one user of this machine."""
        return self._by(LOCAL)

    def visitor(self) -> Actor:
        """Return who acts where somebody could have signed in and didn't."""
        return self._by(NOBODY)

    def known(self, subject: str) -> Actor:
        """Return who signed in, with the role of this moment; a visitor where nobody gave one."""
        p = t.person
        row = self._connection.execute(
            select(p.c.id, p.c.role).where(p.c.municipality == self._code, p.c.subject == subject)
        ).one_or_none()
        if row is None or subject in {LOCAL, NOBODY}:
            return self.visitor()
        return Actor(PersonId(row.id), Role(row.role), known=True)

    def members(self) -> list[Member]:
        """Return everybody who signs in with a role, by role and then as the sign-in tells."""
        p = t.person
        query = select(p.c.subject, p.c.role, p.c.name).where(
            p.c.municipality == self._code,
            p.c.role != Role.VISITOR.value,
            p.c.subject.is_not(None),
            p.c.subject.not_in([LOCAL, NOBODY]),
        )
        rows = self._connection.execute(query.order_by(p.c.role, p.c.subject))
        return [Member(row.subject, Role(row.role), row.name or "") for row in rows]

    def with_role(self, role: Role) -> list[str]:
        """Return who signs in with a role, as the sign-in tells them."""
        p = t.person
        query = select(p.c.subject).where(
            p.c.municipality == self._code,
            p.c.role == role.value,
            p.c.subject.is_not(None),
            p.c.subject.not_in([LOCAL, NOBODY]),
        )
        return list(self._connection.scalars(query.order_by(p.c.subject)))

    def give_role(self, subject: str, role: Role) -> None:
        """Write in which role somebody who signs in acts."""
        p = t.person
        own = p.c.municipality == self._code, p.c.subject == subject
        if self._connection.execute(update(p).where(*own).values(role=role.value)).rowcount:
            return
        number = last_number(self._connection, self._code, p.c.id) + 1
        self._connection.execute(
            insert(p).values(municipality=self._code, id=number, subject=subject, role=role.value)
        )

    def link_of(self, secret: str) -> LinkId | None:
        """Return the private link that has this secret, or None."""
        link = t.link
        number = self._connection.scalar(
            select(link.c.id).where(link.c.municipality == self._code, link.c.hash == _hash(secret))
        )
        return None if number is None else LinkId(number)

    def new_link(self, on: dt.date) -> tuple[LinkId, str]:
        """Make a private link; return it with its secret, which is told this once."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        number = last_number(self._connection, self._code, t.link.c.id) + 1
        self._connection.execute(
            insert(t.link).values(
                municipality=self._code, id=number, hash=_hash(secret), made_on=on
            )
        )
        return LinkId(number), secret

    def _by(self, subject: str) -> Actor:
        p = t.person
        row = self._connection.execute(
            select(p.c.id, p.c.role).where(p.c.municipality == self._code, p.c.subject == subject)
        ).one()
        return Actor(PersonId(row.id), Role(row.role))


def _hash(secret: str) -> str:
    # Without salt: it is random already, and is looked for by its hash.
    return hashlib.sha256(secret.encode()).hexdigest()
