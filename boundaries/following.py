"""What is back-dated goes along with what has become of its area since."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import shapely

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import STILL, ChangeKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from shapely.geometry import Point

    from boundaries.model import AreaId, AreaVersion, ChangeId, Spell
    from boundaries.store import Areas, Parts


@dataclass(frozen=True, slots=True)
class Hop:
    """From `on` all that an area had is another's."""

    area: AreaId
    heir: AreaId
    on: dt.date


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


def hops_of(areas: Areas, area: AreaId, since: dt.date, spells: Sequence[Spell]) -> list[Hop]:
    """Return to whom all that an area has on a day went since; nothing where it still stands.

    Parameters
    ----------
    spells
        Of the area.

    Raises
    ------
    Refused
        `divided` when it was divided over several, so that nobody can say whose it is now.
    Conflict
        When it ended and nobody got what it had.
    """
    hops = []
    while (end := _end_of(spells, since)) != STILL:
        turn = next((t for t in _turns(areas, area) if t.on == end), None)
        if turn is None:
            areas.latest(area)
        heirs = {version.area for version in turn.heirs} if turn else set()
        if len(heirs) != 1:
            raise Refused(
                "divided",
                N_(
                    "{area} was divided on {date}. Book on what came of it from that date on, or "
                    "undo that first."
                ),
                ids=[area],
                area=area,
                date=end,
            )
        (heir,) = heirs
        hops.append(Hop(area, heir, end))
        area, since, spells = heir, end, areas.spells(heir)
    return hops


def _end_of(spells: Sequence[Spell], since: dt.date) -> dt.date:
    """Return the day from which an area that stands on `since` stands no more."""
    end = since
    for spell in spells:
        if spell.valid_from <= end < spell.valid_to:
            end = spell.valid_to
    return end


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
    ended = [c for c in areas.changes(area) if c.kind is ChangeKind.DISSOLVE]
    return [
        recorded.version
        for heir in (ended[-1].areas if ended else ())
        if heir != area
        for recorded in areas.versions(heir)[:1]
    ]


def _heir(turn: _Turn, place: Point | None) -> AreaId:
    inside = [v for v in turn.heirs if place is not None and shapely.covers(v.geometry, place)]
    return (inside or sorted(turn.heirs, key=lambda v: -v.geometry.area))[0].area
