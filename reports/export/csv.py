"""Tables as CSV: for a Dutch spreadsheet, or plain for programs.

Text that a spreadsheet would take for a formula gets a `'` in front (CWE-1236): a name of an area
is user text, and a file is opened with a click.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BOM = "\ufeff"
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a formula begins with, in full width too."""


def dumps(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, plain: bool = False
) -> bytes:
    """Return a table as the bytes of a file, the same for the same table.

    Parameters
    ----------
    columns
        The headings.
    rows
        Text, numbers, dates, None (empty) and sequences of text (joined by a space).
    plain
        Comma and point, without a byte order mark; else semicolon and decimal comma with one, as a
        Dutch spreadsheet reads it.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter="," if plain else ";", lineterminator="\r\n")
    writer.writerow([_text(c) for c in columns])
    writer.writerows([_cell(value, plain=plain) for value in row] for row in rows)
    return ("" if plain else BOM).encode() + written.getvalue().encode()


def _cell(value: object, *, plain: bool) -> str:
    match value:
        case None:
            return ""
        case bool() | int() | dt.date():
            # As others write them too: true, 2500, 2026-01-02.
            return str(value).lower()
        case float() | Decimal():
            return _number(value, plain=plain)
        case list() | tuple():
            return _text(" ".join(str(one) for one in value))
        case _:
            return _text(str(value))


def _number(value: float | Decimal, *, plain: bool) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else repr(value)
    return text if plain else text.replace(".", ",")


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULAS) else value
