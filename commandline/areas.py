"""Areas: listing them, founding, moving, growing, merging, splitting, ending, undoing."""

from __future__ import annotations

from typing import Annotated

import typer

from boundaries import commands, typed
from boundaries.dividing import read_divide
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import AreaId, Changed, ChangeId, Initiator, Precision
from commandline.changing import Asked, change, tell
from commandline.run import AreaArgument, Boundary, By, ChangeArgument, Name, Reason, Revs, run

app = typer.Typer()

Divide = Annotated[
    str, typer.Option("--divide", metavar="residents|equal|0.7,0.3", help="How money is divided.")
]

Given = Annotated[
    list[str] | None,
    typer.Option(
        "--project", metavar="PROJECT=1|2", help="To which part a project goes; again for more."
    ),
]


@change(app)
def found(asked: Asked, name: Name, geometry: Boundary) -> Changed:
    """Found an area on land of nobody."""
    return commands.found(
        asked.store,
        asked.actor,
        name=name,
        geometry=asked.boundary(geometry),
        occasion=asked.occasion,
    )


@change(app)
def adjust(
    asked: Asked,
    area: AreaArgument,
    geometry: Boundary,
    shared: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="AREA", help="The shared border moves in this one too."),
    ] = None,
    consent: Annotated[
        list[str] | None, typer.Option("--consent", metavar="AREA", help="Agrees to give land.")
    ] = None,
) -> Changed:
    """Move the boundary of an area."""
    partners = shared or []
    return commands.adjust(
        asked.store,
        asked.actor,
        AreaId(area),
        geometry=asked.boundary(geometry),
        occasion=asked.occasion,
        shared_with=[AreaId(a) for a in partners],
        consent=[AreaId(a) for a in consent or ()],
        revs=asked.revs_of(area, *partners),
    )


@change(app)
def grow(
    asked: Asked,
    area: AreaArgument,
    add: Annotated[
        str, typer.Option("--add", metavar="FILE|WKT", help="GeoJSON, or WKT in metres.")
    ],
) -> Changed:
    """Add land of nobody to an area."""
    return commands.grow(
        asked.store,
        asked.actor,
        AreaId(area),
        addition=asked.boundary(add),
        occasion=asked.occasion,
        rev=asked.rev_of(area),
    )


@change(app)
def merge(
    asked: Asked,
    areas: Annotated[list[str], typer.Argument(metavar="AREA AREA ...")],
    name: Name,
    *,
    apart: Annotated[
        bool, typer.Option("--apart", help="They may lie apart from each other.")
    ] = False,
) -> Changed:
    """Make one new area of two or more; money and projects go along."""
    return commands.merge(
        asked.store,
        asked.actor,
        [AreaId(a) for a in areas],
        name=name,
        occasion=asked.occasion,
        apart=apart,
        revs=asked.revs_of(*areas),
    )


@change(app)
def split(
    asked: Asked,
    area: AreaArgument,
    line: Annotated[
        str, typer.Option("--line", metavar="FILE|WKT", help="Where to cut: GeoJSON or WKT.")
    ],
    name: Annotated[
        list[str], typer.Option("--name", help="Twice: left of the line, then right of it.")
    ],
    divide: Divide = "residents",
    project: Given = None,
) -> Changed:
    """Make two new areas of one along a line; its money is divided."""
    from data.readers.boundary import read_line

    if len(name) != 2:
        raise Refused(
            "names",
            N_("Give --name twice: first the part left of the line, then the part right of it."),
            ids=[area],
        )
    return commands.split(
        asked.store,
        asked.actor,
        AreaId(area),
        line=read_line(line, asked.place),
        names=(name[0], name[1]),
        occasion=asked.occasion,
        divide=read_divide(divide),
        projects=_given(project),
        rev=asked.rev_of(area),
    )


def _given(projects: list[str] | None) -> dict[str, int]:
    """Return of each project the number of its part, from 0 on."""
    found = {}
    for one in projects or ():
        project, _, part = one.rpartition("=")
        if not project or part not in {"1", "2"}:
            raise Refused(
                "project_part",
                N_("{given} says no project and part. Write it as PROJECT=1 or PROJECT=2."),
                ids=[one],
                given=one,
            )
        found[project] = int(part) - 1
    return found


