"""What a drawing is said to be. Squares are 100 m; columns go east, rows north."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import shapely

from boundaries import commands
from boundaries.errors import Refused
from boundaries.lie import lie_now, read_lie
from boundaries.live_counts import Count, residents_of
from boundaries.model import OverlapPolicy
from boundaries.summary import summarise
from tests.boundaries.ground import block, grid, lie, street
from tests.conftest import area, on, square

DAY = dt.date(2026, 1, 1)


def summed(store, drawing, blocks=(), lines=()):
    with store.read() as parts:
        return summarise(parts, drawing, DAY, lie=lie(blocks, lines))


def found(store, admin, name, geometry):
    return commands.found(store, admin, name=name, geometry=geometry, occasion=on(2010))


@pytest.fixture
def krakeel(store, admin):
    """Krakeel on the two western columns of the grid."""
    found(store, admin, "Krakeel", square(0, 0, 2, 3))
    return store


def test_people_are_rounded_to_tens(store) -> None:
    assert summed(store, square(0, 0), [block("A1", 0, 0, 44)]).residents == Count(40, known=True)


def test_under_five_people_are_hidden(store) -> None:
    assert summed(store, square(0, 0), [block("A1", 0, 0, 4)]).residents == Count(None, known=True)


def test_where_no_block_lies_people_are_unknown(store) -> None:
    assert summed(store, square(0, 0)).residents == Count(None, known=False)


def test_a_block_without_a_figure_makes_the_count_unknown(store) -> None:
    blocks = [block("A1", 0, 0), block("B1", 1, 0, None)]
    assert summed(store, square(0, 0, 2), blocks).residents == Count(None, known=False)


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_tapping_a_small_block_in_and_out_tells_nothing_of_it(store, people) -> None:
    #  +-----+-----+
    #  |  n  |  1..4     whatever lives in the second block, the count moves the same way
    #  +-----+-----+
    for others in range(40, 50):
        blocks = [block("A1", 0, 0, others), block("B1", 1, 0, people)]
        shown = summed(store, square(0, 0, 2), blocks).residents.about
        assert shown == (50 if others >= 42 else 40)


def test_homes_are_counted_as_people_are(store) -> None:
    blocks = [block("A1", 0, 0, homes=18), block("B1", 1, 0, homes=2)]
    summary = summed(store, square(0, 0, 2), blocks)
    assert summary.households == Count(20, known=True)


@pytest.mark.parametrize("people", [0, 3, 4, 44, None])
def test_whole_blocks_count_as_their_land_does(store, people) -> None:
    blocks = [block("A1", 0, 0, people), block("B1", 1, 0, 41)]
    whole = residents_of(lie(blocks), ["A1", "B1"])
    assert whole == summed(store, square(0, 0, 2), blocks).residents


def test_five_people_are_not_rounded_down_to_nobody(store) -> None:
    assert summed(store, square(0, 0), [block("A1", 0, 0, 5)]).residents.about == 10


def test_fewer_people_than_the_municipality_shows_are_hidden(store) -> None:
    board = replace(lie([block("A1", 0, 0, 15)]), k=20)
    with store.read() as parts:
        shown = summarise(parts, square(0, 0), DAY, lie=board).residents
    assert shown == Count(None, known=True)


def test_part_of_a_block_counts_for_its_share(store) -> None:
    assert summed(store, square(0, 0, 0.5), [block("A1", 0, 0, 120)]).residents.about == 60


def test_the_figures_say_whose_they_are(store) -> None:
    summary = summed(store, square(0, 0), grid())
    assert (summary.source, summary.year) == ("CBS", 2020)


def test_a_street_through_it_counts(store) -> None:
    lines = [street("Langs", (0.5, 0), (0.5, 1))]
    assert summed(store, square(0, 0), lines=lines).streets.names == ("Langs",)


def test_a_street_along_its_border_does_not_lie_in_it(store) -> None:
    lines = [street("Rand", (0, 0), (0, 1))]
    assert summed(store, square(0, 0), lines=lines).streets.names == ()


def test_the_street_with_most_metres_comes_first(store) -> None:
    lines = [street("A", (0.2, 0), (0.2, 1)), street("B", (0.5, 0), (0.5, 2))]
    assert summed(store, square(0, 0, 1, 2), lines=lines).streets.names == ("B", "A")


def test_a_street_in_two_pieces_is_one_street(store) -> None:
    lines = [street("A", (0.5, 0), (0.5, 0.5)), street("A", (0.5, 0.5), (0.5, 1))]
    assert summed(store, square(0, 0), lines=lines).streets.names == ("A",)


def test_water_is_no_street(store) -> None:
    lines = [street("Vaart", (0.5, 0), (0.5, 1), kind="water")]
    assert summed(store, square(0, 0), lines=lines).streets.names == ()


def test_a_street_that_goes_on_outside_is_cut_in_half(store) -> None:
    lines = [street("Door", (0.5, 0), (0.5, 3)), street("Binnen", (0.2, 0.1), (0.2, 0.9))]
    assert summed(store, square(0, 0), lines=lines).cut == 1


def test_what_it_takes_is_named_with_its_streets(krakeel) -> None:
    lines = [street("Diep", (1.5, 0), (1.5, 1)), street("Ver", (0.5, 0), (0.5, 1))]
    (taken,) = summed(krakeel, square(1, 0, 2), lines=lines).taken
    assert (taken.area, taken.name, taken.hectares) == (area(1), "Krakeel", 1.0)
    assert taken.streets.names == ("Diep",)


def test_given_back_the_land_of_an_area_is_left_out(krakeel) -> None:
    summary = summed(krakeel, square(1, 0, 2))
    assert summary.give_back(area(1)).equals(square(2, 0))


def test_nothing_is_left_when_all_is_given_back(krakeel) -> None:
    assert summed(krakeel, square(0, 0)).give_back(area(1)).is_empty


def test_what_is_nobodys_is_counted(krakeel) -> None:
    assert summed(krakeel, square(1, 0, 3)).free_m2 == pytest.approx(20_000)


def test_a_narrow_strip_beside_a_neighbour_is_a_gap(krakeel) -> None:
    #  +--------+ +----+
    #  | Krakeel| |    |     20 m of nobody's land between them
    #  +--------+ +----+
    (gap,) = summed(krakeel, square(2.2, 0, 1, 3)).gaps
    assert (gap.name, gap.m2) == ("Krakeel", pytest.approx(6_000))


def test_a_gap_can_be_added(krakeel) -> None:
    added = summed(krakeel, square(2.2, 0, 1, 3)).add_gap(area(1))
    assert added.equals(square(2, 0, 1.2, 3))


def test_a_field_between_two_areas_is_no_gap(krakeel) -> None:
    assert summed(krakeel, square(2.5, 0, 1, 3)).gaps == ()


def test_beside_a_neighbour_it_follows_its_border(krakeel) -> None:
    assert summed(krakeel, square(2, 0, 1, 3)).follows == ("Krakeel",)


def test_apart_it_follows_nobody(krakeel) -> None:
    assert summed(krakeel, square(5, 0)).follows == ()


def test_wholly_in_an_area_it_says_in_which(krakeel) -> None:
    inside = summed(krakeel, square(0, 0)).inside
    assert inside is not None
    assert (inside.name, inside.same) == ("Krakeel", False)


def test_an_area_as_it_stands_is_that_area(krakeel) -> None:
    inside = summed(krakeel, square(0, 0, 2, 3)).inside
    assert inside is not None
    assert inside.same


def test_half_out_of_an_area_it_is_not_inside(krakeel) -> None:
    assert summed(krakeel, square(1, 0, 2)).inside is None


def test_each_side_says_what_runs_along_it_and_for_how_many_metres(store) -> None:
    lines = [street("Noordweg", (-1, 1), (3, 1))]
    sides = {s.direction: s for s in summed(store, square(0, 0, 2, 1), lines=lines).sides}
    assert (sides["north"].name, sides["north"].inner_side) == ("Noordweg", "south")
    assert sides["north"].metres == pytest.approx(200)
    assert (sides["east"].kind, sides["east"].metres) == (None, pytest.approx(100))


def test_a_line_without_a_name_is_known_by_its_kind(store) -> None:
    lines = [street("railway", (-1, 1), (3, 1), kind="railway")]
    north = summed(store, square(0, 0, 2, 1), lines=lines).sides[0]
    assert (north.name, north.kind) == (None, "railway")


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        (square(0, 0, 0.1, 0.1), "too_small"),
        (shapely.affinity.translate(square(0, 0), 90_000, 0), "out_of_area"),
        (shapely.transform(square(0, 0), lambda p: p[[0, 2, 1, 3, 0]]), "self_crossing"),
    ],
)
def test_what_cannot_be_an_area_is_refused(store, drawing, code) -> None:
    with pytest.raises(Refused) as refused:
        summed(store, drawing)
    assert refused.value.code == code


def test_under_the_free_policy_it_may_lie_in_an_area_of_another_day(make_store) -> None:
    store = make_store(OverlapPolicy.FREE)
    with store.read() as parts:
        actor = parts.people.local()
    found(store, actor, "Krakeel", square(0, 0, 2, 2))
    commands.found(store, actor, name="Straks", geometry=square(0, 0, 2, 2), occasion=on(2026, 6))
    assert {t.name for t in summed(store, square(0, 0)).taken} == {"Krakeel", "Straks"}


def test_without_a_lie_at_hand_it_is_read_from_the_store(store, admin) -> None:
    commands.import_blocks(store, admin, grid(), on(2020))
    with store.read() as parts:
        assert summarise(parts, square(0, 0), DAY).residents.about == 40


def test_a_lie_is_kept_as_long_as_the_ground_is_the_same(store, admin) -> None:
    commands.import_blocks(store, admin, grid(), on(2020))
    with store.read() as parts:
        kept = read_lie(parts, DAY)
    found(store, admin, "Krakeel", square(0, 0))
    with store.read() as parts:
        assert lie_now(parts, DAY, kept) is kept


def test_a_lie_is_read_again_after_an_import(store, admin) -> None:
    commands.import_blocks(store, admin, grid(), on(2020))
    with store.read() as parts:
        kept = read_lie(parts, DAY)
    commands.import_blocks(store, admin, [replace(grid()[0], residents=90)], on(2020))
    with store.read() as parts:
        assert lie_now(parts, DAY, kept).blocks[0].residents == 90
