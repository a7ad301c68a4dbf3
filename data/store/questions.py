"""Questions of residents in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from boundaries.asking import Question, QuestionId
from boundaries.model import AreaId, LinkId
from boundaries.people import PartnerId
from data.store import tables as t
from data.store.numbering import last_number

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import ColumnElement, Connection

q = t.question


class SqlQuestions:
    """The questions of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def question(self, number: QuestionId) -> Question | None:
        """Return one question."""
        return next(iter(self._questions(q.c.id == number)), None)

    def questions(
        self, *, area: AreaId | None = None, partner: PartnerId | None = None
    ) -> list[Question]:
        """Return all questions, or those about an area or to a partner, the newest first."""
        which = [q.c.area == area] if area is not None else []
        return self._questions(*which, *([q.c.partner == partner] if partner is not None else []))

    def asked_since(self, day: dt.date, *, link: LinkId | None = None) -> int:
        """Return how many questions were asked from a day on: in all, or by a private link."""
        query = select(func.count()).where(q.c.municipality == self._code, q.c.asked_on >= day)
        if link is not None:
            query = query.where(q.c.link == link)
        return int(self._connection.scalar(query) or 0)

    def keep_question(self, question: Question) -> QuestionId:
        """Write a question: a new one under the next number when its id is 0, else in its place."""
        values = {
            "area": question.area,
            "partner": question.partner,
            "text": question.text,
            "asked_on": question.asked_on,
            "link": question.link,
            "answer": question.answer,
            "answered_on": question.answered_on,
            "hidden": question.hidden,
        }
        if question.id:
            own = q.c.municipality == self._code, q.c.id == question.id
            self._connection.execute(update(q).where(*own).values(**values))
            return question.id
        number = QuestionId(last_number(self._connection, self._code, q.c.id) + 1)
        self._connection.execute(insert(q).values(municipality=self._code, id=number, **values))
        return number

    def _questions(self, *which: ColumnElement[bool]) -> list[Question]:
        rows = self._connection.execute(
            select(q).where(q.c.municipality == self._code, *which).order_by(q.c.id.desc())
        )
        return [_question(row) for row in rows]


def _question(row: Any) -> Question:  # noqa: ANN401
    return Question(
        QuestionId(row.id),
        AreaId(row.area),
        row.text,
        row.asked_on,
        None if row.partner is None else PartnerId(row.partner),
        None if row.link is None else LinkId(row.link),
        row.answer,
        row.answered_on,
        row.hidden,
    )
