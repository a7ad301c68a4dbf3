"""The parts of indicators: what can be counted or measured of an area. Money counts in cents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from boundaries.language import N_


class Years(StrEnum):
    """Which time an indicator is about, as a message id."""

    DAY = N_("as it is on the date")
    YEAR = N_("in the year of the date, up to it")
    QUARTERS = N_("in the quarters of the year that are over on the date")
    SINCE = N_("from the beginning up to the date; of a year: in that year")
    PERIOD = N_("from the end of the year before up to the date")


class Source(StrEnum):
    """Where an indicator comes from, as a message id."""

    BLOCKS = N_("building blocks of the latest year there are, shared out by land")
    BOUNDARIES = N_("boundaries of the areas")
    PROJECTS = N_("projects and their statuses")
    LEDGER = N_("the books")
    ENGAGEMENT = N_("what was recorded of people who took part")


@dataclass(frozen=True, slots=True)
class PartWords:
    """What a part is called, how it is counted, and where from."""

    title: str
    definition: str
    unit: str
    source: Source
    years: Years
    money: bool = False


class Part(StrEnum):
    """What can be counted or measured of an area."""

    RESIDENTS = "residents"
    HOUSEHOLDS = "households"
    HECTARES = "hectares"
    AGE = "age"
    CIRCLE = "circle"
    SQUARE = "square"
    PROJECTS = "projects"
    QUICK_WINS = "quick_win"
    LONG_HAULS = "long_haul"
    IDEA = "idea"
    CHECKED = "checked"
    CHOSEN = "chosen"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    GRANTED = "granted"
    COMMITTED = "committed"
    SPENT = "spent"
    LEFT = "available"
    PARTICIPANTS = "participants"
    HOURS = "hours"
    MEETINGS = "meetings"
    GROWN_M2 = "grown_m2"
    GROWN_RESIDENTS = "grown_residents"


_LIVING = N_("A block that lies partly in the area counts for the part of its land that does.")
_LAND = N_("Measured in the plane of the municipality's own grid (CRS).")
_PROJECTS = N_("Projects of which the last status lies in the year; each counts once.")
_MONEY = N_(
    "Up to a date, what the predecessors of an area brought in counts too, and what it handed on "
    "doesn't. Of a year it is what was booked on the area itself."
)


def _projects(title: str) -> PartWords:
    return PartWords(title, _PROJECTS, N_("projects"), Source.PROJECTS, Years.YEAR)


def _money(title: str) -> PartWords:
    return PartWords(title, _MONEY, N_("euros"), Source.LEDGER, Years.SINCE, money=True)


PARTS = {
    Part.RESIDENTS: PartWords(N_("Residents"), _LIVING, N_("residents"), Source.BLOCKS, Years.DAY),
    Part.HOUSEHOLDS: PartWords(
        N_("Households"), _LIVING, N_("households"), Source.BLOCKS, Years.DAY
    ),
    Part.HECTARES: PartWords(N_("Hectares"), _LAND, N_("hectares"), Source.BOUNDARIES, Years.DAY),
    Part.AGE: PartWords(
        N_("Age of the area"),
        N_("Days since the area began under this id, divided by 365.25."),
        N_("years"),
        Source.BOUNDARIES,
        Years.DAY,
    ),
    Part.CIRCLE: PartWords(N_("4π times the land"), _LAND, N_("m²"), Source.BOUNDARIES, Years.DAY),
    Part.SQUARE: PartWords(
        N_("Length of the boundary, squared"), _LAND, N_("m²"), Source.BOUNDARIES, Years.DAY
    ),
    Part.PROJECTS: _projects(N_("Projects")),
    Part.QUICK_WINS: _projects(N_("Quick wins")),
    Part.LONG_HAULS: _projects(N_("Long hauls")),
    Part.IDEA: _projects(N_("Projects: idea")),
    Part.CHECKED: _projects(N_("Projects: checked")),
    Part.CHOSEN: _projects(N_("Projects: chosen")),
    Part.RUNNING: _projects(N_("Projects: running")),
    Part.DONE: _projects(N_("Projects: done")),
    Part.STOPPED: _projects(N_("Projects: stopped")),
    Part.GRANTED: _money(N_("Granted")),
    Part.COMMITTED: _money(N_("Committed")),
    Part.SPENT: _money(N_("Spent")),
    Part.LEFT: PartWords(
        N_("Left"),
        N_("What wasn't committed or spent by then, with what predecessors brought in."),
        N_("euros"),
        Source.LEDGER,
        Years.DAY,
        money=True,
    ),
    Part.PARTICIPANTS: PartWords(
        N_("Participants"),
        N_("Who took part twice counts twice."),
        N_("participants"),
        Source.ENGAGEMENT,
        Years.QUARTERS,
    ),
    Part.HOURS: PartWords(
        N_("Volunteer hours"),
        N_("Hours that were counted; no figure where volunteers worked and nobody counted."),
        N_("hours"),
        Source.ENGAGEMENT,
        Years.QUARTERS,
    ),
    Part.MEETINGS: PartWords(
        N_("Meetings"),
        N_("Meetings that were recorded."),
        N_("meetings"),
        Source.ENGAGEMENT,
        Years.QUARTERS,
    ),
    Part.GROWN_M2: PartWords(
        N_("Growth in land"),
        N_("Land of now less that of then; no figure for an area that wasn't there then."),
        N_("m²"),
        Source.BOUNDARIES,
        Years.PERIOD,
    ),
    Part.GROWN_RESIDENTS: PartWords(
        N_("Growth in residents"),
        N_("Residents of now less those of then; no figure for an area that wasn't there then."),
        N_("residents"),
        Source.BLOCKS,
        Years.PERIOD,
    ),
}
