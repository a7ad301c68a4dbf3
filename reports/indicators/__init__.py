"""What can be said of areas in figures: one table of indicators, counted in one place."""

from __future__ import annotations

from reports.indicators.carrying import CarriedCell, CarriedRow, carried
from reports.indicators.figures import Cell, Figure, Row, Stats, day_of, figures, stats
from reports.indicators.hiding import FEWEST_FOR_RATE, UNSTABLE_UNDER, Shown
from reports.indicators.parts import PARTS, Part, Source, Years
from reports.indicators.table import DEFINITIONS, ON_MAPS, Definition, Indicator, Kind

__all__ = [
    "DEFINITIONS",
    "FEWEST_FOR_RATE",
    "ON_MAPS",
    "PARTS",
    "UNSTABLE_UNDER",
    "CarriedCell",
    "CarriedRow",
    "Cell",
    "Definition",
    "Figure",
    "Indicator",
    "Kind",
    "Part",
    "Row",
    "Shown",
    "Source",
    "Stats",
    "Years",
    "carried",
    "day_of",
    "figures",
    "stats",
]
