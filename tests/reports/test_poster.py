"""A poster of one area. Squares are 100 m."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from boundaries.language import language
from reports.poster import About, drawn, poster, wrapped
from reports.sheet import MARGIN, Paper, size_of
from tests.conftest import square
from tests.reports.test_sheet import pages, street, version

LAND = square(0, 0, 4, 3)
ABOUT = About(
    "Krakeel",
    "Hoogeveen",
    dt.date(2026, 11, 25),
    ["4.950 inwoners", "93 hectare"],
    ["Noord: de spoorlijn, zuidkant", "Oost: een eigen lijn van 100 meter"],
    "https://smeedkaart.example/?gebied=GM0118-0001",
)


def figure(about: About = ABOUT, code: str = "nl", paper: Paper = Paper.A4):
    return drawn(LAND, [version("K", LAND)], [street("Weg", 1)], about, language(code), paper=paper)


def texts(about: About = ABOUT, code: str = "nl") -> list[str]:
    return [text.get_text() for text in figure(about, code).axes[0].texts]


@pytest.mark.parametrize(("paper", "box"), [(Paper.A4, {210, 297}), (Paper.A3, {297, 420})])
def test_a_poster_is_one_page_of_the_paper(paper, box) -> None:
    pdf = poster(LAND, [], [], ABOUT, language("nl"), paper=paper)
    assert [set(page) - {0} for page in pages(pdf)] == [box]


def test_the_same_area_and_day_give_the_same_bytes() -> None:
    given = (LAND, [version("Krakeel", LAND)], [street("Weg", 1)], ABOUT, language("nl"))
    assert poster(*given) == poster(*given)


def test_it_says_the_name_the_day_the_figures_and_the_boundary() -> None:
    said = texts()
    assert {"Krakeel", "Stand op 25-11-2026", "4.950 inwoners", "93 hectare"} <= set(said)
    assert {"De grens in woorden", *ABOUT.sides} <= set(said)


def test_it_says_where_to_say_something() -> None:
    said = " ".join(texts())
    assert "Klopt de grens niet? Doe een voorstel." in said
    assert "smeedkaart.example" in said


def test_without_an_address_there_is_no_code() -> None:
    without = About(ABOUT.name, ABOUT.municipality, ABOUT.day, ABOUT.facts, ABOUT.sides)
    assert len(figure(without).axes[0].patches) < len(figure().axes[0].patches)


def test_the_licence_is_named() -> None:
    assert any("CC BY 4.0" in text for text in texts())


def test_a_long_boundary_becomes_smaller_and_stays_above_the_foot() -> None:
    sides = [f"Noord: {'de Hollandscheveldse Opgaande Vaart ' * 3}{n}" for n in range(14)]
    about = About(ABOUT.name, ABOUT.municipality, ABOUT.day, ABOUT.facts, sides, ABOUT.address)
    low = [t.get_position()[1] for t in figure(about).axes[0].texts if "Vaart" in t.get_text()]
    assert min(low) > MARGIN + 5


def test_a_name_that_is_too_long_is_cut() -> None:
    about = About("Hofje " * 33, ABOUT.municipality, ABOUT.day, ABOUT.facts, ABOUT.sides)
    assert any(text.startswith("Hofje") and text.endswith("…") for text in texts(about))


def test_an_area_in_parts_and_with_a_hole_is_drawn() -> None:
    land = shapely.union(square(0, 0, 3, 3) - square(1, 1), square(6, 0))
    assert poster(land, [], [], ABOUT, language("en"))[:5] == b"%PDF-"


LATIN = st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc"])


@given(st.text(LATIN, max_size=200), st.sampled_from([6.0, 11.0]))
def test_no_line_is_wider_than_its_room(text, size) -> None:
    assert all(len(line) <= 1 or size_of(line, size)[0] <= 50 for line in wrapped(text, size, 50))
