"""Projects from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.language import N_
from boundaries.model import Project, ProjectKind, ProjectStatus
from boundaries.rules import lies_near
from data.importing.tables import Line, Lines
from data.readers.geojson import WGS84
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
    needed = ("project_id", "title", "kind", "area", "status", "date")
    return [_project(line, place, find_area) for line in Lines.of(path, mapping, needed)]


def _project(
    line: Line, place: Municipality, find_area: Callable[[str, dt.date], AreaVersion]
) -> Project:
    if not line["project_id"] or not line["title"]:
        raise line.refused("schema", N_("A project needs an id and a title."), "project_id")
    on = line.day("date")
    return Project(
        id=line.checked("project_id"),
        title=line.checked("title"),
        kind=line.one_of("kind", KINDS),
        area=line.area(lambda text: find_area(text, on)),
        status=line.one_of("status", STATUSES),
        status_on=on,
        place=_point(line, place),
        partners=line.checked("partners"),
        amount_cents=line.cents("amount_eur"),
    )


def _point(line: Line, place: Municipality) -> shapely.Point | None:
    if not line["lon"] and not line["lat"]:
        return None
    try:
        point = shapely.Point(_degrees(line["lon"]), _degrees(line["lat"]))
    except ValueError as error:
        raise line.refused(
            "coords", N_("lon and lat are degrees, such as 6.4764."), "lon"
        ) from error
    metric = reproject(point, WGS84, place.crs)
    if not lies_near(metric, place.within):
        raise line.refused(
            "out_of_area", N_("This place lies outside the municipality. Check lon and lat."), "lon"
        )
    return shapely.Point(metric.coords[0])


def _degrees(text: str) -> float:
    """Read a number with a point or, as a Dutch table writes it, a comma."""
    return float(text.replace(",", "."))
