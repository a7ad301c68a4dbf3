"""Between degrees and the municipality's metres."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyproj
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@cache
def _transformer(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


def to_metric(geometry: BaseGeometry, source: str, target: str) -> BaseGeometry:
    """Return `geometry` (x or longitude first) from one CRS in another."""
    if source == target:
        return geometry
    transformer = _transformer(source, target)
    return shapely.transform(
        geometry, lambda points: np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
    )
