"""Who coordinates which area, who works along, and what people ask of them."""

from __future__ import annotations

from typing import Annotated

import typer

from boundaries import access, commands
from boundaries.asking import QuestionId
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import AreaId, PersonId
from boundaries.people import PartnerId, PartnerKind
from boundaries.quiet import gone_quiet
from commandline.run import AreaArgument, run

app = typer.Typer()
partners = typer.Typer(help="Organisations that work along.", no_args_is_help=True)


@app.command()
def appoint(
    area: AreaArgument,
    name: Annotated[str, typer.Option(help="Who; empty takes away.")] = "",
    contact: Annotated[str, typer.Option(help="How people reach him; everybody sees it.")] = "",
    subject: Annotated[str, typer.Option(help="How the sign-in knows him.")] = "",
) -> None:
    """Let somebody coordinate an area; without a name nobody does."""
    store, actor, _place, _today = run.opened()
    commands.appoint(store, actor, AreaId(area), name=name, contact=contact, subject=subject)
    run.answer(
        {"area": area, "name": name.strip() or None, "contact": contact.strip() or None},
        N_("{area} is coordinated by: {name}."),
        area=area,
        name=name.strip() or "–",
    )


@app.command()
def persons() -> None:
    """List everybody of whom the store knows something."""
    store, actor, _place, _today = run.opened()
    access.require(actor, access.Action.ERASE_PERSON)
    with store.read() as parts:
        found = parts.people.persons()
    run.answer(
        {
            "persons": [
                {
                    "person": one.id,
                    "subject": one.subject or None,
                    "role": one.role.value,
                    "name": one.name or None,
                    "contact": one.contact or None,
                    "areas": list(one.coordinates),
                }
                for one in found
            ]
        },
        "{lines}",
        lines="\n".join(f"{one.id}  {one.role}  {one.name or one.subject}" for one in found),
    )


@app.command()
def erase(
    person: Annotated[
        str, typer.Argument(help="Number in `persons`, or how the sign-in knows him.")
    ],
) -> None:
    """Empty all that is known of a person, for ever; decisions and numbers stay."""
    store, actor, _place, _today = run.opened()
    with store.read() as parts:
        known = {one.subject: one.id for one in parts.people.persons() if one.subject}
    number = known.get(person.strip())
    if number is None:
        if not person.strip().isdecimal():
            raise Refused(
                "person",
                N_("Nothing is known of {person}. `smeedkaart persons` lists who is known."),
                ids=[person],
                person=person,
            )
        number = PersonId(int(person))
    change = commands.erase_person(store, actor, number)
    run.answer(
        {"person": number, "change": change},
        N_("Person {number} is erased."),
        number=str(number),
    )


@partners.command("add")
def add(
    name: Annotated[str, typer.Argument(help="What it is called.")],
    kind: Annotated[PartnerKind, typer.Option(help="What kind it is.")] = PartnerKind.OTHER,
) -> None:
    """Let an organisation work along; its link is told this once."""
    store, actor, _place, _today = run.opened()
    added = commands.add_partner(store, actor, name=name, kind=kind)
    run.answer(
        {"partner": added.partner, "secret": added.secret},
        N_("{name} is partner {number}. Its page: /partner?sleutel={secret}"),
        name=name.strip(),
        number=str(added.partner),
        secret=added.secret,
    )


@partners.command("end")
def end(number: Annotated[int, typer.Argument(help="Its number in the list.")]) -> None:
    """Let an organisation work along no more: its link stops working."""
    store, actor, _place, _today = run.opened()
    commands.end_partner(store, actor, PartnerId(number))
    run.answer({"partner": number}, N_("Partner {number} works along no more."), number=str(number))


@partners.command("list")
def list_() -> None:
    """List all partners there are or were."""
    with run.store().read() as parts:
        found = parts.people.partners()
    run.answer(
        {
            "partners": [
                {
                    "partner": p.id,
                    "name": p.name,
                    "kind": p.kind.value,
                    "since": p.since.isoformat(),
                    "until": None if p.until is None else p.until.isoformat(),
                }
                for p in found
            ]
        },
        "{lines}",
        lines="\n".join(f"{p.id}  {p.name}  {p.kind.value}  {p.since}  {p.until or ''}"
                        for p in found),
    )  # fmt: skip


@app.command()
def questions(
    *,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those without an answer.")] = (
        False
    ),
) -> None:
    """List what people asked, the newest first."""
    with run.store().read() as parts:
        found = [q for q in parts.participation.questions() if q.waits or not waiting]
        today = parts.areas.today()
    run.answer(
        {
            "questions": [
                {
                    "question": q.id,
                    "area": q.area,
                    "partner": q.partner,
                    "date": q.asked_on.isoformat(),
                    "text": q.text if q.hidden is None else None,
                    "answer": q.answer,
                    "days": q.silence(today),
                    "hidden": q.hidden,
                }
                for q in found
            ]
        },
        "{lines}",
        lines="\n".join(
            f"{q.id}  {q.asked_on}  {q.area}  {q.text if q.hidden is None else '–'}  "
            f"-> {q.answer or '–'}"
            for q in found
        ),
    )


@app.command()
def answer(
    number: Annotated[int, typer.Argument(help="Its number in the list.")],
    text: Annotated[str, typer.Option(help="What everybody reads.")],
) -> None:
    """Answer a question."""
    store, actor, _place, _today = run.opened()
    commands.answer_question(store, actor, QuestionId(number), text)
    run.answer({"question": number}, N_("Question {number} is answered."), number=str(number))


@app.command()
def quiet() -> None:
    """List the areas in which nothing was done for a year."""
    with run.store().read() as parts:
        found, today = gone_quiet(parts), parts.areas.today()
    run.answer(
        {
            "areas": [
                {"id": q.area, "name": q.name, "last": q.last.isoformat(), "days": q.days(today)}
                for q in found
            ]
        },
        "{lines}",
        lines="\n".join(f"{q.area}  {q.name}  {q.last}" for q in found),
    )
