"""Reference lines from a file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Line
from data.importing.features import columns, text_of
from data.readers.files import GEOJSON, load
from data.readers.geojson import read_geojson
from data.readers.tables import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from boundaries.model import Municipality


def read_lines(path: Path, place: Municipality, mapping: Mapping[str, str]) -> list[Line]:
    """Return the reference lines of a GeoJSON file: `name`, `kind` (street, water, railway)."""
    features = read_geojson(
        load(path, GEOJSON),
        crs=place.crs,
        within=place.within,
        kinds=("LineString", "MultiLineString"),
    )
    chosen = fields_of(columns(features), mapping)
    lines: dict[str, Line] = {}
    for feature in features:
        kind = text_of(feature, chosen, "kind")
        if kind not in {"street", "water", "railway"}:
            raise Refused(
                "schema",
                N_("A line is a street, water or railway; this is {kind}."),
                place=feature.place,
                kind=kind,
            )
        name = text_of(feature, chosen, "name", default=kind)
        # Named by what it is: another file adds its lines, the same file again changes nothing.
        said = f"{kind}/{name}/".encode() + feature.geometry.wkb
        identity = hashlib.sha256(said).hexdigest()[:16]
        lines[identity] = Line(identity, name, kind, feature.geometry)
    return list(lines.values())
