"""What lies under a picture of land: the streets, water and railways of its box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.outlines import Layer, Style

if TYPE_CHECKING:
    from boundaries.lie import Lie


def backdrop(lie: Lie, box: tuple[float, float, float, float]) -> list[Layer]:
    """Return the reference lines that cross a box (xmin, ymin, xmax, ymax in metres)."""
    near = sorted(lie.path_tree.query(shapely.box(*box)).tolist())
    return [Layer(lie.lines[n].geometry, Style(lie.lines[n].kind)) for n in near]
