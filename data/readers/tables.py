"""CSV tables: rows with their place, columns by the names we know or are told."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_
from data.readers.files import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_ROWS = 10_000
MOST_COLUMNS = 50
LONGEST_CELL = 100_000

ALIASES = {
    "id": ("code", "statcode", "buurtcode", "wijkcode", "gemeentecode"),
    "name": ("naam", "statnaam", "buurtnaam", "wijknaam"),
    "residents": ("inwoners", "aantal_inwoners"),
    "households": ("huishoudens", "aantal_huishoudens"),
    "year": ("jaar",),
    "source": ("bron",),
    "title": ("titel",),
    "kind": ("soort",),
    "area": ("gebied",),
    "status": ("stand",),
    "date": ("datum",),
    "amount_eur": ("bedrag",),
    "participants": ("deelnemers",),
    "hours": ("uren",),
    "code": ("postcode", "pc6"),
    "block": ("blok", "bouwsteen"),
}
"""Names under which Dutch open data gives our fields; `--map` says others."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, trimmed, and where it stands."""

    cells: Mapping[str, str]
    place: str

    def refused(self, code: str, template: str, column: str, **fields: object) -> Refused:
        """Return a refusal that names the row and column."""
        refused_at = f"{self.place}, column {column}"
        return Refused(code, template, place=refused_at, **fields)  # type: ignore[arg-type]


def read_csv(data: bytes) -> list[Row]:
    """Return the rows of a CSV file with a header; comma or semicolon.

    Raises
    ------
    Refused
        `encoding`, `empty`, `schema`, `corrupt` or `too_large`.
    """
    text = decode(data)
    header_line = text.lstrip("\n\r").split("\n", 1)[0]
    delimiter = ";" if header_line.count(";") > header_line.count(",") else ","
    csv.field_size_limit(LONGEST_CELL)
    try:
        lines = [
            line
            for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            if any(cell.strip() for cell in line)
        ]
    except csv.Error as error:
        if "field larger than field limit" in str(error):
            raise Refused(
                "too_long",
                N_("A text has more than {most} characters. Make it shorter."),
                most=LONGEST_CELL,
            ) from error
        raise Refused(
            "corrupt", N_("The table is damaged: a row can't be read. Export it again.")
        ) from error
    header = [cell.strip().casefold() for cell in lines[0]] if lines else []
    if len(header) <= MOST_COLUMNS and len(lines) < 2:
        raise Refused("empty", N_("There are no rows in this table. Choose another one."))
    if len(lines) - 1 > MOST_ROWS or len(header) > MOST_COLUMNS:
        raise Refused(
            "too_large",
            N_("The table is too large: {rows} rows and {columns} columns are the most."),
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
        )
    if len(set(header)) < len(header):
        raise Refused("schema", N_("Two columns have the same name. Give each its own."))
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            raise Refused(
                "schema",
                N_("This row has {n} cells where the header has {expected}. Mend the table."),
                place=f"row {number}",
                n=len(line),
                expected=len(header),
            )
        rows.append(Row(dict(zip(header, (c.strip() for c in line), strict=True)), f"row {number}"))
    return rows


def fields_of(columns: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return which column of a file holds each of our fields.

    Parameters
    ----------
    columns
        Names in the file.
    mapping
        Column to field, as given with `--map`; it goes before the names we know.

    Raises
    ------
    Refused
        `schema` when a mapped column isn't there.
    """
    by_folded = {column.strip().casefold(): column for column in columns}
    chosen: dict[str, str] = {}
    for column, field in mapping.items():
        if column.strip().casefold() not in by_folded:
            raise Refused(
                "schema",
                N_("There is no column {column}. The file has: {columns}."),
                ids=[column],
                column=column,
                columns=sorted(by_folded),
            )
        chosen[field] = by_folded[column.strip().casefold()]
    for folded, column in by_folded.items():
        chosen.setdefault(folded, column)
    for field, aliases in ALIASES.items():
        for alias in aliases:
            if field not in chosen and alias in by_folded:
                chosen[field] = by_folded[alias]
    return chosen
