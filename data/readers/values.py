"""Cells and properties as numbers and amounts; what is ambiguous is refused."""

from __future__ import annotations

import re

from boundaries.typed import grouped_cents

_MOST_CENTS = 100_000_000_000

SECRET_OR_UNKNOWN = -99_990
"""CBS writes -99997, -99995 and the like where a figure is secret or not available."""


def whole_number(value: object) -> int | None:
    """Return a count, or None when it is empty or one of the CBS codes for unknown.

    Raises
    ------
    ValueError
        When it isn't a whole number of 0 or more.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)  # noqa: TRY004 - callers ask whether the value can be read
    if isinstance(value, str):
        text = value.strip()
        if not re.fullmatch(r"-?[0-9]{1,12}(?:\.0+)?", text):
            raise ValueError(value)
        value = float(text)
    if value <= SECRET_OR_UNKNOWN:
        return None
    if value != int(value) or not 0 <= value <= 1e9:
        raise ValueError(value)
    return int(value)


def cents(text: str) -> int:
    """Return an amount in euros as cents: `2500`, `2500,50`, `€ 1.000,50`.

    Raises
    ------
    ValueError
        When it could be read in two ways (`1.234`), is negative or over a milliard.
    """
    amount = grouped_cents(text)
    if amount > _MOST_CENTS:
        raise ValueError(text)
    return amount
