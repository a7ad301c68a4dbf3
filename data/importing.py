"""From a file to what the import commands take, with what was mended and what didn't match."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo
import shapely
from boundaries.commands import NewArea
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Block, Line, Project, ProjectKind, ProjectStatus
from boundaries.rules import LONGEST_NAME, has_control_characters

from data.readers import values
from data.readers.boundary import POLYGONS
from data.readers.files import CSV, GEOJSON, load
from data.readers.geojson import WGS84, read_geojson
from data.readers.reprojection import to_metric
from data.readers.tables import Row, fields_of, read_csv

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from boundaries.model import AreaVersion, Municipality
    from data.readers.geojson import Feature
    from shapely.geometry.base import BaseGeometry

Mapped = dict[str, str]


@dataclass(frozen=True, slots=True)
class Notes:
    """What a reader has to say of a file that it accepted."""

    changes: list[str] = field(default_factory=list)
    unmatched_figures: list[str] = field(default_factory=list)
    unmatched_blocks: list[str] = field(default_factory=list)

    @property
    def repaired(self) -> bool:
        """Whether land was mended, not merely tidied."""
        return any(change not in geo.repairs.HARMLESS for change in self.changes)


def read_areas(
    path: Path, place: Municipality, mapping: Mapping[str, str]
) -> tuple[list[NewArea], Notes]:
    """Return the areas of a GeoJSON file, each repaired.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    features = _features(path, place)
    chosen = fields_of(_columns(features), mapping)
    notes = Notes()
    areas = []
    for feature in features:
        name = _text(feature, chosen, "name")
        areas.append(NewArea(name, _repaired(feature, notes), feature.place))
    return areas, notes


