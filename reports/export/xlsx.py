"""Tables as XLSX (ISO/IEC 29500), by openpyxl.

Text is always a string cell, so nothing that looks like a formula is one (CWE-1236).
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.export.archive import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    Rows = Iterable[Sequence[object]]

FIRST = dt.date(1900, 3, 1)
"""Days before it are text: the calendar of spreadsheets has a 29 February 1900 that never was."""
MADE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook tells no time zone
"""What a workbook says of when it was made, where no day is given."""
MOST = 32_767
"""Characters that a cell can hold."""
WIDTH = 20
"""Of each column, in characters."""

_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def dumps(sheets: Mapping[str, Rows], day: dt.date | None = None) -> bytes:
    """Return sheets as the bytes of a file, the same for the same sheets.

    Parameters
    ----------
    sheets
        Of each sheet, by its name (at most 31 characters), the rows; the first is its heading,
        which stays in sight. Text, numbers, truths, dates, None (empty) and sequences of text
        (joined by a space).
    day
        The date of the data, which the file gives as that on which it was made.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    made = MADE if day is None else dt.datetime.combine(day, dt.time())
    book.properties.creator = "Smeedkaart"
    book.properties.created = book.properties.modified = made
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    written = io.BytesIO()
    # `save` would write the moment of saving.
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(written) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _fill(sheet: Worksheet, rows: Rows) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            held = _held(value)
            if held is None:
                continue
            cell = sheet.cell(number, column, held)
            if isinstance(held, str):
                # Whatever it begins with.
                cell.data_type = "s"
            elif isinstance(held, dt.date):
                cell.number_format = "yyyy-mm-dd"
            if number == 1:
                cell.font = bold
    sheet.freeze_panes = "A2"
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH


def _held(value: object) -> str | float | Decimal | dt.date | None:
    """Return what a cell holds: None where it stays empty."""
    match value:
        case None:
            return None
        case bool():
            return value
        case int() | float() | Decimal():
            # An infinite number has no cell, as one that is missing.
            return value if math.isfinite(value) else None
        case dt.date():
            day = dt.date(value.year, value.month, value.day)
            return day if day >= FIRST else day.isoformat()
        case list() | tuple():
            return _text(" ".join(str(one) for one in value))
        case _:
            return _text(str(value))


def _text(value: str) -> str:
    """Return text as a workbook holds it: what XML can't hold is left out."""
    # `_x0041_` would be read as an A, and a bare CR as a new line.
    kept = _ESCAPED.sub("_x005F_", _NEVER.sub("", value[:MOST]))
    return kept.replace("\r", "_x000D_")
