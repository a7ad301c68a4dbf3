"""Hiding an unlawful text of a response: the response counts, and its place says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands
from boundaries.errors import Refused
from boundaries.pages.site import plain, refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import Actor
    from boundaries.pages.site import Site
    from boundaries.participation import Proposal, Response

HIDDEN = "response-hidden"
SHOWN = 60
"""Characters of a text by which it is told from the others."""


def hide_a_text(site: Site, one: Proposal, actor: Actor, responses: Sequence[Response]) -> None:
    """Let the coordinator hide the text of a response, with a reason that everybody reads."""
    _ = site.words.text
    if st.session_state.pop(HIDDEN, False):
        done = _("The text is hidden. The response counts as before.")
        st.success(plain(done), icon=":material/check_circle:")
    shown = [r for r in responses if r.reason and not r.hidden]
    if not shown:
        return
    with st.expander(_("Hide an unlawful text")):
        st.text(_("The response still counts. In the place of the text everybody reads why."))
        with st.form(f"hide-{one.id}", border=False, clear_on_submit=False):
            chosen = st.selectbox(
                _("Which text"),
                shown,
                index=None,
                format_func=lambda r: f"{r.id}. {r.reason[:SHOWN]}",
                placeholder=_("Choose a text"),
                key=f"hide-which-{one.id}",
            )
            why = st.text_input(_("Why is it hidden?"), max_chars=400, key=f"hide-why-{one.id}")
            if not st.form_submit_button(_("Hide this text")):
                return
        if chosen is None:
            st.error(plain(_("Choose a text first.")), icon=":material/error:")
            return
        try:
            commands.hide_response(site.store, actor, one.id, chosen.id, why=why)
        except Refused as error:
            refusal(site, error)
            return
    st.session_state[HIDDEN] = True
    st.rerun()
