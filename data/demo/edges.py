"""Which blocks of an area lie along another: what moves when a border moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import shapely

import geo

if TYPE_CHECKING:
    from shapely.geometry import LineString

    from data.demo.land import Blocks, Land


def edge(land: Land, to: str, of: str) -> Blocks:
    """Return one block of an area on the border with another, without which it hangs together."""
    own = land.areas[of]
    near = sorted(land.rim(land.areas[to]) & own, key=lambda index: (land.residents[index], index))
    return next(({i} for i in near if len(land.pieces(own - {i})) == 1 and plain(land, own - {i})
                 and plain(land, land.areas[to] | {i})), set())  # fmt: skip


def more(land: Land, to: str, of: str, blocks: Blocks) -> Blocks:
    """Return blocks with one beside them of the same area, or as they are when none fits."""
    own = land.areas[of]
    for index in sorted(land.rim(blocks) & own):
        wider = blocks | {index}
        if len(land.pieces(own - wider)) == 1 and plain(land, own - wider) and plain(
                land, land.areas[to] | wider):  # fmt: skip
            return wider
    return blocks


def plain(land: Land, blocks: Blocks) -> bool:
    """Whether blocks make one piece of land without holes."""
    union = land.union(blocks)
    return union.geom_type == "Polygon" and not union.interiors


def rim(land: Land, area: str, quarter: str, most: int) -> Blocks:
    """Return some free blocks along an area, by number."""
    chosen: Blocks = set()
    for index in sorted(land.rim(land.areas[area]) & land.free_of(quarter)):
        if len(chosen) < most and plain(land, land.areas[area] | chosen | {index}):
            chosen.add(index)
    return chosen


def reachable(land: Land, area: str, free: Blocks) -> Blocks:
    """Return the pieces of some blocks that border on an area."""
    along = land.rim(land.areas[area])
    return set().union(*(piece for piece in land.pieces(free) if piece & along))


def without_loose(land: Land, part: Blocks, whole: Blocks) -> Blocks:
    """Return a part of an area, with what would lie loose when it is taken out."""
    _rest, *loose = land.pieces(whole - part)
    return part.union(*loose)


def border(
    land: Land, whole: str, quarters: tuple[str, str]
) -> tuple[LineString, list[tuple[str, Blocks]]]:
    """Return the border between two quarters of an area, and them: left of it, right of it."""
    own = land.areas[whole]
    parts = {q: {index for index in own if land.quarters[index] == q} for q in quarters}
    one, other = (land.outline(parts[q]) for q in quarters)
    shared = shapely.line_merge(one.exterior.intersection(other.exterior))
    line = max(shapely.get_parts(shared), key=lambda piece: (piece.length, piece.wkt))
    left = geo.split(land.outline(own), line).iloc[0]
    order = sorted(quarters, key=lambda q: -float(left.intersection(land.union(parts[q])).area))
    return cast("LineString", line), [(q, parts[q]) for q in order]
