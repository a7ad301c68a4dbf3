"""Classes: how many, by which method, and what is typed by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.errors import Refused
from reports.classes import Method, divided, fixed

TWENTY = [float(n * n) for n in range(20)]


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("method", [Method.NATURAL, Method.QUANTILES, Method.EQUAL])
def test_there_are_as_many_classes_as_asked(method, count) -> None:
    assert divided(TWENTY, method, areas=20, count=count).count == count


def test_quantiles_hold_as_many_areas_each() -> None:
    classes = divided([float(n) for n in range(20)], Method.QUANTILES, areas=20, count=4)
    held = [classes.of(float(n)) for n in range(20)]
    assert [held.count(i) for i in range(4)] == [5, 5, 5, 5]


def test_natural_classes_of_very_many_figures_are_about_those_of_all_of_them() -> None:
    # Three heaps with wide gaps between them.
    values = [float(v + heap) for heap in (0, 1_000, 5_000) for v in range(4_000 // 20)] * 20
    bounds = divided(values, Method.NATURAL, areas=len(values), count=3).bounds
    assert bounds == (0.0, 1_000.0, 5_000.0, math.inf)


def test_equal_classes_are_equally_wide() -> None:
    bounds = divided([0.0, 1, 2, 100], Method.EQUAL, areas=4, count=4).bounds
    assert bounds == (0.0, 25.0, 50.0, 75.0, math.inf)


def test_many_areas_at_nought_leave_fewer_classes() -> None:
    classes = divided([0.0] * 12 + [1.0, 2, 3, 4, 5, 6, 7, 8], Method.QUANTILES, areas=20)
    assert 3 <= classes.count < 5


def test_how_many_areas_there_are_says_how_many_classes_not_how_many_years() -> None:
    assert divided(TWENTY * 5, Method.QUANTILES, areas=8).count == 3


def test_typed_bounds_are_kept_as_they_are() -> None:
    assert fixed([10, 20, 40]).bounds == (-math.inf, 10, 20, 40, math.inf)


@pytest.mark.parametrize("breaks", [[], [5], [1, 2, 3, 4, 5], [3, 2], [2, 2, 3]])
def test_bounds_that_make_no_three_to_five_classes_are_refused(breaks) -> None:
    with pytest.raises(Refused) as refused:
        fixed(breaks)
    assert refused.value.code == "classes"


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=60),
    st.sampled_from([Method.NATURAL, Method.QUANTILES, Method.EQUAL]),
    st.sampled_from([3, 4, 5]),
)
def test_every_value_has_a_class_and_bounds_rise(values, method, count) -> None:
    classes = divided(values, method, areas=len(values), count=count)
    if classes is None:
        return
    assert list(classes.bounds) == sorted(set(classes.bounds))
    assert min(values) >= classes.bounds[0] or min(values) == pytest.approx(classes.bounds[0])
