"""What runs along the borders of an area, in words."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box

import geo
from data.demo.town import build_town
from geo.describing import Side, describe
from tests.geo.drawn import area_of, drawn

RD = "EPSG:28992"
BLOCK = box(0, 0, 200, 200)


def lines(*found: tuple[str | None, str, list[tuple[float, float]]]) -> gpd.GeoDataFrame:
    """Return lines of a name, a kind and points."""
    names, kinds, points = zip(*found, strict=True)
    geometries = [LineString(own) for own in points]
    return gpd.GeoDataFrame({"name": names, "kind": kinds}, geometry=geometries, crs=RD)


def around() -> gpd.GeoDataFrame:
    """What lies around a town block.

    ----- Kerkstraat -----
          +--------+ )
    field |  block | ) Griendtsveenkanaal
          +--------+ )
    ===== railway ========
    """
    return lines(
        ("Kerkstraat", "street", [(-300, 205), (500, 205)]),
        ("Griendtsveenkanaal", "water", [(208, 500), (208, -300)]),
        ("Spoorlijn Zwolle-Groningen", "railway", [(-300, -10), (500, -10)]),
    )


def worded(sides: list[Side]) -> list[tuple]:
    """Return sides that compare by about the same share."""
    return [
        (s.direction, s.name, s.kind, s.inner_side, pytest.approx(s.share, abs=2e-3)) for s in sides
    ]


def plain(sides: list[Side]) -> list[tuple]:
    return [(s.direction, s.name, s.kind, s.inner_side, s.share) for s in sides]


def test_a_block_is_described_by_what_is_around_it() -> None:
    assert describe(BLOCK, around()) == [
        Side("north", "Kerkstraat", "street", "south", 1.0),
        Side("east", "Griendtsveenkanaal", "water", "west", 1.0),
        Side("south", "Spoorlijn Zwolle-Groningen", "railway", "north", 1.0),
        Side("west", None, None, "east", 1.0),
    ]


def test_an_area_without_lines_has_open_field_on_all_sides() -> None:
    sides = describe(BLOCK, around().iloc[:0])
    assert [side.direction for side in sides] == ["north", "east", "south", "west"]
    assert {(side.name, side.kind, side.share) for side in sides} == {(None, None, 1.0)}


def test_lines_without_a_shape_column_may_be_none_at_all_but_not_others() -> None:
    empty = gpd.GeoDataFrame({"name": [], "kind": []}, geometry=[])
    assert len(describe(BLOCK, empty)) == 4
    with pytest.raises(geo.GeometryError, match="geometry"):
        describe(BLOCK, gpd.GeoDataFrame({"name": ["a"], "kind": ["water"]}))


def test_the_long_side_of_an_elongated_area_is_one_side() -> None:
    #  ----- Lange Dijk -----
    #  +--------------------+
    #  +--------------------+    1,000 m by 100 m
    dike = lines(("Lange Dijk", "street", [(0, 105), (1_000, 105)]))
    sides = describe(box(0, 0, 1_000, 100), dike)
    assert plain(sides)[0] == ("north", "Lange Dijk", "street", "south", 1.0)
    assert all(side.name is None for side in sides[1:])


def test_a_street_across_the_border_is_not_followed() -> None:
    #      |
    #  +---|---+
    #  |   |   |
    #  +---|---+
    crossing = lines(("Dwarsweg", "street", [(100, -100), (100, 300)]))
    assert all(side.name is None for side in describe(BLOCK, crossing))


@pytest.mark.parametrize(("degrees", "follows"), [(29.0, True), (30.0, True), (31.0, False)])
def test_a_line_runs_alongside_up_to_thirty_degrees(degrees: float, follows: bool) -> None:
    line = shapely.affinity.rotate(LineString([(90, 200), (110, 200)]), degrees)
    found = gpd.GeoDataFrame({"name": ["a"], "kind": ["street"]}, geometry=[line], crs=RD)
    assert any(side.name == "a" for side in describe(BLOCK, found)) == follows


def test_a_crossing_street_does_not_hide_the_street_alongside() -> None:
    streets = lines(
        ("Kerkstraat", "street", [(-300, 210), (500, 210)]),
        ("Dwarsweg", "street", [(100, 100), (100, 300)]),
    )
    assert plain(describe(BLOCK, streets))[0] == ("north", "Kerkstraat", "street", "south", 1.0)


def test_a_border_along_two_streets_names_both_the_longest_first() -> None:
    #  --Aak--|------ Brink ------
    #  +-------------------------+
    streets = lines(
        ("Aak", "street", [(0, 205), (50, 205)]), ("Brink", "street", [(50, 205), (200, 205)])
    )
    assert plain(describe(BLOCK, streets))[:2] == [
        ("north", "Brink", "street", "south", pytest.approx(0.75)),
        ("north", "Aak", "street", "south", pytest.approx(0.25)),
    ]


def test_equal_shares_come_in_the_order_of_their_names_and_the_nameless_last() -> None:
    halves = lines(
        ("Zandpad", "street", [(0, 200), (50, 200)]),
        ("Aak", "street", [(50, 200), (100, 200)]),
        (None, "water", [(100, 200), (150, 200)]),
    )
    # A line is followed as far beyond its end as beside it, so not at all here.
    sides = describe(BLOCK, halves, within=0)
    assert [(side.name, side.kind) for side in sides[:4]] == [
        ("Aak", "street"),
        ("Zandpad", "street"),
        (None, "water"),
        (None, None),
    ]


def test_a_street_inside_the_border_still_tells_on_which_side_the_area_lies() -> None:
    #  +-----------+
    #  |-----------|  10 m inside
    #  +-----------+
    inside = lines(("Kerkstraat", "street", [(0, 190), (200, 190)]))
    assert plain(describe(BLOCK, inside))[0] == ("north", "Kerkstraat", "street", "south", 1.0)


def test_a_street_counts_up_to_the_distance_asked_for() -> None:
    far = lines(("Kerkstraat", "street", [(-300, 215), (500, 215)]))
    assert describe(BLOCK, far)[0].name == "Kerkstraat"
    assert describe(BLOCK, far, within=14.9)[0].name is None


def test_the_nearest_of_two_lines_is_followed() -> None:
    both = lines(
        ("Achterweg", "street", [(-300, 212), (500, 212)]),
        ("Zuidvaart", "water", [(-300, 206), (500, 206)]),
    )
    assert describe(BLOCK, both)[0].name == "Zuidvaart"


def test_of_lines_equally_near_the_first_by_name_and_kind_is_followed() -> None:
    middle = [(-300.0, 205.0), (500.0, 205.0)]
    same = lines((None, "street", middle), ("Vaart", "water", middle), ("Vaart", "street", middle))
    assert plain(describe(BLOCK, same))[0][1:3] == ("Vaart", "street")


@pytest.mark.parametrize("name", [None, "", "  ", float("nan")])
def test_a_line_without_a_name_is_known_by_its_kind(name: str | None) -> None:
    ditch = lines((name, "water", [(-300, 205), (500, 205)]))
    assert plain(describe(BLOCK, ditch))[0] == ("north", None, "water", "south", 1.0)


def test_lines_of_one_name_and_kind_are_one() -> None:
    pieces = lines(
        ("Kerkstraat", "street", [(0, 205), (100, 205)]),
        ("Kerkstraat", "street", [(100, 205), (200, 205)]),
    )
    assert plain(describe(BLOCK, pieces))[0] == ("north", "Kerkstraat", "street", "south", 1.0)


def test_a_stretch_below_a_twentieth_is_counted_with_the_open_field() -> None:
    bridge = lines(("Brug", "street", [(98, 200), (102, 200)]))
    assert plain(describe(BLOCK, bridge, within=0))[0] == ("north", None, None, "south", 1.0)


def test_short_stretches_count_where_there_is_nothing_else() -> None:
    quays = lines(
        *[(f"Kade {i:02}", "street", [(8.0 * i, 200), (8.0 * i + 8, 200)]) for i in range(25)]
    )
    north = [side for side in describe(BLOCK, quays, within=0) if side.direction == "north"]
    assert len(north) == 25
    assert {side.kind for side in north} == {"street"}


def test_a_diagonal_border_looks_away_from_its_side() -> None:
    #     /\
    #    /  \    a square on its point
    #    \  /
    #     \/
    diamond = shapely.affinity.rotate(BLOCK, 45)
    edge = shapely.get_coordinates(diamond.exterior)
    edges = lines(*[(str(i), "street", [*map(tuple, edge[i : i + 2])]) for i in range(4)])
    opposite = {"north": "south", "south": "north", "east": "west", "west": "east"}
    for side in describe(diamond, edges):
        assert side.inner_side == opposite[side.direction]
        assert side.share == pytest.approx(0.5, abs=0.02)


def test_the_inner_side_is_that_of_the_line_and_not_of_the_direction() -> None:
    #  aaaaaa|.
    #  aaaaaa|.   the street along the step lies in the north and in the east,
    #  aaaaaaaa   and the area to the west of it
    area = area_of("aaaaaa..\naaaaaa..\naaaaaaaa", cell=100)
    step = lines(("Trapstraat", "street", [(605, 110), (605, 300)]))
    found = {(side.direction, side.inner_side) for side in describe(area, step) if side.name}
    assert found == {("north", "west"), ("east", "west")}


def test_a_strip_along_both_sides_of_a_street_lies_on_the_inner_side_of_its_direction() -> None:
    # The street lies in the middle of an inlet of 20 m: land on both sides of it.
    inlet = BLOCK.difference(box(90, 50, 110, 200))
    street = lines(("Insteek", "street", [(100, 50), (100, 200)]))
    north = next(
        side for side in describe(inlet, street) if side.name and side.direction == "north"
    )
    assert north.inner_side == "south"


def test_holes_are_left_aside() -> None:
    holed = area_of("aaaaa\na...a\na.a.a\na...a\naaaaa".replace(".a.", "..."), cell=100)
    courtyard = lines(("Hofje", "street", [(100, 395), (400, 395)]))
    assert all(side.name is None for side in describe(holed, courtyard))


def test_all_parts_of_an_area_have_a_border() -> None:
    parts = area_of("a.a", cell=100)
    north = lines(("Kerkstraat", "street", [(0, 105), (100, 105)]))
    # In the north lie both roofs of 100 m, and a third of the walls between the parts.
    assert worded(describe(parts, north))[:2] == [
        ("north", None, None, "south", 167 / 267),
        ("north", "Kerkstraat", "street", "south", 100 / 267),
    ]


def test_layers_of_one_row_are_areas() -> None:
    layer = gpd.GeoDataFrame({"label": ["a"]}, geometry=[BLOCK], crs=RD)
    assert describe(layer, around()) == describe(layer.geometry, around())
    assert describe(layer, around()) == describe(BLOCK, around())


def test_nothing_given_is_changed() -> None:
    given_lines = around()
    describe(BLOCK, given_lines)
    assert given_lines.equals(around())


def test_empty_lines_are_left_out() -> None:
    both = around()
    both.loc[0, "geometry"] = LineString()
    both.loc[1, "geometry"] = None
    assert [side.name for side in describe(BLOCK, both) if side.name] == [
        "Spoorlijn Zwolle-Groningen"
    ]


@pytest.mark.parametrize("column", ["name", "kind"])
def test_lines_without_a_column_are_refused(column: str) -> None:
    with pytest.raises(geo.GeometryError, match=column):
        describe(BLOCK, around().drop(columns=column))


def test_a_kind_that_is_unknown_is_refused_by_its_label() -> None:
    with pytest.raises(geo.GeometryError, match="street, water or a railway") as refused:
        describe(BLOCK, around().assign(kind=["street", "hedge", None]))
    assert refused.value.ids == (1, 2)


def test_what_is_no_line_is_refused_by_its_label() -> None:
    pin = gpd.GeoDataFrame(
        {"name": ["a"], "kind": ["street"]}, geometry=[Point(0, 0)], index=["pin"], crs=RD
    )
    with pytest.raises(geo.WrongType, match="pin"):
        describe(BLOCK, pin)


def test_lines_in_another_crs_are_refused() -> None:
    area = gpd.GeoSeries([BLOCK], crs=RD)
    with pytest.raises(geo.UnprojectedError):
        describe(area, around().set_crs("EPSG:32631", allow_override=True))
    with pytest.raises(geo.UnprojectedError):
        describe(BLOCK, around().set_crs("EPSG:4326", allow_override=True))


def test_lines_that_are_not_finite_are_refused() -> None:
    endless = lines(("a", "street", [(0, 205), (float("inf"), 205)]))
    with pytest.raises(geo.NotFinite):
        describe(BLOCK, endless)


@pytest.mark.parametrize("within", [-1.0, float("nan"), float("inf")])
def test_a_distance_that_is_none_is_refused(within: float) -> None:
    with pytest.raises(geo.GeometryError, match="distance to a line"):
        describe(BLOCK, around(), within=within)


def test_two_areas_at_once_are_refused() -> None:
    with pytest.raises(geo.GeometryError, match="One drawing"):
        describe(drawn("ab"), around())


def test_an_area_of_the_demonstration_town_is_described() -> None:
    town = build_town()
    centre = town.blocks[town.blocks["quarter"] == "Centrum"].dissolve()
    sides = describe(centre, town.lines)
    assert [(side.direction, side.name, side.kind) for side in sides if side.share > 0.5] == [
        ("north", "Spoorlijn Meppel-Beilen", "railway"),
        ("east", "Stationsweg", "street"),
        ("south", "Stationsweg", "street"),
        ("west", "Stationsweg", "street"),
    ]
    assert sides[0].inner_side == "south"


coordinate = st.integers(-6, 6).map(lambda n: n * 20.0)
points = st.tuples(coordinate, coordinate)
networks = st.lists(
    st.tuples(
        st.sampled_from(["Aak", "Brink", "Dijk", ""]),
        st.sampled_from(["street", "water", "railway"]),
        st.lists(points, min_size=2, max_size=4, unique=True),
    ),
    min_size=1,
    max_size=8,
).map(lambda found: lines(*found))
areas = st.sampled_from(
    ["a", "aa\na.", "aaa\na.a", ".a.\naaa\n.a.", "a.a", "a.\n.a", "aaaaaa", "aaa\na.a\naaa"]
).map(lambda picture: shapely.affinity.translate(area_of(picture, cell=50), -70, -60))


@settings(max_examples=60, deadline=None)
@given(areas, networks)
def test_the_shares_of_a_direction_sum_to_one(area: shapely.Geometry, network) -> None:
    sides = describe(area, network)
    for direction in ("north", "east", "south", "west"):
        shares = [side.share for side in sides if side.direction == direction]
        assert all(0 < share <= 1 for share in shares)
        assert shares == sorted(shares, reverse=True) or max(np.diff(shares)) < 1e-9
        assert sum(shares) == pytest.approx(1.0)


@settings(max_examples=60, deadline=None)
@given(areas, networks, st.integers(-300_000, 300_000), st.integers(-300_000, 300_000))
def test_a_move_of_everything_changes_no_word(area, network, x: int, y: int) -> None:
    moved = network.set_geometry(network.translate(x + 0.1, y + 0.7))
    there = describe(shapely.affinity.translate(area, x + 0.1, y + 0.7), moved)
    assert plain(there) == worded(describe(area, network))


@settings(max_examples=60, deadline=None)
@given(areas, networks, st.integers(0, 12), st.randoms())
def test_ring_direction_start_vertex_and_order_of_lines_make_no_difference(
    area, network, turn: int, random
) -> None:
    def turned(polygon: shapely.Polygon) -> shapely.Polygon:
        points = np.roll(shapely.get_coordinates(polygon.exterior)[:-1], turn, axis=0)[::-1]
        return shapely.Polygon(points, polygon.interiors)

    parts = [turned(part) for part in shapely.get_parts(area)]
    random.shuffle(parts)
    other = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    order = random.sample(range(len(network)), len(network))
    shuffled = network.iloc[order].reset_index(drop=True)
    shuffled = shuffled.set_geometry(shuffled.reverse())
    assert plain(describe(other, shuffled)) == worded(describe(area, network))
