"""The quarters and villages of the demonstration town: facts, and the style each is built in.

Names, residents and hectares are published CBS figures for Hoogeveen (about 2010-2012). All
geometry made from them is synthetic: no street or block in this package exists.
"""

from dataclasses import dataclass
from typing import Literal

Style = Literal["core", "prewar", "strips", "bloom", "peat", "sand"]


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter or village with its published figures.

    Attributes
    ----------
    code
        The last four digits of the CBS buurt code; of the first buurt where several are joined.
    hectares
        Published area; the synthetic quarter is near it, not equal to it.
    style
        The way its streets are laid out.
    """

    code: str
    name: str
    residents: int
    hectares: int
    style: Style


QUARTERS: tuple[Quarter, ...] = (
    Quarter("0500", "Centrum", 1120, 39, "core"),
    Quarter("0501", "Noord", 1260, 46, "prewar"),
    Quarter("0502", "Bentinckspark", 520, 73, "bloom"),
    Quarter("0503", "Krakeel", 4950, 93, "strips"),
    Quarter("0504", "Wolfsbos", 4280, 99, "strips"),
    Quarter("0505", "Zuid", 6230, 134, "prewar"),
    Quarter("0506", "Venesluis", 1910, 88, "bloom"),
    Quarter("0507", "West", 1770, 79, "prewar"),
    Quarter("0508", "Oost", 2540, 51, "prewar"),
    Quarter("0510", "Steenbergerweiden", 1080, 30, "bloom"),
    Quarter("0511", "Kinholt", 980, 54, "bloom"),
    Quarter("0512", "Grittenhof", 130, 30, "bloom"),
    Quarter("0513", "Schoonvelde-West", 1960, 30, "bloom"),
    Quarter("0514", "Schoonvelde-Oost", 1410, 31, "bloom"),
    Quarter("0515", "Schutlanden-Oost", 870, 48, "bloom"),
    Quarter("0516", "Schutlanden-West", 1520, 27, "bloom"),
    Quarter("0517", "Kattouw", 1210, 31, "bloom"),
    Quarter("0518", "Trasselt", 1940, 44, "bloom"),
    Quarter("0519", "Erflanden", 2720, 84, "bloom"),
    Quarter("0520", "Fluitenberg", 500, 895, "sand"),
    Quarter("0530", "Elim", 2360, 1309, "peat"),
    Quarter("0540", "Hollandscheveld", 4390, 2227, "peat"),
    Quarter("0550", "Noordscheschut", 2140, 474, "peat"),
    Quarter("0560", "Nieuwlande", 1370, 763, "peat"),
    Quarter("0570", "Nieuweroord", 900, 741, "peat"),
    Quarter("0580", "Tiendeveen", 680, 824, "peat"),
    Quarter("0590", "Stuifzand", 630, 764, "sand"),
    Quarter("0600", "Pesse", 1790, 2134, "sand"),
    Quarter("0610", "Nieuw Moscou/Zuideropgaande", 570, 198, "peat"),
)
BY_NAME: dict[str, Quarter] = {quarter.name: quarter for quarter in QUARTERS}
