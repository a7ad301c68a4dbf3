"""The crosswalk of areas and CBS neighbourhoods and districts as a file: a table, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.export import csv, xlsx
from reports.export.about import about

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.store import Parts
    from reports.crosswalk import Shared

FORMS = (".csv", ".xlsx")
COLUMNS = (
    "area_id",
    "area_name",
    "level",
    "cbs_code",
    "cbs_name",
    "residents",
    "percent_of_area",
    "percent_of_cbs",
)
"""`level` is buurt or wijk. Empty residents are too few, or would tell of few."""
DECIMALS = 2


def dumps(
    parts: Parts, rows: Sequence[Shared], day: dt.date, form: str, *, plain: bool = False
) -> bytes:
    """Return a crosswalk as the bytes of a file.

    Parameters
    ----------
    form
        `.csv`, by area, or `.xlsx`, with a sheet of each way and one about the source.
    plain
        Whether CSV has commas and points.
    """
    by_area = [_record(row) for row in rows]
    if form == ".csv":
        return csv.dumps(COLUMNS, by_area, plain=plain)
    back = sorted(rows, key=lambda row: (row.level, row.unit, row.area))
    sheets: dict[str, list[Sequence[object]]] = {
        "gebied - cbs": [COLUMNS, *by_area],
        "cbs - gebied": [COLUMNS, *map(_record, back)],
        "Over": [*about(parts, day).rows()],
    }
    return xlsx.dumps(sheets, day)


def _record(row: Shared) -> tuple[object, ...]:
    return (
        row.area,
        row.area_name,
        row.level.value,
        row.unit,
        row.unit_name,
        row.residents,
        _percent(row.of_area),
        _percent(row.of_unit),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, DECIMALS)
