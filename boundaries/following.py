"""Back-dated projects and engagement go along with what has become of their area since."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import shapely

from boundaries.model import ChangeKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from shapely.geometry import Point

    from boundaries.model import AreaId, AreaVersion, ChangeId
    from boundaries.store import Areas, Parts


@dataclass(frozen=True, slots=True)
class _Turn:
    """A day on which an area handed on what it had: to whom, with the land of each."""

    on: dt.date
    heirs: tuple[AreaVersion, ...]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A project (id) or an engagement (number) that was just recorded: where, and since when."""

    item: str | int
    area: AreaId
    since: dt.date
    place: Point | None


def follow(parts: Parts, change: ChangeId, newcomers: Iterable[Newcomer]) -> None:
    """Let what was just recorded move with its area.

    Where an area went on in several, the place of a project decides, else who got most land.
    """
    turns: dict[AreaId, list[_Turn]] = {}
    for new in newcomers:
        area, since = new.area, new.since
        while True:
            if area not in turns:
                turns[area] = _turns(parts.areas, area)
            turn = next((t for t in turns[area] if t.on > since), None)
            if turn is None:
                break
            heir = _heir(turn, new.place)
            if heir != area:
                # Read only here: most areas stand as they did.
                home = parts.projects.homes_of(new.item)[-1]
                parts.projects.move(change, home, heir, turn.on)
            area, since = heir, turn.on


def _turns(areas: Areas, area: AreaId) -> list[_Turn]:
    """Return the days on which an area was merged, split, carved from or dissolved."""
    own = [r.version for r in areas.versions(area) if r.superseded_by is None]
    turns = []
    for on, versions in groupby(areas.came_of(area), key=lambda v: v.valid_from):
        stays = [v for v in own if v.valid_from <= on < v.valid_to]
        turns.append(_Turn(on, (*versions, *stays)))
    ended = own[-1].valid_to if own and not own[-1].still else None
    if ended is not None and all(turn.on != ended for turn in turns):
        turns += [_Turn(ended, (heir,)) for heir in _inherited(areas, area)]
    return turns


def _inherited(areas: Areas, area: AreaId) -> list[AreaVersion]:
    """Return who got what a dissolved area had; nobody when it had nothing."""
    last = areas.changes(area)[-1]
    if last.kind is not ChangeKind.DISSOLVE:
        return []
    return [
        recorded.version
        for heir in last.areas
        if heir != area
        for recorded in areas.versions(heir)[:1]
    ]


def _heir(turn: _Turn, place: Point | None) -> AreaId:
    inside = [v for v in turn.heirs if place is not None and shapely.covers(v.geometry, place)]
    return (inside or sorted(turn.heirs, key=lambda v: -v.geometry.area))[0].area
