"""Changing what a municipality sets for itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import geo
from boundaries import access, settings
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import ChangeKind, Initiator, Occasion, OverlapPolicy

if TYPE_CHECKING:
    from boundaries.model import Actor, ChangeId
    from boundaries.store import Parts, Store


@dataclass(frozen=True, slots=True)
class Set:
    """A setting that was changed.

    Attributes
    ----------
    before, after
        Its values as text.
    overlapping
        Names of the pairs of areas that overlap today, where the rule on that became stricter:
        they stay as they are.
    """

    change: ChangeId
    key: str
    before: str
    after: str
    overlapping: tuple[tuple[str, str], ...] = ()


def set_setting(store: Store, actor: Actor, key: str, value: str) -> Set:
    """Give a setting another value from now on; what was done before it stays as it is.

    It is a change of its own, that can't be undone: set it back.

    Parameters
    ----------
    key
        One of `boundaries.settings.names()`.
    value
        As it is written in text; see `boundaries.settings.SETTINGS`.

    Raises
    ------
    Refused
        `setting` when there is none of that name, `value` when it can't have that value, `same`
        when it has it already.
    """
    access.require(actor, access.Action.SET_SETTING)
    with store.write() as parts:
        place = parts.areas.municipality()
        new = settings.changed(place, key, value)
        written = settings.setting_of(key).written
        before, after = written(place), written(new)
        if before == after:
            raise Refused(
                "same",
                N_("{key} is {value} already. Nothing was changed."),
                ids=[key],
                key=key,
                value=after or "–",
            )
        # Text of the log, so in no language: a name and two values.
        reason = f"{key}: {before or '–'} → {after or '–'}"
        occasion = Occasion(parts.areas.today(), reason, Initiator.MUNICIPALITY)
        change = parts.areas.record(actor, ChangeKind.SETTINGS, occasion)
        parts.areas.set_setting(change, key, before=before, after=after, place=new)
        stricter = new.overlap is not OverlapPolicy.FREE and new.overlap is not place.overlap
        overlapping = _overlapping(parts) if stricter else ()
    return Set(change, key, before, after, overlapping)


def _overlapping(parts: Parts) -> tuple[tuple[str, str], ...]:
    """Return the names of the areas that claim the same land today, in pairs."""
    versions = parts.areas.at(parts.areas.today())
    if not versions:
        return ()
    found = geo.overlaps(np.array([v.geometry for v in versions], dtype=object))
    pairs = zip(found["left"], found["right"], strict=True)
    return tuple(sorted((versions[a].name, versions[b].name) for a, b in pairs))
