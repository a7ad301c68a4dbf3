"""Writing files: areas of a date, and the land that drawings share."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boundaries import typed
from boundaries.language import N_
from commandline.run import At, FileArgument, Known, run

app = typer.Typer()
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE")]
OptionalOutput = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")]


class Csv(StrEnum):
    """Who a CSV is for."""

    DUTCH = "dutch"
    PLAIN = "plain"


exports = typer.Typer(help="Write a file; its extension says the form.", no_args_is_help=True)


@app.command()
def consensus(
    file: FileArgument,
    share: Annotated[float, typer.Option(help="Of the drawings: above 0, up to 1.")] = 0.5,
    output: OptionalOutput = None,
) -> None:
    """Find the land in at least a share of the drawings of a file; needs no store."""
    import orjson

    from data.files import write_whole
    from data.importing import read_drawings
    from geo.measures import M2_PER_HA
    from reports.export import write_consensus

    drawings, notes = read_drawings(file)
    data, m2 = write_consensus(drawings, share, output.suffix if output else ".geojson")
    run.note_changes(*notes.changes)
    message = N_("Land in at least {share} % of {n} drawings: {ha} ha.")
    said = {
        "share": run.words.number(100 * share),
        "n": len(drawings),
        "ha": run.words.number(m2 / M2_PER_HA, 2),
    }
    if output:
        write_whole(output, data)
    elif not run.json:
        # As other tools do: the file goes to stdout, and what there is to say beside it.
        sys.stdout.write(data.decode())
        run.note(run.words.text(message, **said))
        return
    run.answer(
        {
            "verdict": "repaired" if notes.repaired else "accepted",
            "drawings": len(drawings),
            "share": share,
            "area_m2": m2,
            "file": str(output) if output else None,
            "consensus": None if output else orjson.loads(data),
            "changes": notes.changes,
        },
        message,
        **said,
    )


@exports.command("areas")
def export_areas(
    output: Output,
    at: At = None,
    known: Known = None,
    csv: Annotated[
        Csv, typer.Option("--csv", help="For a Dutch spreadsheet, or with comma and point.")
    ] = Csv.DUTCH,
) -> None:
    """Write the areas of a date: .geojson, .gpkg, .csv, .xlsx, .parquet or .zip."""
    from data.files import write_whole
    from reports.export import write_areas

    with run.store().read() as parts:
        day = typed.day(at, parts.areas.today())
        data, count = write_areas(
            parts, output.suffix, day, known=typed.moment(known), plain=csv is Csv.PLAIN
        )
    write_whole(output, data)
    run.answer(
        {"file": str(output), "areas": count, "bytes": len(data)},
        N_("{n} areas were written to {file}."),
        n=count,
        file=str(output),
    )
