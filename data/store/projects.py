"""Projects with their dated statuses, in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from boundaries.model import (
    AreaId,
    Engagement,
    EngagementKind,
    Project,
    ProjectKind,
    ProjectStatus,
)
from data.store import tables as t
from data.store.homes import SqlHomes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from boundaries.model import ChangeId

p, s, g = t.project, t.project_status, t.engagement


class SqlProjects(SqlHomes):
    """The projects and the engagement of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        super().__init__(connection, municipality)

    def at(self, day: dt.date) -> list[Project]:
        """Return the projects there were on `day`, with their status and area of then."""
        return self._projects(day)

    def all(self) -> list[Project]:
        """Return every project with its last status and area."""
        return self._projects(None)

    def statuses(self) -> dict[str, list[tuple[dt.date, str]]]:
        """Return of each project its dated statuses, the oldest first."""
        query = select(s.c.project, s.c.on_date, s.c.status).where(s.c.municipality == self._code)
        found: dict[str, list[tuple[dt.date, str]]] = {}
        for project, day, status in self._connection.execute(query.order_by(s.c.on_date)):
            found.setdefault(project, []).append((day, status))
        return found

    def add(self, change: ChangeId, projects: Iterable[Project]) -> None:
        """Record projects with their first status; the area is their home from then on."""
        rows = list(projects)
        if not rows:
            return
        self._connection.execute(
            insert(p),
            [
                {
                    "municipality": self._code,
                    "id": project.id,
                    "title": project.title,
                    "kind": project.kind.value,
                    "place": project.place,
                    "partners": project.partners,
                    "amount_cents": project.amount_cents,
                    "recorded_by": change,
                }
                for project in rows
            ],
        )
        for project in rows:
            self.add_status(change, project)
            self._settle(change, project.id, project.area, project.status_on)

    def add_status(self, change: ChangeId, project: Project) -> None:
        """Record that a project which is there reached another status."""
        self._connection.execute(
            insert(s).values(
                municipality=self._code,
                project=project.id,
                on_date=project.status_on,
                status=project.status.value,
                recorded_by=change,
            )
        )

    def add_engagement(self, change: ChangeId, engagement: Iterable[Engagement]) -> None:
        """Record how people took part."""
        for one in engagement:
            result = self._connection.execute(
                insert(g).values(
                    municipality=self._code,
                    project=one.project,
                    on_date=one.on,
                    kind=one.kind.value,
                    participants=one.participants,
                    hours=one.hours,
                    recorded_by=change,
                )
            )
            self._settle(change, int(result.inserted_primary_key[0]), one.area, one.on)  # type: ignore[index]

    def engagement(self, day: dt.date) -> list[Engagement]:
        """Return all engagement up to `day`, with the area it counted for then."""
        homes = self._homes_at(t.home.c.engagement, day)
        query = (
            select(g, homes.c.area)
            .join(homes, homes.c.engagement == g.c.id)
            .where(g.c.municipality == self._code, g.c.on_date <= day)
            .order_by(g.c.on_date, g.c.id)
        )
        return [
            Engagement(
                area=AreaId(row.area),
                on=row.on_date,
                kind=EngagementKind(row.kind),
                participants=row.participants,
                hours=row.hours,
                project=row.project,
                id=row.id,
            )
            for row in self._connection.execute(query)
        ]

    def _projects(self, day: dt.date | None) -> list[Project]:
        reached = select(s.c.project, func.max(s.c.on_date).label("on_date")).where(
            s.c.municipality == self._code
        )
        if day is not None:
            reached = reached.where(s.c.on_date <= day)
        latest = reached.group_by(s.c.project).subquery()
        homes = self._homes_at(t.home.c.project, day)
        query = (
            select(p, s.c.status, s.c.on_date, homes.c.area)
            .join(latest, latest.c.project == p.c.id)
            .join(
                s,
                (s.c.municipality == p.c.municipality)
                & (s.c.project == p.c.id)
                & (s.c.on_date == latest.c.on_date),
            )
            .join(homes, homes.c.project == p.c.id)
            .where(p.c.municipality == self._code)
            .order_by(p.c.id)
        )
        return [_project(row) for row in self._connection.execute(query)]


def _project(row: Any) -> Project:  # noqa: ANN401 - a row of four tables
    return Project(
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
