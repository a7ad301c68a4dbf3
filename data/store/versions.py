"""Versions of areas in SQL: what stood when, as known now or then."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely
from sqlalchemy import Select, func, select

from boundaries.errors import Unknown
from boundaries.language import N_
from boundaries.model import (
    STILL,
    AreaId,
    AreaVersion,
    ChangeId,
    Precision,
    RecordedVersion,
    Spell,
    Written,
)
from data.store import lineage, writing
from data.store import tables as t
from data.store.standing import AT, FIELDS, IDS, REV, SPELLS, versions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry
    from sqlalchemy import Connection, Row

v = t.area_version


class SqlVersions:
    """The versions of the areas of one municipality, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality
        self._last: tuple[int, int] | None = None
        """The highest number and logical id of a version, once they were asked for."""

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
        west, south, east, north = shapely.bounds(geometry)
        query = self._from_day(day).where(
            v.c.west <= east + 1,
            v.c.east >= west - 1,
            v.c.south <= north + 1,
            v.c.north >= south - 1,
        )
        rows = self._connection.execute(query.order_by(v.c.area, v.c.valid_from))
        return [version_of(row) for row in rows]

    def versions(self, area: AreaId) -> list[RecordedVersion]:
        """Return every version ever recorded of an area; `Unknown` when there is no such area."""
        query = self._versions().where(v.c.area == area).order_by(v.c.valid_from, v.c.id)
        rows = self._connection.execute(query).all()
        if not rows:
            raise unknown_area(area)
        return [RecordedVersion(version_of(r), r.recorded_by, r.superseded_by) for r in rows]

    def spells(self, area: AreaId) -> list[Spell]:
        """Return when an area stood, as known now, by date, without reading any geometry."""
        asked = {"municipality": self._code, "area": area}
        rows = self._connection.execute(SPELLS, asked)
        return [Spell(first, last, bool(resting)) for first, last, resting in rows]

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
        return self._insert_version(
            logical=None,
            area=area,
            name=name,
            valid_from=valid_from,
            valid_to=STILL,
            precision=precision.value,
            geometry=geometry,
            resting=resting,
            recorded_by=change,
        )

    def written(self, change: ChangeId) -> Written:
        """Return the versions that a change recorded and superseded."""
        query = self._versions().order_by(v.c.area, v.c.valid_from, v.c.id)
        recorded = self._connection.execute(query.where(v.c.recorded_by == change))
        superseded = self._connection.execute(query.where(v.c.superseded_by == change))
        return Written(
            tuple(version_of(row) for row in recorded), tuple(version_of(row) for row in superseded)
        )

    def current(self, logicals: Iterable[int]) -> list[AreaVersion]:
        """Return what is known now of these versions (logical ids), by area and date."""
        query = self._versions().where(v.c.superseded_by.is_(None), v.c.logical.in_(logicals))
        rows = self._connection.execute(query.order_by(v.c.area, v.c.valid_from))
        return [version_of(row) for row in rows]

    def ever_known(self, logicals: Iterable[int]) -> list[AreaVersion]:
        """Return every row ever recorded of these versions (logical ids), the oldest first."""
        query = self._versions().where(v.c.logical.in_(logicals)).order_by(v.c.id)
        return [version_of(row) for row in self._connection.execute(query)]

    def supersede(self, change: ChangeId, logicals: Iterable[int]) -> None:
        """Make all that is known now of these versions something we knew before."""
        which = {"of": self._code, "which": list(logicals), "by": change}
        self._connection.execute(writing.SUPERSEDE, which)

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

    def close(self, change: ChangeId, version: AreaVersion, on: dt.date) -> None:
        """End a version on `on`: it is superseded, and re-recorded up to that day."""
        self.supersede(change, [version.logical])
        if version.valid_from < on:
            self.restate(change, replace(version, valid_to=on))

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

    def _moment(self, day: dt.date, known: dt.datetime | None) -> dict[str, Any]:
        last = {} if known is None else {"last": self._last_change(known)}
        return {"of": self._code, "day": day, **last}

    def _versions(self) -> Select[Any]:
        return select(v, REV).where(v.c.municipality == self._code)

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

    def _insert_version(
        self, *, logical: int | None, geometry: BaseGeometry, **values: object
    ) -> int:
        """Write a row, of a version of its own where no logical id is given; return that."""
        if self._last is None:
            last = self._connection.execute(writing.LAST_VERSION, {"of": self._code}).one()
            self._last = int(last[0]), int(last[1])
        number = self._last[0] + 1
        own = self._last[1] + 1 if logical is None else logical
        self._last = number, max(self._last[1], own)
        west, south, east, north = geometry.bounds
        self._connection.execute(
            writing.NEW_VERSION,
            {
                "municipality": self._code,
                "id": number,
                "logical": own,
                "geometry": geometry,
                "west": west,
                "south": south,
                "east": east,
                "north": north,
                "m2": geometry.area,
                **values,
            },
        )
        return own


def version_of(row: Row[Any]) -> AreaVersion:
    """Return the version that a row of `FIELDS` holds."""
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


def unknown_area(area: str) -> Unknown:
    """Return the refusal for an area that never was."""
    shown = area[:60] if area.isprintable() else "?"
    return Unknown(
        "unknown_area",
        N_("There is no area {name}. Look for its id in the list of areas."),
        ids=[shown],
        name=shown,
    )
