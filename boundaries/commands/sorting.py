"""What the coordinator of a round says of its drawings: which belong together, which don't count.

It is no change of any area and stands in no log, like the drawings themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.commands.drawing import known_drawing
from boundaries.model import Occasion

if TYPE_CHECKING:
    from boundaries.model import Actor
    from boundaries.participation import DrawingId
    from boundaries.store import Store


def group_drawing(store: Store, actor: Actor, number: DrawingId, *, group: str | None) -> None:
    """Put a drawing in a group; None lets its name and land decide again.

    Raises
    ------
    Refused
        `unknown_drawing`, or a rule on the name of the group.
    """
    access.require(actor, access.Action.GROUP_DRAWING)
    named = None if group is None else rules.checked_name(group)
    with store.write() as parts:
        one = known_drawing(parts, number)
        parts.participation.sort_drawing(number, grouped=named, aside=one.aside)


def set_aside(store: Store, actor: Actor, number: DrawingId, *, why: str | None) -> None:
    """Let a drawing not count, and say why; None lets it count again. It isn't dropped.

    Raises
    ------
    Refused
        `unknown_drawing`, or a rule on the reason.
    """
    access.require(actor, access.Action.SET_ASIDE)
    with store.write() as parts:
        today = parts.areas.today()
        if why is not None:
            rules.check_occasion(Occasion(today, why), today)
        one = known_drawing(parts, number)
        told = None if why is None else why.strip()
        parts.participation.sort_drawing(number, grouped=one.grouped, aside=told)
