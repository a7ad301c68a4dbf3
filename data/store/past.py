"""Whether the history holds together: versions, lineage, and the homes of projects."""

from __future__ import annotations

from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from math import isclose
from typing import TYPE_CHECKING

import shapely
from sqlalchemy import and_, exists, func, or_, select, true

from boundaries.language import N_
from boundaries.model import STILL, ChangeKind
from data.store import tables as t
from data.store.geometry import AsWkb
from data.store.joining import names
from data.store.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column, Connection, Exists

    from data.store.problems import Problem

a, c, e, h, v = t.area, t.change, t.lineage, t.home, t.area_version


def check_past(connection: Connection, code: str) -> Iterator[Problem]:
    """Yield what is wrong with the areas, the lineage and the projects of a municipality."""
    yield from _overlaps(connection, code)
    yield from _logicals(connection, code)
    yield from _retired(connection, code)
    yield from _edges(connection, code)
    yield from _cycle(connection, code)
    yield from _handing_over(connection, code)
    yield from _homes(connection, code)
    yield from _statuses(connection, code)
    yield from _loose_projects(connection, code)
    yield from _sizes(connection, code)


def _sizes(connection: Connection, code: str) -> Iterator[Problem]:
    """Find versions of which the size isn't that of their land."""
    query = select(v.c.id, v.c.m2, AsWkb(v.c.geometry)).where(v.c.municipality == code)
    rows = connection.execute(query.order_by(v.c.id), execution_options={"yield_per": 10_000})
    for some in rows.partitions():
        measured = shapely.area(shapely.from_wkb([land for _, _, land in some]))
        for (number, m2, _), right in zip(some, measured, strict=True):
            if not isclose(m2, right, rel_tol=1e-9, abs_tol=1e-6):
                template = N_("Version {number} doesn't have the size of its land.")
                yield problem("size", template, number=str(number))


def _overlaps(connection: Connection, code: str) -> Iterator[Problem]:
    until = func.max(v.c.valid_to).over(
        partition_by=v.c.area, order_by=[v.c.valid_from, v.c.id], rows=(None, -1)
    )
    current = (
        select(v.c.area, v.c.valid_from, until.label("until"))
        .where(v.c.municipality == code, v.c.superseded_by.is_(None))
        .subquery()
    )
    query = select(current.c.area, current.c.valid_from).where(
        current.c.until > current.c.valid_from
    )
    for area, day in connection.execute(query.order_by(*current.c["area", "valid_from"])):
        yield problem(
            "overlap", N_("{area} stands twice over from {date} on."), area=area, date=day
        )


def _logicals(connection: Connection, code: str) -> Iterator[Problem]:
    """Find versions that are of several areas when recorded again, or known more than once."""
    current = func.count().filter(v.c.superseded_by.is_(None))
    query = (
        select(v.c.logical)
        .where(v.c.municipality == code)
        .group_by(v.c.logical)
        .having(or_(func.count(v.c.area.distinct()) > 1, current > 1))
    )
    for number in connection.scalars(query.order_by(v.c.logical)):
        template = N_("Version {number} is of several areas, or is known twice.")
        yield problem("version", template, number=str(number))


def _retired(connection: Connection, code: str) -> Iterator[Problem]:
    current = and_(
        v.c.municipality == a.c.municipality, v.c.area == a.c.id, v.c.superseded_by.is_(None)
    )
    last = func.max(v.c.valid_to)
    stands = and_(a.c.retired_on.is_(None), or_(last.is_(None), last != STILL))
    query = (
        select(a.c.id)
        .outerjoin(v, current)
        .where(a.c.municipality == code)
        .group_by(a.c.municipality, a.c.id, a.c.retired_on)
        .having(or_(stands, and_(a.c.retired_on.is_not(None), last != a.c.retired_on)))
    )
    for area in connection.scalars(query.order_by(a.c.id)):
        yield problem(
            "retired",
            N_("It isn't clear whether {area} still stands: its versions say otherwise than it."),
            area=area,
        )


