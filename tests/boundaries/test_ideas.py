"""Ideas of residents: handed in without a name, answered so that the maker can read it."""

from __future__ import annotations

import dataclasses

import pytest

from boundaries import commands, voices
from boundaries.commands import ideas as handing_in
from boundaries.errors import Forbidden, Refused, Unknown
from boundaries.ideas import IdeaStatus, own_ideas, waiting
from boundaries.model import ProjectKind, ProjectStatus
from data.store import verify_store
from tests.conftest import area, on, square

QUICK = ProjectKind.QUICK_WIN


@pytest.fixture
def town(store, admin):
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    return store


@pytest.fixture
def visitor(store):
    with store.read() as parts:
        return parts.people.visitor()


def hand_in(store, actor, title="Een bank", **more) -> commands.HandedIn:
    return commands.hand_in_idea(store, actor, more.pop("area", area(1)), title, "Bij het water.")


def only(store):
    with store.read() as parts:
        (idea,) = parts.ideas.all()
    return idea


def titles_waiting(store) -> list[str]:
    with store.read() as parts:
        return [i.title for i in waiting(parts)]


def test_an_idea_waits_for_an_answer(town, visitor) -> None:
    hand_in(town, visitor)
    assert titles_waiting(town) == ["Een bank"]


def test_an_idea_stands_in_no_log(town, visitor) -> None:
    hand_in(town, visitor)
    with town.read() as parts:
        assert [c.kind.value for c in parts.areas.changes()] == ["found"]


def test_who_has_its_link_sees_it_and_nobody_else(town, visitor) -> None:
    mine, other = hand_in(town, visitor), hand_in(town, visitor, "Een boom")
    with town.read() as parts:
        maker = voices.acting_by(parts, visitor, mine.secret)
        assert [i.id for i in own_ideas(parts, maker)] == [mine.idea]
        assert own_ideas(parts, visitor) == []
    assert mine.secret != other.secret


def test_an_idea_that_is_taken_up_is_a_project_that_begins_as_one(town, admin, visitor) -> None:
    number = hand_in(town, visitor).idea
    added = commands.take_up_idea(town, admin, number, QUICK, on(2026))
    with town.read() as parts:
        (project,) = parts.projects.all()
    assert (project.title, project.status) == ("Een bank", ProjectStatus.IDEA)
    assert only(town).project == added.project
    assert titles_waiting(town) == []


def test_a_declined_idea_has_an_answer(town, admin, visitor) -> None:
    number = hand_in(town, visitor).idea
    commands.decline_idea(town, admin, number, "De grond is van het waterschap.")
    assert only(town).status is IdeaStatus.DECLINED
    assert only(town).answer == "De grond is van het waterschap."


def test_without_an_answer_no_idea_is_declined(town, admin, visitor) -> None:
    number = hand_in(town, visitor).idea
    with pytest.raises(Refused) as refused:
        commands.decline_idea(town, admin, number, " ")
    assert refused.value.code == "answer"


def test_an_idea_is_answered_once(town, admin, visitor) -> None:
    number = hand_in(town, visitor).idea
    commands.decline_idea(town, admin, number, "Nee.")
    with pytest.raises(Refused) as refused:
        commands.take_up_idea(town, admin, number, QUICK, on(2026))
    assert refused.value.code == "answered"


def test_it_waits_again_when_its_project_is_undone(town, admin, visitor, url) -> None:
    number = hand_in(town, visitor).idea
    added = commands.take_up_idea(town, admin, number, QUICK, on(2026))
    commands.undo(town, admin, added.change)
    assert titles_waiting(town) == ["Een bank"]
    commands.take_up_idea(town, admin, number, QUICK, on(2026))
    assert titles_waiting(town) == []
    assert verify_store(url) == []


def test_an_idea_of_an_area_that_was_merged_is_taken_up_in_the_new_one(
    town, admin, visitor
) -> None:
    number = hand_in(town, visitor).idea
    commands.found(town, admin, name="Oost", geometry=square(1, 0), occasion=on(2007))
    commands.merge(town, admin, [area(1), area(2)], name="Samen", occasion=on(2020))
    commands.take_up_idea(town, admin, number, QUICK, on(2026), area=area(3))
    with town.read() as parts:
        assert [p.area for p in parts.projects.all()] == [area(3)]


@pytest.mark.parametrize(
    ("title", "said"), [(" ", "title"), ("x" * 201, "too_long"), ("a\u202eb", "control_chars")]
)
def test_the_rules_of_a_text_hold(town, visitor, title, said) -> None:
    with pytest.raises(Refused) as refused:
        hand_in(town, visitor, title)
    assert refused.value.code == said


def test_an_area_that_is_not_there_takes_no_idea(town, visitor) -> None:
    with pytest.raises(Unknown):
        hand_in(town, visitor, area=area(9))


def test_nobody_floods_the_municipality(town, visitor, monkeypatch) -> None:
    monkeypatch.setattr(handing_in, "MOST_A_DAY", 2)
    hand_in(town, visitor)
    hand_in(town, visitor)
    with pytest.raises(Refused) as refused:
        hand_in(town, visitor)
    assert refused.value.code == "too_many"


def test_a_private_link_has_its_share_of_a_day(town, visitor, monkeypatch) -> None:
    monkeypatch.setattr(handing_in, "MOST_BY_LINK", 2)
    secret = hand_in(town, visitor).secret
    with town.read() as parts:
        maker = voices.acting_by(parts, visitor, secret)
    assert hand_in(town, maker, "Een boom").secret == ""
    with pytest.raises(Refused) as refused:
        hand_in(town, maker)
    assert refused.value.code == "too_many"
    hand_in(town, dataclasses.replace(maker, link=None))


@pytest.mark.parametrize("command", ["take_up_idea", "decline_idea"])
def test_a_visitor_answers_no_idea(town, visitor, command) -> None:
    number = hand_in(town, visitor).idea
    given = {"take_up_idea": (QUICK, on(2026)), "decline_idea": ("Nee.",)}
    with pytest.raises(Forbidden):
        getattr(commands, command)(town, visitor, number, *given[command])
