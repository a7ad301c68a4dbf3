"""Nothing about too few people is shown, nor can it be worked out of all that is."""

from __future__ import annotations

import datetime as dt
from random import Random
from types import SimpleNamespace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from boundaries import commands, queries
from boundaries.living import lives
from boundaries.model import (
    STILL,
    AreaId,
    AreaVersion,
    Block,
    Engagement,
    EngagementKind,
    Initiator,
    Precision,
)
from boundaries.small_numbers import Count, Scene, hidden, settle
from boundaries.taking_part import quarter_before, took_part_hidden
from data.store import open_store
from tests.boundaries.attack import Attack
from tests.conftest import PLACE, area, on, square

K = PLACE.k
PEOPLE = (0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 60, 100)


# What is published of who lives somewhere, and who tries to find out.


def town(random: Random) -> SimpleNamespace:
    """A row of blocks, figures of some years, and areas that merge, split, grow, come and go."""
    count, years = (
        random.randint(4, 9),
        sorted(random.sample(range(2007, 2012), random.choice([1, 1, 2, 3]))),
    )
    people, blocks = [random.choice(PEOPLE) for _ in range(count)], {}
    for year in years:
        blocks[year] = [
            Block(f"B{i}", "b", square(i, 0), n, random.randint(0, n), year, "t")
            for i, n in enumerate(people)
        ]
        people = [max(0, n + random.choice([0, 0, 1, -2, 3, 10])) for n in people]
    return SimpleNamespace(years=years, blocks=blocks, versions=versions(random, count))


def version(number: int, land, since: dt.date, until: dt.date, logical: int) -> AreaVersion:
    return AreaVersion(area(number), 1, "n", land, since, until, Precision.DAY, logical)


def versions(random: Random, count: int) -> list[AreaVersion]:
    standing: dict[int, frozenset[int]] = {1: frozenset(range(random.randint(1, count)))}
    day = dt.date(2007, 1, 1)
    states = [(day, dict(standing))]
    for _ in range(random.randint(1, 4)):
        day += dt.timedelta(random.randint(30, 500))
        for _ in range(random.randint(1, 3)):
            change(random, count, standing)
        states.append((day, dict(standing)))
    found: list[AreaVersion] = []
    for number in sorted({a for _, state in states for a in state}):
        since, land = None, None
        for at, state in [*states, (STILL, {})]:
            if state.get(number) != land or at == STILL:
                if land is not None:
                    ground = shapely.union_all([square(i, 0) for i in land])
                    found.append(
                        AreaVersion(
                            area(number), 1, "n", ground, since, at, Precision.DAY, len(found)
                        )
                    )
                since, land = at, state.get(number)
    return found


def change(random: Random, count: int, standing: dict[int, frozenset[int]]) -> None:
    free = sorted(set(range(count)).difference(*standing.values()))
    new = max(standing, default=0) + random.randint(10, 20)
    one, other = random.choices(sorted(standing), k=2) if standing else (0, 0)
    kinds = ["found", "grow"] if free else []
    kinds += ["dissolve"] if len(standing) > 1 else []
    kinds += ["merge", "move"] if one != other else []
    kinds += ["split", "split"] if standing and len(standing[one]) > 1 else []
    match random.choice(kinds or ["nothing"]):
        case "found":
            standing[new] = frozenset(random.sample(free, random.randint(1, len(free))))
        case "grow" if standing:
            standing[one] |= {random.choice(free)}
        case "dissolve":
            del standing[one]
        case "merge":
            standing[new] = standing.pop(one) | standing.pop(other)
        case "move" if len(standing[one]) > 1:
            block = random.choice(sorted(standing[one]))
            standing[one] -= {block}
            standing[other] |= {block}
        case "split":
            land = sorted(standing.pop(one))
            cut = random.randint(1, len(land) - 1)
            standing[new], standing[new + 1] = frozenset(land[:cut]), frozenset(land[cut:])


