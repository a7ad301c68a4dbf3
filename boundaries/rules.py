"""What a name, a reason, a date and a boundary have to satisfy before anything is written."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import shapely

import geo
from boundaries.errors import Refused
from boundaries.language import N_
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Municipality, Occasion

LONGEST_NAME = 200
LONGEST_REASON = 4_000
LONGEST_DOCUMENT = 500
MOST_VERTICES = 20_000
OUTSIDE_M = 5_000.0
AHEAD = dt.timedelta(days=366)
EARLIEST = dt.date(1800, 1, 1)

_BIDI_AND_HIDDEN = frozenset(
    "\u200b\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def has_control_characters(text: str, *, newline: bool = False) -> bool:
    """Return whether `text` holds characters that hide or reorder what is read."""
    return any(
        (unicodedata.category(c) in {"Cc", "Cs"} and not (newline and c == "\n"))
        or c in _BIDI_AND_HIDDEN
        for c in text
    )


def checked_name(name: str) -> str:
    """Return the trimmed name of an area.

    Raises
    ------
    Refused
        `name` when it is empty, `too_long` over 200 characters, `control_chars`.
    """
    if has_control_characters(name):
        raise Refused("control_chars", N_("The name holds hidden characters. Type it again."))
    trimmed = name.strip()
    if not trimmed:
        raise Refused("name", N_("The name is empty. Give the area a name."))
    if len(trimmed) > LONGEST_NAME:
        raise Refused(
            "too_long",
            N_("The name has {n} characters; {most} is the most. Make it shorter."),
            n=len(trimmed),
            most=LONGEST_NAME,
        )
    return trimmed


def check_occasion(occasion: Occasion, today: dt.date) -> None:
    """Refuse an empty or overlong reason and a date too far from today.

    Raises
    ------
    Refused
        `reason`, `too_long`, `control_chars` or `date`.
    """
    reason = occasion.reason
    if has_control_characters(reason, newline=True):
        raise Refused("control_chars", N_("The reason holds hidden characters. Type it again."))
    if not reason.strip():
        raise Refused("reason", N_("The reason is empty. Say in a sentence why."))
    if len(reason) > LONGEST_REASON:
        raise Refused(
            "too_long",
            N_("The reason has {n} characters; {most} is the most. Make it shorter."),
            n=len(reason),
            most=LONGEST_REASON,
        )
    if not EARLIEST <= occasion.on <= today + AHEAD:
        raise Refused(
            "date",
            N_("The date {date} is too far away. Choose one up to a year ahead of today."),
            date=occasion.on,
        )
    _check_document(occasion.document)
    _check_consents(occasion)


def _check_document(document: str) -> None:
    if has_control_characters(document) or len(document) > LONGEST_DOCUMENT:
        raise Refused(
            "document",
            N_(
                "The document can't be written like this. Give an address or a number of at most "
                "{most} characters."
            ),
            most=LONGEST_DOCUMENT,
        )


def _check_consents(occasion: Occasion) -> None:
    for consent in occasion.consents:
        note_is_wrong = (
            has_control_characters(consent.note, newline=True) or len(consent.note) > LONGEST_REASON
        )
        if note_is_wrong or not EARLIEST <= consent.on <= occasion.on + AHEAD:
            raise Refused(
                "consent",
                N_("What {area} agreed to on {date} can't be written like this. Look at it again."),
                ids=[consent.area],
                area=consent.area,
                date=consent.on,
            )
    if len({consent.area for consent in occasion.consents}) < len(occasion.consents):
        raise Refused("consent", N_("An area agrees with a change once. Leave the others out."))


def checked_boundary(
    geometry: BaseGeometry, place: Municipality, *, is_part: bool = False
) -> BaseGeometry:
    """Return a boundary as it will be stored: flat, shells counter-clockwise.

    Only harmless tidying is done here; a boundary that would need mending is refused.

    Parameters
    ----------
    geometry
        Polygon or multipolygon in metres of the municipality's CRS.
    is_part
        Whether it becomes part of an area, and may be smaller than the smallest area.

    Raises
    ------
    Refused
        `self_crossing`, `too_small` or `out_of_area`.
    geo.GeometryError
        When it isn't an area at all, isn't finite or is too complex.
    """
    if np.isfinite(shapely.get_coordinates(geometry)).all():
        _check_within(geometry, place)
        if shapely.get_num_coordinates(geometry) <= MOST_VERTICES and not geometry.is_valid:
            raise Refused(
                "self_crossing",
                N_("The line crosses itself. Draw a ring that does not cross itself."),
            )
    repaired = geo.repair(geometry)
    if not is_part and repaired.area_after < place.smallest_ha * M2_PER_HA:
        raise Refused(
            "too_small",
            N_("The area is too small. Choose at least {ha} hectares."),
            ha=place.smallest_ha,
        )
    return repaired.geometry


def lies_near(geometry: BaseGeometry, within: tuple[float, float, float, float]) -> bool:
    """Return whether a geometry lies in a box (xmin, ymin, xmax, ymax) or up to 5 km outside."""
    return bool(shapely.box(*within).buffer(OUTSIDE_M, join_style="mitre").covers(geometry))


def _check_within(geometry: BaseGeometry, place: Municipality) -> None:
    if not geometry.is_empty and not lies_near(shapely.envelope(geometry), place.within):
        raise Refused(
            "out_of_area",
            N_("This lies outside {municipality}. Stay inside the municipality."),
            municipality=place.name,
        )
