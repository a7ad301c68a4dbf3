"""Small areas and their neighbours: published numbers of North Carolina and of Columbus."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from reports.research.nearness import alike, by_row, touching
from reports.research.shrinkage import Z_95, Z_998, funnel, shrunk
from tests.conftest import square


def example(name: str) -> Path:
    spec = find_spec("libpysal")
    assert spec is not None
    return Path(str(spec.origin)).parent / "examples" / name


def neighbours(file: Path) -> np.ndarray:
    """Read the neighbours of each area, numbered from 1: two lines each after the heading."""
    lines = [line.split() for line in file.read_text().splitlines()]
    count = int(lines[0][-3] if len(lines[0]) > 1 else lines[0][0])
    found = np.zeros((count, count))
    for own, near in zip(lines[1::2], lines[2::2], strict=True):
        for one in near:
            found[int(own[0]) - 1, int(one) - 1] = 1
    return by_row(found)


@pytest.fixture(scope="module")
def sids() -> gpd.GeoDataFrame:
    return gpd.read_file(example("sids2/sids2.shp")).set_index("NAME")


@pytest.fixture(scope="module")
def columbus() -> gpd.GeoDataFrame:
    return gpd.read_file(example("columbus/columbus.shp"))


def deaths(sids) -> tuple[np.ndarray, np.ndarray]:
    return sids["SID74"].to_numpy(float), sids["BIR74"].to_numpy(float)


def test_the_rate_of_all_counties_is_the_published_one(sids) -> None:
    assert 1_000 * funnel(*deaths(sids)).rate == pytest.approx(2.021445, abs=5e-7)


@pytest.mark.parametrize(
    ("county", "rate"),
    [
        ("Anson", 0.00483880),
        ("Alleghany", 0.00170538),
        ("Ashe", 0.00169730),
        ("Northampton", 0.00353491),
    ],
)
def test_rates_are_drawn_to_the_published_ones(sids, county, rate) -> None:
    found = dict(zip(sids.index, shrunk(*deaths(sids)), strict=True))
    assert found[county] == pytest.approx(rate, abs=5e-9)


def test_the_range_of_drawn_rates_is_the_published_one(sids) -> None:
    found = shrunk(*deaths(sids))
    assert (found.min(), found.max()) == pytest.approx((0.00105702, 0.00483880), abs=5e-9)


def test_rates_that_vary_by_chance_alone_are_all_the_same() -> None:
    assert shrunk(np.array([10.0, 10.0]), np.array([100.0, 100.0])) == pytest.approx([0.1, 0.1])


def test_the_funnel_is_wider_over_fewer_people(sids) -> None:
    low, high = funnel(*deaths(sids)).limits(np.array([100.0, 1_000.0, 10_000.0]))
    assert (np.diff(high - low) < 0).all()
    assert (low >= 0).all()


def test_limits_are_those_of_the_normal_distribution_widened() -> None:
    found = funnel(np.array([100.0, 100.0]), np.array([1_000.0, 1_000.0]))
    assert found.spread == 1.0
    for z in (Z_95, Z_998):
        _, high = found.limits(np.array([1_000.0]), z)
        assert high[0] == pytest.approx(0.1 + z * 0.01)


def test_an_area_where_nobody_lives_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        shrunk(np.array([1.0]), np.array([0.0]))


@pytest.mark.parametrize(
    ("column", "moran"),
    [("CRIME", 0.5001885572), ("HOVAL", 0.1800931143), ("INC", 0.4156287783)],
)
def test_neighbours_in_columbus_are_as_alike_as_published(columbus, column, moran) -> None:
    found = alike(
        columbus[column].to_numpy(float), neighbours(example("columbus/columbus.gal")), seed=1
    )
    assert found is not None
    assert found.moran == pytest.approx(moran, abs=5e-11)
    assert found.expected == pytest.approx(-0.0208333, abs=5e-8)
    assert found.p <= 0.05


def test_residuals_of_crime_are_as_alike_as_published(columbus) -> None:
    design = np.column_stack([np.ones(49), columbus["INC"], columbus["HOVAL"]])
    crime = columbus["CRIME"].to_numpy(float)
    fitted, *_ = np.linalg.lstsq(design, crime, rcond=None)
    found = alike(crime - design @ fitted, neighbours(example("columbus/columbus.gal")), seed=1)
    assert found is not None
    assert found.moran == pytest.approx(0.2221094, abs=5e-8)


def test_a_corner_is_a_border_too() -> None:
    weights = touching([square(0, 0), square(1, 1), square(5, 5)])
    assert weights.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]


def test_an_area_apart_says_nothing() -> None:
    found = alike(
        np.array([1.0, 2.0, 9.0]), touching([square(0, 0), square(1, 0), square(5, 5)]), seed=1
    )
    assert found is not None
    assert found.islands == 1


@pytest.mark.parametrize(
    ("values", "lands"),
    [
        ([1.0, 1.0], [square(0, 0), square(1, 0)]),
        ([1.0, 2.0], [square(0, 0), square(5, 0)]),
        ([], []),
    ],
)
def test_where_nothing_can_be_alike_there_is_no_number(values, lands) -> None:
    assert alike(np.array(values, dtype=float), touching(lands), seed=1) is None


def test_the_same_seed_gives_the_same_chance() -> None:
    lands = [square(n, 0) for n in range(12)]
    values = np.arange(12.0) ** 1.5
    assert alike(values, touching(lands), seed=3) == alike(values, touching(lands), seed=3)
