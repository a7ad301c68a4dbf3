"""What a municipality sets for itself: which settings there are, and how each is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from boundaries.errors import Refused
from boundaries.language import LANGUAGES, N_, Said
from boundaries.model import Municipality, OverlapPolicy, OwnWord
from boundaries.rules import has_control_characters
from boundaries.words import OWN_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_ADDRESS, LONGEST_WORD = 500, 60
NO_BASEMAP = "none"
"""As address of a basemap: no tiles at all, not even those of the server."""
LICENCES = {
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}
"""Licences for open data, with where their text is."""
FEWEST_PEOPLE, FEWEST_DRAWINGS = 5, 10
"""Under these no municipality may go: figures about fewer people give somebody away."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: how its value is written, and how it is taken into a municipality.

    Attributes
    ----------
    label
        Message id of what it is called on a page.
    effect
        Message id of a sentence that says what it does.
    written
        Gives the value of a municipality as text.
    taken
        Gives the municipality with the value of a text, or raises `ValueError`.
    allowed
        Message id of a sentence that says which values there are.
    """

    label: str
    effect: str
    written: Callable[[Municipality], str]
    taken: Callable[[Municipality, str], Municipality]
    allowed: str


def _whole(text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or not least <= int(text) <= most:
        raise ValueError(text)
    return int(text)


def _hectares(text: str) -> float:
    value = text.replace(",", ".")
    if not re.fullmatch(r"\d{1,5}(\.\d{1,4})?", value, re.ASCII) or float(value) > 10_000:
        raise ValueError(text)
    return float(value)


def _languages(text: str) -> tuple[str, ...]:
    codes = tuple(text.replace(",", " ").split())
    if not codes or len(set(codes)) < len(codes) or not set(codes) <= set(LANGUAGES):
        raise ValueError(text)
    return codes


def _basemap(text: str) -> str:
    """Return the address of a basemap; only one that tiles can be asked of."""
    if text in {"", NO_BASEMAP}:
        return text
    parts = urlsplit(text)
    named = all(mark in text for mark in ("{z}", "{x}", "{y}"))
    strange = re.search(r"[\s\"'<>\\]", text) or has_control_characters(text)
    if parts.scheme not in {"https", "http"} or not parts.hostname or not named or strange:
        raise ValueError(text)
    if len(text) > LONGEST_ADDRESS:
        raise ValueError(text)
    return text


def _licence(text: str) -> str:
    """Return a licence as it is written, whatever the case."""
    found = [one for one in LICENCES if one.casefold() == text.casefold()]
    if not found:
        raise ValueError(text)
    return found[0]


SETTINGS: dict[str, Setting] = {
    "overlap": Setting(
        N_("Overlap of areas"),
        N_("Whether two areas may claim the same land."),
        lambda m: m.overlap.value,
        lambda m, text: replace(m, overlap=OverlapPolicy(text)),
        N_("Choose forbidden, consent or free."),
    ),
    "consultation_days": Setting(
        N_("Days to respond"),
        N_("How many days people can respond to a proposal that is submitted from now on."),
        lambda m: str(m.consultation_days),
        lambda m, text: replace(m, consultation_days=_whole(text, 1, 366)),
        N_("Choose a whole number of 1 to 366 days."),
    ),
    "smallest_ha": Setting(
        N_("Smallest area, in hectares"),
        N_("An area that is drawn from now on has at least this many hectares."),
        lambda m: f"{m.smallest_ha:g}",
        lambda m, text: replace(m, smallest_ha=_hectares(text)),
        N_("Choose a number of 0 to 10000 hectares."),
    ),
    "k": Setting(
        N_("Fewest people in a figure (k)"),
        N_("A figure about fewer people than this is shown nowhere."),
        lambda m: str(m.k),
        lambda m, text: replace(m, k=_whole(text, FEWEST_PEOPLE, 1_000)),
        N_("Choose a whole number of 5 to 1000: under 5 a figure can give somebody away."),
    ),
    "surface_k": Setting(
        N_("Fewest drawings shown together"),
        N_("Drawings are shown together only from this many on."),
        lambda m: str(m.surface_k),
        lambda m, text: replace(m, surface_k=_whole(text, FEWEST_DRAWINGS, 1_000)),
        N_("Choose a whole number of 10 to 1000: under 10 a line can give its maker away."),
    ),
    "quorum": Setting(
        N_("Quorum, in percent"),
        N_("Which share of the people asked has to respond, in percent. It is told, not enforced."),
        lambda m: str(m.quorum),
        lambda m, text: replace(m, quorum=_whole(text, 0, 100)),
        N_("Choose a whole number of 0 to 100 percent."),
    ),
    "threshold": Setting(
        N_("Threshold, in percent"),
        N_("Which share of the responses has to be in favour, in percent. It is told, not "
           "enforced."),
        lambda m: str(m.threshold),
        lambda m, text: replace(m, threshold=_whole(text, 1, 100)),
        N_("Choose a whole number of 1 to 100 percent."),
    ),
    "languages": Setting(
        N_("Languages"),
        N_("In which languages the pages can be read; they begin in the first."),
        lambda m: " ".join(m.languages),
        lambda m, text: replace(m, languages=_languages(text)),
        N_("Choose nl, en, or both with the first one first, such as: nl en."),
    ),
    "basemap": Setting(
        N_("Ground map"),
        N_("Where the ground map comes from; empty is the one of the server."),
        lambda m: m.basemap,
        lambda m, text: replace(m, basemap=_basemap(text)),
        N_("Give an address with {{z}}, {{x}} and {{y}} in it, the word none, or nothing."),
    ),
    "licence": Setting(
        N_("Licence"),
        N_("Under which licence others may use what is published; every file and map says it."),
        lambda m: m.licence,
        lambda m, text: replace(m, licence=_licence(text)),
        N_("Choose CC0 1.0, CC BY 4.0 or CC BY-SA 4.0."),
    ),
}  # fmt: skip
"""The settings with a name of their own, in the order in which they are shown."""
OVERLAPPING = N_(
    "These areas overlap now: {pairs}. They stay as they are, but who changes one of them has to "
    "follow the new rule."
)
WORD_EFFECT = N_("What this municipality calls it; empty is the usual word.")
WORD_ALLOWED = N_("Choose a word of at most 60 characters.")


def names() -> list[str]:
    """Return the names of all settings, those of own words (`words.nl.quick_win`) last."""
    return [*SETTINGS, *(f"words.{code}.{word}" for code in LANGUAGES for word in OWN_WORDS)]


def setting_of(key: str) -> Setting:
    """Return the setting of that name.

    Raises
    ------
    Refused
        `setting` when there is none.
    """
    if key in SETTINGS:
        return SETTINGS[key]
    if key in names():
        _, code, word = key.split(".")
        return Setting(
            OWN_WORDS[word],
            WORD_EFFECT,
            lambda m: m.own_word(word, code),
            lambda m, text: _with_word(m, OwnWord(code, word, text)),
            WORD_ALLOWED,
        )
    raise Refused(
        "setting",
        N_("There is no setting {key}. Choose one of: {keys}."),
        ids=[key[:40]],
        key=key[:40],
        keys=names(),
    )


def changed(place: Municipality, key: str, value: str) -> Municipality:
    """Return the municipality with another value of a setting.

    Raises
    ------
    Refused
        `setting` when there is none of that name, `value` when it can't have that value.
    """
    setting = setting_of(key)
    try:
        return setting.taken(place, value.strip())
    except ValueError as error:
        raise Refused(
            "value",
            N_("{value} is no value for {key}. {allowed}"),
            ids=[key],
            value=value[:60],
            key=key,
            allowed=Said(setting.allowed, {}),
        ) from error


def _with_word(place: Municipality, own: OwnWord) -> Municipality:
    if len(own.text) > LONGEST_WORD or has_control_characters(own.text):
        raise ValueError(own.text)
    others = [w for w in place.words if (w.language, w.word) != (own.language, own.word)]
    return replace(place, words=tuple(sorted([*others, *([own] if own.text else [])])))
