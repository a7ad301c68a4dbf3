"""What goes along when an area becomes another: its money, projects and engagement."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

import shapely

from boundaries.dividing import largest_remainders
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import STILL, Account, Entry, Posting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from fractions import Fraction

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, ChangeId, ChangeKind
    from boundaries.store import Parts

Accounts = dict[tuple[Account, str], int]
NONE_CHOSEN: Mapping[str, int] = MappingProxyType({})


def refuse_later_bookings(parts: Parts, areas: Iterable[AreaId], on: dt.date) -> None:
    """Refuse a change that hands money on before a booking that is in the ledger already.

    Raises
    ------
    Refused
        `later_booking`, naming the booking.
    """
    for area in areas:
        later = parts.money.bookings(area, after=on)
        if later:
            raise Refused(
                "later_booking",
                N_(
                    "{area} has a booking on {date} (change {number}), after the date you gave. "
                    "Give that date or a later one, or undo the booking first."
                ),
                ids=[area],
                area=area,
                date=later[0].on,
                number=str(later[0].change),
            )


def hand_on_all(
    parts: Parts,
    change: ChangeId,
    kind: ChangeKind,
    old: Sequence[AreaId],
    new: AreaId,
    on: dt.date,
) -> None:
    """Move all money, projects and engagement of some areas to one other."""
    postings: list[Posting] = []
    for area in old:
        for (account, project), cents in parts.money.accounts(area).items():
            postings += _moved(area, new, account, project, cents)
        for home in parts.projects.homes(area):
            parts.projects.move(change, home, new, on)
    parts.money.post(change, Entry(kind, on, tuple(postings)))


def hand_on_divided(
    parts: Parts,
    change: ChangeId,
    kind: ChangeKind,
    old: AreaId,
    new: Sequence[tuple[AreaId, BaseGeometry, Fraction]],
    on: dt.date,
    *,
    chosen: Mapping[str, int] = NONE_CHOSEN,
) -> None:
    """Divide the money, projects and engagement of an area over its parts.

    A project goes to the part that was chosen for it, else to the one in which its place lies,
    else to the one with the larger share (the first of equal ones), and money committed to it
    goes along. So does engagement in it. All other money is divided by the shares.

    Parameters
    ----------
    new
        Of each part its id (one may be `old` itself), its land and its share.
    chosen
        Of a project (id) the part to which it goes, by its place in `new`.

    Raises
    ------
    Refused
        `unknown_project` when one that was chosen isn't of this area.
    """
    largest = max(new, key=lambda part: part[2])[0]
    projects = {p.id: p for p in parts.projects.all()}
    _refuse_strangers(chosen, old, {home.item for home in parts.projects.homes(old)})
    engaged = {e.id: e.project for e in parts.projects.engagement(STILL)}

    def goes_to(item: str | int) -> AreaId:
        name = item if isinstance(item, str) else engaged.get(item)
        if name is not None and name in chosen:
            return new[chosen[name]][0]
        place = projects[name].place if name in projects else None
        if place is None:
            return largest
        return next((area for area, land, _ in new if shapely.covers(land, place)), largest)

    for home in parts.projects.homes(old):
        area = goes_to(home.item)
        if area != old:
            parts.projects.move(change, home, area, on)
    divided = _divided(parts.money.accounts(old), new, goes_to)
    postings = [
        posting
        for area, accounts in divided.items()
        if area != old
        for (account, project), cents in accounts.items()
        for posting in _moved(old, area, account, project, cents)
    ]
    parts.money.post(change, Entry(kind, on, tuple(postings)))


def _refuse_strangers(
    chosen: Mapping[str, int], old: AreaId, housed: Collection[str | int]
) -> None:
    strangers = sorted(set(chosen) - {item for item in housed if isinstance(item, str)})
    if strangers:
        raise Refused(
            "unknown_project",
            N_("{projects} is not a project of {area}. Choose among its own projects."),
            ids=strangers,
            projects=strangers,
            area=old,
        )


def _divided(
    accounts: Accounts,
    new: Sequence[tuple[AreaId, BaseGeometry, Fraction]],
    goes_to: Callable[[str | int], AreaId],
) -> dict[AreaId, Accounts]:
    """Return what each part gets, so that its accounts add up to 0 as those of the whole do."""
    result: dict[AreaId, Accounts] = {area: defaultdict(int) for area, _, _ in new}
    for (account, project), cents in accounts.items():
        if account is Account.GRANT:
            continue
        if project:
            result[goes_to(project)][account, project] += cents
            continue
        shares = largest_remainders(cents, [share for _, _, share in new])
        for (area, _, _), part in zip(new, shares, strict=True):
            result[area][account, project] += part
    for held in result.values():
        # What was granted follows from the rest, or rounding would part them by a cent.
        held[Account.GRANT, ""] = -sum(held.values())
    return result


def _moved(old: AreaId, new: AreaId, account: Account, project: str, cents: int) -> list[Posting]:
    # A giving account first would pass below zero only if it held less, and it holds just this.
    return [Posting(old, account, -cents, project), Posting(new, account, cents, project)]