def _edges(connection: Connection, code: str) -> Iterator[Problem]:
    def known(end: Column[int]) -> Exists:
        return exists().where(v.c.municipality == code, v.c.logical == end)

    query = select(e.c.predecessor, e.c.successor).where(
        e.c.municipality == code, or_(~known(e.c.predecessor), ~known(e.c.successor))
    )
    for before, after in connection.execute(query.order_by(e.c.predecessor, e.c.successor)):
        yield problem(
            "lineage",
            N_("Version {after} is said to come of version {before}, and one of them isn't there."),
            before=str(before),
            after=str(after),
        )


def _cycle(connection: Connection, code: str) -> Iterator[Problem]:
    query = select(e.c.predecessor, e.c.successor).where(
        e.c.municipality == code, e.c.superseded_by.is_(None)
    )
    graph: dict[int, list[int]] = defaultdict(list)
    for before, after in connection.execute(query):
        graph[after].append(before)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        template = N_("Versions {numbers} are said to come of one another.")
        yield problem("cycle", template, numbers=[str(n) for n in error.args[1]])


def _handing_over(connection: Connection, code: str) -> Iterator[Problem]:
    """Find what doesn't begin on the date on which the version that it came of ends."""
    before, after = v.alias("before"), v.alias("after")
    query = (
        select(before.c.area, after.c.area, e.c.change)
        .join_from(e, before, names(e.c.predecessor, before, "logical"))
        .join(after, names(e.c.successor, after, "logical"))
        .join(c, names(e.c.change, c))
        .where(
            e.c.municipality == code,
            e.c.superseded_by.is_(None),
            before.c.superseded_by.is_(None),
            after.c.superseded_by.is_(None),
            # Who undoes an ending on a later date leaves a time in between.
            before.c.valid_to != after.c.valid_from,
            or_(c.c.kind != ChangeKind.UNDO.value, before.c.valid_to > after.c.valid_from),
        )
        .order_by(e.c.change, before.c.area, after.c.area)
    )
    for parent, child, change in connection.execute(query):
        yield problem(
            "handing_over",
            N_("In change {number} {after} doesn't begin on the date that {before} ends."),
            number=str(change),
            before=parent,
            after=child,
        )


def _homes(connection: Connection, code: str) -> Iterator[Problem]:
    p, g = t.project, t.engagement
    undone = exists().where(
        c.c.municipality == code,
        c.c.kind == ChangeKind.UNDO.value,
        c.c.about == g.c.recorded_by,
    )
    # What was undone lives nowhere now, and did once.
    for item, home, known in (
        (p, h.c.project, p.c.superseded_by.is_(None)),
        (g, h.c.engagement, ~undone),
    ):
        lives = exists().where(
            h.c.municipality == code, home == item.c.id, h.c.superseded_by.is_(None)
        )
        query = select(item.c.id).where(item.c.municipality == code, ~lives, known)
        for number in connection.scalars(query.order_by(item.c.id)):
            yield problem(
                "homeless",
                N_("{item} (table {table}) counts for no area."),
                item=str(number),
                table=item.name,
            )


def _statuses(connection: Connection, code: str) -> Iterator[Problem]:
    p, s = t.project, t.project_status
    reached = exists().where(
        s.c.municipality == code, s.c.project == p.c.id, s.c.superseded_by.is_(None)
    )
    for project in connection.scalars(
        select(p.c.id)
        .where(p.c.municipality == code, p.c.superseded_by.is_(None), ~reached)
        .order_by(p.c.id)
    ):
        yield problem("status", N_("Project {item} has no status."), item=project)


def _loose_projects(connection: Connection, code: str) -> Iterator[Problem]:
    """Find what is about a project that isn't there: an id is of several rows through time."""
    p, s, g = t.project, t.project_status, t.engagement
    for table, project, known in (
        (s, s.c.project, s.c.superseded_by.is_(None)),
        (h, h.c.project, h.c.superseded_by.is_(None)),
        (g, g.c.project, true()),
    ):
        there = exists().where(p.c.municipality == code, p.c.id == project)
        query = select(project).distinct()
        query = query.where(table.c.municipality == code, known, project.is_not(None), ~there)
        for item in connection.scalars(query.order_by(project)):
            yield problem(
                "reference",
                N_("Table {table} is about project {item}, which isn't there."),
                table=table.name,
                item=item,
            )
