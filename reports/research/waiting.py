"""How long from idea to done, with what isn't done yet counted too (Kaplan and Meier [1]_).

The mean of what is done leaves out what takes long: young projects that are done are quick ones.

References
----------
.. [1] Kaplan, E. L., and Meier, P. (1958). Nonparametric estimation from incomplete observations.
   Journal of the American Statistical Association 53, 457-481.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from boundaries.model import ProjectKind, ProjectStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from boundaries.store import Parts

    Floats = NDArray[np.float64]

FEWEST = 10
"""Under so many projects no median is told."""
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Curve:
    """The share (0 to 1) that still waits after so many days, and its 95 % interval.

    Shapes (m,): a step for each number of days after which something was done.
    """

    days: Floats
    waits: Floats
    low: Floats
    high: Floats

    def median(self) -> tuple[float | None, float | None, float | None]:
        """Return after how many days half is done, and its interval; None where that isn't yet."""
        return (
            _first(self.days, self.waits),
            _first(self.days, self.low),
            _first(self.days, self.high),
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Of a kind of project, how many there are, how many are done, and after how many days half is.

    The interval is from `low` to `high` days; None where it isn't known (yet).
    """

    kind: ProjectKind
    projects: int
    done: int
    median: float | None = None
    low: float | None = None
    high: float | None = None


def kaplan_meier(days: Floats, done: NDArray[np.bool_]) -> Curve:
    """Return the curve of things that were done after days, or not yet by then; shapes (n,).

    The interval is that of the logarithm of minus the logarithm, so it stays between 0 and 1.
    """
    steps = np.unique(days[done])
    events = np.array([np.sum(done & (days == step)) for step in steps], dtype=np.float64)
    risk = np.array([np.sum(days >= step) for step in steps], dtype=np.float64)
    waits = np.asarray(np.cumprod(1 - events / risk), dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(events / (risk * (risk - events)))) / np.abs(np.log(waits))
        low, high = waits ** np.exp(Z_95 * spread), waits ** np.exp(-Z_95 * spread)
    # Where all are done there is nothing left that it could vary by.
    all_done = waits == 0
    return Curve(steps, waits, np.where(all_done, 0.0, low), np.where(all_done, 0.0, high))


def waiting(parts: Parts) -> list[Waiting]:
    """Return how long projects take from idea to done, by kind.

    What stopped waits no longer: it counts as not done by the day it stopped. Projects that did
    not begin as an idea are left out.
    """
    today, statuses = parts.areas.today(), parts.projects.statuses()
    found: dict[ProjectKind, list[tuple[int, bool]]] = {kind: [] for kind in ProjectKind}
    for project in parts.projects.at(today):
        spell = _spell(statuses.get(project.id, ()), today)
        if spell is not None:
            found[project.kind].append(spell)
    return [_told(kind, own) for kind, own in found.items()]


def _spell(told: Sequence[tuple[dt.date, str]], today: dt.date) -> tuple[int, bool] | None:
    """Return the days from idea to done, stopped or today, and whether it was done."""
    past = [one for one in told if one[0] <= today]
    if not past or past[0][1] != ProjectStatus.IDEA:
        return None
    first: Mapping[str, dt.date] = dict(reversed([(status, day) for day, status in past]))
    if (done := first.get(ProjectStatus.DONE)) is not None:
        return (done - past[0][0]).days, True
    stopped = past[-1][0] if past[-1][1] == ProjectStatus.STOPPED else today
    return (stopped - past[0][0]).days, False


def _told(kind: ProjectKind, own: Sequence[tuple[int, bool]]) -> Waiting:
    done = sum(finished for _, finished in own)
    if len(own) < FEWEST:
        return Waiting(kind, len(own), done)
    curve = kaplan_meier(
        np.array([days for days, _ in own], dtype=np.float64),
        np.array([finished for _, finished in own]),
    )
    return Waiting(kind, len(own), done, *curve.median())


def _first(days: Floats, waits: Floats) -> float | None:
    under = np.flatnonzero(waits <= 0.5)
    return float(days[under[0]]) if len(under) else None
