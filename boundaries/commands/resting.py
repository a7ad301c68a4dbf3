"""Putting an area to rest, waking it, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries import access
from boundaries.commands.areas import replace, standing
from boundaries.errors import Refused
from boundaries.handing_on import hand_on_all, refuse_later_bookings
from boundaries.language import N_, Euros
from boundaries.model import OPEN_STATUSES, Account, Changed, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boundaries.model import Actor, AreaId, Occasion
    from boundaries.store import Parts, Store


def rest(
    store: Store, actor: Actor, area: AreaId, *, occasion: Occasion, rev: int | None = None
) -> Changed:
    """Put an area to rest: it keeps its land and money, and takes no bookings but `release`.

    Raises
    ------
    Conflict
        When the area isn't at `rev` any more, or has gone.
    Refused
        `unchanged` when it rests already, `later_booking`, or a rule on date or reason.
    Unknown
        When there is no such area.
    """
    access.require(actor, access.Action.REST)
    return _set_resting(store, actor, area, occasion, rev, resting=True)


def wake(
    store: Store, actor: Actor, area: AreaId, *, occasion: Occasion, rev: int | None = None
) -> Changed:
    """Wake an area that rests.

    Raises
    ------
    Conflict
        When the area isn't at `rev` any more, or has gone.
    Refused
        `unchanged` when it doesn't rest, or a rule on date or reason.
    Unknown
        When there is no such area.
    """
    access.require(actor, access.Action.WAKE)
    return _set_resting(store, actor, area, occasion, rev, resting=False)


def dissolve(
    store: Store,
    actor: Actor,
    area: AreaId,
    *,
    occasion: Occasion,
    to: AreaId | None = None,
    revs: Mapping[AreaId, int] | None = None,
) -> Changed:
    """End an area; its land becomes nobody's.

    Parameters
    ----------
    to
        The area that gets its money, projects and engagement.

    Raises
    ------
    Conflict
        When an area isn't at its revision any more, or has gone.
    Refused
        `money_left` or `open_projects` when there is nobody to hand them on to, `itself`,
        `later_change`, `later_booking`, or a rule on date or reason.
    Unknown
        When there is no such area.
    """
    access.require(actor, access.Action.DISSOLVE)
    with store.write() as parts:
        own = standing(parts.areas, area, occasion)
        heir = None if to is None else standing(parts.areas, to, occasion)
        if heir is not None and heir.area == area:
            raise Refused("itself", N_("{area} can't inherit from itself."), ids=[area], area=area)
        refuse_later_bookings(parts, [area], occasion.on)
        if heir is None:
            _refuse_leftovers(parts, area)
        given = revs or {}
        parts.areas.claim(area, given.get(area, own.rev))
        change = parts.areas.record(actor, ChangeKind.DISSOLVE, occasion)
        if heir is not None:
            if given.get(heir.area, heir.rev) != heir.rev:
                parts.areas.claim(heir.area, given[heir.area])
            hand_on_all(parts, change, ChangeKind.DISSOLVE, [area], heir.area, occasion.on)
        parts.areas.close(change, own, occasion.on)
        parts.areas.retire(area, occasion.on)
    return Changed(change, () if heir is None else (heir.area,), (area,))


def _set_resting(
    store: Store,
    actor: Actor,
    area: AreaId,
    occasion: Occasion,
    rev: int | None,
    *,
    resting: bool,
) -> Changed:
    with store.write() as parts:
        own = standing(parts.areas, area, occasion)
        if own.resting == resting:
            said = N_("{area} rests already.") if resting else N_("{area} does not rest.")
            raise Refused("unchanged", said, ids=[area], area=own.name)
        if resting:
            refuse_later_bookings(parts, [area], occasion.on)
        parts.areas.claim(area, own.rev if rev is None else rev)
        kind = ChangeKind.REST if resting else ChangeKind.WAKE
        change = parts.areas.record(actor, kind, occasion)
        replace(parts.areas, change, own, own.geometry, own.name, occasion, resting=resting)
    return Changed(change, (area,))


def _refuse_leftovers(parts: Parts, area: AreaId) -> None:
    accounts = parts.money.accounts(area)
    left = sum(
        cents
        for (account, _), cents in accounts.items()
        if account in {Account.AVAILABLE, Account.COMMITTED}
    )
    if left:
        raise Refused(
            "money_left",
            N_("{area} has {euros} left. Say which area gets it, with --to."),
            ids=[area],
            area=area,
            euros=Euros(left),
        )
    still_open = [
        p.id for p in parts.projects.all() if p.area == area and p.status in OPEN_STATUSES
    ]
    if still_open:
        raise Refused(
            "open_projects",
            N_("{area} has projects that are not done: {which}. Say where they go, with --to."),
            ids=still_open,
            area=area,
            which=still_open,
        )
