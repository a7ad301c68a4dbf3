"""Public questions of residents about an area, to the municipality or to a partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.model import AreaId, LinkId
    from boundaries.people import PartnerId

QuestionId = NewType("QuestionId", int)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that everybody reads, with its answer or its silence.

    Attributes
    ----------
    partner
        Who is asked; None is the municipality.
    link
        The private link of who asked, where he had one; it is shown to nobody.
    hidden
        Why its text isn't shown; None where it is.
    """

    id: QuestionId
    area: AreaId
    text: str
    asked_on: dt.date
    partner: PartnerId | None = None
    link: LinkId | None = None
    answer: str | None = None
    answered_on: dt.date | None = None
    hidden: str | None = None

    @property
    def waits(self) -> bool:
        """Whether it still asks for an answer."""
        return self.answer is None and self.hidden is None

    def silence(self, today: dt.date) -> int:
        """Return how many days it has waited, or waited for its answer."""
        return max(((self.answered_on or today) - self.asked_on).days, 0)


class Questions(Protocol):
    """The questions of one municipality."""

    def question(self, number: QuestionId) -> Question | None:
        """Return one question."""

    def questions(
        self, *, area: AreaId | None = None, partner: PartnerId | None = None
    ) -> list[Question]:
        """Return all questions, or those about an area or to a partner, the newest first."""

    def asked_since(self, day: dt.date, *, link: LinkId | None = None) -> int:
        """Return how many questions were asked from a day on: in all, or by a private link."""

    def keep_question(self, question: Question) -> QuestionId:
        """Write a question: a new one under the next number when its id is 0, else in its place."""
