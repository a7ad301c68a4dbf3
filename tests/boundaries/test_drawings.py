"""Rounds and drawings: private, changeable as long as the round goes on, gone when withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from boundaries import commands, voices
from boundaries.commands import Draft
from boundaries.errors import Forbidden, Refused
from boundaries.model import Actor, Role
from boundaries.participation import DrawingId, RoundId, Way
from data.store import verify_store
from tests.conftest import square

TODAY = dt.date(2026, 11, 23)


def draft(geometry=None, **given) -> Draft:
    boundary = square(0, 0) if geometry is None else geometry
    told = {"name": "Krakeel", "reason": "Hier wonen we.", "way": Way.FINGER, **given}
    return Draft(boundary, **told)


@pytest.fixture
def visitor(store) -> Actor:
    with store.read() as parts:
        return parts.people.visitor()


@pytest.fixture
def krakeel(store, admin) -> RoundId:
    closes = TODAY + dt.timedelta(days=14)
    return commands.open_round(
        store, admin, name="Teken jouw Krakeel", opens=TODAY, closes=closes, reason="Afgesproken."
    ).round


def by(store, actor: Actor, secret: str) -> Actor:
    with store.read() as parts:
        return voices.acting_by(parts, actor, secret)


def own(store, actor: Actor):
    with store.read() as parts:
        return voices.own_drawing(parts, actor)


def test_a_visitor_sends_a_drawing_and_finds_it_with_the_private_link(store, visitor) -> None:
    sent = commands.send_drawing(store, visitor, draft(picked=["b2", "b1"], unsure=["east"]))
    drawing = own(store, by(store, visitor, sent.secret))
    assert (drawing.name, drawing.picked, drawing.unsure) == ("Krakeel", ("b1", "b2"), ("east",))
    assert shapely.equals(drawing.geometry, square(0, 0))


def test_a_drawing_stands_in_no_log(store, visitor) -> None:
    commands.send_drawing(store, visitor, draft())
    with store.read() as parts:
        assert parts.areas.changes() == []


def test_the_secret_of_a_link_is_nowhere_in_the_store(store, visitor, url) -> None:
    secret = commands.send_drawing(store, visitor, draft()).secret
    from sqlalchemy import select

    from data.store import tables as t

    with store._engine.connect() as connection:
        query = select(t.link.c.hash).where(t.link.c.municipality == "GM0118")
        assert secret not in connection.scalars(query).all()


def test_a_link_that_nobody_was_given_opens_nothing(store, visitor) -> None:
    commands.send_drawing(store, visitor, draft())
    with pytest.raises(Refused, match="This link does not work"):
        by(store, visitor, "geraden")


def test_another_visitor_changes_nothing(store, visitor) -> None:
    sent = commands.send_drawing(store, visitor, draft())
    other = commands.send_drawing(store, visitor, draft())
    with pytest.raises(Forbidden):
        commands.change_drawing(store, by(store, visitor, other.secret), sent.drawing, draft())
    with pytest.raises(Forbidden):
        commands.withdraw_drawing(store, visitor, sent.drawing)


def test_not_even_an_administrator_changes_a_drawing(store, visitor, admin) -> None:
    sent = commands.send_drawing(store, visitor, draft())
    with pytest.raises(Forbidden):
        commands.change_drawing(store, admin, sent.drawing, draft())


def test_an_own_drawing_is_changed_in_its_place(store, visitor) -> None:
    sent = commands.send_drawing(store, visitor, draft())
    actor = by(store, visitor, sent.secret)
    commands.change_drawing(store, actor, sent.drawing, draft(square(0, 0, 2), name="Groter"))
    drawing = own(store, actor)
    assert (drawing.id, drawing.name, drawing.geometry.area) == (sent.drawing, "Groter", 20_000)


def test_nothing_is_left_of_a_withdrawn_drawing(store, visitor) -> None:
    sent = commands.send_drawing(store, visitor, draft())
    actor = by(store, visitor, sent.secret)
    commands.withdraw_drawing(store, actor, sent.drawing)
    assert own(store, actor) is None
    with pytest.raises(Refused, match="is not there"):
        commands.withdraw_drawing(store, actor, sent.drawing)


def test_a_drawing_in_a_round_can_be_changed_until_it_closes(store, visitor, krakeel, clock):
    sent = commands.send_drawing(store, visitor, draft(round=krakeel))
    clock.now += dt.timedelta(days=15)
    actor = by(store, visitor, sent.secret)
    with pytest.raises(Refused) as refused:
        commands.change_drawing(store, actor, sent.drawing, draft())
    assert refused.value.code == "closed"


def test_a_round_that_is_over_takes_no_drawing(store, admin, visitor, krakeel) -> None:
    commands.close_round(store, admin, krakeel, reason="Iedereen was er.")
    with pytest.raises(Refused) as refused:
        commands.send_drawing(store, visitor, draft(round=krakeel))
    assert refused.value.code == "closed"


def test_a_round_is_opened_and_closed_in_the_log(store, admin, krakeel, url) -> None:
    commands.close_round(store, admin, krakeel, reason="Iedereen was er.")
    with store.read() as parts:
        assert [c.kind.value for c in parts.areas.changes()] == ["round_open", "round_close"]
        assert voices.open_rounds(parts) == []
    assert verify_store(url) == []


def test_two_rounds_of_one_name_are_not_open_at_once(store, admin, krakeel) -> None:
    with pytest.raises(Refused, match="already"):
        commands.open_round(
            store, admin, name="teken jouw krakeel", opens=TODAY, closes=TODAY, reason="Weer."
        )


def test_a_visitor_opens_no_round(store, visitor) -> None:
    with pytest.raises(Forbidden):
        commands.open_round(
            store, visitor, name="Ronde", opens=TODAY, closes=TODAY, reason="Zomaar."
        )


def test_only_a_coordinator_enters_what_many_drew_on_paper(store, admin, visitor) -> None:
    paper = draft(way=Way.PAPER, makers=8)
    with pytest.raises(Forbidden):
        commands.send_drawing(store, visitor, paper)
    with pytest.raises(Forbidden):
        commands.send_drawing(store, visitor, draft(makers=8))
    assert commands.send_drawing(store, admin, paper).drawing == DrawingId(1)


def test_one_link_does_not_fill_the_store(store, visitor) -> None:
    actor = by(store, visitor, commands.send_drawing(store, visitor, draft()).secret)
    with store.write() as parts:
        first = parts.participation.drawings()[0]
        for _ in range(4):
            import dataclasses

            parts.participation.keep_drawing(dataclasses.replace(first, id=DrawingId(0)))
    with pytest.raises(Refused) as refused:
        commands.send_drawing(store, actor, draft())
    assert refused.value.code == "too_many"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "name"),
        ({"reason": ""}, "reason"),
        ({"geometry": square(0, 0, 0.1, 0.1)}, "too_small"),
        ({"geometry": square(9_000, 0)}, "out_of_area"),
        ({"round": RoundId(9)}, "unknown_round"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_what_breaks_a_rule_is_not_sent(store, visitor, given, code) -> None:
    with pytest.raises(Refused) as refused:
        commands.send_drawing(store, visitor, draft(**given))
    assert refused.value.code == code


def shared(store, visitor, krakeel, lands) -> voices.Shared | None:
    for land in lands:
        commands.send_drawing(store, visitor, draft(land, round=krakeel))
    sent = commands.send_drawing(store, visitor, draft(square(0, 0, 10, 10), round=krakeel))
    with store.read() as parts:
        return voices.shared_with(parts, parts.participation.drawing(sent.drawing))


def test_a_drawing_is_compared_with_the_others_from_ten_on(store, visitor, krakeel) -> None:
    lands = [square(n, 0, 10, 10) for n in range(10)]
    told = shared(store, visitor, krakeel, lands)
    assert told.others == 10
    assert 0 < told.mean < 1
    assert told.more_m2 + told.less_m2 > 0


def test_with_fewer_others_nothing_is_told_of_them(store, visitor, krakeel) -> None:
    assert shared(store, visitor, krakeel, [square(n, 0, 10, 10) for n in range(9)]) is None


def test_copies_of_one_drawing_count_once(store, visitor, krakeel) -> None:
    copies = [square(3, 0, 10 + n / 1000, 10) for n in range(12)]
    assert shared(store, visitor, krakeel, copies) is None


def test_roles_have_no_say_over_the_person_of_a_private_link(store) -> None:
    with store.read() as parts:
        assert parts.people.visitor().role is Role.VISITOR
        assert parts.people.known("iemand").role is Role.VISITOR
        assert parts.people.known("local").role is Role.VISITOR
