"""The areas through time: every version for a map with years, and the story of one area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries import queries
from boundaries.model import Balance, ChangeKind, ProjectKind, ProjectStatus
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from boundaries.model import (
        AreaChange,
        AreaId,
        AreaVersion,
        ChangeId,
        Initiator,
        Precision,
        Project,
    )
    from boundaries.store import Parts

    Lives = list[tuple[AreaId, list[AreaChange]]]


@dataclass(frozen=True, slots=True)
class Named:
    """An area by its id and the name it had last."""

    area: AreaId
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A change as one area went through it, with the others it came from and went to."""

    number: ChangeId
    area: Named
    on: dt.date
    precision: Precision
    kind: ChangeKind
    reason: str
    initiator: Initiator
    went_together: bool
    """Whether it went on together with its `predecessors`, rather than having come of them."""
    predecessors: tuple[Named, ...]
    successors: tuple[Named, ...]
    gained_ha: float
    lost_ha: float
    document: str = ""
    agreed: tuple[tuple[Named, dt.date], ...] = ()
    """Whose people agreed, and when."""


@dataclass(frozen=True, slots=True)
class Story:
    """What an area went through, and how it is off on a day.

    Attributes
    ----------
    standing
        The version of the day; None when the area doesn't stand then.
    ended
        Since when it stands no more, if it does not.
    heirs
        What became of it: those it was made into, or that got what it had.
    changes
        Its own and those of all that it came from, by date.
    balance, projects
        Of the end of the day; an area that is gone has handed on all.
    """

    area: Named
    standing: AreaVersion | None
    began: AreaVersion | None
    ended: dt.date | None
    heirs: tuple[Named, ...]
    changes: tuple[Told, ...]
    balance: Balance
    projects: tuple[Project, ...]
    spent: Mapping[str, int]
    """What each project cost up to the day, in cents, by id."""

    def count(self, kind: ProjectKind, status: ProjectStatus) -> int:
        """Return how many projects of a kind have a status."""
        return Counter((p.kind, p.status) for p in self.projects)[kind, status]


def story_of(parts: Parts, area: AreaId, day: dt.date) -> Story:
    """Return the story of an area, also of one that is gone, with money and projects of a day.

    Raises
    ------
    Unknown
        When there never was such an area.
    """
    versions = [r.version for r in parts.areas.versions(area) if r.superseded_by is None]
    history = queries.history(parts, area)
    before = [(id_, queries.history(parts, id_)) for id_ in reversed(parts.areas.ancestors(area))]
    lives = [(area, history), *((id_, life) for id_, life in before if id_ != area)]
    names = _names(parts, lives)
    last = versions[-1] if versions else None
    ended = None if last is None or last.still or last.valid_to > day else last.valid_to
    return Story(
        area=names[area],
        standing=next((v for v in versions if v.valid_from <= day < v.valid_to), None),
        began=versions[0] if versions else None,
        ended=ended,
        heirs=_heirs(area, history, names) if ended else (),
        changes=_all_told(lives, names),
        balance=parts.money.balances(day, only=area).get(area, Balance()),
        projects=tuple(p for p in parts.projects.at(day) if p.area == area),
        spent=parts.money.spent_by_project(day),
    )


def _names(parts: Parts, lives: Lives) -> dict[AreaId, Named]:
    """Return the last name of each area and of all that their changes touched."""
    ids = {area for area, _ in lives}
    for one in (one for _, life in lives for one in life):
        ids |= {*one.change.areas, *one.change.predecessors, *one.change.successors}
        ids |= {consent.area for consent in one.change.occasion.consents}
    return {id_: Named(id_, parts.areas.versions(id_)[-1].version.name) for id_ in sorted(ids)}


def _heirs(
    area: AreaId, history: list[AreaChange], names: dict[AreaId, Named]
) -> tuple[Named, ...]:
    last = max(history, key=lambda one: one.change.id).change
    found = last.areas if last.kind is ChangeKind.DISSOLVE else last.successors
    return tuple(names[id_] for id_ in found if id_ != area)


def _all_told(lives: Lives, names: dict[AreaId, Named]) -> tuple[Told, ...]:
    """Return each change once: as the area itself went through it, else as the youngest did."""
    told: dict[ChangeId, Told] = {}
    for area, life in lives:
        for one in life:
            told.setdefault(one.change.id, _told(one, area, names))
    return tuple(sorted(told.values(), key=lambda one: (one.on, one.number)))


def _told(one: AreaChange, area: AreaId, names: dict[AreaId, Named]) -> Told:
    change = one.change
    return Told(
        number=change.id,
        area=names[area],
        on=change.occasion.on,
        precision=change.occasion.precision,
        kind=change.kind,
        reason=change.occasion.reason,
        initiator=change.occasion.initiator,
        went_together=area in change.predecessors,
        predecessors=tuple(names[id_] for id_ in change.predecessors if id_ != area),
        successors=tuple(names[id_] for id_ in change.successors if id_ != area),
        gained_ha=one.gained_m2 / M2_PER_HA,
        lost_ha=one.lost_m2 / M2_PER_HA,
        document=change.occasion.document,
        agreed=tuple((names[c.area], c.on) for c in change.occasion.consents),
    )
