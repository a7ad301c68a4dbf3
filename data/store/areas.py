"""Areas, their changes and lineage in SQL."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from boundaries.errors import Conflict, Unknown
from boundaries.language import N_
from boundaries.model import (
    Actor,
    AreaId,
    AreaVersion,
    ChangeId,
    ChangeKind,
    Occasion,
)
from data.store import lineage, writing
from data.store import tables as t
from data.store.changes import read_change, read_changes, what_became
from data.store.numbering import last_number
from data.store.once import once
from data.store.settings import SqlSettings
from data.store.versions import SqlVersions, unknown_area, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from boundaries.model import Change, Municipality
    from data.store.sql import Clock

v = t.area_version


class SqlAreas(SqlVersions, SqlSettings):
    """The areas of one municipality, in the transaction of `connection`."""

    kept: dict[Any, Any] | None = None

    def __init__(self, connection: Connection, municipality: str, clock: Clock) -> None:
        super().__init__(connection, municipality)
        self._clock = clock
        self.recorded: list[ChangeId] = []
        """The changes of this transaction, to be sealed at its end."""

    @once
    def last_change(self) -> ChangeId:
        """Return the number of the last change of any kind; 0 before the first."""
        return ChangeId(last_number(self._connection, self._code, t.change.c.id))

    @once
    def municipality(self) -> Municipality:
        """Return the municipality and its settings."""
        return super().municipality()

    def today(self) -> dt.date:
        """Return the day it is, in UTC."""
        return self._clock().date()

    def ahead(self) -> dt.timedelta:
        """Return how far the clock is behind the last change; below 0 as long as it isn't."""
        _, latest = self._connection.execute(writing.LAST_CHANGE, {"of": self._code}).one()
        now = self._clock().astimezone(dt.UTC).replace(tzinfo=None)
        return dt.timedelta(-1) if latest is None else latest - now

    def latest(self, area: AreaId) -> AreaVersion:
        """Return the last version of a standing area; `Conflict` when it went."""
        which = {"of": self._code, "which": area}
        row = self._connection.execute(writing.LATEST, which).one_or_none()
        if row is None:
            raise self._gone(area)
        return version_of(row)

    def claim(self, area: AreaId, rev: int) -> None:
        """Raise the revision of an area; `Conflict` when it isn't at `rev` any more."""
        claimed = self._connection.execute(
            writing.CLAIM, {"of": self._code, "which": area, "seen": rev}
        )
        if claimed.rowcount != 1:
            now = self.latest(area)
            raise Conflict(
                "conflict",
                N_(
                    "You started from revision {rev} of {area}, and it is now at {now}: {what}. "
                    "Look at it again and start from there."
                ),
                ids=[area],
                area=area,
                rev=rev,
                now=now.rev,
                what=what_became(self._connection, self._code, area),
            )

    def retire(self, area: AreaId, on: dt.date | None) -> None:
        """Write that an area stands no more from `on`, or (None) that it stands again."""
        which: dict[str, object] = {"of": self._code, "which": area}
        if on is None:
            self._connection.execute(writing.STAND_AGAIN, which)
        else:
            self._connection.execute(writing.RETIRE, which | {"day": on})

    def new(self) -> AreaId:
        """Return the next free id and make the area."""
        number = self._connection.execute(writing.NEXT_NUMBER, {"of": self._code}).scalar_one()
        area = AreaId(f"{self._code}-{number - 1:04d}")
        self._connection.execute(writing.NEW_AREA, {"municipality": self._code, "id": area})
        return area

    def record(
        self,
        actor: Actor,
        kind: ChangeKind,
        occasion: Occasion,
        *,
        about: ChangeId | None = None,
    ) -> ChangeId:
        """Write the change that all else in this transaction belongs to.

        `recorded_at` never runs backwards, also when the clock of the machine was set back:
        the order of recording is what "as known then" is asked by.
        """
        number, latest = self._connection.execute(writing.LAST_CHANGE, {"of": self._code}).one()
        change = ChangeId((number or 0) + 1)
        now = self._clock().astimezone(dt.UTC).replace(tzinfo=None)
        if latest is not None and now <= latest:
            now = latest + dt.timedelta(microseconds=1)
        self._connection.execute(
            writing.RECORD,
            {
                "municipality": self._code,
                "id": change,
                "kind": kind.value,
                "on_date": occasion.on,
                "precision": occasion.precision.value,
                "recorded_at": now,
                "actor": actor.person,
                "role": actor.role.value,
                "initiator": occasion.initiator.value,
                "reason": occasion.reason,
                "about": about,
                "document": occasion.document or None,
            },
        )
        if occasion.consents:
            self._require_areas(consent.area for consent in occasion.consents)
            self._connection.execute(
                writing.AGREE,
                [
                    {
                        "municipality": self._code,
                        "area": consent.area,
                        "on_date": consent.on,
                        "note": consent.note,
                        "recorded_by": change,
                    }
                    for consent in occasion.consents
                ],
            )
        self.recorded.append(change)
        return change

    def _require_areas(self, areas: Iterable[AreaId]) -> None:
        """Refuse ids of which there never was an area."""
        asked = set(areas)
        known = self._connection.scalars(
            select(t.area.c.id).where(t.area.c.municipality == self._code, t.area.c.id.in_(asked))
        )
        for area in sorted(asked - set(known)):
            raise unknown_area(area)

    def link(self, change: ChangeId, predecessor: int, successor: int) -> None:
        """Write that one version came from another (logical ids)."""
        self._connection.execute(
            writing.LINK,
            {
                "municipality": self._code,
                "predecessor": predecessor,
                "successor": successor,
                "change": change,
            },
        )

    def unlink(self, change: ChangeId, undone: ChangeId) -> None:
        """Make the lineage that a change wrote something we knew before."""
        e = t.lineage
        self._connection.execute(
            update(e)
            .where(
                e.c.municipality == self._code, e.c.change == undone, e.c.superseded_by.is_(None)
            )
            .values(superseded_by=change)
        )

    def predecessors(self, known: dt.datetime | None = None) -> dict[AreaId, list[AreaId]]:
        """Return of each area the other areas it came from."""
        last = None if known is None else self._last_change(known)
        return lineage.predecessors(self._connection, self._code, last)

    def newest(self) -> Change | None:
        """Return the change that was the last to write how an area is, or None."""
        query = select(func.max(v.c.recorded_by)).where(v.c.municipality == self._code)
        last = self._connection.scalar(query)
        return None if last is None else self.change(ChangeId(int(last)))

    def ancestors(self, area: AreaId) -> list[AreaId]:
        """Return every area that it came from, however long ago, by id."""
        return lineage.closure(self._connection, self._code, area, back=True)

    def descendants(self, area: AreaId) -> list[AreaId]:
        """Return every area that came of it, however much later, by id."""
        return lineage.closure(self._connection, self._code, area, back=False)

    def change(self, number: ChangeId) -> Change:
        """Return one change; `Unknown` when there is none."""
        return read_change(self._connection, self._code, number)

    def undone_by(self, number: ChangeId) -> ChangeId | None:
        """Return the change that undid another, or None."""
        c = t.change
        query = select(c.c.id).where(
            c.c.municipality == self._code, c.c.about == number, c.c.kind == ChangeKind.UNDO.value
        )
        found = self._connection.scalar(query)
        return None if found is None else ChangeId(found)

    def changes(self, area: AreaId | None = None, *, after: ChangeId | None = None) -> list[Change]:
        """Return all changes, or those of an area's boundary and name, in order of recording."""
        return read_changes(self._connection, self._code, area, after=after)

    def _gone(self, area: AreaId) -> Unknown | Conflict:
        a = t.area
        retired = self._connection.scalar(
            select(a.c.retired_on).where(a.c.municipality == self._code, a.c.id == area)
        )
        if retired is None:
            return unknown_area(area)
        gone = N_(
            "{area} has not stood since {date}: {what}. Look at what stands there now and "
            "start from that."
        )
        planned = N_(
            "{area} stands until {date} only: {what}. Undo that first, or change what comes of it."
        )
        return Conflict(
            "conflict",
            gone if retired <= self.today() else planned,
            ids=[area],
            area=area,
            date=retired,
            what=what_became(self._connection, self._code, area),
        )
