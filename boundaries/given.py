"""A shape that came in by a file, with what was mended, before anybody went on with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class GivenShape:
    """One shape of a file.

    Attributes
    ----------
    name
        What the file calls it; user text, empty where it says nothing.
    geometry
        Valid polygon or multipolygon in metres of the municipality's CRS.
    changes
        Sentences in English (message ids): what was mended; empty where the land is as it was.
    m2_before, m2_after
        How large it was, as GEOS measures a shape that may cross itself, and is.
    """

    name: str
    geometry: BaseGeometry
    changes: tuple[str, ...]
    m2_before: float
    m2_after: float
