"""Some thirty projects of 2007 for the demonstration areas: invented, of the usual kinds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import Point, Polygon

from data.demo.town import CRS, Town

LAST_DAY = date(2007, 12, 31)


STATES = ("idea", "checked", "chosen", "running", "done", "stopped")
EARLY = (0.0, 0.0, 0.05, 0.15, 0.73, 0.07)
LATE = (0.2, 0.15, 0.2, 0.25, 0.2, 0.0)
"""Chances of each state."""


class Place(Protocol):
    """An area with a name, a polygon in EPSG:28992 and a day of founding."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def geometry(self) -> Polygon: ...  # noqa: D102
    @property
    def on(self) -> date: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project; `lon` and `lat` in WGS 84 degrees, `date` the day its status was reached."""

    project_id: str
    title: str
    kind: str
    area: str
    status: str
    date: date
    lon: float
    lat: float
    partners: str
    amount_eur: Decimal


@dataclass(frozen=True, slots=True)
class _Idea:
    """What a project is; `status` is empty when chance decides it."""

    kind: str
    title: str
    partners: str
    amount: Decimal
    status: str


IDEAS: dict[str, tuple[tuple[str, str], ...]] = {
    "Pesse": (
        ("Moestuin bij de school", "basisschool"),
        ("Geluidsinstallatie voor het dorpshuis", "dorpshuis"),
        ("Jeu-de-boulesbaan bij de brink", "gemeente"),
        ("Pierenbadje opknappen", "zwembadvereniging"),
        ("AED aan de gevel van het dorpshuis", "dorpshuis"),
    ),
    "Elim": (
        ("Kookavond voor senioren", "welzijnswerk"),
        ("Dorpsfeest met muziek voor kinderen", "oranjevereniging"),
        ("Bloembakken langs de Dorpsstraat", "gemeente"),
    ),
    "Hollandscheveld": (
        ("Jeugdhonk op vrijdagavond", "welzijnswerk, politie"),
        ("Speeltuin schilderen en nakijken", "speeltuinvereniging"),
        ("Bankjes langs de Opgaande", "gemeente"),
        ("Buurtrestaurant, elke eerste dinsdag", "welzijnswerk"),
    ),
    "Noordscheschut": (
        ("Vissteiger aan de vaart", "hengelclub, gemeente"),
        ("Buurtfeest bij de sluis", ""),
        ("Licht langs het fietspad", "gemeente"),
    ),
    "Sterrenpark": (
        ("Natuurspeelplek in het park", "woningcorporatie, gemeente"),
        ("Color Day: eten en muziek uit alle landen", "welzijnswerk"),
        ("Voetbaldoelen op het grasveld", "gemeente"),
    ),
    "Dunanthof": (
        ("Koffieochtend in de flat", "woningcorporatie"),
        ("Moestuin bij de school van Krakeel", "basisschool"),
        ("Opruimdag met de kinderen", "woningcorporatie"),
    ),
    "Vogelpark": (
        ("Buurtfeest in de straat", ""),
        ("Nestkasten timmeren met kinderen", "basisschool"),
    ),
    "Zeeheldenbuurt": (
        ("Speelschip in de speeltuin", "speeltuinvereniging, woningcorporatie"),
        ("Buurtpreventie: avondronde", "politie"),
        ("Bloembakken in de straten bij het spoor", "gemeente"),
    ),
    "Verzetsbuurt": (
        ("Muziekles voor kinderen", "welzijnswerk"),
        ("Gevelmarkering voor fietsers", "gemeente"),
        ("Straatbarbecue met de corporatie", "woningcorporatie"),
    ),
    "Ambachtenhof": (
        ("Bankjes in de binnenhof", "woningcorporatie"),
        ("Moestuinbakken in de hof", ""),
    ),
}
"""Quick wins per area: title and partners."""

LONG_HAUL: tuple[tuple[str, str, str, str, Decimal], ...] = (
    ("Pesse", "Dorpshuis uitbreiden", "running", "gemeente, dorpshuis", Decimal("64000.00")),
    ("Elim", "Dorpsplein opnieuw inrichten", "chosen", "gemeente", Decimal("48500.00")),
    ("Sterrenpark", "Park opnieuw inrichten", "checked", "woningcorporatie, gemeente",
     Decimal("37250.00")),
)  # fmt: skip


def projects_of_2007(town: Town, areas: Sequence[Place], seed: int = 7) -> list[ProjectRow]:
    """Return the projects of 2007, numbered by date.

    Parameters
    ----------
    town
        Gives the CRS of the areas.
    areas
        The areas of `founding_areas`; an area without ideas here gets no project.
    seed
        Decides places, dates, amounts and how far each project came.
    """
    rng = np.random.default_rng([seed, 2007])
    to_degrees = Transformer.from_crs(town.blocks.crs or CRS, "EPSG:4326", always_xy=True)
    rows = [_row(area, idea, rng, to_degrees) for area in areas for idea in _ideas(area.name, rng)]
    rows.sort(key=lambda row: (row.date, row.title))
    return [
        replace(row, project_id=f"P2007-{number:03d}") for number, row in enumerate(rows, start=1)
    ]


def _ideas(area: str, rng: np.random.Generator) -> list[_Idea]:
    """Return the quick wins of an area, with amounts in quarters of a euro, and its long hauls."""
    quick = [
        _Idea("quick_win", title, partners, Decimal(_quarters(rng)) / 4, "")
        for title, partners in IDEAS.get(area, ())
    ]
    return quick + [
        _Idea("long_haul", title, partners, amount, status)
        for name, title, status, partners, amount in LONG_HAUL
        if name == area
    ]


def _quarters(rng: np.random.Generator) -> int:
    return int(np.clip(rng.lognormal(7.6, 0.6), 250, 6000) * 4)


def _row(area: Place, idea: _Idea, rng: np.random.Generator, to_degrees: Transformer) -> ProjectRow:
    """Return one project, not yet numbered."""
    first = area.on + timedelta(days=14)
    day = first + timedelta(days=int(rng.integers((LAST_DAY - first).days + 1)))
    # Early projects are finished by the end of the year, late ones mostly not.
    early = (LAST_DAY - day).days > 75
    status = idea.status or str(rng.choice(STATES, p=EARLY if early else LATE))
    place = _place_in(area.geometry, rng)
    lon, lat = to_degrees.transform(place.x, place.y)
    return ProjectRow(
        project_id="",
        title=idea.title,
        kind=idea.kind,
        area=area.name,
        status=status,
        date=day,
        lon=round(lon, 6),
        lat=round(lat, 6),
        partners=idea.partners,
        amount_eur=idea.amount.quantize(Decimal("0.01")),
    )


def _place_in(area: Polygon, rng: np.random.Generator) -> Point:
    """Return a random place at least ten metres inside `area`."""
    inner = shapely.buffer(area, -10.0)
    west, south, east, north = inner.bounds
    while True:
        place = Point(rng.uniform(west, east), rng.uniform(south, north))
        if inner.contains(place):
            return place
