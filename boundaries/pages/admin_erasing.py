"""Erasing a person: what goes, what stays, and a code to type so that it's meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands
from boundaries.errors import Refused
from boundaries.pages.site import plain, refusal
from boundaries.words import WORDS

if TYPE_CHECKING:
    from boundaries.pages.site import Site
    from boundaries.people import Known

ERASED = "admin-erased"
"""Key of the session: whom was erased just now, by number."""


def page(site: Site) -> None:
    """Let the administrator erase somebody of whom something is known."""
    _ = site.words.text
    if erased := st.session_state.pop(ERASED, ""):
        st.success(plain(erased), icon=":material/check_circle:")
    with site.store.read() as parts:
        persons = {one.id: one for one in parts.people.persons()}
    if not persons:
        st.text(_("Nothing is known of anybody: nobody has a role or coordinates an area."))
        return
    number = st.selectbox(
        _("Who"), list(persons), format_func=lambda n: _called(site, persons[n]), index=None,
        placeholder=_("Choose a person"), key="admin-erase-who",
    )  # fmt: skip
    if number is None:
        return
    one = persons[number]
    st.text(_(
        "Name and contact of {person} go for ever. Decisions stay.", person=_called(site, one)
    ))  # fmt: skip
    st.text(_(
        "So do the role, the tasks as coordinator, and the words sent with drawings and responses. "
        "Shapes and numbers stay. Throw away older copies yourself: they still hold it all."
    ))  # fmt: skip
    code = f"WIS {number}"
    with st.form("admin-erase", border=False, clear_on_submit=True):
        typed = st.text_input(_("Type {code} to erase", code=code), key="admin-erase-code")
        if not st.form_submit_button(_("Erase for ever"), type="primary"):
            return
    if " ".join(typed.upper().split()) != code:
        st.error(plain(_("That is not {code}. Nothing was erased.", code=code)),
                 icon=":material/error:")  # fmt: skip
        return
    try:
        commands.erase_person(site.store, site.actor, number)
    except Refused as error:
        refusal(site, error)
        return
    st.session_state[ERASED] = _("Person {number} is erased.", number=str(number))
    st.rerun()


def _called(site: Site, one: Known) -> str:
    """Return how an administrator knows somebody: a name, else how the sign-in knows him."""
    role = site.words.text(WORDS[one.role])
    return f"{one.id} – {one.name or one.subject} ({role})"
