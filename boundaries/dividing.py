"""Dividing money by shares, to the last cent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARE = re.compile(r"(0?\.\d{1,9}|0|1)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Divide:
    """How the money of an area that is split is divided over its two parts.

    `given` are the shares of the first and the second part; without it the number of residents
    (`by_residents`) or nothing (equal shares) decides.
    """

    given: tuple[Fraction, Fraction] | None = None
    by_residents: bool = True


BY_RESIDENTS = Divide()
EQUALLY = Divide(by_residents=False)


def read_divide(text: str) -> Divide:
    """Return the key that `residents`, `equal` or `0.7,0.3` names.

    Raises
    ------
    Refused
        `divide` when it is none of these, or the shares aren't above 0 or don't add up to 1.
    """
    if text in {"residents", "equal"}:
        return BY_RESIDENTS if text == "residents" else EQUALLY
    shares = [part.strip() for part in text.split(",")]
    if len(shares) == 2 and all(_SHARE.fullmatch(share) for share in shares):
        first, second = (Fraction(Decimal(share)) for share in shares)
        if first > 0 and second > 0 and first + second == 1:
            return Divide((first, second))
    raise Refused(
        "divide",
        N_(
            "{text} is no way to divide. Write residents, equal, or two shares above 0 that add "
            "up to 1, such as 0.7,0.3."
        ),
        text=text[:40],
    )


def largest_remainders(cents: int, weights: Sequence[Fraction]) -> list[int]:
    """Return `cents` divided in proportion to `weights`; the parts add up to it exactly.

    Each part is rounded down, and the cents that are left go to the largest remainders (Hamilton,
    1792); of equal ones the first gets it.

    Parameters
    ----------
    cents
        0 or more.
    weights
        0 or more each, and not all 0.
    """
    total = sum(weights)
    exact = [cents * weight / total for weight in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in order[: cents - sum(parts)]:
        parts[index] += 1
    return parts
