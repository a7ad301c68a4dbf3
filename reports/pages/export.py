"""Export: what, as of when, in which form; the same choices give the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import streamlit as st

from boundaries.language import N_
from boundaries.pages.site import Site, chosen_day, plain
from reports.export import AREA_FORMS, write_areas
from reports.export.metadata import MEDIA_TYPES

KEY = "export-file"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a file: its name, and what it is for (template)."""

    name: str
    purpose: str


FORMS = {
    ".geojson": Form(
        "GeoJSON (RFC 7946)",
        N_("GeoJSON opens in QGIS, ArcGIS and every web map."),
    ),
    ".gpkg": Form(
        "GeoPackage",
        N_("GeoPackage is for GIS: metres, and all earlier boundaries in a layer of their own."),
    ),
    ".csv": Form(
        "CSV",
        N_("A table without the boundaries, for a spreadsheet or a program."),
    ),
    ".xlsx": Form(
        "XLSX (Excel)",
        N_("A workbook without the boundaries, with a second sheet about the source."),
    ),
    ".parquet": Form(
        "GeoParquet",
        N_("GeoParquet is for calculating, in Python or R: metres, and a type for each column."),
    ),
    ".zip": Form(
        "ZIP",
        N_("Everything to publish: three files, what each field means, metadata and checksums."),
    ),
}


def page(site: Site) -> None:
    """Make a file and say what is in it."""
    _ = site.words.text
    st.title(_("Export"))
    st.radio(_("What"), [_("Areas")])
    st.caption(_("The boundaries with residents and projects."))
    day = chosen_day(site, _("As of"), key="export-day")
    form = st.selectbox(_("Form"), AREA_FORMS, format_func=lambda f: FORMS[f].name)
    st.caption(_(FORMS[form].purpose))
    st.info(_("This file holds no persons."), icon=":material/lock:")
    if st.button(_("Make file"), type="primary"):
        with site.store.read() as parts:
            data, count = write_areas(parts, form, day)
            code = parts.areas.municipality().code
        st.session_state[KEY] = (f"{code}-gebieden-{day}{form}", data, count, MEDIA_TYPES[form])
    if KEY in st.session_state:
        _ready(site, *st.session_state[KEY])


def _ready(site: Site, name: str, data: bytes, count: int, media: str) -> None:
    _ = site.words.text
    size = _("{kb} kB", kb=max(1, round(len(data) / 1_000)))
    st.success(plain(_("Your file is ready: {file}, {size}.", file=name, size=size)))
    st.text(site.words.count("{n} area", "{n} areas", count))
    st.text(f"SHA-256 {hashlib.sha256(data).hexdigest()}")
    st.download_button(
        _("Download the file"),
        data=data,
        file_name=name,
        mime=media,
        on_click="ignore",
        icon=":material/download:",
    )
