"""Projects as a coordinator enters them: what is written, what is refused, what undo brings back.

West (1)   Oost (2)      of 2007, each with a thousand euros of 2008
+------+   +------+
|      |   |      |
+------+   +------+
"""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from boundaries import commands
from boundaries.bookkeeping import money_at
from boundaries.errors import Forbidden, Refused, Unknown
from boundaries.model import (
    Actor,
    Balance,
    EngagementKind,
    PersonId,
    ProjectKind,
    ProjectStatus,
    Role,
)
from data.store import verify_store
from tests.conftest import X, Y, area, on, square

QUICK = ProjectKind.QUICK_WIN
DAY = dt.date(2012, 1, 1)


@pytest.fixture
def town(store, admin):
    for number, name in enumerate(("West", "Oost")):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2007))
        commands.grant(store, admin, commands.Amount(area(number + 1), 100_000), on(2008))
    return store


def bench(**more) -> commands.NewProject:
    told = {"title": "Een bank", "kind": QUICK, "area": area(1)} | more
    return commands.NewProject(**told)


def add(store, admin, occasion=None, **more) -> commands.Added:
    return commands.add_project(store, admin, bench(**more), occasion or on(2010))


def projects(store, day=DAY):
    with store.read() as parts:
        return {p.id: p for p in parts.projects.at(day)}


def balance(store, number=1, day=DAY) -> Balance:
    with store.read() as parts:
        return money_at(parts, day).areas[area(number)]


def lines(store) -> dict[str, str]:
    with store.read() as parts:
        return parts.projects.thanks()


def code(refused) -> str:
    return refused.value.code


def finished(store, admin) -> str:
    project = add(store, admin).project
    commands.set_project_status(store, admin, project, ProjectStatus.DONE, on(2010, 6))
    return project


def test_a_project_stands_in_its_area_from_its_day_on(town, admin) -> None:
    added = add(town, admin, partners="Wijkverein", place=shapely.Point(X + 50, Y + 50))
    assert projects(town, dt.date(2009, 12, 31)) == {}
    (one,) = projects(town).values()
    assert (one.id, one.area, one.partners) == (added.project, area(1), "Wijkverein")
    assert one.place == shapely.Point(X + 50, Y + 50)


def test_what_it_asks_is_not_booked(town, admin) -> None:
    add(town, admin, cents=2_500)
    assert balance(town) == Balance(100_000, 0, 0)


def test_what_is_promised_is_committed_to_it_in_the_same_change(town, admin) -> None:
    added = add(town, admin, cents=2_500, promised=True)
    assert added.balance == balance(town) == Balance(97_500, 2_500, 0)
    with town.read() as parts:
        (entry,) = parts.money.entries(added.change)
    assert entry.project == added.project


def test_more_than_is_left_is_refused_and_no_project_is_kept(town, admin) -> None:
    with pytest.raises(Refused) as refused:
        add(town, admin, cents=100_001, promised=True)
    assert code(refused) == "short"
    assert projects(town) == {}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "too_long"),
        ({"title": "a\u202eb"}, "control_chars"),
        ({"partners": "a\x00"}, "control_chars"),
        ({"cents": 0}, "amount"),
        ({"cents": 10**11 + 1}, "amount"),
        ({"place": shapely.Point(0, 0)}, "out_of_area"),
        ({"area": area(9)}, "unknown_area"),
    ],
)
def test_what_no_table_may_hold_is_refused_here_too(town, admin, more, said) -> None:
    with pytest.raises((Refused, Unknown)) as refused:
        add(town, admin, **more)
    assert code(refused) == said


def test_a_project_of_before_the_founding_is_refused(town, admin) -> None:
    with pytest.raises(Refused) as refused:
        add(town, admin, on(2006))
    assert code(refused) == "not_founded"


def test_the_same_project_sent_twice_is_added_once(town, admin) -> None:
    add(town, admin)
    with pytest.raises(Refused) as refused:
        add(town, admin, title="een BANK")
    assert code(refused) == "duplicate"


def test_a_project_dated_back_goes_along_with_a_merger(town, admin, url) -> None:
    commands.merge(town, admin, [area(1), area(2)], name="Samen", occasion=on(2011))
    added = add(town, admin, cents=2_500, promised=True)
    assert projects(town)[added.project].area == area(3)
    assert balance(town, 3) == Balance(197_500, 2_500, 0)
    assert verify_store(url) == []


def test_a_status_holds_from_its_day_on(town, admin) -> None:
    project = add(town, admin).project
    commands.set_project_status(town, admin, project, ProjectStatus.RUNNING, on(2011))
    assert projects(town, dt.date(2010, 12, 31))[project].status is ProjectStatus.IDEA
    assert projects(town, dt.date(2011, 1, 1))[project].status is ProjectStatus.RUNNING


@pytest.mark.parametrize(("day", "said"), [(on(2010), "duplicate"), (on(2009), "date")])
def test_a_status_has_a_day_of_its_own_after_the_first(town, admin, day, said) -> None:
    project = add(town, admin).project
    with pytest.raises(Refused) as refused:
        commands.set_project_status(town, admin, project, ProjectStatus.DONE, day)
    assert code(refused) == said


@pytest.mark.parametrize("command", ["set_project_status", "thank", "engage"])
def test_a_project_that_is_not_there_is_named(town, admin, command) -> None:
    given = {
        "set_project_status": lambda: commands.set_project_status(
            town, admin, "P-9", ProjectStatus.DONE, on(2010)
        ),
        "thank": lambda: commands.thank(town, admin, "P-9", "Dank", on(2010)),
        "engage": lambda: commands.engage(
            town, admin, area(1), EngagementKind.VOTE, 3, on(2010), project="P-9"
        ),
    }
    with pytest.raises(Unknown, match="P-9"):
        given[command]()


