"""Carrying figures over by shared land."""

from __future__ import annotations

import itertools

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

import geo

RD = "EPSG:28992"


def figures(**columns: list[float]) -> gpd.GeoDataFrame:
    #  +---+---+
    #  | 0 | 1 |   two blocks of 10 x 10 m
    #  +---+---+
    return gpd.GeoDataFrame(columns, geometry=[box(0, 0, 10, 10), box(10, 0, 20, 10)], crs=RD)


def test_a_target_gets_the_share_of_land_it_covers() -> None:
    target = gpd.GeoSeries({"half": box(5, 0, 20, 10)}, crs=RD)
    carried = geo.transfer(figures(people=[100, 30]), target, extensive=["people"])
    assert carried.loc["half", "people"] == pytest.approx(80)


def test_what_lies_outside_all_targets_is_not_handed_out() -> None:
    carried = geo.transfer(figures(people=[100, 30]), [box(0, 0, 10, 5)], extensive=["people"])
    assert carried["people"].sum() == pytest.approx(50)


def test_a_rate_is_the_mean_over_the_land() -> None:
    carried = geo.transfer(figures(rate=[10, 20]), [box(5, 0, 20, 10)], intensive=["rate"])
    assert carried["rate"].item() == pytest.approx((50 * 10 + 100 * 20) / 150)


def test_a_missing_source_stays_missing() -> None:
    target = gpd.GeoSeries([box(0, 0, 10, 10), box(10, 0, 20, 10)], crs=RD)
    carried = geo.transfer(figures(people=[np.nan, 30]), target, extensive=["people"])
    assert np.isnan(carried["people"][0])
    assert carried["people"][1] == 30


def test_covered_says_how_much_of_a_target_has_figures() -> None:
    carried = geo.transfer(figures(people=[100, 30]), [box(15, 0, 25, 10)], extensive=["people"])
    assert carried["covered"].item() == pytest.approx(0.5)


def test_a_target_without_any_source_has_no_figure() -> None:
    carried = geo.transfer(figures(people=[100, 30]), [box(50, 0, 60, 10)], extensive=["people"])
    assert np.isnan(carried["people"].item())


def test_the_index_of_the_targets_comes_back() -> None:
    target = gpd.GeoSeries({"west": box(0, 0, 10, 10), "east": box(10, 0, 20, 10)}, crs=RD)
    carried = geo.transfer(figures(people=[1, 2]), target, extensive=["people"])
    assert list(carried.index) == ["west", "east"]


def test_no_figures_at_all_are_refused() -> None:
    empty = gpd.GeoDataFrame({"people": []}, geometry=[], crs=RD)
    with pytest.raises(geo.GeometryError, match="building blocks"):
        geo.transfer(empty, [box(0, 0, 1, 1)], extensive=["people"])


def test_two_reference_systems_are_refused() -> None:
    target = gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:32631")
    with pytest.raises(geo.GeometryError, match="Reproject"):
        geo.transfer(figures(people=[1, 2]), target, extensive=["people"])


@given(
    people=st.lists(st.integers(0, 10_000), min_size=2, max_size=2),
    cuts=st.lists(st.integers(1, 19), unique=True, max_size=6),
)
def test_cutting_the_land_up_keeps_the_total(people: list[int], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), 20]
    strips = [box(a, 0, b, 10) for a, b in itertools.pairwise(edges)]
    carried = geo.transfer(figures(people=people), strips, extensive=["people"])
    assert carried["people"].sum() == pytest.approx(sum(people))


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=2), st.integers(1, 25))
def test_the_quick_way_gives_the_same_answer(people: list[int], width: int) -> None:
    source, target = figures(people=people), [box(3, 2, 3 + width, 9)]
    slow = geo.transfer(source, target, extensive=["people"])["people"].to_numpy()
    quick = geo.carry(
        source.geometry.to_numpy(), source["people"].to_numpy(float), np.array(target)
    )
    assert quick == pytest.approx(slow)
