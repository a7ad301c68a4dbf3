"""Proposals: asked, responded to, decided on by people, and carried out."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from boundaries import commands, voices
from boundaries.commands import Ask, Decision
from boundaries.errors import Conflict, Forbidden, Refused
from boundaries.lie import read_lie
from boundaries.model import Actor, LinkId, Owner
from boundaries.participation import Asks, Outcome, ProposalId, Response, ResponseId, Status
from data.store import verify_store
from tests.conftest import area, on, square

TODAY = dt.date(2026, 11, 23)
LATER = dt.timedelta(days=30)


@pytest.fixture
def visitor(store) -> Actor:
    with store.read() as parts:
        return parts.people.visitor()


@pytest.fixture
def two(store, admin) -> None:
    # +---+---+
    # | 1 | 2 |
    # +---+---+
    for number, name in enumerate(["West", "Oost"]):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2010))


def ask(asks: Asks, **given) -> Ask:
    return Ask(asks, "Een voorstel", "Omdat we dat willen.", **given)


NEW = ask(Asks.NEW, name="Noord", geometry=square(0, 1, 2))
GROW = ask(Asks.ADJUST, areas=[area(1)], geometry=square(0, 0, 1.5))
MERGE = ask(Asks.MERGE, areas=[area(1), area(2)], name="Samen")
CUT = shapely.LineString([square(0, 0.5).bounds[:2], square(1, 0.5).bounds[:2]])
SPLIT = ask(Asks.SPLIT, areas=[area(1)], geometry=CUT, name="Boven", second_name="Onder")
REST = ask(Asks.REST, areas=[area(2)])


def decision(outcome: Outcome = Outcome.AS_ASKED, **given) -> Decision:
    day = given.pop("on", TODAY + LATER)
    return Decision(outcome, "de stuurgroep", "Bewoners willen het.", day, **given)


def known(store, number=1):
    with store.read() as parts:
        return parts.participation.proposal(ProposalId(number))


def standing(store, day) -> dict[str, float]:
    with store.read() as parts:
        return {v.name: round(v.geometry.area) for v in parts.areas.at(day)}


@pytest.mark.parametrize(
    ("asked", "stands"),
    [
        (NEW, {"West": 10_000, "Oost": 10_000, "Noord": 20_000}),
        (GROW, {"West": 15_000, "Oost": 5_000}),
        (MERGE, {"Samen": 20_000}),
        (SPLIT, {"Boven": 5_000, "Onder": 5_000, "Oost": 10_000}),
    ],
    ids=["new", "adjust", "merge", "split"],
)
def test_what_is_decided_as_asked_is_carried_out(store, admin, visitor, two, clock, asked, stands):
    number = commands.propose(store, visitor, asked).proposal
    clock.now += LATER
    commands.decide(store, admin, number, decision())
    assert standing(store, TODAY + LATER) == stands
    assert known(store).last.outcome is Outcome.AS_ASKED


def test_an_area_rests_when_that_was_decided(store, admin, visitor, two, clock, url) -> None:
    number = commands.propose(store, visitor, REST).proposal
    clock.now += LATER
    commands.decide(store, admin, number, decision())
    with store.read() as parts:
        assert [v.name for v in parts.areas.at(TODAY + LATER) if v.resting] == ["Oost"]
    assert verify_store(url) == []


def test_what_is_refused_changes_no_area(store, admin, visitor, two, clock) -> None:
    number = commands.propose(store, visitor, MERGE).proposal
    clock.now += LATER
    before = standing(store, TODAY + LATER)
    commands.decide(store, admin, number, decision(Outcome.REFUSED))
    assert standing(store, TODAY + LATER) == before
    assert known(store).status(TODAY) is Status.DECIDED


def test_what_becomes_smaller_needs_its_boundary(store, admin, visitor, two, clock) -> None:
    number = commands.propose(store, visitor, NEW).proposal
    clock.now += LATER
    with pytest.raises(Refused, match="Give the boundary"):
        commands.decide(store, admin, number, decision(Outcome.SMALLER))
    commands.decide(store, admin, number, decision(Outcome.SMALLER, geometry=square(0, 1)))
    assert standing(store, TODAY + LATER)["Noord"] == 10_000


def test_a_decision_that_cannot_be_carried_out_is_not_recorded(store, admin, visitor, two, clock):
    number = commands.propose(store, visitor, GROW).proposal
    commands.rename(store, admin, area(1), name="Anders", occasion=on(2020))
    clock.now += LATER
    with pytest.raises(Conflict):
        commands.decide(store, admin, number, decision())
    assert known(store).status(TODAY + LATER) is Status.WAITING


def test_nothing_is_decided_while_people_may_respond(store, admin, visitor, two) -> None:
    number = commands.propose(store, visitor, NEW).proposal
    with pytest.raises(Refused, match="After that it can be decided"):
        commands.decide(store, admin, number, decision(on=TODAY))


def test_a_visitor_decides_nothing(store, visitor, two, clock) -> None:
    number = commands.propose(store, visitor, NEW).proposal
    clock.now += LATER
    with pytest.raises(Forbidden):
        commands.decide(store, visitor, number, decision())


def test_a_proposal_says_from_whom_it_takes(store, visitor, two) -> None:
    commands.propose(store, visitor, GROW)
    assert (known(store).areas, known(store).losers) == ([area(1)], [area(2)])


def test_who_sent_a_proposal_withdraws_it_with_the_private_link(store, admin, visitor, two):
    sent = commands.propose(store, visitor, MERGE)
    with store.read() as parts:
        maker = voices.acting_by(parts, visitor, sent.secret)
    with pytest.raises(Forbidden):
        commands.withdraw(store, admin, sent.proposal, reason="Weg ermee.")
    commands.withdraw(store, maker, sent.proposal, reason="Toch niet.")
    assert known(store).status(TODAY) is Status.WITHDRAWN


def test_a_draft_takes_no_response_until_it_is_submitted(store, admin, visitor, two) -> None:
    number = commands.propose(store, visitor, MERGE, draft=True).proposal
    with pytest.raises(Refused, match="draft"):
        commands.respond(store, visitor, number, in_favour=True)
    commands.submit(store, admin, number)
    assert known(store).status(TODAY) is Status.CONSULTED
    assert known(store).closes == TODAY + dt.timedelta(days=28)


@pytest.mark.parametrize(
    "bad",
    [
        ask(Asks.NEW, geometry=square(0, 1)),
        ask(Asks.NEW, name="Noord"),
        ask(Asks.ADJUST, geometry=square(0, 1)),
        ask(Asks.MERGE, areas=[area(1)], name="Samen"),
        ask(Asks.MERGE, areas=[area(1), area(1)], name="Samen"),
        ask(Asks.SPLIT, areas=[area(1)], name="Boven", second_name="Onder"),
        ask(Asks.REST),
    ],
)
def test_a_proposal_that_is_not_whole_is_refused(store, visitor, two, bad) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose(store, visitor, bad)
    assert refused.value.code == "parts"


def test_the_boundary_that_an_area_has_already_is_no_proposal(store, visitor, two) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose(store, visitor, ask(Asks.ADJUST, areas=[area(1)], geometry=square(0, 0)))
    assert refused.value.code == "unchanged"


def test_a_line_that_does_not_cut_is_refused(store, visitor, two) -> None:
    beside = shapely.LineString([square(5, 5).bounds[:2], square(6, 5).bounds[:2]])
    with pytest.raises(Refused, match="does not cut"):
        commands.propose(
            store,
            visitor,
            ask(Asks.SPLIT, areas=[area(1)], geometry=beside, name="Boven", second_name="Onder"),
        )


def test_a_response_is_changed_by_another_one_of_the_same_link(store, visitor, two) -> None:
    number = commands.propose(store, visitor, NEW).proposal
    secret = commands.respond(store, visitor, number, in_favour=True)
    with store.read() as parts:
        again = voices.acting_by(parts, visitor, secret)
    assert commands.respond(store, again, number, in_favour=False, reason="Toch niet.") is None
    with store.read() as parts:
        (response,) = parts.participation.responses(number)
    assert (response.in_favour, response.reason) == (False, "Toch niet.")


def test_an_objection_needs_a_reason(store, visitor, two) -> None:
    number = commands.propose(store, visitor, NEW).proposal
    with pytest.raises(Refused) as refused:
        commands.respond(store, visitor, number, in_favour=False)
    assert refused.value.code == "reason"


def test_nobody_responds_after_the_last_day(store, visitor, two, clock) -> None:
    number = commands.propose(store, visitor, NEW).proposal
    clock.now += LATER
    with pytest.raises(Refused, match="was possible until"):
        commands.respond(store, visitor, number, in_favour=True)


def test_an_unlawful_text_is_hidden_and_counts_as_before(store, admin, visitor, two) -> None:
    number = commands.propose(store, visitor, NEW).proposal
    commands.respond(store, visitor, number, in_favour=False, reason="Iets ergs.")
    with pytest.raises(Forbidden):
        commands.hide_response(store, visitor, number, ResponseId(1), why="Beledigend.")
    commands.hide_response(store, admin, number, ResponseId(1), why="Beledigend.")
    with store.read() as parts:
        (response,) = parts.participation.responses(number)
    assert (response.hidden, response.in_favour) == ("Beledigend.", False)


def test_what_was_decided_cannot_be_edited_behind_our_back(store, admin, visitor, two, url, clock):
    number = commands.propose(store, visitor, NEW).proposal
    clock.now += LATER
    commands.decide(store, admin, number, decision(Outcome.REFUSED))
    assert verify_store(url) == []


def test_an_area_that_changed_since_is_told(store, admin, visitor, two) -> None:
    commands.propose(store, visitor, GROW)
    with store.read() as parts:
        assert not voices.has_changed(parts, known(store))
    commands.rename(store, admin, area(2), name="Anders", occasion=on(2020))
    with store.read() as parts:
        assert voices.has_changed(parts, known(store))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (NEW, [("Noord", 20_000)]),
        (GROW, [("West", 5_000), ("Oost", -5_000)]),
        (MERGE, [("Samen", 20_000), ("West", -10_000), ("Oost", -10_000)]),
        (SPLIT, [("Boven", 5_000), ("Onder", 5_000), ("West", -10_000)]),
        (REST, [("Oost", 0)]),
    ],
    ids=["new", "adjust", "merge", "split", "rest"],
)
def test_a_proposal_tells_what_each_area_gains_and_loses(store, visitor, two, asked, told) -> None:
    commands.propose(store, visitor, asked)
    with store.read() as parts:
        effects = voices.effects(parts, known(store), read_lie(parts, TODAY))
    assert [(e.name, round(e.m2)) for e in effects] == told


def responses(known_ones: int, unknown: int) -> list[Response]:
    owners = [Owner(person=n) for n in range(known_ones)]
    owners += [Owner(link=LinkId(n)) for n in range(unknown)]
    return [Response(ResponseId(n), o, n % 2 == 0, "", TODAY) for n, o in enumerate(owners)]


def test_responses_are_counted_with_and_without_account() -> None:
    told = voices.counts(responses(6, 8), 5)
    assert (told.in_favour, told.against, told.with_account) == (7, 7, (3, 3))


@pytest.mark.parametrize("split", [(4, 20), (20, 4)])
def test_a_part_about_few_people_is_hidden_and_not_to_be_worked_out(split) -> None:
    assert voices.counts(responses(*split), 5).with_account == (None, None)
