"""What an area gained and lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

import geo
from tests.geo.drawn import area_of, circle, comb, drawn


@pytest.mark.parametrize(
    ("before", "after", "gained", "lost", "kept", "kind"),
    [
        ("aa.", "aaa", 100, 0, 200, "grown"),
        ("aaa", "a..", 0, 200, 100, "shrunk"),
        ("aa.", ".aa", 100, 100, 100, "moved"),
        ("aa.", "aa.", 0, 0, 200, "same"),
        ("a..", "..a", 100, 100, 0, "moved"),
    ],
)
def test_growth_is_what_came_and_what_went(before, after, gained, lost, kept, kind) -> None:
    growth = geo.growth(area_of(before), area_of(after))
    assert (growth.gained, growth.lost, growth.kept, growth.kind) == (gained, lost, kept, kind)


def test_rounding_is_no_growth() -> None:
    assert geo.growth(box(0, 0, 1_000, 1_000), box(0, 0, 1_000 + 1e-10, 1_000)).kind == "same"


def test_layers_of_one_area_are_taken_too() -> None:
    assert geo.growth(drawn("a."), drawn("aa")).kind == "grown"


def test_several_areas_at_once_are_refused() -> None:
    with pytest.raises(geo.GeometryError, match="One drawing"):
        geo.growth(drawn("ab"), drawn("aa"))


def test_too_many_crossings_are_refused() -> None:
    with pytest.raises(geo.TooComplex):
        geo.growth(comb(1_000), comb(1_000, upright=False))


def test_a_million_vertices_are_refused() -> None:
    with pytest.raises(geo.TooComplex):
        geo.growth(circle(1_000_000), box(0, 0, 1, 1))


boxes = st.builds(
    lambda x, y, w, h: box(x, y, x + w, y + h), *[st.integers(0, 20)] * 2, *[st.integers(1, 20)] * 2
)


@given(boxes, boxes)
def test_kept_and_gained_are_the_land_of_now(before, after) -> None:
    growth = geo.growth(before, after)
    assert growth.kept + growth.gained == pytest.approx(after.area)
    assert growth.kept + growth.lost == pytest.approx(before.area)


@given(boxes, boxes)
def test_backwards_gains_are_losses(before, after) -> None:
    there, back = geo.growth(before, after), geo.growth(after, before)
    assert (there.gained, there.lost) == pytest.approx((back.lost, back.gained))
