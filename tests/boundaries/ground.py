"""Blocks and streets of 100 m for the tests about picking and summing up."""

from __future__ import annotations

from dataclasses import replace

import shapely

from boundaries.lie import Lie, lie_of
from boundaries.model import Block, Line
from tests.conftest import PLACE, X, Y, square


def block(name: str, column: float, row: float, people: int | None = 40, **more) -> Block:
    homes = more.pop("homes", 20)
    return Block(name, f"Blok {name}", square(column, row, **more), people, homes, 2020, "CBS")


def street(name: str, *corners: tuple[float, float], kind: str = "street") -> Line:
    path = shapely.LineString([(X + 100 * column, Y + 100 * row) for column, row in corners])
    return Line(f"{kind}/{name}/{corners}", name, kind, path)


def grid(columns: int = 3, rows: int = 3) -> list[Block]:
    """Return squares A1 (south-west), B1, C1, A2 and so on."""
    return [
        block(f"{'ABCDEFGH'[column]}{row + 1}", column, row)
        for row in range(rows)
        for column in range(columns)
    ]


def lie(blocks=(), lines=(), postcodes=None) -> Lie:
    return replace(lie_of(blocks, lines, PLACE.crs), postcodes=postcodes or {})
