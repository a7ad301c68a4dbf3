"""Moving a boundary, and the border that two areas share."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boundaries import commands, queries
from boundaries.borders import give_and_take
from boundaries.errors import Conflict, Refused, Unknown
from boundaries.model import AreaVersion, OverlapPolicy, Precision
from tests.conftest import area, on, square


@pytest.fixture
def two(store, admin):
    #  +---+---+
    #  | 1 | 2 |
    #  +---+---+
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1, 0), occasion=on(2008))
    return store


def sizes(store, day=dt.date(2026, 1, 1)) -> dict[str, float]:
    with store.read() as parts:
        return {r.version.name: r.area_m2 for r in queries.areas_at(parts, day)}


def adjust(store, actor, number, geometry, **options):
    occasion = options.pop("occasion", on(2010))
    return commands.adjust(
        store, actor, area(number), geometry=geometry, occasion=occasion, **options
    )


def test_before_the_change_the_old_boundary_stands(two, admin) -> None:
    adjust(two, admin, 1, square(-1, 0, 2, 1))
    assert sizes(two, dt.date(2009, 12, 31))["West"] == 10_000
    assert sizes(two, dt.date(2010, 1, 1))["West"] == 20_000


def test_land_of_a_neighbour_is_not_taken_silently(two, admin) -> None:
    with pytest.raises(Refused) as refused:
        adjust(two, admin, 1, square(0, 0, 1.5, 1))
    assert refused.value.code == "overlap"
    assert sizes(two) == {"West": 10_000, "Oost": 10_000}


def test_a_shared_border_moves_in_both_in_one_change(two, admin) -> None:
    changed = adjust(two, admin, 1, square(0, 0, 1.5, 1), shared_with=[area(2)])
    assert changed.areas == (area(1), area(2))
    assert sizes(two) == {"West": 15_000, "Oost": 5_000}


def test_land_given_up_goes_to_the_neighbour_that_is_named(two, admin) -> None:
    adjust(two, admin, 1, square(0, 0, 0.5, 1), shared_with=[area(2)])
    assert sizes(two) == {"West": 5_000, "Oost": 15_000}


def test_land_given_up_to_nobody_becomes_nobodys(two, admin) -> None:
    adjust(two, admin, 1, square(0, 0, 0.5, 1))
    assert sizes(two) == {"West": 5_000, "Oost": 10_000}


def test_swallowing_a_neighbour_is_refused(two, admin) -> None:
    with pytest.raises(Refused, match="Merge"):
        adjust(two, admin, 1, square(0, 0, 2, 1), shared_with=[area(2)])


def test_under_the_consent_policy_a_neighbour_may_agree(make_store) -> None:
    store = make_store(OverlapPolicy.CONSENT)
    with store.read() as parts:
        actor = parts.people.local()
    commands.found(store, actor, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, actor, name="Oost", geometry=square(1, 0), occasion=on(2008))
    with pytest.raises(Refused):
        adjust(store, actor, 1, square(0, 0, 1.5, 1))
    adjust(store, actor, 1, square(0, 0, 1.5, 1), consent=[area(2)])
    assert sizes(store) == {"West": 15_000, "Oost": 5_000}


def test_the_boundary_it_has_already_is_no_change(two, admin) -> None:
    with pytest.raises(Refused) as refused:
        adjust(two, admin, 1, shapely.affinity.translate(square(0, 0), 0.1, 0.05))
    assert refused.value.code == "unchanged"


def test_a_date_before_the_last_change_is_refused(two, admin) -> None:
    adjust(two, admin, 1, square(-1, 0, 2, 1))
    with pytest.raises(Refused) as refused:
        adjust(two, admin, 1, square(-2, 0, 3, 1), occasion=on(2009))
    assert refused.value.code == "later_change"


def test_an_old_revision_loses_to_who_was_first(two, admin) -> None:
    adjust(two, admin, 1, square(-1, 0, 2, 1), revs={area(1): 1})
    with pytest.raises(Conflict) as conflict:
        adjust(two, admin, 1, square(-2, 0, 3, 1), revs={area(1): 1}, occasion=on(2011))
    assert conflict.value.ids == (area(1),)
    assert sizes(two)["West"] == 20_000


def test_an_unknown_area_is_named(two, admin) -> None:
    with pytest.raises(Unknown, match="GM0118-0099"):
        adjust(two, admin, 99, square(5, 5))


def test_a_rename_keeps_the_land(two, admin) -> None:
    commands.rename(two, admin, area(1), name="Krakeel", occasion=on(2012))
    assert sizes(two) == {"Krakeel": 10_000, "Oost": 10_000}
    assert sizes(two, dt.date(2011, 1, 1)) == {"West": 10_000, "Oost": 10_000}


def test_the_same_name_again_is_no_change(two, admin) -> None:
    with pytest.raises(Refused, match="already called"):
        commands.rename(two, admin, area(1), name="West", occasion=on(2012))


def version(number: int, geometry: shapely.Polygon) -> AreaVersion:
    day = dt.date(2007, 1, 1)
    return AreaVersion(area(number), 1, "x", geometry, day, day, Precision.DAY, number)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(-15, 15), st.integers(5, 30))
def test_moving_a_shared_border_keeps_the_land_of_the_two(column: int, width: int) -> None:
    own, partner = version(1, square(0, 0, 2, 1)), version(2, square(2, 0, 2, 1))
    boundary = square(column / 10, 0, width / 10, 1)
    try:
        moved = {v.area: g for v, g in give_and_take(own, boundary, [partner])}
    except Refused:
        return
    before = shapely.union(own.geometry, partner.geometry)
    after = shapely.union(moved[area(1)], moved.get(area(2), partner.geometry))
    shared = shapely.area(moved[area(1)].intersection(moved.get(area(2), partner.geometry)))
    assert shared == pytest.approx(0, abs=1e-6)
    # Only land that touches the partner goes to it; the rest that is given up is nobody's.
    assert shapely.area(after) <= shapely.area(before.union(boundary)) + 1e-6
