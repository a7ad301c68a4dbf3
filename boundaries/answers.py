"""The plain forms of areas and changes that the command line prints."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from boundaries.bookkeeping import Books
    from boundaries.growing_up import Stage
    from boundaries.model import AreaChange, Balance, Booked, Change, Changed
    from boundaries.participation import Proposal
    from boundaries.queries import AreaRow
    from boundaries.voices import Counts


def area_answer(row: AreaRow, *, wkt: bool = False) -> dict[str, Any]:
    """Return one area; with its geometry in metres when `wkt` is asked for."""
    version = row.version
    answer: dict[str, Any] = {
        "id": version.area,
        "rev": version.rev,
        "name": version.name,
        "valid_from": version.valid_from.isoformat(),
        "valid_to": None if version.still else version.valid_to.isoformat(),
        "precision": version.precision.value,
        "area_m2": row.area_m2,
        "residents": row.shown_residents,
    }
    if wkt:
        answer["wkt"] = version.geometry.wkt
    return answer


def changed_answer(changed: Changed) -> dict[str, Any]:
    """Return what a command did."""
    return {
        "change": changed.change,
        "areas": list(changed.areas),
        "retired": list(changed.retired),
    }


def change_answer(change: Change) -> dict[str, Any]:
    """Return one change of the log; with its document and who agreed where there are any."""
    more: dict[str, Any] = {}
    if change.occasion.document:
        more["document"] = change.occasion.document
    if change.occasion.consents:
        more["agreed"] = {c.area: c.on.isoformat() for c in change.occasion.consents}
    return more | {
        "change": change.id,
        "kind": change.kind.value,
        "date": change.occasion.on.isoformat(),
        "precision": change.occasion.precision.value,
        "recorded_at": recorded(change.recorded_at),
        "initiator": change.occasion.initiator.value,
        "reason": change.occasion.reason,
        "predecessors": list(change.predecessors),
        "successors": list(change.successors),
    }


def logged_answer(logged: AreaChange) -> dict[str, Any]:
    """Return one change of the log with the areas it touched, and what they gained and lost."""
    return area_change_answer(logged) | {"areas": list(logged.change.areas)}


def area_change_answer(through: AreaChange) -> dict[str, Any]:
    """Return a change as one area went through it."""
    return change_answer(through.change) | {
        "gained_m2": through.gained_m2,
        "lost_m2": through.lost_m2,
    }


def stage_answer(stage: Stage) -> dict[str, Any]:
    """Return a version of an area beside what it came from."""
    version = stage.version
    return {
        "valid_from": version.valid_from.isoformat(),
        "valid_to": None if version.still else version.valid_to.isoformat(),
        "precision": version.precision.value,
        "name": version.name,
        "area_m2": stage.area_m2,
        "gained_m2": stage.gained_m2,
        "lost_m2": stage.lost_m2,
        "kept_m2": stage.kept_m2,
        "residents": stage.residents,
    }


def booked_answer(booked: Booked) -> dict[str, Any]:
    """Return what a money command did, in cents."""
    return {"change": booked.change, "area": booked.area} | _balance(booked.balance)


def money_answer(books: Books) -> dict[str, Any]:
    """Return how the areas stand, and all of them together, in cents."""
    return {
        "areas": [{"id": area} | _balance(held) for area, held in books.areas.items()],
        "total": _balance(books.total),
    }


def _balance(held: Balance) -> dict[str, int]:
    return {
        "granted": held.granted,
        "available": held.available,
        "committed": held.committed,
        "spent": held.spent,
    }


def recorded(moment: dt.datetime) -> str:
    """Return a time of recording in UTC, to the microsecond."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def proposal_answer(proposal: Proposal, counted: Counts, today: dt.date) -> dict[str, Any]:
    """Return a proposal for JSON: what everybody may read of it."""
    last = proposal.last
    return {
        "id": proposal.id,
        "kind": proposal.asks.value,
        "title": proposal.title,
        "reason": proposal.reason,
        "status": proposal.status(today).value,
        "areas": proposal.areas,
        "takes_from": proposal.losers,
        "opens": proposal.opens,
        "closes": proposal.closes,
        "in_favour": counted.in_favour,
        "against": counted.against,
        "outcome": last.outcome.value if last.outcome else None,
        "body": last.body or None,
        "decision_reason": last.reason or None,
        "decided_on": last.on if last.outcome else None,
        "changed_by": last.done_by,
    }