def test_who_took_part_counts_for_the_area(town, admin) -> None:
    commands.engage(town, admin, area(1), EngagementKind.MEETING, 14, on(2010), hours=28.5)
    with town.read() as parts:
        (one,) = parts.projects.engagement(DAY)
    assert (one.area, one.participants, one.hours) == (area(1), 14, 28.5)


@pytest.mark.parametrize(("people", "hours"), [(-1, None), (3, -1.0), (3, float("nan"))])
def test_counts_below_zero_are_refused(town, admin, people, hours) -> None:
    with pytest.raises(Refused) as refused:
        commands.engage(town, admin, area(1), EngagementKind.VOTE, people, on(2010), hours=hours)
    assert code(refused) == "number"


def test_only_a_finished_project_is_thanked_for(town, admin) -> None:
    project = add(town, admin).project
    with pytest.raises(Refused) as refused:
        commands.thank(town, admin, project, "Dank", on(2011))
    assert code(refused) == "not_done"


def test_a_new_line_of_thanks_takes_the_place_of_the_old(town, admin) -> None:
    project = finished(town, admin)
    commands.thank(town, admin, project, "Dank aan 14 vrijwilligers", on(2011))
    commands.thank(town, admin, project, " Dank aan 15 vrijwilligers ", on(2011))
    assert lines(town) == {project: "Dank aan 15 vrijwilligers"}


def test_an_empty_line_takes_the_thanks_back(town, admin) -> None:
    project = finished(town, admin)
    commands.thank(town, admin, project, "Dank", on(2011))
    commands.thank(town, admin, project, "", on(2011))
    assert lines(town) == {}


def test_an_undone_project_was_never_there_and_its_money_is_back(town, admin, url) -> None:
    added = add(town, admin, cents=2_500, promised=True)
    add(town, admin, title="Een boom", cents=100, promised=True)
    commands.undo(town, admin, added.change)
    assert [p.title for p in projects(town).values()] == ["Een boom"]
    assert balance(town) == Balance(99_900, 100, 0)
    assert verify_store(url) == []


@pytest.mark.parametrize("later", ["status", "spend", "engage", "merge"])
def test_what_was_told_of_a_project_since_stands_in_the_way(town, admin, url, later) -> None:
    added = add(town, admin, cents=2_500, promised=True)
    given = {
        "status": lambda: commands.set_project_status(
            town, admin, added.project, ProjectStatus.DONE, on(2011)
        ),
        "spend": lambda: commands.spend(
            town, admin, commands.Amount(area(1), 100, added.project), on(2011)
        ),
        "engage": lambda: commands.engage(
            town, admin, area(1), EngagementKind.VOTE, 3, on(2011), project=added.project
        ),
        "merge": lambda: commands.merge(
            town, admin, [area(1), area(2)], name="Samen", occasion=on(2011)
        ),
    }
    last = given[later]()
    with pytest.raises(Refused, match=f"change {last.change}"):
        commands.undo(town, admin, added.change)
    commands.undo(town, admin, last.change)
    commands.undo(town, admin, added.change)
    assert projects(town) == {}
    assert balance(town) == Balance(100_000, 0, 0)
    assert verify_store(url) == []


def test_an_undone_status_leaves_the_one_before(town, admin) -> None:
    project = add(town, admin).project
    changed = commands.set_project_status(town, admin, project, ProjectStatus.DONE, on(2011))
    commands.undo(town, admin, changed.change)
    assert projects(town)[project].status is ProjectStatus.IDEA
    commands.set_project_status(town, admin, project, ProjectStatus.RUNNING, on(2011))
    assert projects(town)[project].status is ProjectStatus.RUNNING


def test_thanks_stand_in_the_way_of_taking_back_that_it_is_done(town, admin) -> None:
    project = add(town, admin).project
    done = commands.set_project_status(town, admin, project, ProjectStatus.DONE, on(2010, 6))
    first = commands.thank(town, admin, project, "Dank", on(2011))
    second = commands.thank(town, admin, project, "Dank je", on(2011))
    for number in (second.change, first.change):
        with pytest.raises(Refused):
            commands.undo(town, admin, done.change)
        commands.undo(town, admin, number)
    commands.undo(town, admin, done.change)
    assert projects(town)[project].status is ProjectStatus.IDEA


def test_undone_thanks_leave_the_line_before(town, admin, url) -> None:
    project = finished(town, admin)
    first = commands.thank(town, admin, project, "Dank", on(2011))
    second = commands.thank(town, admin, project, "Dank je", on(2011))
    with pytest.raises(Refused):
        commands.undo(town, admin, first.change)
    commands.undo(town, admin, second.change)
    assert lines(town) == {project: "Dank"}
    commands.undo(town, admin, first.change)
    assert lines(town) == {}
    assert verify_store(url) == []


def test_undone_engagement_counts_no_more(town, admin, url) -> None:
    met = commands.engage(town, admin, area(1), EngagementKind.MEETING, 14, on(2010))
    commands.undo(town, admin, met.change)
    with town.read() as parts:
        assert parts.projects.engagement(DAY) == []
    assert verify_store(url) == []


def test_a_resident_adds_no_project(town) -> None:
    with pytest.raises(Forbidden):
        add(town, Actor(PersonId(2), Role.RESIDENT))
    assert projects(town) == {}
