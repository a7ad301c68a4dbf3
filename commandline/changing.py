"""Commands that change areas: what all of them are told, and how they answer."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from boundaries import answers, typed
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import AreaId, Initiator, Precision
from commandline.run import Agreed, By, Document, How, On, Reason, Revs, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import typer
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, Changed, Municipality, Occasion
    from data.store import SqlStore

_Parameter = inspect.Parameter
_SHARED = (
    _Parameter("on", _Parameter.KEYWORD_ONLY, annotation=On),
    _Parameter("reason", _Parameter.KEYWORD_ONLY, annotation=Reason),
    _Parameter("rev", _Parameter.KEYWORD_ONLY, annotation=Revs, default=None),
    _Parameter("by", _Parameter.KEYWORD_ONLY, annotation=By, default=Initiator.COORDINATOR),
    _Parameter("precision", _Parameter.KEYWORD_ONLY, annotation=How, default=Precision.DAY),
    _Parameter("document", _Parameter.KEYWORD_ONLY, annotation=Document, default=""),
    _Parameter("agreed", _Parameter.KEYWORD_ONLY, annotation=Agreed, default=None),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The store a change goes into, who makes it, when and why, and on which revisions."""

    store: SqlStore
    actor: Actor
    place: Municipality
    occasion: Occasion
    revs: tuple[int, ...]

    def revs_of(self, *areas: str) -> dict[AreaId, int]:
        """Return the revision of each area that one was given for, in their order.

        Raises
        ------
        Refused
            `rev` when there are more revisions than areas.
        """
        return revisions(self.revs, areas)

    def rev_of(self, area: str) -> int | None:
        """Return the revision of the one area, or None where none was given."""
        return self.revs_of(area).get(AreaId(area))

    def boundary(self, source: str) -> BaseGeometry:
        """Return the boundary that was typed or stands in a file."""
        from data.readers.boundary import read_boundary

        return read_boundary(source, self.place)


def revisions(revs: Sequence[int], areas: Sequence[str]) -> dict[AreaId, int]:
    """Return the revision of each area, those of the areas at the end left out.

    Raises
    ------
    Refused
        `rev` when there are more revisions than areas.
    """
    if len(revs) > len(areas):
        raise Refused(
            "rev",
            N_("There are {revs} revisions and {n} areas. Give --rev once for each area."),
            ids=areas,
            revs=len(revs),
            n=len(areas),
        )
    return dict(zip(map(AreaId, areas), revs, strict=False))


def change(
    app: typer.Typer, name: str | None = None
) -> Callable[[Callable[..., Changed]], Callable[..., Changed]]:
    """Make a command of a function that takes `asked` and options of its own.

    It gets `--on --reason --rev --by --precision --document --agreed` too; they stand in `asked`.
    """

    def register(command: Callable[..., Changed]) -> Callable[..., Changed]:
        signature = inspect.signature(command, eval_str=True)
        own = [p for p in signature.parameters.values() if p.name != "asked"]

        def call(
            *,
            on: str,
            reason: str,
            rev: list[int] | None,
            by: Initiator,
            precision: Precision,
            document: str,
            agreed: list[str] | None,
            **given: Any,  # noqa: ANN401 - the options of the command
        ) -> None:
            occasion = replace(
                typed.occasion(on, reason, by, precision),
                document=document.strip(),
                consents=tuple(typed.consent(text) for text in agreed or ()),
            )
            store, actor, place, _today = run.opened()
            tell(command(Asked(store, actor, place, occasion, tuple(rev or ())), **given))

        parameters = [*(p.replace(kind=_Parameter.KEYWORD_ONLY) for p in own), *_SHARED]
        call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        call.__annotations__ = {p.name: p.annotation for p in parameters}
        call.__doc__ = command.__doc__
        app.command(name or command.__name__)(call)
        return command

    return register


def tell(changed: Changed) -> None:
    """Answer with what a command did."""
    run.note_changes(*changed.notes)
    run.answer(
        answers.changed_answer(changed),
        N_("Recorded as change {change}: {areas}."),
        change=str(changed.change),
        areas=list(changed.areas or changed.retired),
    )
