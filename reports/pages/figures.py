"""Kaarten en cijfers: one indicator of one date as a map with its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.site import Site, chosen_day
from reports.choropleth import Report, choropleth
from reports.indicators import DEFINITIONS, ON_MAPS, Indicator, figures
from reports.pages.frame import sandboxed

if TYPE_CHECKING:
    from reports.assets import Assets

HEIGHT = 1_000


def page(site: Site, assets: Assets) -> None:
    """Choose an indicator and a date; see the map and take the same bytes along."""
    _ = site.words.text
    st.title(_("Maps and figures"))
    left, right, download = st.columns([2, 1, 1], gap="medium", vertical_alignment="bottom")
    with left:
        indicator = _indicator(site)
    with right:
        day = chosen_day(site, _("As of"), key="figures-day")
    with site.store.read() as parts:
        place = parts.areas.municipality()
        shown = figures(parts, indicator, day)
        sources = sorted({f"{block.source} {block.year}" for block in parts.ground.blocks(day)})
    if not shown:
        st.info(_("On {date} there was no area here yet. Choose a later date.", date=day))
        return
    report = Report(
        place.name,
        place.crs,
        day,
        ", ".join(sources[:3]) or _("unknown"),
        site.basemap,
        place.synthetic,
    )
    document = choropleth(shown, indicator, report, site.words, assets)
    title = _(DEFINITIONS[indicator].title)
    sandboxed(document, title=title, height=HEIGHT, key="figures-map")
    download.download_button(
        _("Download this map"),
        data=document.encode(),
        file_name=f"{indicator.value}-{day}.html",
        mime="text/html",
        on_click="ignore",
        type="primary",
        width="stretch",
    )


def _indicator(site: Site) -> Indicator:
    """Let the visitor choose; the choice stands in the address as `toon`."""
    asked = st.query_params.get("toon", "")
    start = next((n for n, one in enumerate(ON_MAPS) if one.value == asked), 0)
    chosen = st.selectbox(
        site.words.text("What do you want to see?"),
        ON_MAPS,
        index=start,
        format_func=lambda i: site.words.text(DEFINITIONS[i].title),
        key="figures-indicator",
    )
    st.query_params["toon"] = chosen.value
    return chosen
