"""Granting money to an area, promising it, taking a promise back, spending it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.errors import Refused, Unknown
from boundaries.following import hops_of
from boundaries.language import N_, Euros
from boundaries.model import STILL, Account, Balance, Booked, ChangeKind, Entry, Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from boundaries.following import Hop
    from boundaries.model import Actor, AreaId, ChangeId, Occasion, Spell
    from boundaries.store import Parts, Store

MOST_CENTS = 10**11
"""A milliard euros; more is a slip of the keyboard."""
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Amount:
    """What is booked on an area: cents above 0, for which project, under which key."""

    area: AreaId
    cents: int
    project: str | None = None
    key: str | None = None


def grant(store: Store, actor: Actor, amount: Amount, occasion: Occasion) -> Booked:
    """Give an area money to spend.

    Raises
    ------
    Refused
        `amount`, `key`, `resting`, `not_founded`, `unknown_project`, or a rule on date or reason.
    Conflict, Unknown
        When the area has gone, or there never was one.
    """
    access.require(actor, access.Action.GRANT)
    return _book(store, actor, ChangeKind.GRANT, amount, occasion)


def commit(store: Store, actor: Actor, amount: Amount, occasion: Occasion) -> Booked:
    """Promise available money, to a project where one is given.

    Raises
    ------
    Refused
        As `grant`, and `short` when there is less on that date or would be later.
    Conflict, Unknown
        When the area has gone, or there never was one.
    """
    access.require(actor, access.Action.COMMIT)
    return _book(store, actor, ChangeKind.COMMIT, amount, occasion)


def release(store: Store, actor: Actor, amount: Amount, occasion: Occasion) -> Booked:
    """Make promised money available again; a resting area may do that too.

    Raises
    ------
    Refused
        As `commit`.
    Conflict, Unknown
        When the area has gone, or there never was one.
    """
    access.require(actor, access.Action.RELEASE)
    return _book(store, actor, ChangeKind.RELEASE, amount, occasion)


def spend(store: Store, actor: Actor, amount: Amount, occasion: Occasion) -> Booked:
    """Spend money: first what was promised (to the project, where one is given), then the rest.

    Raises
    ------
    Refused
        As `commit`.
    Conflict, Unknown
        When the area has gone, or there never was one.
    """
    access.require(actor, access.Action.SPEND)
    return _book(store, actor, ChangeKind.SPEND, amount, occasion)


def _book(
    store: Store, actor: Actor, kind: ChangeKind, amount: Amount, occasion: Occasion
) -> Booked:
    _check_amount(amount)
    with store.write() as parts:
        if amount.key is not None and (before := parts.money.by_key(amount.key)):
            return _as_before(parts, kind, amount, occasion.on, before)
        rules.check_occasion(occasion, parts.areas.today())
        area, on = amount.area, occasion.on
        spells = fit_spells(parts, area, on, releasing=kind is ChangeKind.RELEASE)
        hops = hops_of(parts.areas, area, on, spells)
        project = "" if amount.project is None else _project(parts, amount, on)
        postings = _postings(_Purse(parts, area, project, on, hops), kind, amount.cents)
        change = parts.areas.record(actor, kind, occasion)
        entry = Entry(kind, on, postings, project or None, amount.key)
        parts.money.post(change, entry, *passed_on(entry, hops))
        balance = _balance(parts, area, on, change, spells)
    return Booked(change, area, balance)


def check_cents(cents: int) -> None:
    """Refuse an amount of nothing, or one that is a slip of the keyboard.

    Raises
    ------
    Refused
        `amount`.
    """
    if not 0 < cents <= MOST_CENTS:
        raise Refused("amount", N_("The amount is above 0 and at most a milliard euros."))


def commit_postings(
    parts: Parts, area: AreaId, project: str, on: dt.date, hops: Sequence[Hop], cents: int
) -> tuple[Posting, ...]:
    """Return what commits available money of an area to a project.

    Raises
    ------
    Refused
        `short` when there is less on that date or would be later.
    """
    return _postings(_Purse(parts, area, project, on, hops), ChangeKind.COMMIT, cents)


def _check_amount(amount: Amount) -> None:
    check_cents(amount.cents)
    if amount.key is not None and (
        not amount.key.strip()
        or len(amount.key) > LONGEST_KEY
        or rules.has_control_characters(amount.key)
    ):
        raise Refused("key", N_("A key is 1 to 200 plain characters."))


def _as_before(
    parts: Parts, kind: ChangeKind, amount: Amount, on: dt.date, before: Entry
) -> Booked:
    """Answer as the first time, when it is the same booking."""
    booked = sum(p.cents for p in before.postings if p.area == amount.area and p.cents > 0)
    same = (
        before.kind is kind
        and before.on == on
        and (before.project or None) == amount.project
        and {p.area for p in before.postings} == {amount.area}
        and booked == amount.cents
    )
    if same and parts.areas.undone_by(before.change):
        raise Refused(
            "key",
            N_(
                "The booking with key {key} (change {number}) was undone. Give the new one a key "
                "of its own."
            ),
            ids=[amount.area],
            key=amount.key,
            number=str(before.change),
        )
    if not same:
        raise Refused(
            "key",
            N_(
                "The key {key} was used for another booking (change {number}). Give this one a "
                "key of its own."
            ),
            ids=[amount.area],
            key=amount.key,
            number=str(before.change),
        )
    spells = parts.areas.spells(amount.area)
    balance = _balance(parts, amount.area, on, before.change, spells)
    return Booked(before.change, amount.area, balance, again=True)


def _balance(
    parts: Parts, area: AreaId, on: dt.date, change: ChangeId, spells: Sequence[Spell]
) -> Balance:
    """Return how an area stands today, or stood on its last day."""
    last = spells[-1].valid_to - dt.timedelta(days=1)
    day = min(max(parts.areas.today(), on), last)
    return parts.money.balances(day, until=change, only=area).get(area, Balance())


def passed_on(entry: Entry, hops: Iterable[Hop]) -> Iterator[Entry]:
    """Yield what hands a back-dated booking on to who got all of that area since."""
    held = entry.postings
    for hop in hops:
        given = tuple(Posting(hop.area, p.account, -p.cents, p.project) for p in held)
        held = tuple(Posting(hop.heir, p.account, p.cents, p.project) for p in held)
        yield Entry(entry.kind, hop.on, (*held, *given), entry.project)


def fit_spells(parts: Parts, area: AreaId, on: dt.date, *, releasing: bool = False) -> list[Spell]:
    """Return when an area stood; refuse a booking when it rests or isn't there on a day.

    Raises
    ------
    Refused
        `not_founded` or `resting`.
    Conflict, Unknown
        When the area has gone, or there never was one.
    """
    spells = parts.areas.spells(area)
    then = [spell for spell in spells if spell.valid_from <= on < spell.valid_to]
    if not then and (not spells or on >= spells[0].valid_from):
        # It says what became of the area.
        parts.areas.latest(area)
    if not then:
        raise Refused(
            "not_founded",
            N_("{area} was founded on {date}. Choose that date or a later one."),
            ids=[area],
            area=area,
            date=spells[0].valid_from,
        )
    if not releasing and then[0].resting:
        raise Refused(
            "resting",
            N_("{area} rests on {date}. Wake it first; only releasing money is possible now."),
            ids=[area],
            area=area,
            date=on,
        )
    return spells


def _project(parts: Parts, amount: Amount, on: dt.date) -> str:
    """Return the id of a project as it was recorded; it belongs to the area on that date."""
    found = parts.projects.find(amount.project or "", on)
    if found is None:
        shown = "?" if rules.has_control_characters(amount.project or "") else amount.project
        raise Unknown(
            "unknown_project",
            N_("There is no project {project}. Import it first."),
            ids=[str(shown)[:60]],
            project=str(shown)[:60],
        )
    project, home = found
    if home != amount.area:
        raise Refused(
            "other_area",
            N_("Project {project} belongs to {area}. Book it there."),
            ids=[project],
            project=project,
            area=home,
        )
    return project


@dataclass(frozen=True, slots=True)
class _Purse:
    """What an area has for a booking on a day, as far as it isn't needed on any later one."""

    parts: Parts
    area: AreaId
    project: str
    on: dt.date
    hops: Sequence[Hop]

    def room(self, account: Account) -> int:
        """Return the least that an account holds from that day on, with whoever has it then."""
        holders = [self.area, *(hop.heir for hop in self.hops)]
        days = [self.on, *(hop.on for hop in self.hops), STILL]
        held = [
            self.parts.money.room(holder, account, self._of(account), first, before=last)
            for holder, first, last in zip(holders, days, days[1:], strict=False)
        ]
        return max(min(held), 0)

    def moved(self, giving: Account, getting: Account, cents: int) -> tuple[Posting, ...]:
        """Return the postings that move cents from one account to another."""
        return (
            Posting(self.area, giving, -cents, self._of(giving)),
            Posting(self.area, getting, cents, self._of(getting)),
        )

    def require(self, held: int, needed: int) -> None:
        """Refuse when there is less than is needed."""
        if held < needed:
            raise Refused(
                "short",
                N_("{area} has {held} for this on {date}, and {needed} is needed."),
                ids=[self.area],
                area=self.area,
                held=Euros(held),
                needed=Euros(needed),
                date=self.on,
            )

    def _of(self, account: Account) -> str:
        return self.project if account is Account.COMMITTED else ""


def _postings(purse: _Purse, kind: ChangeKind, cents: int) -> tuple[Posting, ...]:
    match kind:
        case ChangeKind.GRANT:
            return purse.moved(Account.GRANT, Account.AVAILABLE, cents)
        case ChangeKind.COMMIT:
            purse.require(purse.room(Account.AVAILABLE), cents)
            return purse.moved(Account.AVAILABLE, Account.COMMITTED, cents)
        case ChangeKind.RELEASE:
            purse.require(purse.room(Account.COMMITTED), cents)
            return purse.moved(Account.COMMITTED, Account.AVAILABLE, cents)
        case _:
            promised = min(purse.room(Account.COMMITTED), cents)
            free = purse.room(Account.AVAILABLE) if promised < cents else 0
            purse.require(promised + free, cents)
            taken = ((Account.COMMITTED, promised), (Account.AVAILABLE, cents - promised))
            return tuple(
                posting
                for account, part in taken
                if part
                for posting in purse.moved(account, Account.SPENT, part)
            )
