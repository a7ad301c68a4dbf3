"""Whom to ask about a change: the streets and postcodes of the land that it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.previews import Preview

SHORTEST_M = 20.0
"""A street of which less lies in the land only touches it."""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Streets with how many metres of them lie in the land, and postcodes with addresses there."""

    streets: tuple[tuple[str, float], ...]
    postcodes: tuple[str, ...]


def touched_land(preview: Preview) -> BaseGeometry:
    """Return the land of which a change is about, in metres.

    Of an area that stays it is what it gains and loses; of one that comes or goes all of it.
    """
    after = {s.area: s.geometry for s in preview.after}
    before = {s.area: s.geometry for s in preview.before}
    areas = sorted(before.keys() | after.keys())
    return touched([(before.get(area), after.get(area)) for area in areas])


def touched(lands: Sequence[tuple[BaseGeometry | None, BaseGeometry | None]]) -> BaseGeometry:
    """Return the land that changes, of areas before and after; None where one isn't there."""
    pieces = []
    for before, after in lands:
        if before is None or after is None:
            pieces += [land for land in (before, after) if land is not None]
        else:
            pieces.append(shapely.symmetric_difference(before, after))
    return shapely.union_all(pieces)


def to_ask(lie: Lie, land: BaseGeometry) -> ToAsk:
    """Return the streets and postcodes in a piece of land, by name.

    Parameters
    ----------
    land
        In metres of the municipality's CRS.
    """
    metres: dict[str, float] = {}
    for n in lie.path_tree.query(land, predicate="intersects").tolist():
        name = lie.street_of.get(n)
        if name is not None:
            inside = float(shapely.length(shapely.intersection(lie.lines[n].geometry, land)))
            metres[name] = metres.get(name, 0.0) + inside
    # A block counts where its middle lies: one that only touches the land has its homes elsewhere.
    middles = shapely.point_on_surface(lie.lands)
    shapely.prepare(land)
    inside_ids = {
        block.id
        for block, is_in in zip(lie.blocks, shapely.contains(land, middles), strict=True)
        if is_in
    }
    return ToAsk(
        tuple((name, m) for name, m in sorted(metres.items()) if m >= SHORTEST_M),
        tuple(sorted(code for code, ids in lie.postcodes.items() if ids & inside_ids)),
    )
