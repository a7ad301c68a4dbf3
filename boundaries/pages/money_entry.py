"""The entry row of a project: one form that stays open, and begins anew after each save."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Occasion, ProjectKind, ProjectStatus
from boundaries.pages.lands import kept
from boundaries.pages.mine_work import ground_of
from boundaries.pages.money_parts import area_field, area_of, date_field, refused, saved, turn
from boundaries.pages.site import cell
from boundaries.spots import spots_in
from boundaries.typed import amount
from boundaries.words import PROJECT_STATUS_WORDS

if TYPE_CHECKING:
    import datetime as dt

    from shapely.geometry import Point

    from boundaries.pages.money_parts import Chosen
    from boundaries.pages.site import Site

KINDS = {
    ProjectKind.QUICK_WIN: N_("{kind} (done within a year)"),
    ProjectKind.LONG_HAUL: N_("{kind} (takes longer)"),
}
"""With what a municipality calls each."""


def entry_row(site: Site, chosen: Chosen) -> None:
    """Let a project be entered by keyboard: Enter saves it and opens the next."""
    _ = site.words.text
    heading = cell(_("New project"))
    st.html(f"<h2>{heading}</h2>")
    st.text(_("Enter saves the project and opens the next one."))
    with st.form("money-entry", enter_to_submit=True):
        area = area_field(site, chosen, "entry")
        title, kind, euros = _first_fields(site)
        on, status, partners = _other_fields(site, chosen)
        place = _place(site, chosen)
        promised = st.checkbox(
            _("Commit this amount to the project at once"),
            value=True,
            key=f"money-entry-promised-{turn()}",
        )
        pressed = st.form_submit_button(_("Save"), type="primary")
    if not pressed:
        return
    try:
        new = commands.NewProject(
            title, kind, area_of(area), status, amount(euros),
            promised=promised, partners=partners, place=place,
        )  # fmt: skip
        _save(site, new, on)
    except Refused as error:
        refused(site, error)


def _save(site: Site, new: commands.NewProject, on: dt.date) -> None:
    _ = site.words.text
    title = new.title.strip()
    added = commands.add_project(site.store, site.actor, new, Occasion(on, title or "-"))
    euros = site.words.euros(new.cents or 0)
    said = _("Saved: {project}, {euros}.", project=title, euros=euros)
    left = _("Left: {euros}.", euros=site.words.euros(added.balance.available))
    saved(f"{said} {left}", _("Title"))


def _first_fields(site: Site) -> tuple[str, ProjectKind, str]:
    _ = site.words.text
    first, second, third = st.columns([3, 3, 2])
    title = first.text_input(_("Title"), max_chars=200, key=f"money-entry-title-{turn()}")
    kind = second.selectbox(
        _("Kind"),
        list(KINDS),
        format_func=lambda one: _(KINDS[one], kind=site.words.kind(one)),
        key=f"money-entry-kind-{turn()}",
    )
    euros = third.text_input(
        _("Euros"), max_chars=40, placeholder="2500,50", key=f"money-entry-euros-{turn()}"
    )
    return title, kind, euros


def _other_fields(site: Site, chosen: Chosen) -> tuple[dt.date, ProjectStatus, str]:
    _ = site.words.text
    first, second, third = st.columns([2, 2, 3])
    with first:
        on = date_field(site, chosen, "entry")
    statuses = list(ProjectStatus)
    status = second.selectbox(
        _("Status"),
        statuses,
        index=statuses.index(ProjectStatus.CHOSEN),
        format_func=lambda one: _(PROJECT_STATUS_WORDS[one]),
        key=f"money-entry-status-{turn()}",
    )
    partners = third.text_input(_("Partners"), max_chars=200, key=f"money-entry-partners-{turn()}")
    return on, status, partners


def _place(site: Site, chosen: Chosen) -> Point | None:
    """Let a street of the area be named; without one the project has no place yet."""
    _ = site.words.text
    ground = ground_of(site)
    own = next((v for v in ground.versions if v.area == chosen.area), None)
    if own is None:
        return None
    with site.store.read() as parts:
        asked = ("spots", own.logical, own.valid_from)
        spots = kept(site, parts, asked, lambda: spots_in(ground.lie, own.geometry))
    if not spots:
        return None
    street = st.selectbox(
        _("In which street (if it is in one)"),
        list(spots),
        index=None,
        placeholder=_("Choose a street"),
        key=f"money-entry-street-{turn()}",
    )
    return None if street is None else spots[street]
