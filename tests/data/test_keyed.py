"""Every statement says whose rows it means; a listener in `conftest` holds all tests to that."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, update

from data.store import tables as t
from data.store.joining import names
from tests.keyed import unkeyed

v, e = t.area_version, t.lineage
after = v.alias("after")


@pytest.mark.parametrize(
    ("statement", "loose"),
    [
        (select(v.c.id), {"area_version"}),
        (select(v.c.id).where(v.c.municipality == "GM0118"), set()),
        (select(v.c.id).where(v.c.municipality != "GM0118"), {"area_version"}),
        (update(v).where(v.c.id == 1).values(name="x"), {"area_version"}),
        (update(v).where(v.c.municipality == "GM0118").values(name="x"), set()),
        (insert(v), set()),
        (select(t.municipality.c.code), set()),
        (
            select(e.c.change).join(v, e.c.successor == v.c.logical).where(e.c.municipality == "x"),
            {"area_version"},
        ),
        (
            select(e.c.change)
            .join(v, names(e.c.successor, v, "logical"))
            .where(e.c.municipality == "x"),
            set(),
        ),
        (
            select(v.c.id).where(
                v.c.municipality == "x", v.c.id.in_(select(after.c.id).where(after.c.id > 1))
            ),
            {"area_version"},
        ),
    ],
    ids=range(10),
)
def test_a_table_of_which_the_municipality_is_not_named_is_found(statement, loose) -> None:
    assert unkeyed(statement) == loose
