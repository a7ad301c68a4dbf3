"""Many areas that are asked about one at a time, and change one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.coverage import MILLIMETRE, border_m
from geo.crossings import require_few_crossings
from geo.errors import N_, GeometryError
from geo.inputs import (
    MOST_VERTICES_OF_AN_AREA,
    drawn_area,
    same_crs,
    usable,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.inputs import Areas

MOST_CHANGES = 256
"""So many changed areas are looked through one by one before the tree is built anew."""


class AreaIndex:
    """Areas with a kept tree of bounding boxes.

    A question, and a change, costs as much as the neighbourhood it is about, not as the whole
    map: 13,496 areas or 98 make no difference. The tree itself can't be changed, so changed
    areas are kept beside it until there are 256 of them.

    Parameters
    ----------
    areas
        Polygons or multipolygons in a CRS in metres, under unique labels.

    Raises
    ------
    GeometryError
        If a label occurs twice.
    UnprojectedError, WrongType, TooComplex, NotFinite
        As every function of this package.

    Notes
    -----
    Whether the areas are valid is not checked when the index is made, which would take longer
    than all that is asked of it; an area that is added or replaced must be.
    """

    def __init__(self, areas: Areas) -> None:
        series = usable(areas, valid=False)
        twice = series.index[series.index.duplicated()]
        if len(twice):
            which = list(dict.fromkeys(twice))
            raise GeometryError(
                N_("Labels must be unique, but these occur more than once: {which}."),
                ids=which,
                which=which,
            )
        self._frame = series.iloc[:0]
        self._areas: dict[Hashable, BaseGeometry] = dict(
            zip(series.index, series.to_numpy(), strict=True)
        )
        self._build()

    def __len__(self) -> int:
        return len(self._areas)

    def __contains__(self, label: Hashable) -> bool:
        return label in self._areas

    def conflicts(self, drawing: BaseGeometry, min_area: float = 1.0) -> pd.DataFrame:
        """Return whose land a drawing takes.

        Parameters
        ----------
        drawing
            One valid polygon or multipolygon in the CRS of the areas.
        min_area
            Smallest overlap that counts, in m2, inclusive.

        Returns
        -------
        pandas.DataFrame
            `area_m2` under the labels of the areas, the largest first.

        Raises
        ------
        GeometryError
            If the drawing isn't valid or in another CRS.
        """
        import pandas as pd

        land = self._one(drawing)
        labels, areas = self._near(land)
        shapely.prepare(land)
        met = shapely.intersects(land, areas)
        labels, areas = labels[met], areas[met]
        require_few_crossings(np.full(len(areas), land), areas, list(labels))
        size = shapely.area(shapely.intersection(areas, land))
        order = np.argsort(-size, kind="stable")
        order = order[size[order] >= min_area]
        index = pd.Index(labels[order], name=self._frame.index.name)
        return pd.DataFrame({"area_m2": size[order]}, index=index)

    def neighbours(self, label: Hashable) -> pd.Series[float]:
        """Return which areas share a border with one, and for how many metres.

        Parameters
        ----------
        label
            Of the area asked about.

        Returns
        -------
        pandas.Series
            `border_m` (over 0) under the labels of the neighbours, the longest first.

        Raises
        ------
        GeometryError
            If there is no such area.
        """
        import pandas as pd

        area = self._known(label)
        labels, areas = self._near(area, margin=MILLIMETRE)
        other = labels != label if len(labels) else np.zeros(0, dtype=bool)
        labels, areas = labels[other], areas[other]
        close = shapely.dwithin(areas, area, MILLIMETRE)
        labels, areas = labels[close], areas[close]
        require_few_crossings(np.full(len(areas), area), areas, list(labels))
        shared = border_m(np.full(len(areas), area), areas)
        order = np.argsort(-shared, kind="stable")
        order = order[shared[order] > 0]
        index = pd.Index(labels[order], name=self._frame.index.name)
        return pd.Series(shared[order], index=index, name="border_m")

    def replace(self, label: Hashable, geometry: BaseGeometry) -> None:
        """Give an area another shape.

        Raises
        ------
        GeometryError
            If there is no such area, or `geometry` isn't a valid area; nothing is changed then.
        """
        self._known(label)
        self._set(label, self._one(geometry, most=MOST_VERTICES_OF_AN_AREA))

    def add(self, label: Hashable, geometry: BaseGeometry) -> None:
        """Add an area.

        Raises
        ------
        GeometryError
            If the label is in use, or `geometry` isn't a valid area; nothing is changed then.
        """
        if label in self._areas:
            raise GeometryError(
                N_("There is an area {which} already. Replace it, or choose another label."),
                ids=[label],
                which=label,
            )
        self._set(label, self._one(geometry, most=MOST_VERTICES_OF_AN_AREA))

    def remove(self, label: Hashable) -> None:
        """Leave an area out from now on.

        Raises
        ------
        GeometryError
            If there is no such area.
        """
        self._known(label)
        del self._areas[label]
        self._changed.pop(label, None)
        self._gone.add(label)
        self._tidy()

    def _set(self, label: Hashable, geometry: BaseGeometry) -> None:
        self._areas[label] = geometry
        self._changed[label] = geometry
        self._gone.add(label)
        self._tidy()

    def _tidy(self) -> None:
        if len(self._gone) > MOST_CHANGES:
            self._build()

    def _build(self) -> None:
        self._labels = np.empty(len(self._areas), dtype=object)
        self._labels[:] = list(self._areas)
        self._geometries = np.array(list(self._areas.values()), dtype=object)
        self._tree = shapely.STRtree(self._geometries)
        self._changed: dict[Hashable, BaseGeometry] = {}
        self._gone: set[Hashable] = set()
        """Labels whose shape in the tree counts no longer."""

    def _near(
        self, geometry: BaseGeometry, margin: float = 0.0
    ) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        """Labels and shapes of the areas whose bounding box meets that of a geometry."""
        left, bottom, right, top = geometry.bounds
        window = shapely.box(left - margin, bottom - margin, right + margin, top + margin)
        found = np.sort(self._tree.query(window))
        if self._gone:
            found = found[[label not in self._gone for label in self._labels[found]]]
        labels, shapes = self._labels[found], self._geometries[found]
        if not self._changed:
            return labels, shapes
        changed = np.array(list(self._changed.values()), dtype=object)
        names = np.empty(len(changed), dtype=object)
        names[:] = list(self._changed)
        meets = shapely.intersects(shapely.envelope(changed), window)
        return np.concatenate([labels, names[meets]]), np.concatenate([shapes, changed[meets]])

    def _known(self, label: Hashable) -> BaseGeometry:
        if label not in self._areas:
            raise GeometryError(N_("There is no area {which}."), ids=[label], which=label)
        return self._areas[label]

    def _one(self, geometry: BaseGeometry, *, most: int | None = None) -> BaseGeometry:
        land, crs = drawn_area(geometry) if most is None else drawn_area(geometry, most=most)
        if crs is not None and self._frame.crs is not None and crs != self._frame.crs:
            import geopandas as gpd

            same_crs(gpd.GeoSeries(self._frame), gpd.GeoSeries([land], crs=crs))
        return land
