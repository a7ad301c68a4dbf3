"""The command line, `smeedkaart`: as thin as a page, over the same functions."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

import geo
from boundaries import answers, commands, queries, typed
from boundaries.errors import Refused
from boundaries.language import N_, Language, language
from boundaries.model import AreaId, Initiator, Municipality, Occasion, OverlapPolicy, Precision
from data.settings_defaults import DEFAULT_DB, LOOPBACK

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from boundaries.model import Actor, Changed
    from data.store import SqlStore

app = typer.Typer(
    help="Areas whose boundaries residents choose: found, adjust, show and export them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
imports = typer.Typer(help="Take in a file, whole or not at all.", no_args_is_help=True)
exports = typer.Typer(help="Write a file; its extension says the form.", no_args_is_help=True)
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")

GLOBAL_VALUES = ("--db", "--municipality", "--lang")
GLOBAL_FLAGS = ("--json",)


@dataclass(slots=True)
class Run:
    """What the global options said."""

    db: str = DEFAULT_DB
    municipality: str | None = None
    json: bool = False
    words: Language = field(default_factory=lambda: language(None))

    def store(self) -> SqlStore:
        """Open the store."""
        from data.store import open_store

        return open_store(self.db, municipality=self.municipality)

    def opened(self) -> tuple[SqlStore, Actor, Municipality, dt.date]:
        """Open the store; return it with who acts, where, and the day it is."""
        store = self.store()
        with store.read() as parts:
            return store, parts.people.local(), parts.areas.municipality(), parts.areas.today()

    def answer(self, value: dict[str, Any], template: str, **fields: object) -> None:
        """Print the JSON document on stdout, or the sentence; never both there."""
        if self.json:
            import orjson

            sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
        else:
            # Worded only now: the Dutch catalogue takes a while to read.
            sys.stdout.write(self.words.text(template, **fields) + "\n")

    def note(self, *sentences: str) -> None:
        """Say something on stderr."""
        for sentence in sentences:
            sys.stderr.write(sentence + "\n")


run = Run()


@app.callback()
def _global(
    db: Annotated[str, typer.Option(envvar="SMEEDKAART_DB", help="The store.")] = DEFAULT_DB,
    municipality: Annotated[
        str | None, typer.Option(help="Code, where a store holds several.")
    ] = None,
    lang: Annotated[str, typer.Option(help="nl or en.")] = "nl",
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    run.db, run.municipality, run.json, run.words = db, municipality, json, language(lang)


Name = Annotated[str, typer.Option("--name", help="Name of the area.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a sentence.")]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="Since when, as 2007-05-07.")]
By = Annotated[Initiator, typer.Option("--by", help="Whose idea it was.")]
How = Annotated[Precision, typer.Option("--precision", help="How exactly the date is known.")]
Boundary = Annotated[
    str, typer.Option("--geometry", metavar="FILE|WKT", help="GeoJSON, or WKT in metres.")
]
AreaArgument = Annotated[str, typer.Argument(metavar="AREA", help="Id, as GM0118-0001.")]
Revs = Annotated[
    list[int] | None, typer.Option("--rev", help="Revision it was decided on; one per area.")
]
Rev = Annotated[int | None, typer.Option("--rev", help="Revision it was decided on.")]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="Which column holds a field."),
]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE")]
At = Annotated[str | None, typer.Option("--at", metavar="DATE", help="As it stood then.")]
Known = Annotated[
    str | None, typer.Option("--known", metavar="DATE", help="As it was known then (UTC).")
]


@app.command()
def demo(*, seed: Annotated[int, typer.Option(help="Another town.")] = 7) -> None:
    """Make a store with the Hoogeveen story; its geometry is synthetic."""
    from data.demo.story import tell

    made = tell(run.db, seed=seed)
    run.answer(
        made,
        N_("The example store is ready: {areas} areas, {blocks} blocks. All of it is made up."),
        **made,
    )


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8501,
    *,
    open_to_everyone: Annotated[
        bool,
        typer.Option(
            "--open-to-everyone", help="Listen on another address although nobody signs in."
        ),
    ] = False,
) -> None:
    """Serve the web app."""
    if host not in LOOPBACK and not open_to_everyone:
        raise Refused(
            "open_mode",
            N_(
                "The app runs open: anyone who reaches {host} could change everything. "
                "Stay on 127.0.0.1, or say --open-to-everyone."
            ),
            host=host,
        )
    run.store().close()
    os.environ["SMEEDKAART_DB"] = run.db
    if run.municipality:
        os.environ["SMEEDKAART_MUNICIPALITY"] = run.municipality
    import app as web

    run.note(run.words.text(N_("Open {url} in a browser."), url=f"http://{host}:{port}/"))
    web.serve(host, port)


@app.command()
def init(
    code: Annotated[str, typer.Option(help="Code of the municipality, as GM0118.")],
    name: Annotated[str, typer.Option(help="Name of the municipality.")],
    crs: Annotated[str, typer.Option(help="Its CRS in metres.")] = "EPSG:28992",
    within: Annotated[
        str | None, typer.Option(metavar="XMIN,YMIN,XMAX,YMAX", help="Its box, in metres.")
    ] = None,
    overlap: Annotated[OverlapPolicy, typer.Option(help="May areas overlap?")] = (
        OverlapPolicy.FORBIDDEN
    ),
    smallest: Annotated[float, typer.Option(metavar="HECTARES", help="Smallest area.")] = 0.1,
) -> None:
    """Make an empty store for one municipality."""
    from data.places import municipality
    from data.store import create_store

    place = municipality(code, name, crs, within, overlap=overlap, smallest_ha=smallest)
    create_store(run.db, place).close()
    run.answer(
        {"municipality": place.code},
        N_("There is an empty store for {name} now."),
        name=place.name,
    )


@app.command()
def areas(
    at: At = None,
    known: Known = None,
    *,
    wkt: Annotated[bool, typer.Option("--wkt", help="With the geometry, in metres.")] = False,
) -> None:
    """List the areas that stand."""
    store = run.store()
    with store.read() as parts:
        day = typed.day(at, parts.areas.today())
        rows = queries.areas_at(parts, day, known=typed.moment(known))
    lines = [
        f"{r.version.area}  {r.version.name}  "
        f"{run.words.number(r.hectares)} ha  {r.version.valid_from}"
        for r in rows
    ] or [run.words.text(N_("No area stood on {date}."), date=day)]
    run.answer(
        {"areas": [answers.area_answer(r, wkt=wkt) for r in rows]},
        "{lines}",
        lines="\n".join(lines),
    )


@app.command()
def found(
    name: Name,
    geometry: Boundary,
    on: On,
    reason: Reason,
    by: By = Initiator.COORDINATOR,
    precision: How = Precision.DAY,
) -> None:
    """Found an area on land of nobody."""
    _write(
        lambda store, actor, place: commands.found(
            store,
            actor,
            name=name,
            geometry=_boundary(geometry, place),
            occasion=typed.occasion(on, reason, by, precision),
        )
    )


@app.command()
def adjust(
    area: AreaArgument,
    geometry: Boundary,
    on: On,
    reason: Reason,
    shared: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="AREA", help="The shared border moves in this one too."),
    ] = None,
    consent: Annotated[
        list[str] | None, typer.Option("--consent", metavar="AREA", help="Agrees to give land.")
    ] = None,
    rev: Revs = None,
    by: By = Initiator.COORDINATOR,
    precision: How = Precision.DAY,
) -> None:
    """Move the boundary of an area."""
    partners = [AreaId(a) for a in shared or ()]
    _write(
        lambda store, actor, place: commands.adjust(
            store,
            actor,
            AreaId(area),
            geometry=_boundary(geometry, place),
            occasion=typed.occasion(on, reason, by, precision),
            shared_with=partners,
            consent=[AreaId(a) for a in consent or ()],
            revs=dict(zip([AreaId(area), *partners], rev or (), strict=False)),
        )
    )


@app.command()
def grow(
    area: AreaArgument,
    add: Annotated[
        str, typer.Option("--add", metavar="FILE|WKT", help="GeoJSON, or WKT in metres.")
    ],
    on: On,
    reason: Reason,
    rev: Rev = None,
    by: By = Initiator.COORDINATOR,
    precision: How = Precision.DAY,
) -> None:
    """Add land of nobody to an area."""
    _write(
        lambda store, actor, place: commands.grow(
            store,
            actor,
            AreaId(area),
            addition=_boundary(add, place),
            occasion=typed.occasion(on, reason, by, precision),
            rev=rev,
        )
    )


@app.command()
def rename(
    area: AreaArgument,
    name: Name,
    on: On,
    reason: Reason,
    rev: Rev = None,
    by: By = Initiator.COORDINATOR,
    precision: How = Precision.DAY,
) -> None:
    """Give an area another name."""
    _write(
        lambda store, actor, _place: commands.rename(
            store,
            actor,
            AreaId(area),
            name=name,
            occasion=typed.occasion(on, reason, by, precision),
            rev=rev,
        )
    )


@app.command()
def history(area: AreaArgument) -> None:
    """Tell what an area went through."""
    with run.store().read() as parts:
        through = queries.history(parts, AreaId(area))
    run.answer(
        {"area": area, "changes": [answers.area_change_answer(t) for t in through]},
        "{lines}",
        lines="\n".join(
            f"{t.change.occasion.on}  {t.change.kind}  "
            f"+{run.words.number(t.gained_m2 / 10_000)} ha "
            f"-{run.words.number(t.lost_m2 / 10_000)} ha  {t.change.occasion.reason}"
            for t in through
        ),
    )


@app.command()
def log() -> None:
    """List every change in the order of recording."""
    with run.store().read() as parts:
        changes = queries.log(parts)
    run.answer(
        {"changes": [answers.logged_answer(c) for c in changes]},
        "{lines}",
        lines="\n".join(
            f"{c.id}  {c.occasion.on}  {c.kind}  {' '.join(c.areas)}  {c.occasion.reason}"
            for c in changes
        ),
    )


@imports.command("areas")
def import_areas(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Found the areas of a GeoJSON file."""
    from data.importing import read_areas

    store, actor, place, today = run.opened()
    new, notes = read_areas(file, place, _mapping(mapping))
    occasion = Occasion(typed.day(on, today), _import_reason(file), Initiator.MUNICIPALITY)
    changed = commands.import_areas(store, actor, new, occasion)
    run.note(*(run.words.text(n) for n in (*notes.changes, *changed.notes)))
    verdict = "repaired" if notes.repaired else "accepted"
    run.answer(
        {
            "verdict": verdict,
            "imported": len(new),
            "areas": list(changed.areas),
            "changes": [*notes.changes, *changed.notes],
        },
        N_("{n} areas were imported."),
        n=len(new),
    )


