"""Which areas have grown together, and why.

A A B . C     A and B have a long border; C lies apart
"""

from __future__ import annotations

import datetime as dt

import shapely

from boundaries.model import AreaVersion, Owner, Precision, Project, ProjectKind, ProjectStatus
from boundaries.participation import Asks, Claim, Proposal, ProposalId, Status, Step
from boundaries.together import grown_together
from tests.conftest import X, Y, area, square

DAY = dt.date(2026, 1, 1)


def version(number: int, land, **more) -> AreaVersion:
    name = f"Gebied {number}"
    return AreaVersion(area(number), 1, name, land, DAY, dt.date.max, Precision.DAY, number, **more)


A, B, C = version(1, square(0, 0, 2, 1)), version(2, square(2, 0)), version(3, square(4, 0))
THIN = version(4, square(2, -0.05, 1, 0.05))


def project(number: int, column: float, row: float = 0.5) -> Project:
    place = shapely.Point(X + 100 * column, Y + 100 * row)
    return Project(
        f"P{number}", "Bank", ProjectKind.QUICK_WIN, area(1), ProjectStatus.RUNNING, DAY, place
    )


def merger(*numbers: int, status: Status = Status.SUBMITTED) -> Proposal:
    step = Step(status, DAY, 1)
    claims = tuple(Claim(area(n), 1) for n in numbers)
    return Proposal(ProposalId(1), Asks.MERGE, "Samen", "omdat", Owner(), claims, (step,))


def pairs(*standing, projects=(), proposals=()):
    return grown_together(standing, projects, proposals, DAY)


def test_a_long_common_border_is_a_reason() -> None:
    (pair,) = pairs(A, B, C)
    assert (pair.one.area, pair.other.area) == (area(1), area(2))
    assert (pair.border_m, pair.border_share) == (100, 0.25)


def test_a_short_border_alone_is_none() -> None:
    corner = version(5, square(3, 0.95))
    assert pairs(B, corner) == []


def test_a_project_at_the_common_border_is_a_reason() -> None:
    wide = version(6, square(2, 0.9, 5, 5))
    assert pairs(A, wide) == []
    (pair,) = pairs(A, wide, projects=[project(1, 1.9, 0.95), project(2, 0.2)])
    assert pair.projects == ("P1",)


def test_what_residents_asked_goes_before_what_the_map_says() -> None:
    short = version(7, square(2, 0.9, 5, 5))
    found = pairs(A, version(8, square(0, -1, 2, 1)), short, proposals=[merger(1, 7)])
    assert [p.other.area for p in found] == [area(7), area(8)]
    assert found[0].asked == (1,)


def test_a_proposal_that_was_withdrawn_is_no_reason() -> None:
    wide = version(6, square(2, 0.9, 5, 5))
    assert pairs(A, wide, proposals=[merger(1, 6, status=Status.WITHDRAWN)]) == []


def test_an_area_that_rests_is_not_pointed_at() -> None:
    assert pairs(A, version(2, square(2, 0), resting=True)) == []
