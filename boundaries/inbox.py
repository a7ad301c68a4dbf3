"""The drawings of a round as the coordinator finds them: grouped, copies together, odd ones marked.

Nothing is dropped: what is odd is marked, and the coordinator looks at it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries.voices import LIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from boundaries.participation import Drawing, DrawingId

    Floats = NDArray[np.float64]

ALIKE = 0.5
"""Drawings that share half of their land (Jaccard) are about the same neighbourhood."""
ALIKE_BY_NAME = 0.15
"""With the same name this much is enough."""
FENCE = 1.5
"""Of the spread between the quartiles (Tukey 1977, Exploratory Data Analysis, p. 44)."""
FEWEST_TO_COMPARE = 5
"""Among fewer nothing is odd."""
POINTS, FEWEST_POINTS = 5_000, 50
"""Of a grid over all drawings, and how many of them a drawing needs to be told by them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A drawing among the others of its round.

    Attributes
    ----------
    likeness
        Mean Jaccard index with the others of its group, 0 to 1; None where it is alone.
    copy_of
        The first drawing that it is nearly the same as (over 95 %), or None.
    odd
        Whether it has far less in common with the rest of the round than most have.
    """

    drawing: Drawing
    likeness: float | None
    copy_of: DrawingId | None
    odd: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Drawings of the same neighbourhood, under the name that most of them give it."""

    name: str
    rows: tuple[Row, ...]

    @property
    def makers(self) -> int:
        """For how many people they were drawn, without those that don't count."""
        return sum(row.drawing.makers for row in self.rows if row.drawing.aside is None)


def likeness_of(drawings: Sequence[Drawing]) -> Floats:
    """Return the Jaccard index of every two drawings, of shape (n, n), with 0 on the diagonal.

    Raises
    ------
    geo.GeometryError
        When a drawing isn't valid.
    """
    lands = np.array([d.geometry for d in drawings], dtype=object)
    if len(lands) == 0:
        return np.zeros((0, 0))
    try:
        return geo.agreement(lands).likeness
    except geo.TooComplex:
        return _sampled(lands)


def _sampled(lands: NDArray[np.object_]) -> Floats:
    """Return about the same by counting points of a grid, where borders cross too often.

    To lay 1,000 drawings over each other two by two takes minutes. Two that are told from some
    5,000 points are off by a hundredth or two; a drawing that is too small to hold enough of them
    is compared exactly.
    """
    xmin, ymin, xmax, ymax = shapely.total_bounds(lands)
    side = max(np.sqrt((xmax - xmin) * (ymax - ymin) / POINTS), 1e-3)
    x, y = np.meshgrid(
        np.arange(xmin + side / 2, xmax, side), np.arange(ymin + side / 2, ymax, side)
    )
    across, along = x.ravel(), y.ravel()
    shapely.prepare(lands)
    holds = np.array([shapely.contains_xy(land, across, along) for land in lands], dtype=np.float32)
    shared = holds @ holds.T
    own = shared.diagonal()
    found = shared / np.maximum(own[:, None] + own[None, :] - shared, 1)
    np.fill_diagonal(found, 0.0)
    for i in np.flatnonzero(own < FEWEST_POINTS):
        found[i, :] = found[:, i] = _exactly(lands, int(i))
    return np.asarray(found, dtype=float)


def _exactly(lands: NDArray[np.object_], which: int) -> Floats:
    """Return the Jaccard index of one drawing with each other, and 0 with itself."""
    m2 = shapely.area(lands)
    shared = shapely.area(shapely.intersection(lands, lands[which]))
    index = shared / (m2 + m2[which] - shared)
    index[which] = 0.0
    return np.asarray(index)


def grouped(drawings: Sequence[Drawing], likeness: Floats) -> list[Group]:
    """Return the drawings in groups, the largest first; in each in the order of sending.

    Parameters
    ----------
    likeness
        As `likeness_of` returns it, in the order of `drawings`.
    """
    odd = _odd(likeness)
    groups = [
        Group(
            _name([drawings[i] for i in members]),
            tuple(_row(drawings, likeness, members, i, odd=bool(odd[i])) for i in members),
        )
        for members in _members(drawings, likeness)
    ]
    return sorted(groups, key=lambda g: (-len(g.rows), g.name))


def _members(drawings: Sequence[Drawing], likeness: Floats) -> list[list[int]]:
    """Return which drawings belong together, by their places."""
    names = np.array([d.name.strip().casefold() for d in drawings], dtype=object)
    same_name = names[:, None] == names[None, :] if len(names) else np.zeros((0, 0), bool)
    linked = (likeness >= ALIKE) | (same_name & (likeness >= ALIKE_BY_NAME))
    for i, drawing in enumerate(drawings):
        if drawing.grouped is not None:
            # What the coordinator says goes before what its land says.
            linked[i, :] = linked[:, i] = False
    for i, one in enumerate(drawings):
        for j, other in enumerate(drawings[:i]):
            if one.grouped is not None and one.grouped == other.grouped:
                linked[i, j] = linked[j, i] = True
    return _components(linked)


def _components(linked: NDArray[np.bool_]) -> list[list[int]]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    if len(linked) == 0:
        return []
    many, label = connected_components(csr_array(linked), directed=False)
    return [np.flatnonzero(label == n).tolist() for n in range(many)]


def _name(members: Sequence[Drawing]) -> str:
    given = next((d.grouped for d in members if d.grouped is not None), None)
    if given is not None:
        return given
    counted = Counter(d.name.strip() for d in members)
    # Of names that are given equally often, the first in the alphabet.
    return min(counted, key=lambda name: (-counted[name], name))


def _row(
    drawings: Sequence[Drawing], likeness: Floats, members: Sequence[int], i: int, *, odd: bool
) -> Row:
    others = [j for j in members if j != i]
    earlier = [j for j in range(i) if likeness[i, j] > LIKE]
    return Row(
        drawings[i],
        float(likeness[i, others].mean()) if others else None,
        drawings[earlier[0]].id if earlier else None,
        odd,
    )


def _odd(likeness: Floats) -> NDArray[np.bool_]:
    """Return which drawings have far less in common with all others than most have."""
    many = len(likeness)
    if many < FEWEST_TO_COMPARE:
        return np.zeros(many, dtype=bool)
    mean = likeness.sum(axis=1) / (many - 1)
    low, high = np.quantile(mean, [0.25, 0.75])
    return np.asarray((mean < low - FENCE * (high - low)) | (mean == 0))
