"""Reading the log of changes, with the areas that each touched."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, union

from boundaries.errors import Unknown
from boundaries.language import N_, Said
from boundaries.model import (
    STILL,
    AreaId,
    Change,
    ChangeId,
    ChangeKind,
    Consent,
    Initiator,
    Occasion,
    Precision,
    Role,
)
from data.store import tables as t
from data.store.joining import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Select

c, v, e = t.change, t.area_version, t.lineage
Parts = dict[int, set[AreaId]]


def read_changes(
    connection: Connection, code: str, area: AreaId | None, *, after: ChangeId | None = None
) -> list[Change]:
    """Return the changes of a municipality in the order of recording.

    With `area` those that changed its boundary, its name or whether it stands.
    """
    own = [v.c.municipality == code, v.c.area == area]
    touched = union(
        select(v.c.recorded_by).where(*own),
        select(v.c.superseded_by).where(*own, v.c.superseded_by.is_not(None)),
    )
    query = select(c).where(c.c.municipality == code).order_by(c.c.id)
    if area is not None:
        query = query.where(c.c.id.in_(touched))
    if after is not None:
        query = query.where(c.c.id > after)
    rows = connection.execute(query).all()
    some = [row.id for row in rows] if area is not None or after is not None else None
    return _changes(connection, code, rows, some)


def read_change(connection: Connection, code: str, number: ChangeId) -> Change:
    """Return one change.

    Raises
    ------
    Unknown
        When there is none with this number.
    """
    rows = connection.execute(select(c).where(c.c.municipality == code, c.c.id == number)).all()
    if not rows:
        raise Unknown(
            "unknown_change",
            N_("There is no change {number}. Look for its number in the log."),
            ids=[str(number)],
            number=str(number),
        )
    return _changes(connection, code, rows, [number])[0]


def what_became(connection: Connection, code: str, area: AreaId) -> Said:
    """Say who changed an area last, how, and what came of it.

    Persons stay out of it: their role says enough, and a message may be shown anywhere.
    """
    last = read_changes(connection, code, area)[-1]
    return Said(
        N_("{kind} by {role} on {date} at {time} (UTC), change {number}: {areas}"),
        {
            "kind": last.kind,
            "role": last.role,
            "date": last.recorded_at.date(),
            "time": f"{last.recorded_at:%H:%M}",
            "number": str(last.id),
            "areas": list(last.successors or last.areas),
        },
    )


def _changes(
    connection: Connection, code: str, rows: Iterable[Any], only: list[int] | None
) -> list[Change]:
    begun, ended, stood, standing = _versions(connection, code, only)
    booked = _booked(connection, code, only)
    agreed = _agreed(connection, code, only)
    parents, children = _lineage(connection, code, only)
    result = []
    for row in rows:
        kind, number = ChangeKind(row.kind), row.id
        if kind is ChangeKind.UNDO:
            parents[number], children[number] = stood[number], standing[number]
        result.append(
            Change(
                id=ChangeId(number),
                kind=kind,
                occasion=Occasion(
                    row.on_date,
                    row.reason,
                    Initiator(row.initiator),
                    Precision(row.precision),
                    row.document or "",
                    tuple(agreed.get(number, ())),
                ),
                recorded_at=row.recorded_at.replace(tzinfo=dt.UTC),
                areas=tuple(sorted(begun[number] | ended[number] | booked[number])),
                predecessors=tuple(sorted(parents[number])),
                successors=tuple(sorted(children[number])),
                role=Role(row.role),
                about=None if row.about is None else ChangeId(row.about),
            )
        )
    return result


def _versions(
    connection: Connection, code: str, only: list[int] | None
) -> tuple[Parts, Parts, Parts, Parts]:
    """Return of each change the areas it recorded and those it superseded.

    And of each the areas of which it superseded, and recorded, what still stood.
    """
    begun: Parts = defaultdict(set)
    ended: Parts = defaultdict(set)
    stood: Parts = defaultdict(set)
    standing: Parts = defaultdict(set)
    rows = select(v.c.area, v.c.recorded_by, v.c.superseded_by, v.c.valid_to).where(
        v.c.municipality == code
    )
    # Not one query with "or": that reads every version there is.
    query = (
        rows
        if only is None
        else union(rows.where(v.c.recorded_by.in_(only)), rows.where(v.c.superseded_by.in_(only)))
    )
    for area, recorded, superseded, valid_to in connection.execute(query):
        begun[recorded].add(area)
        ended[superseded].add(area)
        if valid_to == STILL:
            stood[superseded].add(area)
            standing[recorded].add(area)
    return begun, ended, stood, standing


def _booked(connection: Connection, code: str, only: list[int] | None) -> Parts:
    """Return of each change the areas whose money it booked, or to which it gave a home."""
    found: Parts = defaultdict(set)
    entry, line, home = t.entry, t.entry_line, t.home
    queries: list[Select[Any]] = [
        select(entry.c.change, line.c.area)
        .distinct()
        .join_from(line, entry, names(line.c.entry, entry))
        .where(line.c.municipality == code),
        select(home.c.recorded_by, home.c.area).distinct().where(home.c.municipality == code),
    ]
    for query, change in zip(queries, (entry.c.change, home.c.recorded_by), strict=True):
        limited = query if only is None else query.where(change.in_(only))
        for number, area in connection.execute(limited):
            found[number].add(area)
    return found


def _agreed(connection: Connection, code: str, only: list[int] | None) -> dict[int, list[Consent]]:
    """Return of each change who agreed with it, by area."""
    a = t.consent
    query = select(a).where(a.c.municipality == code).order_by(a.c.recorded_by, a.c.area)
    if only is not None:
        query = query.where(a.c.recorded_by.in_(only))
    found: dict[int, list[Consent]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.recorded_by].append(Consent(AreaId(row.area), row.on_date, row.note))
    return found


def _lineage(connection: Connection, code: str, only: list[int] | None) -> tuple[Parts, Parts]:
    """Edges between different areas; a later version of the same area isn't another area."""
    before, after = v.alias("before"), v.alias("after")
    query = (
        select(e.c.change, before.c.area, after.c.area)
        .distinct()
        .join_from(e, before, names(e.c.predecessor, before, "logical"))
        .join(after, names(e.c.successor, after, "logical"))
        .where(e.c.municipality == code, before.c.area != after.c.area)
    )
    if only is not None:
        query = query.where(e.c.change.in_(only))
    parents: Parts = defaultdict(set)
    children: Parts = defaultdict(set)
    for change, parent, child in connection.execute(query):
        parents[change].add(parent)
        children[change].add(child)
    return parents, children
