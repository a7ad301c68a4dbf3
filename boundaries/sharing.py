"""What the drawings of a round share: core, disputed land, and the land that a share agrees on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.live_counts import Figures
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.live_counts import Count
    from boundaries.model import AreaVersion
    from boundaries.participation import Drawing

    Floats = NDArray[np.float64]

LEVELS = (0.10, 0.25, 0.50, 0.75)
"""Shares of the makers at which the surface gets another shade."""
CORE, DISPUTED = 0.75, 0.25
SMALLEST_STRIP_M2 = 100.0
"""Smaller pieces of disputed land are where two lines of a finger differ."""
WIDTH_M, WIDEST_M = 30.0, 50.0
SHOWN_CHANGE_M2 = 25.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of land with its size, people (live count) and the streets in it."""

    geometry: BaseGeometry
    residents: Count
    streets: tuple[str, ...]

    @property
    def hectares(self) -> float:
        """Its size."""
        return float(self.geometry.area) / M2_PER_HA


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far the drawings of a round agree.

    Attributes
    ----------
    drawings, makers
        How many count, and for how many people they were drawn.
    mean
        Mean Jaccard index over all pairs, 0 to 1; None for one drawing.
    medoid
        The drawing that is most like the others, and its mean likeness with them.
    levels
        The land in at least each share of `LEVELS`, by weight; empty where there is none.
    core
        Where at least three quarters agree.
    disputed
        Pieces that at least a quarter and less than three quarters drew, the largest first.
    """

    drawings: int
    makers: int
    mean: float | None
    medoid: Drawing
    medoid_likeness: float | None
    levels: tuple[BaseGeometry, ...]
    core: Strip
    disputed: tuple[Strip, ...]


def counting(drawings: Sequence[Drawing]) -> list[Drawing]:
    """Return the drawings that the coordinator hasn't set aside."""
    return [d for d in drawings if d.aside is None]


def agreed(drawings: Sequence[Drawing], likeness: Floats, lie: Lie) -> Agreed:
    """Return how far drawings agree; a drawing made by eight people weighs eight.

    Parameters
    ----------
    drawings
        One at least, all counting.
    likeness
        Of every two, as `boundaries.inbox.likeness_of` returns it.

    Raises
    ------
    geo.GeometryError
        When they can't be laid over each other.
    """
    levels = tuple(shared_land(drawings, share) for share in LEVELS)
    core = shared_land(drawings, CORE)
    disputed = shapely.difference(shared_land(drawings, DISPUTED), core)
    strips = [part for part in shapely.get_parts(disputed) if part.area >= SMALLEST_STRIP_M2]
    many = len(drawings)
    mean = likeness.sum(axis=1) / (many - 1) if many > 1 else np.zeros(1)
    medoid = int(np.argmax(mean))
    return Agreed(
        many,
        sum(d.makers for d in drawings),
        float(mean.mean()) if many > 1 else None,
        drawings[medoid],
        float(mean[medoid]) if many > 1 else None,
        levels,
        strip(core, lie),
        tuple(strip(part, lie) for part in sorted(strips, key=lambda p: -p.area)),
    )


def shared_land(drawings: Sequence[Drawing], share: float) -> BaseGeometry:
    """Return the land in at least a share of the drawings, each as heavy as its makers are many."""
    return geo.consensus(
        np.array([d.geometry for d in drawings], dtype=object),
        share=share,
        weights=[float(d.makers) for d in drawings],
    )


def strip(land: BaseGeometry, lie: Lie) -> Strip:
    """Return a piece of land with who lives there and the streets in it."""
    inside = shapely.buffer(land, -1.0)
    names = [] if land.is_empty else lie.names_near(inside if not inside.is_empty else land)
    return Strip(land, Figures.of(lie, land).residents, tuple(names))


@dataclass(frozen=True, slots=True)
class Move:
    """A piece of land that fitting took in or left, and how many m2 it is."""

    geometry: BaseGeometry
    taken_in: bool

    @property
    def m2(self) -> float:
        """Its size."""
        return float(self.geometry.area)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A boundary made to fit its neighbours, streets and water.

    Attributes
    ----------
    slits
        How many gaps between it and its neighbours were closed.
    moves
        Every piece of more than 25 m2 that it gained or lost, the largest first.
    changed_m2
        All that it gained and lost together.
    taken
        Of standing areas (id) the m2 taken; empty where they keep their boundary.
    """

    geometry: BaseGeometry
    before: BaseGeometry
    slits: int
    moves: tuple[Move, ...]
    changed_m2: float
    taken: dict[str, float]


def fit_in(
    land: BaseGeometry,
    standing: Sequence[AreaVersion],
    lie: Lie,
    *,
    new_first: bool = False,
    width: float = WIDTH_M,
) -> Fitted:
    """Make the land that drawings agree on fit: no slit beside a neighbour, edges along streets.

    Parameters
    ----------
    new_first
        Whether the new boundary goes before those of standing areas; else they keep theirs.
    width
        In metres: the widest gap that is closed, and how far a border goes to a street.

    Raises
    ------
    Refused
        `width` outside 0 to 50, `empty` when there is no such land.
    geo.NothingLeft
        When all of it belongs to standing areas.
    """
    import geopandas as gpd

    if not 0 <= width <= WIDEST_M:
        raise Refused(
            "width",
            N_("A width of {width} m is not possible. Choose one from 0 to {most}."),
            width=width,
            most=WIDEST_M,
        )
    if land.is_empty:
        raise Refused("empty", N_("No land is drawn by so many. Choose a lower share."))
    others = np.array([v.geometry for v in standing], dtype=object)
    existing = gpd.GeoSeries(others, index=[str(v.area) for v in standing], crs=lie.crs)
    done = geo.fit(
        land,
        existing,
        policy="new" if new_first else "existing",
        width=width,
        lines=lie.frame_near(land, width) if width else None,
    )
    gained = shapely.difference(done.geometry, land)
    lost = shapely.difference(land, done.geometry)
    moves = [Move(part, taken_in=True) for part in shapely.get_parts(gained)]
    moves += [Move(part, taken_in=False) for part in shapely.get_parts(lost)]
    free = [m for m in moves if m.taken_in and m.m2 >= 1]
    return Fitted(
        done.geometry,
        land,
        sum(bool(shapely.dwithin(others, m.geometry, 0.01).any()) for m in free),
        tuple(sorted((m for m in moves if m.m2 > SHOWN_CHANGE_M2), key=lambda m: -m.m2)),
        float(gained.area + lost.area),
        {str(area): float(m2) for area, m2 in done.taken.items()},
    )


def mostly_of(land: BaseGeometry, standing: Sequence[AreaVersion]) -> AreaVersion | None:
    """Return the standing area whose new boundary this land is: half of either is in common."""
    for version in standing:
        both = float(shapely.intersection(land, version.geometry).area)
        if land.area and both >= 0.5 * min(float(land.area), float(version.geometry.area)):
            return version
    return None
