"""Building blocks, their postcodes and reference lines in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, tuple_

from boundaries.model import Block, Line, Postcode
from data.store import tables as t

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from boundaries.model import ChangeId


class SqlGround:
    """What lies under the areas, in the transaction of `connection`."""

    def __init__(self, connection: Connection, municipality: str) -> None:
        self._connection = connection
        self._code = municipality

    def blocks(self, day: dt.date) -> list[Block]:
        """Return the blocks with the figures of the latest year not after `day`, else the first."""
        b = t.block
        year = self._connection.scalar(
            select(func.max(b.c.year)).where(b.c.municipality == self._code, b.c.year <= day.year)
        )
        if year is None:
            year = self._connection.scalar(
                select(func.min(b.c.year)).where(b.c.municipality == self._code)
            )
        rows = self._connection.execute(
            select(b).where(b.c.municipality == self._code, b.c.year == year).order_by(b.c.id)
        )
        return [
            Block(r.id, r.name, r.geometry, r.residents, r.households, r.year, r.source)
            for r in rows
        ]

    def years(self) -> list[int]:
        """Return the years that there are figures of blocks of, the first one first."""
        b = t.block
        rows = select(b.c.year).where(b.c.municipality == self._code).distinct()
        return sorted(self._connection.scalars(rows))

    def lines(self) -> list[Line]:
        """Return streets, water and railways."""
        line = t.line
        rows = self._connection.execute(
            select(line).where(line.c.municipality == self._code).order_by(line.c.id)
        )
        return [Line(r.id, r.name, r.kind, r.geometry) for r in rows]

    def add_blocks(self, change: ChangeId, blocks: Sequence[Block]) -> None:
        """Record blocks; one that was there for that year is replaced."""
        b = t.block
        keys = [(block.id, block.year) for block in blocks]
        for start in range(0, len(keys), 500):
            self._connection.execute(
                delete(b).where(
                    b.c.municipality == self._code,
                    tuple_(b.c.id, b.c.year).in_(keys[start : start + 500]),
                )
            )
        self._connection.execute(
            insert(b),
            [
                {
                    "municipality": self._code,
                    "id": block.id,
                    "year": block.year,
                    "name": block.name,
                    "residents": block.residents,
                    "households": block.households,
                    "source": block.source,
                    "geometry": block.geometry,
                    "recorded_by": change,
                }
                for block in blocks
            ],
        )

    def add_lines(self, change: ChangeId, lines: Sequence[Line]) -> None:
        """Record reference lines; one with the same id is replaced."""
        table = t.line
        ids = [line.id for line in lines]
        for start in range(0, len(ids), 500):
            self._connection.execute(
                delete(table).where(
                    table.c.municipality == self._code, table.c.id.in_(ids[start : start + 500])
                )
            )
        self._connection.execute(
            insert(table),
            [
                {
                    "municipality": self._code,
                    "id": line.id,
                    "name": line.name,
                    "kind": line.kind,
                    "geometry": line.geometry,
                    "recorded_by": change,
                }
                for line in lines
            ],
        )

    def postcodes(self) -> list[Postcode]:
        """Return which blocks each postcode has addresses in, by code and block."""
        p = t.postcode
        rows = self._connection.execute(
            select(p.c.code, p.c.block)
            .where(p.c.municipality == self._code)
            .order_by(p.c.code, p.c.block)
        )
        return [Postcode(r.code, r.block) for r in rows]

    def add_postcodes(self, change: ChangeId, postcodes: Sequence[Postcode]) -> None:
        """Record postcodes; the blocks of a code that was known are replaced."""
        p = t.postcode
        codes = sorted({postcode.code for postcode in postcodes})
        for start in range(0, len(codes), 500):
            self._connection.execute(
                delete(p).where(
                    p.c.municipality == self._code, p.c.code.in_(codes[start : start + 500])
                )
            )
        self._connection.execute(
            insert(p),
            [
                {
                    "municipality": self._code,
                    "code": postcode.code,
                    "block": postcode.block,
                    "recorded_by": change,
                }
                for postcode in postcodes
            ],
        )
