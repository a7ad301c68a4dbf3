"""Files that open anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

    from boundaries.store import Parts
    from reports.export.about import About

FORMS = (".geojson",)
"""What both areas and consensus are written as."""
AREA_FORMS = (*FORMS, ".gpkg", ".csv", ".xlsx", ".parquet", ".zip")
MAP_FORMS = (".html", ".png", ".pdf")
"""What a map of figures is written as: see `reports.export.maps`."""


def write_areas(
    parts: Parts,
    extension: str,
    day: dt.date,
    *,
    known: dt.datetime | None = None,
    plain: bool = False,
) -> tuple[bytes, int]:
    """Return the areas that stand on `day` as the bytes of a file, and how many there are.

    Parameters
    ----------
    parts
        The store, read.
    extension
        One of `AREA_FORMS`, in capitals too.
    day
        The date whose state it is.
    known
        What had been recorded by then; else now.
    plain
        Whether CSV has commas and points, for programs; else it is for a Dutch spreadsheet.

    Raises
    ------
    Refused
        `wrong_type` when we don't write files with that extension.
    """
    _require_form(extension, AREA_FORMS, (*AREA_FORMS, *MAP_FORMS))
    from reports.export.about import about
    from reports.export.areas import area_table

    table = area_table(parts, day, known=known)
    told = about(parts, day, known)
    return _written(parts, table, told, extension.lower(), plain=plain), len(table)


def _written(
    parts: Parts, table: gpd.GeoDataFrame, told: About, form: str, *, plain: bool
) -> bytes:
    from reports.export import csv, geojson, parquet, xlsx
    from reports.export.areas import FIELDS, records
    from reports.export.columns import typed_areas

    match form:
        case ".csv":
            return csv.dumps(FIELDS, records(table), plain=plain)
        case ".xlsx":
            return xlsx.dumps(
                {"gebieden": [FIELDS, *records(table)], "Over": told.rows()}, told.day
            )
        case ".parquet":
            return parquet.dumps(typed_areas(table), told.description)
        case ".gpkg":
            return _geopackage(parts, table, told)
        case ".zip":
            return _package(parts, table, told, plain=plain)
        case _:
            return geojson.dumps(table)


def _geopackage(parts: Parts, table: gpd.GeoDataFrame, told: About) -> bytes:
    from reports.export import gpkg
    from reports.export.columns import typed_areas
    from reports.export.past import lineage_table, version_table

    layers = {
        "areas": typed_areas(table),
        "versions": version_table(parts, told.known),
        "lineage": lineage_table(parts, told.known),
    }
    return gpkg.dumps(layers, told.day, told.description)


def _package(parts: Parts, table: gpd.GeoDataFrame, told: About, *, plain: bool) -> bytes:
    from reports.export import package

    files = {
        f"areas{form}": _written(parts, table, told, form, plain=plain)
        for form in (".geojson", ".gpkg", ".csv")
    }
    return package.dumps(files, table, told, package.modified(parts, told.known))


def write_proposals(
    parts: Parts, extension: str, day: dt.date, *, plain: bool = False
) -> tuple[bytes, int]:
    """Return what is public of proposals on a day as the bytes of a file, and how many there are.

    Raises
    ------
    Refused
        `wrong_type` when we don't write files with that extension.
    """
    from reports.export import proposals as files

    _require_form(extension, files.FORMS)
    from reports.export import csv, geojson, gpkg, xlsx
    from reports.export.about import about

    table, told = files.proposal_table(parts, day), about(parts, day)
    match extension.lower():
        case ".csv":
            data = csv.dumps(files.FIELDS, files.records(table), plain=plain)
        case ".xlsx":
            rows = [files.FIELDS, *files.records(table)]
            data = xlsx.dumps({"voorstellen": rows, "Over": told.rows()}, day)
        case ".gpkg":
            data = gpkg.dumps({"proposals": table}, day, told.description)
        case _:
            data = geojson.dumps(table)
    return data, len(table)


def write_crosswalk(
    parts: Parts, extension: str, day: dt.date, *, plain: bool = False
) -> tuple[bytes, int]:
    """Return the crosswalk with CBS of a day as the bytes of a file, and how many rows it has.

    Raises
    ------
    Refused
        `wrong_type` when we don't write files with that extension; else as `crosswalk`.
    """
    from reports.export import crosswalk as files

    _require_form(extension, files.FORMS)
    from reports.crosswalk import crosswalk

    rows = crosswalk(parts, day)
    return files.dumps(parts, rows, day, extension.lower(), plain=plain), len(rows)


def write_consensus(
    drawings: gpd.GeoSeries, share: float, extension: str = ".geojson"
) -> tuple[bytes, float]:
    """Return the land in at least a share of the drawings as the bytes of a file, and its m2.

    Where there is no such land, the file holds no feature.

    Raises
    ------
    Refused
        `wrong_type` when we don't write files with that extension.
    GeometryError
        As `geo.consensus`.
    """
    _require_form(extension, FORMS)
    from reports.export.consensus import consensus_table
    from reports.export.geojson import dumps

    table = consensus_table(drawings, share)
    return dumps(table), float(table["area_m2"].sum())


def _require_form(
    extension: str, forms: tuple[str, ...], told: tuple[str, ...] | None = None
) -> None:
    if extension.lower() not in forms:
        raise Refused(
            "wrong_type",
            N_("Files that end in {extension} are not made here. Choose: {forms}."),
            extension=extension or "?",
            forms=list(told or forms),
        )
