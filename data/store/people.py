"""Persons, the only table with personal data, and the private links of those without an account."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, or_, select, update

from boundaries.model import Actor, AreaId, LinkId, PersonId, Role
from boundaries.people import Coordinator, Known, Member, Partner, PartnerId, PartnerKind
from data.store import tables as t
from data.store.joining import names
from data.store.numbering import last_number
from data.store.once import once

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Connection

    from data.store.sql import Clock

LOCAL, NOBODY = "local", "visitor"
"""Who acts where nobody signs in, and who isn't known; a sign-in gives a longer name."""
SECRET_BYTES = 16
"""128 bits: more than anybody can try."""


class SqlPeople:
    """Who acts, in the transaction of `connection`."""

    kept: dict[Any, Any] | None = None

    def __init__(self, connection: Connection, municipality: str, clock: Clock) -> None:
        self._connection = connection
        self._code = municipality
        self._clock = clock

    @once
    def local(self) -> Actor:
        """Return who acts where nobody signs in: the one user of this machine."""
        return self._by(LOCAL)

    @once
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
        query = select(p.c.subject, p.c.role, p.c.name, p.c.role_since).where(
            p.c.municipality == self._code,
            p.c.role != Role.VISITOR.value,
            p.c.subject.is_not(None),
            p.c.subject.not_in([LOCAL, NOBODY]),
        )
        rows = self._connection.execute(query.order_by(p.c.role, p.c.subject))
        return [Member(row.subject, Role(row.role), row.name or "", row.role_since) for row in rows]

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

    def give_role(self, subject: str, role: Role, on: dt.date) -> PersonId:
        """Write in which role somebody who signs in acts from a day on."""
        p = t.person
        told = {"role": role.value, "role_since": on}
        own = p.c.municipality == self._code, p.c.subject == subject
        number = self._connection.scalar(select(p.c.id).where(*own))
        if number is not None:
            self._connection.execute(update(p).where(*own).values(**told))
            return PersonId(number)
        number = last_number(self._connection, self._code, p.c.id) + 1
        self._connection.execute(
            insert(p).values(municipality=self._code, id=number, subject=subject, **told)
        )
        return PersonId(number)

    def persons(self) -> list[Known]:
        """Return everybody of whom something is known, by number; not who acts unnamed."""
        p, c = t.person, t.coordinator
        areas: dict[int, list[AreaId]] = {}
        query = select(c.c.person, c.c.area).where(c.c.municipality == self._code)
        for row in self._connection.execute(query.order_by(c.c.area)):
            areas.setdefault(row.person, []).append(AreaId(row.area))
        rows = self._connection.execute(
            select(p)
            .where(
                p.c.municipality == self._code,
                or_(p.c.subject.is_not(None), p.c.name.is_not(None), p.c.contact.is_not(None)),
                or_(p.c.subject.is_(None), p.c.subject.not_in([LOCAL, NOBODY])),
            )
            .order_by(p.c.id)
        )
        return [
            Known(
                PersonId(row.id),
                row.subject or "",
                Role(row.role),
                row.name or "",
                row.contact or "",
                tuple(areas.get(row.id, ())),
            )
            for row in rows
        ]

    def erase(self, person: PersonId) -> None:
        """Empty the row of a person, with what he wrote for himself; his number stays."""
        p, c, d, r = t.person, t.coordinator, t.drawing, t.response
        code = self._code
        for statement in (
            delete(c).where(c.c.municipality == code, c.c.person == person),
            update(d).where(d.c.municipality == code, d.c.person == person)
            .values(name="", reason="", person=None),
            update(r).where(r.c.municipality == code, r.c.person == person).values(reason=""),
            update(p).where(p.c.municipality == code, p.c.id == person)
            .values(subject=None, name=None, contact=None, role=Role.VISITOR.value,
                    role_since=None, erased_at=self._clock()),
        ):  # fmt: skip
            self._connection.execute(statement)

    def coordinators(self) -> dict[AreaId, Coordinator]:
        """Return who coordinates each area for which somebody was appointed."""
        c, p = t.coordinator, t.person
        rows = self._connection.execute(
            select(c.c.area, p.c.name, p.c.contact, c.c.since)
            .join_from(c, p, names(c.c.person, p))
            .where(c.c.municipality == self._code)
            .order_by(c.c.area)
        )
        return {
            AreaId(row.area): Coordinator(
                AreaId(row.area), row.name or "", row.contact or "", row.since
            )
            for row in rows
        }

    def appoint(self, one: Coordinator, subject: str) -> None:
        """Write who coordinates an area from now on, in the place of who did."""
        self.relieve(one.area)
        self._connection.execute(
            insert(t.coordinator).values(
                municipality=self._code,
                area=one.area,
                person=self._person_of(one, subject),
                since=one.since,
            )
        )

    def relieve(self, area: AreaId) -> None:
        """Let nobody coordinate an area.

        Who doesn't sign in and coordinates nothing else is known for nothing any more: his name
        and contact go.
        """
        c, p = t.coordinator, t.person
        own = c.c.municipality == self._code, c.c.area == area
        person = self._connection.scalar(select(c.c.person).where(*own))
        if person is None:
            return
        self._connection.execute(delete(c).where(*own))
        query = select(func.count()).where(c.c.municipality == self._code, c.c.person == person)
        if not self._connection.scalar(query):
            self._connection.execute(
                update(p)
                .where(p.c.municipality == self._code, p.c.id == person, p.c.subject.is_(None))
                .values(name=None, contact=None)
            )

    def partners(self) -> list[Partner]:
        """Return all partners there are or were, by number."""
        n = t.partner
        rows = self._connection.execute(
            select(n).where(n.c.municipality == self._code).order_by(n.c.id)
        )
        return [
            Partner(
                PartnerId(row.id),
                row.name,
                PartnerKind(row.kind),
                None if row.link is None else LinkId(row.link),
                row.since,
                row.until,
            )
            for row in rows
        ]

    def add_partner(self, name: str, kind: PartnerKind, link: LinkId, on: dt.date) -> PartnerId:
        """Write a partner under the next number."""
        number = PartnerId(last_number(self._connection, self._code, t.partner.c.id) + 1)
        self._connection.execute(
            insert(t.partner).values(
                municipality=self._code,
                id=number,
                name=name,
                kind=kind.value,
                link=link,
                since=on,
            )
        )
        return number

    def end_partner(self, number: PartnerId, on: dt.date) -> None:
        """Write that a partner is none any more from a day on."""
        n = t.partner
        own = n.c.municipality == self._code, n.c.id == number
        self._connection.execute(update(n).where(*own).values(until=on))

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

    def _person_of(self, one: Coordinator, subject: str) -> int:
        """Return the number of a person under the name and contact that are given."""
        p = t.person
        told = {"name": one.name, "contact": one.contact}
        who = (
            [p.c.subject == subject]
            if subject
            # Of the same name and contact it is the same person, for another area.
            else [p.c.subject.is_(None), p.c.name == one.name, p.c.contact == one.contact]
        )
        query = select(p.c.id).where(p.c.municipality == self._code, *who)
        number = self._connection.scalar(query.order_by(p.c.id).limit(1))
        if number is not None:
            own = p.c.municipality == self._code, p.c.id == number
            self._connection.execute(update(p).where(*own).values(**told))
            return int(number)
        number = last_number(self._connection, self._code, p.c.id) + 1
        # Somebody who signs in gets no role by this, and who doesn't can't act at all.
        self._connection.execute(
            insert(p).values(
                municipality=self._code,
                id=number,
                subject=subject or None,
                role=Role.VISITOR.value,
                **told,
            )
        )
        return number

    def _by(self, subject: str) -> Actor:
        p = t.person
        row = self._connection.execute(
            select(p.c.id, p.c.role).where(p.c.municipality == self._code, p.c.subject == subject)
        ).one()
        return Actor(PersonId(row.id), Role(row.role))


def _hash(secret: str) -> str:
    # Without salt: it is random already, and is looked for by its hash.
    return hashlib.sha256(secret.encode()).hexdigest()
