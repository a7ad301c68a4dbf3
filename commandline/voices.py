"""Rounds to draw in, and proposals: asking, responding, deciding."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundaries import answers, commands, typed, voices
from boundaries.commands.proposals_known import known_proposal
from boundaries.language import N_
from boundaries.model import AreaId
from boundaries.participation import Asks, Outcome, ProposalId, ResponseId, RoundId
from boundaries.words import STATUS_WORDS
from commandline.changing import tell
from commandline.run import Reason, run

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, Municipality

app = typer.Typer()
rounds = typer.Typer(help="Call on residents to draw.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="PROPOSAL", help="Its number.")]
Secret = Annotated[
    str | None, typer.Option("--link", metavar="SECRET", help="Of the private link it belongs to.")
]
Land = Annotated[
    str | None, typer.Option("--geometry", metavar="FILE|WKT", help="GeoJSON, or WKT in metres.")
]
Text = Annotated[str, typer.Option("--reason", help="Why, in a sentence.")]


def _land(source: str | None, place: Municipality) -> BaseGeometry | None:
    from data.readers.boundary import read_boundary

    return None if source is None else read_boundary(source, place)


def _day(text: str) -> dt.date:
    return typed.day(text, dt.date.min)


def _by(actor: Actor, secret: str | None) -> Actor:
    if secret is None:
        return actor
    with run.store().read() as parts:
        return voices.acting_by(parts, actor, secret)


@rounds.command("open")
def open_round(
    name: Annotated[str, typer.Option("--name", help="As 'Teken jouw Krakeel'.")],
    opens: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    closes: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")],
    reason: Reason,
    outline: Annotated[
        str | None, typer.Option("--outline", metavar="FILE|WKT", help="What it is about.")
    ] = None,
) -> None:
    """Let residents draw from a day up to and on another."""
    store, actor, place, _ = run.opened()
    opened = commands.open_round(
        store,
        actor,
        name=name,
        opens=_day(opens),
        closes=_day(closes),
        reason=reason,
        outline=_land(outline, place),
    )
    run.answer(
        {"change": opened.change, "round": opened.round},
        N_("Round {round} is open, as change {change}."),
        round=str(opened.round),
        change=str(opened.change),
    )


@rounds.command("close")
def close_round(
    number: Annotated[int, typer.Argument(metavar="ROUND", help="Its number.")], reason: Reason
) -> None:
    """End a round; what was drawn stays."""
    store, actor, _place, _ = run.opened()
    changed = commands.close_round(store, actor, RoundId(number), reason=reason)
    run.answer(
        {"change": changed.change, "round": number},
        N_("Round {round} is closed, as change {change}."),
        round=str(number),
        change=str(changed.change),
    )


@rounds.command("list")
def list_rounds() -> None:
    """Show all rounds, the newest first."""
    with run.store().read() as parts:
        today = parts.areas.today()
        found = parts.participation.rounds()
    rows = [
        {"id": r.id, "name": r.name, "opens": r.opens, "closes": r.closes, "open": r.is_open(today)}
        for r in found
    ]
    lines = [f"{r.id}  {r.opens}  {r.closes}  {r.name}" for r in found]
    run.answer({"rounds": rows}, "{lines}", lines="\n".join(lines))


@app.command()
def propose(
    asks: Annotated[Asks, typer.Argument(metavar="new|adjust|merge|split|rest")],
    title: Annotated[str, typer.Option("--title", help="In a few words.")],
    reason: Reason,
    areas: Annotated[list[str] | None, typer.Argument(metavar="AREA ...")] = None,
    name: Annotated[str, typer.Option("--name", help="Of the area that comes of it.")] = "",
    second_name: Annotated[str, typer.Option("--second-name", help="The other part.")] = "",
    geometry: Land = None,
    opens: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day to respond.")
    ] = None,
    link: Secret = None,
    *,
    draft: Annotated[bool, typer.Option("--draft", help="Nobody may respond yet.")] = False,
) -> None:
    """Ask for a change of areas; everybody may respond to it."""
    store, actor, place, _ = run.opened()
    ask = commands.Ask(
        asks,
        title,
        reason,
        [AreaId(a) for a in areas or ()],
        _split_line(geometry, place) if asks is Asks.SPLIT else _land(geometry, place),
        name,
        second_name,
    )
    made = commands.propose(
        store, _by(actor, link), ask, opens=_day(opens) if opens else None, draft=draft
    )
    run.answer(
        {"change": made.change, "proposal": made.proposal, "secret": made.secret},
        N_("Proposal {number} is there, as change {change}."),
        number=str(made.proposal),
        change=str(made.change),
    )
    if made.secret and not run.json:
        _tell_secret(made.secret)


@app.command()
def submit(number: Number, link: Secret = None) -> None:
    """Let everybody respond to a draft."""
    store, actor, _place, _ = run.opened()
    tell(commands.submit(store, _by(actor, link), ProposalId(number)))


@app.command()
def support(number: Number, reason: Text = "", link: Secret = None) -> None:
    """Say to be for a proposal."""
    _respond(number, reason, link, in_favour=True)


@app.command("object")
def object_to(number: Number, reason: Text, link: Secret = None) -> None:
    """Say to be against a proposal, and why."""
    _respond(number, reason, link, in_favour=False)


@app.command()
def decide(
    number: Number,
    outcome: Annotated[Outcome, typer.Option(help="What was decided.")],
    body: Annotated[str, typer.Option("--body", help="Who decided; no person.")],
    reason: Reason,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="From when on it holds.")
    ] = None,
    geometry: Land = None,
    consent: Annotated[
        list[str] | None, typer.Option("--consent", metavar="AREA", help="Agrees to give land.")
    ] = None,
) -> None:
    """Decide on a proposal and carry it out, in one go."""
    store, actor, place, today = run.opened()
    decision = commands.Decision(
        outcome,
        body,
        reason,
        typed.day(on, today),
        _land(geometry, place),
        [AreaId(a) for a in consent or ()],
    )
    tell(commands.decide(store, actor, ProposalId(number), decision))


@app.command()
def withdraw(number: Number, reason: Reason, link: Secret = None) -> None:
    """Take an own proposal back."""
    store, actor, _place, _ = run.opened()
    tell(commands.withdraw(store, _by(actor, link), ProposalId(number), reason=reason))


@app.command()
def proposals() -> None:
    """Show all proposals, the newest first."""
    with run.store().read() as parts:
        today, k = parts.areas.today(), parts.areas.municipality().k
        found = [
            (p, voices.counts(parts.participation.responses(p.id), k))
            for p in parts.participation.proposals()
        ]
    lines = [
        f"{p.id}  {run.words.text(STATUS_WORDS[p.status(today)])}  {p.title}" for p, _ in found
    ]
    run.answer(
        {"proposals": [answers.proposal_answer(p, counted, today) for p, counted in found]},
        "{lines}",
        lines="\n".join(lines),
    )


@app.command()
def responses(number: Number) -> None:
    """Show the responses to a proposal with their numbers; never whose they are."""
    with run.store().read() as parts:
        known_proposal(parts, ProposalId(number))
        found = parts.participation.responses(ProposalId(number))
    sides = {True: run.words.text(N_("For")), False: run.words.text(N_("Against"))}
    rows = [
        {
            "id": r.id,
            "in_favour": r.in_favour,
            "on": r.on,
            "reason": "" if r.hidden else r.reason,
            "hidden": r.hidden,
        }
        for r in found
    ]
    lines = [
        f"{r.id}  {r.on}  {sides[r.in_favour]}  "
        + (
            run.words.text(N_("Hidden by the coordinator: {why}"), why=r.hidden)
            if r.hidden
            else r.reason
        )
        for r in found
    ]
    run.answer({"proposal": number, "responses": rows}, "{lines}", lines="\n".join(lines))


@app.command()
def hide(
    number: Number,
    response: Annotated[int, typer.Argument(metavar="RESPONSE", help="See responses PROPOSAL.")],
    reason: Reason,
) -> None:
    """Hide an unlawful text of a response: it counts as before, and its place says why."""
    store, actor, _place, _ = run.opened()
    commands.hide_response(store, actor, ProposalId(number), ResponseId(response), why=reason)
    run.answer(
        {"proposal": number, "response": response, "hidden": reason.strip()},
        N_("The text of response {response} is hidden."),
        response=str(response),
    )


def _respond(number: int, reason: str, link: str | None, *, in_favour: bool) -> None:
    store, actor, _place, _ = run.opened()
    secret = commands.respond(
        store, _by(actor, link), ProposalId(number), in_favour=in_favour, reason=reason
    )
    answer: dict[str, Any] = {"proposal": number, "secret": secret}
    run.answer(answer, N_("The response to proposal {number} counts."), number=str(number))
    if secret and not run.json:
        _tell_secret(secret)


def _tell_secret(secret: str) -> None:
    run.note(
        run.words.text(
            N_("Keep this secret to change or withdraw it: {secret}. It is told this once."),
            secret=secret,
        )
    )


def _split_line(source: str | None, place: Municipality) -> BaseGeometry | None:
    from data.readers.boundary import read_line

    return None if source is None else read_line(source, place)
