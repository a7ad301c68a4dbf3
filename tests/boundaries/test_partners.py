"""Who coordinates an area, who works along, and what residents ask of them."""

from __future__ import annotations

import datetime as dt

import pytest

from boundaries import commands, voices
from boundaries.commands import questions as rules_of_questions
from boundaries.errors import Conflict, Forbidden, Refused, Unknown
from boundaries.model import Actor, PersonId, Role
from boundaries.people import PartnerKind
from boundaries.reaching import coordinator_of
from tests.conftest import NOON, area, on, square

VISITOR = Actor(PersonId(2), Role.VISITOR)


@pytest.fixture
def two(store, admin):
    """Two areas side by side, the second one twice as large."""
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Wolfsbos", geometry=square(1, 0, 2), occasion=on(2007))
    return store


def appoint(store, admin, number, name="Anna", contact="06 12 34 56 78", subject=""):
    commands.appoint(store, admin, area(number), name=name, contact=contact, subject=subject)


def coordinator(store, number):
    with store.read() as parts:
        found = coordinator_of(parts, area(number))
    return None if found is None else found.name


def persons(store):
    """Return names and contacts that the store holds."""
    with store.read() as parts:
        return {(c.name, c.contact) for c in parts.people.coordinators().values()}


def test_an_area_has_the_coordinator_that_was_appointed(two, admin) -> None:
    appoint(two, admin, 1)
    assert (coordinator(two, 1), coordinator(two, 2)) == ("Anna", None)
    with two.read() as parts:
        one = coordinator_of(parts, area(1))
    assert (one.contact, one.since) == ("06 12 34 56 78", NOON.date())


def test_another_takes_the_place_of_who_was_there(two, admin) -> None:
    appoint(two, admin, 1)
    appoint(two, admin, 1, "Bram", "bram@gemeente.example")
    assert coordinator(two, 1) == "Bram"
    assert persons(two) == {("Bram", "bram@gemeente.example")}


def test_somebody_can_coordinate_several_areas_and_lose_one(two, admin) -> None:
    appoint(two, admin, 1)
    appoint(two, admin, 2)
    appoint(two, admin, 1, "", "")
    assert (coordinator(two, 1), coordinator(two, 2)) == (None, "Anna")


def test_who_signs_in_keeps_his_role(two, admin) -> None:
    subject = "https://inloggen.example 17"
    commands.give_role(two, admin, subject, Role.COORDINATOR)
    appoint(two, admin, 1, subject=subject)
    with two.read() as parts:
        assert parts.people.known(subject).role is Role.COORDINATOR
        assert [m.name for m in parts.people.members()] == ["Anna"]


def test_to_be_appointed_gives_no_role(two, admin) -> None:
    subject = "https://inloggen.example 18"
    appoint(two, admin, 1, subject=subject)
    with two.read() as parts:
        assert parts.people.known(subject).role is Role.VISITOR


