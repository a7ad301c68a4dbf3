"""Areas from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.commands import NewArea
from boundaries.errors import Refused
from boundaries.language import N_
from data.importing.features import Chosen, Notes, columns, features_of, repaired, text_of
from data.readers.tables import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from boundaries.model import Municipality
    from data.readers.geojson import Feature


def read_areas(
    path: Path, place: Municipality, mapping: Mapping[str, str]
) -> tuple[list[NewArea], Notes]:
    """Return the areas of a GeoJSON file, each repaired.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    features = features_of(path, place)
    chosen = fields_of(columns(features), mapping)
    _refuse_duplicates(features, chosen)
    notes = Notes()
    areas = []
    for feature in features:
        name = text_of(feature, chosen, "name")
        areas.append(NewArea(name, repaired(feature, notes), feature.place))
    return areas, notes


def _refuse_duplicates(features: Sequence[Feature], chosen: Chosen) -> None:
    seen: set[str] = set()
    for feature in features:
        value = feature.properties.get(chosen["id"]) if "id" in chosen else None
        if not isinstance(value, str | int) or isinstance(value, bool):
            continue
        identity = str(value).strip().casefold()
        if identity in seen:
            raise Refused(
                "duplicate",
                N_("These ids stand more than once: {which}. Keep one of each."),
                place=feature.place,
                which=[identity[:60]],
            )
        seen.add(identity)
