"""The colours of the maps; a test holds them to contrast and to colour-blind sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.indicators import DEFINITIONS, PARTS, Indicator

if TYPE_CHECKING:
    from collections.abc import Mapping

BLUE_GREEN = {
    3: ("#edf8b1", "#7fcdbb", "#2c7fb8"),
    4: ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"),
    5: ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"),
}
"""For people and engagement, low to high, by number of classes."""
AMBER = {
    3: ("#ffffe5", "#e98514", "#5a2205"),
    4: ("#ffffe5", "#fcc95e", "#e98514", "#5a2205"),
    5: ("#ffffe5", "#fcc95e", "#e98514", "#b04a08", "#5a2205"),
}
"""For money."""
PURPLE_ORANGE = {
    3: ("#e66101", "#f7f7f7", "#5e3c99"),
    4: ("#e66101", "#fdb863", "#b2abd2", "#5e3c99"),
    5: ("#e66101", "#fdb863", "#f7f7f7", "#b2abd2", "#5e3c99"),
}
"""For growth, around a middle that is no change."""

EDGE, EDGE_UNDER = "#ffffff", "#333333"
PATTERN, GROUND = "#6b6b6b", "#f2f4f3"


@dataclass(frozen=True, slots=True)
class Palette:
    """What a kind of indicator is coloured with: areas by class, and circles above and below 0."""

    classes: Mapping[int, tuple[str, ...]]
    more: str
    less: str = "#e66101"


PEOPLE = Palette(BLUE_GREEN, "#2c7fb8")
MONEY = Palette(AMBER, "#e98514")
GROWTH = Palette(PURPLE_ORANGE, "#5e3c99")
GROWING = frozenset({Indicator.GROWN_M2, Indicator.GROWN_RESIDENTS})


def palette(indicator: Indicator) -> Palette:
    """Return the colours of an indicator: those of growth, money or people."""
    if indicator in GROWING:
        return GROWTH
    return MONEY if PARTS[DEFINITIONS[indicator].numerator].money else PEOPLE
