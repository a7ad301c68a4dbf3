"""Figures: every indicator of each area on a day, and of all together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundaries import typed
from boundaries.errors import Refused
from boundaries.language import N_
from commandline.run import At, run

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from boundaries.store import Parts
    from reports.indicators import CarriedRow, Cell, Definition, Indicator, Stats

app = typer.Typer()

USUAL = (
    "inwoners",
    "hectares",
    "inwoners-per-hectare",
    "projecten",
    "projecten-per-1000",
    "toegekend",
    "uitgegeven",
    "besteding",
)
"""What the table for people shows where nothing is asked for; the JSON has everything."""

Year = Annotated[
    int | None, typer.Option("--year", help="In a year: areas as at its end, money of it.")
]
Show = Annotated[
    list[str] | None,
    typer.Option("--show", metavar="INDICATOR", help="Which columns, by id; the JSON has all."),
]

AreasOf = Annotated[
    str | None,
    typer.Option("--areas-of", metavar="DATE", help="On the areas of that date, carried over."),
]


@app.command()
def stats(at: At = None, year: Year = None, show: Show = None, areas_of: AreasOf = None) -> None:
    """Give the figures of each area, and of all together."""
    from reports.indicators import stats as figures_of

    if at is not None and year is not None:
        raise Refused("usage", N_("Give --at or --year, not both."))
    columns = _chosen(show or USUAL)
    if areas_of is not None:
        _carried(at, year, areas_of, columns)
        return
    with run.store().read() as parts:
        found = figures_of(parts, _day(parts, at, year), year=year is not None)
    if run.json:
        run.answer({"year": year} | _answer(found), "")
    else:
        run.answer({}, "{lines}", lines="\n".join(_table(found, columns)))


def _carried(at: str | None, year: int | None, areas_of: str, columns: Sequence[Indicator]) -> None:
    """Give figures of a day on the areas of another."""
    from reports.indicators import carried

    with run.store().read() as parts:
        day = _day(parts, at, year)
        fixed = typed.day(areas_of, parts.areas.today())
        rows = carried(parts, day, fixed, year=year is not None)
    if run.json:
        head = {"at": day.isoformat(), "year": year, "areas_of": fixed.isoformat()}
        run.answer(head | {"areas": [_carried_answer(row) for row in rows]}, "")
        return
    lines = _carried_table(rows, columns) if rows else []
    empty = run.words.text(N_("No area stood on {date}."), date=fixed)
    run.answer({}, "{lines}", lines="\n".join(lines or [empty]))


def _carried_answer(row: CarriedRow) -> dict[str, Any]:
    return {
        "id": row.version.area,
        "name": row.version.name,
        "figures": {
            indicator.value: {
                "shown": cell.shown.value,
                "value": cell.value,
                "numerator": cell.numerator,
                "denominator": cell.denominator,
                "least": cell.least,
                "most": cell.most,
                "interpolated": cell.interpolated,
            }
            for indicator, cell in row.cells.items()
        },
    }


def _carried_table(rows: Sequence[CarriedRow], columns: Sequence[Indicator]) -> list[str]:
    """Return a line per area: each figure with the least and the most that it can be."""
    from reports.figure_table import amount, hidden

    def text(row: CarriedRow, one: Indicator) -> str:
        cell = row.cells.get(one)
        if cell is None or cell.value is None:
            return "" if cell is None else hidden(cell.shown, run.words)
        number = amount(cell.value, None, run.words)
        if cell.least == cell.most:
            return number
        ends = [
            "?" if end is None else amount(end, None, run.words) for end in (cell.least, cell.most)
        ]
        return f"{number} ({ends[0]} – {ends[1]})"

    told = [[r.version.area, r.version.name, *(text(r, one) for one in columns)] for r in rows]
    return _aligned([["", "", *(one.value for one in columns)], *told])


def _day(parts: Parts, at: str | None, year: int | None) -> dt.date:
    from reports.indicators import day_of

    today = parts.areas.today()
    return typed.day(at, today) if year is None else day_of(year, today)


def _chosen(ids: Sequence[str]) -> list[Indicator]:
    from reports.indicators import Indicator

    for one in ids:
        if one not in set(Indicator):
            raise Refused(
                "indicator",
                N_("There is no indicator {name}. Choose from: {all}."),
                ids=[one],
                name=one[:60],
                all=[i.value for i in Indicator],
            )
    return [Indicator(one) for one in ids]


def _answer(found: Stats) -> dict[str, Any]:
    """Return the figures for JSON; what is hidden is null, and `shown` says why."""
    return {
        "at": found.day.isoformat(),
        "since": found.since.isoformat(),
        "blocks": {"year": found.year, "sources": found.sources},
        "areas": [
            {
                "id": row.version.area,
                "name": row.version.name,
                "interpolated": row.interpolated,
                "figures": _figures(row.cells),
            }
            for row in found.rows
        ],
        "total": {"figures": _figures(found.total)},
    }


def _figures(cells: Mapping[Indicator, Cell]) -> dict[str, Any]:
    return {
        indicator.value: {
            "shown": cell.shown.value,
            "value": cell.value,
            "numerator": cell.numerator,
            "denominator": cell.denominator,
        }
        for indicator, cell in cells.items()
    }


def _table(found: Stats, columns: Sequence[Indicator]) -> list[str]:
    """Return a line per area, its columns under each other; ids, since titles are long."""
    if not found.rows:
        return [run.words.text(N_("No area stood on {date}."), date=found.day)]
    rows = [
        ["", "", *(one.value for one in columns)],
        *([r.version.area, r.version.name, *_texts(r.cells, columns)] for r in found.rows),
        [run.words.text(N_("Total")), "", *_texts(found.total, columns)],
    ]
    lines = _aligned(rows)
    return lines if found.year is None else [*lines, _whose(found)]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _whose(found: Stats) -> str:
    """Say of which year the residents are: it may be long before the date."""
    template = N_("Residents and households are those of {year}. Source: {source}.")
    return run.words.text(template, year=str(found.year), source=found.sources)


def _texts(cells: Mapping[Indicator, Cell], columns: Sequence[Indicator]) -> list[str]:
    from reports.figure_table import hidden
    from reports.indicators import DEFINITIONS

    return [
        hidden(cells[one].shown, run.words)
        if cells[one].value is None
        else _text(cells[one], DEFINITIONS[one])
        for one in columns
    ]


def _text(cell: Cell, one: Definition) -> str:
    from reports.figure_table import amount
    from reports.indicators import Shown

    if one.denominator is None:
        return amount(cell.numerator, one.numerator, run.words)
    mark = "~ " if cell.shown is Shown.UNSTABLE else ""
    return mark + amount(cell.value, None, run.words)
