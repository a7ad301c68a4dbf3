"""Kaart: the areas of a date, and one of them from close by."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from boundaries import queries
from boundaries.errors import Unknown
from boundaries.model import AreaId
from boundaries.pages.area_map import Years, show_areas
from boundaries.pages.area_story import link, panel
from boundaries.pages.family import family
from boundaries.pages.finding import find
from boundaries.pages.lands import kept
from boundaries.pages.mine_work import ARRIVED, ground_of
from boundaries.pages.site import FIRST_DAY, Column, Site, cell, chosen_day, plain, table
from boundaries.rules import AHEAD
from boundaries.through import Named, story_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from boundaries.model import Change
    from boundaries.queries import AreaRow
    from boundaries.through import Story

MAP_KEY, DAY_KEY = "map", "map-day"


def page(site: Site, draw: Callable[[], object]) -> None:
    """Show the areas on the map and in a list; one that is chosen tells about itself.

    Parameters
    ----------
    draw
        Goes to the page where a neighbourhood is drawn.
    """
    _ = site.words.text
    with site.store.read() as parts:
        place = parts.areas.municipality()
        latest = kept(site, parts, "latest", lambda: queries.latest_change(parts))
    areas = site.words.own_word("areas")
    st.title(plain(_("{areas} of {municipality}", areas=areas, municipality=place.name)))
    summary = st.container()
    left, right = st.columns([2, 1], gap="medium")
    with right:
        if st.button(_("Draw my neighbourhood"), type="primary", width="stretch"):
            # The button that had the focus goes: the page that comes has to take it.
            st.session_state[ARRIVED] = True
            draw()
        find(site, draw)
        day = chosen_day(site, _("As of"), key=DAY_KEY)
    with site.store.read() as parts:
        rows = kept(site, parts, ("areas", day), lambda: queries.areas_at(parts, day))
        versions = kept(site, parts, "through", parts.areas.through)
        today = parts.areas.today()
    lines = ground_of(site).lie.lines
    with left:
        years = Years(day, today, lambda: _follow_the_map(today))
        state = show_areas(
            site, place, versions, lines, years=years, selected=_asked(), key=MAP_KEY
        )
    story = _chosen(site, state.selected, day)
    with summary:
        _summary(site, rows, day, latest)
    with right:
        if story:
            here = next((row for row in rows if row.version.area == story.area.area), None)
            panel(site, story, here, day)
        _list(site, rows, day)
    if versions:
        with left:
            _tree(site, story)


def _tree(site: Site, story: Story | None) -> None:
    """Show whose children areas are, when that is wanted: it is a large picture."""
    _ = site.words.text
    label = _("Show the family tree of all areas")
    if story is not None:
        label = _("Show the family tree of {area}", area=story.area.name)
    if st.toggle(plain(label), key="map-family"):
        family(site, story.area.area if story is not None else None)


def _asked() -> str | None:
    return st.query_params.get("gebied")


def _follow_the_map(today: dt.date) -> None:
    """Take over the day at which the time bar was let go; a browser can send anything."""
    moved = st.session_state[MAP_KEY].get("day")
    with suppress(TypeError, ValueError):
        day = dt.date.fromisoformat(moved)
        st.session_state[DAY_KEY] = min(max(day, FIRST_DAY), today + AHEAD)


def _chosen(site: Site, selected: str | None, day: dt.date) -> Story | None:
    """Return the story of the area that was clicked last, or that the address names."""
    if selected != st.session_state.get("map-selected"):
        st.session_state["map-selected"] = selected
        if selected:
            st.query_params["gebied"] = selected
        elif "gebied" in st.query_params:
            del st.query_params["gebied"]
    asked = st.query_params.get("gebied")
    if not asked:
        return None
    with site.store.read() as parts, suppress(Unknown):
        return kept(site, parts, ("story", asked, day), lambda: story_of(parts, AreaId(asked), day))
    return None


def _summary(
    site: Site, rows: Sequence[AreaRow], day: dt.date, latest: tuple[Change, str] | None
) -> None:
    _ = site.words.text
    if not rows:
        empty = (
            _("There are no areas yet. The first can be yours.")
            if latest is None
            else _("On {date} there was no area here yet. Choose a later date.", date=day)
        )
        st.info(empty)
        return
    lead = site.words.count(
        "{n} area on {date}. Residents chose the boundaries.",
        "{n} areas on {date}. Residents chose the boundaries.",
        len(rows),
        date=day,
    )
    st.text(lead)
    if latest:
        change, name = latest
        month = site.words.month(change.occasion.on)
        st.text(_("Last changed: {area}, {month}.", area=name, month=month))


def _list(site: Site, rows: Sequence[AreaRow], day: dt.date) -> None:
    _ = site.words.text
    if not rows:
        return
    number = site.words.value
    table(
        _("All areas in a list"),
        [
            Column(_("Area")),
            Column(_("Hectares"), figures=True),
            Column(_("Residents"), figures=True),
            Column(_("Since")),
        ],
        [
            [
                link(site, Named(r.version.area, r.version.name), day),
                number(r.hectares),
                _("unknown") if r.shown_residents is None else number(r.shown_residents),
                cell(site.words.since(r.version)),
            ]
            for r in rows
        ],
    )
