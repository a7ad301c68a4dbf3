"""The pots of the years and how they were shared out; amounts of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

CENTS = 100
POTS = ((2007, 400_000), (2013, 300_000), (2020, 150_000), (2022, 200_000))
"""The first year and the euros of each pot for quick wins; known from public pages."""
LEAST, MOST = 5_000, 30_000
"""Euros that an area gets in a year, at least and at most."""
RESERVE = 0.08
"""Share of a pot that is kept for areas founded within the year."""
RESERVED_UNTIL = 2017
SMALLEST, LARGEST = 250, 6_000
"""Euros of a quick win."""
TAKE_UP = (0.62, 0.98)
"""Share of a year's grant that an area promises to projects, at least and at most."""


def pot(year: int) -> int:
    """Return the euros there were for quick wins in a year."""
    return next(euros for first, euros in reversed(POTS) if first <= year)


def shared_out(year: int, residents: Sequence[int]) -> list[int]:
    """Return what each area gets on 1 January, in cents: a third alike, the rest by residents.

    Within `LEAST` and `MOST`; what is above the least shrinks alike where the pot is too small.
    """
    if not residents:
        return []
    euros = pot(year) * ((1 - RESERVE) if year <= RESERVED_UNTIL else 1)
    people = np.array(residents, dtype=float)
    wished = euros / 3 / len(people) + euros * 2 / 3 * people / people.sum()
    above = np.clip(wished, LEAST, MOST) - LEAST
    room = max(euros - LEAST * len(people), 0.0)
    fit = above * min(1.0, room / above.sum()) if above.sum() else above
    return [int(share) // 10 * 10 * CENTS for share in LEAST + fit]


def first_grant(year: int, share_of_year: float, usual: int) -> int:
    """Return the cents for an area founded within a year, by what is left of that year.

    Parameters
    ----------
    usual
        What it would have got for the whole year, in cents.
    """
    most = 12_000 if pot(year) < 400_000 else MOST
    euros = min(max(usual / CENTS * share_of_year, LEAST), most)
    return int(euros) // 10 * 10 * CENTS


def amounts(rng: np.random.Generator, count: int, cents: int) -> list[int]:
    """Return `count` amounts that add up to about `cents`, each that of a quick win."""
    weights = rng.lognormal(0.0, 0.45, count)
    euros = np.clip(weights / weights.sum() * cents / CENTS, SMALLEST, LARGEST)
    return [int(amount) // 5 * 5 * CENTS for amount in euros]


def asked(rng: np.random.Generator) -> int:
    """Return what somebody asked for an idea that wasn't chosen, in cents."""
    return int(np.clip(rng.lognormal(7.6, 0.6), SMALLEST, LARGEST)) // 5 * 5 * CENTS


def how_many(rng: np.random.Generator, expected: float, cents: int) -> tuple[int, int]:
    """Return how many ideas there are and how many of them are chosen, for a sum to promise."""
    ideas = max(int(rng.poisson(expected)), 1)
    chosen = max(round(0.74 * ideas), -(-cents // (4_800 * CENTS)), 1)
    chosen = min(chosen, max(cents // (SMALLEST * CENTS), 1))
    return max(ideas, chosen), chosen
