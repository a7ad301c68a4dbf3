"""Acts of the story: each is one of the ordinary commands, on a day, recorded when it was known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from boundaries import commands
from boundaries.commands import Ask, Correction, Decision
from boundaries.errors import Refused
from boundaries.model import ChangeId, Initiator, Occasion, Precision
from boundaries.participation import Asks, Outcome
from data.demo import asking
from data.demo.office import DAY, Office, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry import LineString, Polygon

    from boundaries.model import Actor, AreaId, Changed
    from boundaries.participation import ProposalId
    from boundaries.store import Store
    from data.demo.asking import Wish
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
        self,
        name: str,
        blocks: Blocks,
        when: When,
        why: str,
        by: Initiator = Initiator.RESIDENTS,
        asked: Wish | None = None,
    ) -> None:
        """Found an area on free blocks, and grant it its first budget."""
        geometry = self.land.outline(blocks)
        if asked is not None:
            wanted = Ask(Asks.NEW, asked.title, asked.reason, geometry=geometry, name=name)
            done = self.decide(asked, wanted, when, why)
        else:
            self.reach(when.told)
            occasion = _occasion(when, why, by)
            done = commands.found(
                self.store, self.actor, name=name, geometry=geometry, occasion=occasion
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

    def move_border(
        self,
        name: str,
        of: str,
        blocks: Blocks,
        when: When,
        why: str,
        asked: tuple[Wish, Blocks],
    ) -> None:
        """Let blocks go from one area to another in one change, after more or less was asked."""
        wish, wanted = asked
        became = self.land.outline(self.land.areas[name] | blocks)
        whole = self.land.outline(self.land.areas[name] | wanted)
        outcome = Outcome.AS_ASKED if wanted == blocks else Outcome.SMALLER
        ask = Ask(Asks.ADJUST, wish.title, wish.reason, [self.id(name)], whole)
        self.decide(wish, ask, when, why, outcome, became)
        self.land.areas[of] -= blocks
        self.land.areas[name] |= blocks

    def merge(
        self,
        old: Sequence[str],
        name: str,
        when: When,
        why: str,
        by: Initiator = Initiator.RESIDENTS,
        asked: Wish | None = None,
    ) -> ChangeId:
        """Make one area of several."""
        ids = [self.id(one) for one in old]
        if asked is not None:
            wanted = Ask(Asks.MERGE, asked.title, asked.reason, ids, name=name)
            done = self.decide(asked, wanted, when, why, books=True)
        else:
            self.reach(when.told, books=True)
            occasion = _occasion(when, why, by)
            done = commands.merge(self.store, self.actor, ids, name=name, occasion=occasion)
        self.land.areas[name] = set().union(*(self.land.areas.pop(one) for one in old))
        for one in old:
            del self.office.areas[one]
        self._begin(name, done.areas[0], when.on, imposed=by is Initiator.MUNICIPALITY)
        self.office.rehome()
        return done.change

    def split(
        self,
        name: str,
        line: LineString,
        parts: Sequence[tuple[str, Blocks]],
        when: When,
        why: str,
        asked: Wish,
    ) -> None:
        """Make two areas of one, as was asked; the first part lies left of the line."""
        (one, _), (other, _) = parts
        wanted = Ask(Asks.SPLIT, asked.title, asked.reason, [self.id(name)], line, one, other)
        done = self.decide(asked, wanted, when, why, books=True)
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

    def decide(
        self,
        wish: Wish,
        wanted: Ask,
        when: When,
        why: str,
        outcome: Outcome = Outcome.AS_ASKED,
        became: Polygon | None = None,
        *,
        books: bool = False,
    ) -> Changed:
        """Let something be asked, responded to, and decided on."""
        number = self.ask(wish, wanted, when)
        self.reach(when.told, books=books)
        decision = Decision(outcome, wish.body, why, when.on, became)
        return commands.decide(self.store, self.actor, number, decision)

    def ask(self, wish: Wish, wanted: Ask, when: When) -> ProposalId:
        """Let something be asked well before a day, and people respond in the weeks after."""
        self.reach(when.told - wish.days * DAY)
        number, first = asking.ask(self.store, wanted), self.clock().date()
        for day, act in asking.responses(self.store, number, wish, (first, first + 27 * DAY)):
            self.reach(day)
            act()
        return number

    def withdraw(self, wish: Wish, wanted: Ask, when: When, why: str) -> None:
        """Let something be asked, and taken back by who asked it."""
        number = self.ask(wish, wanted, when)
        self.reach(when.told)
        asking.withdraw(self.store, number, why)

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
