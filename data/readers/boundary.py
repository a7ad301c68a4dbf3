"""One boundary from the command line: WKT in metres, or a GeoJSON file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.rules import MOST_VERTICES
from data.readers.files import GEOJSON, decode, load
from data.readers.geojson import read_geojson

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Municipality

POLYGONS = ("Polygon", "MultiPolygon")
WKT_FILES = frozenset({".wkt", ".txt"})
_WKT = re.compile(r"(?:MULTI)?POLYGON(?:\s+Z)?\s*(?:EMPTY|\([-+.0-9eE,()\s]*\))", re.IGNORECASE)


def read_boundary(source: str, place: Municipality) -> BaseGeometry:
    """Return the boundary that `source` gives, in metres of the municipality's CRS.

    Parameters
    ----------
    source
        WKT of a polygon or multipolygon in metres, a file that holds such WKT, or a GeoJSON
        file (WGS84) with one polygon.

    Raises
    ------
    Refused
        With a code of the import policy.
    """
    text = source.strip()
    if re.match(r"(?:MULTI)?POLYGON", text, re.IGNORECASE):
        return _from_wkt(text)
    if text[:30].upper().startswith(("POINT", "LINESTRING", "GEOMETRY", "MULTI")):
        raise Refused("geometry_type", N_("This is not an area. Give a POLYGON or MULTIPOLYGON."))
    path = Path(text)
    data = load(path, GEOJSON | WKT_FILES)
    if path.suffix.lower() in WKT_FILES:
        return _from_wkt(decode(data).strip())
    features = read_geojson(data, crs=place.crs, within=place.within, kinds=POLYGONS)
    if len(features) != 1:
        raise Refused(
            "schema",
            N_("The file holds {n} shapes. Give a file with one, or use import areas."),
            n=len(features),
        )
    return features[0].geometry


def _from_wkt(text: str) -> BaseGeometry:
    """Parse WKT; only flat polygons reach GEOS, whose reader crashes on deep nesting."""
    if text.count(",") > MOST_VERTICES + 1:
        raise Refused(
            "too_many_vertices",
            N_("This shape has {count} points; {most} is the most. Draw it with fewer points."),
            count=text.count(",") + 1,
            most=MOST_VERTICES,
        )
    if not _WKT.fullmatch(text) or _depth(text) > 3:
        raise _unreadable()
    try:
        return shapely.from_wkt(text)
    except (shapely.GEOSException, ValueError) as error:
        raise _unreadable() from error


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


def _unreadable() -> Refused:
    return Refused(
        "wkt", N_("This WKT can't be read. Give it as POLYGON ((x y, x y, x y, x y)) in metres.")
    )
