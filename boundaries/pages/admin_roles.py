"""Roles: who has one, and giving one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands
from boundaries.errors import Refused
from boundaries.model import Role
from boundaries.pages.site import Column, cell, plain, refusal, table
from boundaries.words import WORDS

if TYPE_CHECKING:
    from boundaries.pages.site import Site

GIVEN = "admin-role-given"
"""Key of the session: what was given just now."""


def page(site: Site) -> None:
    """Show who has a role, and let one be given."""
    _ = site.words.text
    with site.store.read() as parts:
        members = parts.people.members()
    if site.signing is None:
        st.info(_("Nobody signs in here: who reaches this app is the administrator."))
    if given := st.session_state.pop(GIVEN, ""):
        st.success(plain(given), icon=":material/check_circle:")
    if members:
        table(
            _("Who has a role"),
            [Column(_("Person")), Column(_("Role")), Column(_("Since"))],
            [
                [
                    cell(m.name or m.subject),
                    cell(_(WORDS[m.role])),
                    cell("–" if m.since is None else site.words.date(m.since)),
                ]
                for m in members
            ],
        )
    else:
        st.text(_("Nobody has a role yet."))
    with st.form("admin-role", border=False):
        subject = st.text_input(
            _("Who"),
            max_chars=600,
            help=_("The text that somebody without a role sees after signing in."),
            key="admin-role-subject",
        )
        role = st.selectbox(
            _("Role"), list(Role), format_func=lambda r: _(WORDS[r]), key="admin-role-role"
        )
        st.text(_("A role counts from the next click on. As a visitor somebody has none any more."))
        if not st.form_submit_button(_("Give this role"), type="primary") or role is None:
            return
    try:
        commands.give_role(site.store, site.actor, subject, role)
    except Refused as error:
        refusal(site, error)
        return
    st.session_state[GIVEN] = _(
        "{subject} acts as {role} from now on.", subject=subject.strip(), role=role
    )
    st.rerun()