@change(app, "carve-out")
def carve_out(
    asked: Asked,
    area: AreaArgument,
    geometry: Boundary,
    name: Name,
    divide: Divide = "residents",
    project: Given = None,
) -> Changed:
    """Make a part of an area an area of its own; the rest stays."""
    return commands.carve_out(
        asked.store,
        asked.actor,
        AreaId(area),
        geometry=asked.boundary(geometry),
        name=name,
        occasion=asked.occasion,
        divide=read_divide(divide),
        projects=_given(project),
        rev=asked.rev_of(area),
    )


@change(app)
def rename(asked: Asked, area: AreaArgument, name: Name) -> Changed:
    """Give an area another name."""
    return commands.rename(
        asked.store,
        asked.actor,
        AreaId(area),
        name=name,
        occasion=asked.occasion,
        rev=asked.rev_of(area),
    )


@change(app)
def rest(asked: Asked, area: AreaArgument) -> Changed:
    """Put an area to rest: it keeps its land and money."""
    return commands.rest(
        asked.store, asked.actor, AreaId(area), occasion=asked.occasion, rev=asked.rev_of(area)
    )


@change(app)
def wake(asked: Asked, area: AreaArgument) -> Changed:
    """Wake an area that rests."""
    return commands.wake(
        asked.store, asked.actor, AreaId(area), occasion=asked.occasion, rev=asked.rev_of(area)
    )


@change(app)
def dissolve(
    asked: Asked,
    area: AreaArgument,
    to: Annotated[
        str | None, typer.Option("--to", metavar="AREA", help="Gets its money and projects.")
    ] = None,
) -> Changed:
    """End an area; its land becomes nobody's."""
    return commands.dissolve(
        asked.store,
        asked.actor,
        AreaId(area),
        occasion=asked.occasion,
        to=None if to is None else AreaId(to),
        revs=asked.revs_of(area, *([] if to is None else [to])),
    )


@app.command()
def correct(
    number: ChangeArgument,
    reason: Reason,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The date it should have had.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="The right name.")] = None,
    geometry: Annotated[
        str | None,
        typer.Option("--geometry", metavar="FILE|WKT", help="The right boundary."),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option("--area", metavar="AREA", help="Which one, where the change made several."),
    ] = None,
    precision: Annotated[
        Precision | None, typer.Option("--precision", help="How exactly the date is known.")
    ] = None,
    rev: Revs = None,
    by: By = Initiator.COORDINATOR,
) -> None:
    """Correct what a change recorded wrongly; what was known before can still be asked for."""
    from data.readers.boundary import read_boundary

    store, actor, place, _today = run.opened()
    first = None if on is None else typed.first_of(typed.day(on), precision)
    correction = commands.Correction(
        on=first,
        precision=precision,
        name=name,
        geometry=None if geometry is None else read_boundary(geometry, place),
        area=None if area is None else AreaId(area),
    )
    tell(
        commands.correct(
            store,
            actor,
            ChangeId(number),
            correction,
            reason=reason,
            initiator=by,
            revs=rev or (),
        )
    )


@app.command()
def undo(
    number: ChangeArgument,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Since when; else as if it had never been."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence.")] = "",
    rev: Revs = None,
    by: Annotated[Initiator | None, typer.Option("--by", help="Whose idea it was.")] = None,
    precision: Annotated[
        Precision | None, typer.Option("--precision", help="How exactly the date is known.")
    ] = None,
) -> None:
    """Undo a change: areas, money and projects are again what they were before it."""
    store, actor, _place, _today = run.opened()
    when = None
    if on is not None:
        when = typed.occasion(on, reason, by or Initiator.COORDINATOR, precision or Precision.DAY)
    tell(
        commands.undo(
            store,
            actor,
            ChangeId(number),
            occasion=when,
            reason=reason,
            initiator=by,
            revs=rev or (),
        )
    )
