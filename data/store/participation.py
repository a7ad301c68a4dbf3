"""Rounds, drawings, proposals and responses in SQL."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from boundaries.model import AreaId, ChangeId, LinkId, Owner, PersonId
from boundaries.participation import (
    Asks,
    Claim,
    Drawing,
    DrawingId,
    Outcome,
    Proposal,
    ProposalId,
    Response,
    ResponseId,
    Round,
    RoundId,
    Status,
    Step,
    Way,
)
from data.store import tables as t
from data.store.numbering import last_number
from data.store.questions import SqlQuestions

if TYPE_CHECKING:
    import datetime as dt

    from shapely.geometry.base import BaseGeometry
    from sqlalchemy import ColumnElement

r, d, p, a, s, o = t.round_, t.drawing, t.proposal, t.proposal_area, t.proposal_status, t.response


class SqlParticipation(SqlQuestions):
    """What residents say, in the transaction of `connection`."""

    def rounds(self) -> list[Round]:
        """Return all rounds, the newest first."""
        rows = self._connection.execute(
            select(r)
            .where(r.c.municipality == self._code, r.c.superseded_by.is_(None))
            .order_by(r.c.id.desc())
        )
        return [Round(RoundId(w.id), w.name, w.opens, w.closes, w.geometry) for w in rows]

    def add_round(
        self,
        change: ChangeId,
        name: str,
        opens: dt.date,
        closes: dt.date,
        outline: BaseGeometry | None,
    ) -> RoundId:
        """Record a round."""
        number = RoundId(last_number(self._connection, self._code, r.c.id) + 1)
        self._write_round(change, Round(number, name, opens, closes, outline))
        return number

    def close_round(self, change: ChangeId, one: Round, closes: dt.date) -> None:
        """Record that a round ends on another day."""
        self._connection.execute(
            update(r)
            .where(r.c.municipality == self._code, r.c.id == one.id, r.c.superseded_by.is_(None))
            .values(superseded_by=change)
        )
        opens = min(one.opens, closes)
        self._write_round(change, Round(one.id, one.name, opens, closes, one.outline))

    def drawing(self, number: DrawingId) -> Drawing | None:
        """Return one drawing."""
        return next(iter(self._drawings(d.c.id == number)), None)

    def drawings(
        self,
        *,
        round: RoundId | None = None,  # noqa: A002 - the word of the field
        link: LinkId | None = None,
    ) -> list[Drawing]:
        """Return the drawings of a round or of a private link, the oldest first."""
        which = [d.c.round == round] if round is not None else []
        return self._drawings(*which, *([d.c.link == link] if link is not None else []))

    def sent_since(self, day: dt.date, *, link: LinkId | None = None) -> int:
        """Return how many drawings were sent from a day on: in all, or by a private link."""
        query = select(func.count()).where(d.c.municipality == self._code, d.c.sent_on >= day)
        if link is not None:
            query = query.where(d.c.link == link)
        return int(self._connection.scalar(query) or 0)

    def keep_drawing(self, drawing: Drawing) -> DrawingId:
        """Write a drawing: a new one under the next number when its id is 0, else in its place."""
        values = {
            "link": drawing.owner.link,
            "person": drawing.owner.person,
            "round": drawing.round,
            "name": drawing.name,
            "reason": drawing.reason,
            "way": drawing.way.value,
            "makers": drawing.makers,
            "unsure": " ".join(drawing.unsure),
            "picked": " ".join(drawing.picked),
            "geometry": drawing.geometry,
            "sent_on": drawing.sent_on,
            "changed_on": drawing.changed_on,
            "grouped": drawing.grouped,
            "aside": drawing.aside,
        }
        if drawing.id:
            own = d.c.municipality == self._code, d.c.id == drawing.id
            self._connection.execute(update(d).where(*own).values(**values))
            return drawing.id
        number = DrawingId(last_number(self._connection, self._code, d.c.id) + 1)
        self._connection.execute(insert(d).values(municipality=self._code, id=number, **values))
        return number

    def sort_drawing(self, number: DrawingId, *, grouped: str | None, aside: str | None) -> None:
        """Write in which group a drawing is, and why it doesn't count."""
        own = d.c.municipality == self._code, d.c.id == number
        self._connection.execute(update(d).where(*own).values(grouped=grouped, aside=aside))

    def drop_drawing(self, number: DrawingId) -> None:
        """Let nothing be left of a drawing."""
        self._connection.execute(delete(d).where(d.c.municipality == self._code, d.c.id == number))

    def proposals(self) -> list[Proposal]:
        """Return all proposals, the newest first."""
        return self._proposals()

    def proposal(self, number: ProposalId) -> Proposal | None:
        """Return one proposal."""
        return next(iter(self._proposals(number)), None)

    def add_proposal(self, change: ChangeId, proposal: Proposal) -> ProposalId:
        """Record a proposal with the areas that it is about, under the next number."""
        number = ProposalId(last_number(self._connection, self._code, p.c.id) + 1)
        self._connection.execute(
            insert(p).values(
                municipality=self._code,
                id=number,
                kind=proposal.asks.value,
                title=proposal.title,
                reason=proposal.reason,
                name=proposal.name,
                second_name=proposal.second_name,
                geometry=proposal.geometry,
                round=proposal.round,
                link=proposal.owner.link,
                person=proposal.owner.person,
                recorded_by=change,
            )
        )
        own = {"municipality": self._code, "proposal": number, "recorded_by": change}
        if proposal.claims:
            claims = [
                {**own, "area": c.area, "rev": c.rev, "asked": c.asked} for c in proposal.claims
            ]
            self._connection.execute(insert(a), claims)
        return number

    def add_step(self, number: ProposalId, step: Step) -> None:
        """Record what happened to a proposal."""
        self._connection.execute(
            insert(s).values(
                municipality=self._code,
                proposal=number,
                status=step.status.value,
                on_date=step.on,
                opens=step.opens,
                closes=step.closes,
                outcome=None if step.outcome is None else step.outcome.value,
                body=step.body,
                reason=step.reason,
                done_by=step.done_by,
                recorded_by=step.change,
            )
        )

    def responses(self, number: ProposalId) -> list[Response]:
        """Return the responses to a proposal, the oldest first."""
        rows = self._connection.execute(
            select(o).where(o.c.municipality == self._code, o.c.proposal == number).order_by(o.c.id)
        )
        return [
            Response(
                ResponseId(w.id),
                _owner(w),
                w.in_favour,
                w.reason,
                w.on_date,
                w.lives_there,
                w.hidden,
            )
            for w in rows
        ]

    def responded_since(self, day: dt.date) -> int:
        """Return how many responses were given from a day on."""
        query = select(func.count()).where(o.c.municipality == self._code, o.c.on_date >= day)
        return int(self._connection.scalar(query) or 0)

    def keep_response(self, number: ProposalId, response: Response) -> None:
        """Write a response; an earlier one of the same owner gives way."""
        owner = response.owner
        whose = o.c.link == owner.link if owner.link is not None else o.c.person == owner.person
        self._connection.execute(
            delete(o).where(o.c.municipality == self._code, o.c.proposal == number, whose)
        )
        self._connection.execute(
            insert(o).values(
                municipality=self._code,
                id=last_number(self._connection, self._code, o.c.id) + 1,
                proposal=number,
                link=owner.link,
                person=owner.person if owner.link is None else None,
                in_favour=response.in_favour,
                lives_there=response.lives_there,
                reason=response.reason,
                on_date=response.on,
            )
        )

    def hide_response(self, number: ResponseId, why: str) -> None:
        """Let the reason of a response be shown no more."""
        self._connection.execute(
            update(o).where(o.c.municipality == self._code, o.c.id == number).values(hidden=why)
        )

    def proposals_of(self, area: AreaId) -> list[ProposalId]:
        """Return the proposals that are about an area, the newest first."""
        query = select(a.c.proposal).where(a.c.municipality == self._code, a.c.area == area)
        return [
            ProposalId(n) for n in self._connection.scalars(query.order_by(a.c.proposal.desc()))
        ]

    def _write_round(self, change: ChangeId, one: Round) -> None:
        self._connection.execute(
            insert(r).values(
                municipality=self._code,
                id=one.id,
                name=one.name,
                opens=one.opens,
                closes=one.closes,
                geometry=one.outline,
                recorded_by=change,
            )
        )

    def _drawings(self, *which: ColumnElement[bool]) -> list[Drawing]:
        rows = self._connection.execute(
            select(d).where(d.c.municipality == self._code, *which).order_by(d.c.id)
        )
        return [
            Drawing(
                DrawingId(w.id),
                _owner(w),
                None if w.round is None else RoundId(w.round),
                w.geometry,
                w.name,
                w.reason,
                Way(w.way),
                w.sent_on,
                w.changed_on,
                w.makers,
                tuple(w.unsure.split()),
                tuple(w.picked.split()),
                w.grouped,
                w.aside,
            )
            for w in rows
        ]

    def _proposals(self, number: ProposalId | None = None) -> list[Proposal]:
        def of(table: Any, column: Any) -> list[Any]:  # noqa: ANN401
            query = select(table).where(table.c.municipality == self._code)
            if number is not None:
                query = query.where(column == number)
            key = [c for c in table.primary_key.columns if c.name != "municipality"]
            return list(self._connection.execute(query.order_by(*key)))

        claims: dict[int, list[Claim]] = defaultdict(list)
        for w in of(a, a.c.proposal):
            claims[w.proposal].append(Claim(AreaId(w.area), w.rev, w.asked))
        steps: dict[int, list[Step]] = defaultdict(list)
        for w in of(s, s.c.proposal):
            steps[w.proposal].append(_step(w))
        return [
            Proposal(
                ProposalId(w.id),
                Asks(w.kind),
                w.title,
                w.reason,
                _owner(w),
                tuple(claims[w.id]),
                tuple(steps[w.id]),
                w.name,
                w.second_name,
                w.geometry,
                None if w.round is None else RoundId(w.round),
            )
            for w in reversed(of(p, p.c.id))
        ]


def _step(row: Any) -> Step:  # noqa: ANN401
    return Step(
        Status(row.status),
        row.on_date,
        ChangeId(row.recorded_by),
        row.opens,
        row.closes,
        None if row.outcome is None else Outcome(row.outcome),
        row.body,
        row.reason,
        None if row.done_by is None else ChangeId(row.done_by),
    )


def _owner(row: Any) -> Owner:  # noqa: ANN401
    return Owner(
        None if row.person is None else PersonId(row.person),
        None if row.link is None else LinkId(row.link),
    )
