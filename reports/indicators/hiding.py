"""How a figure is shown. What is about too few people is settled by `boundaries.small_numbers`."""

from __future__ import annotations

from enum import StrEnum

FEWEST_FOR_RATE = 50
"""A rate per resident over fewer people says more about chance than about the area."""
UNSTABLE_UNDER = 20


class Shown(StrEnum):
    """Whether a figure may and can be shown."""

    VALUE = "value"
    UNSTABLE = "unstable"
    SMALL = "small"
    MISSING = "missing"