def test_after_a_merger_the_coordinator_of_the_largest_parent_is_turned_to(two, admin) -> None:
    appoint(two, admin, 1)
    appoint(two, admin, 2, "Bram", "bram@gemeente.example")
    done = commands.merge(two, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    assert coordinator(two, 3) == "Bram"
    appoint(two, admin, 3, "Cor", "cor@gemeente.example")
    assert coordinator(two, 3) == "Cor"
    commands.undo(two, admin, done.change)
    assert (coordinator(two, 1), coordinator(two, 2)) == ("Anna", "Bram")


def test_an_area_that_only_took_land_has_no_coordinator_of_its_neighbour(two, admin) -> None:
    appoint(two, admin, 2, "Bram", "bram@gemeente.example")
    commands.adjust(
        two, admin, area(1), geometry=square(0, 0, 1.5), occasion=on(2010), shared_with=[area(2)]
    )
    assert coordinator(two, 1) is None


@pytest.mark.parametrize(
    ("name", "contact", "code"),
    [("Anna", "", "contact"), ("", "06", "contact"), ("A\x1b", "06", "control_chars"),
     ("A" * 201, "06", "too_long")],
)  # fmt: skip
def test_a_coordinator_has_a_name_and_can_be_reached(two, admin, name, contact, code) -> None:
    with pytest.raises(Refused) as refused:
        appoint(two, admin, 1, name, contact)
    assert refused.value.code == code


def test_nobody_coordinates_an_area_that_is_not_there(two, admin) -> None:
    with pytest.raises(Unknown):
        appoint(two, admin, 9)


def test_that_somebody_coordinates_stands_in_no_log(two, admin) -> None:
    with two.read() as parts:
        before = parts.areas.last_change()
    appoint(two, admin, 1)
    with two.read() as parts:
        assert parts.areas.last_change() == before


@pytest.fixture
def domesta(two, admin):
    """A partner, with the actor who has its link."""
    added = commands.add_partner(two, admin, name="Domesta", kind=PartnerKind.HOUSING)
    with two.read() as parts:
        return added.partner, voices.acting_by(parts, VISITOR, added.secret)


def asked(store, number=1, text="Wanneer komt de bank terug?", actor=VISITOR, **more):
    return commands.ask_question(store, actor, area(number), text, **more)


def question(store, number):
    with store.read() as parts:
        return parts.participation.question(number)


def test_two_partners_do_not_have_one_name(two, admin, domesta) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_partner(two, admin, name=" domesta ", kind=PartnerKind.OTHER)
    assert refused.value.code == "duplicate"


def test_a_question_waits_until_it_is_answered(two, admin, clock) -> None:
    number = asked(two)
    clock.now += dt.timedelta(days=23)
    assert question(two, number).silence(clock.now.date()) == 23
    commands.answer_question(two, admin, number, "Volgende week.")
    clock.now += dt.timedelta(days=5)
    one = question(two, number)
    assert (one.answer, one.waits, one.silence(clock.now.date())) == ("Volgende week.", False, 23)


def test_the_partner_that_was_asked_answers_by_its_link(two, domesta) -> None:
    partner, by_link = domesta
    number = asked(two, partner=partner)
    commands.answer_question(two, by_link, number, "Ja.")
    assert question(two, number).answer == "Ja."


def test_a_partner_answers_nothing_that_others_were_asked(two, admin, domesta) -> None:
    _, by_link = domesta
    other = commands.add_partner(two, admin, name="Politie", kind=PartnerKind.POLICE)
    for number in (asked(two), asked(two, partner=other.partner)):
        with pytest.raises(Forbidden):
            commands.answer_question(two, by_link, number, "Ja.")


def test_a_partner_that_was_ended_answers_no_more_and_is_not_asked(two, admin, domesta) -> None:
    partner, by_link = domesta
    number = asked(two, partner=partner)
    commands.end_partner(two, admin, partner)
    with pytest.raises(Forbidden):
        commands.answer_question(two, by_link, number, "Ja.")
    with pytest.raises(Refused) as refused:
        asked(two, partner=partner)
    assert refused.value.code == "ended"
    commands.answer_question(two, admin, number, "Wij zoeken het uit.")


def test_a_partner_is_ended_once(two, admin, domesta) -> None:
    commands.end_partner(two, admin, domesta[0])
    with pytest.raises(Refused) as refused:
        commands.end_partner(two, admin, domesta[0])
    assert refused.value.code == "ended"


def test_who_asked_can_not_answer_himself(two, admin) -> None:
    with two.write() as parts:
        link, _secret = parts.people.new_link(NOON.date())
    by_link = Actor(PersonId(2), Role.VISITOR, link)
    number = asked(two, actor=by_link)
    with pytest.raises(Forbidden):
        commands.answer_question(two, by_link, number, "Ja.")


def test_a_hidden_question_keeps_its_place_and_waits_no_more(two, admin) -> None:
    number = asked(two, text="De buurman is een boef.")
    commands.hide_question(two, admin, number, why="Een belediging.")
    assert (question(two, number).hidden, question(two, number).waits) == ("Een belediging.", False)
    with pytest.raises(Refused):
        commands.answer_question(two, admin, number, "Nee.")


def test_only_a_coordinator_hides(two) -> None:
    number = asked(two)
    with pytest.raises(Forbidden):
        commands.hide_question(two, VISITOR, number, why="daarom")


@pytest.mark.parametrize("text", ["", "  ", "a\x00b", "x" * 1_001])
def test_a_question_says_something_and_not_too_much(two, text) -> None:
    with pytest.raises(Refused):
        asked(two, text=text)


def test_a_flood_of_questions_is_stopped_until_some_are_answered(two, admin, clock) -> None:
    for n in range(rules_of_questions.MOST_WAITING):
        asked(two, text=f"Vraag {n}")
    with pytest.raises(Refused) as refused:
        asked(two)
    assert refused.value.code == "too_many"
    asked(two, number=2)
    clock.now += dt.timedelta(days=1)
    commands.answer_question(two, admin, 1, "Ja.")
    asked(two)


def test_one_private_link_asks_ten_times_a_day(two) -> None:
    with two.write() as parts:
        link, _secret = parts.people.new_link(NOON.date())
    by_link = Actor(PersonId(2), Role.VISITOR, link)
    for n in range(rules_of_questions.MOST_A_DAY_BY_ONE):
        asked(two, actor=by_link, text=f"Vraag {n}")
    with pytest.raises(Refused):
        asked(two, actor=by_link)
    asked(two)


def test_nobody_asks_about_an_area_that_stands_no_more(two, admin) -> None:
    commands.merge(two, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    with pytest.raises(Conflict):
        asked(two)


def test_questions_stand_with_the_newest_first(two, domesta) -> None:
    first, second = asked(two), asked(two, partner=domesta[0])
    asked(two, number=2)
    with two.read() as parts:
        assert [q.id for q in parts.participation.questions(area=area(1))] == [second, first]
        assert [q.id for q in parts.participation.questions(partner=domesta[0])] == [second]
