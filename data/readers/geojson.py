"""Our own strict reader of GeoJSON (RFC 7946).

The library readers follow links in a `crs` member, open other formats by content and crash
on deep nesting; this one turns coordinates into plain arrays, checks them, and only then
makes shapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from boundaries.errors import Refused
from boundaries.json_shapes import shape_of
from boundaries.language import N_
from boundaries.rules import lies_near
from data.readers.json_text import parse
from geo import reproject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

MOST_FEATURES = 10_000
MOST_VERTICES = 200_000
MOST_VERTICES_OF_ONE = 20_000

WGS84 = "EPSG:4326"
EARTH_M = 50_000_000
"""No projected coordinate on Earth is larger; what is larger lies nowhere."""

_CRS_NAMES = {
    "urn:ogc:def:crs:OGC:1.3:CRS84": WGS84,
    "urn:ogc:def:crs:OGC::CRS84": WGS84,
    "urn:ogc:def:crs:EPSG::4326": WGS84,
    "EPSG:4326": WGS84,
    "OGC:CRS84": WGS84,
    "urn:ogc:def:crs:EPSG::28992": "EPSG:28992",
    "EPSG:28992": "EPSG:28992",
}
Bounds = tuple[float, float, float, float]
Member = tuple[Any, dict[str, Any]]
"""A geometry, anything at all, and its properties."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its shape in metres, its properties, and where it stood in the file."""

    geometry: BaseGeometry
    properties: dict[str, Any]
    place: str
    changes: tuple[str, ...] = ()


def read_geojson(data: bytes, *, crs: str, within: Bounds, kinds: Sequence[str]) -> list[Feature]:
    """Return the features of a GeoJSON file, or of a single feature or geometry.

    Parameters
    ----------
    data
        The file.
    crs
        Metric CRS to bring the coordinates to. They are taken as WGS84 unless a legacy `crs`
        member names EPSG:28992, EPSG:4326 or CRS84.
    within
        xmin, ymin, xmax, ymax in `crs`; features must lie inside it or up to 5 km outside.
    kinds
        Geometry types that are accepted.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    document = parse(data)
    source = _source_crs(document)
    members = _members(document)
    _refuse_duplicates(document)
    return features_of_members(members, source, crs=crs, within=within, kinds=kinds)


def features_of_members(
    members: Sequence[Member], source: str, *, crs: str, within: Bounds, kinds: Sequence[str]
) -> list[Feature]:
    """Return geometries with their properties as features, each looked at before GEOS gets it.

    Parameters
    ----------
    members
        The geometry as GeoJSON would give it, anything at all, and the properties.
    source
        CRS of the coordinates.
    crs, within, kinds
        As for `read_geojson`.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    features = []
    total = 0
    for number, (geometry, properties) in enumerate(members, start=1):
        place = f"feature {number}"
        try:
            shape, changes = shape_of(geometry, kinds)
            count = int(shapely.get_num_coordinates(shape))
            total += count
            _check_vertices(count, total)
            metric = reproject(shape, source, crs)
            _check_within(shape, metric, source, crs, within)
        except Refused as refused:
            refused.place = place
            raise
        features.append(Feature(metric, properties, place, changes))
    if not features:
        raise Refused("empty", N_("There is nothing in this file. Choose another one."))
    return features


def _members(document: Any) -> list[Member]:  # noqa: ANN401
    if not isinstance(document, dict):
        raise _not_geojson()
    match document.get("type"):
        case "FeatureCollection":
            features = document.get("features")
        case "Feature":
            features = [document]
        case "Polygon" | "MultiPolygon" | "LineString" | "MultiLineString" | "Point":
            return [(document, {})]
        case _:
            raise _not_geojson()
    if not isinstance(features, list):
        raise _not_geojson()
    if len(features) > MOST_FEATURES:
        raise Refused(
            "too_many_features",
            N_("The file has {n} features; {most} is the most. Split the file."),
            n=len(features),
            most=MOST_FEATURES,
        )
    members = []
    for feature in features:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise _not_geojson()
        properties = feature.get("properties") or {}
        if not isinstance(properties, dict):
            raise _not_geojson()
        members.append((feature.get("geometry"), properties))
    return members


def _refuse_duplicates(document: dict[str, Any]) -> None:
    seen: set[tuple[type, object]] = set()
    for number, feature in enumerate(document.get("features", ()), start=1):
        identity = feature.get("id")
        if not isinstance(identity, str | int | float):
            continue
        if (type(identity), identity) in seen:
            raise Refused(
                "duplicate",
                N_("These ids stand more than once: {which}. Keep one of each."),
                place=f"feature {number}",
                which=[str(identity)[:60]],
            )
        seen.add((type(identity), identity))


def _source_crs(document: Any) -> str:  # noqa: ANN401
    member = document.get("crs") if isinstance(document, dict) else None
    if member is None:
        return WGS84
    properties = member.get("properties") if isinstance(member, dict) else None
    if isinstance(member, dict) and member.get("type") == "link":
        raise Refused(
            "external_reference",
            N_("The file points to another place for its coordinate system. Export it as WGS84."),
        )
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or name not in _CRS_NAMES:
        raise Refused(
            "crs",
            N_("The coordinate system of the file is not known here. Export it as WGS84."),
        )
    return _CRS_NAMES[name]


def _check_vertices(count: int, total: int) -> None:
    if count > MOST_VERTICES_OF_ONE or total > MOST_VERTICES:
        raise Refused(
            "too_many_vertices",
            N_("This shape has {count} points; {most} is the most. Draw it with fewer points."),
            count=count,
            most=MOST_VERTICES_OF_ONE,
        )


def _check_within(
    given: BaseGeometry, metric: BaseGeometry, source: str, crs: str, within: Bounds
) -> None:
    if lies_near(shapely.envelope(metric), within):
        return
    xmin, _ymin, xmax, _ymax = given.bounds
    if source == WGS84 and 180 < max(abs(xmin), abs(xmax)) < EARTH_M:
        raise Refused(
            "crs",
            N_("The numbers are not degrees. Name the coordinate system, or export as WGS84."),
        )
    swapped = shapely.transform(given, lambda points: points[:, ::-1])
    if source == WGS84 and lies_near(shapely.envelope(reproject(swapped, source, crs)), within):
        raise Refused(
            "axis_order",
            N_("Longitude and latitude stand the wrong way round. Write longitude first."),
        )
    raise Refused(
        "out_of_area", N_("This lies outside the municipality. Choose another file or place.")
    )


def _not_geojson() -> Refused:
    return Refused("not_geojson", N_("This is JSON, but not GeoJSON. Export it as GeoJSON."))
