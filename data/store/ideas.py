"""Ideas of residents in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from boundaries.ideas import Idea, IdeaId, IdeaStatus
from boundaries.model import AreaId, LinkId
from data.store import tables as t
from data.store.numbering import last_number

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import ColumnElement, Connection

i = t.idea


class SqlIdeas:
    """Ideas of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def all(self) -> list[Idea]:
        """Return all ideas, the newest first."""
        return self._ideas(i.c.id > 0)

    def idea(self, number: IdeaId) -> Idea | None:
        """Return one idea."""
        return next(iter(self._ideas(i.c.id == number)), None)

    def handed_in_since(self, day: dt.date, *, link: LinkId | None = None) -> int:
        """Return how many ideas came in from a day on: in all, or by a private link."""
        query = select(func.count()).where(i.c.municipality == self._code, i.c.handed_in >= day)
        if link is not None:
            query = query.where(i.c.link == link)
        return int(self._connection.scalar(query) or 0)

    def keep(self, idea: Idea) -> IdeaId:
        """Write an idea: a new one under the next number when its id is 0, else in its place."""
        row = {
            "area": idea.area,
            "title": idea.title,
            "text": idea.text,
            "handed_in": idea.handed_in,
            "link": idea.link,
            "status": idea.status.value,
            "answer": idea.answer,
            "project": idea.project,
        }
        if idea.id:
            self._connection.execute(
                update(i).where(i.c.municipality == self._code, i.c.id == idea.id).values(**row)
            )
            return idea.id
        number = IdeaId(last_number(self._connection, self._code, i.c.id) + 1)
        self._connection.execute(insert(i).values(municipality=self._code, id=number, **row))
        return number

    def _ideas(self, which: ColumnElement[bool]) -> list[Idea]:
        rows = self._connection.execute(
            select(i).where(i.c.municipality == self._code, which).order_by(i.c.id.desc())
        )
        return [
            Idea(
                AreaId(row.area),
                row.title,
                row.text,
                row.handed_in,
                LinkId(row.link),
                IdeaStatus(row.status),
                row.answer,
                row.project,
                IdeaId(row.id),
            )
            for row in rows
        ]