def parts_of(made: SimpleNamespace) -> SimpleNamespace:
    def blocks(day: dt.date) -> list[Block]:
        past = [year for year in made.years if year <= day.year]
        return made.blocks[max(past, default=made.years[0])]

    areas = SimpleNamespace(
        municipality=lambda: PLACE, through=lambda: made.versions, was_set=lambda: []
    )
    return SimpleNamespace(
        areas=areas, ground=SimpleNamespace(years=lambda: made.years, blocks=blocks)
    )


class Reader:
    """Who has read every figure of residents and households of every day."""

    def __init__(self, made: SimpleNamespace) -> None:
        self.made, self.lives, self.attack = made, lives(parts_of(made)), Attack()
        self.unknown = {}
        for year, blocks in made.blocks.items():
            for block in blocks:
                pair = self.attack.unknown(), self.attack.unknown()
                self.unknown[year, block.id] = pair
                self.attack.at_most(pair[1], pair[0])
        self.keys = {place: key for key, place in self.lives.places.items()}
        for column, hid in enumerate((self.lives.settled, self.lives.settled)):
            for place, count in enumerate(self.lives.counts):
                if place not in hid.counts:
                    self.read([place], column, count.people[column])
            for place, scene in enumerate(self.lives.scenes):
                if place not in hid.totals and scene.total is not None:
                    self.read(scene.counts, column, scene.total[column])

    def read(self, places, column, number) -> None:
        sums: dict[int, float] = {}
        for place in places:
            for one in self.of(place, column):
                sums[one] = sums.get(one, 0) + 1
        self.attack.learn(sums, number)

    def of(self, place: int, column: int) -> dict[int, float]:
        key = self.keys[place]
        land = shapely.from_wkb(key.land)
        return {
            self.unknown[key.year, block.id][column]: 1.0
            for block in self.made.blocks[key.year]
            if land.covers(block.geometry)
        }

    def secrets(self):
        """What is about fewer than k people: a count, and what an area changed by."""
        for place, count in enumerate(self.lives.counts):
            for column, number in enumerate(count.people):
                if 0 < number < K:
                    yield self.of(place, column)
                for other in range(place):
                    before = self.lives.counts[other]
                    if self.keys[place].year != self.keys[other].year:
                        # Some moved in and others out: what that comes to tells of nobody.
                        continue
                    if before.owner == count.owner and 0 < abs(number - before.people[column]) < K:
                        less = self.of(place, column)
                        for one in self.of(other, column):
                            less[one] = less.get(one, 0) - 1
                        yield less


@settings(max_examples=12)
@given(st.integers(0, 2**32))
def test_who_reads_every_figure_of_every_day_pins_no_few_people_down(seed) -> None:
    reader = Reader(town(Random(seed)))
    for secret in reader.secrets():
        least, most = reader.attack.bounds(secret)
        assert most - least >= K - 1 - 1e-6


def test_an_attack_on_what_only_the_few_are_left_out_of_succeeds() -> None:
    """The attack can win: a total less all others is the one that is hidden."""
    attack = Attack()
    few, others = attack.unknown(), attack.unknown()
    attack.learn({others: 1}, 230)
    attack.learn({few: 1, others: 1}, 233)
    assert attack.bounds({few: 1}) == pytest.approx((3, 3))


# What is published of who took part.


def year_of(random: Random) -> SimpleNamespace:
    """Areas of which some merge, and what people took part in during a year."""
    merged, count = random.choice([None, *range(2, 12)]), random.randint(1, 14)
    went = dt.date(2010, merged, random.choice([1, 15])) if merged else STILL
    events = [
        (random.randint(1, 3), dt.date(2010, random.randint(1, 12), random.randint(1, 28)),
         random.choice(PEOPLE))
        for _ in range(count)
    ]  # fmt: skip

    def home(number: int, day: dt.date) -> AreaId:
        return area(9 if number < 3 and day >= went else number)

    def standing(number: int, since: dt.date, until: dt.date) -> AreaVersion:
        return AreaVersion(
            area(number), 1, "n", square(number, 0), since, until, Precision.DAY, number
        )

    first = dt.date(2007, 1, 1)
    made = [standing(1, first, went), standing(2, first, went), standing(3, first, STILL)]
    made += [standing(9, went, STILL)] if merged else []

    def engagement(day: dt.date) -> list[Engagement]:
        return [
            Engagement(home(number, day), when, EngagementKind.MEETING, people, None, None, i + 1)
            for i, (number, when, people) in enumerate(events)
            if when <= day
        ]

    areas = SimpleNamespace(municipality=lambda: PLACE, through=lambda: made)
    return SimpleNamespace(areas=areas, projects=SimpleNamespace(engagement=engagement))


