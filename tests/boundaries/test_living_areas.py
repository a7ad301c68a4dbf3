"""Areas that live, by a machine that founds, moves, grows and renames at will.

A model of plain dictionaries is kept beside the store; after every step both must tell the
same, on every date so far and as known at every moment so far.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import shapely
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import geo
from boundaries import commands, queries
from boundaries.errors import Refused
from boundaries.model import Occasion
from data.store import create_store
from tests.conftest import PLACE, Clock, square

START = dt.date(2007, 1, 1)
boxes = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 3), st.integers(1, 3))
State = dict[str, tuple[str, str]]
"""Of each area its name and its land as normal WKT."""


class LivingAreas(RuleBasedStateMachine):
    """Steps in time, forwards; each command is dated on the day the machine has reached."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        url = f"sqlite:///{Path(self.folder.name) / 'areas.sqlite'}"
        self.store = create_store(url, PLACE, clock=self.clock)
        with self.store.read() as parts:
            self.actor = parts.people.local()
        self.day = START
        self.now: State = {}
        self.on_day: dict[dt.date, State] = {}
        self.known: dict[dt.datetime, State] = {}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def occasion(self) -> Occasion:
        return Occasion(self.day, "omdat het kan")

    def told(self, day: dt.date, known: dt.datetime | None = None) -> State:
        with self.store.read() as parts:
            rows = queries.areas_at(parts, day, known=known)
        return {r.version.area: (r.version.name, land(r.version.geometry)) for r in rows}

    def step(self) -> None:
        """Take over what the store says now, and move on a day and a minute."""
        self.now = self.told(self.day)
        self.on_day[self.day] = self.now
        self.known[self.clock.now] = self.now
        self.day += dt.timedelta(days=1)
        self.clock.now += dt.timedelta(minutes=1)

    @rule(where=boxes, name=st.sampled_from(["Oost", "West", "Krakeel"]))
    def found(self, where, name) -> None:
        before = self.told(self.day)
        try:
            changed = commands.found(
                self.store, self.actor, name=name, geometry=square(*where), occasion=self.occasion()
            )
        except Refused as refused:
            assert refused.code == "overlap"
            assert self.told(self.day) == before
            return
        after = self.told(self.day)
        assert set(after) - set(before) == set(changed.areas)
        self.step()

    @rule(where=boxes, pick=st.integers(0, 50), together=st.booleans())
    def adjust(self, where, pick, together) -> None:
        if not self.now:
            return
        area = sorted(self.now)[pick % len(self.now)]
        partners = [a for a in self.now if a != area] if together else []
        before = self.told(self.day)
        try:
            changed = commands.adjust(
                self.store,
                self.actor,
                area,
                geometry=square(*where),
                occasion=self.occasion(),
                shared_with=partners,
            )
        except Refused as refused:
            assert refused.code in {"overlap", "unchanged", "swallowed"}
            assert self.told(self.day) == before
            return
        after = self.told(self.day)
        assert set(after) == set(before)
        assert {a for a in after if after[a] != before[a]} == set(changed.areas)
        self.step()

    @rule(where=boxes, pick=st.integers(0, 50))
    def grow(self, where, pick) -> None:
        if not self.now:
            return
        area = sorted(self.now)[pick % len(self.now)]
        before = self.told(self.day)
        own = shapely.from_wkt(before[area][1])
        try:
            commands.grow(
                self.store, self.actor, area, addition=square(*where), occasion=self.occasion()
            )
        except Refused as refused:
            assert refused.code in {"overlap", "apart", "unchanged"}
            assert self.told(self.day) == before
            return
        after = self.told(self.day)
        assert {a for a in after if after[a] != before[a]} == {area}
        grown = shapely.from_wkt(after[area][1])
        assert abs(grown.area - own.union(square(*where)).area) < 1e-3
        assert own.difference(grown).area < 1e-3
        self.step()

    @rule(pick=st.integers(0, 50), name=st.sampled_from(["Oost", "West", "Zuid"]))
    def rename(self, pick, name) -> None:
        if not self.now:
            return
        area = sorted(self.now)[pick % len(self.now)]
        try:
            commands.rename(self.store, self.actor, area, name=name, occasion=self.occasion())
        except Refused as refused:
            assert refused.code == "unchanged"
            return
        assert self.told(self.day)[area] == (name, self.now[area][1])
        self.step()

    @invariant()
    def nobody_overlaps(self) -> None:
        if getattr(self, "now", None):
            assert geo.overlaps([shapely.from_wkt(wkt) for _, wkt in self.now.values()]).empty

    @invariant()
    def every_day_tells_what_it_told(self) -> None:
        for day, state in list(getattr(self, "on_day", {}).items())[-4:]:
            assert self.told(day) == state

    @invariant()
    def what_was_known_stays_known(self) -> None:
        for moment, state in list(getattr(self, "known", {}).items())[-4:]:
            assert self.told(dt.date(2026, 1, 1), known=moment) == state


def land(geometry) -> str:
    return shapely.to_wkt(geometry.normalize(), rounding_precision=3)


LivingAreas.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
test_areas_live_as_the_model_does = LivingAreas.TestCase
