"""A row of the panel and its columns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Row:
    """An area in a year; `reports.research.codebook` explains each field. No field is a person.

    Land is that of `last_day`, in the plane of the municipality's own grid. Money is in cents.
    """

    area_id: str
    name: str
    year: int
    first_day: dt.date
    last_day: dt.date
    valid_days: int
    stood_at_end: bool
    began_on: dt.date
    began_by: str | None
    initiator: str | None
    predecessors: tuple[str, ...]
    merger: bool
    split: bool
    grew: bool
    shrank: bool
    area_km2: float
    perimeter_m: float
    compactness: float
    distance_centre_m: float
    age_years: float | None
    residents: int | None
    residents_shown: str
    residents_year: int | None
    residents_interpolated: float | None
    density_km2: float | None
    counts_moved: bool
    engagement_days: int
    participants: int | None
    participants_shown: str
    meetings: int | None
    hours: float | None
    hours_shown: str
    project_days: int
    projects: int | None
    projects_quick_win: int | None
    projects_long_haul: int | None
    projects_done: int | None
    granted_cents: int | None
    committed_cents: int | None
    spent_cents: int | None


COLUMNS = tuple(one.name for one in fields(Row))
