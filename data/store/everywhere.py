"""All areas of all municipalities of a store: of a province, or the country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from boundaries.model import AreaId
from data.store import tables as t
from data.store.engine import WHOLE_STORE
from data.store.opening import reading_all

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Connection

Everywhere = dict[str, dict[AreaId, float]]
"""Of each municipality (code) the areas that stand, with their size in m2."""

v = t.area_version
_STANDING = (
    select(v.c.municipality, v.c.area, v.c.m2)
    .where(
        v.c.superseded_by.is_(None),
        v.c.valid_from <= bindparam("day"),
        v.c.valid_to > bindparam("day"),
    )
    .execution_options(**{WHOLE_STORE: True})
)
# A row for each municipality, in binary: 34,200 rows would take four times as long to come over.
# No id of an area has a space in it.
_ON_SERVER = """
    SELECT municipality, string_agg(area, ' '), array_agg(m2) FROM area_version
    WHERE superseded_by IS NULL AND daterange(valid_from, valid_to) @> %s GROUP BY municipality
    """


def every_area(url: str, day: dt.date) -> Everywhere:
    """Return what stands on `day` in every municipality of a store, as known now, in no order.

    Raises
    ------
    Refused
        As `open_store`.
    """
    with reading_all(url) as connection:
        return areas_everywhere(connection, day)


def areas_everywhere(connection: Connection, day: dt.date) -> Everywhere:
    """Return what stands on `day` in every municipality of an open store, in no order."""
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        rows = driver.execute(_ON_SERVER, (day,), binary=True)
        return {code: dict(zip(ids.split(" "), sizes, strict=True)) for code, ids, sizes in rows}
    found: Everywhere = {}
    for municipality, area, m2 in connection.execute(_STANDING, {"day": day}):
        found.setdefault(municipality, {})[AreaId(area)] = m2
    return found
