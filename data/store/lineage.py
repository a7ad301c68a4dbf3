"""Which areas came of which, in one step and through all of them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from boundaries.model import AreaId
from data.store import tables as t
from data.store.joining import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import BindParameter, Connection, Select

v, e = t.area_version, t.lineage


def predecessors(
    connection: Connection, code: str, last_change: int | None
) -> dict[AreaId, list[AreaId]]:
    """Return of each area the other areas it came from, as known at a change."""
    before, after = v.alias("before"), v.alias("after")
    query = (
        select(before.c.area, after.c.area)
        .distinct()
        .join_from(e, before, names(e.c.predecessor, before, "logical"))
        .join(after, names(e.c.successor, after, "logical"))
        .where(e.c.municipality == code, before.c.area != after.c.area)
    )
    if last_change is None:
        query = query.where(e.c.superseded_by.is_(None))
    else:
        query = query.where(
            e.c.change <= last_change,
            or_(e.c.superseded_by.is_(None), e.c.superseded_by > last_change),
        )
    found: dict[AreaId, set[AreaId]] = defaultdict(set)
    for parent, child in connection.execute(query):
        found[AreaId(child)].add(AreaId(parent))
    return {child: sorted(parents) for child, parents in found.items()}


def edges_to(connection: Connection, code: str, successors: Iterable[int]) -> list[tuple[int, int]]:
    """Return predecessor and successor (logical ids) of the edges that lead to some versions."""
    query = select(e.c.predecessor, e.c.successor).where(
        e.c.municipality == code, e.c.superseded_by.is_(None), e.c.successor.in_(successors)
    )
    rows = connection.execute(query.order_by(e.c.successor, e.c.predecessor))
    return [(row.predecessor, row.successor) for row in rows]


def successors(connection: Connection, code: str, area: AreaId) -> list[int]:
    """Return the versions (logical ids) that came of those of an area in one step."""
    own = select(v.c.logical).where(v.c.municipality == code, v.c.area == area)
    query = select(e.c.successor).where(
        e.c.municipality == code, e.c.superseded_by.is_(None), e.c.predecessor.in_(own)
    )
    return list(connection.scalars(query.order_by(e.c.successor)))


def closure(connection: Connection, code: str, area: AreaId, *, back: bool) -> list[AreaId]:
    """Return all other areas that an area came from (`back`) or that came of it, by id.

    One recursive query over the logical ids of versions: a version that is recorded again keeps
    its logical id, so the lineage doesn't break there.
    """
    values = {"of": code, "area": area}
    return [AreaId(found) for found in connection.scalars(_closure(back=back), values)]


@cache
def _closure(*, back: bool) -> Select[Any]:
    """Build it once: that takes as long as asking it."""
    code: BindParameter[str] = bindparam("of")
    area: BindParameter[str] = bindparam("area")
    here, there = (e.c.successor, e.c.predecessor) if back else (e.c.predecessor, e.c.successor)
    reached = (
        select(v.c.municipality, v.c.logical.label("logical"))
        .where(v.c.municipality == code, v.c.area == area)
        .cte("reached", recursive=True)
    )
    reached = reached.union(
        select(e.c.municipality, there).where(
            names(reached.c.logical, e, here.name), e.c.superseded_by.is_(None)
        )
    )
    return (
        select(v.c.area)
        .distinct()
        .join_from(reached, v, names(reached.c.logical, v, "logical"))
        .where(v.c.area != area)
        .order_by(v.c.area)
    )
