"""Areas, their versions, changes and lineage in SQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely
from sqlalchemy import (
    Select,
    and_,
    func,
    insert,
    select,
    update,
)

from boundaries.errors import Conflict, Unknown
from boundaries.language import N_
from boundaries.model import (
    STILL,
    Actor,
    AreaId,
    AreaVersion,
    ChangeId,
    ChangeKind,
    Municipality,
    Occasion,
    OverlapPolicy,
    Precision,
    RecordedVersion,
    Spell,
    Written,
)
from data.store import lineage
from data.store import tables as t
from data.store.changes import read_change, read_changes, what_became
from data.store.standing import AT, FIELDS, IDS, SPELLS, versions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry
    from sqlalchemy import Connection, Row

    from boundaries.model import Change
    from data.store.sql import Clock

v = t.area_version


class SqlAreas:
    """The areas of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str, clock: Clock) -> None:
        self._connection = connection
        self._code = municipality
        self._clock = clock
        self.recorded: list[ChangeId] = []
        """The changes of this transaction, to be sealed at its end."""

    def municipality(self) -> Municipality:
        """Return the municipality and its settings."""
        m = t.municipality
        row = self._connection.execute(select(m).where(m.c.code == self._code)).one()
        return Municipality(
            code=row.code,
            name=row.name,
            crs=row.crs,
            within=(row.xmin, row.ymin, row.xmax, row.ymax),
            overlap=OverlapPolicy(row.overlap),
            smallest_ha=row.smallest_ha,
            synthetic=row.synthetic,
        )

    def today(self) -> dt.date:
        """Return the day it is, in UTC."""
        return self._clock().date()

    def at(self, day: dt.date, *, known: dt.datetime | None = None) -> list[AreaVersion]:
        """Return the versions that stand on `day`, by area id."""
        query, values = AT[known is not None], self._moment(day, known)
        return versions_of(self._connection.execute(query, values).all())

    def through(self) -> list[AreaVersion]:
        """Return every version as it is known now, whenever it stood, by area and date."""
        query = self._versions().where(v.c.superseded_by.is_(None))
        query = query.order_by(v.c.area, v.c.valid_from)
        return versions_of(self._connection.execute(query.with_only_columns(*FIELDS)).all())

    def ids(self, day: dt.date, *, known: dt.datetime | None = None) -> list[AreaId]:
        """Return the ids of what stands on `day`, in order, without reading any geometry."""
        query, values = IDS[known is not None], self._moment(day, known)
        return [AreaId(area) for area in self._connection.scalars(query, values)]

    def near(self, geometry: BaseGeometry, day: dt.date) -> list[AreaVersion]:
        """Return what stands on `day` or later near `geometry` (bounding boxes, within 1 m)."""
        xmin, ymin, xmax, ymax = shapely.bounds(geometry)
        query = self._from_day(day).where(
            v.c.xmin <= xmax + 1, v.c.xmax >= xmin - 1, v.c.ymin <= ymax + 1, v.c.ymax >= ymin - 1
        )
        rows = self._connection.execute(query.order_by(v.c.area, v.c.valid_from))
        return [_version(row) for row in rows]

    def latest(self, area: AreaId) -> AreaVersion:
        """Return the last version of a standing area; `Conflict` when it went."""
        query = self._versions().where(
            v.c.area == area,
            v.c.superseded_by.is_(None),
            v.c.valid_to == STILL,
            t.area.c.retired_on.is_(None),
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise self._gone(area)
        return _version(row)

    def versions(self, area: AreaId) -> list[RecordedVersion]:
        """Return every version ever recorded of an area; `Unknown` when there is no such area."""
        query = self._versions().where(v.c.area == area).order_by(v.c.valid_from, v.c.id)
        rows = self._connection.execute(query).all()
        if not rows:
            raise _unknown(area)
        return [RecordedVersion(_version(r), r.recorded_by, r.superseded_by) for r in rows]

    def spells(self, area: AreaId) -> list[Spell]:
        """Return when an area stood, as known now, by date, without reading any geometry."""
        asked = {"municipality": self._code, "area": area}
        rows = self._connection.execute(SPELLS, asked)
        return [Spell(first, last, bool(resting)) for first, last, resting in rows]

    def claim(self, area: AreaId, rev: int) -> None:
        """Raise the revision of an area; `Conflict` when it isn't at `rev` any more."""
        a = t.area
        claimed = self._connection.execute(
            update(a)
            .where(
                a.c.municipality == self._code,
                a.c.id == area,
                a.c.rev == rev,
                a.c.retired_on.is_(None),
            )
            .values(rev=a.c.rev + 1)
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
        a = t.area
        self._connection.execute(
            update(a)
            .where(a.c.municipality == self._code, a.c.id == area)
            .values(retired_on=on, **({"rev": a.c.rev + 1} if on is None else {}))
        )

    def new(self) -> AreaId:
        """Return the next free id and make the area."""
        m = t.municipality
        number = self._connection.execute(
            update(m)
            .where(m.c.code == self._code)
            .values(next_area=m.c.next_area + 1)
            .returning(m.c.next_area)
        ).scalar_one()
        area = AreaId(f"{self._code}-{number - 1:04d}")
        self._connection.execute(insert(t.area).values(municipality=self._code, id=area))
        return area

    def add_version(
        self,
        change: ChangeId,
        area: AreaId,
        name: str,
        geometry: BaseGeometry,
        valid_from: dt.date,
        precision: Precision,
        *,
        resting: bool = False,
    ) -> int:
        """Record a version that still stands; return its logical id."""
        last = self._connection.scalar(select(func.coalesce(func.max(v.c.logical), 0)))
        logical = int(last or 0) + 1
        self._insert_version(
            logical=logical,
            area=area,
            name=name,
            valid_from=valid_from,
            valid_to=STILL,
            precision=precision.value,
            geometry=geometry,
            resting=resting,
            recorded_by=change,
        )
        return logical

    def close(self, change: ChangeId, version: AreaVersion, on: dt.date) -> None:
        """End a version on `on`: it is superseded, and re-recorded up to that day."""
        self.supersede(change, [version.logical])
        if version.valid_from < on:
            self.restate(change, replace(version, valid_to=on))

    def written(self, change: ChangeId) -> Written:
        """Return the versions that a change recorded and superseded."""
        query = self._versions().order_by(v.c.area, v.c.valid_from, v.c.id)
        recorded = self._connection.execute(query.where(v.c.recorded_by == change))
        superseded = self._connection.execute(query.where(v.c.superseded_by == change))
        return Written(
            tuple(_version(row) for row in recorded), tuple(_version(row) for row in superseded)
        )

    def current(self, logicals: Iterable[int]) -> list[AreaVersion]:
        """Return what is known now of these versions (logical ids), by area and date."""
        query = self._versions().where(v.c.superseded_by.is_(None), v.c.logical.in_(logicals))
        rows = self._connection.execute(query.order_by(v.c.area, v.c.valid_from))
        return [_version(row) for row in rows]

    def ever_known(self, logicals: Iterable[int]) -> list[AreaVersion]:
        """Return every row ever recorded of these versions (logical ids), the oldest first."""
        query = self._versions().where(v.c.logical.in_(logicals)).order_by(v.c.id)
        return [_version(row) for row in self._connection.execute(query)]

    def supersede(self, change: ChangeId, logicals: Iterable[int]) -> None:
        """Make all that is known now of these versions something we knew before."""
        self._connection.execute(
            update(v)
            .where(
                v.c.municipality == self._code,
                v.c.logical.in_(logicals),
                v.c.superseded_by.is_(None),
            )
            .values(superseded_by=change)
        )

    def restate(self, change: ChangeId, version: AreaVersion) -> None:
        """Record a version again under its own logical id, as it is given."""
        self._insert_version(
            logical=version.logical,
            area=version.area,
            name=version.name,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            precision=version.precision.value,
            geometry=version.geometry,
            resting=version.resting,
            recorded_by=change,
        )

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
        c = t.change
        latest = self._connection.scalar(
            select(func.max(c.c.recorded_at)).where(c.c.municipality == self._code)
        )
        now = self._clock().astimezone(dt.UTC).replace(tzinfo=None)
        if latest is not None and now <= latest:
            now = latest + dt.timedelta(microseconds=1)
        result = self._connection.execute(
            insert(c).values(
                municipality=self._code,
                kind=kind.value,
                on_date=occasion.on,
                precision=occasion.precision.value,
                recorded_at=now,
                actor=actor.person,
                role=actor.role.value,
                initiator=occasion.initiator.value,
                reason=occasion.reason,
                about=about,
            )
        )
        change = ChangeId(int(result.inserted_primary_key[0]))  # type: ignore[index]
        self.recorded.append(change)
        return change

    def link(self, change: ChangeId, predecessor: int, successor: int) -> None:
        """Write that one version came from another (logical ids)."""
        self._connection.execute(
            insert(t.lineage).values(
                municipality=self._code, predecessor=predecessor, successor=successor, change=change
            )
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

    def sources(self, logicals: Iterable[int]) -> dict[int, list[AreaVersion]]:
        """Return of versions (logical ids) those that they came from, as known now."""
        edges = lineage.edges_to(self._connection, self._code, logicals)
        before = {x.logical: x for x in self.current({parent for parent, _ in edges})}
        found: dict[int, list[AreaVersion]] = {}
        for parent, child in edges:
            # A version that ended on the day it began isn't known now.
            if parent in before:
                found.setdefault(child, []).append(before[parent])
        return found

    def came_of(self, area: AreaId) -> list[AreaVersion]:
        """Return the versions of other areas that came of an area in one step, by date."""
        logicals = lineage.successors(self._connection, self._code, area)
        found = [version for version in self.current(logicals) if version.area != area]
        return sorted(found, key=lambda version: (version.valid_from, version.area))

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
            return _unknown(area)
        return Conflict(
            "conflict",
            N_(
                "{area} has not stood since {date}: {what}. Look at what stands there now and "
                "start from that."
            ),
            ids=[area],
            area=area,
            date=retired,
            what=what_became(self._connection, self._code, area),
        )

    def _moment(self, day: dt.date, known: dt.datetime | None) -> dict[str, Any]:
        last = {} if known is None else {"last": self._last_change(known)}
        return {"of": self._code, "day": day, **last}

    def _versions(self) -> Select[Any]:
        return (
            select(v, t.area.c.rev)
            .join(t.area, and_(t.area.c.municipality == v.c.municipality, t.area.c.id == v.c.area))
            .where(v.c.municipality == self._code)
        )

    def _from_day(self, day: dt.date) -> Select[Any]:
        return self._versions().where(v.c.superseded_by.is_(None), v.c.valid_to > day)

    def _last_change(self, known: dt.datetime) -> int:
        c = t.change
        moment = known.astimezone(dt.UTC).replace(tzinfo=None)
        last = self._connection.scalar(
            select(func.max(c.c.id)).where(
                c.c.municipality == self._code, c.c.recorded_at <= moment
            )
        )
        return int(last or 0)

    def _insert_version(self, *, geometry: BaseGeometry, **values: object) -> None:
        xmin, ymin, xmax, ymax = geometry.bounds
        self._connection.execute(
            insert(v).values(
                municipality=self._code,
                geometry=geometry,
                xmin=xmin,
                ymin=ymin,
                xmax=xmax,
                ymax=ymax,
                **values,
            )
        )


def _version(row: Row[Any]) -> AreaVersion:
    return AreaVersion(
        area=AreaId(row.area),
        rev=row.rev,
        name=row.name,
        geometry=row.geometry,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        precision=Precision(row.precision),
        logical=row.logical,
        resting=bool(row.resting),
    )


def _unknown(area: str) -> Unknown:
    shown = area[:60] if area.isprintable() else "?"
    return Unknown(
        "unknown_area",
        N_("There is no area {name}. Look for its id in the list of areas."),
        ids=[shown],
        name=shown,
    )
