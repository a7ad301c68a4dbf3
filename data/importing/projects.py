"""Projects from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Project, ProjectKind, ProjectStatus
from boundaries.rules import lies_near
from boundaries.typed import iso_date
from data.importing.features import Chosen, checked_text
from data.readers import values
from data.readers.files import CSV, load
from data.readers.geojson import WGS84
from data.readers.tables import Row, fields_of, read_csv
from geo import reproject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from boundaries.model import AreaVersion, Municipality

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


def _project(
    row: Row,
    chosen: Chosen,
    place: Municipality,
    find_area: Callable[[str, dt.date], AreaVersion],
) -> Project:
    def cell(name: str) -> str:
        return row.cells[chosen[name]] if name in chosen else ""

    for name in ("project_id", "title", "partners"):
        checked_text(cell(name), f"{row.place}, column {name}")
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
        on = iso_date(cell("date"))
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
        point = shapely.Point(float(lon), float(lat))
    except ValueError as error:
        raise row.refused(
            "coords", N_("lon and lat are degrees, such as 6.4764."), "lon"
        ) from error
    metric = reproject(point, WGS84, place.crs)
    if not lies_near(metric, place.within):
        raise row.refused(
            "out_of_area", N_("This place lies outside the municipality. Check lon and lat."), "lon"
        )
    return shapely.Point(metric.coords[0])
