"""What the commands and queries need of a store; `data` implements it on SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import (
        Actor,
        AreaId,
        AreaVersion,
        Block,
        Change,
        ChangeId,
        ChangeKind,
        Line,
        Municipality,
        Occasion,
        Precision,
        Project,
        RecordedVersion,
    )


class Areas(Protocol):
    """The areas of one municipality with their versions, changes and lineage."""

    def municipality(self) -> Municipality:
        """Return the municipality and its settings."""

    def today(self) -> dt.date:
        """Return the day it is, in UTC."""

    def at(self, day: dt.date, *, known: dt.datetime | None = None) -> list[AreaVersion]:
        """Return the versions that stand on `day`, by area id; as known at `known`, else now."""

    def near(self, geometry: BaseGeometry, day: dt.date) -> list[AreaVersion]:
        """Return what is known now to stand on `day` or later near `geometry` (bounding boxes)."""

    def latest(self, area: AreaId) -> AreaVersion:
        """Return the last version of a standing area; `Unknown` when there is none."""

    def versions(self, area: AreaId) -> list[RecordedVersion]:
        """Return every version ever recorded of an area; `Unknown` when there is no such area."""

    def claim(self, area: AreaId, rev: int) -> None:
        """Raise the revision of an area; `Conflict` when it isn't at `rev` any more."""

    def new(self) -> AreaId:
        """Return the next free id."""

    def add_version(
        self,
        change: ChangeId,
        area: AreaId,
        name: str,
        geometry: BaseGeometry,
        valid_from: dt.date,
        precision: Precision,
    ) -> int:
        """Record a version that still stands; return its logical id."""

    def close(self, change: ChangeId, version: AreaVersion, on: dt.date) -> None:
        """End a version on `on`: what was known before stays known."""

    def record(self, actor: Actor, kind: ChangeKind, occasion: Occasion) -> ChangeId:
        """Write the change that all else in this transaction belongs to."""

    def link(self, change: ChangeId, predecessor: int, successor: int) -> None:
        """Write that one version came from another (logical ids)."""

    def changes(self, area: AreaId | None = None) -> list[Change]:
        """Return all changes, or those of one area, in the order of recording."""

    def predecessors(self, known: dt.datetime | None = None) -> dict[AreaId, list[AreaId]]:
        """Return of each area the other areas it came from."""


class Ground(Protocol):
    """What lies under the areas: building blocks and reference lines."""

    def blocks(self, day: dt.date) -> list[Block]:
        """Return the blocks with the figures of the latest year not after `day`, else the first."""

    def lines(self) -> list[Line]:
        """Return streets, water and railways."""

    def add_blocks(self, change: ChangeId, blocks: Sequence[Block]) -> None:
        """Record blocks; one that was there for that year is superseded."""

    def add_lines(self, change: ChangeId, lines: Sequence[Line]) -> None:
        """Record reference lines; one with the same id is replaced."""


class Projects(Protocol):
    """Projects with their dated statuses."""

    def at(self, day: dt.date) -> list[Project]:
        """Return the projects known on `day` with their status of then."""

    def ids(self) -> set[str]:
        """Return the ids in use."""

    def add(self, change: ChangeId, projects: Iterable[Project]) -> None:
        """Record projects with their first status."""


class People(Protocol):
    """The only part that knows persons."""

    def local(self) -> Actor:
        """Return who acts where nobody signs in: the one user of this machine."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of a store, bound to one transaction."""

    areas: Areas
    ground: Ground
    projects: Projects
    people: People


class Store(Protocol):
    """A store of one municipality: everything in a `write` block happens, or nothing does."""

    def read(self) -> AbstractContextManager[Parts]:
        """Open a consistent view."""

    def write(self) -> AbstractContextManager[Parts]:
        """Open a transaction that is committed at the end and undone by an exception."""
