"""Undoing a change, as a new change: nothing that was known is forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import (
    MONEY_KINDS,
    PROJECT_KINDS,
    STILL,
    VOICE_KINDS,
    Account,
    Changed,
    ChangeKind,
    Entry,
    Posting,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from boundaries.model import (
        Actor,
        AreaId,
        AreaVersion,
        Change,
        ChangeId,
        Initiator,
        Occasion,
        Written,
    )
    from boundaries.store import Areas, Parts, Store

REPLACES = frozenset({ChangeKind.BLOCKS, ChangeKind.LINES, ChangeKind.POSTCODES})
"""Imports that replace what was there: a newer file is the way back."""
_NEVER_BEEN = PROJECT_KINDS | {ChangeKind.CORRECT, ChangeKind.PROJECTS, ChangeKind.ENGAGEMENT}
"""Changes that are undone only as if they had never been."""


def undo(
    store: Store,
    actor: Actor,
    number: ChangeId,
    *,
    occasion: Occasion | None = None,
    reason: str = "",
    initiator: Initiator | None = None,
    revs: Sequence[int] = (),
) -> Changed:
    """Undo a change: geometry, ids, lineage, money and projects are what they were before it.

    Parameters
    ----------
    occasion
        When it is undone. Without it, or on the date of the change itself, it is as if the
        change had never been; on a later date what it made has stood until then.
    reason
        Why; without any it is the reason of the change that is undone.
    initiator
        Whose wish it is, where there is no occasion; without it that of the change.
    revs
        Revisions this was decided on, of the areas of the change that stand, by id.

    Returns
    -------
    Changed
        `areas` are those that stand again, `retired` those that went.

    Raises
    ------
    Conflict
        When an area isn't at its revision any more.
    Refused
        `undone`, `not_undoable`, `date`, or `later_change` and `later_booking`, which name what
        was done since with the same areas.
    Unknown
        When there is no such change.
    """
    access.require(actor, access.Action.UNDO)
    with store.write() as parts:
        undone = parts.areas.change(number)
        _refuse_kind(undone)
        when = occasion or replace(
            undone.occasion, initiator=initiator or undone.occasion.initiator
        )
        when = replace(when, reason=reason or when.reason or undone.occasion.reason)
        rules.check_occasion(when, parts.areas.today())
        exact = when.on == undone.occasion.on
        _refuse_date(undone, when, exact=exact)
        _refuse_later(parts, undone)
        written = parts.areas.written(number)
        touched = {v.area for v in (*written.recorded, *written.superseded)}
        stood = standing_of(parts.areas, touched)
        claim_standing(parts.areas, sorted(stood), revs)
        change = parts.areas.record(actor, ChangeKind.UNDO, when, about=number)
        _take_back_money(parts, change, undone, when.on, exact=exact)
        if exact:
            parts.projects.take_back(change, number)
            _as_it_was(parts, change, number, written)
        else:
            for before, home in parts.projects.moved(number):
                parts.projects.move(change, home, before.area, when.on)
            _from_now_on(parts, change, written, when)
        standing = settle_ends(parts.areas, touched, stood, when.on)
    return Changed(
        change,
        tuple(sorted(standing)) if touched else undone.areas,
        tuple(sorted(stood - standing)),
    )


def _refuse_kind(undone: Change) -> None:
    if undone.kind is ChangeKind.UNDO:
        raise Refused(
            "not_undoable",
            N_("Change {number} is an undo itself. Do again what it undid."),
            ids=[str(undone.id)],
            number=str(undone.id),
        )
    if undone.kind in VOICE_KINDS:
        raise Refused(
            "not_undoable",
            N_("Change {number} tells what was asked or decided. Undo what it changed instead."),
            ids=[str(undone.id)],
            number=str(undone.id),
        )
    if undone.kind is ChangeKind.SETTINGS:
        raise Refused(
            "not_undoable",
            N_("Change {number} changed a setting. Set it back to what it was."),
            ids=[str(undone.id)],
            number=str(undone.id),
        )
    if undone.kind in {ChangeKind.ROLE, ChangeKind.ERASE}:
        raise Refused(
            "not_undoable",
            N_("Change {number} was about a person. Give the role anew; what is erased is gone."),
            ids=[str(undone.id)],
            number=str(undone.id),
        )
    if undone.kind in REPLACES:
        raise Refused(
            "not_undoable",
            N_("Change {number} took in a file. Import the file you had before."),
            ids=[str(undone.id)],
            number=str(undone.id),
        )


def _refuse_date(undone: Change, when: Occasion, *, exact: bool) -> None:
    if when.on < undone.occasion.on:
        raise Refused(
            "date",
            N_("Change {number} dates from {date}. Undo it on that date or a later one."),
            number=str(undone.id),
            date=undone.occasion.on,
        )
    if not exact and undone.kind in _NEVER_BEEN:
        raise Refused(
            "date",
            N_("Change {number} is undone as if it had never been. Leave the date out."),
            number=str(undone.id),
        )


def _refuse_later(parts: Parts, undone: Change) -> None:
    """Refuse when something was done since with the same areas, or booked on them.

    A change that was itself undone as if it had never been doesn't stand in the way.
    """
    if parts.areas.undone_by(undone.id):
        raise Refused(
            "undone",
            N_("Change {number} was undone already. There is nothing left to undo."),
            ids=[str(undone.id)],
            number=str(undone.id),
        )
    later = _in_the_way(parts, undone)
    if later is None:
        return
    raise Refused(
        "later_booking" if later.kind in MONEY_KINDS else "later_change",
        N_(
            "Since then {areas} had change {number} ({kind}, {date}). Undo that first, or make a "
            "new change instead."
        ),
        ids=[str(later.id)],
        areas=list(later.areas),
        number=str(later.id),
        kind=later.kind,
        date=later.occasion.on,
    )


def _since(parts: Parts, undone: Change) -> list[Change]:
    """Return the later changes of the areas of a change, boundary and money alike."""
    if undone.kind in PROJECT_KINDS:
        # Other projects of the area don't depend on it; what is left of the money is looked at.
        told = parts.projects.told_since(undone.id)
        return [parts.areas.change(number) for number in sorted(told)]
    found: dict[ChangeId, Change] = {
        number: parts.areas.change(number) for number in parts.projects.built_on(undone.id)
    }
    for area in undone.areas:
        later = {e.change for e in parts.money.bookings(area) if e.change > undone.id}
        later |= set(parts.projects.housed(area, after=undone.id))
        for change in parts.areas.changes(area, after=undone.id):
            found[change.id] = change
        for number in later - set(found):
            found[number] = parts.areas.change(number)
    return [found[number] for number in sorted(found)]


def _in_the_way(parts: Parts, undone: Change) -> Change | None:
    later = _since(parts, undone)
    if undone.kind in MONEY_KINDS:
        later = [c for c in later if parts.money.entries(c.id)]
    by_number = {c.id: c for c in later}
    gone = {
        number
        for c in later
        if c.kind is ChangeKind.UNDO and c.about is not None
        for number in (c.id, c.about)
        if c.about in by_number and by_number[c.about].occasion.on == c.occasion.on
    }
    return next((c for c in later if c.id not in gone), None)


def claim_standing(areas: Areas, standing: Sequence[AreaId], revs: Sequence[int]) -> None:
    """Claim areas that stand at the revisions that were given, by id, the rest as they are.

    Raises
    ------
    Conflict
        When an area isn't at its revision any more.
    """
    for index, area in enumerate(standing):
        areas.claim(area, revs[index] if index < len(revs) else areas.latest(area).rev)


def standing_of(areas: Areas, some: Iterable[AreaId]) -> set[AreaId]:
    """Return those of some areas whose last version has no end."""
    return {a for a in some if any(spell.valid_to == STILL for spell in areas.spells(a))}


def settle_ends(
    areas: Areas, touched: Iterable[AreaId], stood: Collection[AreaId], on: dt.date
) -> set[AreaId]:
    """Write of areas whether they stand, as their versions tell now; return those that do.

    Parameters
    ----------
    stood
        Those that stood before.
    on
        The end of an area of which nothing is known any more.
    """
    standing = standing_of(areas, touched)
    for area in sorted(touched):
        if area not in standing:
            spells = areas.spells(area)
            areas.retire(area, spells[-1].valid_to if spells else on)
        elif area not in stood:
            areas.retire(area, None)
    return standing


def _take_back_money(
    parts: Parts, change: ChangeId, undone: Change, on: dt.date, *, exact: bool
) -> None:
    entries = [
        Entry(
            ChangeKind.UNDO,
            entry.on if exact else max(entry.on, on),
            reversed_postings(entry),
            entry.project,
        )
        for entry in parts.money.entries(undone.id)
    ]
    parts.money.post(change, *entries)
    for entry in entries:
        for posting in entry.postings:
            held = parts.money.room(posting.area, posting.account, posting.project, entry.on)
            if posting.account is not Account.GRANT and held < 0:
                raise Refused(
                    "short",
                    N_("The money of change {number} was used since. Undo that first."),
                    ids=[posting.area],
                    number=str(undone.id),
                )


def reversed_postings(entry: Entry) -> tuple[Posting, ...]:
    """Return the postings that take an entry back."""
    return tuple(Posting(p.area, p.account, -p.cents, p.project) for p in reversed(entry.postings))


def _as_it_was(parts: Parts, change: ChangeId, number: ChangeId, written: Written) -> None:
    """Record again what stood before; the ids and the lineage are those of then."""
    parts.areas.supersede(change, written.began | written.ended)
    for version in written.superseded:
        parts.areas.restate(change, version)
    parts.areas.unlink(change, number)


def _from_now_on(parts: Parts, change: ChangeId, written: Written, when: Occasion) -> None:
    """End what the change made on a date, and let what stood before it stand again from there."""
    made = [v for v in parts.areas.current(written.began) if v.still]
    for version in made:
        parts.areas.close(change, version, when.on)
    for version in written.superseded:
        if version.still:
            logical = parts.areas.add_version(
                change,
                version.area,
                version.name,
                version.geometry,
                when.on,
                when.precision,
                resting=version.resting,
            )
            for source in _sources(version, made):
                parts.areas.link(change, source, logical)


def _sources(version: AreaVersion, made: Iterable[AreaVersion]) -> list[int]:
    """Return the versions that one comes from: those that held land of it, else its own."""
    held = [
        m.logical
        for m in made
        if m.area == version.area or m.geometry.intersection(version.geometry).area >= 1.0
    ]
    return held or [version.logical]
