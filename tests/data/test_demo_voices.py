"""What residents of the demonstration drew and asked for; told by the ordinary commands."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np
import pytest

from boundaries import queries
from boundaries.model import ChangeKind, Municipality
from boundaries.participation import Asks, Outcome, Status, Way
from boundaries.voices import has_changed, open_rounds, shared_with
from data.demo import neighbourhoods
from data.demo.land import Land
from data.demo.of_now import EARLIEST, tell_of_now
from data.demo.story import BEGIN, first_year
from data.demo.telling import Clock, Teller
from data.demo.town import build_town
from data.demo.years import tell_years
from data.store import build_store, open_store
from tests.data.test_demo_story import QuietOffice

TODAY = dt.date(2031, 3, 3)


@pytest.fixture(scope="module")
def parts(demo_store):
    store = open_store(f"sqlite:///{demo_store}")
    with store.read() as parts:
        yield parts
    store.close()


@pytest.fixture(scope="module")
def proposals(parts):
    return parts.participation.proposals()


@pytest.fixture(scope="module")
def land() -> Land:
    return Land.of(build_town(7))


def test_one_may_draw_in_a_round_today_and_for_nearly_a_year(parts) -> None:
    (one,) = open_rounds(parts)
    assert one.name == "Teken jouw Krakeel"
    assert (one.closes - parts.areas.today()).days >= 364


def test_forty_one_drawings_lie_in_the_open_round(parts) -> None:
    (one,) = open_rounds(parts)
    drawn = parts.participation.drawings(round=one.id)
    assert len(drawn) == 41
    assert sorted(d.makers for d in drawn if d.way is Way.PAPER) == [5, 8]
    assert {d.way for d in drawn} >= {Way.BLOCKS, Way.FINGER, Way.LIST, Way.ADJUST}
    assert all(one.opens <= d.sent_on < parts.areas.today() for d in drawn)


def test_who_draws_krakeel_hears_what_others_drew_too(parts) -> None:
    (one,) = open_rounds(parts)
    drawn = parts.participation.drawings(round=one.id)
    assert any(shared_with(parts, drawing) for drawing in drawn if drawing.name == "Krakeel")


def test_a_round_of_2010_is_over(parts) -> None:
    old = parts.participation.rounds()[-1]
    assert (old.opens.year, old.closes.year) == (2010, 2010)
    assert len(parts.participation.drawings(round=old.id)) == 12


def test_drawings_are_the_same_for_the_same_seed(land: Land) -> None:
    one, other = (neighbourhoods.of_now(land, 7) for _ in range(2))
    assert one == other
    assert one != neighbourhoods.of_now(land, 8)


def test_some_drawings_are_nearly_copies_and_some_lie_far_off(land: Land) -> None:
    shapes = [idea.geometry for idea in neighbourhoods.of_now(land, 7)]
    alike = [
        one.intersection(other).area / one.union(other).area
        for index, one in enumerate(shapes)
        for other in shapes[:index]
    ]
    assert sum(share > 0.9 for share in alike) >= 3
    assert 0.0 in alike
    assert np.median(alike) < 0.5


def test_the_blocks_of_a_drawing_are_its_land(land: Land) -> None:
    for idea in neighbourhoods.of_now(land, 7):
        if idea.blocks:
            union = land.union(set(idea.blocks))
            assert union.symmetric_difference(idea.geometry).area < 1.0


def test_through_the_years_most_proposals_were_decided_as_asked(proposals) -> None:
    outcomes = Counter(p.last.outcome for p in proposals if p.last.status is Status.DECIDED)
    assert outcomes == {Outcome.AS_ASKED: 9, Outcome.REFUSED: 3, Outcome.SMALLER: 1}


def test_each_decision_has_a_body_and_a_reason(proposals) -> None:
    assert all(p.last.body and p.last.reason for p in proposals if p.last.outcome)


def test_one_proposal_was_withdrawn_with_a_reason(proposals) -> None:
    (gone,) = [p for p in proposals if p.last.status is Status.WITHDRAWN]
    assert gone.last.reason


def test_three_proposals_wait_for_responses_today(parts, proposals) -> None:
    today = parts.areas.today()
    waiting = [p for p in proposals if p.status(today) is Status.CONSULTED]
    assert {p.asks for p in waiting} == {Asks.ADJUST, Asks.MERGE, Asks.REST}
    assert not any(has_changed(parts, p) for p in waiting)


def test_every_proposal_has_responses_and_every_objection_its_reason(parts, proposals) -> None:
    for proposal in proposals:
        said = parts.participation.responses(proposal.id)
        assert said
        assert all(response.in_favour or response.reason for response in said)


def test_krakeel_came_of_a_proposal(parts, proposals) -> None:
    krakeel = queries.find_area(parts, "Krakeel", dt.date(2013, 12, 31))
    done = {p.last.done_by for p in proposals}
    merged = [c for c in queries.log(parts) if c.kind is ChangeKind.MERGE]
    assert [c.id in done for c in merged if krakeel.area in c.successors] == [True]


@pytest.mark.parametrize(("seed", "today"), [(7, TODAY), (3, dt.date(1999, 1, 1))])
def test_what_goes_on_now_counts_from_the_day_of_making(tmp_path, seed: int, today) -> None:
    """Also of another town, and by a clock that is far behind."""
    town, clock = build_town(seed), Clock(BEGIN.on)
    place = Municipality("GM0118", "Hoogeveen", "EPSG:28992", town.outline.bounds, synthetic=True)

    def fill(store) -> None:
        with store.read() as parts:
            actor = parts.people.local()
        land = Land.of(town)
        teller = Teller(store, actor, land, clock, QuietOffice(store, actor, clock, land, seed))
        first_year(teller, town, seed)
        tell_years(teller)
        tell_of_now(teller, today)

    url = f"sqlite:///{tmp_path / 'town.sqlite'}"
    build_store(url, place, fill, clock=clock)
    store = open_store(url)
    with store.read() as parts:
        newest, last = parts.participation.rounds()[0], parts.areas.changes()[-1]
    store.close()
    seen = max(today, EARLIEST)
    assert (newest.opens, newest.closes) == (
        seen - dt.timedelta(days=14),
        seen + dt.timedelta(days=365),
    )
    assert last.recorded_at.date() < seen
