"""Whom one turns to about an area: its coordinator, also after it came of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from boundaries.model import AreaId
    from boundaries.people import Coordinator
    from boundaries.store import Parts


def coordinator_of(parts: Parts, area: AreaId) -> Coordinator | None:
    """Return who coordinates an area, or else the largest of the areas that it came of.

    Nothing is written when areas change: who was appointed for a parent is found by the lineage,
    so that undoing a merger leaves nobody with an area that isn't his.

    Raises
    ------
    Unknown
        When there never was such an area.
    """
    appointed = parts.people.coordinators()
    asked: AreaId | None = area
    while asked is not None:
        if asked in appointed:
            return appointed[asked]
        asked = _largest_parent(parts, asked)
    return None


def _largest_parent(parts: Parts, area: AreaId) -> AreaId | None:
    """Return the area that most of the land came of on which an area began."""
    known = [r.version for r in parts.areas.versions(area) if r.superseded_by is None]
    if not known:
        return None
    first = min(known, key=lambda version: version.valid_from)
    parents = [
        version
        for version in parts.areas.sources([first.logical]).get(first.logical, [])
        if version.area != area and version.valid_from < first.valid_from
    ]
    if not parents:
        return None
    return max(parents, key=lambda v: (float(shapely.area(v.geometry)), v.area)).area
