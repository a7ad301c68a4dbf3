"""The story of one area: where it came from, what became of it, its money and projects."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from boundaries import commands
from boundaries.commands import Amount
from boundaries.errors import Unknown
from boundaries.model import ChangeKind, Consent, Project, ProjectKind, ProjectStatus
from boundaries.through import story_of
from tests.conftest import area, on, square

DAY = dt.date(2020, 1, 1)


@pytest.fixture
def told(store, admin):
    """West and Oost of 2007 became Samen in 2010; West had 100 euros and a project."""
    for column, name in enumerate(["West", "Oost"]):
        commands.found(store, admin, name=name, geometry=square(column, 0), occasion=on(2007))
    commands.grant(store, admin, Amount(area(1), 10_000), on(2008))
    project = Project(
        "P1", "Bankjes", ProjectKind.QUICK_WIN, area(1), ProjectStatus.IDEA, dt.date(2008, 1, 1)
    )
    commands.import_projects(store, admin, [project], on(2008))
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    return store


def story(store, number: int, day: dt.date = DAY):
    with store.read() as parts:
        return story_of(parts, area(number), day)


def test_a_story_begins_with_the_areas_it_came_from(told) -> None:
    assert [(c.kind, c.area.name) for c in story(told, 3).changes] == [
        (ChangeKind.FOUND, "West"),
        (ChangeKind.FOUND, "Oost"),
        (ChangeKind.MERGE, "Samen"),
    ]


def test_an_area_that_is_gone_says_since_when_and_what_became_of_it(told) -> None:
    gone = story(told, 1)
    assert gone.standing is None
    assert gone.ended == dt.date(2010, 1, 1)
    assert [heir.name for heir in gone.heirs] == ["Samen"]


def test_on_an_earlier_date_it_still_stood(told) -> None:
    then = story(told, 1, dt.date(2009, 12, 31))
    assert then.ended is None
    assert then.standing is not None
    assert then.heirs == ()


def test_before_its_beginning_an_area_does_not_stand_and_has_not_ended(told) -> None:
    early = story(told, 3, dt.date(2009, 12, 31))
    assert early.standing is None
    assert early.ended is None


def test_money_and_projects_are_those_of_the_date(told) -> None:
    assert story(told, 1, dt.date(2007, 12, 31)).balance.granted == 0
    assert story(told, 1, dt.date(2009, 1, 1)).balance.granted == 10_000
    assert story(told, 1).balance.granted == 0
    assert story(told, 3).balance.granted == 10_000
    assert story(told, 3).count(ProjectKind.QUICK_WIN, ProjectStatus.IDEA) == 1
    assert story(told, 1).projects == ()


def test_what_an_area_that_was_dissolved_had_went_to_its_heir(store, admin) -> None:
    for column, name in enumerate(["West", "Oost"]):
        commands.found(store, admin, name=name, geometry=square(column, 0), occasion=on(2007))
    commands.grant(store, admin, Amount(area(1), 10_000), on(2008))
    commands.dissolve(store, admin, area(1), to=area(2), occasion=on(2010))
    assert [heir.name for heir in story(store, 1).heirs] == ["Oost"]


def test_an_area_that_was_undone_never_began(store, admin) -> None:
    found = commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.undo(store, admin, found.change, reason="een vergissing")
    undone = story(store, 1)
    assert undone.began is None
    assert [c.kind for c in undone.changes] == [ChangeKind.FOUND, ChangeKind.UNDO]


def test_an_area_that_never_was_has_no_story(store) -> None:
    with store.read() as parts, pytest.raises(Unknown):
        story_of(parts, area(9), DAY)


def test_a_story_says_who_agreed_and_where_it_can_be_read(told, admin) -> None:
    agreed = (Consent(area(3), dt.date(2014, 11, 3)),)
    occasion = replace(on(2015), consents=agreed, document="B&W 2014/7")
    commands.rename(told, admin, area(3), name="Samen sterk", occasion=occasion)
    last = story(told, 3).changes[-1]
    assert last.document == "B&W 2014/7"
    assert [(who.name, day) for who, day in last.agreed] == [("Samen sterk", dt.date(2014, 11, 3))]
