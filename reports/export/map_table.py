"""The table beside a map as a file: what it shows when it opens, number by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.language import N_
from reports.export import csv, xlsx
from reports.payload import tables

if TYPE_CHECKING:
    from boundaries.language import Language
    from reports.export.about import About
    from reports.views import View

Table = tuple[list[str], list[list[object]]]


def dumps(view: View, told: About, words: Language, form: str) -> bytes:
    """Return the table as the bytes of a file.

    Parameters
    ----------
    form
        `.csv`, for a Dutch spreadsheet, or `.xlsx`, with a sheet about the source.
    """
    columns, rows = table(view, words)
    if form == ".csv":
        return csv.dumps(columns, rows)
    return xlsx.dumps({"kaart": [columns, *rows], "over": told.rows()})


def table(view: View, words: Language) -> Table:
    """Return the headings and rows, one an area; that of two figures has the columns of both.

    What has no number says why, in words; what is uncertain is text with a ~.
    """
    headings = [words.text(N_("Area (id)")), words.text(N_("Area"))]
    names: dict[str, str] = {}
    found: list[dict[str, list[object]]] = []
    widths = []
    for columns, rows in tables(view, view.start, words):
        headings += [str(column["heading"]) for column in columns[1:]]
        names |= {row["area"]: row["cells"][0]["text"] for row in rows}
        found.append({row["area"]: [_number(cell) for cell in row["cells"][1:]] for row in rows})
        widths.append(len(columns) - 1)
    body = []
    for area in sorted(names):
        line: list[object] = [area, names[area]]
        for own, width in zip(found, widths, strict=True):
            line += own.get(area, [None] * width)
        body.append(line)
    return headings, body


def _number(cell: dict[str, str]) -> object:
    if not cell["value"]:
        return cell["text"]
    value = float(cell["value"])
    return int(value) if value.is_integer() else value
