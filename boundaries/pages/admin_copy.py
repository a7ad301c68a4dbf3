"""Copies of the store: one to download, and whether the store is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.site import plain

if TYPE_CHECKING:
    from boundaries.pages.site import Site


def page(site: Site) -> None:
    """Offer a copy, look the store over, and say how a copy is put back."""
    _ = site.words.text
    desk = site.desk
    if desk is None:
        return
    with site.store.read() as parts:
        place, today = parts.areas.municipality(), parts.areas.today()
    st.subheader(_("Make a copy"))
    st.text(_(
        "One file with everything in it, also names and contacts. Keep it where only you can "
        "reach it."
    ))  # fmt: skip
    # Made only when somebody wants it.
    st.download_button(
        _("Download a copy"),
        desk.copy,
        file_name=f"smeedkaart-{place.code}-{today}.sqlite",
        mime="application/vnd.sqlite3",
        type="primary",
        on_click="ignore",
        key="admin-copy",
    )
    st.subheader(_("Check the store"))
    st.text(_("Looks at the file, the books, the history, and whether anybody changed it since."))
    if st.button(_("Check now"), key="admin-check"):
        problems = desk.look_over()
        if not problems:
            st.success(_("The store is sound."), icon=":material/check_circle:")
        for problem in problems:
            st.error(plain(problem), icon=":material/error:")
    st.subheader(_("Put a copy back"))
    st.text(_(
        "That is done on the server, with the app stopped, so that nobody loses work by a click:"
    ))  # fmt: skip
    st.code("smeedkaart restore FILE --replace", language=None)
    st.text(_("What was there is kept aside."))
