"""Words, numbers and dates in the reader's language.

English is the source; `locale/nl.po` holds the Dutch. The catalogue is compiled when it is
first asked for, so there is nothing to build and nothing that can be out of date. Babel is
imported where it is used: a command that answers in JSON needs none of it.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Protocol

from boundaries.model import ChangeKind, OwnWord, Precision, ProjectKind, Role
from boundaries.words import OWN_WORDS, WORDS
from geo.errors import N_

if TYPE_CHECKING:
    from boundaries.model import AreaVersion, Municipality

__all__ = ["DEFAULT", "LANGUAGES", "N_", "Euros", "Language", "Said", "language"]

LANGUAGES = ("nl", "en")
DEFAULT = "nl"


class Worded(Protocol):
    """An error or a finding that carries a template and its fields."""

    @property
    def template(self) -> str:
        """English sentence with `{named}` fields."""

    @property
    def fields(self) -> dict[str, object]:
        """What goes into the fields."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence inside another one: a template with its fields, worded with it."""

    template: str
    fields: dict[str, object]

    def word(self, words: Language) -> str:
        """Return it in a language."""
        return words.text(self.template, **self.fields)

    def __str__(self) -> str:
        """Return it in English, as in the text of an exception."""
        return self.word(language("en"))


@dataclass(frozen=True, slots=True)
class Euros:
    """An amount in a sentence, in cents."""

    cents: int

    def word(self, words: Language) -> str:
        """Return it as a language writes it."""
        return words.euros(self.cents)

    def __str__(self) -> str:
        """Return it in English, as in the text of an exception."""
        return self.word(language("en"))


@dataclass(frozen=True, slots=True)
class Language:
    """One language: texts, numbers and dates as its readers write them."""

    code: str
    own: tuple[OwnWord, ...] = ()
    """What the municipality calls kinds of projects and areas, in any language."""

    @property
    def locale(self) -> str:
        """The locale for numbers and dates (`nl_NL` or `en_GB`)."""
        return {"nl": "nl_NL", "en": "en_GB"}[self.code]

    def text(self, message: str, **fields: object) -> str:
        """Return `message` translated, with its fields filled in as this language writes them."""
        translated = _catalogue(self.code).gettext(message)
        return translated.format(**{k: self.value(v) for k, v in fields.items()})

    def template(self, message: str) -> str:
        """Return `message` translated, its `{named}` fields still open."""
        return _catalogue(self.code).gettext(message)

    def own_word(self, word: str) -> str:
        """Return what the municipality calls something, or else the usual word.

        Parameters
        ----------
        word
            A key of `boundaries.words.OWN_WORDS`.
        """
        own = (w.text for w in self.own if (w.language, w.word) == (self.code, word))
        return next(own, "") or self.template(OWN_WORDS[word])

    def kind(self, kind: ProjectKind) -> str:
        """Return what the municipality calls a kind of project."""
        return self.own_word(kind.value)

    def count(self, one: str, many: str, n: int, **fields: object) -> str:
        """Return the singular or plural form of a message that holds `{n}`."""
        form = _catalogue(self.code).ngettext(one, many, n)
        return form.format(**{k: self.value(v) for k, v in (fields | {"n": n}).items()})

    def sentence(self, error: Worded) -> str:
        """Return what an error says to the reader."""
        return self.text(error.template, **error.fields)

    def value(self, value: object) -> str:
        """Return a number, date, kind or list as this language writes it; text stays as it is."""
        match value:
            case ChangeKind() | Role():
                return self.template(WORDS[value])
            case Said() | Euros():
                return value.word(self)
            case int() | float() if not isinstance(value, bool):
                return self.number(value)
            case dt.datetime() | dt.date():
                return self.date(value)
            case list() | tuple():
                return ", ".join(self.value(item) for item in value)
            case _:
                return str(value)

    def number(self, value: float, decimals: int = 1) -> str:
        """Return `1.240` or `41,2`: whole numbers whole, others with `decimals` at most."""
        pattern = "#,##0" if isinstance(value, int) else "#,##0." + "#" * decimals
        return _number(value, pattern, self.locale)

    def percent(self, share: float) -> str:
        """Return a share of 0 to 1 as `64 %`."""
        return f"{self.number(round(100 * share))} %"

    def euros(self, cents: int) -> str:
        """Return `€ 12.400` or `€ 2,50`; whole euros without decimals."""
        return _euros(cents, self.code, self.locale)

    def date(self, day: dt.date) -> str:
        """Return `31-12-2019` (Dutch) or `31/12/2019` (English)."""
        return _day(day, {"nl": "d-M-y", "en": "d/M/y"}[self.code], self.locale)

    def since(self, version: AreaVersion) -> str:
        """Return since when a version stands, as exactly as its date is known."""
        match version.precision:
            case Precision.DAY:
                return self.date(version.valid_from)
            case Precision.MONTH:
                return self.month(version.valid_from)
            case Precision.YEAR:
                return str(version.valid_from.year)

    def month(self, day: dt.date) -> str:
        """Return `mei 2007` or `May 2007`."""
        return _day(day, "MMMM y", self.locale)


def language(code: str | None, place: Municipality | None = None) -> Language:
    """Return the language of that code, or another when it isn't one of ours.

    Parameters
    ----------
    place
        The municipality whose languages and words these are; without one, Dutch is the first.
    """
    if place is None:
        return Language(code if code in LANGUAGES else DEFAULT)
    return Language(code if code in place.languages else place.languages[0], place.words)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = resources.files("boundaries") / "locale" / f"{code}.po"
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


# A table of hundreds of figures is shown again and again, and Babel reads its pattern each time.
@lru_cache(10_000)
def _number(value: float, pattern: str, locale: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, format=pattern, locale=locale))


@lru_cache(10_000)
def _day(day: dt.date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, format=pattern, locale=locale))


@lru_cache(10_000)
def _euros(cents: int, code: str, locale: str) -> str:
    from babel.numbers import format_currency

    whole = cents % 100 == 0
    return str(
        format_currency(
            Decimal(cents) / 100,
            "EUR",
            format={"nl": "¤ #,##0", "en": "¤#,##0"}[code] + ("" if whole else ".00"),
            locale=locale,
            currency_digits=False,
        )
    )
