"""From a drawing to a proposal: begin with a standing area, ask for the change in public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import commands, voices
from boundaries.commands import Ask
from boundaries.errors import Refused
from boundaries.pages.mine_work import ADJUST, AREA, ASKED, CHOOSE, begin, give, now
from boundaries.pages.site import cell, refusal
from boundaries.participation import Asks

if TYPE_CHECKING:
    from boundaries.model import AreaId
    from boundaries.pages.mine_work import Ground, Mine
    from boundaries.pages.site import Site
    from boundaries.participation import Drawing


def begin_with_the_area(ground: Ground) -> None:
    """Put the boundary of the area that the address names on the map, once, to be adjusted."""
    asked = st.query_params.get("gebied")
    if not asked or asked == st.session_state.get(AREA):
        return
    found = next((v for v in ground.versions if v.area == asked), None)
    if found is None or now().step != CHOOSE:
        return
    st.session_state[AREA] = asked
    begin(ADJUST)
    give(ground, drawing=found.geometry, look=True)


def offer(site: Site, ground: Ground, mine: Mine) -> None:
    """Let the drawing that was sent be asked for in public, now and not only after the round."""
    _ = site.words.text
    if number := st.session_state.get(ASKED):
        address = f"voorstellen?voorstel={number}&amp;taal={site.words.code}"
        look = cell(_("Look at your proposal"))
        st.html(f'<p><a target="_self" href="{address}">{look}</a></p>')
        return
    with st.expander(_("Turn this into a proposal now")):
        st.text(_("Everybody will see this boundary, its name and your reason, and can respond."))
        if not st.button(_("Make it a proposal"), key="mine-propose"):
            return
        try:
            with site.store.read() as parts:
                actor = voices.acting_by(parts, site.actor, mine.secret)
                drawing = voices.own_drawing(parts, actor)
            if drawing is None:
                return
            made = commands.propose(site.store, actor, _ask(ground, drawing))
        except (Refused, geo.GeometryError) as error:
            refusal(site, error)
            return
        st.session_state[ASKED] = made.proposal
        st.rerun(scope="fragment")


def _ask(ground: Ground, drawing: Drawing) -> Ask:
    """Return what a drawing asks for: another boundary of the area it began with, or a new area."""
    area: AreaId | None = None
    if drawing.way.value == ADJUST:
        asked = st.session_state.get(AREA)
        area = next((v.area for v in ground.versions if v.area == asked), None)
    if area is not None:
        return Ask(Asks.ADJUST, drawing.name, drawing.reason, [area], drawing.geometry)
    return Ask(Asks.NEW, drawing.name, drawing.reason, geometry=drawing.geometry, name=drawing.name)
