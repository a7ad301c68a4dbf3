"""The picture of scale and engagement."""

from __future__ import annotations

import numpy as np
import pytest

from boundaries.language import language
from reports.research.plot import as_data_uri, scatter
from reports.research.points import Point
from reports.research.scale import answer, curve, residuals

NL = language("nl")


def points(*counts: int) -> list[Point]:
    return [
        Point(str(n), str(n), 200.0 + 150 * n, count, 1_000.0, 20.0, 3)
        for n, count in enumerate(counts)
    ]


SOME = points(40, 9, 31, 5, 22, 14, 3, 28, 0)


@pytest.mark.parametrize("own", [SOME, points(4), points(0, 0)])
def test_a_picture_is_made_of_any_points(own) -> None:
    assert scatter(own, answer(own, seed=1), NL).startswith(b"\x89PNG")


def test_the_same_points_give_the_same_bytes() -> None:
    told = answer(SOME, seed=1)
    assert scatter(SOME, told, NL, "Let op") == scatter(SOME, told, NL, "Let op")


def test_it_is_in_the_page_itself() -> None:
    assert as_data_uri(b"\x89PNG") == "data:image/png;base64,iVBORw=="


def test_the_band_at_the_middle_size_is_that_of_the_level() -> None:
    told = answer(SOME, seed=1)
    assert told.level is not None
    assert told.level_error is not None
    assert told.middle is not None
    found = curve(told, np.exp(np.array([told.middle])))
    assert found is not None
    line, low, high = (float(np.log(one[0])) for one in found)
    assert line == pytest.approx(told.level)
    assert (high - line, line - low) == pytest.approx((2.364624 * told.level_error,) * 2)


def test_what_size_does_not_explain_spreads_about_one() -> None:
    found = residuals(answer(SOME, seed=1), SOME)
    assert found is not None
    assert 0.5 < found.std() < 1.5
