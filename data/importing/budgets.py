"""Budgets from a table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from boundaries.commands import NewBudget
from boundaries.errors import Refused
from boundaries.language import N_
from data.importing.tables import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from boundaries.model import AreaVersion

YEARS = range(1990, 2101)


def read_budgets(
    path: Path,
    mapping: Mapping[str, str],
    find_area: Callable[[str, dt.date, dt.date], AreaVersion],
) -> list[NewBudget]:
    """Return the budgets of a CSV table: each row a grant to an area.

    It is dated 1 January of its `year`, unless there is a `date`.

    Parameters
    ----------
    find_area
        Gives the area that a text names on the first of two dates, else on the second: an area
        founded in the year itself wasn't there on 1 January.

    Raises
    ------
    Refused
        With a code of the import policy, the row and the column.
    """
    lines = Lines.of(path, mapping, ("project_id", "name", "area", "amount_eur"))
    if "date" not in lines.columns:
        lines.need("year")
    lines.refuse_duplicates("project_id")
    budgets = []
    for line in lines:
        line.checked("project_id")
        line.checked("name")
        on = line.day("date") if line["date"] else dt.date(_year(line["year"], line.place), 1, 1)
        last = on if line["date"] else on.replace(month=12, day=31)
        area = line.area(lambda text, on=on, last=last: find_area(text, on, last))  # type: ignore[misc]
        budgets.append(NewBudget(area, line.cents("amount_eur") or 0, on, line.place))
    return budgets


def _year(text: str, place: str) -> int:
    if text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS:
        return int(text)
    raise Refused(
        "year",
        N_("{text} is not a year from 1990 to 2100. Mend it."),
        place=f"{place}, column year",
        text=text[:20],
    )
