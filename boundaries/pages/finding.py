"""The search of Kaart: a street, postcode or area, found in our own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.mine_work import ground_of
from boundaries.pages.site import plain
from boundaries.searching import FEWEST_LETTERS, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundaries.model import AreaId
    from boundaries.pages.site import Site
    from boundaries.searching import Found

TEXT, CHOSEN = "find-text", "find-chosen"


def find(site: Site, draw: Callable[[], object]) -> None:
    """Show the search field, and what was found with the area that it lies in.

    Parameters
    ----------
    draw
        Goes to the page where a neighbourhood is drawn.
    """
    _ = site.words.text
    text = st.text_input(_("Find your street or postcode"), key=TEXT, max_chars=100)
    if len(text.strip()) < FEWEST_LETTERS:
        return
    ground = ground_of(site)
    found = search(ground.lie, ground.versions, text)
    if not found:
        nothing = _('We can\'t find "{text}". Try only the street.', text=text.strip())
        st.info(plain(nothing), icon=":material/search_off:")
        return
    for number, one in enumerate(found[:5]):
        _hit(site, one, number)
    if st.button(_("Draw my neighbourhood here"), key="find-draw"):
        if found[0].area is not None:
            st.query_params["gebied"] = found[0].area
        draw()


def _hit(site: Site, one: Found, number: int) -> None:
    _ = site.words.text
    where = _("nobody's land") if one.area_name is None else one.area_name
    label = plain(f"{one.name} – {where}" if one.name != where else one.name)
    if one.area is None:
        st.markdown(label)
        return
    st.button(
        label,
        key=f"find-{number}-{one.key}",
        width="stretch",
        on_click=_show,
        args=(one.area,),
    )


def _show(area: AreaId) -> None:
    st.query_params["gebied"] = area
