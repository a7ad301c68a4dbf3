"""Who coordinates which area, and which organisations work along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.pages.area_questions import known_coordinator
from boundaries.pages.mine_parts import link_to_keep
from boundaries.pages.site import Column, cell, plain, refusal, table
from boundaries.people import PartnerKind
from boundaries.rules import LONGEST_NAME

if TYPE_CHECKING:
    from boundaries.pages.site import Site
    from boundaries.people import Partner

DONE, ADDED = "admin-people-done", "admin-partner-secret"
"""Keys of the session: what was done just now; the secret of the partner added just now."""
KINDS = {
    PartnerKind.HOUSING: N_("Housing corporation"),
    PartnerKind.POLICE: N_("Police"),
    PartnerKind.WELFARE: N_("Welfare"),
    PartnerKind.OTHER: N_("Other"),
}


def page(site: Site) -> None:
    """Show coordinators and partners, and let them be appointed, added and ended."""
    if done := st.session_state.pop(DONE, ""):
        st.success(plain(done), icon=":material/check_circle:")
    _coordinators(site)
    _partners(site)


def _coordinators(site: Site) -> None:
    _ = site.words.text
    with site.store.read() as parts:
        standing = {v.area: v for v in parts.areas.at(parts.areas.today())}
        found = {area: known_coordinator(site, parts, area) for area in standing}
    order = sorted(standing, key=lambda a: standing[a].name)
    st.subheader(_("Area coordinators"))
    st.text(_(
        "Everybody can read the name and how to reach him: ask him first. After a merger an area "
        "has the coordinator of the largest area that it came of, until you appoint one."
    ))  # fmt: skip
    if not standing:
        st.text(_("There are no areas yet."))
        return
    with st.form("admin-appoint", border=False):
        area = st.selectbox(
            _("Which area"), order, format_func=lambda a: standing[a].name, index=None,
            placeholder=_("Choose an area"), key="admin-appoint-area",
        )  # fmt: skip
        name = st.text_input(_("Name"), max_chars=LONGEST_NAME, key="admin-appoint-name")
        contact = st.text_input(
            _("How to reach him"), max_chars=LONGEST_NAME, key="admin-appoint-contact",
            help=_("A telephone number, an address or a place and time."),
        )  # fmt: skip
        st.text(_("Leave both empty when nobody coordinates it any more."))
        sent = st.form_submit_button(_("Appoint"), type="primary")
    if sent:
        _appoint(site, area, name, contact)
    rows = []
    for one in order:
        who = found[one]
        reach = [cell("–")] * 3 if who is None else [
            cell(who.name if who.area == one else _("{name}, of a parent", name=who.name)),
            cell(who.contact),
            cell(site.words.date(who.since)),
        ]  # fmt: skip
        rows.append([cell(standing[one].name), *reach])
    table(
        _("Who coordinates which area"),
        [Column(_("Area")), Column(_("Name")), Column(_("How to reach him")), Column(_("Since"))],
        rows,
    )


def _appoint(site: Site, area: str | None, name: str, contact: str) -> None:
    _ = site.words.text
    with site.store.read() as parts:
        asked = next((a for a in parts.areas.ids(parts.areas.today()) if a == area), None)
    if asked is None:
        st.error(plain(_("Choose an area first.")), icon=":material/error:")
        return
    try:
        commands.appoint(site.store, site.actor, asked, name=name, contact=contact)
    except Refused as error:
        refusal(site, error)
        return
    st.session_state[DONE] = _("Saved.")
    st.rerun()


def _partners(site: Site) -> None:
    _ = site.words.text
    with site.store.read() as parts:
        partners, today = parts.people.partners(), parts.areas.today()
    st.subheader(_("Partners"))
    st.text(_("A partner sees what people ask it by a link of its own, and answers by it."))
    if secret := st.session_state.pop(ADDED, ""):
        st.warning(
            plain(_("Send this link to the partner now: it is shown this once.")),
            icon=":material/key:",
        )
        link_to_keep(site, f"/partner?sleutel={secret}", _("The link of the partner"))
    with st.form("admin-partner", border=False):
        name = st.text_input(_("Name of the partner"), max_chars=LONGEST_NAME, key="partner-name")
        kind = st.selectbox(
            _("What kind"), list(PartnerKind), format_func=lambda k: _(KINDS[k]),
            key="partner-kind",
        )  # fmt: skip
        added = st.form_submit_button(_("Add this partner"), type="primary")
    if added and kind is not None:
        try:
            new = commands.add_partner(site.store, site.actor, name=name, kind=kind)
        except Refused as error:
            refusal(site, error)
        else:
            st.session_state[ADDED] = new.secret
            st.session_state[DONE] = _("{name} is a partner now.", name=name.strip())
            st.rerun()
    if not partners:
        st.text(_("There are no partners yet."))
        return
    table(
        _("All partners"),
        [Column(_("Name")), Column(_("Kind")), Column(_("Since")), Column(_("Stopped on"))],
        [
            [
                cell(p.name),
                cell(_(KINDS[p.kind])),
                cell(site.words.date(p.since)),
                cell("–" if p.until is None else site.words.date(p.until)),
            ]
            for p in partners
        ],
    )
    _end(site, [p for p in partners if p.takes_part(today)])


def _end(site: Site, partners: list[Partner]) -> None:
    _ = site.words.text
    if not partners:
        return
    with st.form("admin-partner-end", border=False):
        one = st.selectbox(
            _("Which partner stops"), partners, format_func=lambda p: p.name, index=None,
            placeholder=_("Choose a partner"), key="partner-end",
        )  # fmt: skip
        if not st.form_submit_button(_("End this partner")) or one is None:
            return
    try:
        commands.end_partner(site.store, site.actor, one.id)
    except Refused as error:
        refusal(site, error)
        return
    st.session_state[DONE] = _("{name} is no partner any more.", name=one.name)
    st.rerun()
