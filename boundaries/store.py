"""What the commands and queries need of a store; `data` implements it on SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from boundaries.model import STILL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from shapely.geometry.base import BaseGeometry

    from boundaries.ideas import Ideas
    from boundaries.model import (
        Account,
        Actor,
        AreaId,
        AreaVersion,
        Balance,
        Block,
        Change,
        ChangeId,
        ChangeKind,
        Engagement,
        Entry,
        Home,
        Line,
        Municipality,
        Occasion,
        Postcode,
        Precision,
        Project,
        RecordedVersion,
        Spell,
        WasSet,
        Written,
    )
    from boundaries.participation import Participation
    from boundaries.people import People


class Areas(Protocol):
    """The areas of one municipality with their versions, changes and lineage."""

    def municipality(self) -> Municipality:
        """Return the municipality and its settings."""

    def set_setting(
        self, change: ChangeId, key: str, *, before: str, after: str, place: Municipality
    ) -> None:
        """Write a municipality as a setting makes it, and what the setting was before."""

    def was_set(self) -> list[WasSet]:
        """Return every setting that was ever changed, the oldest change first."""

    def today(self) -> dt.date:
        """Return the day it is, in UTC."""

    def last_change(self) -> ChangeId:
        """Return the number of the last change of any kind; 0 before the first."""

    def ahead(self) -> dt.timedelta:
        """Return how far the clock is behind the last change; below 0 as long as it isn't."""

    def at(self, day: dt.date, *, known: dt.datetime | None = None) -> list[AreaVersion]:
        """Return the versions that stand on `day`, by area id; as known at `known`, else now."""

    def through(self) -> list[AreaVersion]:
        """Return every version as it is known now, whenever it stood, by area and date."""

    def ids(self, day: dt.date, *, known: dt.datetime | None = None) -> list[AreaId]:
        """Return the ids of what stands on `day`, in order, without reading any geometry."""

    def near(self, geometry: BaseGeometry, day: dt.date) -> list[AreaVersion]:
        """Return what is known now to stand on `day` or later near `geometry` (bounding boxes)."""

    def latest(self, area: AreaId) -> AreaVersion:
        """Return the last version of a standing area.

        `Unknown` when there never was one; `Conflict`, saying what became of it, when it went.
        """

    def versions(self, area: AreaId) -> list[RecordedVersion]:
        """Return every version ever recorded of an area; `Unknown` when there is no such area."""

    def spells(self, area: AreaId) -> list[Spell]:
        """Return when an area stood, as known now, by date; nothing where it never did."""

    def claim(self, area: AreaId, rev: int) -> None:
        """Raise the revision of an area; `Conflict` when it isn't at `rev` any more."""

    def retire(self, area: AreaId, on: dt.date | None) -> None:
        """Write that an area stands no more from `on`, or (None) that it stands again."""

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
        *,
        resting: bool = False,
    ) -> int:
        """Record a version that still stands; return its logical id."""

    def close(self, change: ChangeId, version: AreaVersion, on: dt.date) -> None:
        """End a version on `on`: what was known before stays known."""

    def written(self, change: ChangeId) -> Written:
        """Return the versions that a change recorded and superseded."""

    def current(self, logicals: Iterable[int]) -> list[AreaVersion]:
        """Return what is known now of these versions (logical ids), by area and date."""

    def ever_known(self, logicals: Iterable[int]) -> list[AreaVersion]:
        """Return every row ever recorded of these versions (logical ids), the oldest first."""

    def supersede(self, change: ChangeId, logicals: Iterable[int]) -> None:
        """Make all that is known now of these versions something we knew before."""

    def restate(self, change: ChangeId, version: AreaVersion) -> None:
        """Record a version again under its own logical id, as it is given."""

    def record(
        self,
        actor: Actor,
        kind: ChangeKind,
        occasion: Occasion,
        *,
        about: ChangeId | None = None,
    ) -> ChangeId:
        """Write the change that all else in this transaction belongs to."""

    def link(self, change: ChangeId, predecessor: int, successor: int) -> None:
        """Write that one version came from another (logical ids)."""

    def unlink(self, change: ChangeId, undone: ChangeId) -> None:
        """Make the lineage that a change wrote something we knew before."""

    def change(self, number: ChangeId) -> Change:
        """Return one change; `Unknown` when there is none."""

    def undone_by(self, number: ChangeId) -> ChangeId | None:
        """Return the change that undid another, or None."""

    def changes(self, area: AreaId | None = None, *, after: ChangeId | None = None) -> list[Change]:
        """Return all changes, or those of an area's boundary and name, in order of recording."""

    def sources(self, logicals: Iterable[int]) -> dict[int, list[AreaVersion]]:
        """Return of versions (logical ids) those that they came from, as known now."""

    def came_of(self, area: AreaId) -> list[AreaVersion]:
        """Return the versions of other areas that came of an area in one step, by date."""

    def newest(self) -> Change | None:
        """Return the change that was the last to write how an area is, or None."""

    def ancestors(self, area: AreaId) -> list[AreaId]:
        """Return every area that it came from, however long ago, by id."""

    def descendants(self, area: AreaId) -> list[AreaId]:
        """Return every area that came of it, however much later, by id."""

    def predecessors(self, known: dt.datetime | None = None) -> dict[AreaId, list[AreaId]]:
        """Return of each area the other areas it came from."""


