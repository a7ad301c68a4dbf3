"""Founding an area on land of nobody. Squares are 100 m; rows and columns count from a corner."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from boundaries import commands, queries
from boundaries.errors import Forbidden, Refused
from boundaries.model import Actor, Occasion, OverlapPolicy, Role
from tests.conftest import area, on, square


def standing(store, day=dt.date(2026, 1, 1)):
    with store.read() as parts:
        return queries.areas_at(parts, day)


def found(store, actor, name="Krakeel", geometry=square(0, 0), occasion=on(2007)):  # noqa: B008
    return commands.found(store, actor, name=name, geometry=geometry, occasion=occasion)


def test_a_founded_area_stands_from_its_date(store, admin) -> None:
    found(store, admin, occasion=on(2007, 5, 14))
    assert standing(store, dt.date(2007, 5, 13)) == []
    assert [r.version.name for r in standing(store, dt.date(2007, 5, 14))] == ["Krakeel"]


def test_ids_count_up_within_the_municipality(store, admin) -> None:
    found(store, admin)
    changed = found(store, admin, "Pesse", square(5, 5))
    assert changed.areas == ("GM0118-0002",)


def test_over_a_standing_area_it_is_refused_with_its_name_and_land(store, admin) -> None:
    #  +----+----+
    #  | st |####|      the new one takes half of the standing one
    #  +----+----+
    found(store, admin)
    with pytest.raises(Refused) as refused:
        found(store, admin, "Wolfsbos", square(0.5, 0))
    assert refused.value.code == "overlap"
    assert refused.value.ids == (area(1),)
    assert refused.value.fields["m2"] == 5_000
    assert len(standing(store)) == 1


def test_before_a_standing_area_was_founded_its_land_is_taken_too(store, admin) -> None:
    found(store, admin, occasion=on(2010))
    with pytest.raises(Refused, match="takes"):
        found(store, admin, "Earlier", occasion=on(2008))


def test_under_the_free_policy_areas_may_overlap(make_store) -> None:
    store = make_store(OverlapPolicy.FREE)
    with store.read() as parts:
        actor = parts.people.local()
    found(store, actor)
    found(store, actor, "Wolfsbos", square(0.5, 0))
    assert len(standing(store)) == 2


def test_beside_a_standing_area_it_takes_over_its_border(store, admin) -> None:
    found(store, admin)
    neighbour = shapely.affinity.translate(square(1, 0), 0.2, 0.1)
    changed = found(store, admin, "Wolfsbos", neighbour)
    first, second = (r.version.geometry for r in standing(store))
    assert shapely.area(first.intersection(second)) == 0
    assert first.intersection(second).length == pytest.approx(100)
    assert changed.notes == ("The line follows the boundary that was there within 25 centimetres.",)


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (shapely.Polygon(), "zero_area"),
        (shapely.Point(228_000, 526_000), "geometry_type"),
        (shapely.transform(square(0, 0), lambda p: p[[0, 2, 1, 3, 0]]), "self_crossing"),
        (shapely.affinity.translate(square(0, 0), 90_000, 0), "out_of_area"),
        (square(0, 0, 0.1, 0.1), "too_small"),
        (square(10, 10).centroid.buffer(500, quad_segs=5_001), "too_complex"),
    ],
)
def test_a_boundary_that_cannot_be_is_refused(store, admin, geometry, code) -> None:
    with pytest.raises((Refused, ValueError)) as refused:
        found(store, admin, geometry=geometry)
    assert refused.value.code == code
    assert standing(store) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name"),
        ("  ", "name"),
        ("x" * 201, "too_long"),
        ("a\x00b", "control_chars"),
        ("a\nb", "control_chars"),
        ("a\u202eb", "control_chars"),
    ],
)
def test_a_name_that_cannot_be_is_refused(store, admin, name, code) -> None:
    with pytest.raises(Refused) as refused:
        found(store, admin, name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("occasion", "code"),
    [
        (on(2007, reason=""), "reason"),
        (on(2007, reason="x" * 4_001), "too_long"),
        (on(2007, reason="a\x07"), "control_chars"),
        (Occasion(dt.date(2028, 1, 1), "later"), "date"),
        (Occasion(dt.date(207, 5, 7), "a slip of the pen"), "date"),
    ],
)
def test_an_occasion_that_cannot_be_is_refused(store, admin, occasion, code) -> None:
    with pytest.raises(Refused) as refused:
        found(store, admin, occasion=occasion)
    assert refused.value.code == code


def test_a_name_of_two_hundred_letters_is_kept_whole(store, admin) -> None:
    found(store, admin, "é" * 200)
    assert standing(store)[0].version.name == "é" * 200


def test_a_resident_may_not_found_by_himself(store, admin) -> None:
    with pytest.raises(Forbidden):
        found(store, Actor(admin.person, Role.RESIDENT))
