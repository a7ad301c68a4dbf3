"""What may be asked of the money: how each area stands on a date, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.model import Balance

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.model import AreaId
    from boundaries.store import Parts


@dataclass(frozen=True, slots=True)
class Books:
    """How the areas that stand on a day are off at its end, by id, and all money together.

    The total counts what an area spent that was dissolved since: no euro is lost.
    """

    areas: dict[AreaId, Balance]
    total: Balance


def money_at(parts: Parts, day: dt.date) -> Books:
    """Return how the areas that stand on `day` are off; areas that went handed all on."""
    held = parts.money.balances(day)
    return Books(
        {area: held.get(area, Balance()) for area in parts.areas.ids(day)},
        sum(held.values(), Balance()),
    )
