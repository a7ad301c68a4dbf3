"""Coordinators, partners, questions and quiet areas on the command line."""

from __future__ import annotations

from boundaries import commands
from boundaries.model import AreaId
from data.store import open_store
from tests.cli.conftest import found


def test_a_coordinator_is_appointed_and_taken_away(place) -> None:
    found(place)
    answer = place("appoint", "GM0118-0001", "--name", "Anna", "--contact", "06", "--json").json
    assert answer == {"area": "GM0118-0001", "name": "Anna", "contact": "06"}
    assert place("appoint", "GM0118-0001", "--json").json["name"] is None


def test_a_partner_is_added_listed_and_ended(place) -> None:
    added = place("partner", "add", "Domesta", "--kind", "housing", "--json").json
    assert added["partner"] == 1
    assert len(added["secret"]) > 20
    (one,) = place("partner", "list", "--json").json["partners"]
    assert (one["name"], one["kind"], one["until"]) == ("Domesta", "housing", None)
    assert place("partner", "end", "1").code == 0
    assert place("partner", "end", "1", "--json").json["error"]["code"] == "ended"
    assert place("partner", "end", "2", "--json").json["error"]["code"] == "unknown_partner"


def test_a_question_waits_until_it_is_answered(place, url) -> None:
    found(place)
    store = open_store(url)
    with store.read() as parts:
        visitor = parts.people.visitor()
    commands.ask_question(store, visitor, AreaId("GM0118-0001"), "Waar is de bank?")
    store.close()
    (one,) = place("questions", "--waiting", "--json").json["questions"]
    assert (one["text"], one["answer"], one["days"]) == ("Waar is de bank?", None, 0)
    assert place("answer", "1", "--text", "Bij de vijver.").code == 0
    assert place("questions", "--waiting", "--json").json["questions"] == []
    assert place("verify").code == 0


def test_an_area_without_a_sign_of_life_is_listed_as_quiet(place) -> None:
    found(place)
    (one,) = place("quiet", "--json").json["areas"]
    assert (one["id"], one["last"]) == ("GM0118-0001", "2007-05-07")


def test_who_is_known_is_listed_and_erased(place) -> None:
    assert place("role", "https://x.example 17", "policy").code == 0
    (one,) = place("persons", "--json").json["persons"]
    assert (one["subject"], one["role"]) == ("https://x.example 17", "policy")
    erased = place("erase", "https://x.example 17", "--json").json
    assert erased["person"] == one["person"]
    assert place("persons", "--json").json["persons"] == []
    assert place("verify").code == 0


def test_nobody_unknown_is_erased(place) -> None:
    for who in ("99", "anna"):
        answer = place("erase", who, "--json")
        assert (answer.code, answer.json["error"]["code"]) == (2, "person")