def read_blocks(
    path: Path,
    figures: Path | None,
    place: Municipality,
    mapping: Mapping[str, str],
    on: dt.date,
) -> tuple[list[Block], Notes]:
    """Return building blocks, their figures from the properties or joined from a table.

    Figures per CBS buurt are summed into their wijk where the blocks are wijken. What has no
    counterpart is named in the notes, and its residents stay unknown.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    features = _features(path, place)
    chosen = fields_of(_columns(features), mapping)
    notes = Notes()
    blocks = []
    for feature in features:
        number = _number_of(feature.properties, chosen, feature.place)
        identity = _text(feature, chosen, "id")
        blocks.append(
            Block(
                id=identity,
                name=_text(feature, chosen, "name", default=identity),
                geometry=_repaired(feature, notes),
                residents=number("residents"),
                households=number("households"),
                year=number("year") or on.year,
                source=_text(feature, chosen, "source", default=path.name[:LONGEST_NAME]),
            )
        )
    if figures is not None:
        blocks = _joined(blocks, read_csv(load(figures, CSV)), mapping, notes)
    return blocks, notes


def read_projects(
    path: Path,
    place: Municipality,
    mapping: Mapping[str, str],
    find_area: Callable[[str, dt.date], AreaVersion],
) -> list[Project]:
    """Return the projects of a CSV table.

    Parameters
    ----------
    find_area
        Gives the area that a text names on a date; its refusal gets the place in the file.

    Raises
    ------
    Refused
        With a code of the import policy, the row and the column.
    """
    rows = read_csv(load(path, CSV))
    chosen = fields_of(rows[0].cells, mapping)
    needed = ("project_id", "title", "kind", "area", "status", "date")
    missing = [name for name in needed if name not in chosen]
    if missing:
        raise Refused(
            "schema",
            N_("These columns are missing: {which}. Add them, or name them with --map."),
            ids=missing,
            which=missing,
        )
    return [_project(row, chosen, place, find_area) for row in rows]


def read_lines(path: Path, place: Municipality, mapping: Mapping[str, str]) -> list[Line]:
    """Return the reference lines of a GeoJSON file: `name`, `kind` (street, water, railway)."""
    features = read_geojson(
        load(path, GEOJSON),
        crs=place.crs,
        within=place.within,
        kinds=("LineString", "MultiLineString"),
    )
    chosen = fields_of(_columns(features), mapping)
    lines = []
    for number, feature in enumerate(features, start=1):
        kind = _text(feature, chosen, "kind")
        if kind not in {"street", "water", "railway"}:
            raise Refused(
                "schema",
                N_("A line is a street, water or railway; this is {kind}."),
                place=feature.place,
                kind=kind,
            )
        name = _text(feature, chosen, "name", default=kind)
        lines.append(Line(f"L{number:05d}", name, kind, feature.geometry))
    return lines


def _features(path: Path, place: Municipality) -> list[Feature]:
    return read_geojson(load(path, GEOJSON), crs=place.crs, within=place.within, kinds=POLYGONS)


def _columns(features: Sequence[Feature]) -> list[str]:
    return list(dict.fromkeys(key for feature in features for key in feature.properties))


def _repaired(feature: Feature, notes: Notes) -> BaseGeometry:
    try:
        repaired = geo.repair(feature.geometry)
    except geo.GeometryError as error:
        raise Refused(error.code, error.template, place=feature.place, **error.fields) from error
    notes.changes.extend(
        change for change in (*feature.changes, *repaired.changes) if change not in notes.changes
    )
    return repaired.geometry


def _text(feature: Feature, chosen: Mapped, name: str, default: str | None = None) -> str:
    value = feature.properties.get(chosen[name]) if name in chosen else None
    text = str(value).strip() if isinstance(value, str | int) else ""
    if not text and default is not None:
        return default
    if not text:
        raise Refused(
            "name" if name == "name" else "schema",
            N_("A feature has no {field}. Fill it in, or name the column with --map."),
            place=feature.place,
            field=name,
        )
    return _checked_text(text, feature.place)


def _checked_text(text: str, place: str) -> str:
    if has_control_characters(text):
        raise Refused(
            "control_chars", N_("A text holds hidden characters. Type it again."), place=place
        )
    if len(text) > LONGEST_NAME:
        raise Refused(
            "too_long",
            N_("A text has {n} characters; {most} is the most. Make it shorter."),
            place=place,
            n=len(text),
            most=LONGEST_NAME,
        )
    return text


def _number_of(
    properties: Mapping[str, Any], chosen: Mapped, place: str
) -> Callable[[str], int | None]:
    def number(name: str) -> int | None:
        value = properties.get(chosen[name]) if name in chosen else None
        try:
            return values.whole_number(value)
        except ValueError as error:
            raise Refused(
                "number",
                N_("{value} is not a whole number of 0 or more. Mend it."),
                place=f"{place}, column {chosen[name]}",
                value=str(value)[:40],
            ) from error

    return number


def _joined(
    blocks: list[Block], rows: Sequence[Row], mapping: Mapping[str, str], notes: Notes
) -> list[Block]:
    known = {column: name for column, name in mapping.items() if column in rows[0].cells}
    chosen = fields_of(rows[0].cells, known)
    for needed in ("id", "residents"):
        if needed not in chosen:
            raise Refused(
                "schema",
                N_("These columns are missing: {which}. Add them, or name them with --map."),
                ids=[needed],
                which=[needed],
            )
    ids = {block.id for block in blocks}
    sums: dict[str, dict[str, int | None]] = {}
    for row in rows:
        given = row.cells[chosen["id"]]
        target = given if given in ids else _wijk_of(given)
        if target not in ids:
            notes.unmatched_figures.append(_checked_text(given, row.place))
            continue
        number = _number_of(row.cells, chosen, row.place)
        total = sums.setdefault(target, {"residents": 0, "households": 0})
        for name in total:
            count, so_far = number(name), total[name]
            # One part unknown makes the sum unknown: missing is never 0.
            total[name] = None if count is None or so_far is None else so_far + count
    notes.unmatched_blocks.extend(block.id for block in blocks if block.id not in sums)
    return [
        Block(
            block.id,
            block.name,
            block.geometry,
            sums.get(block.id, {}).get("residents", block.residents),
            sums.get(block.id, {}).get("households", block.households),
            block.year,
            block.source,
        )
        for block in blocks
    ]


def _wijk_of(code: str) -> str:
    """Return the CBS wijk of a buurt: BU01180503 lies in WK011805."""
    match = re.fullmatch(r"BU([0-9]{6})[0-9]{2}", code)
    return f"WK{match.group(1)}" if match else code


KINDS = {"korte klap": ProjectKind.QUICK_WIN, "lange klap": ProjectKind.LONG_HAUL} | {
    kind.value: kind for kind in ProjectKind
}
STATUSES = {
    "idee": ProjectStatus.IDEA,
    "getoetst": ProjectStatus.CHECKED,
    "gekozen": ProjectStatus.CHOSEN,
    "in uitvoering": ProjectStatus.RUNNING,
    "klaar": ProjectStatus.DONE,
    "gestopt": ProjectStatus.STOPPED,
} | {status.value: status for status in ProjectStatus}


def _project(
    row: Row,
    chosen: Mapped,
    place: Municipality,
    find_area: Callable[[str, dt.date], AreaVersion],
) -> Project:
    def cell(name: str) -> str:
        return row.cells[chosen[name]] if name in chosen else ""

    for name in ("project_id", "title", "partners"):
        _checked_text(cell(name), f"{row.place}, column {name}")
    if not cell("project_id") or not cell("title"):
        raise row.refused("schema", N_("A project needs an id and a title."), "project_id")
    if cell("kind").casefold() not in KINDS:
        raise row.refused("schema", N_("The kind is quick_win or long_haul."), "kind")
    if cell("status").casefold() not in STATUSES:
        raise row.refused(
            "schema",
            N_("The status is one of: {statuses}."),
            "status",
            statuses=[s.value for s in ProjectStatus],
        )
    try:
        on = values.iso_date(cell("date"))
    except ValueError as error:
        raise row.refused("date", N_("A date is written as 2007-05-07."), "date") from error
    try:
        area = find_area(cell("area"), on)
    except Refused as refused:
        refused.place = f"{row.place}, column area"
        raise
    try:
        amount = values.cents(cell("amount_eur")) if cell("amount_eur") else None
    except ValueError as error:
        raise row.refused(
            "number", N_("An amount is written as 2500, 2500,50 or 2.500,00."), "amount_eur"
        ) from error
    return Project(
        id=cell("project_id"),
        title=cell("title"),
        kind=KINDS[cell("kind").casefold()],
        area=area.area,
        status=STATUSES[cell("status").casefold()],
        status_on=on,
        place=_point(row, cell("lon"), cell("lat"), place),
        partners=cell("partners"),
        amount_cents=amount,
    )


def _point(row: Row, lon: str, lat: str, place: Municipality) -> shapely.Point | None:
    if not lon and not lat:
        return None
    try:
        point = to_metric(shapely.Point(float(lon), float(lat)), WGS84, place.crs)
    except ValueError as error:
        raise row.refused(
            "coords", N_("lon and lat are degrees, such as 6.4764."), "lon"
        ) from error
    west, south, east, north = place.within
    if not (west - 5000 <= point.x <= east + 5000 and south - 5000 <= point.y <= north + 5000):
        raise row.refused(
            "out_of_area", N_("This place lies outside the municipality. Check lon and lat."), "lon"
        )
    return shapely.Point(point.coords[0])
