"""What every command shares: the global options, the store, and how it answers."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundaries.language import N_, Language, language
from boundaries.model import Initiator, Precision
from data.settings_defaults import DEFAULT_DB

if TYPE_CHECKING:
    from boundaries.model import Actor, Municipality
    from data.store import SqlStore


MINUTE = dt.timedelta(minutes=1)
PATIENCE = 5 * MINUTE
"""Two clocks may differ a little; more than this is a clock that was set wrong, now or then."""


@dataclass(slots=True)
class Run:
    """What the global options said."""

    db: str = DEFAULT_DB
    municipality: str | None = None
    json: bool = False
    words: Language = field(default_factory=lambda: language(None))
    opened_stores: list[SqlStore] = field(default_factory=list)

    def store(self) -> SqlStore:
        """Open the store; it is closed when the command ends."""
        from data.store import open_store

        self.opened_stores.append(open_store(self.db, municipality=self.municipality))
        return self.opened_stores[-1]

    def close(self) -> None:
        """Let go of the store, so that nobody finds it in use."""
        while self.opened_stores:
            self.opened_stores.pop().close()

    def opened(self) -> tuple[SqlStore, Actor, Municipality, dt.date]:
        """Open the store; return it with who acts, where, and the day it is."""
        store = self.store()
        with store.read() as parts:
            if (ahead := parts.areas.ahead()) > PATIENCE:
                template = N_(
                    "The last change was recorded {minutes} minutes after what the clock of this "
                    "machine says. Set the clock right; what you do now is recorded after it."
                )
                self.note(self.words.text(template, minutes=ahead // MINUTE))
            return store, parts.people.local(), parts.areas.municipality(), parts.areas.today()

    def answer(self, value: dict[str, Any], template: str, **fields: object) -> None:
        """Print the JSON document on stdout, or the sentence; never both there."""
        if self.json:
            import orjson

            sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
        else:
            # Worded only now: the Dutch catalogue takes a while to read.
            sys.stdout.write(self.words.text(template, **fields) + "\n")

    def note(self, *sentences: str) -> None:
        """Say something on stderr."""
        for sentence in sentences:
            sys.stderr.write(sentence + "\n")

    def note_changes(self, *changes: str) -> None:
        """Say on stderr what was changed beside what was asked."""
        self.note(*(self.words.text(change) for change in changes))


run = Run()
"""The one run of this process; `cli` sets it before a command begins."""

Name = Annotated[str, typer.Option("--name", help="Name of the area.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a sentence.")]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="Since when, as 2007-05-07.")]
By = Annotated[Initiator, typer.Option("--by", help="Whose idea it was.")]
How = Annotated[Precision, typer.Option("--precision", help="How exactly the date is known.")]
Document = Annotated[
    str, typer.Option("--document", help="Where it can be read: an address or a number.")
]
Agreed = Annotated[
    list[str] | None,
    typer.Option("--agreed", metavar="AREA=DATE", help="Whose people agreed, and when."),
]
Boundary = Annotated[
    str, typer.Option("--geometry", metavar="FILE|WKT", help="GeoJSON, or WKT in metres.")
]
AreaArgument = Annotated[str, typer.Argument(metavar="AREA", help="Id, as GM0118-0001.")]
ChangeArgument = Annotated[int, typer.Argument(metavar="CHANGE", help="Its number in the log.")]
Revs = Annotated[
    list[int] | None, typer.Option("--rev", help="Revision it was decided on; one per area.")
]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE")]
At = Annotated[str | None, typer.Option("--at", metavar="DATE", help="As it stood then.")]
Known = Annotated[
    str | None, typer.Option("--known", metavar="DATE", help="As it was known then (UTC).")
]
