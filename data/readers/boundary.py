"""One boundary or line from the command line: WKT in metres, or a GeoJSON file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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
LINES = ("LineString",)
WKT_FILES = frozenset({".wkt", ".txt"})


class _Wanted(NamedTuple):
    """The kinds of geometry that are taken, how their WKT looks and how deep it nests."""

    kinds: tuple[str, ...]
    wkt: re.Pattern[str]
    deepest: int
    refusal: str
    example: str


_NUMBERS = r"(?:\s+Z)?\s*(?:EMPTY|\([-+.0-9eE,()\s]*\))"
_AREA = _Wanted(
    POLYGONS,
    re.compile(r"(?:MULTI)?POLYGON" + _NUMBERS, re.IGNORECASE),
    3,
    N_("This is not an area. Give a POLYGON or MULTIPOLYGON."),
    "POLYGON ((x y, x y, x y, x y))",
)
_LINE = _Wanted(
    LINES,
    re.compile(r"LINESTRING" + _NUMBERS, re.IGNORECASE),
    1,
    N_("This is not a line. Give a LINESTRING."),
    "LINESTRING (x y, x y)",
)
_LOOKS_LIKE_WKT = ("POLYGON", "LINESTRING", "POINT", "GEOMETRY", "MULTI")


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
    return _read(source, place, _AREA)


def read_line(source: str, place: Municipality) -> BaseGeometry:
    """Return the line that `source` gives, in metres of the municipality's CRS.

    Parameters
    ----------
    source
        WKT of a linestring in metres, a file that holds such WKT, or a GeoJSON file (WGS84)
        with one line.

    Raises
    ------
    Refused
        With a code of the import policy.
    """
    return _read(source, place, _LINE)


def _read(source: str, place: Municipality, wanted: _Wanted) -> BaseGeometry:
    text = source.strip()
    if text[:30].upper().startswith(_LOOKS_LIKE_WKT):
        return _from_wkt(text, wanted)
    path = Path(text)
    data = load(path, GEOJSON | WKT_FILES)
    if path.suffix.lower() in WKT_FILES:
        return _from_wkt(decode(data).strip(), wanted)
    features = read_geojson(data, crs=place.crs, within=place.within, kinds=wanted.kinds)
    if len(features) != 1:
        raise Refused(
            "schema",
            N_("The file holds {n} shapes. Give a file with one, or use import areas."),
            n=len(features),
        )
    return features[0].geometry


def _from_wkt(text: str, wanted: _Wanted) -> BaseGeometry:
    """Parse WKT; only flat shapes reach GEOS, whose reader crashes on deep nesting."""
    kind = text.split("(", 1)[0].split(maxsplit=1)
    if kind and kind[0].upper() not in {k.upper() for k in wanted.kinds}:
        raise Refused("geometry_type", wanted.refusal)
    if text.count(",") > MOST_VERTICES + 1:
        raise Refused(
            "too_many_vertices",
            N_("This shape has {count} points; {most} is the most. Draw it with fewer points."),
            count=text.count(",") + 1,
            most=MOST_VERTICES,
        )
    if not wanted.wkt.fullmatch(text) or _depth(text) > wanted.deepest:
        raise _unreadable(wanted)
    try:
        return shapely.from_wkt(text)
    except (shapely.GEOSException, ValueError) as error:
        raise _unreadable(wanted) from error


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


def _unreadable(wanted: _Wanted) -> Refused:
    return Refused(
        "wkt",
        N_("This WKT can't be read. Give it as {example} in metres."),
        example=wanted.example,
    )
