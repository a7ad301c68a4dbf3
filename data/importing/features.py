"""What all imports of shapes share: features of a file, their texts, numbers and mending."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.rules import LONGEST_NAME, has_control_characters
from data.readers import values
from data.readers.boundary import POLYGONS
from data.readers.files import GEOJSON, KML, load
from data.readers.geojson import read_geojson
from data.readers.kml import read_kml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Municipality
    from data.readers.geojson import Feature

Chosen = dict[str, str]
"""Which column of the file holds each of our fields."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What a reader has to say of a file that it accepted."""

    changes: list[str] = field(default_factory=list)
    unmatched_figures: list[str] = field(default_factory=list)
    unmatched_blocks: list[str] = field(default_factory=list)

    @property
    def repaired(self) -> bool:
        """Whether land was mended, not merely tidied."""
        return any(change not in geo.repairs.HARMLESS for change in self.changes)


def features_of(path: Path, place: Municipality) -> list[Feature]:
    """Return the polygons of a GeoJSON or KML file, in metres."""
    return features_in(path.name, load(path, GEOJSON | KML), place)


def features_in(name: str, data: bytes, place: Municipality) -> list[Feature]:
    """Return the polygons of the bytes of a GeoJSON or KML file, in metres."""
    read = read_kml if Path(name).suffix.lower() in KML else read_geojson
    return read(data, crs=place.crs, within=place.within, kinds=POLYGONS)


def columns(features: Sequence[Feature]) -> list[str]:
    """Return the names of all properties, in the order in which they turn up."""
    return list(dict.fromkeys(key for feature in features for key in feature.properties))


def repaired(feature: Feature, notes: Notes) -> BaseGeometry:
    """Return the mended shape of a feature; what changed goes into the notes."""
    mended = repair_of(feature)
    notes.changes.extend(
        change for change in (*feature.changes, *mended.changes) if change not in notes.changes
    )
    return mended.geometry


def repair_of(feature: Feature) -> geo.Repair:
    """Return a feature's shape as it was mended, with how large it was and is.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    try:
        return geo.repair(feature.geometry)
    except geo.GeometryError as error:
        raise Refused(  # the fields are those of the template
            error.code,
            error.template,
            place=feature.place,
            **error.fields,  # type: ignore[arg-type]
        ) from error


def text_of(feature: Feature, chosen: Chosen, name: str, default: str | None = None) -> str:
    """Return a property as checked text; `default` where it is empty, else it is refused."""
    value = feature.properties.get(chosen[name]) if name in chosen else None
    text = str(value).strip() if isinstance(value, str | int) else ""
    if not text and default is not None:
        return default
    if not text:
        raise Refused(
            "name" if name == "name" else "schema",
            N_("A feature has no {field}. Fill it in, or name the column with --map."),
            place=feature.place,
            field=name,
        )
    return checked_text(text, feature.place)


def checked_text(text: str, place: str) -> str:
    """Return a text without hidden characters and not too long."""
    if has_control_characters(text):
        raise Refused(
            "control_chars", N_("A text holds hidden characters. Type it again."), place=place
        )
    if len(text) > LONGEST_NAME:
        raise Refused(
            "too_long",
            N_("A text has {n} characters; {most} is the most. Make it shorter."),
            place=place,
            n=len(text),
            most=LONGEST_NAME,
        )
    return text


def number_of(
    properties: Mapping[str, Any], chosen: Chosen, place: str
) -> Callable[[str], int | None]:
    """Return what reads a whole number from a row or feature by the name of our field."""

    def number(name: str) -> int | None:
        value = properties.get(chosen[name]) if name in chosen else None
        try:
            return values.whole_number(value)
        except ValueError as error:
            raise Refused(
                "number",
                N_("{value} is not a whole number of 0 or more. Mend it."),
                place=f"{place}, column {chosen[name]}",
                value=str(value)[:40],
            ) from error

    return number
