"""The land of a preview as it is and as it would be, as layers of two pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.backdrop import backdrop
from boundaries.outlines import Layer, Style, box_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.lie import Lie
    from boundaries.model import AreaVersion
    from boundaries.previews import Preview

    Box = tuple[float, float, float, float]

LEAST_M2 = 1.0
"""Less lost than this is rounding."""


def now_and_then(
    preview: Preview, standing: Sequence[AreaVersion], lie: Lie
) -> tuple[Box, list[Layer], list[Layer]]:
    """Return the box of both pictures (metres), and the layers of each.

    Parameters
    ----------
    preview
        With at least one area before or after.
    standing
        What stands on its day; areas that it doesn't touch are shown too.
    """
    box = box_around([s.geometry for s in (*preview.before, *preview.after)])
    touched = {s.area for s in (*preview.before, *preview.after)}
    ground = backdrop(lie, box)
    others = [Layer(v.geometry, Style.STANDING, v.name) for v in standing if v.area not in touched]
    before = {s.area: s for s in preview.before}
    now = [Layer(s.geometry, Style.STANDING, s.name) for s in preview.before]
    losing = {s.area for s in preview.losing}
    then = [
        Layer(s.geometry, Style.STANDING if s.area in losing else Style.OWN, s.name)
        for s in sorted(preview.after, key=lambda s: s.area not in losing)
    ]
    lost = [
        shapely.difference(before[s.area].geometry, s.geometry)
        for s in preview.after
        if s.area in losing
    ]
    taken = [Layer(land, Style.TAKEN) for land in lost if land.area >= LEAST_M2]
    gone = [
        Layer(s.geometry, Style.BEFORE)
        for s in preview.before
        if s.area not in {a.area for a in preview.after}
    ]
    return box, [*ground, *others, *now], [*ground, *others, *gone, *then, *taken]
