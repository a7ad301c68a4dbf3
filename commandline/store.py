"""The store itself: making one, serving it, keeping it safe."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import OverlapPolicy
from commandline.run import run
from data.settings_defaults import LOOPBACK

app = typer.Typer()


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
