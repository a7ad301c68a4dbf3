"""What residents say: rounds to draw in, drawings, proposals and responses.

Rounds and proposals are public. A drawing is its maker's and the coordinator's; of responses the
public sees stance and reason, never who gave them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from boundaries.asking import Questions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, ChangeId, LinkId, Owner

RoundId = NewType("RoundId", int)
DrawingId = NewType("DrawingId", int)
ProposalId = NewType("ProposalId", int)
ResponseId = NewType("ResponseId", int)


class Way(StrEnum):
    """How a drawing was made."""

    BLOCKS = "blocks"
    FINGER = "finger"
    LIST = "list"
    ADJUST = "adjust"
    PAPER = "paper"
    FILE = "file"


class Asks(StrEnum):
    """What a proposal asks for."""

    NEW = "new"
    ADJUST = "adjust"
    MERGE = "merge"
    SPLIT = "split"
    REST = "rest"


class Outcome(StrEnum):
    """What was decided."""

    AS_ASKED = "as_asked"
    SMALLER = "smaller"
    CHANGED = "changed"
    REFUSED = "refused"


class Status(StrEnum):
    """How far a proposal is on a day."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CONSULTED = "consulted"
    WAITING = "waiting"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Round:
    """A call to draw, up to and on the day that it closes."""

    id: RoundId
    name: str
    opens: dt.date
    closes: dt.date
    outline: BaseGeometry | None = None

    def is_open(self, day: dt.date) -> bool:
        """Return whether one may draw on a day."""
        return self.opens <= day <= self.closes


@dataclass(frozen=True, slots=True)
class Drawing:
    """What somebody calls his neighbourhood, in metres of the municipality's CRS.

    `unsure` names sides (north, east, south, west) of which the maker isn't sure; `makers` is for
    how many people it was drawn, on paper at a table.
    """

    id: DrawingId
    owner: Owner
    round: RoundId | None
    geometry: BaseGeometry
    name: str
    reason: str
    way: Way
    sent_on: dt.date
    changed_on: dt.date
    makers: int = 1
    unsure: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    grouped: str | None = None
    """The group that the coordinator put it in; else it goes where its name and land put it."""
    aside: str | None = None
    """Why the coordinator doesn't count it; None where it counts."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An area that a proposal is about, at the revision that it was based on."""

    area: AreaId
    rev: int
    asked: bool = True
    """Whether the proposal is about it; else it only takes land of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a proposal; `status` is never one that days alone bring."""

    status: Status
    on: dt.date
    change: ChangeId
    opens: dt.date | None = None
    closes: dt.date | None = None
    outcome: Outcome | None = None
    body: str = ""
    reason: str = ""
    done_by: ChangeId | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that somebody asks for, with what happened to it, the oldest step first."""

    id: ProposalId
    asks: Asks
    title: str
    reason: str
    owner: Owner
    claims: tuple[Claim, ...]
    steps: tuple[Step, ...]
    name: str = ""
    second_name: str = ""
    geometry: BaseGeometry | None = None
    round: RoundId | None = None

    @property
    def areas(self) -> list[AreaId]:
        """The areas that it is about."""
        return [claim.area for claim in self.claims if claim.asked]

    @property
    def losers(self) -> list[AreaId]:
        """The areas that it only takes land of."""
        return [claim.area for claim in self.claims if not claim.asked]

    @property
    def last(self) -> Step:
        """What happened last."""
        return self.steps[-1]

    @property
    def opens(self) -> dt.date | None:
        """From when on one may respond."""
        return next((s.opens for s in self.steps if s.opens is not None), None)

    @property
    def closes(self) -> dt.date | None:
        """The last day to respond."""
        return next((s.closes for s in self.steps if s.closes is not None), None)

    def status(self, day: dt.date) -> Status:
        """Return how far it is on a day."""
        if self.last.status is not Status.SUBMITTED:
            return self.last.status
        if self.opens is None or day < self.opens:
            return Status.SUBMITTED
        return Status.CONSULTED if self.closes is None or day <= self.closes else Status.WAITING


@dataclass(frozen=True, slots=True)
class Response:
    """Somebody for or against a proposal; `hidden` says why its reason isn't shown."""

    id: ResponseId
    owner: Owner
    in_favour: bool
    reason: str
    on: dt.date
    lives_there: bool = False
    hidden: str | None = None


class Participation(Questions, Protocol):
    """The rounds, drawings, proposals, responses and questions of one municipality."""

    def rounds(self) -> list[Round]:
        """Return all rounds, the newest first."""

    def add_round(self, change: ChangeId, name: str, opens: dt.date, closes: dt.date,
                  outline: BaseGeometry | None) -> RoundId:  # fmt: skip
        """Record a round."""

    def close_round(self, change: ChangeId, one: Round, closes: dt.date) -> None:
        """Record that a round ends on another day."""

    def drawing(self, number: DrawingId) -> Drawing | None:
        """Return one drawing."""

    def drawings(
        self,
        *,
        round: RoundId | None = None,  # noqa: A002 - the word of the field
        link: LinkId | None = None,
    ) -> list[Drawing]:
        """Return the drawings of a round or of a private link, the oldest first."""

    def sent_since(self, day: dt.date, *, link: LinkId | None = None) -> int:
        """Return how many drawings were sent from a day on: in all, or by a private link."""

    def keep_drawing(self, drawing: Drawing) -> DrawingId:
        """Write a drawing: a new one under the next number when its id is 0, else in its place."""

    def sort_drawing(self, number: DrawingId, *, grouped: str | None, aside: str | None) -> None:
        """Write in which group a drawing is, and why it doesn't count."""

    def drop_drawing(self, number: DrawingId) -> None:
        """Let nothing be left of a drawing."""

    def proposals(self) -> list[Proposal]:
        """Return all proposals, the newest first."""

    def proposal(self, number: ProposalId) -> Proposal | None:
        """Return one proposal."""

    def add_proposal(self, change: ChangeId, proposal: Proposal) -> ProposalId:
        """Record a proposal with the areas that it is about, under the next number."""

    def add_step(self, number: ProposalId, step: Step) -> None:
        """Record what happened to a proposal."""

    def responses(self, number: ProposalId) -> list[Response]:
        """Return the responses to a proposal, the oldest first."""

    def responded_since(self, day: dt.date) -> int:
        """Return how many responses were given from a day on."""

    def keep_response(self, number: ProposalId, response: Response) -> None:
        """Write a response; an earlier one of the same owner gives way."""

    def hide_response(self, number: ResponseId, why: str) -> None:
        """Let the reason of a response be shown no more."""

    def proposals_of(self, area: AreaId) -> Sequence[ProposalId]:
        """Return the proposals that are about an area, the newest first."""
