"""The synthetic town: enough blocks, exact totals, a valid coverage, and areas made of blocks."""

from datetime import date
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from data.demo.founding import Founding, ProjectRow, founding_areas, projects_of_2007
from data.demo.quarters import QUARTERS
from data.demo.residents import divide
from data.demo.town import Town, build_town


@pytest.fixture(scope="module")
def town() -> Town:
    return build_town()


@pytest.fixture(scope="module")
def areas(town: Town) -> list[Founding]:
    return founding_areas(town)


@pytest.fixture(scope="module")
def projects(town: Town, areas: list[Founding]) -> list[ProjectRow]:
    return projects_of_2007(town, areas)


def wkb(town: Town) -> list[bytes]:
    return [*town.blocks.geometry.to_wkb(), *town.lines.geometry.to_wkb(), town.outline.wkb]


def table(town: Town) -> list[dict]:
    return [frame.drop(columns="geometry").to_dict("list") for frame in (town.blocks, town.lines)]


def people_in(town: Town, area: Founding) -> int:
    inside = town.blocks.representative_point().within(area.geometry)
    return int(town.blocks.loc[inside, "residents"].sum())


def test_town_has_at_least_300_blocks(town: Town):
    assert len(town.blocks) >= 300


def test_every_block_has_5_to_900_residents(town: Town):
    assert town.blocks["residents"].between(5, 900).all()


def test_each_quarter_adds_up_to_its_published_figure(town: Town):
    sums = town.blocks.groupby("quarter")["residents"].sum().to_dict()
    assert sums == {quarter.name: quarter.residents for quarter in QUARTERS}


def test_households_are_about_residents_divided_by_2_2(town: Town):
    ratio = town.blocks["residents"].sum() / town.blocks["households"].sum()
    assert ratio == pytest.approx(2.2, abs=0.1)


def test_block_ids_and_street_names_are_unique(town: Town):
    assert town.blocks["id"].is_unique
    assert town.blocks["name"].is_unique
    assert town.lines["name"].is_unique


def test_blocks_say_where_they_come_from(town: Town):
    assert set(town.blocks["source"]) == {"synthetisch, Smeedkaart-demo"}
    assert set(town.blocks["year"]) == {2007}


def test_blocks_and_lines_are_in_rd(town: Town):
    assert town.blocks.crs.to_epsg() == town.lines.crs.to_epsg() == 28992


def test_blocks_are_a_valid_coverage_of_single_polygons_without_holes(town: Town):
    shapes = town.blocks.geometry.to_numpy()
    assert set(town.blocks.geom_type) == {"Polygon"}
    assert town.blocks.is_valid.all()
    assert shapely.coverage_is_valid(shapes)
    assert all(not shape.interiors for shape in shapes)


def test_coordinates_are_whole_centimetres(town: Town):
    xy = shapely.get_coordinates(town.blocks.geometry.to_numpy())
    assert np.array_equal(xy, np.round(xy, 2))


def test_no_block_is_a_sliver(town: Town):
    # Twice the area over the length of the edge is the width of a long strip.
    assert (2 * town.blocks.area / town.blocks.length).min() > 20.0


def test_no_block_is_round(town: Town):
    assert (4 * np.pi * town.blocks.area / town.blocks.length**2).max() < 0.9


def test_no_block_is_a_rectangle(town: Town):
    box = shapely.oriented_envelope(town.blocks.geometry.to_numpy())
    assert (town.blocks.area / shapely.area(box)).max() < 0.99


def test_few_corners_are_square(town: Town):
    square, corners = 0, 0
    for shape in town.blocks.geometry:
        xy = shapely.get_coordinates(shape.exterior)[:-1]
        one, other = xy - np.roll(xy, 1, axis=0), np.roll(xy, -1, axis=0) - xy
        cross = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
        turn = np.degrees(np.abs(np.arctan2(cross, (one * other).sum(axis=1))))
        corners += int((turn > 35).sum())
        square += int((np.abs(turn - 90) < 0.5).sum())
    assert square / corners < 0.1


def test_every_side_of_a_block_lies_on_a_named_line(town: Town):
    lines = town.lines.geometry.to_numpy()
    tree = shapely.STRtree(shapely.get_parts(lines))
    for shape in town.blocks.geometry[::9]:
        spots = shapely.line_interpolate_point(shape.exterior, np.arange(0, shape.length, 7.0))
        _, away = tree.query_nearest(spots, all_matches=False, return_distance=True)
        assert away.max() < 0.02


def test_lines_are_streets_water_and_a_railway(town: Town):
    assert set(town.lines["kind"]) == {"street", "water", "railway"}


