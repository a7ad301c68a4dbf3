"""Many areas that are asked about and change one at a time."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from shapely import Polygon, box

import geo
from tests.geo.drawn import area_of, circle, comb, drawn

RD = "EPSG:28992"


def test_conflicts_are_named_with_their_land_the_largest_first() -> None:
    index = geo.AreaIndex(drawn("aab\naab"))
    found = index.conflicts(box(15, 0, 30, 10))
    assert found["area_m2"].to_dict() == {"b": 100.0, "a": 50.0}
    assert list(found.index) == ["b", "a"]


def test_touching_is_no_conflict() -> None:
    assert geo.AreaIndex(drawn("a.")).conflicts(area_of(".x")).empty


def test_the_smallest_conflict_counts_itself() -> None:
    index = geo.AreaIndex(drawn("a"))
    assert len(index.conflicts(box(9, 0, 20, 10), min_area=10)) == 1
    assert index.conflicts(box(9, 0, 20, 10), min_area=10.1).empty


def test_neighbours_share_metres_of_border_and_not_a_corner() -> None:
    index = geo.AreaIndex(drawn("ab\nac\nda"))
    assert index.neighbours("b").to_dict() == {"a": 10.0, "c": 10.0}


def test_a_replaced_area_counts_as_it_is_now() -> None:
    index = geo.AreaIndex(drawn("a..b"))
    index.replace("a", area_of("aaa."))
    assert index.neighbours("a").to_dict() == {"b": 10.0}
    assert list(index.conflicts(box(22, 2, 28, 8)).index) == ["a"]


def test_an_added_area_counts_and_a_removed_one_does_not() -> None:
    index = geo.AreaIndex(drawn("a.b"))
    index.add("c", area_of(".c."))
    index.remove("b")
    assert index.neighbours("c").to_dict() == {"a": 10.0}
    assert "b" not in index
    assert len(index) == 2


def test_the_index_may_begin_empty() -> None:
    index = geo.AreaIndex(gpd.GeoSeries([], crs=RD))
    index.add(1, box(0, 0, 10, 10))
    assert index.conflicts(box(5, 5, 20, 20))["area_m2"].to_dict() == {1: 25.0}


@pytest.mark.parametrize(
    "ask",
    [
        lambda index: index.neighbours("z"),
        lambda index: index.replace("z", box(0, 0, 1, 1)),
        lambda index: index.remove("z"),
    ],
    ids=["neighbours", "replace", "remove"],
)
def test_an_unknown_area_is_named(ask) -> None:
    with pytest.raises(geo.GeometryError, match="no area z"):
        ask(geo.AreaIndex(drawn("a")))


def test_a_label_is_used_once() -> None:
    with pytest.raises(geo.GeometryError, match="already"):
        geo.AreaIndex(drawn("a")).add("a", box(0, 0, 1, 1))
    with pytest.raises(geo.GeometryError, match="more than once"):
        geo.AreaIndex(gpd.GeoSeries([box(0, 0, 1, 1)] * 2, index=["a", "a"], crs=RD))


def test_what_is_not_valid_changes_nothing() -> None:
    index = geo.AreaIndex(drawn("a"))
    with pytest.raises(geo.GeometryError):
        index.replace("a", Polygon([(0, 0), (9, 9), (9, 0), (0, 9)]))
    assert index.conflicts(area_of("x"))["area_m2"].to_dict() == {"a": 100.0}


def test_another_reference_system_is_refused() -> None:
    with pytest.raises(geo.GeometryError, match="Reproject"):
        geo.AreaIndex(drawn("a")).conflicts(gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:32631"))


def test_too_many_vertices_or_crossings_are_refused() -> None:
    index = geo.AreaIndex([comb(1_000)])
    with pytest.raises(geo.TooComplex):
        index.conflicts(circle(1_000_000))
    with pytest.raises(geo.TooComplex):
        index.conflicts(comb(1_000, upright=False))


def test_it_agrees_with_all_overlaps_of_a_city(real_data: Path) -> None:
    areas = gpd.read_file(real_data / "philadelphia_neighborhoods.geojson").to_crs(26918)
    index = geo.AreaIndex(areas)
    found = geo.overlaps(areas)
    label = found["left"].iloc[0]
    expected = {
        **found[found["left"] == label].set_index("right")["area_m2"],
        **found[found["right"] == label].set_index("left")["area_m2"],
    }
    conflicts = index.conflicts(areas.geometry[label])["area_m2"].drop(label)
    assert conflicts.to_dict() == pytest.approx(expected)


class Living(RuleBasedStateMachine):
    """The index is asked what a plain loop over plain geometries answers."""

    shapes = st.builds(
        lambda x, y, w, h: box(x, y, x + w, y + h),
        *[st.integers(0, 12)] * 2,
        *[st.integers(1, 6)] * 2,
    )

    @initialize(areas=st.dictionaries(st.integers(0, 9), shapes, max_size=6))
    def begin(self, areas) -> None:
        self.plain = dict(areas)
        self.index = geo.AreaIndex(gpd.GeoSeries(areas, crs=RD))

    @rule(label=st.integers(0, 9), shape=shapes)
    def set_area(self, label, shape) -> None:
        (self.index.replace if label in self.plain else self.index.add)(label, shape)
        self.plain[label] = shape

    @rule(label=st.integers(0, 9))
    def remove(self, label) -> None:
        if label in self.plain:
            self.index.remove(label)
            del self.plain[label]

    @rule(drawing=shapes)
    def conflicts(self, drawing) -> None:
        expected = {k: g.intersection(drawing).area for k, g in self.plain.items()}
        expected = {k: m2 for k, m2 in expected.items() if m2 >= 1}
        assert self.index.conflicts(drawing)["area_m2"].to_dict() == expected

    @invariant()
    def neighbours(self) -> None:
        for label, area in self.plain.items():
            borders = {
                k: shapely.intersection(area.boundary, g.boundary).length
                for k, g in self.plain.items()
                if k != label
            }
            expected = {k: m for k, m in borders.items() if m > 0}
            assert self.index.neighbours(label).to_dict() == pytest.approx(expected)
            break


TestLiving = Living.TestCase
