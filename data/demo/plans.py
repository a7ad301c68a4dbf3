"""How each kind of quarter is cut, and where village cores lie; synthetic."""

from collections.abc import Callable
from typing import cast

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from data.demo.network import CORES, UNIT
from data.demo.quarters import Quarter
from data.demo.splitting import Plan, long_direction
from data.demo.streets import spot

HECTARE = 10_000.0
RURAL_HA = {"peat": 130.0, "sand": 140.0}
"""Wanted size of a block of fields."""

GRAIN_PEAT: dict[str, float] = {
    "Elim": 1.50, "Hollandscheveld": 1.36, "Nieuwlande": 1.62, "Noordscheschut": 2.05,
    "Nieuweroord": 1.95, "Tiendeveen": 2.55, "Nieuw Moscou/Zuideropgaande": 0.05,
}  # fmt: skip
"""Direction of the peat parcels in radians: roughly square to the waterway they were dug from."""

THEMES: dict[str, tuple[tuple[str, float, float], ...]] = {
    "Centrum": (("market", 0.0, 0.0),),
    "Noord": (("provinces", 0.0, 0.8),),
    "Bentinckspark": (("trees", 0.0, 1.5),),
    "Krakeel": (("stars", 2.0, 0.35), ("birds", 2.9, 0.35), ("stones", 2.3, -0.3)),
    "Wolfsbos": (("crafts", 1.3, -0.2), ("farm", 1.9, -0.7), ("animals", 1.5, -1.1)),
    "Zuid": (("freedom", 0.9, -0.2), ("rivers", -0.2, -1.0), ("flowers", 0.7, -1.2)),
    "Venesluis": (("fish", 0.5, -1.7),),
    "West": (("ships", -0.8, -0.1), ("trees", -1.2, -0.5)),
    "Oost": (("flowers", 0.9, 0.6),),
    "Steenbergerweiden": (("moor", -0.9, -1.0),),
    "Kinholt": (("farm", -1.9, -0.5),),
    "Grittenhof": (("crafts", -2.8, -0.7),),
    "Schoonvelde-West": (("animals", -3.0, -1.4),),
    "Schoonvelde-Oost": (("birds", -2.3, -1.2),),
    "Schutlanden-Oost": (("rivers", -1.7, -1.9),),
    "Schutlanden-West": (("provinces", -2.4, -2.0),),
    "Kattouw": (("trees", -1.0, -1.8),),
    "Trasselt": (("stones", -1.6, -1.2),),
    "Erflanden": (("moor", -3.5, -2.2), ("fish", -3.1, -2.4)),
    "Pesse": (("trees", -1.5, 5.5), ("farm", -1.0, 4.9)),
    "Hollandscheveld": (("birds", 4.2, -1.5), ("flowers", 4.8, -2.1), ("crafts", 3.6, -2.0)),
    "Elim": (("moor", 7.0, -4.7),),
    "Noordscheschut": (("ships", 4.6, 0.2),),
    "Nieuwlande": (("stones", 8.0, -2.5),),
    "Nieuweroord": (("stars", 6.3, 1.0),),
    "Tiendeveen": (("animals", 4.0, 3.8),),
    "Stuifzand": (("provinces", 2.3, 3.5),),
    "Fluitenberg": (("flowers", -3.0, 1.3),),
    "Nieuw Moscou/Zuideropgaande": (("rivers", 4.1, -5.4),),
}
"""What the streets of each part of a quarter are named after: theme and place in `UNIT`s."""


def village_core(quarter: Quarter) -> Polygon | None:
    """Return the built ribbons of a village in EPSG:28992, or None for a quarter of the town."""
    ribbons = [
        LineString([spot(node) for node in text.split()]).buffer(UNIT * wide, cap_style="flat")
        for text, wide in CORES.get(quarter.name, ())
    ]
    # A road through a village is built on for part of its way only.
    hearts = [
        shapely.centroid(ribbon).buffer(0.36 * np.sqrt(ribbon.area) + 420.0) for ribbon in ribbons
    ]
    parts = [ribbon & heart for ribbon, heart in zip(ribbons, hearts, strict=True)]
    return cast("Polygon", shapely.union_all(parts)) if parts else None


def plan_for(face: Polygon, quarter: Quarter, core: Polygon | None) -> Plan:
    """Return how `face` of `quarter` is cut into blocks."""
    match quarter.style:
        case "core":
            return _town(2.0, aspect=1.25, jitter=0.16, bow=0.06, freeze=2e4, snap=30)
        case "prewar":
            return _town(4.0, aspect=1.7, jitter=0.07, bow=0.035, freeze=11e4, snap=45)
        case "strips":
            return _town(2.9, aspect=2.2, jitter=0.035, bow=0.03, freeze=24e4, snap=40)
        case "bloom":
            return _town(4.4, aspect=1.3, jitter=0.15, bow=0.11, freeze=3e4, snap=45)
        case "peat":
            grain = GRAIN_PEAT.get(quarter.name, long_direction(face))
            return Plan(
                _graded(core, _village_block(quarter, core), RURAL_HA["peat"] * HECTARE),
                grain, 0.0, 2.4, 0.03, 0.012, 90.0, 75.0,
            )  # fmt: skip
        case "sand":
            return Plan(
                _graded(core, _village_block(quarter, core), RURAL_HA["sand"] * HECTARE),
                None, 9e4, 1.35, 0.13, 0.07, 90.0, 75.0,
            )  # fmt: skip


def plan_for_open_land() -> Plan:
    """Return how woods, meadows and industrial estates are cut by lanes; they hold no blocks."""
    return Plan(lambda _: 22 * HECTARE, None, 6e5, 1.3, 0.15, 0.07, 60.0, 100.0)


def _village_block(quarter: Quarter, core: Polygon | None) -> float:
    """Return the wanted size in m2 of a block in a core: some hundred people, 3.6 to 9 hectares."""
    built = core.area if core is not None else HECTARE
    return float(np.clip(115 * built / quarter.residents, 3.6 * HECTARE, 9 * HECTARE))


def _town(
    hectares: float, *, aspect: float, jitter: float, bow: float, freeze: float, snap: float
) -> Plan:
    return Plan(
        lambda _: hectares * HECTARE, None, freeze, aspect, jitter, bow, snap, min_width=52.0
    )


def built_share(piece: Polygon, core: Polygon | None) -> float:
    """Return which share of `piece` lies in the core, from 0 to 1."""
    return 1.0 if core is None else float((piece & core).area / piece.area)


def _graded(core: Polygon | None, small: float, large: float) -> Callable[[Polygon], float]:
    """Return a wanted size that goes from `large` in the fields to `small` in the core."""

    def target(piece: Polygon) -> float:
        # The root makes pieces that lie half in the core small too.
        share = built_share(piece, core) ** 0.85
        return float(1.0 / (share / small + (1.0 - share) / large))

    return target
