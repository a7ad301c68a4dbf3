"""The one table of indicators: page, command line, exports and docs take their words from here.

An indicator is a part, such as residents, or one part over another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from boundaries.language import N_
from reports.indicators.parts import PARTS, Part

if TYPE_CHECKING:
    from reports.indicators.parts import Source, Years


class Kind(StrEnum):
    """What an indicator is; only rates and shares may colour a map."""

    COUNT = "count"
    AMOUNT = "amount"
    RATE = "rate"
    SHARE = "share"


class Indicator(StrEnum):
    """The indicators there are figures for; their ids stand in addresses and files."""

    RESIDENTS = "inwoners"
    HOUSEHOLDS = "huishoudens"
    HECTARES = "hectares"
    DENSITY = "inwoners-per-hectare"
    COMPACTNESS = "compactheid"
    AGE = "leeftijd"
    GROWN_M2 = "groei-m2"
    GROWN_RESIDENTS = "groei-inwoners"
    ALL_PROJECTS = "projecten"
    QUICK_WINS = "projecten-korte-klap"
    LONG_HAULS = "projecten-lange-klap"
    IDEA = "projecten-idee"
    CHECKED = "projecten-getoetst"
    CHOSEN = "projecten-gekozen"
    RUNNING = "projecten-in-uitvoering"
    DONE = "projecten-klaar"
    STOPPED = "projecten-gestopt"
    PROJECTS = "projecten-per-1000"
    QUICK_SHARE = "aandeel-korte-klap"
    PARTICIPANTS = "deelnemers"
    HOURS = "vrijwilligersuren"
    MEETINGS = "bijeenkomsten"
    PARTICIPANTS_RATE = "deelnemers-per-1000"
    HOURS_RATE = "vrijwilligersuren-per-1000"
    MEETINGS_RATE = "bijeenkomsten-per-1000"
    GRANTED = "toegekend"
    COMMITTED = "afgesproken"
    SPENT = "uitgegeven"
    LEFT = "over"
    TAKE_UP = "besteding"
    GRANTED_EACH = "toegekend-per-inwoner"
    SPENT_EACH = "uitgegeven-per-inwoner"


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator: its numerator, over its denominator where it has one.

    The value is `factor` times that, divided by `divisor` (100 makes euros of cents).

    Title, definition and unit are message ids. A rate by `chance` is uncertain when its numerator
    is small. `needs` are parts that may not be hidden either, or the indicator would give them
    away.
    """

    kind: Kind
    title: str
    definition: str
    unit: str
    numerator: Part
    denominator: Part | None = None
    factor: int = 1
    divisor: int = 1
    chance: bool = False
    needs: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that has to be counted for it."""
        under = () if self.denominator is None else (self.denominator,)
        return (self.numerator, *under, *self.needs)

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        return list(dict.fromkeys(PARTS[part].source for part in self._over))

    @property
    def years(self) -> Years:
        """Which time it is about: that of its numerator."""
        return PARTS[self.numerator].years

    @property
    def _over(self) -> tuple[Part, ...]:
        return self.parts[: len(self.parts) - len(self.needs)]


def _plain(part: Part, kind: Kind = Kind.COUNT, *, needs: tuple[Part, ...] = ()) -> Definition:
    """Return a part as an indicator of its own."""
    words = PARTS[part]
    divisor = 100 if words.money else 1
    return Definition(
        kind, words.title, words.definition, words.unit, part, divisor=divisor, needs=needs
    )


def _per_1000(part: Part, title: str, definition: str, unit: str) -> Definition:
    return Definition(
        Kind.RATE, title, definition, unit, part, Part.RESIDENTS, factor=1_000, chance=True
    )


def _each(part: Part, title: str, definition: str) -> Definition:
    unit = N_("euros per resident")
    return Definition(Kind.RATE, title, definition, unit, part, Part.RESIDENTS, divisor=100)


DEFINITIONS = {
    Indicator.RESIDENTS: _plain(Part.RESIDENTS),
    Indicator.HOUSEHOLDS: _plain(Part.HOUSEHOLDS),
    Indicator.HECTARES: _plain(Part.HECTARES, Kind.AMOUNT),
    Indicator.DENSITY: Definition(
        Kind.RATE,
        N_("Residents per hectare"),
        N_("Residents for each hectare of land."),
        N_("residents per hectare"),
        Part.RESIDENTS,
        Part.HECTARES,
    ),
    Indicator.COMPACTNESS: Definition(
        Kind.SHARE,
        N_("Compactness"),
        N_("How much an area is like a circle: a circle is 100%, a square 79%."),
        N_("% of a circle"),
        Part.CIRCLE,
        Part.SQUARE,
        factor=100,
    ),
    Indicator.AGE: _plain(Part.AGE, Kind.AMOUNT),
    Indicator.GROWN_M2: _plain(Part.GROWN_M2, Kind.AMOUNT),
    Indicator.GROWN_RESIDENTS: _plain(Part.GROWN_RESIDENTS, needs=(Part.RESIDENTS,)),
    Indicator.ALL_PROJECTS: _plain(Part.PROJECTS),
    Indicator.QUICK_WINS: _plain(Part.QUICK_WINS),
    Indicator.LONG_HAULS: _plain(Part.LONG_HAULS),
    Indicator.IDEA: _plain(Part.IDEA),
    Indicator.CHECKED: _plain(Part.CHECKED),
    Indicator.CHOSEN: _plain(Part.CHOSEN),
    Indicator.RUNNING: _plain(Part.RUNNING),
    Indicator.DONE: _plain(Part.DONE),
    Indicator.STOPPED: _plain(Part.STOPPED),
    Indicator.PROJECTS: _per_1000(
        Part.PROJECTS,
        N_("Projects per 1,000 residents"),
        N_("Projects in the year for every 1,000 residents."),
        N_("projects in the year per 1,000 residents"),
    ),
    Indicator.QUICK_SHARE: Definition(
        Kind.SHARE,
        N_("Share of quick wins"),
        N_("How many of 100 projects in the year are quick wins."),
        N_("% of the projects in the year"),
        Part.QUICK_WINS,
        Part.PROJECTS,
        factor=100,
        chance=True,
    ),
    Indicator.PARTICIPANTS: _plain(Part.PARTICIPANTS),
    Indicator.HOURS: _plain(Part.HOURS, Kind.AMOUNT),
    Indicator.MEETINGS: _plain(Part.MEETINGS),
    Indicator.PARTICIPANTS_RATE: _per_1000(
        Part.PARTICIPANTS,
        N_("Participants per 1,000 residents"),
        N_("Times that somebody took part in the year, for every 1,000 residents."),
        N_("participants in the year per 1,000 residents"),
    ),
    Indicator.HOURS_RATE: _per_1000(
        Part.HOURS,
        N_("Volunteer hours per 1,000 residents"),
        N_("Hours of volunteers in the year for every 1,000 residents."),
        N_("hours in the year per 1,000 residents"),
    ),
    Indicator.MEETINGS_RATE: _per_1000(
        Part.MEETINGS,
        N_("Meetings per 1,000 residents"),
        N_("Meetings in the year for every 1,000 residents."),
        N_("meetings in the year per 1,000 residents"),
    ),
    Indicator.GRANTED: _plain(Part.GRANTED, Kind.AMOUNT),
    Indicator.COMMITTED: _plain(Part.COMMITTED, Kind.AMOUNT),
    Indicator.SPENT: _plain(Part.SPENT, Kind.AMOUNT),
    Indicator.LEFT: _plain(Part.LEFT, Kind.AMOUNT),
    Indicator.TAKE_UP: Definition(
        Kind.SHARE,
        N_("Take-up"),
        N_("How much was spent of every 100 euros granted in the same time."),
        N_("% of what was granted"),
        Part.SPENT,
        Part.GRANTED,
        factor=100,
    ),
    Indicator.GRANTED_EACH: _each(
        Part.GRANTED,
        N_("Granted per resident"),
        N_("Euros granted, for each resident of the date."),
    ),
    Indicator.SPENT_EACH: _each(
        Part.SPENT,
        N_("Spent per resident"),
        N_("Euros spent, for each resident of the date."),
    ),
}

ON_MAPS = tuple(i for i in Indicator if DEFINITIONS[i].kind in {Kind.RATE, Kind.SHARE})
"""What may colour a map: never a raw count."""
