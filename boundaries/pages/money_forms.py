"""What else is written on Projecten en geld: how far a project is, bookings, people, thanks."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import ChangeKind, EngagementKind, ProjectStatus
from boundaries.pages.money_parts import (
    area_field,
    area_of,
    cents_of,
    date_field,
    occasion,
    project_field,
    project_of,
    refused,
    saved,
    turn,
)
from boundaries.pages.site import plain
from boundaries.words import PROJECT_STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundaries.model import Booked, Project
    from boundaries.pages.money_parts import Chosen
    from boundaries.pages.site import Site

BOOKINGS: dict[ChangeKind, tuple[str, Callable[..., Booked]]] = {
    ChangeKind.GRANT: (N_("Grant money to the area"), commands.grant),
    ChangeKind.COMMIT: (N_("Commit money"), commands.commit),
    ChangeKind.RELEASE: (N_("Make committed money free again"), commands.release),
    ChangeKind.SPEND: (N_("Spend money"), commands.spend),
}
PEOPLE = {
    EngagementKind.MEETING: N_("Meeting"),
    EngagementKind.VOTE: N_("Vote"),
    EngagementKind.VOLUNTEERING: N_("Volunteering"),
    EngagementKind.SURVEY: N_("Survey"),
}


def status_form(site: Site, chosen: Chosen, projects: Sequence[Project]) -> None:
    """Record that a project reached another status."""
    _ = site.words.text
    with st.expander(_("Change the status of a project")), st.form("money-status", border=False):
        project = project_field(site, projects, "status")
        statuses = list(ProjectStatus)
        status = st.selectbox(
            _("New status"),
            statuses,
            format_func=lambda one: _(PROJECT_STATUS_WORDS[one]),
            key=f"money-status-new-{turn()}",
        )
        on = date_field(site, chosen, "status")
        if not st.form_submit_button(_("Save the status")):
            return
        try:
            one = project_of(project)
            said = f"{one.title}: {_(PROJECT_STATUS_WORDS[status])}"
            when = occasion(on, "", said)
            commands.set_project_status(site.store, site.actor, one.id, status, when)
        except Refused as error:
            refused(site, error)
            return
        saved(_("Saved: {what}.", what=said))


def booking_form(site: Site, chosen: Chosen, projects: Sequence[Project]) -> None:
    """Grant, commit, release or spend money."""
    _ = site.words.text
    with st.expander(_("Book money")), st.form("money-booking", border=False):
        area = area_field(site, chosen, "booking")
        kind = st.selectbox(
            _("What is booked"),
            list(BOOKINGS),
            format_func=lambda one: _(BOOKINGS[one][0]),
            key=f"money-booking-kind-{turn()}",
        )
        euros = st.text_input(
            _("Amount in euros"), max_chars=40, placeholder="2500,50",
            key=f"money-booking-euros-{turn()}",
        )  # fmt: skip
        on = date_field(site, chosen, "booking")
        project = project_field(site, projects, "booking", optional=True)
        reason = st.text_input(_("Why"), max_chars=500, key=f"money-booking-reason-{turn()}")
        if not st.form_submit_button(_("Book")):
            return
        try:
            cents = cents_of(euros)
            about = None if kind is ChangeKind.GRANT or project is None else project.id
            booked = BOOKINGS[kind][1](
                site.store, site.actor, commands.Amount(area_of(area), cents, about, _key()),
                occasion(on, reason, _(BOOKINGS[kind][0])),
            )  # fmt: skip
        except Refused as error:
            refused(site, error)
            return
        _said_of(site, booked, _(BOOKINGS[kind][0]), cents)


def _said_of(site: Site, booked: Booked, what: str, cents: int) -> None:
    _ = site.words.text
    if booked.again:
        saved(_("This booking was there already. We do not book it again."))
        return
    said = _("Saved: {project}, {euros}.", project=what, euros=site.words.euros(cents))
    left = _("Left: {euros}.", euros=site.words.euros(booked.balance.available))
    saved(f"{said} {left}")


def _key() -> str:
    """Return a key for what stands in the form now: pressed twice, it is booked once."""
    held: tuple[int, str] = st.session_state.get("money-key", (-1, ""))
    if held[0] != turn():
        held = st.session_state["money-key"] = (turn(), f"page-{secrets.token_hex(8)}")
    return held[1]


def people_form(site: Site, chosen: Chosen, projects: Sequence[Project]) -> None:
    """Record how people took part."""
    _ = site.words.text
    with st.expander(_("Record who took part")), st.form("money-people", border=False):
        area = area_field(site, chosen, "people")
        kind = st.selectbox(
            _("How people took part"),
            list(PEOPLE),
            format_func=lambda one: _(PEOPLE[one]),
            key=f"money-people-kind-{turn()}",
        )
        count = st.number_input(
            _("How many people"), 0, 1_000_000, 0, key=f"money-people-count-{turn()}"
        )
        hours = st.number_input(
            _("Hours together (empty when nobody counted)"), 0.0, 1_000_000.0, None,
            step=0.5, key=f"money-people-hours-{turn()}",
        )  # fmt: skip
        on = date_field(site, chosen, "people")
        project = project_field(site, projects, "people", optional=True)
        if not st.form_submit_button(_("Save who took part")):
            return
        people = site.words.count("{n} person", "{n} people", int(count))
        said = f"{_(PEOPLE[kind])}: {people}"
        try:
            commands.engage(
                site.store, site.actor, area_of(area), kind, int(count), occasion(on, "", said),
                hours=hours, project=None if project is None else project.id,
            )  # fmt: skip
        except Refused as error:
            refused(site, error)
            return
        saved(_("Saved: {what}.", what=said))


def thanks_form(site: Site, chosen: Chosen, projects: Sequence[Project]) -> None:
    """Say thanks under a finished project."""
    _ = site.words.text
    done = [p for p in projects if p.status is ProjectStatus.DONE]
    with st.expander(_("Say thanks for a finished project")), st.form("money-thanks", border=False):
        st.caption(plain(_("Everybody reads this. Write no names of people.")))
        project = project_field(site, done, "thanks")
        line = st.text_input(
            _("Thanks, such as: thanks to 14 volunteers (empty takes it back)"),
            max_chars=200,
            key=f"money-thanks-line-{turn()}",
        )
        if not st.form_submit_button(_("Save the thanks")):
            return
        try:
            one = project_of(project)
            when = occasion(chosen.today, "", one.title)
            commands.thank(site.store, site.actor, one.id, line, when)
        except Refused as error:
            refused(site, error)
            return
        saved(_("Saved: {what}.", what=line.strip() or one.title))
