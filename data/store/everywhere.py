"""All areas of all municipalities of a store: of a province, or the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from data.store import tables as t
from data.store.engine import WHOLE_STORE, reader
from data.store.opening import open_engine
from data.store.troubles import in_words

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Engine

v = t.area_version


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What stands on a date, in columns: a row of each for an area, by municipality and id."""

    municipalities: tuple[str, ...]
    areas: tuple[str, ...]
    m2: tuple[float, ...]


_STANDING = (
    select(v.c.municipality, v.c.area, v.c.m2)
    .where(
        v.c.superseded_by.is_(None),
        v.c.valid_from <= bindparam("day"),
        v.c.valid_to > bindparam("day"),
    )
    .order_by(v.c.municipality, v.c.area)
    .execution_options(**{WHOLE_STORE: True})
)


def every_area(url: str, day: dt.date) -> Everywhere:
    """Return what stands on `day` in every municipality of a store, with its size in m2.

    Raises
    ------
    Refused
        As `open_store`.
    """
    engine = open_engine(url)
    try:
        return areas_everywhere(engine, day)
    finally:
        engine.dispose()


def areas_everywhere(engine: Engine, day: dt.date) -> Everywhere:
    """Return what stands on `day` in every municipality, as known now, with its size in m2."""
    with in_words(engine.url), reader(engine).connect() as connection:
        rows = connection.execute(_STANDING, {"day": day}).all()
    municipalities, areas, m2 = zip(*rows, strict=True) if rows else ((), (), ())
    return Everywhere(municipalities, areas, m2)
