"""What an answer about scale says, in words: for the page and the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.language import N_, Said
from reports.research.points import Outcome, Points
from reports.research.scale import FEWEST, LEVEL, Answer, Verdict

if TYPE_CHECKING:
    from reports.research.nearness import Alike

QUESTION = N_("Do small areas take part more?")
CAUSE = N_("A link is not a cause. Active groups often choose small areas.")
"""Always the last line."""
FOUND = {
    Outcome.PARTICIPANTS: N_(
        "An area twice the size has {pct} participants per resident. Margin: {lo} to {hi}."
    ),
    Outcome.PROJECTS: N_(
        "An area twice the size has {pct} projects per resident. Margin: {lo} to {hi}."
    ),
    Outcome.HOURS: N_(
        "An area twice the size has {pct} volunteer hours per resident. Margin: {lo} to {hi}."
    ),
    Outcome.SPENT: N_(
        "An area twice the size has {pct} euros spent per resident. Margin: {lo} to {hi}."
    ),
}


def data_check(found: Points) -> list[Said]:
    """Return what the answer stands on, and what is left out of it."""
    rows = found.rows - found.missing
    said = [
        Said(
            N_("{areas} areas, {rows} years of areas in all."),
            {"areas": len(found.points), "rows": rows},
        )
    ]
    if found.first is not None:
        span: dict[str, object] = {"first": str(found.first), "last": str(found.last)}
        said.append(Said(N_("From {first} to {last}."), span))
    if found.hidden:
        told = N_(
            "{n} of these are about too few people to show: each is taken as half of the least "
            "that is shown."
        )
        said.append(Said(told, {"n": found.hidden}))
    if found.missing:
        said.append(Said(N_("Left out: {n}, since something is not known."), {"n": found.missing}))
    return said


def warning(of: Answer) -> Said | None:
    """Return what such few areas can't show; None where they are many."""
    if not of.few:
        return None
    if of.smallest is None:
        return Said(N_("Too few areas ({n}) to see a small link."), {"n": of.areas})
    return Said(
        N_("With {n} areas you see only large differences. Smaller than {mde} goes unseen."),
        {"n": of.areas, "mde": f"{percent_smaller(of.smallest)} %"},
    )


def outcome_of(of: Answer, outcome: Outcome) -> Said:
    """Return the answer as a sentence."""
    match of.verdict:
        case Verdict.TOO_FEW:
            return Said(
                N_("There is no outcome: that takes {n} areas, and something that was counted."),
                {"n": FEWEST},
            )
        case Verdict.NO_INTERVAL:
            return Said(N_("No margin can be computed for this model. Do not use the result."), {})
        case Verdict.HIDDEN:
            return Said(
                N_("Too much is hidden to say. Other numbers for it would undo the link."), {}
            )
        case Verdict.NONE:
            return Said(N_("We see no clear link. That does not prove there is none."), {})
        case Verdict.FOUND:
            lo, hi = (_more(end) for end in (of.low, of.high))
            return Said(FOUND[outcome], {"pct": _more(of.elasticity), "lo": lo, "hi": hi})


def margin(of: Answer) -> Said | None:
    """Return how sure it is, in numbers; None where there is no interval."""
    if of.low is None or of.p is None or of.power is None:
        return None
    template = N_(
        "Twice the size: {pct} per resident, margin {lo} to {hi} (95 %). p = {p}. A link of "
        "{planted} would be seen in {power} % of cases."
    )
    return Said(
        template,
        {
            "pct": _more(of.elasticity),
            "lo": _more(of.low),
            "hi": _more(of.high),
            "p": _p(of.p),
            "planted": "19 %",
            "power": round(100 * of.power),
        },
    )


def cautious(of: Answer) -> Said | None:
    """Return what the cautious check says; None where there is none."""
    if of.p_shuffled is None:
        return None
    return Said(N_("Cautious check, by shuffling the areas: p = {p}."), {"p": _p(of.p_shuffled)})


def doubts(of: Answer) -> list[Said | None]:
    """Return how sure it is and what it hangs on; what isn't known is None."""
    ends = None
    if of.ends is not None:
        template = N_("With other numbers for what is hidden it would be {lo} to {hi}.")
        ends = Said(template, {"lo": _more(of.ends[0]), "hi": _more(of.ends[1])})
    return [margin(of), cautious(of), ends]


def alike_said(found: Alike | None) -> Said | None:
    """Return whether areas that touch say less than their number."""
    if found is None:
        return None
    fields: dict[str, object] = {"i": f"{found.moran:.2f}", "p": _p(found.p)}
    if found.p < LEVEL and found.moran > found.expected:
        template = N_(
            "Areas that touch are alike, so they say less than their number (Moran's I {i}, "
            "p = {p})."
        )
        return Said(template, fields)
    return Said(N_("Areas that touch are not clearly alike (Moran's I {i}, p = {p})."), fields)


def percent_smaller(elasticity: float) -> int:
    """Return how many percent less per resident twice the size has, for a link downwards."""
    return round(100 * (1 - 2 ** -abs(elasticity)))


def _more(elasticity: float | None) -> Said:
    """Return what twice the size does to what each resident does: `19 % fewer`."""
    change = 100 * (2 ** (elasticity or 0.0) - 1)
    template = N_("{n} % fewer") if change < 0 else N_("{n} % more")
    return Said(template, {"n": round(abs(change))})


def _p(p: float) -> str:
    """Return it the same in every language: a p-value is for who knows the notation."""
    return "<.001" if p < 0.001 else f"{p:.3f}".removeprefix("0")
