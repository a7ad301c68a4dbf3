"""The command line, `smeedkaart`: as thin as a page, over the same functions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

import geo
from boundaries.errors import Refused
from boundaries.language import N_, language
from commandline import (
    areas,
    files,
    importing,
    money,
    past,
    people,
    research,
    settings,
    stats,
    store,
    voices,
)
from commandline.run import run
from data.settings_defaults import DEFAULT_DB

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(
    help="Areas whose boundaries residents choose: they are founded, grow, merge and split.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _part in (store, settings, past, areas, money, voices, people, stats, files):
    app.add_typer(_part.app)
app.add_typer(importing.app, name="import")
app.add_typer(files.exports, name="export")
app.add_typer(research.app, name="research")
app.add_typer(voices.rounds, name="round")
app.add_typer(people.partners, name="partner")

GLOBAL_VALUES = ("--db", "--municipality", "--lang")
GLOBAL_FLAGS = ("--json",)


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
    finally:
        run.close()
    sys.exit(code)


if __name__ == "__main__":
    main()
