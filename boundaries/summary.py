"""What an area that is being drawn is: who lives there, what it takes, what runs along it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries.lie import read_lie
from boundaries.live_counts import Count, Figures
from boundaries.neighbours import place
from boundaries.rules import checked_boundary
from boundaries.streets import NO_STREETS, streets_in
from geo.describing import DIRECTIONS
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.model import AreaId, AreaVersion
    from boundaries.neighbours import Placed
    from boundaries.store import Parts
    from boundaries.streets import Streets
    from geo.describing import Direction

GAP_M = 30.0
"""Nobody's land up to this wide between a drawing and its neighbour is a gap, not a field."""
SMALLEST_GAP_M2 = 25.0
WHOLLY = 0.999
"""Of the land of a drawing; what is left of it is rounding."""
SAME = 0.98
"""Of two areas, the share of their land together that they share, for them to be one."""
FOLLOWS_WITHIN_M = 2.0
FOLLOWS_FROM_M = 30.0
DESCRIBED_WITHIN_M = 15.0


@dataclass(frozen=True, slots=True)
class TakenLand:
    """Land that a drawing claims of a standing area."""

    area: AreaId
    name: str
    m2: float
    streets: Streets

    @property
    def hectares(self) -> float:
        """How much it is in hectares."""
        return self.m2 / M2_PER_HA


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody's land between a drawing and a neighbour; `geometry` is that land."""

    area: AreaId
    name: str
    m2: float
    geometry: BaseGeometry = field(repr=False)

    @property
    def hectares(self) -> float:
        """How much it is in hectares."""
        return self.m2 / M2_PER_HA


@dataclass(frozen=True, slots=True)
class Edge:
    """What runs along one side of a drawing.

    Attributes
    ----------
    metres
        How much of the border on that side runs along it.
    """

    direction: Direction
    name: str | None
    kind: str | None
    inner_side: Direction
    share: float
    metres: float


@dataclass(frozen=True, slots=True)
class Inside:
    """The area in which a drawing lies wholly; `same` when it is all but that area."""

    area: AreaId
    name: str
    same: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """A drawing as it lies on `day`, laid against its neighbours.

    Attributes
    ----------
    geometry
        The drawing, on the borders that it followed within 25 cm.
    residents, households
        Live counts.
    year, source
        Of the figures; None where no block lies.
    streets
        Those that lie in it for a fair length.
    cut
        How many streets its border cuts in half.
    taken
        Of each area the land it claims, most first.
    free_m2
        Of it that is nobody's.
    gaps
        Narrow land of nobody between it and a neighbour, largest first.
    sides
        North, east, south, west; on each the longest first.
    inside
        The area it lies in wholly.
    follows
        Names of the areas whose border it runs along, the longest first.
    notes
        What was said when it was laid against its neighbours.
    """

    geometry: BaseGeometry = field(repr=False)
    hectares: float
    residents: Count
    households: Count
    year: int | None
    source: str | None
    streets: Streets
    cut: int
    taken: tuple[TakenLand, ...]
    free_m2: float
    gaps: tuple[Gap, ...]
    sides: tuple[Edge, ...]
    inside: Inside | None
    follows: tuple[str, ...]
    notes: tuple[str, ...]
    standing: Mapping[AreaId, BaseGeometry] = field(repr=False)

    def give_back(self, area: AreaId) -> BaseGeometry:
        """Return the drawing without the land of an area; empty when nothing is left."""
        return geo.free_land(self.geometry, [self.standing[area]]).geometry

    def add_gap(self, area: AreaId) -> BaseGeometry:
        """Return the drawing with the nobody's land between it and an area."""
        gaps = [gap.geometry for gap in self.gaps if gap.area == area]
        return geo.merge([self.geometry, *gaps]).geometry


def summarise(
    parts: Parts, drawing: BaseGeometry, day: dt.date, *, lie: Lie | None = None
) -> Summary:
    """Return what a drawing is, without writing anything.

    Parameters
    ----------
    drawing
        In metres of the municipality's CRS.
    lie
        Blocks and lines, kept by who asks often (`boundaries.lie.lie_now`); else they are read.

    Raises
    ------
    Refused
        As `found` would: crossing itself, too small, outside the municipality.
    geo.GeometryError
        When it isn't an area.
    """
    lie = read_lie(parts, day) if lie is None else lie
    municipality = parts.areas.municipality()
    checked = checked_boundary(drawing, municipality)
    placed = place(parts.areas, checked, day)
    land = placed.geometry
    near = _standing(parts.areas.near(land.buffer(GAP_M), day), day)
    inside_of_town = shapely.intersection(land, shapely.box(*municipality.within))
    free = geo.free_land(inside_of_town, [v.geometry for v in near]).geometry
    figures = Figures.of(lie, land)
    crossed = streets_in(lie, land)
    return Summary(
        geometry=land,
        hectares=placed.hectares,
        residents=figures.residents,
        households=figures.households,
        year=figures.year,
        source=figures.source,
        streets=crossed.inside,
        cut=crossed.cut,
        taken=_taken(placed, near, lie),
        free_m2=float(free.area),
        gaps=_gaps(land, near),
        sides=sides_of(land, lie),
        inside=_inside(land, near),
        follows=_follows(land, near),
        notes=placed.notes,
        standing={v.area: v.geometry for v in near},
    )


