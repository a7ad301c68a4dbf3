"""Small numbers: what is about too few people isn't shown, nor can it be worked out.

A count about one or more people, but fewer than k, is hidden. Where subtracting what is shown
from the total would tell it all the same, the next smallest is hidden too [1]_.

References
----------
.. [1] Hundepool, A., et al. (2012). Statistical Disclosure Control. Wiley, chapter 4.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_FOR_RATE = 50
"""A rate per resident over fewer people says more about chance than about the area."""
UNSTABLE_UNDER = 20


class Shown(StrEnum):
    """Whether a figure may and can be shown."""

    VALUE = "value"
    UNSTABLE = "unstable"
    SMALL = "small"
    MISSING = "missing"


class Hidden(NamedTuple):
    """Which of a row of counts are hidden, by place, and whether their total is too."""

    places: frozenset[int]
    total: bool


def hidden(people: Sequence[int | None], total: int | None, k: int, *, rest: int = 0) -> Hidden:
    """Return what to hide of counts that are published with their total.

    Parameters
    ----------
    people
        How many people each count is about; None where there is no count.
    total
        How many people the total is about; None where no total is published.
    k
        The fewest people that a figure is published about.
    rest
        People in the total that none of the counts holds, such as those of areas that went.
    """
    small = {i for i, n in enumerate(people) if _few(n, k)}
    if total is None or _few(total, k):
        return Hidden(frozenset(small), total is not None)
    if not small and not _few(rest, k):
        return Hidden(frozenset(), total=False)
    spare = sorted((n, i) for i, n in enumerate(people) if n is not None and n >= k)
    chosen = set(small)
    while not (safe := _safe([people[i] or 0 for i in chosen], rest, k)) and spare:
        chosen.add(spare.pop(0)[1])
    return Hidden(frozenset(chosen), not safe)


def _few(people: int | None, k: int) -> bool:
    return people is not None and 0 < people < k


def _safe(behind: Sequence[int], rest: int, k: int) -> bool:
    """Return whether the sum of what is hidden tells of none of it how many it is."""
    return len(behind) + (rest > 0) >= 2 and sum(behind) + rest >= k
