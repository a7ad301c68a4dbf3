"""Picking blocks without a map, on a page of its own.

Blocks are squares of 100 m, named as on a chessboard, A1 in the south-west; each has 40 people
but C3, which has 3. The Dorpsweg runs between the first and the second row.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from boundaries import commands
from boundaries.commands import NewPostcode
from tests.boundaries.ground import block, grid, street
from tests.conftest import on, square


def list_page(url: str, code: str, picked: list[str]) -> None:
    import streamlit as st

    from boundaries.pages.mine_list import pick_from_list
    from tests.pages.test_pages import site_of

    st.session_state.setdefault("picked", frozenset(picked))
    st.session_state["picked"] = pick_from_list(site_of(url, code), st.session_state["picked"])


@pytest.fixture
def board(store, admin, url):
    blocks = [*grid()[:-1], block("C3", 2, 2, 3)]
    commands.import_blocks(store, admin, blocks, on(2020))
    commands.import_lines(store, admin, [street("Dorpsweg", (0, 1), (2, 1))], on(2020))
    commands.import_postcodes(store, admin, [NewPostcode("7908AB", "C3", "row 2")], on(2020))
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0, 1, 3), occasion=on(2020))
    return url


def shown(url: str, picked=(), code: str = "nl") -> AppTest:
    kwargs = {"url": url, "code": code, "picked": list(picked)}
    test = AppTest.from_function(list_page, kwargs=kwargs, default_timeout=30)
    test.run()
    assert not test.exception, test.exception
    return test


def labels(test: AppTest) -> list[str]:
    return [box.label.replace("\\", "") for box in test.checkbox]


def tick(test: AppTest, label: str) -> AppTest:
    box = next(b for b in test.checkbox if b.label.replace("\\", "").startswith(label))
    return (box.uncheck if box.value else box.check)().run()


def press(test: AppTest, label: str) -> AppTest:
    return next(b for b in test.button if b.label == label).click().run()


def picked(test: AppTest) -> set[str]:
    return set(test.session_state["picked"])


def told(test: AppTest) -> str:
    return test.session_state["list-said"].text


def typed(test: AppTest, text: str) -> AppTest:
    return test.text_input[0].set_value(text).run()


def test_a_street_brings_the_blocks_on_both_sides(board) -> None:
    test = tick(typed(shown(board), "dor"), "Dorpsweg, 4 blokken")
    assert picked(test) == {"A1", "A2", "B1", "B2"}


def test_what_comes_in_is_told_with_the_people(board) -> None:
    test = tick(typed(shown(board), "dor"), "Dorpsweg")
    assert told(test) == "Dorpsweg erbij. 4 blokken, ongeveer 160 inwoners."


def test_under_five_people_are_not_told(board) -> None:
    test = tick(typed(shown(board), "7908ab"), "7908 AB")
    assert told(test) == "7908 AB erbij. 1 blok."


def test_an_area_brings_its_blocks(board) -> None:
    test = tick(typed(shown(board), "krakeel"), "Krakeel, 3 blokken")
    assert picked(test) == {"A1", "A2", "A3"}


def test_what_is_not_found_is_said(board) -> None:
    test = typed(shown(board), "Nergenshuizen")
    assert test.text[0].value == 'We vinden "Nergenshuizen" niet. Probeer alleen de straat.'


def test_a_block_is_taken_off_and_told(board) -> None:
    test = tick(shown(board, ["A1", "B1"]), "Blok B1")
    assert (picked(test), told(test)) == ({"A1"}, "Blok B1 eraf. 1 blok, ongeveer 40 inwoners.")


def test_the_list_begins_with_what_touches(board) -> None:
    assert labels(shown(board, ["A1"]))[:2] == [
        "Blok A2, ongeveer 40 inwoners",
        "Blok B1, ongeveer 40 inwoners",
    ]


def test_the_list_tells_no_number_of_a_small_block(board) -> None:
    assert "Blok C3, te klein om te tonen" in labels(shown(board, ["C2"]))


def test_a_block_stays_where_it_is_while_it_is_ticked(board) -> None:
    test = shown(board, ["A1"])
    before = labels(test)
    assert labels(tick(test, "Blok A2"))[: len(before)] == before


def test_new_neighbours_come_at_the_end(board) -> None:
    test = tick(shown(board, ["A1"]), "Blok A2")
    assert {label.split(",")[0] for label in labels(test)[3:]} == {"Blok A3", "Blok B2"}


def test_a_side_adds_its_neighbours(board) -> None:
    test = press(shown(board, ["B2"]), "Aan de noordkant: erbij")
    assert picked(test) == {"B2", "B3"}
    assert told(test) == "De noordkant erbij. 2 blokken, ongeveer 80 inwoners."


def test_a_side_takes_off_its_blocks(board) -> None:
    test = press(shown(board, ["B2", "B3"]), "Aan de noordkant: eraf")
    assert picked(test) == {"B2"}


def test_at_the_edge_there_is_nothing_to_add(board) -> None:
    test = press(shown(board, ["A1"]), "Aan de zuidkant: erbij")
    assert (picked(test), told(test)) == ({"A1"}, "Er is niets om erbij te nemen.")


def test_all_neighbours_come_in_at_once(board) -> None:
    test = press(shown(board, ["B2"]), "Neem alle buren erbij")
    assert picked(test) == {"B2", "A2", "B1", "B3", "C2"}


def test_the_same_words_are_told_again(board) -> None:
    test = press(shown(board, ["A1"]), "Aan de zuidkant: erbij")
    turn = test.session_state["list-said"].turn
    assert press(test, "Aan de zuidkant: erbij").session_state["list-said"].turn == turn + 1


def test_of_a_loose_block_is_asked_whether_it_may(board) -> None:
    test = shown(board, ["A1", "A2", "C3"])
    assert "Blok C3 ligt los van je gebied" in test.warning[0].value.replace("\\", "")
    assert picked(press(test, "Nee")) == {"A1", "A2"}


def test_a_loose_block_may_stay(board) -> None:
    test = press(shown(board, ["A1", "A2", "C3"]), "Ja")
    assert list(test.warning) == []
    assert picked(test) == {"A1", "A2", "C3"}


def test_a_block_that_is_gone_is_left_out(board) -> None:
    assert picked(shown(board, ["A1", "Z9"])) == {"A1"}


def test_with_nothing_in_it_says_what_to_type(board) -> None:
    said = [caption.value for caption in shown(board).caption]
    assert said == ["Typ drie letters van een straat, een postcode of een gebied."]


def test_what_was_picked_elsewhere_stands_in_the_list(board) -> None:
    test = tick(shown(board, ["A1"]), "Blok A2")
    test.session_state["picked"] = frozenset({"C2"})
    assert any(label.startswith("Blok C3") for label in labels(test.run()))


def test_all_is_there_in_english(board) -> None:
    assert "On the north side: add" in [b.label for b in shown(board, ["A1"], "en").button]


def test_a_name_from_a_file_does_nothing_in_a_label(store, admin, url) -> None:
    evil = block("A1", 0, 0)
    name = "![x](http://other.host/x.png) *a*"
    commands.import_blocks(store, admin, [replace(evil, name=name)], on(2020))
    assert shown(url, ["A1"]).checkbox[0].label.startswith(r"\!\[x\](http\://other.host/x.png) \*a")
