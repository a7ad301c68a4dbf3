"""What a municipality sets for itself, and that it is obeyed from then on."""

from __future__ import annotations

import pytest

from boundaries import commands, queries, settings
from boundaries.errors import Forbidden, Refused
from boundaries.language import language
from boundaries.model import (
    Actor,
    Block,
    ChangeKind,
    OverlapPolicy,
    PersonId,
    ProjectKind,
    Role,
)
from boundaries.participation import Asks
from tests.conftest import on, square


def place_of(store):
    with store.read() as parts:
        return parts.areas.municipality()


def set_(store, admin, key, value):
    return commands.set_setting(store, admin, key, value)


@pytest.mark.parametrize(
    ("key", "value", "attribute", "expected"),
    [
        ("overlap", "consent", "overlap", OverlapPolicy.CONSENT),
        ("consultation_days", "42", "consultation_days", 42),
        ("smallest_ha", "0,5", "smallest_ha", 0.5),
        ("k", "8", "k", 8),
        ("surface_k", "12", "surface_k", 12),
        ("quorum", "50", "quorum", 50),
        ("threshold", "66", "threshold", 66),
        ("languages", "en", "languages", ("en",)),
        ("basemap", "https://kaart.example/{z}/{x}/{y}.png", "basemap",
         "https://kaart.example/{z}/{x}/{y}.png"),
        ("basemap", "none", "basemap", "none"),
        ("licence", "cc0 1.0", "licence", "CC0 1.0"),
    ],
)  # fmt: skip
def test_a_setting_is_kept(store, admin, key, value, attribute, expected) -> None:
    set_(store, admin, key, value)
    assert getattr(place_of(store), attribute) == expected


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("overlap", "perhaps"),
        ("consultation_days", "0"),
        ("smallest_ha", "-1"),
        ("smallest_ha", "nan"),
        ("k", "4"),
        ("k", "5.5"),
        ("surface_k", "9"),
        ("quorum", "101"),
        ("threshold", "0"),
        ("languages", "fr"),
        ("languages", ""),
        ("languages", "nl nl"),
        ("basemap", "javascript:alert(1)//{z}{x}{y}"),
        ("basemap", "https://kaart.example/tile.png"),
        ("licence", "all rights reserved"),
        ("basemap", "https://kaart.example/{z}/{x}/{y}.png\" onerror=x"),
        ("words.nl.quick_win", "x" * 61),
        ("words.nl.quick_win", "a\u202eb"),
    ],
)  # fmt: skip
def test_a_value_that_can_not_be_is_refused(store, admin, key, value) -> None:
    with pytest.raises(Refused) as refused:
        set_(store, admin, key, value)
    assert refused.value.code == "value"
    assert place_of(store).k == 5


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("key", [k for k in settings.names() if not k.startswith("words")])
def test_a_refusal_says_in_both_languages_what_may_be(store, admin, code, key) -> None:
    with pytest.raises(Refused) as refused:
        set_(store, admin, key, "{\u202e}")
    assert "{\u202e}" in language(code).sentence(refused.value)


def test_an_unknown_setting_is_refused_with_those_that_there_are(store, admin) -> None:
    with pytest.raises(Refused) as refused:
        set_(store, admin, "colour", "red")
    assert "surface_k" in language("en").sentence(refused.value)


def test_a_setting_that_stays_the_same_is_refused(store, admin) -> None:
    with pytest.raises(Refused) as refused:
        set_(store, admin, "k", "5")
    assert refused.value.code == "same"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN}))
def test_only_an_administrator_sets(store, role) -> None:
    with pytest.raises(Forbidden):
        set_(store, Actor(PersonId(1), role, known=True), "k", "8")


def test_a_change_of_a_setting_stands_in_the_log_with_what_it_was(store, admin) -> None:
    set_(store, admin, "k", "8")
    with store.read() as parts:
        (change,) = queries.log(parts)
        (was,) = parts.areas.was_set()
    assert (change.kind, change.occasion.reason) == (ChangeKind.SETTINGS, "k: 5 → 8")
    assert (was.change, was.key, was.before, was.after) == (change.id, "k", "5", "8")


def test_a_setting_is_not_undone_but_set_back(store, admin) -> None:
    done = set_(store, admin, "k", "8")
    with pytest.raises(Refused) as refused:
        commands.undo(store, admin, done.change)
    assert refused.value.code == "not_undoable"
    set_(store, admin, "k", "5")
    assert place_of(store).k == 5


def test_an_area_with_fewer_than_k_residents_shows_none(store, admin) -> None:
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    commands.import_blocks(
        store, admin, [Block("b", "b", square(0, 0), 7, 5, 2007, "CBS")], on(2007)
    )
    with store.read() as parts:
        assert queries.areas_at(parts, on(2008).on)[0].shown_residents == 7
    set_(store, admin, "k", "8")
    with store.read() as parts:
        assert queries.areas_at(parts, on(2008).on)[0].shown_residents is None


def test_a_stricter_rule_names_the_areas_that_overlap_and_leaves_them(store, admin) -> None:
    set_(store, admin, "overlap", "free")
    for name, column in (("Krakeel", 0), ("Wolfsbos", 0.5)):
        commands.found(store, admin, name=name, geometry=square(column, 0), occasion=on(2007))
    done = set_(store, admin, "overlap", "forbidden")
    assert done.overlapping == (("Krakeel", "Wolfsbos"),)
    with store.read() as parts:
        assert len(parts.areas.ids(on(2008).on)) == 2


def test_a_proposal_can_be_responded_to_as_long_as_is_set(store, admin) -> None:
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    set_(store, admin, "consultation_days", "3")
    ask = commands.Ask(Asks.NEW, "Erbij", "omdat", geometry=square(3, 3), name="Wolfsbos")
    made = commands.propose(store, admin, ask)
    with store.read() as parts:
        proposal = parts.participation.proposal(made.proposal)
    assert (proposal.closes - proposal.opens).days == 3


def test_own_words_are_of_one_language_and_can_be_taken_back(store, admin) -> None:
    set_(store, admin, "words.nl.quick_win", "Snelle klus")
    words = language("nl", place_of(store))
    assert words.kind(ProjectKind.QUICK_WIN) == "Snelle klus"
    assert language("en", place_of(store)).kind(ProjectKind.QUICK_WIN) == "Quick win"
    set_(store, admin, "words.nl.quick_win", "")
    assert place_of(store).words == ()


def test_pages_are_in_a_language_of_the_municipality(store, admin) -> None:
    set_(store, admin, "languages", "en")
    assert language("nl", place_of(store)).code == "en"
    assert language(None, place_of(store)).code == "en"
