"""What a visitor wants to see in *Kaarten en cijfers*; all of it stands in the address."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import streamlit as st

from boundaries.language import N_
from boundaries.pages.site import FIRST_DAY, Site, chosen_day
from reports.classes import LEAST, MOST, Choice, Method
from reports.indicators import DEFINITIONS, ON_MAPS, Indicator
from reports.views import USUAL, as_circles

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFERED = (*ON_MAPS, *(i for i in Indicator if i not in ON_MAPS))
"""Rates and shares first; what is counted comes as circles."""


class Way(StrEnum):
    """How many maps, and of when; the values stand in addresses."""

    YEARS = "jaren"
    DAY = "datum"
    DATES = "datums"
    FIGURES = "cijfers"


WAYS = {
    Way.YEARS: N_("Through the years"),
    Way.DAY: N_("One date"),
    Way.DATES: N_("Compare two dates"),
    Way.FIGURES: N_("Compare two figures"),
}
METHODS = {
    Method.NATURAL: N_("Natural: where the figures leave gaps (Fisher-Jenks)"),
    Method.QUANTILES: N_("As many areas in each (quantiles)"),
    Method.EQUAL: N_("Equally wide"),
    Method.FIXED: N_("My own bounds"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; `second` and `other` are None where there is one map."""

    way: Way
    indicator: Indicator
    day: dt.date
    second: dt.date | None = None
    other: Indicator | None = None
    choice: Choice = USUAL

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """One, or two of which each has a map."""
        return (self.indicator,) if self.other is None else (self.indicator, self.other)


def asked(site: Site) -> Asked:
    """Let the visitor choose, beginning with what the address says."""
    _ = site.words.text
    left, middle, right = st.columns([2, 1, 1], gap="medium", vertical_alignment="bottom")
    with left:
        indicator = _indicator(site, _("What do you want to see?"), "toon", OFFERED)
    with middle:
        day = chosen_day(site, _("As of"), key="figures-day")
    way = _way(site)
    second, other = None, None
    with right:
        if way is Way.DATES:
            second = _second(site, day)
        elif way is Way.FIGURES:
            rest = [one for one in OFFERED if one is not indicator]
            other = _indicator(site, _("And beside it"), "naast", rest)
    _forget("met", second is None)
    _forget("naast", other is None)
    return Asked(way, indicator, day, second, other, _choice(site, indicator))


def _indicator(site: Site, label: str, name: str, offered: Sequence[Indicator]) -> Indicator:
    key = f"figures-{name}"
    start = next((i for i in offered if i.value == st.query_params.get(name)), offered[0])
    if st.session_state.get(key) not in offered:
        st.session_state[key] = start
    chosen: Indicator = st.selectbox(
        label,
        offered,
        format_func=lambda i: site.words.text(DEFINITIONS[i].title),
        key=key,
    )
    st.query_params[name] = chosen.value
    return chosen


def _way(site: Site) -> Way:
    if "figures-way" not in st.session_state:
        st.session_state["figures-way"] = _way_of_address()
    picked = st.radio(
        site.words.text("How"),
        list(Way),
        format_func=lambda way: site.words.text(WAYS[way]),
        key="figures-way",
        horizontal=True,
    )
    chosen = picked or Way.YEARS
    _set("beeld", "" if chosen is Way.YEARS else chosen.value)
    return chosen


def _way_of_address() -> Way:
    if "met" in st.query_params:
        return Way.DATES
    if "naast" in st.query_params:
        return Way.FIGURES
    return next((w for w in Way if w.value == st.query_params.get("beeld")), Way.YEARS)


def _second(site: Site, day: dt.date) -> dt.date:
    """Let the visitor choose the second date; at first a year before or after the other one."""
    with site.store.read() as parts:
        today = parts.areas.today()
    if "figures-second" not in st.session_state:
        try:
            start = dt.date.fromisoformat(st.query_params.get("met", ""))
        except ValueError:
            start = day - dt.timedelta(days=366)
        st.session_state["figures-second"] = min(max(start, FIRST_DAY), today)
    chosen = st.date_input(
        site.words.text("Second date"),
        min_value=FIRST_DAY,
        max_value=today,
        format="DD-MM-YYYY" if site.words.code == "nl" else "DD/MM/YYYY",
        key="figures-second",
    )
    second = chosen if isinstance(chosen, dt.date) else day
    st.query_params["met"] = second.isoformat()
    return second


def _choice(site: Site, indicator: Indicator) -> Choice:
    """Let the visitor choose classes; a map of circles has none."""
    _ = site.words.text
    _start_choice()
    if as_circles(indicator):
        return USUAL
    with st.expander(_("Colours and classes")):
        method = st.selectbox(
            _("Bounds"),
            [None, *Method],
            format_func=lambda m: _(METHODS[m]) if m else _("The usual ones"),
            key="figures-method",
        )
        count: int | None = None
        breaks: tuple[float, ...] = ()
        if method is Method.FIXED:
            breaks = numbers(st.text_input(_("Bounds, from low to high"), key="figures-breaks"))
        else:
            count = st.selectbox(
                _("Number of classes"),
                [None, *range(LEAST, MOST + 1)],
                format_func=lambda n: str(n) if n else _("The usual number"),
                key="figures-count",
            )
    _set("wijze", method.value if method else "")
    _set("klassen", str(count or ""))
    _set("grenzen", ";".join(f"{b:g}" for b in breaks))
    return Choice(method, count, breaks)


def _start_choice() -> None:
    given = st.query_params
    if "figures-method" in st.session_state:
        return
    found = next((m for m in Method if m.value == given.get("wijze")), None)
    st.session_state["figures-method"] = found
    count = given.get("klassen", "")
    allowed = {str(n): n for n in range(LEAST, MOST + 1)}
    st.session_state["figures-count"] = allowed.get(count)
    st.session_state["figures-breaks"] = given.get("grenzen", "").replace(".", ",")


def numbers(text: str) -> tuple[float, ...]:
    """Return the numbers of a line such as `10; 20,5; 1.000`, as Dutch people write them."""
    found = []
    for part in re.split(r"[;\s]+", text.strip()):
        try:
            found.append(float(part.replace(".", "").replace(",", ".")))
        except ValueError:
            continue
    return tuple(found)


def _set(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        _forget(name, gone=True)


def _forget(name: str, gone: bool) -> None:  # noqa: FBT001 - a name and whether
    if gone and name in st.query_params:
        del st.query_params[name]
