"""A zip to publish: the files, what their fields mean, a description for catalogues, checksums."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reports.export import metadata
from reports.export.about import SYNTHETIC
from reports.export.archive import zipped
from reports.export.fields import AREA_FIELDS, PAST_FIELDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import geopandas as gpd

    from boundaries.store import Parts
    from reports.export.about import About

FILES = {
    "areas.geojson": (
        "de gebieden op de kaart, WGS84 (lengte, breedte)",
        "the areas on the map, WGS84 (longitude, latitude)",
    ),
    "areas.gpkg": (
        "lagen areas, versions (alle versies, van welke datum ook) en lineage (wat waaruit "
        "voortkwam), {crs}",
        "layers areas, versions (all of them, whatever the date) and lineage (what came of what), "
        "{crs}",
    ),
    "areas.csv": ("de gebieden in rijen en kolommen", "the areas in rows and columns"),
    "metadata.jsonld": ("beschrijving, DCAT-AP-NL 3.0", "description, DCAT-AP-NL 3.0"),
    "SHA256SUMS": (
        "controlegetallen; kijk na met `sha256sum -c SHA256SUMS`",
        "checksums; look them over with `sha256sum -c SHA256SUMS`",
    ),
}


def dumps(
    files: Mapping[str, bytes], areas: gpd.GeoDataFrame, told: About, modified: dt.date | None
) -> bytes:
    """Return files with README.md, metadata.jsonld and SHA256SUMS as the bytes of a zip.

    Parameters
    ----------
    files
        areas.geojson, areas.gpkg and areas.csv.
    areas
        The areas in them.
    told
        What they say of themselves.
    modified
        The day on which the data were last changed, if ever.
    """
    members = {
        "README.md": readme(told).encode(),
        **files,
        "metadata.jsonld": metadata.dumps(files, areas, told, modified),
    }
    sums = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(members.items())
    )
    return zipped({**members, "SHA256SUMS": sums.encode()})


def modified(parts: Parts, known: dt.datetime | None) -> dt.date | None:
    """Return the day (UTC) of the last change that was recorded, by a moment where one is given."""
    moments = [c.recorded_at for c in parts.areas.changes()]
    return max((m.date() for m in moments if known is None or m <= known), default=None)


def readme(told: About) -> str:
    """Return what is in the files, in Dutch and English, as Markdown."""
    lines = [
        f"# Zelfgekozen gebieden van {told.place}, stand op {told.day.isoformat()}",
        "",
        f"Areas that residents of {told.place} chose, as of {told.day.isoformat()}.",
        "",
        *([f"**{SYNTHETIC}**", ""] if told.synthetic else []),
        *(f"* {what}: {which}" for what, which in told.rows()[1:] if which and which != SYNTHETIC),
        f"* Coördinaten / Coordinates: {told.crs} in areas.gpkg, WGS84 in areas.geojson",
        "",
        "Kopiëren mag vrij, met bronvermelding. Copying is free, with the source.",
        "",
        "In deze bestanden staan geen personen. These files hold no persons.",
        "",
        *_table("Bestand / File", FILES, crs=told.crs),
        "",
        *_table("Veld / Field", AREA_FIELDS, most=told.k - 1),
        "",
        "Alleen in / Only in `versions`, `lineage`:",
        "",
        *_table("Veld / Field", PAST_FIELDS),
    ]
    return "\n".join(lines) + "\n"


def _table(heading: str, rows: Mapping[str, tuple[str, str]], **fields: object) -> list[str]:
    return [
        f"| {heading} | Nederlands | English |",
        "|---|---|---|",
        *(
            f"| {name} | {dutch.format(**fields)} | {english.format(**fields)} |"
            for name, (dutch, english) in rows.items()
        ),
    ]