@imports.command("blocks")
def import_blocks(
    file: FileArgument,
    figures: Annotated[
        Path | None, typer.Option("--figures", metavar="CSV", help="Residents by id.")
    ] = None,
    on: On = "",
    mapping: MapOption = None,
) -> None:
    """Take in building blocks with their residents."""
    from data.importing import read_blocks

    store, actor, place, today = run.opened()
    day = typed.day(on, today)
    blocks, notes = read_blocks(file, figures, place, _mapping(mapping), day)
    occasion = Occasion(day, _import_reason(file), Initiator.MUNICIPALITY)
    commands.import_blocks(store, actor, blocks, occasion)
    message = _unmatched(notes.unmatched_figures, notes.unmatched_blocks)
    run.note(*(run.words.text(n) for n in notes.changes), *message)
    run.answer(
        {
            "verdict": "repaired" if notes.repaired else "accepted",
            "imported": len(blocks),
            "areas": [],
            "changes": notes.changes,
            "message": " ".join(message) or None,
            "unmatched": {"figures": notes.unmatched_figures, "blocks": notes.unmatched_blocks},
        },
        N_("{n} building blocks were imported."),
        n=len(blocks),
    )


@imports.command("lines")
def import_lines(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Take in streets, water and railways, to follow and to describe by."""
    from data.importing import read_lines

    store, actor, place, today = run.opened()
    lines = read_lines(file, place, _mapping(mapping))
    occasion = Occasion(typed.day(on, today), _import_reason(file), Initiator.MUNICIPALITY)
    commands.import_lines(store, actor, lines, occasion)
    run.answer(
        {"verdict": "accepted", "imported": len(lines), "areas": []},
        N_("{n} lines were imported."),
        n=len(lines),
    )


@imports.command("projects")
def import_projects(file: FileArgument, on: On = "", mapping: MapOption = None) -> None:
    """Take in the projects of a CSV table."""
    from data.importing import read_projects

    store, actor, place, today = run.opened()
    with store.read() as parts:
        projects = read_projects(
            file,
            place,
            _mapping(mapping),
            lambda text, day: queries.find_area(parts, text, day),
        )
    occasion = Occasion(typed.day(on, today), _import_reason(file), Initiator.MUNICIPALITY)
    changed = commands.import_projects(store, actor, projects, occasion)
    run.answer(
        {"verdict": "accepted", "imported": len(projects), "areas": list(changed.areas)},
        N_("{n} projects were imported."),
        n=len(projects),
    )


@app.command()
def consensus(
    file: FileArgument,
    share: Annotated[float, typer.Option(help="Of the drawings: above 0, up to 1.")] = 0.5,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")] = None,
) -> None:
    """Find the land in at least a share of the drawings of a file; needs no store."""
    import orjson

    from data.files import write_whole
    from data.importing import read_drawings
    from geo.measures import M2_PER_HA
    from reports.export import write_consensus

    drawings, notes = read_drawings(file)
    data, m2 = write_consensus(drawings, share, output.suffix if output else ".geojson")
    run.note(*(run.words.text(n) for n in notes.changes))
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
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE")],
    at: At = None,
    known: Known = None,
) -> None:
    """Write the areas of a date as GeoJSON."""
    from data.files import write_whole
    from reports.export import write_areas

    with run.store().read() as parts:
        day = typed.day(at, parts.areas.today())
        data, count = write_areas(parts, output.suffix, day, known=typed.moment(known))
    write_whole(output, data)
    run.answer(
        {"file": str(output), "areas": count, "bytes": len(data)},
        N_("{n} areas were written to {file}."),
        n=count,
        file=str(output),
    )


def _write(command: Callable[[SqlStore, Actor, Municipality], Changed]) -> None:
    store, actor, place, _today = run.opened()
    changed = command(store, actor, place)
    run.note(*(run.words.text(n) for n in changed.notes))
    run.answer(
        answers.changed_answer(changed),
        N_("Recorded as change {change}: {areas}."),
        change=changed.change,
        areas=list(changed.areas),
    )


def _boundary(source: str, place: Municipality) -> Any:  # noqa: ANN401 - any shapely geometry
    from data.readers.boundary import read_boundary

    return read_boundary(source, place)


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


def _import_reason(file: Path) -> str:
    return run.words.text(N_("Imported from {file}."), file=file.name[:100])


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


def _globals_first(arguments: Sequence[str]) -> list[str]:
    """Let the global options stand anywhere, as they may before or after the command."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in GLOBAL_FLAGS or argument.startswith(tuple(f"{g}=" for g in GLOBAL_VALUES)):
            front.append(argument)
        elif argument in GLOBAL_VALUES:
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            rest.append(argument)
    return front + rest


def _refuse(code: str, sentence: str, ids: Sequence[object] = (), place: str | None = None) -> int:
    where = f" ({place})" if place else ""
    run.note(sentence + where)
    if run.json:
        error = {"code": code, "message": sentence, "ids": [str(i) for i in ids], "place": place}
        run.answer({"error": error}, "")
    return 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 2 refused, 1 unexpected."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Also a fault in reading the options is answered in the asked form.
    run.json = "--json" in given
    if "--lang" in given[:-1]:
        run.words = language(given[given.index("--lang") + 1])
    try:
        code = app(args=_globals_first(given), standalone_mode=False) or 0
    except NoArgsIsHelpError as help_text:
        sys.stdout.write(help_text.format_message() + "\n")
        code = 2
    except ClickException as error:
        template = N_("This command was not understood: {detail} See: smeedkaart --help.")
        code = _refuse("usage", run.words.text(template, detail=error.format_message()))
    except (Refused, geo.GeometryError) as refused:
        place = getattr(refused, "place", None)
        code = _refuse(refused.code, run.words.sentence(refused), refused.ids, place)
    sys.exit(code)


if __name__ == "__main__":
    main()
