"""Areas from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.commands import NewArea
from data.importing.features import Notes, columns, features_of, repaired, text_of
from data.readers.tables import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from boundaries.model import Municipality


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
    notes = Notes()
    areas = []
    for feature in features:
        name = text_of(feature, chosen, "name")
        areas.append(NewArea(name, repaired(feature, notes), feature.place))
    return areas, notes
