"""Areas that have gone quiet: nobody booked, did, changed or took part in anything for a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from boundaries.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from boundaries.model import AreaId, AreaVersion
    from boundaries.store import Parts

YEAR = dt.timedelta(days=365)
GIVEN = frozenset({ChangeKind.GRANT, ChangeKind.BUDGETS})
"""What the municipality gives every year by itself is no sign that anybody is there."""


class Quiet(NamedTuple):
    """An area in which nothing was done since a day."""

    area: AreaId
    name: str
    last: dt.date

    def days(self, today: dt.date) -> int:
        """Return for how many days."""
        return (today - self.last).days


def quiet(
    standing: Sequence[AreaVersion],
    signs: Mapping[AreaId, Iterable[dt.date]],
    today: dt.date,
    *,
    after: dt.timedelta = YEAR,
) -> list[Quiet]:
    """Return the areas without a sign of life for longer than `after`, the longest first.

    Parameters
    ----------
    standing
        The areas of today; one that rests is meant to be quiet, and left out.
    signs
        Days on which something was done in an area; those ahead of today count too, since then
        somebody has plans. That it began, or its boundary changed, is a sign as well.
    """
    found = []
    for version in standing:
        last = max([version.valid_from, *signs.get(version.area, ())])
        if not version.resting and today - last > after:
            found.append(Quiet(version.area, version.name, last))
    return sorted(found, key=lambda one: (one.last, one.area))


def signs_of_life(parts: Parts) -> dict[AreaId, list[dt.date]]:
    """Return of each area the days of its bookings, statuses of projects, engagement and changes.

    Not of what the municipality grants: that comes whether anybody is there or not.
    """
    today = parts.areas.today()
    found: dict[AreaId, list[dt.date]] = {}
    for change in parts.areas.changes():
        if change.kind not in GIVEN:
            for area in change.areas:
                found.setdefault(area, []).append(change.occasion.on)
    for project in parts.projects.all():
        found.setdefault(project.area, []).append(project.status_on)
    for one in parts.projects.engagement(today):
        found.setdefault(one.area, []).append(one.on)
    return found


def gone_quiet(parts: Parts) -> list[Quiet]:
    """Return the areas of today that have gone quiet, the longest first."""
    today = parts.areas.today()
    return quiet(parts.areas.at(today), signs_of_life(parts), today)