class Ground(Protocol):
    """What lies under the areas: building blocks, their postcodes and reference lines."""

    def blocks(self, day: dt.date) -> list[Block]:
        """Return the blocks with the figures of the latest year not after `day`, else the first."""

    def years(self) -> list[int]:
        """Return the years that there are figures of blocks of, the first one first."""

    def lines(self) -> list[Line]:
        """Return streets, water and railways."""

    def add_blocks(self, change: ChangeId, blocks: Sequence[Block]) -> None:
        """Record blocks; one that was there for that year is superseded."""

    def add_lines(self, change: ChangeId, lines: Sequence[Line]) -> None:
        """Record reference lines; one with the same id is replaced."""

    def postcodes(self) -> list[Postcode]:
        """Return which blocks each postcode has addresses in, by code and block."""

    def add_postcodes(self, change: ChangeId, postcodes: Sequence[Postcode]) -> None:
        """Record postcodes; the blocks of a code that was known are replaced."""


class Projects(Protocol):
    """Projects with their dated statuses, and engagement; each has its home in an area."""

    def at(self, day: dt.date) -> list[Project]:
        """Return the projects there were on `day`, with their status and area of then."""

    def all(self) -> list[Project]:
        """Return every project with its last status and area."""

    def find(self, text: str, day: dt.date) -> tuple[str, AreaId] | None:
        """Return the id of a project, found trimmed and case-folded, and whose it is on `day`.

        Before its first day it belongs to the last area it went to.
        """

    def statuses(self) -> dict[str, list[tuple[dt.date, str]]]:
        """Return of each project its dated statuses, the oldest first."""

    def add(self, change: ChangeId, projects: Iterable[Project]) -> None:
        """Record projects with their first status; the area is their home from then on."""

    def add_statuses(self, change: ChangeId, projects: Iterable[Project]) -> None:
        """Record that projects which are there reached another status."""

    def add_engagement(self, change: ChangeId, engagement: Iterable[Engagement]) -> list[int]:
        """Record how people took part; return the number of each row."""

    def engagement(self, day: dt.date) -> list[Engagement]:
        """Return all engagement up to `day`, with the area it counted for then."""

    def homes(self, area: AreaId) -> list[Home]:
        """Return what has its last home in an area."""

    def homes_of(self, item: str | int) -> list[Home]:
        """Return the homes of a project (id) or an engagement (number), the first one first."""

    def housed(self, area: AreaId, *, after: ChangeId) -> list[ChangeId]:
        """Return the later changes that gave something a home in an area, or took it away."""

    def move(self, change: ChangeId, home: Home, area: AreaId, on: dt.date) -> None:
        """Give a project or engagement another home from `on`, or from its own later date."""

    def moved(self, change: ChangeId) -> list[tuple[Home, Home]]:
        """Return what a change gave another home: the one before it, and that."""

    def take_back(self, change: ChangeId, undone: ChangeId) -> None:
        """Give everything the home it had before a change, and take back what it brought in."""

    def built_on(self, change: ChangeId) -> list[ChangeId]:
        """Return the later changes that say more of projects that a change brought in."""

    def told_since(self, change: ChangeId) -> list[ChangeId]:
        """Return the later changes of the very project or engagement that a change tells of."""

    def thanks(self) -> dict[str, str]:
        """Return the line of thanks of each project that has one."""

    def thank(self, change: ChangeId, project: str, line: str) -> None:
        """Put a line of thanks in the place of the one there was; an empty one takes it back."""

    def redate(self, change: ChangeId, corrected: ChangeId, on: dt.date) -> None:
        """Let everything that a change gave another home have it from `on` instead."""

    def redate_hops(
        self,
        change: ChangeId,
        day: dt.date,
        on: dt.date,
        *,
        old: Iterable[AreaId],
        new: Iterable[AreaId],
    ) -> None:
        """Let all that went from old areas to new ones on `day` go there on `on` instead."""


