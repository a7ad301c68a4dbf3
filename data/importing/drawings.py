"""Drawings of one neighbourhood from a file, wherever it lies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geo
from data.importing.features import Notes, repaired
from data.readers.boundary import POLYGONS
from data.readers.files import GEOJSON, load
from data.readers.geojson import WGS84, read_geojson
from geo.crs import EARTH

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


def read_drawings(path: Path) -> tuple[gpd.GeoSeries, Notes]:
    """Return the drawings of a GeoJSON file in metres, each repaired.

    They are measured in the national CRS in the Netherlands, else in the UTM zone of their middle
    (see `geo.metric_crs`). The index counts the features from 1.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    geo.GeometryError
        When no CRS in metres is known for where they lie.
    """
    import geopandas as gpd

    features = read_geojson(load(path, GEOJSON), crs=WGS84, within=EARTH, kinds=POLYGONS)
    degrees = gpd.GeoSeries([feature.geometry for feature in features], crs=WGS84)
    metric = degrees.to_crs(geo.metric_crs(degrees))
    notes = Notes()
    mended = [
        repaired(replace(feature, geometry=shape), notes)
        for shape, feature in zip(metric, features, strict=True)
    ]
    return gpd.GeoSeries(mended, index=range(1, len(mended) + 1), crs=metric.crs), notes
