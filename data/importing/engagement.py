"""How people took part, from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.language import N_
from boundaries.model import Engagement, EngagementKind
from data.importing.tables import Lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from boundaries.model import AreaVersion

KINDS = {
    "bijeenkomst": EngagementKind.MEETING,
    "stemming": EngagementKind.VOTE,
    "vrijwilligerswerk": EngagementKind.VOLUNTEERING,
    "enquete": EngagementKind.SURVEY,
    "enquête": EngagementKind.SURVEY,
} | {kind.value: kind for kind in EngagementKind}


def read_engagement(
    path: Path,
    mapping: Mapping[str, str],
    find_area: Callable[[str, dt.date], AreaVersion],
) -> list[Engagement]:
    """Return the engagement of a CSV table: `date, area, kind, participants`, `hours, project`.

    Raises
    ------
    Refused
        With a code of the import policy, the row and the column.
    """
    lines = Lines.of(path, mapping, ("date", "area", "kind", "participants"))
    found = []
    for line in lines:
        on = line.day("date")
        participants = line.count("participants")
        if participants is None:
            raise line.refused("number", N_("The number of participants is empty."), "participants")
        found.append(
            Engagement(
                area=line.area(lambda text, on=on: find_area(text, on)),  # type: ignore[misc]
                on=on,
                kind=line.one_of("kind", KINDS),
                participants=participants,
                hours=line.hours("hours"),
                project=line.checked("project") or None,
            )
        )
    return found
