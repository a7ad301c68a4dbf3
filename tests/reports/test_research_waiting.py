"""From idea to done, with what isn't done yet."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from boundaries import commands
from boundaries.model import Project, ProjectKind, ProjectStatus
from reports.research.waiting import kaplan_meier, waiting
from tests.conftest import area, on, square

# Weeks of remission of 21 children with leukaemia who got 6-MP; + is not over yet
# (Freireich et al., 1963).
WEEKS = [
    "6",
    "6",
    "6",
    "6+",
    "7",
    "9+",
    "10",
    "10+",
    "11+",
    "13",
    "16",
    "17+",
    "19+",
    "20+",
    "22",
    "23",
    "25+",
    "32+",
    "32+",
    "34+",
    "35+",
]


def curve(weeks=WEEKS):
    return kaplan_meier(
        np.array([float(w.rstrip("+")) for w in weeks]), np.array([w[-1] != "+" for w in weeks])
    )


def test_the_children_with_leukaemia_give_the_published_curve() -> None:
    found = curve()
    assert found.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.waits == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)


def test_their_median_is_the_published_one() -> None:
    assert curve().median()[0] == 23


def test_the_curve_is_that_of_another_program() -> None:
    from statsmodels.duration.survfunc import SurvfuncRight

    days = np.array([float(w.rstrip("+")) for w in WEEKS])
    other = SurvfuncRight(days, np.array([float(w[-1] != "+") for w in WEEKS]))
    assert curve().waits == pytest.approx(other.surv_prob)


def test_the_interval_stays_between_nothing_and_all() -> None:
    found = curve()
    assert ((found.low >= 0) & (found.low <= found.waits)).all()
    assert ((found.high <= 1) & (found.high >= found.waits)).all()


def test_when_all_are_done_nobody_waits() -> None:
    found = curve(["1", "2", "3"])
    assert (found.waits[-1], found.low[-1], found.high[-1]) == pytest.approx((0, 0, 0))


def test_where_half_is_not_done_there_is_no_median() -> None:
    assert curve(["1", "5+", "5+"]).median()[0] is None


@pytest.fixture
def town(store, admin):
    commands.found(store, admin, name="N", geometry=square(0, 0), occasion=on(2007))
    return store


def project(number: int, status: ProjectStatus, day: dt.date) -> Project:
    return Project(f"P{number}", "p", ProjectKind.QUICK_WIN, area(1), status, day)


def brought_in(store, admin, *after: int, stopped: int = 0):
    first = dt.date(2010, 1, 1)
    count = len(after) + stopped
    ideas = [project(n, ProjectStatus.IDEA, first) for n in range(count)]
    commands.import_projects(store, admin, ideas, on(2010))
    later = [
        project(n, ProjectStatus.DONE, first + dt.timedelta(days)) for n, days in enumerate(after)
    ]
    gone = [
        project(n, ProjectStatus.STOPPED, first + dt.timedelta(5)) for n in range(len(after), count)
    ]
    commands.import_projects(store, admin, [*later, *gone], on(2012))


def told(store):
    with store.read() as parts:
        return {one.kind: one for one in waiting(parts)}[ProjectKind.QUICK_WIN]


def test_half_is_done_after_the_middle_of_its_days(town, admin) -> None:
    brought_in(town, admin, *range(10, 120, 10))
    found = told(town)
    assert (found.projects, found.done, found.median) == (11, 11, 60)


def test_what_stopped_was_not_done(town, admin) -> None:
    brought_in(town, admin, *[30] * 10, stopped=2)
    found = told(town)
    assert (found.projects, found.done, found.median) == (12, 10, 30)


def test_of_few_projects_no_median_is_told(town, admin) -> None:
    brought_in(town, admin, 10, 20)
    assert (told(town).projects, told(town).median) == (2, None)
