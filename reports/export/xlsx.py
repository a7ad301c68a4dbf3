"""Tables as XLSX (ISO/IEC 29500), written out: a few parts of XML in a zip.

Text is always a string cell, so nothing that looks like a formula is one (CWE-1236).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from reports.export.archive import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Rows = Iterable[Sequence[object]]

EPOCH = dt.date(1899, 12, 30)
FIRST = dt.date(1900, 3, 1)
"""Days before it are text: the calendar of spreadsheets has a 29 February 1900 that never was."""
MOST = 32_767
"""Characters that a cell can hold."""
HEADING, DAY = 1, 2
CR = "\r"

_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def dumps(sheets: Mapping[str, Rows]) -> bytes:
    """Return sheets as the bytes of a file, the same for the same sheets.

    Parameters
    ----------
    sheets
        Of each sheet, by its name (at most 31 characters), the rows; the first is its heading.
        Text, numbers, truths, dates, None (empty) and sequences of text (joined by a space).
    """
    names = list(sheets)
    numbers = range(1, len(names) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in numbers}
            | {f"rId{len(names) + 1}": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, rows in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows)
    return zipped({name: (_XML + text).encode() for name, text in parts.items()})


def _content_types(numbers: Iterable[int]) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in numbers}
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPES}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    inside = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{inside}</sheets></workbook>'


def _sheet(rows: Rows) -> str:
    """Return a sheet whose heading is bold and stays in sight."""
    written = "".join(f'<row r="{n}">{_row(row, n)}</row>' for n, row in enumerate(rows, start=1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView>'
        '</sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        '<cols><col min="1" max="50" width="20" customWidth="1"/></cols>'
        f"<sheetData>{written}</sheetData></worksheet>"
    )


def _row(row: Sequence[object], number: int) -> str:
    return "".join(
        _cell(value, f"{_letters(column)}{number}", HEADING if number == 1 else 0)
        for column, value in enumerate(row)
    )


def _letters(column: int) -> str:
    """Return the name of a column counted from 0: A to Z, then AA."""
    higher, last = divmod(column, 26)
    return (_letters(higher - 1) if higher else "") + chr(ord("A") + last)


def _cell(value: object, place: str, style: int) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case int() | float() | Decimal():
            # An infinite number has no cell, as one that is missing.
            return f'<c r="{place}"><v>{value}</v></c>' if math.isfinite(value) else ""
        case dt.date() if dt.date(value.year, value.month, value.day) >= FIRST:
            serial = (dt.date(value.year, value.month, value.day) - EPOCH).days
            return f'<c r="{place}" s="{DAY}"><v>{serial}</v></c>'
        case list() | tuple():
            return _text(" ".join(str(one) for one in value), place, style)
        case _:
            return _text(str(value), place, style)


def _text(value: str, place: str, style: int) -> str:
    # What XML can't hold is left out; `_x0041_` would be read as an A.
    kept = _ESCAPED.sub("_x005F_", _NEVER.sub("", value[:MOST]))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(kept, {CR: "&#13;"})}</t></is></c>'
    )
