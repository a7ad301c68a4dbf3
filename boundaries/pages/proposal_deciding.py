"""Deciding on a proposal: yes, no, or yes with another boundary, marked on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import commands
from boundaries.cutting import to_the_edge
from boundaries.errors import Refused
from boundaries.pages.bench_map import land_on_map, line_on_map
from boundaries.pages.mine_work import ground_of
from boundaries.pages.site import refusal
from boundaries.participation import Asks, Outcome
from boundaries.words import OUTCOME_WORDS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from boundaries.model import Actor
    from boundaries.pages.site import Site
    from boundaries.participation import Proposal

OTHERWISE = (Outcome.SMALLER, Outcome.CHANGED)
"""Outcomes that need another boundary than was asked."""
DRAWN = (Asks.NEW, Asks.ADJUST, Asks.SPLIT)
"""What a boundary belongs to; two areas are merged or they aren't."""


def decide_on_it(site: Site, one: Proposal, actor: Actor) -> None:
    """Let who may decide say what it became, by whom and why, and carry it out."""
    _ = site.words.text
    st.header(_("Decide"))
    outcomes = [Outcome.AS_ASKED, *(OTHERWISE if one.asks in DRAWN else ()), Outcome.REFUSED]
    outcome = st.radio(
        _("Outcome"), outcomes, format_func=lambda o: _(OUTCOME_WORDS[o]), index=None,
        key=f"proposal-outcome-{one.id}",
    )  # fmt: skip
    geometry = _other_boundary(site, one) if outcome in OTHERWISE else None
    with st.form("proposal-decide", border=False):
        body = st.text_input(_("Who decided"), max_chars=200)
        reason = st.text_area(_("Reason of the decision"), max_chars=4000)
        document = st.text_input(_("Document (address or number)"), max_chars=500)
        if not st.form_submit_button(_("Record the decision"), type="primary"):
            return
    if outcome is None:
        st.error(_("Choose an outcome first."), icon=":material/error:")
        return
    with site.store.read() as parts:
        today = parts.areas.today()
    decision = commands.Decision(outcome, body, reason, today, geometry, document=document.strip())
    try:
        commands.decide(site.store, actor, one.id, decision)
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return
    st.rerun()


def _other_boundary(site: Site, one: Proposal) -> BaseGeometry | None:
    """Let the boundary that it became be marked; it begins with what was asked."""
    _ = site.words.text
    ground = ground_of(site)
    if one.asks is not Asks.SPLIT:
        st.text(_("Mark the land that it became. It begins with what was asked."))
        name = f"decide-{one.id}"
        return land_on_map(site, ground, name, about=name, start=one.geometry)
    st.text(_("Draw the line that it became, from edge to edge."))
    own = next((v for v in ground.versions if v.area == one.areas[0]), None)
    line = line_on_map(site, ground, f"decide-{one.id}", about=one.areas[0])
    return line if line is None or own is None else to_the_edge(line, own.geometry)
