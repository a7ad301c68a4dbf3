"""The story of the demonstration: what has to be true of it, told by the ordinary commands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from boundaries import queries
from boundaries.model import (
    Account,
    ChangeKind,
    Initiator,
    Municipality,
    Precision,
    ProjectKind,
    ProjectStatus,
)
from data.demo import money, people
from data.demo.land import Land
from data.demo.office import DAY, Office
from data.demo.story import BEGIN, first_year, tell
from data.demo.telling import Clock, Teller
from data.demo.town import build_town
from data.demo.years import tell_years
from data.store import build_store, open_store

if TYPE_CHECKING:
    from boundaries.model import Change

YEARS = range(2007, 2025)
FINAL = {ProjectStatus.CHOSEN, ProjectStatus.RUNNING, ProjectStatus.DONE}


def end_of(year: int) -> dt.date:
    return dt.date(year, 12, 31)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('story') / 'demo.sqlite'}"
    return url, tell(url)


@pytest.fixture(scope="module")
def store(told):
    made = open_store(told[0])
    yield made
    made.close()


@pytest.fixture(scope="module")
def parts(store):
    with store.read() as parts:
        yield parts


@pytest.fixture(scope="module")
def log(parts) -> list[Change]:
    return queries.log(parts)


def of_kind(log: list[Change], *kinds: ChangeKind) -> list[Change]:
    return [change for change in log if change.kind in kinds]


@pytest.mark.parametrize(("year", "areas"), [(2007, 10), (2009, 18), (2017, 25), (2024, 26)])
def test_so_many_areas_stand_at_the_end_of_a_year(parts, year: int, areas: int) -> None:
    assert len(parts.areas.at(end_of(year))) == areas


def test_it_says_how_much_it_made(told, parts) -> None:
    made = told[1]
    assert made["municipality"] == "GM0118"
    assert made["areas"] == len(parts.areas.at(parts.areas.today()))
    assert made["projects"] == len(parts.projects.all())
    assert made["blocks"] == len(parts.ground.blocks(end_of(2024)))


def test_areas_never_lie_over_one_another(parts) -> None:
    for year in YEARS:
        shapes = np.array([version.geometry for version in parts.areas.at(end_of(year))])
        one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        shared = shapely.area(shapely.intersection(shapes[one], shapes[other]))
        assert shared[one < other].sum() < 1.0


def test_the_pieces_of_krakeel_became_one_because_residents_wanted_it(parts, log) -> None:
    krakeel = queries.find_area(parts, "Krakeel", end_of(2013))
    merged = [c for c in of_kind(log, ChangeKind.MERGE) if krakeel.area in c.successors]
    assert [c.occasion.initiator for c in merged] == [Initiator.RESIDENTS]
    (lived,) = queries.residents_within(parts, [krakeel.geometry], end_of(2013))
    assert lived == 4950


def test_one_merger_was_imposed_and_split_back_later(log) -> None:
    (imposed,) = [
        c for c in of_kind(log, ChangeKind.MERGE) if c.occasion.initiator is Initiator.MUNICIPALITY
    ]
    (split,) = of_kind(log, ChangeKind.SPLIT)
    assert split.predecessors == imposed.successors
    assert split.occasion.on > imposed.occasion.on


def test_what_was_split_back_is_the_land_of_before(parts) -> None:
    for name in ("Centrum", "Oost"):
        before = queries.find_area(parts, name, end_of(2013)).geometry
        after = queries.find_area(parts, name, end_of(2021)).geometry
        assert before.symmetric_difference(after).area < 1.0


def test_two_areas_rest_at_the_end(parts) -> None:
    assert sum(version.resting for version in parts.areas.at(end_of(2024))) == 2


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (ChangeKind.ADJUST, 2),
        (ChangeKind.GROW, 3),
        (ChangeKind.CARVE_OUT, 1),
        (ChangeKind.MERGE, 6),
        (ChangeKind.RENAME, 1),
        (ChangeKind.WAKE, 1),
        (ChangeKind.DISSOLVE, 1),
        (ChangeKind.CORRECT, 1),
        (ChangeKind.UNDO, 1),
    ],
)
def test_every_kind_of_change_happens(log, kind: ChangeKind, least: int) -> None:
    assert len(of_kind(log, kind)) >= least


def test_what_was_undone_stands_as_before(parts) -> None:
    names = {version.name for version in parts.areas.at(end_of(2016))}
    assert {"Kattouw", "Steenbergerweiden"} <= names
    assert "De Twee Weiden" not in names


def test_the_money_of_the_area_that_was_dissolved_went_to_a_neighbour(parts, log) -> None:
    (dissolved,) = of_kind(log, ChangeKind.DISSOLVE)
    moved = [p for entry in parts.money.entries(dissolved.id) for p in entry.postings]
    assert sum(p.cents for p in moved if p.account is Account.AVAILABLE and p.cents > 0) > 0
    krakeel = queries.find_area(parts, "Krakeel", end_of(2019)).area
    assert {p.area for p in moved if p.account is Account.SPENT and p.cents > 0} == {krakeel}


def test_what_was_written_down_later_was_not_known_at_the_time(parts) -> None:
    day = end_of(2009)
    then = dt.datetime.combine(day, dt.time.max, dt.UTC)
    known = {version.name for version in parts.areas.at(day, known=then)}
    assert {version.name for version in parts.areas.at(day)} - known == {"Nieuw Moscou"}


def test_a_date_that_was_known_better_is_told_exactly(parts) -> None:
    late = queries.find_area(parts, "Nieuw Moscou", end_of(2009))
    assert (late.valid_from, late.precision) == (dt.date(2009, 9, 22), Precision.DAY)


def test_before_that_only_the_year_was_known(parts) -> None:
    then = dt.datetime(2012, 6, 30, tzinfo=dt.UTC)
    known = {version.name: version for version in parts.areas.at(end_of(2011), known=then)}
    assert known["Nieuw Moscou"].precision is Precision.YEAR


def test_all_else_was_recorded_in_the_year_in_which_it_happened(log) -> None:
    late = [c for c in log if c.recorded_at.year != c.occasion.on.year]
    assert {c.kind for c in late} == {ChangeKind.FOUND, ChangeKind.CORRECT}


def test_all_money_was_granted_and_none_is_lost(parts, log) -> None:
    granted = sum(
        posting.cents
        for change in of_kind(log, ChangeKind.GRANT, ChangeKind.BUDGETS)
        for entry in parts.money.entries(change.id)
        for posting in entry.postings
        if posting.account is Account.AVAILABLE
    )
    held = parts.money.balances(end_of(2024)).values()
    assert sum(balance.granted for balance in held) == granted


def test_the_pot_of_a_year_is_never_shared_out_twice(parts, log) -> None:
    given: Counter[int] = Counter()
    for change in of_kind(log, ChangeKind.GRANT, ChangeKind.BUDGETS):
        if not change.occasion.reason.startswith("Lange klap"):
            for entry in parts.money.entries(change.id):
                given[change.recorded_at.year] += sum(
                    p.cents for p in entry.postings if p.cents > 0
                )
    assert all(given[year] <= money.pot(year) * 100 for year in YEARS)
    assert all(given[year] > money.pot(year) * 70 for year in YEARS if year > 2007)


def test_an_area_gets_5_to_30_thousand_euros_a_year(parts, log) -> None:
    for change in of_kind(log, ChangeKind.BUDGETS):
        for entry in parts.money.entries(change.id):
            assert 500_000 <= max(p.cents for p in entry.postings) <= 3_000_000


def test_about_120_projects_a_year_once_there_are_25_areas(parts) -> None:
    years = Counter(int(project.id[1:5]) for project in parts.projects.all())
    assert np.mean([years[year] for year in range(2017, 2025)]) == pytest.approx(120, rel=0.1)
    assert years[2008] < years[2012] < years[2017]


def test_a_quick_win_costs_250_to_6000_euros(parts) -> None:
    quick = [p for p in parts.projects.all() if p.kind is ProjectKind.QUICK_WIN]
    assert all(25_000 <= (p.amount_cents or 0) <= 600_000 for p in quick)
    assert 120_000 < np.median([p.amount_cents or 0 for p in quick]) < 260_000


def test_a_long_haul_costs_25_to_250_thousand_euros(parts) -> None:
    long = [p for p in parts.projects.all() if p.kind is ProjectKind.LONG_HAUL]
    assert len(long) >= 15
    assert all(2_500_000 <= (p.amount_cents or 0) <= 25_000_000 for p in long)


def booked(parts, log, kind: ChangeKind) -> dict[str, int]:
    found: Counter[str] = Counter()
    for change in of_kind(log, kind):
        for entry in parts.money.entries(change.id):
            found[entry.project or ""] += sum(p.cents for p in entry.postings if p.cents > 0)
    return found


def test_each_quick_win_that_was_chosen_is_committed_and_when_done_spent(parts, log) -> None:
    committed, spent = booked(parts, log, ChangeKind.COMMIT), booked(parts, log, ChangeKind.SPEND)
    for project in parts.projects.all():
        if project.kind is ProjectKind.QUICK_WIN and project.status in FINAL:
            assert committed[project.id] == project.amount_cents
            if project.status is ProjectStatus.DONE:
                assert spent[project.id] >= 0.84 * committed[project.id]


def test_statuses_go_from_idea_to_done_or_stopped(parts) -> None:
    order = list(ProjectStatus)
    for steps in parts.projects.statuses().values():
        assert steps[0][1] == ProjectStatus.IDEA
        assert all(
            one[0] < other[0]
            and order.index(ProjectStatus(one[1])) < order.index(ProjectStatus(other[1]))
            for one, other in pairwise(steps)
        )


def test_take_up_of_an_area_in_a_year_is_55_to_100_percent(parts, log) -> None:
    granted: Counter[tuple[str, int]] = Counter()
    for change in of_kind(log, ChangeKind.BUDGETS):
        for entry in parts.money.entries(change.id):
            granted[entry.postings[0].area, entry.on.year] += abs(entry.postings[0].cents)
    quick = {p.id for p in parts.projects.all() if p.kind is ProjectKind.QUICK_WIN}
    used: Counter[tuple[str, int]] = Counter()
    for change in of_kind(log, ChangeKind.COMMIT):
        for entry in parts.money.entries(change.id):
            if entry.project in quick:
                # The year of the idea: what is chosen in January was asked for before.
                used[entry.postings[0].area, int(entry.project[1:5])] += abs(
                    entry.postings[0].cents
                )
    shares = [used[key] / granted[key] for key in granted if whole_year(parts, *key)]
    assert np.mean([0.5 <= share <= 1.02 for share in shares]) > 0.97
    assert 0.7 < np.mean(shares) < 0.9


def whole_year(parts, area: str, year: int) -> bool:
    standing = {v.area for v in parts.areas.at(end_of(year)) if not v.resting}
    since = {v.area for v in parts.areas.at(dt.date(year, 1, 1)) if not v.resting}
    return area in standing & since


def test_smaller_areas_take_part_more_by_the_planted_elasticity(parts) -> None:
    """Of many made-up area-years the ratio of large to small tells the elasticity."""

    def mean(residents: int) -> float:
        groups = [
            people.Group(f"GM0118-{number:04d}", residents, dt.date(2015, 1, 1), end_of(2015))
            for number in range(1, 1500)
        ]
        return float(np.mean([sum(e.participants for e in people.take_part(g, 7)) for g in groups]))

    slope = np.log(mean(4000) / mean(400)) / np.log(10)
    assert slope - 1 == pytest.approx(people.SIZE_ELASTICITY, abs=0.04)


def test_participants_vary_as_planted() -> None:
    group = people.Group("GM0118-0001", 3000, dt.date(2015, 1, 1), end_of(2015))
    came = np.array(
        [sum(e.participants for e in people.take_part(group, seed)) for seed in range(2500)]
    )
    alpha = (came.var() - came.mean()) / came.mean() ** 2
    assert alpha == pytest.approx(people.OVERDISPERSION, rel=0.15)


@pytest.mark.parametrize("year", [2008, 2014, 2024])
def test_engagement_counts_for_areas_that_stand(parts, year: int) -> None:
    counted = {one.area for one in parts.projects.engagement(end_of(year))}
    assert counted <= set(parts.areas.ids(end_of(year)))


class QuietOffice(Office):
    """An office that lets the years pass: it grants first budgets and tells nothing else."""

    def share_out(self, year: int) -> None: ...

    def tell(self, until: dt.date) -> None: ...

    def close(self, until: dt.date) -> None:
        self.begin = until + DAY


@pytest.mark.parametrize("seed", [2])
def test_the_story_can_be_told_of_other_towns_too(tmp_path, seed: int) -> None:
    town, clock = build_town(seed), Clock(BEGIN.on)
    place = Municipality("GM0118", "Hoogeveen", "EPSG:28992", town.outline.bounds, synthetic=True)

    def fill(store) -> list[int]:
        with store.read() as parts:
            actor = parts.people.local()
        land = Land.of(town)
        teller = Teller(store, actor, land, clock, QuietOffice(store, actor, clock, land, seed))
        first_year(teller, town, seed)
        tell_years(teller)
        with store.read() as parts:
            return [len(parts.areas.at(end_of(year))) for year in (2007, 2009, 2017, 2024)]

    url = f"sqlite:///{tmp_path / 'town.sqlite'}"
    assert build_store(url, place, fill, clock=clock) == [10, 18, 25, 26]
