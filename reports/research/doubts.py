"""What an answer about scale leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.research.nearness import alike, touching
from reports.research.scale import residuals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.research.nearness import Alike
    from reports.research.panel import Panel
    from reports.research.points import Point
    from reports.research.scale import Answer


def neighbours_alike(
    whole: Panel, points: Sequence[Point], told: Answer, *, seed: int
) -> Alike | None:
    """Return how alike areas that touch are in what size doesn't explain.

    Of areas that stand at the end of the panel. None where there is no curve, or no two touch.
    """
    rest = residuals(told, points)
    if rest is None or not whole.rows:
        return None
    last = whole.rows[-1].year
    lands = {
        row.area_id: land
        for row, land in zip(whole.rows, whole.lands, strict=True)
        if row.year == last and row.stood_at_end
    }
    places = [i for i, point in enumerate(points) if point.area in lands]
    return alike(rest[places], touching([lands[points[i].area] for i in places]), seed=seed)
