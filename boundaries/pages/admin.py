"""Beheer: files, roles, settings and copies, for the administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.language import N_
from boundaries.pages import (
    admin_copy,
    admin_erasing,
    admin_files,
    admin_people,
    admin_roles,
    admin_settings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from boundaries.pages.site import Site

TABS: Mapping[str, tuple[str, Callable[[Site], None]]] = {
    "inlezen": (N_("Read in"), admin_files.page),
    "rollen": (N_("Roles"), admin_roles.page),
    "mensen": (N_("Coordinators and partners"), admin_people.page),
    "instellingen": (N_("Settings"), admin_settings.page),
    "reservekopie": (N_("Backup copy"), admin_copy.page),
    "wissen": (N_("Erase a person"), admin_erasing.page),
}
"""Of each tab its name in the address (`deel`), its name on the page, and what shows it."""
SHOWN = "admin-tabs"


def page(site: Site) -> None:
    """Show the tabs; the one of the address is in front."""
    _ = site.words.text
    st.title(_("Administration"))
    labels = {name: _(label) for name, (label, _show) in TABS.items()}
    asked = labels.get(st.query_params.get("deel", ""), "")
    tabs = st.tabs(
        list(labels.values()), default=asked or None, key=SHOWN, on_change=_to_address(labels)
    )
    for tab, (name, (_label, show)) in zip(tabs, TABS.items(), strict=True):
        with tab:
            if tab.open:
                st.header(labels[name])
                show(site)


def _to_address(labels: Mapping[str, str]) -> Callable[[], None]:
    by_label = {label: name for name, label in labels.items()}

    def write() -> None:
        st.query_params["deel"] = by_label[st.session_state[SHOWN]]

    return write
