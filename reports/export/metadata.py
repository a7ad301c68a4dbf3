"""What a set of files is, for catalogues: DCAT-AP-NL 3.0 as JSON-LD."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import orjson

from reports.export.about import SYNTHETIC

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import geopandas as gpd

    from reports.export.about import About

MEDIA_TYPES = {
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}
DECIMALS = 6
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority"


def dumps(
    files: Mapping[str, bytes], areas: gpd.GeoDataFrame, told: About, modified: dt.date | None
) -> bytes:
    """Return the description of files that lie beside it as JSON-LD.

    Parameters
    ----------
    files
        What is in each file, by its name; the extension says its media type.
    areas
        The areas in the files, whose box in WGS84 is told; none is told without areas.
    told
        Whose data it is, and of when.
    modified
        The day on which the data were last changed, if ever.
    """
    agent = {"@type": "foaf:Agent", "foaf:name": _dutch(f"Gemeente {told.place}")}
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": "#gebieden",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{told.code}-gebieden-{told.day.isoformat()}",
        "dct:title": [
            _dutch(f"Zelfgekozen gebieden van {told.place}"),
            _english(f"Areas that residents of {told.place} chose"),
        ],
        "dct:description": _descriptions(told),
        "dct:publisher": agent,
        "dct:creator": agent,
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": _dutch(f"Gemeente {told.place}"),
        },
        "dct:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dct:license": {"@id": told.licence_address},
        "dct:language": {"@id": f"{EU}/language/NLD"},
        "dcat:theme": {"@id": f"{EU}/data-theme/REGI"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(told.day),
            "dcat:endDate": _day(told.day),
        },
        "dct:spatial": _place(areas, told),
        "dcat:distribution": [_distribution(name, data, told) for name, data in files.items()],
    }
    if modified is not None:
        described["dct:modified"] = _day(modified)
    return orjson.dumps(described, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _descriptions(told: About) -> list[dict[str, str]]:
    day = told.day.isoformat()
    note = f" {SYNTHETIC}" if told.synthetic else ""
    return [
        _dutch(
            f"Grenzen, inwoners, projecten en geld van de gebieden die bewoners van {told.place} "
            f"zelf kozen, stand op {day}.{note}"
        ),
        _english(
            f"Boundaries, residents, projects and money of the areas that residents of "
            f"{told.place} chose themselves, as of {day}.{note}"
        ),
    ]


def _place(areas: gpd.GeoDataFrame, told: About) -> dict[str, Any]:
    place = {
        "@type": "dct:Location",
        "dct:identifier": told.code,
        "skos:prefLabel": _dutch(told.place),
    }
    if areas.empty:
        return place
    west, south, east, north = areas.geometry.to_crs("EPSG:4326").total_bounds.round(DECIMALS)
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = ", ".join(f"{x:.{DECIMALS}f} {y:.{DECIMALS}f}" for x, y in corners)
    box = {"@type": "geosparql:wktLiteral", "@value": f"POLYGON (({ring}))"}
    return {**place, "dcat:bbox": box}


def _distribution(name: str, data: bytes, told: About) -> dict[str, Any]:
    extension = name[name.rindex(".") :]
    media = f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[extension]}"
    return {
        "@type": "dcat:Distribution",
        "dct:title": _dutch(name),
        # Beside this file: where the files come to lie isn't known here.
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dct:license": {"@id": told.licence_address},
        "dcat:mediaType": {"@id": media},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(data))},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {
                "@type": "xsd:hexBinary",
                "@value": hashlib.sha256(data).hexdigest(),
            },
        },
    }


def _dutch(text: str) -> dict[str, str]:
    return {"@language": "nl", "@value": text}


def _english(text: str) -> dict[str, str]:
    return {"@language": "en", "@value": text}


def _day(day: dt.date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}
