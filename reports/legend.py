"""The legend of a report map: one entry a class, then the patterns that occur."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.colours import BLUE_GREEN
from reports.indicators import Figure, Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.language import Language
    from reports.classes import Classes

PATTERNS = {Shown.MISSING: "url(#sk-missing)", Shown.SMALL: "url(#sk-small)"}
"""Fills for areas without a figure: never a colour of a class, and never white."""


def legend(
    figures: Sequence[Figure], classes: Classes | None, words: Language
) -> list[dict[str, str]]:
    """Return the entries, lowest class first: `fill`, `label`, `count` (in words) and `help`."""
    _ = words.text
    values = [f.value for f in figures if f.value is not None]
    entries = []
    if classes:
        counts = Counter(classes.of(v) for v in values)
        for index, colour in enumerate(BLUE_GREEN[classes.count]):
            low, high = classes.bounds[index], classes.bounds[index + 1]
            label = (
                _("{low} and more", low=low)
                if index == classes.count - 1
                else _("{low} to {high}", low=low, high=high)
            )
            entries.append(_entry(colour, label, counts[index], words))
    for shown, label, help_ in (
        (Shown.MISSING, _("No data"), ""),
        (
            Shown.SMALL,
            _("Too small to show"),
            _("This is about too few people. We do not show it, so it stays private."),
        ),
    ):
        count = sum(f.shown is shown for f in figures)
        if count:
            entries.append(_entry(PATTERNS[shown], label, count, words) | {"help": help_})
    return entries


def _entry(fill: str, label: str, count: int, words: Language) -> dict[str, str]:
    return {
        "fill": fill,
        "label": label,
        "count": words.count("{n} area", "{n} areas", count),
        "help": "",
    }
