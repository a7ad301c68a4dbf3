"""Asking for a merger, a split or a rest: with lists alone, no map needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import commands
from boundaries.cutting import joined, through
from boundaries.errors import Refused
from boundaries.pages.proposal import SECRET, acting
from boundaries.pages.site import folded, refusal
from boundaries.participation import Asks
from boundaries.words import ASKS_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaId, AreaVersion
    from boundaries.pages.site import Site

ASKED = (Asks.MERGE, Asks.SPLIT, Asks.REST)
"""A new area and another boundary begin at Mijn buurt."""


def form(site: Site) -> None:
    """Show a form for what needs no drawing."""
    _ = site.words.text
    box = folded(_("Make a proposal yourself"), key="proposing-box")
    if box is None:
        return
    with site.store.read() as parts:
        standing = {v.area: v for v in parts.areas.at(parts.areas.today())}
    if not standing:
        return
    with box:
        st.text(_('For a new area or another boundary: choose "My neighbourhood".'))
        asks = st.radio(
            _("What do you want?"), ASKED, format_func=lambda a: _(ASKS_WORDS[a]), horizontal=True
        )
        ask = _ask(site, asks, standing)
        if ask is None:
            return
        try:
            made = commands.propose(site.store, acting(site), ask)
        except (Refused, geo.GeometryError) as error:
            refusal(site, error)
            return
        if made.secret:
            st.session_state[SECRET] = made.secret
        st.query_params["voorstel"] = str(made.proposal)
        st.rerun()


def _ask(site: Site, asks: Asks, standing: Mapping[AreaId, AreaVersion]) -> commands.Ask | None:
    """Return what was filled in, once it was sent."""
    _ = site.words.text
    by_name = sorted(standing, key=lambda a: standing[a].name)
    with st.form("proposing", border=False):
        if asks is Asks.MERGE:
            areas = st.multiselect(
                _("Which areas"),
                by_name,
                format_func=lambda a: standing[a].name,
                placeholder=_("Choose areas"),
            )
        else:
            one = st.selectbox(
                _("Which area"),
                by_name,
                index=None,
                format_func=lambda a: standing[a].name,
                placeholder=_("Choose an area"),
            )
            areas = [] if one is None else [one]
        name = second = ""
        line = None
        if asks is not Asks.REST:
            name = st.text_input(_("Name of the new area"), max_chars=200)
        if asks is Asks.SPLIT:
            second = st.text_input(_("Name of the other part"), max_chars=200)
            line = _line(site)
        title = st.text_input(_("Your proposal in a few words"), max_chars=200)
        reason = st.text_area(_("Why"), max_chars=4000)
        st.caption(_("Everyone can read this. Do not name people or addresses."))
        if not st.form_submit_button(_("Send my proposal"), type="primary"):
            return None
    geometry = None
    if line is not None and areas:
        geometry = through(line, standing[areas[0]].geometry)
    return commands.Ask(asks, title, reason, areas, geometry, name, second)


def _line(site: Site) -> BaseGeometry | None:
    """Let a street, water or railway be chosen to cut along."""
    with site.store.read() as parts:
        lines = parts.ground.lines()
    named: dict[str, list[BaseGeometry]] = {}
    for line in lines:
        named.setdefault(line.name, []).append(line.geometry)
    chosen = st.selectbox(
        site.words.text("Along which street, water or railway"),
        sorted(name for name in named if name),
        index=None,
        placeholder=site.words.text("Choose a line"),
    )
    if chosen is None:
        return None
    return joined(named[chosen])
