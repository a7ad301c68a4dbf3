"""Sizes, and the system to measure in."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

import geo
from tests.geo.drawn import circle


def test_a_square_of_a_hundred_metres_is_a_hectare() -> None:
    assert geo.area_ha([box(0, 0, 100, 100)]).to_list() == [1.0]


def test_a_single_area_is_a_single_number() -> None:
    assert geo.area_ha(box(0, 0, 100, 50)) == 0.5


def test_hectares_keep_the_index() -> None:
    areas = gpd.GeoSeries({"a": box(0, 0, 100, 50)}, crs="EPSG:28992")
    assert geo.area_ha(areas).to_dict() == {"a": 0.5}


def test_degrees_have_no_hectares() -> None:
    with pytest.raises(geo.UnprojectedError, match="metres"):
        geo.area_ha(gpd.GeoSeries([box(6, 52, 7, 53)], crs="EPSG:4326"))


def test_in_the_netherlands_the_system_is_rd_new() -> None:
    assert geo.metric_crs(gpd.GeoSeries([box(6.4, 52.7, 6.5, 52.8)], crs=4326)).to_epsg() == 28992


def test_elsewhere_it_is_the_utm_zone() -> None:
    chicago = gpd.GeoSeries([box(-87.7, 41.8, -87.6, 41.9)], crs=4326)
    assert geo.metric_crs(chicago).to_epsg() == 32616


def test_without_areas_there_is_no_system_to_choose() -> None:
    with pytest.raises(geo.GeometryError, match="Add one"):
        geo.metric_crs(gpd.GeoSeries([], crs=4326))


def test_without_a_system_of_their_own_nothing_can_be_chosen() -> None:
    with pytest.raises(geo.UnprojectedError):
        geo.metric_crs(gpd.GeoSeries([box(0, 0, 1, 1)]))


def test_the_quarters_of_hoogeveen_measure_as_published(real_data) -> None:
    quarters = gpd.read_file(real_data / "hoogeveen_wijken_2014.geojson")
    metres = quarters.to_crs(geo.metric_crs(quarters))
    assert geo.area_ha(metres).sum() == pytest.approx(12_865.476, abs=0.001)


def test_a_square_is_pi_quarters_compact() -> None:
    assert geo.compactness([box(0, 0, 7, 7)]).tolist() == pytest.approx([np.pi / 4])


def test_compactness_does_not_change_with_scale() -> None:
    small, large = geo.compactness([box(0, 0, 1, 3), box(0, 0, 100, 300)])
    assert small == pytest.approx(large)


def test_a_circle_is_the_most_compact() -> None:
    assert geo.compactness([circle(2_000)]).tolist() == pytest.approx([1], abs=1e-5)
