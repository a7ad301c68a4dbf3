"""How an area grew: what each of its versions gained, lost and kept of what came before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from boundaries.living import lives

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from boundaries.living import Lives
    from boundaries.model import AreaId, AreaVersion
    from boundaries.store import Parts


@dataclass(frozen=True, slots=True)
class Stage:
    """A version of an area beside what it came from, in m2 and residents.

    What it came from is the version before it, and in a merger, split or carve-out the last
    versions of the areas it was made of. A founded area gained all its land.
    """

    version: AreaVersion
    area_m2: float
    gained_m2: float
    lost_m2: float
    kept_m2: float
    residents: int | None


def growth_of(parts: Parts, area: AreaId) -> list[Stage]:
    """Return the stages of an area, the first one first, as known now.

    Residents are those of the building blocks of the day a stage began; None where they aren't
    known, or may not be told.

    Raises
    ------
    Unknown
        When there never was such an area.
    """
    versions = [r.version for r in parts.areas.versions(area) if r.superseded_by is None]
    sources = parts.areas.sources([v.logical for v in versions])
    told = lives(parts)
    return [_stage(told, v, sources.get(v.logical, [])) for v in versions]


def _stage(told: Lives, version: AreaVersion, sources: list[AreaVersion]) -> Stage:
    before: BaseGeometry = shapely.union_all([source.geometry for source in sources])
    after = version.geometry
    kept = float(shapely.area(shapely.intersection(before, after)))
    return Stage(
        version,
        area_m2=float(shapely.area(after)),
        gained_m2=float(shapely.area(shapely.difference(after, before))),
        lost_m2=float(shapely.area(shapely.difference(before, after))),
        kept_m2=kept,
        residents=told.shown_residents(version, version.valid_from),
    )
