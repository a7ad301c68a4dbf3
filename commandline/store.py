"""The store itself: making one, serving it, keeping it safe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import OverlapPolicy, Role
from commandline.run import run
from data.settings_defaults import LOOPBACK

app = typer.Typer()

CopyArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")]


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
    from data.settings import settings

    if host not in LOOPBACK and not open_to_everyone and settings().sign_in is None:
        raise Refused(
            "open_mode",
            N_(
                "The app runs open: anyone who reaches {host} could change everything. "
                "Let people sign in (SMEEDKAART_SIGN_IN), stay on 127.0.0.1, or say "
                "--open-to-everyone."
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
    *,
    beside: Annotated[
        bool, typer.Option("--beside", help="In a store that is there, beside what it holds.")
    ] = False,
) -> None:
    """Make an empty store for one municipality."""
    from data.places import municipality
    from data.store import add_municipality, create_store

    place = municipality(code, name, crs, within, overlap=overlap, smallest_ha=smallest)
    if beside:
        add_municipality(run.db, place)
    else:
        create_store(run.db, place).close()
    run.answer(
        {"municipality": place.code},
        N_("There is an empty store for {name} now."),
        name=place.name,
    )


@app.command("role")
def give_role(
    subject: Annotated[str, typer.Argument(help="How the sign-in knows somebody.")], role: Role
) -> None:
    """Let somebody who signs in act in a role; `visitor` takes it away."""
    from boundaries import commands

    store, actor, _place, _today = run.opened()
    commands.give_role(store, actor, subject, role)
    run.answer(
        {"subject": subject.strip(), "role": role.value},
        N_("{subject} acts as {role} from now on."),
        subject=subject.strip(),
        role=role,
    )


@app.command()
def backup(file: CopyArgument) -> None:
    """Copy the store to one file, also while it is in use."""
    from data.store import backup_store

    kept = backup_store(run.db, file)
    run.answer(
        {"file": str(kept.path), "bytes": kept.bytes},
        N_("The store was copied to {file}."),
        file=str(kept.path),
    )


@app.command()
def restore(
    file: CopyArgument,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Over a store that is there; it is kept aside.")
    ] = False,
) -> None:
    """Make the store what a copy holds."""
    from data.store import restore_store

    kept = restore_store(run.db, file, replace=replace)
    if kept.replaced:
        run.note(run.words.text(N_("What was there is kept as {file}."), file=str(kept.replaced)))
    run.answer(
        {
            "file": str(kept.path),
            "bytes": kept.bytes,
            "replaced": str(kept.replaced) if kept.replaced else None,
        },
        N_("The store {file} holds the copy now."),
        file=str(kept.path),
    )


@app.command()
def move(
    to: Annotated[str, typer.Option("--to", metavar="URL", help="The new place, empty.")],
) -> None:
    """Move the store to another database; the old one can only be read from then on."""
    from data.store import move_store

    moved = move_store(run.db, to)
    run.answer(
        {"to": moved.to, "municipalities": list(moved.municipalities), "rows": moved.rows},
        N_("The store is at {to} now ({rows} rows). The old one can only be read."),
        to=moved.to,
        rows=moved.rows,
    )


@app.command()
def verify() -> None:
    """Look the store over: the file, the books, the history, and later edits."""
    from data.store import verify_store

    problems = verify_store(run.db, run.municipality)
    said = [run.words.sentence(problem) for problem in problems]
    run.answer(
        {"ok": not problems, "problems": said},
        "{lines}",
        lines="\n".join(said) or run.words.text(N_("The store is sound.")),
    )
    if problems:
        raise typer.Exit(1)
