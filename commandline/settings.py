"""What the municipality sets for itself: all of it, or one setting changed."""

from __future__ import annotations

from typing import Annotated

import typer

from boundaries import commands, settings
from boundaries.errors import Refused
from boundaries.language import N_
from commandline.run import run

app = typer.Typer()


@app.command("settings")
def settings_(
    key: Annotated[str | None, typer.Argument(help="Its name, as k.")] = None,
    value: Annotated[str | None, typer.Argument(help="What it becomes from now on.")] = None,
) -> None:
    """Show all settings, or give one another value."""
    if key is None:
        _show()
        return
    settings.setting_of(key)
    if value is None:
        raise Refused("value", N_("Say what {key} becomes."), ids=[key], key=key)
    store, actor, _place, _today = run.opened()
    done = commands.set_setting(store, actor, key, value)
    if done.overlapping:
        run.note(run.words.text(settings.OVERLAPPING, pairs=[" + ".join(p) for p in
                                                              done.overlapping]))  # fmt: skip
    run.answer(
        {
            "change": done.change,
            "key": done.key,
            "before": done.before,
            "after": done.after,
            "overlapping": [list(pair) for pair in done.overlapping],
        },
        N_("{key} was {before} and is {after} from now on."),
        key=done.key,
        before=done.before or "–",
        after=done.after or "–",
    )


def _show() -> None:
    with run.store().read() as parts:
        place = parts.areas.municipality()
    values = {key: settings.setting_of(key).written(place) for key in settings.names()}
    run.answer(
        {"settings": values},
        "{lines}",
        lines="\n".join(f"{key} = {value or '–'}" for key, value in values.items()),
    )
