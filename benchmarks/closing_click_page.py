"""The page that the benchmark draws on: our map and streamlit-folium's, one below the other."""

import json
import time
from pathlib import Path

import folium
import streamlit as st
from folium.plugins import Draw
from streamlit_folium import st_folium

from boundaries.language import language
from boundaries.model import Municipality
from boundaries.pages.area_map import Around, Work, draw_area
from boundaries.pages.site import Site

folium.Map.default_js = [("leaflet", "/peer/leaflet/dist/leaflet.js")]
folium.Map.default_css = [("leaflet", "/peer/leaflet/dist/leaflet.css")]
Draw.default_js = [("draw", "/peer/leaflet-draw/dist/leaflet.draw.js")]
Draw.default_css = [("draw", "/peer/leaflet-draw/dist/leaflet.draw.css")]

DIST = Path(__file__).parents[1] / "web" / "dist"
PLACE = Municipality("GM0118", "Hoogeveen", "EPSG:28992", (228_000, 526_000, 229_500, 527_000))

NONE: list[object] = []


def note(who: str, drawing: object) -> None:
    """Keep the moment at which another drawing is seen."""
    said = json.dumps(drawing)
    if said != st.session_state.get(f"{who}-drawing"):
        st.session_state[f"{who}-drawing"] = said
        stamps = st.session_state.setdefault("stamps", {})
        stamps[who] = time.time() * 1_000


@st.fragment
def ours() -> None:
    """Show our map as the page of residents does."""
    bundle = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))["area_map"]
    site = Site(None, language("nl"), None, f"/assets/{bundle}", None)  # type: ignore[arg-type]
    state = draw_area(site, PLACE, NONE, NONE, work=Work(), around=Around(), key="ours")
    note("ours", state.drawing)
    show("ours")


def show(who: str) -> None:
    """Write the moment where the browser can read it."""
    st.html(f'<p id="seen-{who}">{st.session_state.get("stamps", {}).get(who, 0)}</p>')


@st.fragment
def peer() -> None:
    """Show the peer as its documentation does, sending only finished drawings."""
    area = folium.Map((52.7225, 6.4764), zoom_start=15, tiles=None)
    Draw().add_to(area)
    result = st_folium(area, key="peer", height=400, returned_objects=["all_drawings"])
    note("peer", result.get("all_drawings"))
    show("peer")


peer()
ours()
