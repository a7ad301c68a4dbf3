"""What a change of areas writes: statements that are built once.

SQLAlchemy takes about as long to put a statement together as SQLite takes to run it, and a merger
runs some forty of them.
"""

from __future__ import annotations

from sqlalchemy import and_, bindparam, func, insert, select, update

from boundaries.model import STILL
from data.store import tables as t

_a, _c, _m, _v = t.area, t.change, t.municipality, t.area_version

NEXT_NUMBER = (
    update(_m)
    .where(_m.c.code == bindparam("of"))
    .values(next_area=_m.c.next_area + 1)
    .returning(_m.c.next_area)
)
NEW_AREA = insert(_a)
CLAIM = (
    update(_a)
    .where(
        _a.c.municipality == bindparam("of"),
        _a.c.id == bindparam("which"),
        _a.c.rev == bindparam("seen"),
        _a.c.retired_on.is_(None),
    )
    .values(rev=_a.c.rev + 1)
)
_ONE = update(_a).where(_a.c.municipality == bindparam("of"), _a.c.id == bindparam("which"))
RETIRE = _ONE.values(retired_on=bindparam("day"))
STAND_AGAIN = _ONE.values(retired_on=None, rev=_a.c.rev + 1)
LATEST = (
    select(_v, _a.c.rev)
    .join(_a, and_(_a.c.municipality == _v.c.municipality, _a.c.id == _v.c.area))
    .where(
        _v.c.municipality == bindparam("of"),
        _v.c.area == bindparam("which"),
        _v.c.superseded_by.is_(None),
        _v.c.valid_to == STILL,
        _a.c.retired_on.is_(None),
    )
)
LAST_CHANGE = select(
    *(
        select(func.max(column)).where(_c.c.municipality == bindparam("of")).scalar_subquery()
        for column in (_c.c.id, _c.c.recorded_at)
    )
)
RECORD = insert(_c)
AGREE = insert(t.consent)
LAST_VERSION = select(
    *(
        select(func.coalesce(func.max(column), 0))
        .where(_v.c.municipality == bindparam("of"))
        .scalar_subquery()
        for column in (_v.c.id, _v.c.logical)
    )
)
NEW_VERSION = insert(_v)
SUPERSEDE = (
    update(_v)
    .where(
        _v.c.municipality == bindparam("of"),
        _v.c.logical.in_(bindparam("which", expanding=True)),
        _v.c.superseded_by.is_(None),
    )
    .values(superseded_by=bindparam("by"))
)
LINK = insert(t.lineage)
