"""Finding a street, a postcode or an area by what somebody types. Squares are 100 m."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.model import STILL, AreaId, AreaVersion, Precision
from boundaries.searching import Kind, search
from tests.boundaries.ground import grid, lie, street
from tests.conftest import square

LINES = [
    street("Krakeelse Laan", (0, 0.5), (3, 0.5)),
    street("Laan van Kraak", (0, 1.5), (1, 1.5)),
    street("Oude Krakeel", (5, 5), (6, 5)),
    street("Café-plein", (2, 2), (2.5, 2.5)),
    street("Krakeelse Vaart", (0, 1), (3, 1), kind="water"),
]
CODES = {"7908AB": frozenset({"A1", "B1"}), "7908AC": frozenset({"C3"})}
BOARD = lie(grid(), LINES, CODES)


def version(number: int, name: str, land) -> AreaVersion:
    id_ = AreaId(f"GM0118-{number:04d}")
    return AreaVersion(id_, 1, name, land, dt.date(2010, 1, 1), STILL, Precision.DAY, number)


STANDING = [
    version(1, "Krakeel", square(0, 0, 2, 2)),
    version(2, "Wolfsbos", square(2, 0, 1, 2)),
]


def names(text: str) -> list[str]:
    return [found.name for found in search(BOARD, STANDING, text)]


def one(text: str):
    return search(BOARD, STANDING, text)[0]


def test_what_is_called_so_comes_before_what_begins_so_and_what_has_such_a_word() -> None:
    assert names("krakeel") == ["Krakeel", "Krakeelse Laan", "Oude Krakeel"]


def test_three_letters_in_the_middle_are_enough() -> None:
    assert names("raa") == ["Laan van Kraak"]


def test_accents_and_hyphens_do_not_count() -> None:
    assert names("cafe plein") == ["Café-plein"]


def test_a_word_after_a_hyphen_is_a_word() -> None:
    assert names("plein") == ["Café-plein"]


@pytest.mark.parametrize("text", ["Krakeelse Laan 12", "krakeelse  laan 12a, Hoogeveen"])
def test_a_house_number_does_not_count(text) -> None:
    assert names(text) == ["Krakeelse Laan"]


def test_water_is_not_found_as_a_street() -> None:
    assert names("vaart") == []


@pytest.mark.parametrize("text", ["", " ", "k"])
def test_under_two_letters_nothing_is_found(text) -> None:
    assert names(text) == []


def test_a_street_says_in_which_area_most_of_it_lies() -> None:
    found = one("krakeelse laan")
    assert (found.kind, found.area, found.area_name) == (Kind.STREET, "GM0118-0001", "Krakeel")


def test_a_street_in_nobodys_land_lies_in_no_area() -> None:
    assert one("oude krakeel").area is None


def test_a_postcode_has_the_land_of_its_blocks() -> None:
    found = one("7908 ab")
    assert (found.kind, found.name, found.key) == (Kind.POSTCODE, "7908 AB", "7908AB")
    assert found.place.equals(square(0, 0, 2))


def test_four_digits_find_all_their_postcodes() -> None:
    assert names("7908") == ["7908 AB", "7908 AC"]


def test_an_area_lies_in_itself() -> None:
    found = one("wolfsbos")
    assert (found.kind, found.area, found.area_name) == (Kind.AREA, "GM0118-0002", "Wolfsbos")


def test_no_more_is_found_than_is_asked_for() -> None:
    assert len(search(BOARD, STANDING, "kra", most=2)) == 2


@given(st.text(max_size=30))
def test_any_text_is_answered(text) -> None:
    assert all(found.name for found in search(BOARD, STANDING, text))