def _standing(versions: Sequence[AreaVersion], day: dt.date) -> list[AreaVersion]:
    """Return of each area the version of the day, else the first that is to come."""
    first: dict[AreaId, AreaVersion] = {}
    for version in sorted(versions, key=lambda v: (v.area, v.valid_to)):
        if version.valid_to > day:
            first.setdefault(version.area, version)
    return list(first.values())


def _taken(placed: Placed, near: Sequence[AreaVersion], lie: Lie) -> tuple[TakenLand, ...]:
    land_of = {v.area: v.geometry for v in near}
    found = []
    for claim in placed.taken:
        streets = NO_STREETS
        if claim.area in land_of:
            piece = shapely.intersection(placed.geometry, land_of[claim.area])
            streets = streets_in(lie, piece).inside
        found.append(TakenLand(claim.area, claim.name, claim.m2, streets))
    return tuple(found)


def _gaps(land: BaseGeometry, near: Sequence[AreaVersion]) -> tuple[Gap, ...]:
    """Return the land that `geo.fit` would add, by the neighbour it borders on most."""
    beside = [v for v in near if shapely.dwithin(land, v.geometry, GAP_M)]
    if not beside:
        return ()
    fitted = geo.fit(land, [v.geometry for v in beside], policy="new", width=GAP_M)
    if fitted.filled < SMALLEST_GAP_M2:
        return ()
    added = shapely.difference(fitted.geometry, land)
    pieces = [p for p in shapely.get_parts(added) if p.area >= 1.0]
    of: dict[int, list[BaseGeometry]] = {}
    for piece in pieces:
        rim = piece.buffer(0.01)
        metres = [float(shapely.intersection(rim, v.geometry.boundary).length) for v in beside]
        of.setdefault(int(np.argmax(metres)), []).append(piece)
    gaps = []
    for i, own in of.items():
        together = shapely.union_all(own)
        if together.area >= SMALLEST_GAP_M2:
            gaps.append(Gap(beside[i].area, beside[i].name, float(together.area), together))
    return tuple(sorted(gaps, key=lambda g: (-g.m2, g.area)))


def sides_of(land: BaseGeometry, lie: Lie) -> tuple[Edge, ...]:
    """Return which lines run along each side of valid land, in metres of the municipality's CRS."""
    frame = lie.frame_near(land, DESCRIBED_WITHIN_M)
    metres = _metres(land)
    return tuple(
        Edge(
            side.direction,
            side.name,
            side.kind,
            side.inner_side,
            side.share,
            side.share * metres[side.direction],
        )
        for side in geo.describe(land, frame, within=DESCRIBED_WITHIN_M)
    )


def _metres(land: BaseGeometry) -> dict[Direction, float]:
    """Return how much of the outer border lies on each side, divided as `geo.describe` does."""
    left, bottom, right, top = land.bounds
    middle = ((left + right) / 2, (bottom + top) / 2)
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    rims = shapely.union_all(shapely.get_exterior_ring(shapely.get_parts(land)))
    return {
        direction: float(
            rims.intersection(shapely.Polygon([middle, corners[i], corners[(i + 1) % 4]])).length
        )
        for i, direction in enumerate(DIRECTIONS)
    }


def _inside(land: BaseGeometry, near: Sequence[AreaVersion]) -> Inside | None:
    for version in near:
        shared = float(shapely.intersection(land, version.geometry).area)
        if shared >= WHOLLY * land.area:
            same = shared >= SAME * (land.area + version.geometry.area - shared)
            return Inside(version.area, version.name, same=same)
    return None


def _follows(land: BaseGeometry, near: Sequence[AreaVersion]) -> tuple[str, ...]:
    strip = shapely.boundary(land).buffer(FOLLOWS_WITHIN_M)
    shapely.prepare(strip)
    found = []
    for version in near:
        metres = float(strip.intersection(shapely.boundary(version.geometry)).length)
        if metres >= FOLLOWS_FROM_M:
            found.append((-metres, version.name))
    return tuple(name for _, name in sorted(found))
