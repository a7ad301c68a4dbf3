"""The drawings of a round in groups, and what they share.

A A A .      most draw A, some B beside it, one something else far away
. B B .
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries import commands
from boundaries.errors import Forbidden, Refused
from boundaries.inbox import _sampled, grouped, likeness_of
from boundaries.model import Actor, AreaVersion, Owner, PersonId, Precision, Role
from boundaries.participation import Drawing, DrawingId, Way
from boundaries.sharing import agreed, counting, fit_in, mostly_of, shared_land
from tests.boundaries.ground import grid, lie, street
from tests.conftest import area, square

DAY = dt.date(2026, 1, 1)
LIE = lie(grid(4, 4), [street("Kanaalstraat", (0, 1), (4, 1))])


def drawing(number: int, land, name: str = "Krakeel", **more) -> Drawing:
    return Drawing(
        DrawingId(number), Owner(), None, land, name, "omdat", Way.FINGER, DAY, DAY, **more
    )


def many(*lands, **more) -> list[Drawing]:
    return [drawing(n, land, **more) for n, land in enumerate(lands, 1)]


def groups(drawings):
    return grouped(drawings, likeness_of(drawings))


def numbers(group) -> list[int]:
    return [row.drawing.id for row in group.rows]


def test_drawings_that_share_half_of_their_land_are_one_group() -> None:
    (group,) = groups(many(square(0, 0, 2, 1), square(0, 0, 3, 1)))
    assert numbers(group) == [1, 2]


def test_drawings_that_share_little_are_two_groups() -> None:
    assert len(groups([drawing(1, square(0, 0)), drawing(2, square(0.9, 0), "West")])) == 2


def test_with_the_same_name_less_land_in_common_is_enough() -> None:
    drawings = many(square(0, 0, 2, 1), square(1, 0, 2, 1))
    assert len(groups(drawings)) == 1
    assert len(groups([drawings[0], drawing(2, square(1, 0, 2, 1), "West")])) == 2


def test_a_group_has_the_name_that_most_give_it() -> None:
    drawings = [drawing(n, square(0, 0), name) for n, name in enumerate(("B", "A", "B"), 1)]
    assert groups(drawings)[0].name == "B"


def test_near_copies_are_told_by_the_first_of_them() -> None:
    (group,) = groups(many(square(0, 0), square(0, 0), square(0, 0, 2, 1)))
    assert [row.copy_of for row in group.rows] == [None, 1, None]


def test_what_the_coordinator_groups_stays_together_and_apart_from_the_rest() -> None:
    drawings = [
        drawing(1, square(0, 0), grouped="Zuid"),
        drawing(2, square(0, 0)),
        drawing(3, square(3, 3), grouped="Zuid"),
    ]
    assert sorted((g.name, numbers(g)) for g in groups(drawings)) == [
        ("Krakeel", [2]),
        ("Zuid", [1, 3]),
    ]


def test_an_odd_one_out_is_marked_and_kept() -> None:
    drawings = many(*[square(0, 0, 2, 2)] * 6, square(3, 3))
    rows = [row for group in groups(drawings) for row in group.rows]
    assert {row.drawing.id for row in rows if row.odd} == {7}
    assert len(rows) == 7


def test_what_is_set_aside_does_not_count() -> None:
    kept, aside = drawing(1, square(0, 0)), drawing(2, square(1, 0), aside="een grap")
    assert counting([kept, aside]) == [kept]


def test_a_drawing_by_eight_weighs_eight() -> None:
    one, eight = drawing(1, square(0, 0)), drawing(2, square(1, 0), makers=8)
    assert shared_land([one, eight], 0.5).equals(square(1, 0))


def test_a_higher_share_is_less_land_or_as_much() -> None:
    drawings = many(square(0, 0), square(0, 0, 2, 1), square(0, 0, 3, 1))
    sizes = [shared_land(drawings, share).area for share in (0.3, 0.5, 0.7, 1)]
    assert sizes == sorted(sizes, reverse=True)


def test_core_and_disputed_land_are_told_with_people_and_streets() -> None:
    drawings = many(square(0, 0, 2, 1), square(0, 0, 2, 1), square(0, 0, 2, 1), square(0, 0, 2, 3))
    told = agreed(drawings, likeness_of(drawings), LIE)
    assert (told.core.hectares, told.core.residents.about) == (2.0, 80)
    (strip,) = told.disputed
    assert (strip.hectares, strip.residents.about) == (4.0, 160)
    assert told.medoid.id == 1


def test_one_drawing_has_nothing_to_be_compared_with() -> None:
    drawings = many(square(0, 0))
    told = agreed(drawings, likeness_of(drawings), LIE)
    assert (told.mean, told.medoid_likeness) == (None, None)


def test_very_many_drawings_are_compared_by_points_and_come_out_nearly_the_same() -> None:
    rng = np.random.default_rng(5)
    drawings = many(
        *(square(*rng.uniform(0, 2, 2), *rng.uniform(1, 4, 2)) for _ in range(30)),
        square(0.5, 0.5, 0.1, 0.1),
    )
    lands = np.array([d.geometry for d in drawings], dtype=object)
    exact = likeness_of(drawings)
    assert np.abs(_sampled(lands) - exact).max() < 0.05
    assert np.allclose(_sampled(lands)[-1], exact[-1])


@given(st.permutations(list(range(4))))
def test_the_order_of_sending_changes_no_group(order) -> None:
    lands = [square(0, 0, 2, 1), square(0, 0, 3, 1), square(3, 2), square(3, 2, 1, 2)]
    drawings = [drawing(n + 1, lands[n]) for n in order]
    assert sorted(sorted(numbers(g)) for g in groups(drawings)) == [[1, 2], [3, 4]]


def standing(number: int, land) -> AreaVersion:
    name = f"Gebied {number}"
    return AreaVersion(area(number), 1, name, land, DAY, dt.date.max, Precision.DAY, number)


def test_fitting_closes_the_slit_beside_a_neighbour_and_counts_it() -> None:
    land, neighbour = square(0, 0), standing(1, square(1.1, 0))
    fitted = fit_in(land, [neighbour], lie(grid()), width=15)
    assert fitted.slits == 1
    assert fitted.changed_m2 == pytest.approx(1000, rel=0.01)
    assert [round(move.m2) for move in fitted.moves] == [1000]


def test_standing_areas_keep_their_land_unless_the_new_one_goes_first() -> None:
    land, neighbour = square(0, 0, 2, 1), standing(1, square(1, 0))
    assert fit_in(land, [neighbour], LIE, width=0).geometry.area == pytest.approx(10_000)
    fitted = fit_in(land, [neighbour], LIE, new_first=True, width=0)
    assert fitted.taken == {area(1): pytest.approx(10_000)}


@pytest.mark.parametrize("width", [-1, 51])
def test_a_width_out_of_range_is_refused(width) -> None:
    with pytest.raises(Refused):
        fit_in(square(0, 0), [], LIE, width=width)


def test_land_that_is_mostly_one_area_is_that_area_anew() -> None:
    areas = [standing(1, square(0, 0)), standing(2, square(1, 0))]
    assert mostly_of(square(0, 0, 1.3, 1), areas) == areas[0]
    assert mostly_of(square(3, 3), areas) is None


@pytest.fixture
def sent(store, admin) -> DrawingId:
    draft = commands.Draft(square(0, 0), "Krakeel", "omdat", Way.FINGER)
    return commands.send_drawing(store, admin, draft).drawing


def test_a_drawing_is_put_in_a_group_and_set_aside_with_a_reason(store, admin, sent) -> None:
    commands.group_drawing(store, admin, sent, group=" Zuid ")
    commands.set_aside(store, admin, sent, why="een grap")
    with store.read() as parts:
        one = parts.participation.drawing(sent)
    assert (one.grouped, one.aside) == ("Zuid", "een grap")


def test_what_was_set_aside_can_count_again(store, admin, sent) -> None:
    commands.set_aside(store, admin, sent, why="een grap")
    commands.set_aside(store, admin, sent, why=None)
    with store.read() as parts:
        assert parts.participation.drawing(sent).aside is None


def test_a_drawing_is_not_set_aside_without_a_reason(store, admin, sent) -> None:
    with pytest.raises(Refused):
        commands.set_aside(store, admin, sent, why=" ")


def test_only_a_coordinator_sorts_drawings(store, sent) -> None:
    with pytest.raises(Forbidden):
        commands.set_aside(store, Actor(PersonId(9), Role.POLICY), sent, why="nee")
