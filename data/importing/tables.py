"""What all imports of tables share: rows whose cells are read by the name of our field."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.typed import iso_date
from data.importing.features import checked_text
from data.readers import values
from data.readers.files import CSV, load
from data.readers.tables import fields_of, read_csv

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from boundaries.model import AreaId, AreaVersion
    from data.readers.tables import Row

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Line:
    """A row, read by the names of our fields; a cell that isn't there is empty."""

    row: Row
    columns: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where it stands in the file."""
        return self.row.place

    def __getitem__(self, name: str) -> str:
        """Return the text of a cell, as it is."""
        return self.row.cells[self.columns[name]] if name in self.columns else ""

    def refused(self, code: str, template: str, name: str, **fields: object) -> Refused:
        """Return a refusal that names the row and the column."""
        return self.row.refused(code, template, name, **fields)

    def checked(self, name: str) -> str:
        """Return a cell without hidden characters and not too long."""
        return checked_text(self[name], f"{self.place}, column {name}")

    def one_of(self, name: str, allowed: Mapping[str, Value]) -> Value:
        """Return what a word stands for."""
        try:
            return allowed[self[name].casefold()]
        except KeyError:
            raise self.refused(
                "schema",
                N_("{text} can't stand here. Choose one of: {allowed}."),
                name,
                text=self.checked(name)[:40],
                allowed=list(dict.fromkeys(str(value) for value in allowed.values())),
            ) from None

    def day(self, name: str) -> dt.date:
        """Return a date."""
        try:
            return iso_date(self[name])
        except ValueError as error:
            raise self.refused("date", N_("A date is written as 2007-05-07."), name) from error

    def cents(self, name: str) -> int | None:
        """Return an amount in euros as cents, None where there is none."""
        try:
            return values.cents(self[name]) if self[name] else None
        except ValueError as error:
            raise self.refused(
                "number", N_("An amount is written as 2500, 2500,50 or 2.500,00."), name
            ) from error

    def count(self, name: str) -> int | None:
        """Return a whole number, None where there is none."""
        try:
            return values.whole_number(self[name])
        except ValueError as error:
            raise self.refused(
                "number",
                N_("{value} is not a whole number of 0 or more. Mend it."),
                name,
                value=self[name][:40],
            ) from error

    def hours(self, name: str) -> float | None:
        """Return hours with at most two decimals, None where there are none."""
        try:
            return values.cents(self[name]) / 100 if self[name] else None
        except ValueError as error:
            raise self.refused("number", N_("Hours are written as 12 or 12,5."), name) from error

    def area(self, find: Callable[[str], AreaVersion]) -> AreaId:
        """Return the area that the cell `area` names."""
        try:
            return find(self["area"]).area
        except Refused as refused:
            refused.place = f"{self.place}, column area"
            raise


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a CSV table with the columns that hold our fields."""

    rows: Sequence[Row]
    columns: Mapping[str, str]

    @classmethod
    def of(cls, path: Path, mapping: Mapping[str, str], needed: Sequence[str]) -> Lines:
        """Read a file; its `needed` columns are there."""
        rows = read_csv(load(path, CSV))
        lines = cls(rows, fields_of(rows[0].cells, mapping))
        lines.need(*needed)
        return lines

    def need(self, *names: str) -> None:
        """Refuse when a column isn't there."""
        missing = [name for name in names if name not in self.columns]
        if missing:
            raise Refused(
                "schema",
                N_("These columns are missing: {which}. Add them, or name them with --map."),
                ids=missing,
                which=missing,
            )

    def refuse_duplicates(self, name: str) -> None:
        """Refuse ids that stand twice, trimmed and case-folded; an empty one is no id."""
        counts = Counter(line[name].casefold() for line in self)
        for line in self:
            if line[name] and counts[line[name].casefold()] > 1:
                raise line.refused(
                    "duplicate",
                    N_("These ids stand more than once: {which}. Keep one of each."),
                    name,
                    which=[line.checked(name)[:60]],
                )

    def __iter__(self) -> Iterator[Line]:
        """Walk the rows."""
        return (Line(row, self.columns) for row in self.rows)
