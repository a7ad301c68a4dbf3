"""The lie of the land: building blocks and lines, kept in trees so that each tap costs little."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from boundaries.model import ChangeId, ChangeKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Block, Line, Postcode
    from boundaries.store import Parts

    Geometries = NDArray[np.object_]

GROUND_KINDS = frozenset({ChangeKind.BLOCKS, ChangeKind.LINES, ChangeKind.POSTCODES})
"""Changes after which the ground is another one."""
BEFORE_ALL = ChangeId(0)


@dataclass(frozen=True)
class Lie:
    """Blocks, lines and postcodes with trees of their bounding boxes; nothing in it changes.

    Attributes
    ----------
    blocks
        With the figures of `year`, by id.
    lines
        Streets, water and railways.
    crs
        Of both, in metres.
    postcodes
        Of each postcode the ids of the blocks that have addresses in it.
    k
        Of the municipality: live counts under it are hidden.
    year
        For which it was read.
    seen
        The last change there was when it was read.
    """

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    crs: str
    postcodes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    year: int = 0
    k: int = 5
    seen: ChangeId = BEFORE_ALL

    @cached_property
    def lands(self) -> Geometries:
        """The geometry of each block."""
        return np.array([b.geometry for b in self.blocks], dtype=object)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The blocks by bounding box."""
        return shapely.STRtree(self.lands)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Where each block stands in `blocks`, by id."""
        return {b.id: i for i, b in enumerate(self.blocks)}

    @cached_property
    def paths(self) -> Geometries:
        """The geometry of each line."""
        return np.array([line.geometry for line in self.lines], dtype=object)

    @cached_property
    def path_tree(self) -> shapely.STRtree:
        """The lines by bounding box."""
        return shapely.STRtree(self.paths)

    @cached_property
    def streets(self) -> dict[str, tuple[int, ...]]:
        """Of each name of a street the lines that have it; a file may cut a street in pieces."""
        found: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            if line.kind == "street" and line.name.strip() and line.name != line.kind:
                found.setdefault(line.name.strip(), []).append(i)
        return {name: tuple(where) for name, where in found.items()}

    @cached_property
    def street_of(self) -> dict[int, str]:
        """Of each line that is a named street its name, by its place in `lines`."""
        return {i: name for name, where in self.streets.items() for i in where}

    @cached_property
    def _frame(self) -> gpd.GeoDataFrame:
        import geopandas as gpd

        # A line without a name was given its kind as one when it was read in.
        names = [None if line.name == line.kind else line.name for line in self.lines]
        columns = {"name": names, "kind": [line.kind for line in self.lines]}
        return gpd.GeoDataFrame(columns, geometry=list(self.paths), crs=self.crs)

    def frame_near(self, land: BaseGeometry, within: float) -> gpd.GeoDataFrame:
        """Return the lines that come within some metres of a border, as `geo.describe` takes."""
        rim = shapely.boundary(land)
        near = self.path_tree.query(rim, predicate="dwithin", distance=within)
        return self._frame.iloc[np.sort(near)]

    def names_near(self, land: BaseGeometry) -> list[str]:
        """Return the names of the streets that meet a piece of land, in order."""
        near = self.path_tree.query(land, predicate="intersects")
        return sorted({self.street_of[i] for i in near.tolist() if i in self.street_of})


def read_lie(parts: Parts, day: dt.date) -> Lie:
    """Read blocks, lines and postcodes from a store."""
    changes, place = parts.areas.changes(), parts.areas.municipality()
    return Lie(
        tuple(sorted(parts.ground.blocks(day), key=lambda b: b.id)),
        tuple(parts.ground.lines()),
        place.crs,
        _by_code(parts.ground.postcodes()),
        year=day.year,
        k=place.k,
        seen=changes[-1].id if changes else BEFORE_ALL,
    )


def lie_now(parts: Parts, day: dt.date, kept: Lie | None) -> Lie:
    """Return the lie of the land, read again only when something of it has changed.

    Parameters
    ----------
    kept
        What was read before, from the same store; None at first.
    """
    if kept is None or (kept.year, kept.k) != (day.year, parts.areas.municipality().k):
        return read_lie(parts, day)
    since = parts.areas.changes(after=kept.seen)
    return read_lie(parts, day) if any(c.kind in GROUND_KINDS for c in since) else kept


def _by_code(postcodes: Sequence[Postcode]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for postcode in postcodes:
        found.setdefault(postcode.code, set()).add(postcode.block)
    return {code: frozenset(blocks) for code, blocks in found.items()}


def lie_of(blocks: Sequence[Block], lines: Sequence[Line], crs: str) -> Lie:
    """Return the lie of blocks and lines at hand, without postcodes."""
    return Lie(tuple(sorted(blocks, key=lambda b: b.id)), tuple(lines), crs)