def figures_of(parts, day: dt.date):
    """Give each figure of a day: what it is the sum of, and whether it is hidden."""
    end = quarter_before(day)
    if end is None:
        return
    hid = took_part_hidden(parts, day)
    found = [e for e in parts.projects.engagement(day) if e.on.year == day.year and e.on <= end]
    for version in parts.areas.through():
        if version.valid_from <= day < version.valid_to:
            own = [e for e in found if e.area == version.area]
            yield own, version.area in hid.areas, version.area
    yield found, hid.total, None


def pinned(parts, days) -> list[str]:
    """Return what somebody who reads all figures of these days knows of fewer than k people."""
    attack = Attack()
    unknown: dict[int, int] = {}
    told = [(day, *one) for day in days for one in figures_of(parts, day)]
    for _, events, _, _ in told:
        for event in events:
            if event.id not in unknown:
                unknown[event.id] = attack.unknown()
    for _, events, hid, _ in told:
        if not hid:
            attack.learn({unknown[e.id]: 1 for e in events}, sum(e.participants for e in events))
    found = []
    for day, events, _, owner in told:
        for before, others, _, other in told:
            if owner == other and before < day and {e.id for e in others} < {e.id for e in events}:
                check = [e for e in events if e not in others]
                found += weak(attack, unknown, check, f"{owner} {before} {day}")
        found += weak(attack, unknown, events, f"{owner} {day}")
    return found


def weak(attack: Attack, unknown: dict[int, int], events, name: str) -> list[str]:
    number = sum(e.participants for e in events)
    if not 0 < number < K:
        return []
    least, most = attack.bounds({unknown[e.id]: 1 for e in events})
    return [] if most - least >= K - 1 - 1e-6 else [f"{name}: {least} to {most}"]


DAYS = [dt.date(2010, month, day) for month in range(1, 13) for day in (1, 15, 28)]
ENDS = [dt.date(2010, 3, 31), dt.date(2010, 6, 30), dt.date(2010, 9, 30), dt.date(2010, 12, 31)]


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_who_reads_who_took_part_on_every_day_pins_no_few_people_down(seed) -> None:
    assert pinned(year_of(Random(seed)), sorted([*DAYS, *ENDS])) == []


@pytest.mark.parametrize("year", [2008, 2013, 2024])
def test_of_the_example_nobody_learns_of_few_people_who_took_part(demo_store, year) -> None:
    store = open_store(f"sqlite:///{demo_store}")
    with store.read() as parts:
        assert pinned(parts, [day.replace(year=year) for day in ENDS]) == []
    store.close()


# The rule itself.


def test_few_are_hidden_with_the_next_smallest() -> None:
    assert hidden([3, 80, 60, 90], 233, K) == ({0, 2}, False)


def test_few_are_hidden_alone_where_there_is_no_total() -> None:
    assert hidden([3, 80, 60, 90], None, K)[0] == {0}


def test_nobody_and_unknown_are_not_few() -> None:
    assert hidden([0, None, 60], 60, K) == (frozenset(), False)


def test_a_total_about_too_few_people_is_hidden() -> None:
    assert hidden([2, 0], 2, K)[1]


@pytest.mark.parametrize(("now", "hid"), [(100, False), (102, True), (96, True), (105, False)])
def test_what_changed_by_few_people_is_hidden(now, hid) -> None:
    counts = [Count("West", (100,), frozenset([0])), Count("West", (now,), frozenset([1]))]
    scenes = [Scene(frozenset([i]), None, frozenset([i])) for i in (0, 1)]
    worth = {0: (100.0,), 1: (float(now),)}
    assert (1 in settle(counts, scenes, worth, K).counts) == hid


