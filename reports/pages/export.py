"""Export: what, as of when, in which form; the same choices give the same bytes."""

from __future__ import annotations

import hashlib

import streamlit as st

from boundaries.pages.site import Site, chosen_day, plain
from reports.export import FORMS, write_areas

KEY = "export-file"


def page(site: Site) -> None:
    """Make a file and say what is in it."""
    _ = site.words.text
    st.title(_("Export"))
    st.radio(_("What"), [_("Areas")])
    st.caption(_("The boundaries with residents and projects."))
    day = chosen_day(site, _("As of"), key="export-day")
    form = st.selectbox(
        _("Form"), FORMS, format_func=lambda f: {".geojson": "GeoJSON (RFC 7946)"}[f]
    )
    st.caption(_("GeoJSON opens in QGIS, ArcGIS and every web map."))
    st.info(_("This file holds no persons."), icon=":material/lock:")
    if st.button(_("Make file"), type="primary"):
        with site.store.read() as parts:
            data, count = write_areas(parts, form, day)
            code = parts.areas.municipality().code
        st.session_state[KEY] = (f"{code}-gebieden-{day}{form}", data, count)
    if KEY in st.session_state:
        _ready(site, *st.session_state[KEY])


def _ready(site: Site, name: str, data: bytes, count: int) -> None:
    _ = site.words.text
    size = _("{kb} kB", kb=max(1, round(len(data) / 1_000)))
    st.success(plain(_("Your file is ready: {file}, {size}.", file=name, size=size)))
    st.text(site.words.count("{n} area", "{n} areas", count))
    st.text(f"SHA-256 {hashlib.sha256(data).hexdigest()}")
    st.download_button(
        _("Download the file"),
        data=data,
        file_name=name,
        mime="application/geo+json",
        on_click="ignore",
        icon=":material/download:",
    )
