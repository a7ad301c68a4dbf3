"""Projects and their dated statuses in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from boundaries.model import AreaId, Project, ProjectKind, ProjectStatus
from data.store import tables as t

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from boundaries.model import ChangeId


class SqlProjects:
    """The projects of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def at(self, day: dt.date) -> list[Project]:
        """Return the projects known on `day` with their status of then."""
        p, s = t.project, t.project_status
        latest = (
            select(s.c.project, func.max(s.c.on_date).label("on_date"))
            .where(s.c.municipality == self._code, s.c.on_date <= day)
            .group_by(s.c.project)
            .subquery()
        )
        query = (
            select(p, s.c.status, s.c.on_date)
            .join(latest, latest.c.project == p.c.id)
            .join(
                s,
                (s.c.municipality == p.c.municipality)
                & (s.c.project == p.c.id)
                & (s.c.on_date == latest.c.on_date),
            )
            .where(p.c.municipality == self._code)
            .order_by(p.c.id)
        )
        return [
            Project(
                id=row.id,
                title=row.title,
                kind=ProjectKind(row.kind),
                area=AreaId(row.area),
                status=ProjectStatus(row.status),
                status_on=row.on_date,
                place=row.place,
                partners=row.partners,
                amount_cents=row.amount_cents,
            )
            for row in self._connection.execute(query)
        ]

    def ids(self) -> set[str]:
        """Return the ids in use, trimmed and case-folded."""
        p = t.project
        used = self._connection.scalars(select(p.c.id).where(p.c.municipality == self._code))
        return {id_.strip().casefold() for id_ in used}

    def add(self, change: ChangeId, projects: Iterable[Project]) -> None:
        """Record projects with their first status."""
        for project in projects:
            self._connection.execute(
                insert(t.project).values(
                    municipality=self._code,
                    id=project.id,
                    title=project.title,
                    kind=project.kind.value,
                    area=project.area,
                    place=project.place,
                    partners=project.partners,
                    amount_cents=project.amount_cents,
                    recorded_by=change,
                )
            )
            self._connection.execute(
                insert(t.project_status).values(
                    municipality=self._code,
                    project=project.id,
                    on_date=project.status_on,
                    status=project.status.value,
                    recorded_by=change,
                )
            )
