"""A correction says how exactly the date is known now."""

from __future__ import annotations

import datetime as dt

from boundaries import commands, queries
from boundaries.commands import Correction
from boundaries.model import Initiator, Occasion, Precision
from tests.conftest import area, square


def test_a_correction_to_the_day_is_told_with_the_day(store, admin) -> None:
    year = Occasion(dt.date(2009, 1, 1), "ooit", precision=Precision.YEAR)
    found = commands.found(store, admin, name="West", geometry=square(0, 0), occasion=year)
    commands.correct(
        store,
        admin,
        found.change,
        Correction(on=dt.date(2009, 9, 22), precision=Precision.DAY),
        reason="gevonden",
        initiator=Initiator.COORDINATOR,
    )
    with store.read() as parts:
        last = queries.history(parts, area(1))[-1].change
    assert last.occasion.precision is Precision.DAY
