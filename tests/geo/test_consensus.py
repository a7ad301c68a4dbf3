"""Land in enough of many drawings."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

import geo
from tests.geo.drawn import area_of, circle, comb, with_second_vertex

RD = "EPSG:28992"


def drawings_of(*pictures: str) -> gpd.GeoSeries:
    """One drawing per picture."""
    return gpd.GeoSeries([area_of(picture) for picture in pictures], crs=RD)


def same_land(left: shapely.Geometry, right: shapely.Geometry) -> bool:
    return left.symmetric_difference(right).area < 1e-6


THREE = (
    """
    aaa.
    aaa.
    """,
    """
    .aaa
    .aaa
    """,
    """
    aaaa
    ....
    """,
)


@pytest.mark.parametrize(
    ("share", "answer"),
    [
        (1 / 3, "aaaa\naaaa"),
        (0.5, "aaaa\n.aa."),
        (2 / 3, "aaaa\n.aa."),
        (1.0, ".aa.\n...."),
    ],
    ids=["a third", "half", "two thirds", "all"],
)
def test_land_in_that_share_of_the_drawings_is_returned(share: float, answer: str) -> None:
    assert same_land(geo.consensus(drawings_of(*THREE), share=share), area_of(answer))


def test_half_is_asked_for_unless_told_otherwise() -> None:
    drawings = drawings_of(*THREE)
    assert same_land(geo.consensus(drawings), geo.consensus(drawings, share=0.5))


def test_seven_of_a_hundred_drawings_are_a_share_of_seven_hundredths() -> None:
    # 0.07 * 100 is 7.000000000000001 in floating point.
    drawings = [box(0, 0, 10, 10)] * 7 + [box(50, 0, 60, 10)] * 93
    assert geo.consensus(drawings, share=0.07).area == pytest.approx(200)


def test_six_of_a_hundred_drawings_are_not() -> None:
    drawings = [box(0, 0, 10, 10)] * 6 + [box(50, 0, 60, 10)] * 94
    assert geo.consensus(drawings, share=0.07).area == pytest.approx(100)


def test_where_nobody_agrees_the_answer_is_an_empty_polygon() -> None:
    answer = geo.consensus(drawings_of("a..", "..a"), share=1.0)
    assert answer.equals(Polygon())
    assert answer.geom_type == "Polygon"


def test_one_drawing_agrees_with_itself() -> None:
    assert same_land(geo.consensus(drawings_of("aa\n.a"), share=1.0), area_of("aa\n.a"))


def test_a_border_drawn_forth_by_one_and_back_by_another_is_one_border() -> None:
    #  a a b b     the border in the middle runs up for a and down for b
    left = Polygon([(0, 0), (20, 0), (21, 5), (20, 10), (0, 10)])
    right = Polygon([(20, 0), (40, 0), (40, 10), (20, 10), (21, 5)])
    answer = geo.consensus([left, right], share=0.5)
    assert answer.equals(box(0, 0, 40, 10))
    assert len(shapely.get_parts(answer)) == 1


def test_a_hole_in_enough_drawings_is_a_hole_in_the_answer() -> None:
    ring = "aaa\na.a\naaa"
    answer = geo.consensus(drawings_of(ring, ring, "aaa\naaa\naaa"), share=1.0)
    assert same_land(answer, area_of(ring))


def test_islands_and_whole_drawings_may_be_mixed() -> None:
    answer = geo.consensus(drawings_of("a.a", "aaa"), share=1.0)
    assert same_land(answer, area_of("a.a"))


def test_the_answer_has_no_vertices_but_those_of_drawings_and_crossings() -> None:
    #  +-----+
    #  |  +--+--+
    #  +--+--+  |     16 segments and fewer get one arrangement, more are quartered
    #     +-----+
    many = [box(i, i, i + 100, i + 100) for i in range(40)]
    answer = geo.consensus(many, share=1.0)
    assert answer.equals(box(39, 39, 100, 100))
    assert shapely.get_num_coordinates(answer) == 5


def test_a_weight_counts_as_so_many_drawings() -> None:
    drawings = drawings_of("aa..", ".aa.", "..aa")
    weighted = geo.consensus(drawings, weights=[3, 1, 2])
    repeated = geo.consensus(drawings.iloc[[0, 0, 0, 1, 2, 2]])
    assert same_land(weighted, repeated)


def test_a_drawing_without_weight_does_not_count() -> None:
    drawings = drawings_of("aa..", "..aa")
    assert same_land(geo.consensus(drawings, share=1.0, weights=[1, 0]), area_of("aa"))


def test_weights_so_large_that_their_sum_is_not_finite_still_count() -> None:
    drawings = drawings_of("aa..", ".aa.")
    assert same_land(geo.consensus(drawings, share=1.0, weights=[1e308, 1e308]), area_of(".a"))


@pytest.mark.parametrize(
    "weights",
    [[1.0], [1.0, -1.0], [1.0, float("nan")], [1.0, float("inf")], [0.0, 0.0]],
    ids=["one too few", "negative", "no number", "infinite", "all nothing"],
)
def test_weights_that_cannot_be_summed_are_refused(weights: list[float]) -> None:
    with pytest.raises(geo.GeometryError, match="weight"):
        geo.consensus(drawings_of("aa", ".a"), weights=weights)


@pytest.mark.parametrize("share", [0.0, -0.5, 1.01, float("nan")])
def test_a_share_that_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(geo.GeometryError, match="share"):
        geo.consensus(drawings_of("aa"), share=share)


@pytest.mark.parametrize("function", [geo.consensus, geo.agreement])
def test_no_drawings_are_refused(function: object) -> None:
    with pytest.raises(geo.GeometryError, match="no drawings"):
        function(gpd.GeoSeries([], crs=RD))  # type: ignore[operator]


@pytest.mark.parametrize("function", [geo.consensus, geo.agreement])
def test_a_bow_tie_is_refused_by_its_label(function: object) -> None:
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    with pytest.raises(geo.GeometryError, match="Repair") as refusal:
        function(gpd.GeoSeries({"b": box(0, 0, 1, 1), "tie": bow_tie}, crs=RD))  # type: ignore[operator]
    assert refusal.value.ids == ("tie",)


@pytest.mark.parametrize("function", [geo.consensus, geo.agreement])
def test_degrees_are_refused(function: object) -> None:
    with pytest.raises(geo.UnprojectedError):
        function(gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:4326"))  # type: ignore[operator]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 1e200])
def test_coordinates_that_are_no_numbers_are_refused(wrong: float) -> None:
    with pytest.raises(geo.NotFinite):
        geo.consensus([with_second_vertex(box(0, 0, 1, 1), wrong)])


def test_a_million_vertices_are_refused_before_they_are_worked_on() -> None:
    with pytest.raises(geo.TooComplex, match="more than 20000 points"):
        geo.consensus([circle(1_000_000)])


def test_drawings_with_too_many_vertices_together_are_refused() -> None:
    with pytest.raises(geo.TooComplex, match="points together"):
        geo.consensus([circle(15_000)] * 30)


@pytest.mark.parametrize("function", [geo.consensus, geo.agreement])
def test_combs_across_each_other_are_refused(function: object) -> None:
    with pytest.raises(geo.TooComplex, match="Take fewer drawings"):
        function([comb(2_000), comb(2_000, upright=False)])  # type: ignore[operator]


def test_thousands_of_drawings_with_one_corner_in_common_are_refused() -> None:
    turn = np.random.default_rng(7).uniform(0, 2 * np.pi, 5_000)
    ends = 1_000 * np.stack([np.cos([turn, turn + 0.5]), np.sin([turn, turn + 0.5])], axis=-1)
    fans = [Polygon([(0, 0), left, right]) for left, right in zip(*ends, strict=True)]
    with pytest.raises(geo.TooComplex, match="Take fewer drawings"):
        geo.consensus(fans, share=0.01)


def test_a_third_dimension_is_left_out() -> None:
    flat = box(0, 0, 10, 10)
    answer = geo.consensus([shapely.force_3d(flat, 7.0), flat])
    assert not answer.has_z
    assert answer.equals(flat)


def test_the_drawings_stay_as_they_were() -> None:
    drawings = drawings_of(*THREE)
    before = drawings.to_wkb()
    geo.consensus(drawings)
    geo.agreement(drawings)
    assert drawings.to_wkb().equals(before)


def plainly(areas: np.ndarray, weights: np.ndarray, share: float) -> shapely.Geometry:
    """The land in enough drawings from one arrangement of all borders."""
    faces = shapely.get_parts(
        shapely.polygonize(shapely.get_parts(shapely.union_all(shapely.boundary(areas))))
    )
    # Not the point on the surface: that may lie in a slit between two lines.
    middles = shapely.get_point(shapely.maximum_inscribed_circle(faces), 0)
    x, y = shapely.get_coordinates(middles).T
    weight = sum(
        one * shapely.contains_xy(area, x, y) for area, one in zip(areas, weights, strict=True)
    )
    return shapely.union_all(faces[weight >= share * weights.sum() * (1 - 1e-9)])


def crooked(seed: int, *, on_grid: bool) -> np.ndarray:
    """Up to 40 drawings over each other, some with holes, islands or borders in common."""
    chance = np.random.default_rng(seed)
    found: list[shapely.Geometry] = []
    while len(found) < 2 + seed % 40:
        middle = chance.uniform(0, 500, 2)
        turn = np.sort(chance.uniform(0, 2 * np.pi, chance.integers(3, 9)))
        points = middle + chance.uniform(50, 300, (len(turn), 1)) * np.column_stack(
            [np.cos(turn), np.sin(turn)]
        )
        if on_grid:
            points = 50 * np.rint(points / 50)
        made = shapely.make_valid(Polygon(points), method="structure", keep_collapsed=False)
        if chance.random() < 0.2:
            made = made.difference(box(*(middle - 35), *(middle + 35)))
        if chance.random() < 0.2:
            made = made.union(box(*(middle + 400), *(middle + 450)))
        if made.area and made.geom_type in ("Polygon", "MultiPolygon"):
            found.append(shapely.reverse(made) if chance.random() < 0.3 else made)
    return np.array(found, dtype=object)


seeds = st.integers(0, 10**6)
shares = st.sampled_from([0.01, 0.1, 0.25, 0.5, 0.75, 1.0])


# A point that GEOS takes for the inside of a face lies in a slit between two lines.
@example(135_559, 0.01, True)
@given(seeds, shares, st.booleans())
@settings(max_examples=100)
def test_quartering_gives_what_one_arrangement_gives(
    seed: int, share: float, on_grid: bool
) -> None:
    areas = crooked(seed, on_grid=on_grid)
    weights = np.random.default_rng(seed).integers(1, 4, len(areas)).astype(float)
    answer = geo.consensus(areas, share=share, weights=weights)
    assert answer.is_valid
    assert answer.symmetric_difference(plainly(areas, weights, share)).area < 1e-4


@given(seeds, st.booleans())
@settings(max_examples=30)
def test_the_land_shrinks_as_the_share_grows(seed: int, on_grid: bool) -> None:
    areas = crooked(seed, on_grid=on_grid)
    answers = [geo.consensus(areas, share=share) for share in (0.1, 0.3, 0.5, 0.7, 1.0)]
    for wider, narrower in pairwise(answers):
        assert narrower.difference(wider).area < 1e-5


@given(seeds)
@settings(max_examples=30)
def test_neither_order_nor_direction_nor_start_of_the_drawings_matters(seed: int) -> None:
    areas = crooked(seed, on_grid=False)
    chance = np.random.default_rng(seed)
    turned = shapely.normalize(shapely.reverse(areas))[chance.permutation(len(areas))]
    assert same_land(geo.consensus(areas), geo.consensus(turned))


@given(seeds, st.sampled_from([1, 2, 5]))
@settings(max_examples=30)
def test_drawing_everything_as_often_changes_nothing(seed: int, times: int) -> None:
    areas = crooked(seed, on_grid=True)
    assert same_land(geo.consensus(areas), geo.consensus(np.tile(areas, times)))


def ravenswood(folder: Path) -> gpd.GeoSeries:
    """What residents of Chicago drew as Ravenswood."""
    path = folder / "chicago_resident_drawings.geojson"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    drawings = gpd.read_file(path).to_crs(26916)
    named = drawings[drawings.neighborhood.str.lower() == "ravenswood"].geometry
    mended = shapely.make_valid(named.to_numpy(), method="structure", keep_collapsed=False)
    return gpd.GeoSeries(mended[~shapely.is_empty(mended)], crs=26916)


def test_real_drawings_give_the_same_land_either_way(real_data: Path) -> None:
    drawings = ravenswood(real_data)
    areas = drawings.to_numpy()
    for share in (0.1, 0.25, 0.5, 0.75):
        plain = plainly(areas, np.ones(len(areas)), share)
        answer = geo.consensus(drawings, share=share)
        assert answer.symmetric_difference(plain).area < 1e-4
        assert shapely.get_num_coordinates(answer) < 400


def test_three_drawings_agree_on_what_they_share() -> None:
    agreed = geo.agreement(drawings_of(*THREE))
    assert agreed.levels.columns.tolist() == ["k", "share", "geometry"]
    assert agreed.levels.k.tolist() == [1, 2, 3]
    assert agreed.levels.share.tolist() == pytest.approx([1 / 3, 2 / 3, 1])
    for land, picture in zip(
        agreed.levels.geometry, ("aaaa\naaaa", "aaaa\n.aa.", ".aa.\n...."), strict=True
    ):
        assert same_land(land, area_of(picture))
    assert agreed.levels.crs == RD


def test_core_and_fringe_are_land_of_three_quarters_and_of_one() -> None:
    agreed = geo.agreement(drawings_of("aa..", "aaa.", "aaa.", "aaaa", "aaa."))
    assert same_land(agreed.core, area_of("aaa."))
    assert agreed.fringe.is_empty
    agreed = geo.agreement(drawings_of("aa..", "aa..", "aaa.", "aaaa"))
    assert same_land(agreed.core, area_of("aa"))
    assert same_land(agreed.fringe, area_of("..aa"))


def test_without_land_in_three_quarters_the_core_is_an_empty_polygon() -> None:
    core = geo.agreement(drawings_of("a..", ".a.", "..a")).core
    assert (core.geom_type, core.is_empty) == ("Polygon", True)


def test_the_medoid_is_the_drawing_most_like_the_others() -> None:
    drawings = drawings_of("aa....", ".aaa..", "..aaa.", ".....a")
    drawings.index = ["left", "middle", "right", "far"]
    agreed = geo.agreement(drawings)
    # left-middle 1/4, left-right 0, middle-right 2/4, far touches none
    assert agreed.medoid == "middle"
    assert agreed.jaccard == pytest.approx((1 / 4 + 2 / 4) / 6)


def test_one_drawing_agrees_with_itself_wholly() -> None:
    agreed = geo.agreement(gpd.GeoSeries({"mine": box(0, 0, 10, 10)}, crs=RD))
    assert (agreed.jaccard, agreed.medoid) == (1.0, "mine")
    assert agreed.core.equals(box(0, 0, 10, 10))


def test_the_same_drawing_twice_agrees_wholly_and_the_first_is_the_medoid() -> None:
    agreed = geo.agreement(drawings_of("aa", "aa"))
    assert agreed.jaccard == pytest.approx(1.0)
    assert agreed.medoid == 0


def test_thousands_of_drawings_that_hardly_touch_are_counted() -> None:
    drawings = [box(i % 50, i // 50, i % 50 + 1.5, i // 50 + 1.5) for i in range(2_500)]
    assert geo.agreement(drawings).levels.k.max() == 4


# Vertices on straight edges are all that keeps two borders apart.
@example(11_599, True)
@given(seeds, st.booleans())
@settings(max_examples=40)
def test_the_levels_together_are_the_drawings_and_lie_within_each_other(
    seed: int, on_grid: bool
) -> None:
    areas = crooked(seed, on_grid=on_grid)
    levels = geo.agreement(areas).levels
    assert levels.k.tolist() == list(range(1, len(levels) + 1))
    assert levels.area.sum() == pytest.approx(shapely.area(areas).sum(), rel=1e-9)
    assert levels.geometry.is_valid.all()
    lands = levels.geometry.to_numpy()
    assert (shapely.area(shapely.difference(lands[1:], lands[:-1])) < 1e-5).all()


@given(seeds, st.booleans())
@settings(max_examples=20)
def test_a_level_is_the_consensus_of_its_share(seed: int, on_grid: bool) -> None:
    areas = crooked(seed, on_grid=on_grid)
    levels = geo.agreement(areas).levels
    assume(len(levels) > 1)
    row = levels.iloc[seed % len(levels)]
    assert geo.consensus(areas, share=row.share).symmetric_difference(row.geometry).area < 1e-4


@given(seeds)
@settings(max_examples=20)
def test_the_jaccard_index_is_that_of_every_pair(seed: int) -> None:
    areas = crooked(seed, on_grid=False)
    left, right = np.triu_indices(len(areas), 1)
    shared = shapely.area(shapely.intersection(areas[left], areas[right]))
    joint = shapely.area(areas)[left] + shapely.area(areas)[right] - shared
    assert geo.agreement(areas).jaccard == pytest.approx((shared / joint).mean(), abs=1e-9)


def test_real_drawings_agree_as_was_measured(real_data: Path) -> None:
    drawings = ravenswood(real_data)
    agreed = geo.agreement(drawings)
    assert agreed.levels.area.sum() == pytest.approx(drawings.area.sum(), abs=1e-3)
    assert agreed.jaccard == pytest.approx(0.32, abs=0.01)
    assert agreed.core.difference(agreed.levels.geometry.iloc[0]).area < 1e-6
    assert same_land(agreed.core, geo.consensus(drawings, share=0.75))
