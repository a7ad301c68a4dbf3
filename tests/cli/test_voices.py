"""Rounds and proposals on the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import found
from tests.conftest import square

WHY = ("--reason", "Omdat het kan.")
NORTH = square(0, 1).wkt


@pytest.fixture
def one(place):
    """West stands; a proposal asks for an area north of it."""
    # | N |
    # +---+
    # | 1 |
    # +---+
    found(place, "West", square(0, 0).wkt, "2010-01-01")
    return place


def ask(run, *more: str):
    new = ("propose", "new", "--title", "Noord erbij", "--name", "Noord", "--geometry", NORTH)
    return run(*new, *WHY, *more, "--json")


def test_a_round_is_opened_listed_and_closed(one) -> None:
    days = ("--from", "2020-01-01", "--to", "2999-01-01")
    opened = one("round", "open", "--name", "Teken mee", *days, *WHY, "--json").json
    assert opened == {"change": 2, "round": 1}
    (told,) = one("round", "list", "--json").json["rounds"]
    assert (told["name"], told["open"]) == ("Teken mee", True)
    assert one("round", "close", "1", *WHY, "--json").json == {"change": 3, "round": 1}
    assert not one("round", "list", "--json").json["rounds"][0]["open"]


def test_a_proposal_is_made_supported_and_objected_to(one) -> None:
    made = ask(one).json
    assert made.keys() == {"change", "proposal", "secret"}
    one("support", "1")
    one("object", "1", "--reason", "Liever niet.")
    (told,) = one("proposals", "--json").json["proposals"]
    assert (told["status"], told["in_favour"], told["against"]) == ("consulted", 1, 1)


def test_a_response_with_the_private_link_takes_the_place_of_the_one_before(one) -> None:
    ask(one)
    secret = one("support", "1", "--json").json["secret"]
    one("object", "1", "--reason", "Toch niet.", "--link", secret)
    (told,) = one("proposals", "--json").json["proposals"]
    assert (told["in_favour"], told["against"]) == (0, 1)


def test_nothing_is_decided_while_people_may_respond(one) -> None:
    ask(one)
    decided = ("decide", "1", "--outcome", "as_asked", "--body", "de stuurgroep", *WHY, "--json")
    refused = one(*decided)
    assert refused.json["error"]["code"] == "status"


def test_only_the_private_link_of_its_maker_withdraws_a_proposal(one) -> None:
    secret = ask(one).json["secret"]
    assert one("withdraw", "1", *WHY, "--json").json["error"]["code"] == "role"
    one("withdraw", "1", *WHY, "--link", secret)
    assert one("proposals", "--json").json["proposals"][0]["status"] == "withdrawn"


def test_an_unlawful_text_is_hidden_by_its_number(one) -> None:
    ask(one)
    one("object", "1", "--reason", "Een belediging.")
    (told,) = one("responses", "1", "--json").json["responses"]
    assert (told["id"], told["reason"], told["hidden"]) == (1, "Een belediging.", None)
    assert (
        one("hide", "1", "1", "--reason", "Beledigend.", "--json").json["hidden"] == "Beledigend."
    )
    (told,) = one("responses", "1", "--json").json["responses"]
    assert (told["reason"], told["hidden"]) == ("", "Beledigend.")
    assert "Een belediging." not in one("responses", "1").out
    assert one("proposals", "--json").json["proposals"][0]["against"] == 1


def test_a_response_that_is_not_there_is_not_hidden(one) -> None:
    ask(one)
    refused = one("hide", "1", "7", *WHY, "--json")
    assert refused.json["error"]["code"] == "unknown_response"


def test_responses_to_a_proposal_that_is_not_there_are_refused(one) -> None:
    assert one("responses", "9", "--json").json["error"]["code"] == "unknown_proposal"
