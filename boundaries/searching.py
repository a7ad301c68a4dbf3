"""Finding a street, a postcode or an area by what somebody types, in our own lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from boundaries.postcodes import plain_postcode, shown_postcode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.model import AreaId, AreaVersion

FEWEST_LETTERS = 2
MOST_FOUND = 12
_NUMBER = re.compile(r"\s+\d+\s*[a-z]?$")
"""A house number after a street: of houses we know nothing."""
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{0,2}", re.ASCII)


class Kind(StrEnum):
    """What was found."""

    STREET = "street"
    POSTCODE = "postcode"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Found:
    """A street, postcode or area, where it is and in which area it lies.

    Attributes
    ----------
    key
        The name of a street, a postcode as it is kept, or the id of an area.
    name
        As people write it.
    place
        Lines of a street, land of a postcode or an area.
    area
        Where most of it lies; None in nobody's land. Of an area itself its id.
    """

    kind: Kind
    key: str
    name: str
    place: BaseGeometry = field(repr=False)
    area: AreaId | None
    area_name: str | None


def search(
    lie: Lie, versions: Sequence[AreaVersion], text: str, *, most: int = MOST_FOUND
) -> list[Found]:
    """Return what somebody may mean, the likeliest first; nothing under two letters.

    Capitals, accents and a house number don't count. What is called so goes before what
    begins so, that before a name with a word that begins so, and that before the rest.

    Parameters
    ----------
    versions
        The areas that stand.
    """
    asked = folded(text)
    if len(asked) < FEWEST_LETTERS:
        return []
    hits = [*_areas(versions, asked), *_streets(lie, asked), *_postcodes(lie, text)]
    ranked = sorted(hits, key=lambda hit: (hit[0], folded(hit[2]), hit[1]))
    trees = _Standing.of(versions)
    return [_found(lie, trees, kind, key, name) for _, kind, name, key in ranked[:most]]


def folded(text: str) -> str:
    """Return a text as it is compared: without capitals, accents, hyphens and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("-", " ")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


Hit = tuple[int, Kind, str, str]
"""How well it fits (0 is best), what it is, its name and its key."""


@dataclass(frozen=True, slots=True)
class _Standing:
    versions: Sequence[AreaVersion]
    tree: shapely.STRtree

    @classmethod
    def of(cls, versions: Sequence[AreaVersion]) -> _Standing:
        return cls(versions, shapely.STRtree([v.geometry for v in versions]))

    def around(self, place: BaseGeometry) -> AreaVersion | None:
        """Return the area that most of a place lies in."""
        near = np.sort(self.tree.query(place, predicate="intersects"))
        if len(near) == 0:
            return None
        lands = np.array([self.versions[i].geometry for i in near], dtype=object)
        shared = shapely.intersection(lands, place)
        much = shapely.area(shared) if place.area > 0 else shapely.length(shared)
        best = int(np.argmax(much))
        return self.versions[near[best]] if much[best] > 0 else None


def _areas(versions: Sequence[AreaVersion], asked: str) -> Iterator[Hit]:
    for version in versions:
        rank = _rank(folded(version.name), asked)
        if rank is not None:
            yield rank, Kind.AREA, version.name, version.area


def _streets(lie: Lie, asked: str) -> Iterator[Hit]:
    bare = _NUMBER.sub("", asked.partition(",")[0])
    for name in lie.streets:
        ranks = [r for r in (_rank(folded(name), a) for a in {asked, bare}) if r is not None]
        if ranks:
            yield min(ranks), Kind.STREET, name, name


def _postcodes(lie: Lie, text: str) -> Iterator[Hit]:
    asked = plain_postcode(text)
    if not _POSTCODE.fullmatch(asked):
        return
    for code in lie.postcodes:
        if code.startswith(asked):
            yield int(code != asked), Kind.POSTCODE, shown_postcode(code), code


def _rank(name: str, asked: str) -> int | None:
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    if f" {asked}" in name:
        return 2
    return 3 if asked in name else None


def _found(lie: Lie, standing: _Standing, kind: Kind, key: str, name: str) -> Found:
    if kind is Kind.AREA:
        own = next(v for v in standing.versions if v.area == key)
        return Found(kind, key, name, own.geometry, own.area, own.name)
    if kind is Kind.STREET:
        place = shapely.union_all(lie.paths[list(lie.streets[key])])
    else:
        where = [lie.place_of[i] for i in lie.postcodes[key] if i in lie.place_of]
        place = shapely.union_all(lie.lands[where])
    around = standing.around(place)
    return Found(
        kind, key, name, place, around.area if around else None, around.name if around else None
    )
