"""Kaart: the areas of a date, and one of them from close by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import queries
from boundaries.pages.area_map import show_areas
from boundaries.pages.site import Column, Site, cell, chosen_day, table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from boundaries.model import Change
    from boundaries.queries import AreaRow


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
        latest = queries.latest_change(parts)
        lines = parts.ground.lines()
    st.title(_("Areas of {municipality}", municipality=place.name))
    summary = st.container()
    left, right = st.columns([2, 1], gap="medium")
    with right:
        if st.button(_("Draw my neighbourhood"), type="primary", width="stretch"):
            draw()
        day = chosen_day(site, _("As of"), key="map-day")
    with site.store.read() as parts:
        rows = queries.areas_at(parts, day)
    with left:
        state = show_areas(
            site, place, [r.version for r in rows], lines, selected=_asked(), key="map"
        )
    chosen = _chosen(state.selected, rows)
    with summary:
        _summary(site, rows, day, latest)
    with right:
        if chosen:
            _panel(site, chosen, day)
        _list(site, rows, day)


def _asked() -> str | None:
    return st.query_params.get("gebied")


def _chosen(selected: str | None, rows: Sequence[AreaRow]) -> AreaRow | None:
    """Return the area that was clicked last, or that the address names."""
    if selected != st.session_state.get("map-selected"):
        st.session_state["map-selected"] = selected
        if selected:
            st.query_params["gebied"] = selected
        elif "gebied" in st.query_params:
            del st.query_params["gebied"]
    asked = st.query_params.get("gebied")
    return next((row for row in rows if row.version.area == asked), None)


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


def _panel(site: Site, row: AreaRow, day: dt.date) -> None:
    _ = site.words.text
    with st.container(border=True):
        st.html(f"<h2>{cell(row.version.name)}</h2>")
        st.text(_("As of {date}", date=day))
        st.text(residents_text(site, row.residents))
        st.text(_("{ha} hectares", ha=row.hectares))
        st.text(_("Since {date}", date=site.words.since(row.version)))


def residents_text(site: Site, residents: int | None) -> str:
    """Return who lives there in words: a number, hidden, or not known."""
    if residents is None:
        return site.words.text("Residents: no data")
    if queries.published(residents) is None:
        return site.words.text("Residents: too small to show")
    return site.words.count("{n} resident", "{n} residents", residents)


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
                f'<a target="_self" href="?gebied={cell(r.version.area)}&amp;op={day}'
                f'&amp;taal={site.words.code}">{cell(r.version.name)}</a>',
                number(r.hectares),
                _("unknown") if r.shown_residents is None else number(r.shown_residents),
                cell(site.words.since(r.version)),
            ]
            for r in rows
        ],
    )
