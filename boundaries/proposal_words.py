"""What a proposal does, in sentences of plain language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.language import N_
from boundaries.participation import Asks, Status
from boundaries.streets import streets_in
from boundaries.words import OUTCOME_WORDS
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.language import Language
    from boundaries.lie import Lie
    from boundaries.participation import Proposal, Step
    from boundaries.voices import Counts, Effect


def difference(
    proposal: Proposal, effects: Sequence[Effect], lie: Lie, words: Language
) -> list[str]:
    """Return what changes for each area, a sentence or two each."""
    if proposal.asks is Asks.MERGE:
        gone = [e.name for e in effects if e.after is None]
        return [
            words.text("{areas} become one area: {name}.", areas=gone, name=proposal.name),
            *_money(effects, words),
        ]
    if proposal.asks is Asks.SPLIT:
        return [
            words.text(
                "{area} becomes two areas: {one} and {other}.",
                area=next((e.name for e in effects if e.after is None), ""),
                one=proposal.name,
                other=proposal.second_name,
            ),
            words.text("The money that is left is divided by residents."),
        ]
    if proposal.asks is Asks.REST:
        return [
            words.text("{area} rests: it keeps its land and its money.", area=e.name)
            for e in effects
        ]
    other = next((e.name for e in effects if e.m2 > 0), proposal.name)
    return [s for e in effects for s in _moved(e, other, lie, words)]


def _moved(effect: Effect, other: str, lie: Lie, words: Language) -> list[str]:
    ha = abs(effect.m2) / M2_PER_HA
    before, after = effect.residents
    if effect.before is None or effect.after is None:
        said = [words.text("{area} becomes a new area of {ha} hectares.", area=effect.name, ha=ha)]
        if after is not None:
            said.append(words.count("About {n} resident", "About {n} residents", after) + ".")
        return said
    if effect.m2 >= 1.0:
        said = [words.text("{area} grows by {ha} hectares.", area=effect.name, ha=ha)]
        if before is not None and after is not None and after > before:
            more = after - before
            said.append(words.count("About {n} resident joins.", "About {n} residents join.", more))
        return said
    if effect.m2 <= -1.0:
        said = [words.text("{area} shrinks by {ha} hectares.", area=effect.name, ha=ha)]
        lost = shapely.difference(effect.before, effect.after)
        if streets := streets_in(lie, lost).inside.first():
            said.append(
                words.count(
                    "{streets} goes to {other}.",
                    "{streets} go to {other}.",
                    len(streets),
                    streets=streets,
                    other=other,
                )
            )
        return said
    return []


def _money(effects: Sequence[Effect], words: Language) -> list[str]:
    held = [e.money for e in effects if e.money is not None]
    left = sum(m.available + m.committed for m in held)
    return [
        words.text(
            "Together {sum} is left. Not a cent is lost.",
            sum=words.euros(left),
        )
    ]


def counted(counts: Counts, words: Language) -> list[str]:
    """Return how many are for and against, with those parts that may be told."""
    said = [
        words.text("{n} for and {m} against.", n=counts.in_favour, m=counts.against),
    ]
    for template, (favour, against) in (
        (N_("With an account: {a} for and {b} against."), counts.with_account),
        (N_("Who lives there: {a} for and {b} against."), counts.living_there),
    ):
        if favour is not None and against is not None:
            said.append(words.text(template, a=favour, b=against))
    return said


def when(proposal: Proposal, day: dt.date, words: Language) -> str:
    """Return until when one can respond, or since when one can't."""
    status = proposal.status(day)
    if status is Status.SUBMITTED and proposal.opens is not None:
        return words.text("You can respond from {date} on.", date=proposal.opens)
    if status is Status.CONSULTED and proposal.closes is not None:
        return words.text("You can respond until {date}.", date=proposal.closes)
    if status is Status.WAITING and proposal.closes is not None:
        return words.text(
            "Responding was possible until {date}. Now a decision follows.", date=proposal.closes
        )
    return ""


_STEPS = {
    Status.DRAFT: N_("{date}: written as a draft"),
    Status.SUBMITTED: N_("{date}: submitted"),
    Status.WITHDRAWN: N_("{date}: withdrawn"),
}


def happened(step: Step, words: Language) -> str:
    """Return a step of a proposal in a line."""
    if step.outcome is not None:
        return words.text(
            "{date}: decision of {body}: {outcome}",
            date=step.on,
            body=step.body,
            outcome=words.text(OUTCOME_WORDS[step.outcome]),
        )
    return words.text(_STEPS[step.status], date=step.on)
