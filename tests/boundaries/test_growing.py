"""Growing onto land of nobody."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
import shapely

from boundaries import commands, queries
from boundaries.errors import Conflict, Refused, Unknown
from boundaries.model import ChangeKind, OverlapPolicy
from tests.conftest import X, Y, area, on, square


@pytest.fixture
def two(store, admin):
    #  +---+---+---+
    #  | 1 |   | 2 |
    #  +---+---+---+
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(2, 0), occasion=on(2008))
    return store


def sizes(store, day=dt.date(2026, 1, 1)) -> dict[str, float]:
    with store.read() as parts:
        return {r.version.name: r.area_m2 for r in queries.areas_at(parts, day)}


def grow(store, actor, number, addition, **options):
    occasion = options.pop("occasion", on(2010))
    return commands.grow(
        store, actor, area(number), addition=addition, occasion=occasion, **options
    )


def refused_code(store, actor, number, addition, **options) -> str:
    before = sizes(store)
    with pytest.raises(Refused) as refused:
        grow(store, actor, number, addition, **options)
    assert sizes(store) == before
    return refused.value.code


def test_the_land_between_joins_the_area_from_that_date_on(two, admin) -> None:
    changed = grow(two, admin, 1, square(1, 0))
    assert changed.areas == (area(1),)
    assert sizes(two, dt.date(2009, 12, 31)) == {"West": 10_000, "Oost": 10_000}
    assert sizes(two, dt.date(2010, 1, 1)) == {"West": 20_000, "Oost": 10_000}


def test_its_history_says_that_it_grew(two, admin) -> None:
    grow(two, admin, 1, square(1, 0))
    with two.read() as parts:
        through = queries.history(parts, area(1))
    assert [t.change.kind for t in through] == [ChangeKind.FOUND, ChangeKind.GROW]
    assert (through[-1].gained_m2, through[-1].lost_m2) == (10_000, 0)


@pytest.mark.parametrize("off", [0.0, 0.05, -0.05, 0.2], ids=["on it", "5 cm", "-5 cm", "20 cm"])
def test_land_along_part_of_a_slanting_boundary_joins_without_a_slit(store, admin, off) -> None:
    #      +----+
    #     /    /|      the addition runs along the middle of the slanting side
    #    +----+ |
    #        /1 |
    slant = np.add([(0, 0), (300, 170), (300, 0)], (X, Y))
    on_it = [(37, 37 * 170 / 300 + off), (211, 211 * 170 / 300 - off), (60, 170)]
    along = np.add(on_it, (X, Y))
    commands.found(store, admin, name="Schuin", geometry=shapely.Polygon(slant), occasion=on(2007))
    grow(store, admin, 1, shapely.Polygon(along))
    with store.read() as parts:
        (row,) = queries.areas_at(parts, dt.date(2026, 1, 1))
    assert row.version.geometry.geom_type == "Polygon"
    assert not row.version.geometry.interiors


def test_land_that_is_its_own_already_may_be_drawn_along(two, admin) -> None:
    grow(two, admin, 1, square(0.5, 0, 1.5, 1))
    assert sizes(two)["West"] == 20_000


def test_an_addition_may_be_smaller_than_the_smallest_area(two, admin) -> None:
    grow(two, admin, 1, square(1, 0, 0.1, 0.1))
    assert sizes(two)["West"] == pytest.approx(10_100)


@pytest.mark.parametrize("overlap", list(OverlapPolicy))
def test_land_of_another_area_is_refused_whatever_the_policy(make_store, overlap) -> None:
    store = make_store(overlap)
    with store.read() as parts:
        admin = parts.people.local()
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(2, 0), occasion=on(2008))
    assert refused_code(store, admin, 1, square(1, 0, 1.5, 1)) == "overlap"


def test_land_that_another_area_will_have_later_is_refused(two, admin) -> None:
    assert refused_code(two, admin, 1, square(1, 0, 2, 1), occasion=on(2007, 6)) == "overlap"


def test_land_somewhere_else_is_refused(two, admin) -> None:
    assert refused_code(two, admin, 1, square(0, 3)) == "apart"


def test_land_that_touches_in_a_corner_only_is_refused(two, admin) -> None:
    #      +---+
    #      | x |
    #  +---+---+
    #  | 1 |
    #  +---+
    assert refused_code(two, admin, 1, square(1, 1)) == "apart"


def test_each_part_must_border_on_the_area(two, admin) -> None:
    parts = shapely.MultiPolygon([square(1, 0), square(0, 4)])
    assert refused_code(two, admin, 1, parts) == "apart"


def test_land_that_it_has_already_adds_nothing(two, admin) -> None:
    assert refused_code(two, admin, 1, square(0, 0, 0.5, 1)) == "unchanged"


def test_a_line_that_crosses_itself_is_refused(two, admin) -> None:
    bow_tie = shapely.Polygon(
        [*square(1, 0).exterior.coords[:2], *square(1, 0).exterior.coords[3:1:-1]]
    )
    assert refused_code(two, admin, 1, bow_tie) == "self_crossing"


def test_a_date_before_its_last_change_is_refused(two, admin) -> None:
    assert refused_code(two, admin, 1, square(1, 0), occasion=on(2006)) == "later_change"


def test_a_stale_revision_is_a_conflict(two, admin) -> None:
    with pytest.raises(Conflict):
        grow(two, admin, 1, square(1, 0), rev=7)


def test_an_unknown_area_is_refused(two, admin) -> None:
    with pytest.raises(Unknown):
        grow(two, admin, 9, square(1, 0))
