"""Projects and engagement in the store: found by id, at home in an area from a day on."""

from __future__ import annotations

import datetime as dt

import pytest

from boundaries import commands
from boundaries.model import Engagement, EngagementKind, Project, ProjectKind, ProjectStatus
from tests.conftest import area, on, square


@pytest.fixture
def told(store, admin):
    """Two areas that became one in 2010, with a project of 2008."""
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1, 0), occasion=on(2007))
    project = Project(
        "P-Één", "Bankjes", ProjectKind.QUICK_WIN, area(1), ProjectStatus.IDEA, dt.date(2008, 1, 1)
    )
    commands.import_projects(store, admin, [project], on(2008))
    commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    return store


@pytest.mark.parametrize("text", ["P-Één", " p-één ", "P-ÉÉN"])
def test_a_project_is_found_by_its_id_in_any_case(told, text) -> None:
    with told.read() as parts:
        assert parts.projects.find(text, dt.date(2009, 1, 1)) == ("P-Één", area(1))


@pytest.mark.parametrize(
    ("day", "number"),
    [((2008, 1, 1), 1), ((2009, 12, 31), 1), ((2010, 1, 1), 3), ((2007, 1, 1), 3)],
)
def test_a_project_is_of_the_area_of_that_day_and_before_it_of_the_last(told, day, number) -> None:
    with told.read() as parts:
        assert parts.projects.find("P-Één", dt.date(*day)) == ("P-Één", area(number))


def test_a_project_that_is_not_there_is_not_found(told) -> None:
    with told.read() as parts:
        assert parts.projects.find("P-Twee", dt.date(2009, 1, 1)) is None


def test_each_engagement_of_a_file_counts_for_its_own_area(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Oost", geometry=square(1, 0), occasion=on(2007))
    given = [
        Engagement(area(1 + i % 2), dt.date(2008, 1, 1 + i), EngagementKind.MEETING, 10 + i)
        for i in range(20)
    ]
    commands.import_engagement(store, admin, given, on(2008))
    with store.read() as parts:
        told = parts.projects.engagement(dt.date(2008, 12, 31))
    assert [(e.area, e.on, e.participants) for e in told] == [
        (e.area, e.on, e.participants) for e in given
    ]
