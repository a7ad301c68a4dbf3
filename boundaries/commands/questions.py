"""Asking a public question about an area, and answering it. It stands in no log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.asking import Question, QuestionId
from boundaries.commands.partners import known_partner
from boundaries.errors import Refused, Unknown
from boundaries.language import N_
from boundaries.model import Occasion, Owner

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.model import Actor, AreaId
    from boundaries.people import PartnerId
    from boundaries.store import Parts, Store

MOST_A_DAY, MOST_A_DAY_BY_ONE, MOST_WAITING = 200, 10, 50
"""Questions in a day, by one private link in a day, and about one area that wait for an answer."""
LONGEST_QUESTION = 1_000


def ask_question(
    store: Store, actor: Actor, area: AreaId, text: str, *, partner: PartnerId | None = None
) -> QuestionId:
    """Ask the municipality or a partner something about an area; everybody reads it.

    Raises
    ------
    Refused
        `too_many` when too much was asked already, `ended` when the partner is none any more, or
        a rule on the text.
    Unknown
        When there is no such area or partner.
    Conflict
        When the area stands no more.
    """
    access.require(actor, access.Action.ASK_QUESTION)
    with store.write() as parts:
        today, asked = parts.areas.today(), parts.participation
        standing = parts.areas.latest(area)
        said = _checked(text, today)
        waiting = sum(one.waits for one in asked.questions(area=standing.area))
        by_one = 0 if actor.link is None else asked.asked_since(today, link=actor.link)
        if (
            asked.asked_since(today) >= MOST_A_DAY
            or by_one >= MOST_A_DAY_BY_ONE
            or waiting >= MOST_WAITING
        ):
            raise Refused("too_many", N_("Too much was asked already. Try again tomorrow."))
        if partner is not None and not known_partner(parts, partner).takes_part(today):
            one = known_partner(parts, partner)
            raise Refused("ended", N_("{name} is no partner any more."), name=one.name)
        return asked.keep_question(
            Question(QuestionId(0), standing.area, said, today, partner, actor.link)
        )


def answer_question(store: Store, actor: Actor, number: QuestionId, answer: str) -> None:
    """Answer a question, in the place of an earlier answer.

    Who was asked may do it by his link, and a coordinator for everybody.

    Raises
    ------
    Refused
        `hidden` when the question was hidden, or a rule on the text.
    Unknown
        When there is no such question.
    Forbidden
        When the actor is neither a coordinator nor who was asked.
    """
    with store.write() as parts:
        one, today = _known(parts, number), parts.areas.today()
        access.require(actor, access.Action.ANSWER_QUESTION, owner=_asked_of(parts, one, today))
        if one.hidden is not None:
            raise Refused("hidden", N_("This question was hidden. It needs no answer."))
        said = _checked(answer, today)
        parts.participation.keep_question(replace(one, answer=said, answered_on=today))


def hide_question(store: Store, actor: Actor, number: QuestionId, *, why: str) -> None:
    """Hide an unlawful text of a question; its place says why.

    Raises
    ------
    Refused
        A rule on `why`.
    Unknown
        When there is no such question.
    """
    access.require(actor, access.Action.HIDE_QUESTION)
    with store.write() as parts:
        one = _known(parts, number)
        said = _checked(why, parts.areas.today())
        parts.participation.keep_question(replace(one, hidden=said))


def _checked(text: str, today: dt.date) -> str:
    rules.check_occasion(Occasion(today, text), today)
    if len(text.strip()) > LONGEST_QUESTION:
        raise Refused(
            "too_long",
            N_("The text has {n} characters; {most} is the most. Make it shorter."),
            n=len(text.strip()),
            most=LONGEST_QUESTION,
        )
    return text.strip()


def _known(parts: Parts, number: QuestionId) -> Question:
    one = parts.participation.question(number)
    if one is None:
        raise Unknown(
            "unknown_question",
            N_("There is no question {number}."),
            ids=[str(number)],
            number=str(number),
        )
    return one


def _asked_of(parts: Parts, one: Question, today: dt.date) -> Owner | None:
    """Return whose it is to answer: the partner's, as long as it works along."""
    if one.partner is None:
        return None
    partner = known_partner(parts, one.partner)
    return Owner(None, partner.link) if partner.takes_part(today) else None
