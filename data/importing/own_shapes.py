"""Shapes from a file that a resident gives, to go on with as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geo
from boundaries.errors import Refused
from boundaries.given import GivenShape
from boundaries.language import N_
from data.importing.features import columns, features_in, repair_of, text_of
from data.readers.files import GEOJSON, KML, uploaded
from data.readers.tables import fields_of
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    from boundaries.model import Municipality


def read_own_shapes(name: str, data: bytes, place: Municipality) -> list[GivenShape]:
    """Return the shapes of a GeoJSON or KML file, each mended as far as its meaning is plain.

    Parameters
    ----------
    name
        What the file is called; its extension says how it is read.
    data
        Its bytes.

    Returns
    -------
    list of GivenShape
        In metres of the municipality's CRS, in the order of the file; never empty.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file; then nothing of it is taken.
    """
    features = features_in(name, uploaded(name, data, GEOJSON | KML), place)
    chosen = fields_of(columns(features), {})
    shapes = []
    for feature in features:
        mended = repair_of(feature)
        if mended.area_after < place.smallest_ha * M2_PER_HA:
            raise Refused(
                "too_small",
                N_("The area is too small. Choose at least {ha} hectares."),
                place=feature.place,
                ha=place.smallest_ha,
            )
        shapes.append(
            GivenShape(
                text_of(feature, chosen, "name", default=""),
                mended.geometry,
                tuple(
                    c for c in (*feature.changes, *mended.changes) if c not in geo.repairs.HARMLESS
                ),
                mended.area_before,
                mended.area_after,
            )
        )
    return shapes
