"""Correcting what was recorded wrongly. What we knew before can still be asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from boundaries import access, rules
from boundaries.commands.areas import refuse_taking
from boundaries.commands.undoing import (
    claim_standing,
    reversed_postings,
    settle_ends,
    standing_of,
)
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import (
    STILL,
    Changed,
    ChangeKind,
    Entry,
    Occasion,
    OverlapPolicy,
)
from boundaries.neighbours import place, taken_from

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor, AreaId, AreaVersion, Change, ChangeId, Initiator, Precision
    from boundaries.store import Areas, Parts, Store

NAMING = frozenset(
    {
        ChangeKind.FOUND,
        ChangeKind.RENAME,
        ChangeKind.MERGE,
        ChangeKind.SPLIT,
        ChangeKind.CARVE_OUT,
    }
)
BOUNDING = frozenset(
    {
        ChangeKind.FOUND,
        ChangeKind.ADJUST,
        ChangeKind.GROW,
        ChangeKind.MERGE,
        ChangeKind.SPLIT,
        ChangeKind.CARVE_OUT,
    }
)
CORRECTABLE = NAMING | BOUNDING | {ChangeKind.REST, ChangeKind.WAKE, ChangeKind.DISSOLVE}


@dataclass(frozen=True, slots=True)
class Correction:
    """What should have been recorded; what is None was right.

    `area` says which one is meant where a change made several.
    """

    on: dt.date | None = None
    precision: Precision | None = None
    name: str | None = None
    geometry: BaseGeometry | None = None
    area: AreaId | None = None


def correct(
    store: Store,
    actor: Actor,
    number: ChangeId,
    correction: Correction,
    *,
    reason: str,
    initiator: Initiator,
    revs: Sequence[int] = (),
) -> Changed:
    """Correct the date, the name or the boundary that a change recorded.

    A name or boundary that later versions of the area carried on is corrected in them too.

    Parameters
    ----------
    correction
        A geometry is in metres of the municipality's CRS.
    revs
        Revisions this was decided on, of the areas concerned that stand, by id.

    Raises
    ------
    Conflict
        When an area isn't at its revision any more.
    Refused
        `undone`, `not_correctable`, `several`, `unchanged`; `later_change` where it would pass
        another change of the same area and `later_booking` where it would pass a booking;
        `overlap` where it would take land; or a rule on geometry, name, date or reason.
    Unknown
        When there is no such change.
    """
    access.require(actor, access.Action.CORRECT)
    with store.write() as parts:
        areas = parts.areas
        wrong = areas.change(number)
        _refuse_kind(areas, wrong, correction)
        written = areas.written(number)
        began, ended = _as_known(areas, written.began), _as_known(areas, written.ended)
        day = began[0].valid_from if began else max(v.valid_to for v in ended)
        on = day if correction.on is None else correction.on
        precision = correction.precision or wrong.occasion.precision
        occasion = Occasion(on, reason, initiator, precision)
        rules.check_occasion(occasion, areas.today())
        revised = _revised(areas, wrong, correction, began)
        _refuse_unchanged(number, correction, began, day, revised)
        if on == day:
            _refuse_dayless(number, day, revised)
        if on != day:
            _refuse_passing(parts, wrong, began, ended, day, on)
        change = areas.record(actor, ChangeKind.CORRECT, occasion, about=number)
        touched = sorted({v.area for v in (*began, *ended, *revised.values())})
        stood = standing_of(areas, touched)
        claim_standing(areas, sorted(stood), revs)
        moved = _moved(began, ended, day, on, correction.precision)
        corrected = moved | _merged(moved, revised)
        _restate(areas, change, corrected)
        _refuse_overlaps(areas, corrected)
        if on != day:
            _redate(parts, change, number, day, on, began, ended)
        settle_ends(areas, touched, stood, on)
    return Changed(change, tuple(touched))


def _refuse_kind(areas: Areas, wrong: Change, correction: Correction) -> None:
    if wrong.kind not in CORRECTABLE:
        raise Refused(
            "not_correctable",
            N_("Change {number} ({kind}) can't be corrected. Undo it and do it again."),
            ids=[str(wrong.id)],
            number=str(wrong.id),
            kind=wrong.kind,
        )
    if areas.undone_by(wrong.id):
        raise Refused(
            "undone",
            N_("Change {number} was undone. There is nothing left to correct."),
            ids=[str(wrong.id)],
            number=str(wrong.id),
        )
    if (correction.name is not None and wrong.kind not in NAMING) or (
        correction.geometry is not None and wrong.kind not in BOUNDING
    ):
        raise Refused(
            "not_correctable",
            N_("Change {number} ({kind}) gave no name or boundary. Correct the one that did."),
            ids=[str(wrong.id)],
            number=str(wrong.id),
            kind=wrong.kind,
        )


def _as_known(areas: Areas, logicals: Iterable[int]) -> list[AreaVersion]:
    """Return versions (logical ids) as they are known now, by area and date.

    One that ended on the very day it began isn't known now; it comes as it was known last,
    without a day to its name.
    """
    wanted = set(logicals)
    known = areas.current(wanted)
    result = {version.logical: version for version in known}
    for version in areas.ever_known(wanted - set(result)):
        result[version.logical] = replace(version, valid_to=version.valid_from)
    return sorted(result.values(), key=lambda v: (v.area, v.valid_from))


def _revised(
    areas: Areas, wrong: Change, correction: Correction, began: list[AreaVersion]
) -> dict[int, AreaVersion]:
    """Return the versions whose name or boundary changes, those that carried it on included."""
    if correction.name is None and correction.geometry is None:
        return {}
    meant = [v for v in began if correction.area in {None, v.area}]
    if len(meant) != 1:
        raise Refused(
            "several",
            N_("Change {number} made {areas}. Say which one you mean, with --area."),
            ids=[v.area for v in began],
            number=str(wrong.id),
            areas=[v.area for v in began],
        )
    (first,) = meant
    line = [
        r.version
        for r in areas.versions(first.area)
        if r.superseded_by is None and r.version.valid_from >= first.valid_from
    ]
    if first.logical not in {version.logical for version in line}:
        # It ended on the day it began, and may get days of its own now.
        line.insert(0, first)
    result = {first.logical: first}
    if correction.name is not None:
        name = rules.checked_name(correction.name)
        for version in line:
            if version.name != first.name:
                break
            result[version.logical] = replace(version, name=name)
    if correction.geometry is not None:
        boundary = _boundary(areas, wrong, first, line, correction.geometry)
        for version in line:
            named = result.get(version.logical, version)
            result[version.logical] = replace(named, geometry=boundary)
    return result


def _boundary(
    areas: Areas,
    wrong: Change,
    first: AreaVersion,
    line: list[AreaVersion],
    geometry: BaseGeometry,
) -> BaseGeometry:
    """Return the checked boundary; later changes may only have carried the wrong one on."""
    built_on = [v for v in line if not v.geometry.equals_exact(first.geometry, 0.0)]
    if built_on or not line[-1].still:
        raise Refused(
            "later_change",
            N_(
                "The boundary of change {number} was built on later, on {date}. Correct that "
                "change, or undo it first."
            ),
            ids=[first.area],
            number=str(wrong.id),
            date=built_on[0].valid_from if built_on else line[-1].valid_to,
        )
    drawn = rules.checked_boundary(geometry, areas.municipality())
    return place(areas, drawn, first.valid_from, own=first).geometry


def _refuse_unchanged(
    number: ChangeId,
    correction: Correction,
    began: list[AreaVersion],
    day: dt.date,
    revised: dict[int, AreaVersion],
) -> None:
    old = {v.logical: v for v in began}
    same = all(
        v.name == old[k].name and v.geometry.equals_exact(old[k].geometry, 0.0)
        for k, v in revised.items()
        if k in old
    )
    same_day = correction.on in {None, day} and (
        correction.precision is None or all(v.precision == correction.precision for v in began)
    )
    if same and same_day:
        raise Refused(
            "unchanged",
            N_("Change {number} says this already. Give another date, name or boundary."),
            ids=[str(number)],
            number=str(number),
        )


def _refuse_dayless(number: ChangeId, day: dt.date, revised: dict[int, AreaVersion]) -> None:
    """Refuse another name or boundary for what has no day on which it would show."""
    if revised and all(v.valid_from == v.valid_to for v in revised.values()):
        raise Refused(
            "not_correctable",
            N_(
                "What change {number} gave lasted no day: on {date} another change came after it. "
                "Give it another date too, or correct that one."
            ),
            ids=[str(number)],
            number=str(number),
            date=day,
        )


def _refuse_passing(
    parts: Parts,
    wrong: Change,
    began: list[AreaVersion],
    ended: list[AreaVersion],
    day: dt.date,
    on: dt.date,
) -> None:
    """Refuse to move a change beyond another one of the same area, or beyond a booking."""
    passed = [v.valid_from for v in ended if on < v.valid_from]
    passed += [v.valid_to for v in began if on >= v.valid_to != STILL]
    if passed:
        raise Refused(
            "later_change",
            N_("On {date} there is another change of {areas}. Stay on this side of it."),
            ids=wrong.areas,
            date=passed[0],
            areas=list(wrong.areas),
        )
    for area in sorted({v.area for v in (*began, *ended)}):
        for booking in parts.money.bookings(area):
            # What was booked on the day itself came before the change, or on what it made.
            passed_back = on < booking.on <= day
            if booking.change != wrong.id and (passed_back or day <= booking.on < on):
                raise Refused(
                    "later_booking",
                    N_(
                        "{area} has a booking on {date} (change {number}), between the old date "
                        "and the new one. Undo the booking first."
                    ),
                    ids=[area],
                    area=area,
                    date=booking.on,
                    number=str(booking.change),
                )


def _moved(
    began: Iterable[AreaVersion],
    ended: Iterable[AreaVersion],
    day: dt.date,
    on: dt.date,
    precision: Precision | None,
) -> dict[int, AreaVersion]:
    """Return the versions that begin or end with the change, on its new date."""
    result: dict[int, AreaVersion] = {}
    if on != day:
        result |= {v.logical: replace(v, valid_to=on) for v in ended}
    if on != day or precision is not None:
        result |= {
            v.logical: replace(v, valid_from=on, precision=precision or v.precision) for v in began
        }
    return result


def _merged(
    moved: dict[int, AreaVersion], revised: dict[int, AreaVersion]
) -> dict[int, AreaVersion]:
    return {
        logical: replace(
            version,
            valid_from=moved.get(logical, version).valid_from,
            valid_to=moved.get(logical, version).valid_to,
            precision=moved.get(logical, version).precision,
        )
        for logical, version in revised.items()
    }


def _restate(areas: Areas, change: ChangeId, corrected: dict[int, AreaVersion]) -> None:
    areas.supersede(change, corrected)
    for version in corrected.values():
        if version.valid_from < version.valid_to:
            areas.restate(change, version)


def _refuse_overlaps(areas: Areas, corrected: dict[int, AreaVersion]) -> None:
    """Refuse when a corrected version lies over another area at any time it stands."""
    if areas.municipality().overlap is OverlapPolicy.FREE:
        return
    for version in corrected.values():
        others = [
            other
            for other in areas.near(version.geometry, version.valid_from)
            if other.area != version.area and other.valid_from < version.valid_to
        ]
        refuse_taking(taken_from(version.geometry, others))


def _redate(
    parts: Parts,
    change: ChangeId,
    number: ChangeId,
    day: dt.date,
    on: dt.date,
    began: list[AreaVersion],
    ended: list[AreaVersion],
) -> None:
    """Book what a change booked on its new date instead, and let projects move then."""
    for entry in parts.money.entries(number):
        parts.money.post(
            change,
            Entry(ChangeKind.CORRECT, day, reversed_postings(entry), entry.project),
            Entry(ChangeKind.CORRECT, on, entry.postings, entry.project),
        )
    parts.projects.redate(change, number, on)
    # What was typed in later for an earlier date came along on the old date too.
    parts.projects.redate_hops(
        change, day, on, old={v.area for v in ended}, new={v.area for v in began}
    )
