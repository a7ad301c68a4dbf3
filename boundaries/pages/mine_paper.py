"""The way of paper or a file: a sheet to print and draw on, or a shape from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
import streamlit as st

from boundaries import access
from boundaries.pages.mine_file import own_file
from boundaries.pages.mine_work import CHOOSE, FINGER, PAPER_MAKERS, begin, go
from boundaries.pages.site import Printed

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site

SIZES = ("A4", "A3")


def paper(site: Site, ground: Ground) -> None:
    """Show what can be printed, and to the coordinator how to enter what was drawn on it."""
    _ = site.words.text
    st.text(_("Print a map and draw with a pen. The area coordinator enters it."))
    if site.printed is not None:
        _sheet(site, ground)
    if site.shapes_of is not None:
        own_file(site, ground)
    if access.may(site.actor, access.Action.ENTER_PAPER):
        _enter(site)
    st.button(_("Back"), key="mine-back", on_click=go, args=(CHOOSE,))


def _sheet(site: Site, ground: Ground) -> None:
    _ = site.words.text
    by_name = {v.name: v.geometry for v in sorted(ground.versions, key=lambda v: v.name)}
    chosen = st.selectbox(
        _("What is on the sheet"),
        list(by_name),
        index=None,
        placeholder=_("The whole municipality"),
        key="mine-sheet-area",
    )
    size = st.radio(_("Size of the paper"), SIZES, horizontal=True, key="mine-sheet-size")
    place = _place(ground, by_name.get(chosen or ""))
    title = chosen or ground.place.name
    code = f"{ground.round.id} – {ground.round.name}" if ground.round else ""
    asked = Printed(place, title, code, size, ground)

    def made() -> bytes:
        # Only when somebody wants it: to draw a sheet takes a second.
        return site.printed(asked) if site.printed else b""

    st.download_button(
        _("Download the sheet (PDF)"),
        made,
        file_name=f"smeedkaart-{size}.pdf",
        mime="application/pdf",
        on_click="ignore",
        key="mine-sheet",
    )


def _place(ground: Ground, area: BaseGeometry | None) -> BaseGeometry:
    """Return the land that is on the sheet: an area with what lies round it, or all of them."""
    if area is not None:
        return area.buffer(250)
    if ground.round is not None and ground.round.outline is not None:
        return ground.round.outline
    if ground.versions:
        return shapely.box(*shapely.total_bounds([v.geometry for v in ground.versions]))
    return shapely.box(*ground.place.within)


def _enter(site: Site) -> None:
    _ = site.words.text
    st.subheader(_("Enter a paper drawing"))
    with st.form("mine-paper", border=False):
        st.number_input(_("How many people drew it together?"), 1, 500, 1, key="mine-makers")
        st.form_submit_button(_("Trace the line"), on_click=_trace)


def _trace() -> None:
    st.session_state[PAPER_MAKERS] = int(st.session_state["mine-makers"])
    begin(FINGER)
