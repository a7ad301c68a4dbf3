"""Small parts that the forms of Projecten en geld share: fields, what was saved, what was refused.

A form has a turn: after each save its fields are new ones, empty, and what was refused stays.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from boundaries.errors import Refused
from boundaries.language import N_, Euros
from boundaries.model import Occasion
from boundaries.pages.announcer import announce
from boundaries.pages.mine_parts import focus
from boundaries.pages.mine_parts import refused as say_refused
from boundaries.pages.site import FIRST_DAY
from boundaries.rules import AHEAD
from boundaries.typed import amount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boundaries.model import AreaId, Project
    from boundaries.pages.site import Site
    from boundaries.spending import Period

SAID = "money-said"
TURN = "money-turn"
FIELD = "money-field"
_FOCUS_FROM = 10_000
"""The page on which one draws counts its own turns for the same script, from 1 on."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page is about: an area or (None) all, and a time; names of areas by id.

    `standing` are the areas of that time, `now` those of today.
    """

    area: AreaId | None
    period: Period
    names: Mapping[AreaId, str]
    standing: Sequence[AreaId]
    now: Sequence[AreaId]
    today: dt.date


def turn() -> int:
    """Return how many times something was saved in this visit."""
    return int(st.session_state.get(TURN, 0))


def saved(text: str, field: str = "") -> None:
    """Begin anew after something was saved: say so, and give a field the focus."""
    st.session_state[SAID] = text
    st.session_state[TURN] = turn() + 1
    st.session_state[FIELD] = field
    st.rerun()


def tell() -> None:
    """Say what was saved last, for a screen reader too."""
    announce(st.session_state.get(SAID, ""), turn(), key="money-announced")


def take_focus() -> None:
    """Give the field of the form that was just saved the focus; below all else on the page."""
    if field := st.session_state.get(FIELD, ""):
        focus(_FOCUS_FROM + turn(), field)


def refused(site: Site, error: Refused) -> None:
    """Say why nothing was saved, where the focus goes; what is left where it was too little."""
    held = error.fields.get("held")
    if error.code == "short" and isinstance(held, Euros):
        short = N_("There is {left} left. Choose a lower amount.")
        error = Refused("short", short, ids=error.ids, left=held)
    say_refused(site, error)


def area_field(site: Site, chosen: Chosen, name: str, *, now: bool = False) -> AreaId | None:
    """Return the area of the page, or let one be chosen where the page is about all.

    Parameters
    ----------
    now
        Whether it has to stand today.
    """
    if chosen.area in (chosen.now if now else chosen.standing):
        return chosen.area
    _ = site.words.text
    return st.selectbox(
        _("Which area"),
        chosen.now if now else chosen.standing,
        index=None,
        format_func=lambda a: chosen.names.get(a, a),
        placeholder=_("Choose an area"),
        key=f"money-{name}-area-{turn()}",
    )


def date_field(site: Site, chosen: Chosen, name: str) -> dt.date:
    """Let a date be given; today at first."""
    day = st.date_input(
        site.words.text("Date"),
        value=chosen.today,
        min_value=FIRST_DAY,
        max_value=chosen.today + AHEAD,
        format="DD-MM-YYYY" if site.words.code == "nl" else "DD/MM/YYYY",
        key=f"money-{name}-date-{turn()}",
    )
    return day if isinstance(day, dt.date) else chosen.today


def project_field(
    site: Site, projects: Sequence[Project], name: str, *, optional: bool = False
) -> Project | None:
    """Let one of some projects be chosen."""
    _ = site.words.text
    # Two may have one title, and Streamlit tells what was chosen by its text.
    by_id = {p.id: p for p in projects}
    labels = {p.id: f"{p.title} ({p.id})" for p in projects}
    chosen = st.selectbox(
        _("Project (if there is one)") if optional else _("Project"),
        list(by_id),
        index=None,
        format_func=lambda one: labels.get(one, one),
        placeholder=_("No project") if optional else _("Choose a project"),
        key=f"money-{name}-project-{turn()}",
    )
    return None if chosen is None else by_id[chosen]


def occasion(on: dt.date, reason: str, otherwise: str) -> Occasion:
    """Return when and why; what it is about where nobody said why."""
    return Occasion(on, reason.strip() or otherwise)


def area_of(area: AreaId | None) -> AreaId:
    """Return the area that was chosen.

    Raises
    ------
    Refused
        `unknown_area` when none was.
    """
    if area is None:
        raise Refused("unknown_area", N_("Choose an area first."))
    return area


def project_of(project: Project | None) -> Project:
    """Return the project that was chosen.

    Raises
    ------
    Refused
        `unknown_project` when none was.
    """
    if project is None:
        raise Refused("unknown_project", N_("Choose a project first."))
    return project


def cents_of(euros: str) -> int:
    """Return the amount that was typed.

    Raises
    ------
    Refused
        `amount` when nothing was, `number` when it can't be read.
    """
    cents = amount(euros)
    if cents is None:
        raise Refused("amount", N_("Fill in an amount."))
    return cents
