"""The land of a proposal as it is and as it would be, as layers of two pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from boundaries.backdrop import backdrop
from boundaries.outlines import Layer, Style, box_around
from boundaries.participation import Asks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.model import AreaVersion
    from boundaries.participation import Proposal
    from boundaries.voices import Effect

    Box = tuple[float, float, float, float]

LEAST_M2 = 1.0
"""Less lost than this is rounding."""


def before_and_after(
    proposal: Proposal, effects: Sequence[Effect], standing: Sequence[AreaVersion], lie: Lie
) -> tuple[Box, list[Layer], list[Layer]]:
    """Return the box of both pictures (metres), and the layers of each.

    Parameters
    ----------
    effects
        At least one with land before or after.
    standing
        What stood when it was asked; the areas that it doesn't touch are shown too.
    """
    box = box_around([g for e in effects for g in (e.before, e.after) if g is not None])
    touched = {e.area for e in effects}
    ground = backdrop(lie, box)
    others = [Layer(v.geometry, Style.STANDING, v.name) for v in standing if v.area not in touched]
    before = [Layer(e.before, Style.STANDING, e.name) for e in effects if e.before is not None]
    gained, lost = _moved(effects)
    after = [
        Layer(e.after, Style.OWN if e.m2 > 0 or e.before is None else Style.STANDING, e.name)
        for e in sorted(effects, key=lambda e: e.m2)
        if e.after is not None
    ]
    cut = []
    if proposal.asks is Asks.SPLIT and proposal.geometry is not None:
        cut = [Layer(proposal.geometry, Style.CUT)]
    old = [Layer(g, Style.BEFORE) for g in lost]
    taken = [Layer(g, Style.TAKEN) for g in gained]
    return box, [*ground, *others, *before, *cut], [*ground, *others, *after, *old, *taken]


def _moved(effects: Sequence[Effect]) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Return what areas lose to another one, and how the losers were."""
    taken, before = [], []
    for effect in effects:
        if effect.before is not None and effect.after is not None and effect.m2 <= -LEAST_M2:
            taken.append(shapely.difference(effect.before, effect.after))
            before.append(effect.before)
    return taken, before
