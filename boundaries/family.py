"""The family of an area, or of all: who came of whom, how large each was, and why it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from boundaries.living import lives
from boundaries.model import STILL, ChangeKind
from boundaries.queries import WITHOUT_LAND
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from boundaries.model import AreaId, AreaVersion, Change
    from boundaries.store import Parts


@dataclass(frozen=True, slots=True)
class Piece:
    """How an area was for a while: its size, and how many people lived there.

    `residents` is None where that isn't known or about too few people to be told.
    """

    version: AreaVersion
    ends: dt.date
    hectares: float
    residents: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """The life of one area, the oldest piece first."""

    area: AreaId
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """What it is called, or was in the end."""
        return self.pieces[-1].version.name

    @property
    def begins(self) -> dt.date:
        """When it came to be."""
        return self.pieces[0].version.valid_from


@dataclass(frozen=True, slots=True)
class Family:
    """Areas in an order in which what came of one stands near it, and all that happened to them.

    Attributes
    ----------
    bands
        Each parent before its children.
    parents
        Of each area those of these that it came from.
    changes
        In the order of their dates; what was undone isn't among them.
    names
        Of every area that is spoken of.
    """

    bands: tuple[Band, ...]
    parents: Mapping[AreaId, tuple[AreaId, ...]]
    changes: tuple[Change, ...]
    names: Mapping[AreaId, str]


def family_of(parts: Parts, today: dt.date, area: AreaId | None = None) -> Family:
    """Return the family of an area: what it came from, what came of it; or of all areas.

    Parameters
    ----------
    today
        Up to which day those that still stand are told.
    """
    versions = parts.areas.through()
    if area is not None:
        kin = {area, *parts.areas.ancestors(area), *parts.areas.descendants(area)}
        versions = [v for v in versions if v.area in kin]
    bands = _bands(parts, versions, today)
    known = {band.area for band in bands}
    came_from = parts.areas.predecessors()
    parents = {a: tuple(p for p in came_from.get(a, ()) if p in known) for a in known}
    names = {v.area: v.name for v in versions}
    return Family(_in_order(bands, parents), parents, _changes(parts, known), names)


def _bands(parts: Parts, versions: Sequence[AreaVersion], today: dt.date) -> list[Band]:
    all_lives = lives(parts)
    people = {v.logical: all_lives.shown_residents(v, v.valid_from) for v in versions}
    pieces: dict[AreaId, list[Piece]] = {}
    for version in sorted(versions, key=lambda v: (v.area, v.valid_from)):
        ends = max(today, version.valid_from) if version.valid_to == STILL else version.valid_to
        hectares = float(shapely.area(version.geometry)) / M2_PER_HA
        piece = Piece(version, ends, hectares, people[version.logical])
        pieces.setdefault(version.area, []).append(piece)
    return [Band(area, tuple(own)) for area, own in pieces.items()]


def _in_order(
    bands: Sequence[Band], parents: Mapping[AreaId, tuple[AreaId, ...]]
) -> tuple[Band, ...]:
    """Return bands so that each stands right after the last of its parents."""
    by_area = {band.area: band for band in bands}
    children: dict[AreaId, list[Band]] = {}
    for band in bands:
        for parent in parents[band.area]:
            children.setdefault(parent, []).append(band)
    placed: dict[AreaId, None] = {}

    def place(band: Band) -> None:
        if band.area in placed or any(p not in placed for p in parents[band.area]):
            return
        placed[band.area] = None
        for child in sorted(children.get(band.area, ()), key=_age):
            for parent in parents[child.area]:
                # So that those that merge stand together.
                place(by_area[parent])
            place(child)

    for band in sorted(bands, key=_age):
        place(band)
    # An area that came of one it was part of again, after an undo of a kind, goes last.
    left = [band for band in sorted(bands, key=_age) if band.area not in placed]
    return (*(by_area[area] for area in placed), *left)


def _age(band: Band) -> tuple[dt.date, AreaId]:
    return band.begins, band.area


def _changes(parts: Parts, known: set[AreaId]) -> tuple[Change, ...]:
    every = parts.areas.changes()
    undone = {c.about for c in every if c.kind is ChangeKind.UNDO}
    found = [
        c
        for c in every
        if c.kind not in WITHOUT_LAND | {ChangeKind.UNDO, ChangeKind.CORRECT}
        and c.id not in undone
        and not known.isdisjoint((*c.areas, *c.predecessors, *c.successors))
    ]
    return tuple(sorted(found, key=lambda c: (c.occasion.on, c.id)))
