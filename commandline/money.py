"""Money: granting, committing, releasing, spending, and how all areas stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundaries import answers, commands, typed
from boundaries.bookkeeping import money_at
from boundaries.language import N_, Euros
from boundaries.model import AreaId, ChangeKind, Initiator, Occasion, Precision
from boundaries.words import WORDS
from commandline.run import AreaArgument, At, By, How, On, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundaries.model import Booked

app = typer.Typer()

BOOKINGS: dict[ChangeKind, tuple[Callable[..., Booked], str]] = {
    ChangeKind.GRANT: (commands.grant, "Give an area money to spend."),
    ChangeKind.COMMIT: (
        commands.commit,
        "Promise available money, to a project where one is given.",
    ),
    ChangeKind.RELEASE: (commands.release, "Make promised money available again."),
    ChangeKind.SPEND: (commands.spend, "Spend money: first what was promised, then the rest."),
}


def _add(kind: ChangeKind, command: Callable[..., Booked], help_text: str) -> None:
    @app.command(kind.value, help=help_text)
    def book(
        area: AreaArgument,
        euros: Annotated[str, typer.Argument(metavar="EUROS", help="As 2500, 2500.50 or 2500,50.")],
        on: On,
        project: Annotated[str | None, typer.Option("--project", help="For which project.")] = None,
        key: Annotated[
            str | None, typer.Option("--key", help="The same key twice books once.")
        ] = None,
        reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence.")] = "",
        by: By = Initiator.COORDINATOR,
        precision: How = Precision.DAY,
    ) -> None:
        amount = commands.Amount(AreaId(area), typed.euros(euros), project, key)
        day = typed.first_of(typed.day(on), precision)
        said = reason or run.words.text(WORDS[kind])
        store, actor, _place, _today = run.opened()
        booked = command(store, actor, amount, Occasion(day, said, by, precision))
        if booked.again:
            run.note(run.words.text(N_("This key was booked before; nothing was booked again.")))
        run.answer(
            answers.booked_answer(booked),
            N_("Change {change}: {area} has {left} left of {granted}."),
            change=str(booked.change),
            area=booked.area,
            left=Euros(booked.balance.available),
            granted=Euros(booked.balance.granted),
        )


for _kind, (_command, _help) in BOOKINGS.items():
    _add(_kind, _command, _help)


@app.command()
def money(at: At = None) -> None:
    """Show how the areas stand: granted, available, committed, spent."""
    with run.store().read() as parts:
        day = typed.day(at, parts.areas.today())
        books = money_at(parts, day)
    line = run.words.template(
        N_("{area}: granted {granted} = left {available} + committed {committed} + spent {spent}")
    )
    rows = [*books.areas.items(), (run.words.text(N_("Total")), books.total)]
    run.answer(
        answers.money_answer(books),
        "{lines}",
        lines="\n".join(
            line.format(
                area=area,
                granted=run.words.euros(held.granted),
                available=run.words.euros(held.available),
                committed=run.words.euros(held.committed),
                spent=run.words.euros(held.spent),
            )
            for area, held in rows
        ),
    )
