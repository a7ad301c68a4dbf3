"""Writing files: areas of a date, and the land that drawings share."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from boundaries import typed
from boundaries.errors import Refused
from boundaries.language import N_
from commandline.run import At, FileArgument, Known, run

app = typer.Typer()
DIST = Path(__file__).parents[1] / "web" / "dist"
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE")]
OptionalOutput = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")]


class Csv(StrEnum):
    """Who a CSV is for."""

    DUTCH = "dutch"
    PLAIN = "plain"


CsvOption = Annotated[
    Csv, typer.Option("--csv", help="For a Dutch spreadsheet, or with comma and point.")
]
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
    csv: CsvOption = Csv.DUTCH,
    indicator: Annotated[
        str, typer.Option(metavar="ID", help="What a map shows; `stats --json` has the ids.")
    ] = "",
) -> None:
    """Write areas: .geojson, .gpkg, .csv, .xlsx, .parquet or .zip; a map: .html, .png or .pdf."""
    from reports.export import MAP_FORMS, write_areas

    if output.suffix.lower() in MAP_FORMS:
        if known is not None:
            raise Refused("usage", N_("A map shows what is known now: leave out --known."))
        _export_map(output, at, indicator)
        return
    with run.store().read() as parts:
        day = typed.day(at, parts.areas.today())
        data, count = write_areas(
            parts, output.suffix, day, known=typed.moment(known), plain=csv is Csv.PLAIN
        )
    _write(output, data, {"areas": count}, N_("{n} areas were written to {file}."))


@exports.command("proposals")
def export_proposals(
    output: Output,
    at: At = None,
    csv: CsvOption = Csv.DUTCH,
) -> None:
    """Write what is public of proposals: .geojson, .gpkg, .csv or .xlsx."""
    from reports.export import write_proposals

    with run.store().read() as parts:
        day = typed.day(at, parts.areas.today())
        data, count = write_proposals(parts, output.suffix, day, plain=csv is Csv.PLAIN)
    _write(output, data, {"proposals": count}, N_("{n} proposals were written to {file}."))


@exports.command("crosswalk")
def export_crosswalk(
    output: Output,
    at: At = None,
    csv: CsvOption = Csv.DUTCH,
) -> None:
    """Write who lives in areas and in CBS neighbourhoods and districts: .csv or .xlsx."""
    from reports.export import write_crosswalk

    with run.store().read() as parts:
        day = typed.day(at, parts.areas.today())
        data, count = write_crosswalk(parts, output.suffix, day, plain=csv is Csv.PLAIN)
    _write(output, data, {"rows": count}, N_("{n} rows were written to {file}."))


@exports.command("panel")
def export_panel(
    output: Output,
    csv: CsvOption = Csv.DUTCH,
) -> None:
    """Write areas through the years, for research: .csv, .parquet or .zip with a codebook."""
    from reports.research.files import write_panel

    with run.store().read() as parts:
        data, count = write_panel(parts, output.suffix, plain=csv is Csv.PLAIN)
    _write(output, data, {"rows": count}, N_("{n} rows were written to {file}."))


def _export_map(output: Path, at: str | None, indicator: str) -> None:
    """Write a map of an indicator; without a date a document goes through the years."""
    from data.settings import basemap
    from reports.assets import load_assets
    from reports.export.maps import write_map

    with run.store().read() as parts:
        data, count = write_map(
            parts,
            output.suffix.lower(),
            None if at is None else typed.day(at, parts.areas.today()),
            run.words,
            load_assets(DIST),
            indicator=indicator,
            tiles=basemap(parts.areas.municipality().basemap),
        )
    _write(output, data, {"areas": count}, N_("A map of {n} areas was written to {file}."))


def _write(output: Path, data: bytes, counted: dict[str, int], message: str) -> None:
    """Write a file, and answer how much of what is in it."""
    from data.files import write_whole

    write_whole(output, data)
    (n,) = counted.values()
    run.answer({"file": str(output), **counted, "bytes": len(data)}, message, n=n, file=str(output))
