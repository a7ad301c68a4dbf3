"""Taking in files: areas, blocks, lines, postcodes, projects, budgets, engagement."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundaries import commands, queries, typed
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Initiator, Occasion
from commandline.run import FileArgument, run

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.model import Changed

app = typer.Typer(help="Take in a file, whole or not at all.", no_args_is_help=True)

On = Annotated[str, typer.Option("--on", metavar="DATE", help="Since when; else today.")]
Figures = Annotated[Path | None, typer.Option("--figures", metavar="CSV", help="Residents by id.")]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="Which column holds a field."),
]


@app.command("areas")
def import_areas(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Found the areas of a GeoJSON file."""
    from data.importing import read_areas

    store, actor, place, today = run.opened()
    new, notes = read_areas(file, place, _mapping(mapping))
    changed = commands.import_areas(store, actor, new, _occasion(file, on, today))
    _tell(
        N_("{n} areas were imported."),
        len(new),
        changed,
        notes=(*notes.changes, *changed.notes),
        repaired=notes.repaired,
    )


@app.command("blocks")
def import_blocks(
    file: FileArgument,
    figures: Figures = None,
    on: On = "",
    mapping: MapOption = None,
) -> None:
    """Take in building blocks with their residents."""
    from data.importing import read_blocks

    store, actor, place, today = run.opened()
    occasion = _occasion(file, on, today)
    blocks, notes = read_blocks(file, figures, place, _mapping(mapping), occasion.on)
    changed = commands.import_blocks(store, actor, blocks, occasion)
    message = _unmatched(notes.unmatched_figures, notes.unmatched_blocks)
    run.note(*message)
    _tell(
        N_("{n} building blocks were imported."),
        len(blocks),
        changed,
        notes=notes.changes,
        repaired=notes.repaired,
        message=" ".join(message) or None,
        unmatched={"figures": notes.unmatched_figures, "blocks": notes.unmatched_blocks},
    )


@app.command("lines")
def import_lines(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Take in streets, water and railways, to follow and to describe by."""
    from data.importing import read_lines

    store, actor, place, today = run.opened()
    lines = read_lines(file, place, _mapping(mapping))
    changed = commands.import_lines(store, actor, lines, _occasion(file, on, today))
    _tell(N_("{n} lines were imported."), len(lines), changed)


@app.command("postcodes")
def import_postcodes(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Take in which building blocks have addresses in a postcode, from a CSV table."""
    from data.importing import read_postcodes

    store, actor, _place, today = run.opened()
    postcodes = read_postcodes(file, _mapping(mapping))
    changed = commands.import_postcodes(store, actor, postcodes, _occasion(file, on, today))
    _tell(N_("{n} rows of postcodes were imported."), len(postcodes), changed)


@app.command("projects")
def import_projects(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Take in the projects of a CSV table."""
    from data.importing import read_projects

    store, actor, place, today = run.opened()
    with store.read() as parts:

        @cache
        def find(text: str, day: dt.date) -> Any:  # noqa: ANN401 - an area version
            return queries.find_area(parts, text, day)

        projects = read_projects(file, place, _mapping(mapping), find)
    changed = commands.import_projects(store, actor, projects, _occasion(file, on, today))
    _tell(N_("{n} projects were imported."), len(projects), changed)


@app.command("budgets")
def import_budgets(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Grant areas the amounts of a CSV table."""
    from data.importing import read_budgets

    store, actor, _place, today = run.opened()
    with store.read() as parts:

        @cache
        def find(text: str, first: dt.date, last: dt.date) -> Any:  # noqa: ANN401
            return queries.find_area_of(parts, text, first, last)

        budgets = read_budgets(file, _mapping(mapping), find)
    changed = commands.import_budgets(store, actor, budgets, _occasion(file, on, today))
    _tell(N_("{n} budgets were imported."), len(budgets), changed, notes=changed.notes)


@app.command("engagement")
def import_engagement(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Take in how people took part, from a CSV table."""
    from data.importing import read_engagement

    store, actor, _place, today = run.opened()
    with store.read() as parts:

        @cache
        def find(text: str, day: dt.date) -> Any:  # noqa: ANN401
            return queries.find_area(parts, text, day)

        engagement = read_engagement(file, _mapping(mapping), find)
    changed = commands.import_engagement(store, actor, engagement, _occasion(file, on, today))
    _tell(N_("{n} rows of engagement were imported."), len(engagement), changed)


def _occasion(file: Path, on: str, today: dt.date) -> Occasion:
    reason = run.words.text(N_("Imported from {file}."), file=file.name[:100])
    return Occasion(typed.day(on, today), reason, Initiator.MUNICIPALITY)


def _tell(
    template: str,
    n: int,
    changed: Changed,
    *,
    notes: Sequence[str] = (),
    repaired: bool = False,
    **more: object,
) -> None:
    run.note_changes(*notes)
    run.answer(
        {
            "verdict": "repaired" if repaired else "accepted",
            "imported": n,
            "areas": list(changed.areas),
            "change": changed.change,
            "changes": list(notes),
            **more,
        },
        template,
        n=n,
    )


def _mapping(pairs: Sequence[str] | None) -> dict[str, str]:
    mapping = {}
    for pair in pairs or ():
        column, separator, field = pair.partition("=")
        if not separator or not column.strip() or not field.strip():
            raise Refused(
                "map",
                N_("{text} is not a mapping. Write it as column=field, such as statnaam=name."),
                text=pair[:80],
            )
        mapping[column.strip()] = field.strip()
    return mapping


def _unmatched(figures: list[str], blocks: list[str]) -> list[str]:
    message = []
    if figures:
        message.append(
            run.words.text(N_("Figures without a building block: {which}."), which=figures)
        )
    if blocks:
        message.append(
            run.words.text(N_("Building blocks without figures: {which}."), which=blocks)
        )
    return message
