"""Moving a border that areas share: what one takes the other gives, in one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion

CRUMB_M2 = 1e-3
"""Pieces of land below this come from rounding, not from anybody's wish."""


def give_and_take(
    own: AreaVersion, boundary: BaseGeometry, partners: Sequence[AreaVersion]
) -> list[tuple[AreaVersion, BaseGeometry]]:
    """Return the new geometry of `own` and of each partner that changes with it.

    A partner loses what `boundary` takes of it. A piece that `own` gives up goes to the
    partner it shares the longest border with, or to nobody when it touches none.

    Raises
    ------
    Refused
        `swallowed` when a partner would be left without land: that is a merger.
    """
    result = [(own, boundary)]
    given: dict[int, list[BaseGeometry]] = {}
    for piece in shapely.get_parts(shapely.difference(own.geometry, boundary)):
        borders = [
            shapely.length(shapely.intersection(piece.boundary, p.geometry.boundary))
            for p in partners
        ]
        if piece.area >= CRUMB_M2 and borders and max(borders) > 0:
            given.setdefault(borders.index(max(borders)), []).append(piece)
    for index, partner in enumerate(partners):
        left = shapely.difference(partner.geometry, boundary)
        land = shapely.union_all(
            [p for p in shapely.get_parts(left) if p.area >= CRUMB_M2] + given.get(index, [])
        )
        if land.is_empty:
            raise Refused(
                "swallowed",
                N_("Nothing would be left of {area}. Merge the two areas instead."),
                ids=[partner.area],
                area=partner.name,
            )
        if land.symmetric_difference(partner.geometry).area >= CRUMB_M2:
            result.append((partner, shapely.orient_polygons(land)))
    return result