class Money(Protocol):
    """The ledger: double entry in integer cents; the database refuses what doesn't balance."""

    def post(self, change: ChangeId, *entries: Entry) -> None:
        """Book entries, the postings of each of which add up to 0; empty ones are left out."""

    def entries(self, change: ChangeId) -> list[Entry]:
        """Return what a change booked."""

    def by_key(self, key: str) -> Entry | None:
        """Return what was booked under a key."""

    def balances(
        self, day: dt.date, *, until: ChangeId | None = None, only: AreaId | None = None
    ) -> dict[AreaId, Balance]:
        """Return how each area, or `only` one, stood at the end of `day`, booked up to a change."""

    def granted(self, day: dt.date, *, only: AreaId | None = None) -> dict[AreaId, int]:
        """Return what came to each area, or `only` one, from outside up to the end of a day.

        It is what all other accounts hold together, or the ledger is damaged.
        """

    def spent_by_project(self, day: dt.date) -> dict[str, int]:
        """Return the cents that each project cost up to the end of a day."""

    def accounts(self, area: AreaId) -> dict[tuple[Account, str], int]:
        """Return what each account of an area holds by all bookings, by kind and project."""

    def room(
        self, area: AreaId, account: Account, project: str, on: dt.date, *, before: dt.date = STILL
    ) -> int:
        """Return the least that an account holds on `on` and any later date before another."""

    def bookings(self, area: AreaId, *, after: dt.date | None = None) -> list[Entry]:
        """Return the entries that touch an area, by date; those after a date."""

    def between(self, first: dt.date, last: dt.date, *, only: AreaId | None) -> list[Entry]:
        """Return the entries of these days, or those of them that touch an area, newest first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of a store, bound to one transaction."""

    areas: Areas
    ground: Ground
    projects: Projects
    money: Money
    people: People
    participation: Participation
    ideas: Ideas


class Store(Protocol):
    """A store of one municipality: everything in a `write` block happens, or nothing does."""

    def read(self) -> AbstractContextManager[Parts]:
        """Open a consistent view."""

    def moment(self) -> AbstractContextManager[None]:
        """Let all that is read in here be of one moment, until something is written."""

    def together(self) -> AbstractContextManager[None]:
        """Let the commands in here share one transaction: all of them happen, or none does."""

    def rehearse(self) -> AbstractContextManager[None]:
        """Let the commands in here happen, and undo all of them at the end."""

    def write(self) -> AbstractContextManager[Parts]:
        """Open a transaction that is committed at the end and undone by an exception."""
