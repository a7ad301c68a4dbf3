"""All areas of all municipalities of a store: of a province, or the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Date, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from data.store import tables as t
from data.store.engine import WHOLE_STORE, reader
from data.store.opening import open_engine
from data.store.troubles import in_words

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Engine
    from sqlalchemy.sql.compiler import SQLCompiler

v = t.area_version


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What stands on a date, in columns: a row of each for an area, by municipality and id."""

    municipalities: tuple[str, ...]
    areas: tuple[str, ...]
    m2: tuple[float, ...]


class _StandsOn(FunctionElement[bool]):
    """Whether a day lies in a version's time; for PostgreSQL so that its index is used."""

    type = Boolean()
    name = "stands_on"
    inherit_cache = True


@compiles(_StandsOn)
def _between(element: _StandsOn, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    begin, end, day = (compiler.process(one, **options) for one in element.clauses)
    return f"{begin} <= {day} AND {end} > {day}"


@compiles(_StandsOn, "postgresql")
def _in_range(element: _StandsOn, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    begin, end, day = (compiler.process(one, **options) for one in element.clauses)
    return f"daterange({begin}, {end}) @> {day}"


_STANDING = (
    select(v.c.municipality, v.c.area, v.c.m2)
    .where(
        v.c.superseded_by.is_(None),
        _StandsOn(v.c.valid_from, v.c.valid_to, bindparam("day", type_=Date)),
    )
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
        # In order here: the server takes longer to compare so many texts.
        rows = sorted(connection.execute(_STANDING, {"day": day}).all())
    municipalities, areas, m2 = zip(*rows, strict=True) if rows else ((), (), ())
    return Everywhere(municipalities, areas, m2)
