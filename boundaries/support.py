"""Draagvlak: whether enough people answered, and enough of them in favour.

It is counted, and it decides nothing: who decides reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import Municipality
    from boundaries.participation import Response


@dataclass(frozen=True, slots=True)
class Support:
    """How many answered and how, beside what the municipality asks for.

    Attributes
    ----------
    answered, in_favour
        All responses.
    asked
        About how many people live in the areas concerned; None where it isn't known.
    quorum, threshold
        The settings, in %: of those asked who have to answer, of those who answered who have to be
        in favour.
    """

    answered: int
    in_favour: int
    asked: int | None
    quorum: int
    threshold: int

    @property
    def turnout(self) -> float | None:
        """Share of those asked who answered, 0 to 1; None where it isn't known."""
        return min(self.answered / self.asked, 1.0) if self.asked else None

    @property
    def favour(self) -> float | None:
        """Share of those who answered that is in favour, 0 to 1; None when nobody answered."""
        return self.in_favour / self.answered if self.answered else None

    @property
    def enough_answered(self) -> bool | None:
        """Whether the quorum is reached; None where that can't be told."""
        if self.quorum == 0:
            return True
        # In whole numbers: a share that is rounded would decide at the border.
        return None if not self.asked else 100 * self.answered >= self.quorum * self.asked

    @property
    def enough_in_favour(self) -> bool:
        """Whether the threshold is reached."""
        return bool(self.answered) and 100 * self.in_favour >= self.threshold * self.answered


def support_of(responses: Sequence[Response], asked: int | None, place: Municipality) -> Support:
    """Return the support for a proposal.

    Parameters
    ----------
    asked
        About how many people live in the areas that it is about.
    """
    return Support(
        len(responses),
        sum(r.in_favour for r in responses),
        asked,
        place.quorum,
        place.threshold,
    )
