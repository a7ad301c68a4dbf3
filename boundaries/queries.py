"""What may be asked of the areas: pages and the command line share these functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.living import lives
from boundaries.model import MONEY_KINDS, PROJECT_KINDS, VOICE_KINDS, AreaChange, ChangeKind
from boundaries.neighbours import place
from boundaries.rules import checked_boundary, has_control_characters
from geo.interpolation import carry
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, AreaVersion, Change, ChangeId, RecordedVersion
    from boundaries.neighbours import Placed
    from boundaries.store import Parts

WITHOUT_LAND = (
    MONEY_KINDS
    | PROJECT_KINDS
    | VOICE_KINDS
    | {
        ChangeKind.POSTCODES,
        ChangeKind.BLOCKS,
        ChangeKind.LINES,
        ChangeKind.PROJECTS,
        ChangeKind.ENGAGEMENT,
        ChangeKind.SETTINGS,
        ChangeKind.ROLE,
        ChangeKind.ERASE,
    }
)
"""Changes that leave the land of every area as it is."""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as it stands, with who lives there; `residents` is None where it isn't known.

    `hidden` says that they may not be told: they are too few, or would tell of a few.
    """

    version: AreaVersion
    area_m2: float
    residents: int | None
    hidden: bool = False

    @property
    def hectares(self) -> float:
        """Its size in hectares."""
        return self.area_m2 / M2_PER_HA

    @property
    def shown_residents(self) -> int | None:
        """The residents as they may be published: None also where they are hidden."""
        return None if self.hidden else self.residents


def areas_at(parts: Parts, day: dt.date, *, known: dt.datetime | None = None) -> list[AreaRow]:
    """Return the areas that stand on `day`, by id, as known at `known` (default: now)."""
    versions = parts.areas.at(day, known=known)
    all_lives = lives(parts)
    told = [all_lives.of(v, day) for v in versions]
    strange = [v.geometry for v, one in zip(versions, told, strict=True) if one is None]
    once = iter(residents_within(parts, strange, day))
    rows = []
    for version, one in zip(versions, told, strict=True):
        m2 = float(shapely.area(version.geometry))
        if one is None:
            residents = next(once)
            shown = all_lives.may_tell(version.area, residents, day)
            rows.append(AreaRow(version, m2, residents, hidden=not shown))
        else:
            hidden = one.hidden and one.residents is not None
            rows.append(AreaRow(version, m2, one.residents, hidden=hidden))
    return rows


def residents_within(parts: Parts, lands: Sequence[BaseGeometry], day: dt.date) -> list[int | None]:
    """Return how many people live in each piece of land, by the building blocks of `day`.

    None where no blocks lie, and where a block that lies partly in it has no figure.
    """
    if not lands:
        return []
    blocks = parts.ground.blocks(day)
    if not blocks:
        return [None] * len(lands)
    carried = carry(
        np.array([b.geometry for b in blocks]),
        np.array([np.nan if b.residents is None else b.residents for b in blocks], dtype=float),
        np.array(lands, dtype=object),
    )
    return [None if np.isnan(value) else round(value) for value in carried]


def consider(parts: Parts, drawing: BaseGeometry, on: dt.date) -> Placed:
    """Lay a drawing against the standing areas without writing anything.

    Raises
    ------
    Refused
        As `found` would: crossing itself, too small, outside the municipality.
    geo.GeometryError
        When it isn't an area.
    """
    return place(parts.areas, checked_boundary(drawing, parts.areas.municipality()), on)


def free_part(parts: Parts, drawing: BaseGeometry, on: dt.date) -> BaseGeometry | None:
    """Return the part of a valid drawing that is nobody's, or None when too little is left."""
    near = parts.areas.near(drawing, on)
    free = geo.free_land(drawing, [v.geometry for v in near]).geometry
    return free if free.area >= parts.areas.municipality().smallest_ha * M2_PER_HA else None


def history(parts: Parts, area: AreaId) -> list[AreaChange]:
    """Return what an area went through, by date and then in the order of recording."""
    versions = parts.areas.versions(area)
    changes = sorted(parts.areas.changes(area), key=lambda c: (c.occasion.on, c.id))
    return [_through(change, versions) for change in changes]


def log(parts: Parts) -> list[Change]:
    """Return every change in the order of recording."""
    return parts.areas.changes()


def log_of_land(parts: Parts) -> list[AreaChange]:
    """Return every change in the order of recording, with what its areas gained and lost, summed.

    A merger gains all its land and its parents lose theirs.
    """
    versions: dict[AreaId, list[RecordedVersion]] = {}
    told = []
    for change in parts.areas.changes():
        through = []
        if change.kind not in WITHOUT_LAND:
            for area in change.areas:
                if area not in versions:
                    versions[area] = parts.areas.versions(area)
                through.append(_through(change, versions[area]))
        gained, lost = sum(t.gained_m2 for t in through), sum(t.lost_m2 for t in through)
        told.append(AreaChange(change, float(gained), float(lost)))
    return told


def latest_change(parts: Parts) -> tuple[Change, str] | None:
    """Return the newest change of how an area is, with the name of that area, or None."""
    change = parts.areas.newest()
    if change is None:
        return None
    return change, parts.areas.versions(change.areas[0])[-1].version.name


def find_area(parts: Parts, text: str, day: dt.date) -> AreaVersion:
    """Return the area that `text` names by id or, trimmed and case-folded, by name.

    Raises
    ------
    Refused
        `unknown_area` when there is none, `reference` when several have that name.
    """
    asked = text.strip().casefold()
    standing = parts.areas.at(day)
    found = [v for v in standing if asked in {v.area.casefold(), v.name.strip().casefold()}]
    if len(found) == 1:
        return found[0]
    shown = "?" if has_control_characters(text) else text.strip()[:60]
    if found:
        raise Refused(
            "reference",
            N_("Several areas are called {name}: {areas}. Use the id of the one you mean."),
            ids=[v.area for v in found],
            name=shown,
            areas=[v.area for v in found],
        )
    raise Refused(
        "unknown_area",
        N_("There is no area {name} on {date}. Look for its id in the list of areas."),
        ids=[shown],
        name=shown,
        date=day,
    )


def find_area_of(parts: Parts, text: str, first: dt.date, last: dt.date) -> AreaVersion:
    """Return the area that `text` names on the first day, else the one it names on the last.

    Raises
    ------
    Refused
        As `find_area`.
    """
    try:
        return find_area(parts, text, first)
    except Refused:
        return find_area(parts, text, last)


def _through(change: Change, versions: list[RecordedVersion]) -> AreaChange:
    before = _known(versions, change.id - 1, change.occasion.on)
    after = _known(versions, change.id, change.occasion.on)
    return AreaChange(
        change,
        gained_m2=_beyond(after, before),
        lost_m2=_beyond(before, after),
    )


def _known(
    versions: list[RecordedVersion], at: ChangeId | int, day: dt.date
) -> BaseGeometry | None:
    for recorded in versions:
        known = recorded.recorded_by <= at and (
            recorded.superseded_by is None or recorded.superseded_by > at
        )
        if known and recorded.version.valid_from <= day < recorded.version.valid_to:
            return recorded.version.geometry
    return None


def _beyond(one: BaseGeometry | None, other: BaseGeometry | None) -> float:
    if one is None:
        return 0.0
    return float(shapely.area(one if other is None else shapely.difference(one, other)))
