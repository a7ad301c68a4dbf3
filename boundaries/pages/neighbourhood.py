"""Mijn buurt: draw an area, see what it takes, name it, send it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import commands, queries
from boundaries.errors import Refused
from boundaries.model import Initiator, Occasion
from boundaries.pages.area_map import draw_area, to_metres
from boundaries.pages.site import Site, plain, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from boundaries.neighbours import Placed
    from boundaries.pages.area_map import Json

GIVEN, SENT = "mine-given", "mine-sent"


@dataclass(frozen=True, slots=True)
class Given:
    """A geometry that Python put on the map in place of what was drawn there (`over`).

    The map doesn't send it back, so as long as it still says `over`, this is what it shows.
    """

    geometry: BaseGeometry | None = None
    revision: int = 0
    over: Json | None = None


def page(site: Site, to_map: Callable[[], object]) -> None:
    """Let a resident draw and send an area.

    Parameters
    ----------
    to_map
        Goes to the map, where the area stands after sending.
    """
    _ = site.words.text
    st.title(_("My neighbourhood"))
    if sent := st.session_state.pop(SENT, None):
        st.success(_("Your drawing has been sent. Thank you!"), icon=":material/check_circle:")
        st.text(_("{name} stands on the map now.", name=sent))
        if st.button(_("Show it on the map"), type="primary"):
            to_map()
    _draw(site)


@st.fragment
def _draw(site: Site) -> None:
    with site.store.read() as parts:
        place = parts.areas.municipality()
        versions = parts.areas.at(parts.areas.today())
        lines = parts.ground.lines()
    given = st.session_state.get(GIVEN, Given())
    left, right = st.columns([2, 1], gap="medium")
    with left:
        state = draw_area(
            site,
            place,
            versions,
            lines,
            drawing=given.geometry,
            revision=given.revision,
            key="mine",
        )
    with right:
        try:
            drawing = _on_map(given, state.drawing, place.crs)
            if drawing is None:
                st.text(
                    site.words.text("Draw a ring around your neighbourhood. It need not be neat.")
                )
                return
            _summary(site, drawing, state.drawing)
            _form(site, drawing, state.drawing)
        except (Refused, geo.GeometryError) as error:
            refusal(site, error)


def _on_map(given: Given, drawn: Json | None, crs: str) -> BaseGeometry | None:
    """Return what the map shows, in metres."""
    if given.revision and drawn == given.over:
        return given.geometry
    return to_metres(drawn, crs) if drawn else None


def _summary(site: Site, drawing: BaseGeometry, drawn: Json | None) -> None:
    _ = site.words.text
    with site.store.read() as parts:
        placed = queries.consider(parts, drawing, parts.areas.today())
        residents = queries.residents_within(parts, [placed.geometry], parts.areas.today())[0]
    st.header(_("This is your area"))
    st.text(about_residents(site, residents))
    st.text(_("{ha} hectares", ha=placed.hectares))
    _taken(site, placed, drawn)


def about_residents(site: Site, residents: int | None) -> str:
    """Return a live count in words: rounded to tens, hidden when it is about few people."""
    rounded = queries.rounded(residents)
    if residents is None:
        return site.words.text("Residents: no data")
    if rounded is None:
        return site.words.text("Residents: too small to show")
    return site.words.count("About {n} resident", "About {n} residents", rounded)


def _taken(site: Site, placed: Placed, drawn: Json | None) -> None:
    _ = site.words.text
    if not placed.taken:
        st.text(_("You take nothing from another area."))
        return
    for taken in placed.taken:
        claim = _(
            "You take {m2} m² ({ha} hectares) from {area}. That area has a say in this.",
            m2=round(taken.m2),
            ha=taken.hectares,
            area=taken.name,
        )
        st.warning(plain(claim), icon=":material/warning:")
    with site.store.read() as parts:
        free = queries.free_part(parts, placed.geometry, parts.areas.today())
    if free is None:
        owners = [taken.name for taken in placed.taken]
        nothing = _(
            "No land is left. All of it belongs to {areas}. Choose another piece.", areas=owners
        )
        st.error(plain(nothing))
        return
    st.button(_("Only the free part"), on_click=_put_on_map, args=(free, drawn))
    st.caption(_("Leaves out the land of other areas."))


def _put_on_map(geometry: BaseGeometry | None, over: Json | None) -> None:
    """Put a geometry on the map in place of what is drawn there."""
    revision = st.session_state.get(GIVEN, Given()).revision + 1
    st.session_state[GIVEN] = Given(geometry, revision, over)


def _form(site: Site, drawing: BaseGeometry, drawn: Json | None) -> None:
    _ = site.words.text
    with st.form("mine-send", border=False):
        name = st.text_input(_("What do you call this area?"))
        reason = st.text_area(_("Why does this belong together?"))
        st.caption(_("One sentence is enough. Do not name people or addresses."))
        if not st.form_submit_button(_("Send my drawing"), type="primary", width="stretch"):
            return
    with site.store.read() as parts:
        today = parts.areas.today()
    changed = commands.found(
        site.store,
        site.actor,
        name=name,
        geometry=drawing,
        occasion=Occasion(today, reason, Initiator.RESIDENTS),
    )
    st.session_state[SENT] = name.strip()
    _put_on_map(None, drawn)
    st.query_params["gebied"] = changed.areas[0]
    st.rerun()
