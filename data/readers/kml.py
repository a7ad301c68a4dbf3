"""Our own strict reader of KML: its placemarks with polygons, and nothing that it points to.

A document type is refused before anything is read, so that no entity can grow or fetch; links to
other files are refused too. Coordinates become the same plain lists as those of GeoJSON, and are
looked at by the same rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn
from xml.parsers import expat

from boundaries.errors import Refused
from boundaries.language import N_
from data.readers.files import decode
from data.readers.geojson import MOST_FEATURES, WGS84, features_of_members
from data.readers.json_text import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.readers.geojson import Bounds, Feature

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_NOT_A_NUMBER = re.compile(r"[-+]?(?:nan|inf(?:inity)?)", re.IGNORECASE)
_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii"})
_OTHER_SHAPES = frozenset({"Point", "LineString", "Model", "Track", "MultiTrack"})
_LINKS = frozenset({"NetworkLink", "NetworkLinkControl"})


def read_kml(data: bytes, *, crs: str, within: Bounds, kinds: Sequence[str]) -> list[Feature]:
    """Return the placemarks of a KML file as features, with their `name`.

    Parameters
    ----------
    data
        The file; KML is always longitude and latitude in WGS84.
    crs
        Metric CRS to bring the coordinates to.
    within
        xmin, ymin, xmax, ymax in `crs`; features must lie inside it or up to 5 km outside.
    kinds
        Geometry types that are accepted.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    text = decode(data)
    if not text.lstrip().startswith("<"):
        raise Refused("wrong_type", N_("This is not a KML file. Export it as KML or GeoJSON."))
    reading = _Reading()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.XmlDeclHandler = _declared
    parser.StartDoctypeDeclHandler = _doctype
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.say
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003 - it takes no names
    except expat.ExpatError as error:
        raise Refused(
            "not_xml", N_("The file is damaged: it is not valid XML. Export it again.")
        ) from error
    return features_of_members(reading.members, WGS84, crs=crs, within=within, kinds=kinds)


class _Reading:
    """What was read so far: where in the file, and the placemarks that are complete."""

    def __init__(self) -> None:
        self.members: list[tuple[Any, dict[str, Any]]] = []
        self._path: list[str] = []
        self._text: list[str] | None = None
        self._name = ""
        self._shapes: list[tuple[str, list[Any]]] = []

    def start(self, element: str, _attributes: dict[str, str]) -> None:
        tag = element.rpartition(" ")[2]
        if not self._path and tag != "kml":
            raise Refused("not_kml", N_("This is XML, but not KML. Export it as KML or GeoJSON."))
        if len(self._path) >= DEEPEST:
            raise Refused(
                "too_deep", N_("The file is nested too deeply to be a map. Export it again.")
            )
        if tag in _LINKS:
            raise Refused(
                "external_reference",
                N_("The file points to other files. Export the shapes themselves."),
            )
        self._begin(tag)
        self._path.append(tag)

    def _begin(self, tag: str) -> None:
        inside = "Placemark" in self._path
        loose_ring = tag == "LinearRing" and not self._in_boundary()
        if tag == "Placemark":
            self._name, self._shapes = "", []
        elif inside and (tag == "Polygon" or tag in _OTHER_SHAPES or loose_ring):
            # The first ring is the outer one, whatever order they come in.
            self._shapes.append((tag, [None]))
        elif tag == "coordinates" or (tag == "name" and self._path[-1:] == ["Placemark"]):
            self._text = []

    def say(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, _element: str) -> None:
        tag = self._path.pop()
        text, self._text = "".join(self._text or ()), None
        if tag == "name" and self._path[-1] == "Placemark":
            self._name = text
        elif tag == "coordinates" and self._shapes and self._in_boundary():
            self._ring(_positions(text))
        elif tag == "Placemark":
            self._placed()

    def _in_boundary(self) -> bool:
        return "outerBoundaryIs" in self._path or "innerBoundaryIs" in self._path

    def _ring(self, positions: list[Any]) -> None:
        rings = self._shapes[-1][1]
        if "innerBoundaryIs" in self._path:
            rings.append(positions)
        elif rings[0] is None:
            rings[0] = positions
        else:
            raise Refused(
                "ambiguous_geometry",
                N_("A shape has two outer rings, so we can't tell which land is meant."),
            )

    def _placed(self) -> None:
        if len(self.members) >= MOST_FEATURES:
            raise Refused(
                "too_many_features",
                N_("The file has more than {most} features. Split the file."),
                most=MOST_FEATURES,
            )
        self.members.append((_geometry(self._shapes), {"name": self._name.strip()}))
        self._shapes = []


def _geometry(shapes: list[tuple[str, list[Any]]]) -> dict[str, Any] | None:
    """Return the shapes of one placemark as the geometry that GeoJSON would give it."""
    match shapes:
        case []:
            return None
        case [(kind, rings)]:
            return {"type": kind, "coordinates": rings}
        case _ if all(kind == "Polygon" for kind, _rings in shapes):
            return {"type": "MultiPolygon", "coordinates": [rings for _kind, rings in shapes]}
        case _:
            return {"type": "GeometryCollection"}


def _positions(text: str) -> list[Any]:
    """Return `lon,lat[,height] lon,lat[,height] ...` as lists of numbers."""
    return [[_number(part) for part in position.split(",")] for position in text.split()]


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        if _NOT_A_NUMBER.fullmatch(text):
            raise Refused("non_finite", N_("A coordinate is not a number. Export the file again."))
        raise Refused(
            "coords", N_("The coordinates of a shape can't be read. Export the file again.")
        )
    return float(text)


def _declared(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.casefold() not in _ENCODINGS:
        raise Refused(
            "encoding",
            N_("The text of the file can't be read. Save it as UTF-8 and try again."),
        )


def _doctype(*_declaration: object) -> NoReturn:
    raise Refused(
        "doctype", N_("The file holds a document type, which a map needs not. Export it again.")
    )
