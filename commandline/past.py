"""What stands and what happened: areas of a date, history of one, the log of all."""

from __future__ import annotations

from typing import Annotated

import typer

from boundaries import answers, queries, typed
from boundaries.growing_up import growth_of
from boundaries.language import N_
from boundaries.model import AreaId
from commandline.run import AreaArgument, At, Known, run

app = typer.Typer()


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
def everywhere(at: At = None) -> None:
    """List what stands in every municipality of the store, with its size."""
    from data.store import every_area, utc_now
    from geo.measures import M2_PER_HA

    day = typed.day(at, utc_now().date())
    found = every_area(run.db, day)
    rows = sorted((code, area, m2) for code, areas in found.items() for area, m2 in areas.items())
    lines = [f"{area}  {run.words.number(m2 / M2_PER_HA)} ha" for _, area, m2 in rows]
    run.answer(
        {"areas": [{"municipality": m, "id": a, "area_m2": m2} for m, a, m2 in rows]},
        "{lines}",
        lines="\n".join(lines) or run.words.text(N_("No area stood on {date}."), date=day),
    )


@app.command()
def history(
    area: AreaArgument,
    *,
    growth: Annotated[
        bool, typer.Option("--growth", help="With what each version gained, lost and kept.")
    ] = False,
    lineage: Annotated[
        bool, typer.Option("--lineage", help="With all areas it came from and that came of it.")
    ] = False,
) -> None:
    """Tell what an area went through."""
    asked = AreaId(area)
    with run.store().read() as parts:
        through = queries.history(parts, asked)
        stages = growth_of(parts, asked) if growth else []
        came_from = parts.areas.ancestors(asked) if lineage else []
        came_of = parts.areas.descendants(asked) if lineage else []
    answer = {"area": area, "changes": [answers.area_change_answer(t) for t in through]}
    if growth:
        answer["growth"] = [answers.stage_answer(stage) for stage in stages]
    if lineage:
        answer |= {"ancestors": came_from, "descendants": came_of}
    lines = [
        f"{t.change.occasion.on}  {run.words.value(t.change.kind)}  "
        f"+{run.words.number(t.gained_m2 / 10_000)} ha "
        f"-{run.words.number(t.lost_m2 / 10_000)} ha  {t.change.occasion.reason}"
        for t in through
    ]
    lines += [
        f"{s.version.valid_from}  {run.words.number(s.area_m2 / 10_000)} ha  "
        f"{'?' if s.residents is None else run.words.number(s.residents)}"
        for s in stages
    ]
    lines += [" ".join(["<-", *came_from]), " ".join(["->", *came_of])] if lineage else []
    run.answer(answer, "{lines}", lines="\n".join(lines))


@app.command()
def log() -> None:
    """List every change in the order of recording."""
    with run.store().read() as parts:
        logged = queries.log_of_land(parts)
    run.answer(
        {"changes": [answers.logged_answer(one) for one in logged]},
        "{lines}",
        lines="\n".join(
            f"{c.id}  {c.occasion.on}  {run.words.value(c.kind)}  "
            f"{' '.join(c.areas)}  {c.occasion.reason}"
            for c in (one.change for one in logged)
        ),
    )
