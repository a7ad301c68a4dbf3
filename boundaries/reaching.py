"""Whom one turns to about an area: its coordinator, also after it came of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import AreaId
    from boundaries.people import Coordinator
    from boundaries.store import Parts


def line_of(parts: Parts, area: AreaId) -> tuple[AreaId, ...]:
    """Return an area, the largest area that it came of, the largest that one came of, and so on.

    Raises
    ------
    Unknown
        When there never was such an area.
    """
    line = [area]
    while (parent := _largest_parent(parts, line[-1])) is not None and parent not in line:
        line.append(parent)
    return tuple(line)


def coordinator_of(
    parts: Parts, area: AreaId, line: Sequence[AreaId] | None = None
) -> Coordinator | None:
    """Return who coordinates an area, or else the nearest of its line for which there is one.

    Nothing is written when areas change: who was appointed for a parent is found by the lineage,
    so that undoing a merger leaves nobody with an area that isn't his.

    Parameters
    ----------
    line
        From `line_of`, where it is known already; it changes only when areas do.

    Raises
    ------
    Unknown
        When there never was such an area.
    """
    appointed = parts.people.coordinators()
    if area in appointed or not appointed:
        return appointed.get(area)
    among = line_of(parts, area) if line is None else line
    return next((appointed[one] for one in among if one in appointed), None)


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
