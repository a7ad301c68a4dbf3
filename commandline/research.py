"""Research: whether scale goes with engagement, and how well the method finds that out."""

from __future__ import annotations

import re
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundaries.errors import Refused
from boundaries.language import N_
from commandline.run import run
from reports.research import SEED

if TYPE_CHECKING:
    from reports.research.points import Points
    from reports.research.scale import Answer
    from reports.research.simulation import Found
    from reports.research.waiting import Waiting

app = typer.Typer(help="What the panel tells of scale, and what not.", no_args_is_help=True)


class Outcome(StrEnum):
    """What may go with scale."""

    PARTICIPANTS = "participants"
    PROJECTS = "projects"
    HOURS = "hours"
    SPENT = "spent"


@app.command()
def scale(
    outcome: Annotated[
        Outcome, typer.Option(help="What may go with scale.")
    ] = Outcome.PARTICIPANTS,
    years: Annotated[
        str | None, typer.Option(metavar="FIRST-LAST", help="Only these years, as 2010-2019.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the shuffling.")] = SEED,
) -> None:
    """Say whether small areas take part more, how sure that is, and what it isn't."""
    from reports.research import sentences
    from reports.research.panel import panel
    from reports.research.points import Outcome as Of
    from reports.research.points import points
    from reports.research.scale import answer

    asked = Of(outcome.value)
    span = _years(years)
    with run.store().read() as parts:
        found = points(panel(parts).rows, asked, span, k=parts.areas.municipality().k)
    told = answer(found.points, seed=seed, few=found.few)
    if run.json:
        run.answer(_document(asked.value, seed, found, told), "")
        return
    said = [
        *sentences.data_check(found),
        sentences.warning(told),
        sentences.outcome_of(told, asked),
        *sentences.doubts(told),
    ]
    lines = [one.word(run.words) for one in said if one is not None]
    lines = [run.words.text(sentences.QUESTION), *lines, run.words.text(sentences.CAUSE)]
    run.answer({}, "{lines}", lines="\n".join(lines))


def _document(outcome: str, seed: int, found: Points, told: Answer) -> dict[str, Any]:
    doubled = None if told.elasticity is None else 100 * (2**told.elasticity - 1)
    return {
        "outcome": outcome,
        "model": "nb2",
        "seed": seed,
        "first_year": found.first,
        "last_year": found.last,
        "rows": found.rows,
        "hidden": found.hidden,
        "missing": found.missing,
        **asdict(told),
        "few": told.few,
        "doubling_percent": doubled,
        "points": [asdict(one) for one in found.points],
        "cause": run.words.text(_cause()),
    }


def _cause() -> str:
    from reports.research.sentences import CAUSE

    return CAUSE


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        raise Refused(
            "usage", N_("{text} is no span of years. Give it as 2010-2019."), text=text[:60]
        )
    return first, last


@app.command()
def waiting() -> None:
    """Say how long projects take from idea to done, with those not done yet counted too."""
    from reports.research.waiting import waiting as waited

    with run.store().read() as parts:
        found = waited(parts)
    value = {"kinds": [asdict(one) for one in found]}
    run.answer(value, "{lines}", lines="" if run.json else "\n".join(map(_waited, found)))


def _waited(one: Waiting) -> str:
    kind = run.words.kind(one.kind)
    if one.median is None:
        template = N_(
            "{kind}: {projects} projects, {done} done; too few to say how long half takes."
        )
        return run.words.text(template, kind=kind, projects=one.projects, done=one.done)
    template = N_(
        "{kind}: {projects} projects, {done} done; half is done after {days} days, margin {lo} to "
        "{hi}."
    )
    lo, hi = ("?" if end is None else run.words.number(round(end)) for end in (one.low, one.high))
    return run.words.text(
        template,
        kind=kind,
        projects=one.projects,
        done=one.done,
        days=round(one.median),
        lo=lo,
        hi=hi,
    )


@app.command()
def simulate(
    areas: Annotated[int, typer.Option(min=8, max=1_000, help="In each municipality.")] = 25,
    runs: Annotated[int, typer.Option(min=1, max=10_000, help="Municipalities.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="Of all that is made up.")] = 1,
    k: Annotated[
        int, typer.Option("--k", min=0, help="Hide years of fewer people; 0 hides nothing.")
    ] = 0,
) -> None:
    """Try the method on made-up municipalities of which the truth is known; needs no store."""
    from reports.research.scale import PLANTED
    from reports.research.simulation import simulate as tried

    found = [tried(areas, runs, seed, planted=planted, k=k) for planted in (0.0, PLANTED)]
    asked = {"areas": areas, "runs": runs, "seed": seed, "k": k}
    value = asked | {"cases": [asdict(one) for one in found]}
    lines = "" if run.json else "\n".join(_case(one) for one in found)
    run.answer(value, "{lines}", lines=lines)


def _case(one: Found) -> str:
    template = N_(
        "Planted {planted}: a link is told in {rejected} % (cautious check {shuffled} %), the "
        "interval holds the truth in {covered} %, mean {mean}, no interval in {none} %, "
        "{hidden} % of the years hidden."
    )
    number = run.words.number
    return run.words.text(
        template,
        planted=number(one.planted, 2),
        rejected=number(100 * one.rejected),
        shuffled=number(100 * one.shuffled),
        covered=number(100 * one.covered),
        mean=number(one.mean, 3),
        none=number(100 * one.no_interval),
        hidden=number(100 * one.hidden),
    )
