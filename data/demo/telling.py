"""Acts of the story: each is one of the ordinary commands, on a day, recorded when it was known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boundaries import commands
from boundaries.commands import Correction
from boundaries.errors import Refused
from boundaries.model import ChangeId, Initiator, Occasion, Precision
from data.demo.office import DAY, Office, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry import LineString

    from boundaries.model import Actor, AreaId, Changed
    from boundaries.store import Store
    from data.demo.land import Blocks, Land

NOON = dt.time(12, tzinfo=dt.UTC)


class Clock:
    """The clock of the store while the story is told: it shows the day that is told about."""

    def __init__(self, day: dt.date) -> None:
        self._now = dt.datetime.combine(day, NOON)

    def __call__(self) -> dt.datetime:
        """Return the moment it is in the story."""
        return self._now

    def reach(self, day: dt.date) -> None:
        """Go on to noon of a day; never back."""
        self._now = max(self._now, dt.datetime.combine(day, NOON))


@dataclass(frozen=True, slots=True)
class When:
    """The day of an act, how exactly it is known, and when it was recorded (else that day)."""

    on: dt.date
    precision: Precision = Precision.DAY
    recorded: dt.date | None = None

    @property
    def told(self) -> dt.date:
        """The day on which it is told."""
        return self.recorded or self.on


@dataclass(slots=True)
class Teller:
    """Tells what became of the areas; what they did meanwhile the office tells.

    Names are those of the story; where an area was renamed it keeps its first name here.
    """

    store: Store
    actor: Actor
    land: Land
    clock: Clock
    office: Office
    numbers: dict[str, ChangeId] = field(default_factory=dict)

    def id(self, name: str) -> AreaId:
        """Return the id of an area that stands."""
        return self.office.areas[name].id

    def reach(self, day: dt.date, *, books: bool = False) -> None:
        """Let the time pass up to a day; with `books` all is booked that was before it."""
        for year in range(self.office.begin.year, day.year):
            self.office.close(dt.date(year, 12, 31))
            self.office.share_out(year + 1)
        if books:
            self.office.close(day - DAY)
        self.clock.reach(day)

    def found(
        self, name: str, blocks: Blocks, when: When, why: str, by: Initiator = Initiator.RESIDENTS
    ) -> None:
        """Found an area on free blocks, and grant it its first budget."""
        self.reach(when.told)
        done = commands.found(
            self.store,
            self.actor,
            name=name,
            geometry=self.land.outline(blocks),
            occasion=_occasion(when, why, by),
        )
        self.land.areas[name] = blocks
        self.numbers[name] = done.change
        self._begin(name, done.areas[0], when.told)
        self.office.first_grant(self.office.areas[name])

    def grow(self, name: str, blocks: Blocks, when: When, why: str) -> None:
        """Add free blocks to an area."""
        self.reach(when.told)
        for piece in self.land.pieces(blocks):
            commands.grow(
                self.store,
                self.actor,
                self.id(name),
                addition=self.land.union(piece),
                occasion=_occasion(when, why, Initiator.RESIDENTS),
            )
        self.land.areas[name] |= blocks

    def move_border(self, name: str, of: str, blocks: Blocks, when: When, why: str) -> None:
        """Let blocks go from one area to another in one change."""
        self.reach(when.told)
        self.land.areas[of] -= blocks
        self.land.areas[name] |= blocks
        commands.adjust(
            self.store,
            self.actor,
            self.id(name),
            geometry=self.land.outline(self.land.areas[name]),
            occasion=_occasion(when, why, Initiator.RESIDENTS),
            shared_with=[self.id(of)],
        )

    def merge(
        self,
        old: Sequence[str],
        name: str,
        when: When,
        why: str,
        by: Initiator = Initiator.RESIDENTS,
    ) -> ChangeId:
        """Make one area of several."""
        self.reach(when.told, books=True)
        done = commands.merge(
            self.store,
            self.actor,
            [self.id(one) for one in old],
            name=name,
            occasion=_occasion(when, why, by),
        )
        self.land.areas[name] = set().union(*(self.land.areas.pop(one) for one in old))
        for one in old:
            del self.office.areas[one]
        self._begin(name, done.areas[0], when.on, imposed=by is Initiator.MUNICIPALITY)
        self.office.rehome()
        return done.change

    def split(
        self, name: str, line: LineString, parts: Sequence[tuple[str, Blocks]], when: When, why: str
    ) -> None:
        """Make two areas of one; the first part lies left of the line."""
        self.reach(when.told, books=True)
        done = commands.split(
            self.store,
            self.actor,
            self.id(name),
            line=line,
            names=(parts[0][0], parts[1][0]),
            occasion=_occasion(when, why, Initiator.RESIDENTS),
        )
        del self.land.areas[name], self.office.areas[name]
        for (part, blocks), area in zip(parts, done.areas, strict=True):
            self.land.areas[part] = blocks
            self._begin(part, area, when.on)
        self.office.rehome()

    def carve_out(self, name: str, of: str, blocks: Blocks, when: When, why: str) -> None:
        """Make blocks of an area an area of their own."""
        self.reach(when.told, books=True)
        done = commands.carve_out(
            self.store,
            self.actor,
            self.id(of),
            geometry=self.land.outline(blocks),
            name=name,
            occasion=_occasion(when, why, Initiator.RESIDENTS),
        )
        self.land.areas[of] -= blocks
        self.land.areas[name] = blocks
        (new,) = set(done.areas) - {self.id(of)}
        self._begin(name, new, when.on)
        self.office.rehome()

    def rename(self, name: str, new: str, when: When, why: str) -> None:
        """Give an area another name."""
        self.reach(when.told)
        commands.rename(
            self.store,
            self.actor,
            self.id(name),
            name=new,
            occasion=_occasion(when, why, Initiator.RESIDENTS),
        )

    def rest(self, name: str, when: When, why: str) -> None:
        """Put an area to rest, once its projects are stopped."""
        self.reach(when.told, books=True)
        area = self.office.areas[name]
        self.office.stop_projects(area.id, when.on)
        self.office.tell(when.on)
        commands.rest(
            self.store,
            self.actor,
            area.id,
            occasion=_occasion(when, why, Initiator.COORDINATOR),
        )
        area.resting = True

    def wake(self, name: str, when: When, why: str) -> None:
        """Wake an area that rests."""
        self.reach(when.told, books=True)
        area = self.office.areas[name]
        commands.wake(
            self.store,
            self.actor,
            area.id,
            occasion=_occasion(when, why, Initiator.RESIDENTS),
        )
        area.resting, area.since = False, when.on

    def dissolve(self, name: str, to: str, when: When, why: str) -> None:
        """End an area; its money and projects go to another."""
        self.reach(when.told, books=True)
        commands.dissolve(
            self.store,
            self.actor,
            self.id(name),
            to=self.id(to),
            occasion=_occasion(when, why, Initiator.RESIDENTS),
        )
        del self.office.areas[name], self.land.areas[name]
        self.office.rehome()

    def undo_merge(
        self, number: ChangeId, old: Sequence[tuple[str, Blocks]], recorded: dt.date, why: str
    ) -> None:
        """Undo a merger as if it had never been: the areas stand again with the ids they had."""
        self.reach(recorded)
        done = commands.undo(self.store, self.actor, number, reason=why)
        (gone,) = done.retired
        merged = next(area for area in self.office.areas.values() if area.id == gone)
        del self.office.areas[merged.name], self.land.areas[merged.name]
        for (name, blocks), area in zip(old, done.areas, strict=True):
            self.land.areas[name] = blocks
            self._begin(name, area, merged.since)
        self.office.rehome()

    def date_known_better(self, name: str, on: dt.date, recorded: dt.date, why: str) -> None:
        """Correct the day on which an area was founded."""
        self.reach(recorded)
        commands.correct(
            self.store,
            self.actor,
            self.numbers[name],
            Correction(on=on, precision=Precision.DAY),
            reason=why,
            initiator=Initiator.COORDINATOR,
        )

    def refused(self, code: str, attempt: Callable[[Occasion], Changed], when: When) -> None:
        """Attempt what the rules don't allow, and see that it is refused and changes nothing.

        Raises
        ------
        RuntimeError
            When it is allowed, or something did change.
        """
        self.reach(when.told)
        occasion = _occasion(when, "Een poging.", Initiator.RESIDENTS)
        before = self._state()
        try:
            attempt(occasion)
        except Refused as refused:
            if refused.code == code and self._state() == before:
                return
        msg = f"The story has an attempt on {when.on} that has to be refused with {code}."
        raise RuntimeError(msg)

    def _state(self) -> object:
        with self.store.read() as parts:
            return parts.areas.at(self.clock().date()), parts.areas.changes()[-1]

    def _begin(self, name: str, area: AreaId, since: dt.date, *, imposed: bool = False) -> None:
        self.office.areas[name] = Standing(name, area, since, imposed)


def _occasion(when: When, why: str, by: Initiator) -> Occasion:
    return Occasion(when.on, why, by, when.precision)
