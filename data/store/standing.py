"""What stands on a date, as known now or at an earlier time: queries that are built once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from sqlalchemy import BigInteger, Select, and_, bindparam, or_, select

from boundaries.model import AreaId, AreaVersion, Precision
from data.store import tables as t
from data.store.geometry import AsWkb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Column, ScalarSelect

v = t.area_version
earlier = v.alias("earlier")
_area = t.area.alias("of_version")
# Not a join: PostgreSQL would begin with the areas, and look in vain through the history of each.
REV = (
    select(_area.c.rev)
    .where(_area.c.municipality == v.c.municipality, _area.c.id == v.c.area)
    .scalar_subquery()
    .label("rev")
)
FIELDS: tuple[Any, ...] = (
    *(v.c.area, REV, v.c.name, AsWkb(v.c.geometry)),
    *(v.c.valid_from, v.c.valid_to, v.c.precision, v.c.logical, v.c.resting),
)
_PRECISIONS = {precision.value: precision for precision in Precision}
SPELLS = (
    select(v.c.valid_from, v.c.valid_to, v.c.resting)
    .where(
        v.c.municipality == bindparam("municipality"),
        v.c.area == bindparam("area"),
        v.c.superseded_by.is_(None),
    )
    .order_by(v.c.valid_from)
)
"""When an area stood. Built once: every booking asks it, more than once."""


def _begun(column: Column[Any]) -> ScalarSelect[Any]:
    """Return a column of the version of an area that began last before or on a day, as known then.

    Versions of an area don't overlap, so no other one can stand on that day: one step down an
    index for each area, however many versions there are.
    """
    a, over = t.area, earlier.c.superseded_by
    last = bindparam("last", type_=BigInteger)
    return (
        select(earlier.c[column.name])
        .where(
            earlier.c.municipality == a.c.municipality,
            earlier.c.area == a.c.id,
            earlier.c.valid_from <= bindparam("day"),
            earlier.c.recorded_by <= last,
            or_(over.is_(None), over > last),
        )
        .order_by(earlier.c.valid_from.desc())
        .limit(1)
        .correlate(a)
        .scalar_subquery()
    )


def _at_known_then() -> Select[Any]:
    a = t.area
    return (
        select(*FIELDS)
        .join(a, and_(a.c.municipality == v.c.municipality, a.c.id == v.c.area))
        .where(
            v.c.municipality == bindparam("of"),
            v.c.id == _begun(v.c.id),
            v.c.valid_to > bindparam("day"),
        )
        .order_by(a.c.id)
    )


def _ids_known_then() -> Select[Any]:
    a = t.area
    stands = _begun(v.c.valid_to) > bindparam("day", type_=v.c.valid_to.type)
    return select(a.c.id).where(a.c.municipality == bindparam("of"), stands).order_by(a.c.id)


def _known_now(*fields: Any) -> Select[Any]:  # noqa: ANN401 - columns
    """Return columns of what stands on a day, found in one stretch of an index."""
    return (
        select(*fields)
        .where(
            v.c.municipality == bindparam("of"),
            v.c.superseded_by.is_(None),
            v.c.valid_to > bindparam("day"),
            v.c.valid_from <= bindparam("day"),
        )
        .order_by(v.c.area)
    )


# Built once, for now and for what was known: putting a query together takes as long as asking it.
AT = (_known_now(*FIELDS), _at_known_then())
IDS = (_known_now(v.c.area), _ids_known_then())


def versions_of(rows: Sequence[Any]) -> list[AreaVersion]:
    """Return versions from rows of `FIELDS`; shapely reads many shapes at once much faster."""
    lands = shapely.from_wkb([row[3] for row in rows])
    return [
        AreaVersion(
            AreaId(area), rev, name, land, begin, end, _PRECISIONS[precision], logical, resting
        )
        for (area, rev, name, _, begin, end, precision, logical, resting), land in zip(
            rows, lands, strict=True
        )
    ]