def test_what_was_shown_stays_shown() -> None:
    people = (100, 60, 3)
    counts = [Count(f"N{i}", (n,), frozenset([i])) for i, n in enumerate(people)]
    scenes = [
        Scene(frozenset([0, 1]), (160,), frozenset([0, 1])),
        Scene(frozenset([0, 1, 2]), (163,), frozenset([0, 1, 2])),
    ]
    settled = settle(counts, scenes, {i: (float(n),) for i, n in enumerate(people)}, K)
    assert (settled.counts, settled.totals) == ({2}, {1})


@given(st.lists(st.none() | st.integers(0, 40), max_size=8), st.integers(0, 9), st.integers(5, 9))
def test_nothing_hidden_is_what_the_total_leaves(people, rest, k) -> None:
    """Who subtracts what is shown from the total finds several counts, or one that may be shown."""
    total = sum(n or 0 for n in people) + rest
    places, total_hidden = hidden(people, total, k, rest=rest)
    assert all(i in places for i, n in enumerate(people) if n and n < k)
    if not total_hidden:
        left = [people[i] for i in places] + [rest] * (rest > 0)
        assert not left or sum(left) >= k
        assert len(left) != 1 or left[0] >= k


@pytest.mark.parametrize(
    ("day", "end"),
    [("2010-12-31", "2010-12-31"), ("2010-12-30", "2010-09-30"), ("2010-03-31", "2010-03-31"),
     ("2010-03-30", None), ("2010-01-01", None)],
)  # fmt: skip
def test_a_quarter_is_over_on_its_last_day(day, end) -> None:
    expected = dt.date.fromisoformat(end) if end else None
    assert quarter_before(dt.date.fromisoformat(day)) == expected


# Where it is followed.


def build(store, admin, people, *, areas: int):
    """Lay blocks in a row, and found areas of one block each; return the last change."""
    blocks = [Block(f"B{i}", "b", square(i, 0), n, None, 2007, "t") for i, n in enumerate(people)]
    commands.import_blocks(store, admin, blocks, on(2007))
    for number in range(areas):
        made = commands.found(
            store, admin, name=f"N{number}", geometry=square(number, 0), occasion=on(2007)
        )
    return made.change


def test_the_list_of_areas_hides_what_a_total_would_tell(store, admin) -> None:
    blocks = [
        Block(f"B{n}", "b", square(n, 0), p, None, 2007, "t") for n, p in enumerate([3, 80, 60])
    ]
    commands.import_blocks(store, admin, blocks, on(2007))
    for number in range(3):
        commands.found(
            store, admin, name=f"N{number}", geometry=square(number, 0), occasion=on(2007)
        )
    with store.read() as parts:
        rows = queries.areas_at(parts, on(2008).on)
    assert [row.shown_residents for row in rows] == [None, 80, None]


def test_a_strip_with_few_people_is_not_told_by_an_area_that_got_it(store, admin) -> None:
    build(store, admin, [80, 3], areas=1)
    commands.grow(store, admin, area(1), addition=square(1, 0), occasion=on(2009))
    with store.read() as parts:
        told = [queries.areas_at(parts, on(year).on)[0].shown_residents for year in (2008, 2010)]
    assert told == [80, None]


def test_what_was_known_before_a_correction_tells_of_no_few_people(store, admin, clock) -> None:
    first = build(store, admin, [80, 3], areas=1)
    known = clock.now + dt.timedelta(hours=1)
    clock.now += dt.timedelta(days=1)
    commands.correct(
        store,
        admin,
        first,
        commands.Correction(geometry=square(0, 0, 2)),
        reason="fout",
        initiator=Initiator.COORDINATOR,
    )
    with store.read() as parts:
        now = queries.areas_at(parts, on(2008).on)[0].shown_residents
        then = queries.areas_at(parts, on(2008).on, known=known)[0].shown_residents
    assert (now, then) == (83, None)
