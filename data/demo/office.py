"""The office of the programme: it shares out the pots and keeps projects, money and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import Point

from boundaries import commands
from boundaries.commands import Amount, NewBudget
from boundaries.model import Initiator, Occasion, ProjectKind, ProjectStatus
from data.demo import lives, money
from data.demo.ideas import LONG_HAULS
from data.demo.lives import Life
from data.demo.people import Group, take_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boundaries.model import Actor, AreaId, Booked, Project
    from boundaries.store import Store
    from data.demo.land import Land
    from data.demo.telling import Clock

DAY = dt.timedelta(1)
IDEAS_A_YEAR = 4.4
"""Ideas for quick wins that an area has in a year, on average."""
SHORT = 100
"""Days; the ideas of a shorter period come with those of the next, unless the year ends."""
CHEAPER = 0.08
"""Share of the quick wins that cost less than was promised."""


@dataclass(slots=True)
class Standing:
    """An area that stands: since when it has a life of its own, and whether it rests."""

    name: str
    id: AreaId
    since: dt.date
    imposed: bool = False
    resting: bool = False
    waiting: int = 0
    """Days of this year for which it has had no ideas yet."""


@dataclass(slots=True)
class Office:
    """Tells the store what areas did between the changes of their boundaries.

    All of a period is told at its end: `close` up to a day, and the next period begins.
    """

    store: Store
    actor: Actor
    clock: Clock
    land: Land
    seed: int
    begin: dt.date = dt.date(2007, 1, 1)
    areas: dict[str, Standing] = field(default_factory=dict)
    open: list[Life] = field(default_factory=list)
    numbered: dict[int, int] = field(default_factory=dict)

    def people(self, area: Standing) -> int:
        """Return how many live in an area."""
        return self.land.people(self.land.areas[area.name])

    def awake(self) -> list[Standing]:
        """Return the areas that stand and don't rest."""
        return [area for area in self.areas.values() if not area.resting]

    def share_out(self, year: int) -> None:
        """Grant every area its part of the pot of a year."""
        areas, first = self.awake(), dt.date(year, 1, 1)
        shares = money.shared_out(year, [self.people(area) for area in areas])
        rows = [
            NewBudget(area.id, cents, first, area.name)
            for area, cents in zip(areas, shares, strict=True)
        ]
        self.clock.reach(first)
        occasion = Occasion(
            first, f"De pot van {year}: een derde gelijk, de rest naar inwoners.", MUNICIPALITY
        )
        commands.import_budgets(self.store, self.actor, rows, occasion)

    def first_grant(self, area: Standing) -> None:
        """Grant a new area its part of what is left of the year."""
        year = area.since.year
        usual = money.shared_out(year, [self.people(one) for one in self.awake()])
        left = (dt.date(year, 12, 31) - area.since).days / 365
        cents = money.first_grant(year, left, usual[self.awake().index(area)])
        occasion = Occasion(area.since, "Eerste budget, voor de rest van dit jaar.", MUNICIPALITY)
        commands.grant(self.store, self.actor, Amount(area.id, cents), occasion)

    def close(self, until: dt.date) -> None:
        """Tell all that happened up to and with a day of the same year as the period began."""
        if until < self.begin:
            return
        taken_part = []
        for area in self.awake():
            first = max(self.begin, area.since)
            if first <= until:
                group = Group(area.id, self.people(area), first, until, area.imposed)
                taken_part += take_part(group, self.seed)
                self._plan(area, group)
        self.clock.reach(until)
        if taken_part:
            occasion = Occasion(until, "Voorbeeld: verzonnen deelnemers.", MUNICIPALITY)
            commands.import_engagement(self.store, self.actor, taken_part, occasion)
        self.tell(until)
        self.begin = until + DAY

    def tell(self, until: dt.date) -> None:
        """Tell the steps of projects up to and with a day, and book what goes with them."""
        with self.store.read() as parts:
            left = {area: held.available for area, held in parts.money.balances(until).items()}
        due = [
            (day, life.id, life, status) for life in self.open for day, status in life.due(until)
        ]
        rows: list[Project] = []
        bookings: list[Booking] = []
        for day, _, life, status in sorted(due, key=lambda step: step[:2]):
            if life.over:
                continue
            reached = status
            if status is ProjectStatus.CHOSEN and life.kind is ProjectKind.QUICK_WIN:
                if life.ours > left.get(life.area, 0):
                    # The money went with another part of the area: it can't be chosen any more.
                    reached = ProjectStatus.STOPPED
                    life.steps[life.told :] = [(day, reached)]
                else:
                    left[life.area] -= life.ours
            rows.append(life.as_project((day, reached)))
            bookings += self._bookings(life, (day, reached))
            life.told += 1
        self.open = [life for life in self.open if not life.over]
        if rows:
            occasion = Occasion(until, "Voorbeeld: verzonnen projecten.", MUNICIPALITY)
            commands.import_projects(self.store, self.actor, rows, occasion)
        for book, amount, occasion in bookings:
            book(self.store, self.actor, amount, occasion)

    def stop_projects(self, area: AreaId, on: dt.date) -> None:
        """End what an area has open, before it goes to rest."""
        for life in self.open:
            if life.area == area:
                life.stop(on)

    def rehome(self) -> None:
        """Take over from the store to which areas the open projects went."""
        with self.store.read() as parts:
            homes = {project.id: project.area for project in parts.projects.all()}
        for life in self.open:
            life.area = homes.get(life.id, life.area)

    def number(self, year: int) -> str:
        """Return the next number of a project of a year."""
        self.numbered[year] = self.numbered.get(year, 0) + 1
        return f"P{year}-{self.numbered[year]:03d}"

    def _plan(self, area: Standing, group: Group) -> None:
        """Let an area have its ideas of a period."""
        year = group.first.year
        rng = np.random.default_rng([self.seed, 41, group.first.toordinal(), int(area.id[-4:])])
        for told in LONG_HAULS:
            if (told.year, told.area) == (year, area.name) and group.first <= dt.date(year, 1, 10):
                place = self._place(rng, area)
                self.open.append(lives.long_haul(rng, told, self.number(year), area.id, place))
        if year == 2007:
            return
        days = (group.last - group.first).days + 1 + area.waiting
        ends = (group.last + DAY).year > year
        area.waiting = 0 if ends or days >= SHORT else days
        if not area.waiting:
            self.open += self._quick_wins(rng, area, group, days / 365.25)

    def _quick_wins(
        self, rng: np.random.Generator, area: Standing, group: Group, share: float
    ) -> Iterator[Life]:
        year, days = group.first.year, (group.last - group.first).days + 1
        awake = self.awake()
        usual = money.shared_out(year, [self.people(one) for one in awake])[awake.index(area)]
        luck = np.random.default_rng([self.seed, 43, year, int(area.id[-4:])])
        sum_ = int(usual * share * luck.uniform(*money.TAKE_UP))
        ideas, chosen = money.how_many(rng, IDEAS_A_YEAR * share, sum_)
        amounts = money.amounts(rng, chosen, sum_)
        used: set[str] = set()
        # The last weeks of a year are for finishing.
        firsts = sorted(int(day) for day in rng.integers(max(int(days * 0.72), 1), size=ideas))
        for index, first in enumerate(firsts):
            is_chosen = index < chosen
            cents = amounts[index] if is_chosen else money.asked(rng)
            idea = lives.title_of(rng, year, used)
            day = group.first + dt.timedelta(first)
            yield Life(
                id=self.number(year),
                title=f"{idea.title} ({area.name})" if rng.random() < 0.3 else idea.title,
                kind=ProjectKind.QUICK_WIN,
                area=area.id,
                place=self._place(rng, area),
                partners=idea.partners,
                asked=cents,
                ours=cents if is_chosen else 0,
                steps=lives.steps(rng, day, chosen=is_chosen),
            )

    def _place(self, rng: np.random.Generator, area: Standing) -> Point:
        """Return a place in one of the blocks of an area."""
        blocks = sorted(self.land.areas[area.name])
        people = np.array([self.land.residents[index] for index in blocks], dtype=float)
        shape = self.land.shapes[int(rng.choice(blocks, p=people / people.sum()))]
        west, south, east, north = shape.bounds
        while True:
            place = Point(rng.uniform(west, east), rng.uniform(south, north))
            if shape.contains(place):
                return place

    def _bookings(self, life: Life, step: lives.Step) -> Iterator[Booking]:
        """Yield what has to be booked at a step, in order."""
        day, status = step
        long = life.kind is ProjectKind.LONG_HAUL

        def book(command: Command, cents: int, reason: str, project: str | None) -> Booking:
            occasion = Occasion(day, reason, MUNICIPALITY if long else Initiator.RESIDENTS)
            return command, Amount(life.area, cents, project), occasion

        if status is ProjectStatus.CHOSEN:
            if long:
                yield book(commands.grant, life.ours, f"Lange klap: {life.title}.", None)
            life.promised = life.ours
            yield book(commands.commit, life.ours, "Gekozen door bewoners.", life.id)
        elif status is ProjectStatus.RUNNING and long:
            paid = life.promised // 300 * 100
            life.promised -= paid
            yield book(commands.spend, paid, "Eerste termijn.", life.id)
        elif status is ProjectStatus.DONE and life.promised:
            rng = np.random.default_rng([self.seed, 47, *life.id.encode()])
            cheaper = not long and rng.random() < CHEAPER
            paid = life.promised * 85 // 100 if cheaper else life.promised
            yield book(commands.spend, paid, "Het is klaar.", life.id)
            if cheaper:
                left = life.promised - paid
                yield book(commands.release, left, "Het viel goedkoper uit.", life.id)
            life.promised = 0
        elif status is ProjectStatus.STOPPED and life.promised:
            yield book(commands.release, life.promised, "Het gaat niet door.", life.id)
            life.promised = 0


MUNICIPALITY = Initiator.MUNICIPALITY
if TYPE_CHECKING:
    Command = Callable[[Store, Actor, Amount, Occasion], Booked]
    Booking = tuple[Command, Amount, Occasion]
