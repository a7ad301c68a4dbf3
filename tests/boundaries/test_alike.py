"""Proposals that are nearly the same stand together. Squares are 100 m."""

from __future__ import annotations

import datetime as dt

import shapely
from hypothesis import given
from hypothesis import strategies as st

from boundaries.alike import grouped
from boundaries.model import ChangeId, Owner
from boundaries.participation import Asks, Claim, Outcome, Proposal, ProposalId, Status, Step
from tests.conftest import X, Y, area, square

DAY = dt.date(2026, 11, 25)
LAND = square(0, 0, 10, 10)
ALMOST = square(0, 0, 10, 10.4)
APART = square(0, 0, 10, 10.6)


def proposal(number: int, asks=Asks.NEW, areas=(), geometry=LAND, **decided) -> Proposal:
    since = dt.date(2026, 11, 1)
    step = Step(Status.SUBMITTED, since, ChangeId(number), opens=since, closes=dt.date(2026, 12, 1))
    if decided:
        step = Step(Status.DECIDED, DAY, ChangeId(number), **decided)
    claims = tuple(Claim(one, 1) for one in areas)
    return Proposal(ProposalId(number), asks, "T", "R", Owner(), claims, (step,), geometry=geometry)


def numbers(*proposals: Proposal) -> list[list[int]]:
    return [[g.first.id, *(p.id for p in g.others)] for g in grouped(proposals, DAY)]


def test_land_that_overlaps_over_95_percent_is_nearly_the_same() -> None:
    assert numbers(proposal(1), proposal(2, geometry=ALMOST)) == [[1, 2]]


def test_land_that_overlaps_less_is_another_proposal() -> None:
    assert numbers(proposal(1), proposal(2, geometry=APART)) == [[1], [2]]


def test_the_oldest_stands_first_in_whatever_order_they_come() -> None:
    assert numbers(proposal(3), proposal(1), proposal(2)) == [[1, 2, 3]]


def test_another_kind_is_another_proposal() -> None:
    adjust = proposal(2, Asks.ADJUST, [area(1)])
    assert numbers(proposal(1), adjust) == [[1], [2]]


def test_other_areas_are_another_proposal() -> None:
    one, other = (proposal(n, Asks.ADJUST, [area(n)]) for n in (1, 2))
    assert numbers(one, other) == [[1], [2]]


def test_mergers_of_the_same_areas_are_the_same_in_whatever_order_they_are_named() -> None:
    one = proposal(1, Asks.MERGE, [area(1), area(2)], None)
    other = proposal(2, Asks.MERGE, [area(2), area(1)], None)
    assert numbers(one, other) == [[1, 2]]


def cut(row: float) -> shapely.LineString:
    return shapely.LineString([(X - 10, Y + row), (X + 1_010, Y + row)])


def test_lines_that_run_together_cut_nearly_the_same() -> None:
    near, far = (proposal(n, Asks.SPLIT, [area(1)], cut(row)) for n, row in ((2, 0.2), (3, 40)))
    assert numbers(proposal(1, Asks.SPLIT, [area(1)], cut(0)), near, far) == [[1, 2], [3]]


def test_what_is_decided_does_not_stand_with_what_is_open() -> None:
    decided = proposal(2, outcome=Outcome.REFUSED)
    assert numbers(proposal(1), decided) == [[1], [2]]


@given(
    st.lists(
        st.tuples(st.sampled_from([LAND, ALMOST, APART, None]), st.sampled_from(list(Asks))),
        max_size=8,
    )
)
def test_none_is_dropped_and_none_stands_twice(asked) -> None:
    every = [proposal(i, asks, [area(1)], land) for i, (land, asks) in enumerate(asked)]
    shown = sorted(number for group in numbers(*every) for number in group)
    assert shown == list(range(len(every)))
