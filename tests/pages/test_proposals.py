"""Voorstellen without a browser: near-copies together, and a text that is hidden."""

from __future__ import annotations

import json

import pytest

from boundaries import commands
from boundaries.commands import Ask
from boundaries.participation import Asks
from tests.conftest import square
from tests.pages.test_pages import said, shown, town

__all__ = ["town"]
UNLAWFUL = "De buurman is een <b>boef</b>."


def proposals_page(url: str, code: str = "nl") -> None:
    from boundaries.pages import proposals
    from tests.pages.test_pages import site_of

    proposals.page(site_of(url, code))


def ask(store, title: str, land) -> int:
    with store.read() as parts:
        visitor = parts.people.visitor()
    asked = Ask(Asks.NEW, title, "Omdat we dat willen.", geometry=land, name=title)
    return commands.propose(store, visitor, asked).proposal


@pytest.fixture
def alike(town, store) -> str:
    """Three proposals, of which two are nearly the same."""
    ask(store, "Het Veld", square(4, 4, 10, 10))
    ask(store, "Ons Veld", square(4, 4, 10, 10.2))
    ask(store, "Elders", square(20, 20))
    return town


def listed(test) -> list[dict]:
    """Return what the list of proposals got to show."""
    (told,) = [
        json.loads(node.proto.mixed.json or node.proto.json)
        for node in test.get("bidi_component")
        if node.proto.component_name == "choice_list"
    ]
    return told["items"]


def test_near_copies_stand_below_the_first_of_them(alike) -> None:
    below = {
        one["title"]: (one["more"], [other["title"] for other in one["others"]])
        for one in listed(shown(proposals_page, alike))
        if one["others"]
    }
    assert below == {"Het Veld": ("1 voorstel lijkt hierop", ["Ons Veld"])}


def test_no_proposal_is_dropped_from_the_list(alike) -> None:
    rows = listed(shown(proposals_page, alike))
    names = {one["title"] for row in rows for one in (row, *row["others"])}
    assert names == {"Het Veld", "Ons Veld", "Elders"}


@pytest.fixture
def objected(town, store) -> str:
    number = ask(store, "Het Veld", square(4, 4))
    with store.read() as parts:
        visitor = parts.people.visitor()
    commands.respond(store, visitor, number, in_favour=False, reason=UNLAWFUL)
    return town


def press(test, label: str):
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception, test.exception
    return test


def test_a_text_is_hidden_with_a_reason_and_its_place_says_so(objected) -> None:
    test = shown(proposals_page, objected, voorstel="1")
    assert "boef" in said(test)
    test.selectbox[0].select_index(0)
    next(t for t in test.text_input if t.label == "Waarom wordt hij verborgen?").input(
        "Beledigend."
    )
    text = said(press(test, "Verberg deze tekst"))
    assert "boef" not in text
    assert "Verborgen door de gebiedsregisseur: Beledigend." in text
    assert "0 voor en 1 tegen." in text


def test_without_a_reason_nothing_is_hidden(objected) -> None:
    test = shown(proposals_page, objected, voorstel="1")
    test.selectbox[0].select_index(0)
    text = said(press(test, "Verberg deze tekst"))
    assert "De reden is leeg." in text
    assert "boef" in text


def visitor_page(url: str, code: str = "nl") -> None:
    from dataclasses import replace

    from boundaries.pages import proposals
    from tests.pages.test_pages import site_of

    site = site_of(url, code)
    with site.store.read() as parts:
        visitor = parts.people.visitor()
    proposals.page(replace(site, actor=visitor))


def test_a_visitor_hides_nothing(objected) -> None:
    test = shown(visitor_page, objected, voorstel="1")
    assert "Verberg deze tekst" not in [button.label for button in test.button]
