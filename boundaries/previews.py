"""What a change would do, told before it is recorded.

The change is rehearsed: the very command is carried out in a transaction of which nothing stays.
So what is shown is what will happen, down to the cent, and what the rules refuse is refused here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries.live_counts import Figures
from boundaries.model import Balance, ProjectStatus
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.lie import Lie
    from boundaries.live_counts import Count
    from boundaries.model import AreaId, AreaVersion, Changed, Project
    from boundaries.store import Parts, Store


@dataclass(frozen=True, slots=True)
class Stand:
    """How an area stands on a day: its land, people, money and projects by status.

    Residents are a live count: rounded to tens, hidden under k.
    """

    version: AreaVersion
    residents: Count
    balance: Balance
    projects: Mapping[ProjectStatus, int]

    @property
    def area(self) -> AreaId:
        """Its id."""
        return self.version.area

    @property
    def name(self) -> str:
        """Its name on that day."""
        return self.version.name

    @property
    def geometry(self) -> BaseGeometry:
        """Its land in metres of the municipality's CRS."""
        return self.version.geometry

    @property
    def hectares(self) -> float:
        """Its size."""
        return float(self.geometry.area) / M2_PER_HA


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: the areas that it touches before and after, by id.

    Attributes
    ----------
    on
        The day on which both are told.
    notes
        What the command itself has to say.
    """

    on: dt.date
    before: tuple[Stand, ...]
    after: tuple[Stand, ...]
    notes: tuple[str, ...] = ()

    @property
    def money(self) -> tuple[Balance, Balance]:
        """The money of all areas concerned before and after: always the same, to the cent."""
        return (
            sum((s.balance for s in self.before), Balance()),
            sum((s.balance for s in self.after), Balance()),
        )

    @property
    def losing(self) -> list[Stand]:
        """Areas that stand before and after and have less land afterwards."""
        after = {s.area: s.hectares for s in self.after}
        return [s for s in self.before if s.area in after and s.hectares - after[s.area] > 1e-4]


def preview(store: Store, lie: Lie, on: dt.date, act: Callable[[], Changed]) -> Preview:
    """Return what a command would do to the areas.

    Parameters
    ----------
    lie
        Blocks of the day, for who lives where.
    on
        The day of the change.
    act
        Carries out the command on `store`.

    Raises
    ------
    Refused
        Whatever the command is refused for.
    """
    with store.rehearse():
        with store.read() as parts:
            before = _standing(parts, on)
        changed = act()
        with store.read() as parts:
            after = _standing(parts, on)
            touched = _touched(before, after) | set(changed.areas) | set(changed.retired)
            told_before = _stands(lie, before, touched)
            told_after = _stands(lie, after, touched)
    return Preview(on, told_before, told_after, changed.notes)


@dataclass(frozen=True, slots=True)
class _Standing:
    versions: Mapping[AreaId, AreaVersion]
    balances: Mapping[AreaId, Balance]
    projects: Mapping[AreaId, Sequence[Project]]


def _standing(parts: Parts, on: dt.date) -> _Standing:
    projects: dict[AreaId, list[Project]] = {}
    for project in parts.projects.at(on):
        projects.setdefault(project.area, []).append(project)
    return _Standing({v.area: v for v in parts.areas.at(on)}, parts.money.balances(on), projects)


def _touched(before: _Standing, after: _Standing) -> set[AreaId]:
    """Return the areas whose land, name or money isn't as it was."""
    return {
        area
        for area in before.versions.keys() | after.versions.keys()
        if before.versions.get(area) != after.versions.get(area)
        or before.balances.get(area) != after.balances.get(area)
    }


def _stands(lie: Lie, standing: _Standing, touched: set[AreaId]) -> tuple[Stand, ...]:
    return tuple(
        Stand(
            version,
            Figures.of(lie, version.geometry).residents,
            standing.balances.get(area, Balance()),
            Counter(p.status for p in standing.projects.get(area, ())),
        )
        for area, version in sorted(standing.versions.items())
        if area in touched
    )
