"""The colours of the maps; a test holds them to contrast and to colour-blind sight."""

from __future__ import annotations

BLUE_GREEN = {
    3: ("#edf8b1", "#7fcdbb", "#2c7fb8"),
    4: ("#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"),
    5: ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"),
}
"""For people and engagement, low to high, by number of classes."""

EDGE, EDGE_UNDER = "#ffffff", "#333333"
PATTERN, GROUND = "#6b6b6b", "#f2f4f3"