def test_every_line_has_a_name(town: Town):
    assert town.lines["name"].str.len().min() > 2


def test_outline_holds_every_block(town: Town):
    assert town.outline.is_valid
    assert not shapely.difference(
        shapely.coverage_union_all(town.blocks.geometry.to_numpy()), town.outline
    ).area


def test_same_seed_gives_the_same_bytes_and_names(town: Town):
    again = build_town()
    assert wkb(again) == wkb(town)
    assert table(again) == table(town)


@pytest.mark.parametrize("seed", [12])
def test_another_seed_gives_another_sound_town(town: Town, seed: int):
    other = build_town(seed)
    assert wkb(other) != wkb(town)
    assert shapely.coverage_is_valid(other.blocks.geometry.to_numpy())
    assert len(founding_areas(other)) == 10


@given(st.lists(st.floats(0.01, 100.0), min_size=1, max_size=40), st.data())
def test_divided_residents_add_up_to_the_total(weights: list[float], data: st.DataObject):
    total = data.draw(st.integers(5 * len(weights), 900 * len(weights)))
    parts = divide(total, np.array(weights))
    assert parts.sum() == total
    assert parts.min() >= 5
    assert parts.max() <= 900


def test_too_few_residents_for_the_blocks_is_refused():
    with pytest.raises(ValueError, match="don't fit"):
        divide(9, np.ones(2))


def test_ten_areas_are_founded_in_2007_after_7_may_pesse_first(areas: list[Founding]):
    days = [area.on for area in areas]
    assert len(areas) == 10
    assert days == sorted(days)
    assert areas[0].name == "Pesse"
    assert date(2007, 5, 7) < days[0]
    assert days[-1] <= date(2007, 12, 31)


def test_areas_are_single_polygons_without_holes(areas: list[Founding]):
    for area in areas:
        assert area.geometry.geom_type == "Polygon"
        assert area.geometry.is_valid
        assert not area.geometry.interiors


def test_areas_do_not_overlap(areas: list[Founding]):
    for one, other in combinations(areas, 2):
        assert one.geometry.intersection(other.geometry).area == 0


def test_areas_are_unions_of_whole_blocks(town: Town, areas: list[Founding]):
    for area in areas:
        inside = town.blocks.representative_point().within(area.geometry)
        assert town.blocks[inside].area.sum() == pytest.approx(area.geometry.area, abs=0.01)


def test_pieces_of_krakeel_have_150_to_900_residents_and_two_touch(
    town: Town, areas: list[Founding]
):
    krakeel = town.blocks[town.blocks["quarter"] == "Krakeel"].union_all()
    pieces = [area for area in areas if krakeel.covers(area.geometry.representative_point())]
    assert len(pieces) in {2, 3}
    assert all(150 <= people_in(town, piece) <= 900 for piece in pieces)
    borders = [one.geometry & other.geometry for one, other in combinations(pieces, 2)]
    assert max(border.length for border in borders) > 30.0


def test_small_city_areas_are_smaller_than_villages(town: Town, areas: list[Founding]):
    people = {area.name: people_in(town, area) for area in areas}
    villages = {"Pesse", "Elim", "Hollandscheveld", "Noordscheschut"}
    assert max(people[name] for name in people.keys() - villages) <= 900
    assert min(people[name] for name in villages) > 900


def test_there_are_20_to_40_projects_with_numbers_of_their_own(projects: list[ProjectRow]):
    assert 20 <= len({project.project_id for project in projects}) == len(projects) <= 40


def test_projects_lie_inside_their_area(areas: list[Founding], projects: list[ProjectRow]):
    to_rd = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    shapes = {area.name: area.geometry for area in areas}
    for project in projects:
        place = shapely.Point(to_rd.transform(project.lon, project.lat))
        assert shapes[project.area].contains(place)


def test_projects_start_after_their_area_and_in_2007(
    areas: list[Founding], projects: list[ProjectRow]
):
    founded = {area.name: area.on for area in areas}
    for project in projects:
        assert founded[project.area] < project.date <= date(2007, 12, 31)


def test_quick_wins_cost_250_to_6000_euros_in_whole_cents(projects: list[ProjectRow]):
    for project in projects:
        assert project.amount_eur.as_tuple().exponent == -2
        if project.kind == "quick_win":
            assert 250 <= project.amount_eur <= 6000


def test_same_seed_gives_the_same_projects(
    town: Town, areas: list[Founding], projects: list[ProjectRow]
):
    assert projects_of_2007(town, areas) == projects
