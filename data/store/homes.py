"""For which area a project or an engagement counts, from when on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, bindparam, func, insert, select, union, update

from boundaries.model import AreaId, ChangeId, Home
from data.store import tables as t
from data.store.numbering import last_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Subquery

h = t.home


_HOUSED = select(h.c.project, h.c.engagement).where(
    h.c.municipality == bindparam("of"),
    h.c.area == bindparam("area"),
    h.c.superseded_by.is_(None),
)


class SqlHomes:
    """Homes of one municipality, in the transaction of `connection`.

    A home lasts until the next one of the same project or engagement begins.
    """

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def homes(self, area: AreaId) -> list[Home]:
        """Return what has its last home in an area, projects first, by id."""
        mine = {"of": self._code, "area": area}
        items = {
            project if engagement is None else engagement
            for project, engagement in self._connection.execute(_HOUSED, mine)
        }
        last = [self.homes_of(i)[-1] for i in sorted(items, key=lambda i: (str(type(i)), i))]
        return [home for home in last if home.area == area]

    def housed(self, area: AreaId, *, after: ChangeId) -> list[ChangeId]:
        """Return the later changes that gave something a home in an area, or took it away."""
        mine = (h.c.municipality == self._code, h.c.area == area)
        query = union(
            select(h.c.recorded_by).where(*mine, h.c.recorded_by > after),
            select(h.c.superseded_by).where(*mine, h.c.superseded_by > after),
        )
        return [ChangeId(n) for n in self._connection.scalars(query)]

    def move(self, change: ChangeId, home: Home, area: AreaId, on: dt.date) -> None:
        """Give a project or engagement another home from `on`, or from its own later date."""
        if home.since >= on:
            # It would never have lived in the old home, which is kept as known before only.
            self._supersede(change, [home.logical])
        self._settle(change, home.item, area, max(on, home.since))

    def moved(self, change: ChangeId) -> list[tuple[Home, Home]]:
        """Return what a change gave another home: the one before it, and that."""
        found = []
        for row in self._current(self._began(change)):
            before = self._before(change, row)
            if before is not None:
                found.append((_home(before), _home(row)))
        return found

    def take_back(self, change: ChangeId, undone: ChangeId) -> None:
        """Give everything the home it had before a change, as if that had never been."""
        self._supersede(change, self._began(undone))
        before = select(h).where(h.c.municipality == self._code, h.c.superseded_by == undone)
        for row in self._connection.execute(before.order_by(h.c.id)).all():
            self._restate(change, row, row.from_date)

    def redate(self, change: ChangeId, corrected: ChangeId, on: dt.date) -> None:
        """Let everything that a change gave another home have it from `on` instead."""
        for row in self._current(self._began(corrected)):
            before = self._before(corrected, row)
            if before is not None:
                self._redate(change, row, before, on)

    def redate_hops(
        self,
        change: ChangeId,
        day: dt.date,
        on: dt.date,
        *,
        old: Iterable[AreaId],
        new: Iterable[AreaId],
    ) -> None:
        """Let all that went from old areas to new ones on `day` go there on `on` instead."""
        came = select(h).where(
            h.c.municipality == self._code,
            h.c.superseded_by.is_(None),
            h.c.from_date == day,
            h.c.area.in_(sorted(new)),
        )
        left = set(old) - set(new)
        for row in self._connection.execute(came.order_by(h.c.id)).all():
            before = self._before(change, row)
            if before is not None and before.area in left:
                self._redate(change, row, before, on)

    def _redate(self, change: ChangeId, row: Any, before: Any, on: dt.date) -> None:  # noqa: ANN401
        """Let a home begin on `on`, and the one before it last until then."""
        since = max(on, before.from_date)
        lived = bool(self._current([before.logical]))
        self._supersede(change, [row.logical])
        self._restate(change, row, since)
        if before.from_date < since and not lived:
            self._restate(change, before, before.from_date)
        if before.from_date == since and lived:
            self._supersede(change, [before.logical])

    def _began(self, change: ChangeId) -> list[int]:
        """Return the homes (logical ids) that a change let begin."""
        mine = h.c.municipality == self._code
        known = select(h.c.logical).where(mine, h.c.recorded_by < change)
        query = select(h.c.logical).where(
            mine, h.c.recorded_by == change, h.c.logical.not_in(known)
        )
        return list(self._connection.scalars(query.order_by(h.c.id)))

    def _current(self, logicals: Iterable[int]) -> list[Any]:
        query = select(h).where(
            h.c.municipality == self._code, h.c.superseded_by.is_(None), h.c.logical.in_(logicals)
        )
        return list(self._connection.execute(query.order_by(h.c.id)).all())

    def _before(self, change: ChangeId, row: Any) -> Any | None:  # noqa: ANN401 - rows
        """Return the home that an item had before a change gave it the one of `row`."""
        item = row.project if row.engagement is None else row.engagement
        earlier = h.c.superseded_by.is_(None) & (h.c.from_date < row.from_date)
        return self._connection.execute(
            select(h)
            .where(
                h.c.municipality == self._code,
                _is(item),
                h.c.logical != row.logical,
                earlier | (h.c.superseded_by == change),
            )
            .order_by(h.c.from_date.desc(), h.c.id.desc())
            .limit(1)
        ).one_or_none()

    def homes_of(self, item: str | int) -> list[Home]:
        """Return the homes of a project (id) or an engagement (number), the oldest first."""
        rows = self._connection.execute(
            select(h.c.project, h.c.engagement, h.c.area, h.c.from_date, h.c.logical)
            .where(h.c.municipality == self._code, _is(item), h.c.superseded_by.is_(None))
            .order_by(h.c.from_date, h.c.id)
        )
        return [_home(row) for row in rows]

    def _settle(self, change: ChangeId, item: str | int, area: AreaId, since: dt.date) -> None:
        self._settle_all(change, [(item, area, since)])

    def _settle_all(
        self, change: ChangeId, homes: Sequence[tuple[str | int, AreaId, dt.date]]
    ) -> None:
        """Give each item (project or number of engagement) a home from a date on."""
        number = last_number(self._connection, self._code, h.c.id)
        logical = last_number(self._connection, self._code, h.c.logical)
        self._connection.execute(
            insert(h),
            [
                {
                    "id": number + index,
                    "logical": logical + index,
                    "municipality": self._code,
                    "project": item if isinstance(item, str) else None,
                    "engagement": item if isinstance(item, int) else None,
                    "area": area,
                    "from_date": since,
                    "recorded_by": change,
                }
                for index, (item, area, since) in enumerate(homes, start=1)
            ],
        )

    def _restate(self, change: ChangeId, row: Any, since: dt.date) -> None:  # noqa: ANN401
        self._connection.execute(
            insert(h).values(
                id=last_number(self._connection, self._code, h.c.id) + 1,
                logical=row.logical,
                municipality=self._code,
                project=row.project,
                engagement=row.engagement,
                area=row.area,
                from_date=since,
                recorded_by=change,
            )
        )

    def _supersede(self, change: ChangeId, logicals: Iterable[int]) -> None:
        self._connection.execute(
            update(h)
            .where(
                h.c.municipality == self._code,
                h.c.logical.in_(logicals),
                h.c.superseded_by.is_(None),
            )
            .values(superseded_by=change)
        )

    def _homes_at(self, item: Column[Any], day: dt.date | None) -> Subquery:
        """Return of each item the area that is its home on a day (None: the last one)."""
        rank = func.row_number().over(
            partition_by=item, order_by=(h.c.from_date.desc(), h.c.id.desc())
        )
        query = select(item, h.c.area, rank.label("rank")).where(
            h.c.municipality == self._code, h.c.superseded_by.is_(None), item.is_not(None)
        )
        if day is not None:
            query = query.where(h.c.from_date <= day)
        ranked = query.subquery()
        return select(ranked.c[item.name], ranked.c.area).where(ranked.c.rank == 1).subquery()


def _is(item: str | int) -> Any:  # noqa: ANN401 - a condition
    return h.c.project == item if isinstance(item, str) else h.c.engagement == item


def _home(row: Any) -> Home:  # noqa: ANN401 - a row of the table
    item = row.project if row.engagement is None else row.engagement
    return Home(item, AreaId(row.area), row.from_date, row.logical)
