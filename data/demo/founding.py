"""The ten areas of 2007, as unions of synthetic blocks: four villages and six parts of town."""

from dataclasses import dataclass
from datetime import date

from shapely.geometry import Polygon

from data.demo.land import Land
from data.demo.projects import ProjectRow, projects_of_2007
from data.demo.town import Town

__all__ = ["Founding", "ProjectRow", "founding_areas", "projects_of_2007", "settle"]


@dataclass(frozen=True, slots=True)
class Founding:
    """An area founded in 2007.

    Attributes
    ----------
    geometry
        One polygon without holes, EPSG:28992.
    initiator
        Who took the first step: "residents" or "coordinator".
    reason
        One plain Dutch sentence.
    """

    name: str
    geometry: Polygon
    on: date
    initiator: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Wish:
    """What residents had in mind: a quarter, a place to start and about how many people.

    `residents` is None for a village: all its built-up blocks. `beside` names an earlier area that
    it must border.
    """

    name: str
    quarter: str
    start: tuple[float, float]
    residents: int | None
    on: date
    initiator: str
    reason: str
    beside: str = ""


VILLAGES = (
    _Wish("Pesse", "Pesse", (-1.55, 5.35), None, date(2007, 5, 14), "residents",
          "Het hele dorp doet mee, want iedereen kent elkaar van school en sportveld."),
    _Wish("Elim", "Elim", (6.9, -4.6), None, date(2007, 5, 29), "residents",
          "Wij willen het dorpshuis open houden en dat kan alleen samen."),
    _Wish("Hollandscheveld", "Hollandscheveld", (4.25, -1.8), None, date(2007, 6, 12),
          "coordinator", "De bebouwde kom hoort bij elkaar, aan beide kanten van het water."),
    _Wish("Noordscheschut", "Noordscheschut", (4.55, 0.3), None, date(2007, 6, 26), "residents",
          "Het kanaal verbindt ons dorp en wij zorgen samen voor de oevers."),
)  # fmt: skip
CITY = (
    _Wish("Sterrenpark", "Krakeel", (1.95, 0.3), 640, date(2007, 6, 5), "residents",
          "Rond dit park spelen onze kinderen en spreken wij elkaar."),
    _Wish("Dunanthof", "Krakeel", (2.35, 0.15), 410, date(2007, 6, 19), "coordinator",
          "De straten rond de hof hebben dezelfde vragen over spelen en parkeren.",
          beside="Sterrenpark"),
    _Wish("Vogelpark", "Krakeel", (3.15, 0.25), 300, date(2007, 9, 11), "residents",
          "Onze straten zijn klein, dus wij beginnen met wie we kennen."),
    _Wish("Zeeheldenbuurt", "West", (-0.85, -0.05), 620, date(2007, 6, 21), "residents",
          "Wij voelen ons een eigen buurt tussen het spoor en het centrum."),
    _Wish("Verzetsbuurt", "Zuid", (0.7, -0.45), 780, date(2007, 7, 3), "coordinator",
          "Bewoners en corporatie willen de straten samen opknappen."),
    _Wish("Ambachtenhof", "Wolfsbos", (1.4, -0.3), 240, date(2007, 9, 25), "residents",
          "Wij delen een binnenhof en willen er samen iets van maken."),
)  # fmt: skip


def founding_areas(town: Town) -> list[Founding]:
    """Return the ten areas of 2007 in order of founding, Pesse first.

    Unions of whole blocks: no two overlap, and neighbours share their border to the last bit.

    Parameters
    ----------
    town
        A town of `build_town`, of any seed.
    """
    return settle(Land.of(town))


def settle(land: Land) -> list[Founding]:
    """Let the ten areas of 2007 take their blocks; return them in order of founding."""
    founded = [_claim(land, wish) for wish in (*VILLAGES, *CITY)]
    return sorted(founded, key=lambda area: area.on)


def _claim(land: Land, wish: _Wish) -> Founding:
    if wish.residents is None:
        blocks = land.village(wish.quarter, wish.start)
    else:
        blocks = land.around(wish.quarter, wish.start, wish.residents, wish.beside)
    land.areas[wish.name] = blocks
    return Founding(wish.name, land.outline(blocks), wish.on, wish.initiator, wish.reason)
