"""What somebody typed, as values: days, moments and occasions."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import AreaId, Consent, Initiator, Occasion, Precision

_EUROS = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DUTCH = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{2}", re.ASCII)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{2}", re.ASCII)


def iso_date(text: str) -> dt.date:
    """Return the date of `2007-05-07`.

    Raises
    ------
    ValueError
        When it is written in any other way, or there is no such day.
    """
    if not _ISO_DAY.fullmatch(text.strip()):
        raise ValueError(text)
    return dt.date.fromisoformat(text.strip())


def day(text: str | None, otherwise: dt.date | None = None) -> dt.date:
    """Return the day that was typed, or `otherwise` where nothing was.

    Raises
    ------
    Refused
        `date` when it isn't a day.
    """
    if not text and otherwise is not None:
        return otherwise
    try:
        return iso_date(text or "")
    except ValueError as error:
        raise Refused(
            "date",
            N_("{text} is not a date. Write it as 2007-05-07."),
            text=(text or "")[:40],
        ) from error


def moment(text: str | None) -> dt.datetime | None:
    """Return a moment of knowledge: a day counts to its end (UTC), a time is inclusive.

    Raises
    ------
    Refused
        `date` when it is neither.
    """
    if text is None:
        return None
    if "T" not in text:
        return dt.datetime.combine(day(text), dt.time.max, dt.UTC)
    try:
        typed = dt.datetime.fromisoformat(text)
    except ValueError:
        return dt.datetime.combine(day(text), dt.time.max, dt.UTC)
    return typed if typed.tzinfo else typed.replace(tzinfo=dt.UTC)


def occasion(on: str, reason: str, by: Initiator, precision: Precision) -> Occasion:
    """Return an occasion; a month or year is kept as its first day.

    Raises
    ------
    Refused
        `date` when `on` isn't a day.
    """
    return Occasion(first_of(day(on), precision), reason, by, precision)


def consent(text: str) -> Consent:
    """Return that the people of an area agreed, of `GM0118-0001=2011-02-03`.

    Raises
    ------
    Refused
        `consent` when it is written in any other way, `date` when its date isn't a day.
    """
    area, equals, on = text.partition("=")
    if not (area.strip() and equals):
        raise Refused(
            "consent",
            N_("Who agreed is written as GM0118-0001=2011-02-03, not as {text}."),
            text=text[:40],
        )
    return Consent(AreaId(area.strip()), day(on.strip()))


def first_of(on: dt.date, precision: Precision | None) -> dt.date:
    """Return the first day of the month or year, where the date is known no better than that."""
    match precision:
        case Precision.MONTH:
            return on.replace(day=1)
        case Precision.YEAR:
            return on.replace(month=1, day=1)
        case _:
            return on


def plain_cents(text: str) -> int:
    """Return the cents of `2500`, `2500.50` or `2500,50`.

    Raises
    ------
    ValueError
        When it has a sign, a separator of thousands, more than two decimals or anything else.
    """
    if not _EUROS.fullmatch(text.strip()):
        raise ValueError(text)
    return int(Decimal(text.strip().replace(",", ".")) * 100)


def euros(text: str) -> int:
    """Return the cents of an amount in euros that was typed.

    Raises
    ------
    Refused
        `number` when it isn't written as `plain_cents` reads it.
    """
    try:
        return plain_cents(text)
    except ValueError as error:
        raise Refused(
            "number",
            N_("{text} is not an amount. Write it as 2500 or 2500,50."),
            text=text[:40],
        ) from error


def grouped_cents(text: str) -> int:
    """Return the cents of `2500`, `2500,50`, `2.500,00` or `€ 1,000.50`.

    Raises
    ------
    ValueError
        When it could be read in two ways (`1.234`), or isn't an amount at all.
    """
    plain = re.sub(r"^€\s?", "", text.strip())
    if _DUTCH.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    return plain_cents(plain)


def amount(text: str) -> int | None:
    """Return the cents that somebody typed in a form, None where he left it empty.

    Raises
    ------
    Refused
        `number` when it isn't written as `grouped_cents` reads it: nothing is guessed.
    """
    if not text.strip():
        return None
    try:
        return grouped_cents(text)
    except ValueError as error:
        raise Refused(
            "number",
            N_("{text} is not an amount. Write it as 2500, 2500,50 or 2.500,00."),
            text=text.strip()[:40],
        ) from error
