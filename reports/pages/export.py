"""Export: what, as of when, in which form; the same choices give the same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from boundaries.language import N_
from boundaries.pages.site import Site, chosen_day, plain
from reports.export import AREA_FORMS, write_areas, write_proposals
from reports.export.about import About, about
from reports.export.metadata import MEDIA_TYPES
from reports.export.proposals import FORMS as PROPOSAL_FORMS
from reports.pages.crosswalk import crosswalk_of

if TYPE_CHECKING:
    import datetime as dt

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

PLAIN_GPKG = N_("GeoPackage is for GIS: metres.")


@dataclass(frozen=True, slots=True)
class What:
    """What can be in a file: what it is called, what that is, of which day, and its forms."""

    title: str
    holds: str
    of_day: str
    forms: tuple[str, ...]


AREAS, PROPOSALS = "gebieden", "voorstellen"
CONTENTS = {
    AREAS: What(
        N_("Areas"),
        N_("The boundaries with residents, projects and money."),
        N_("The areas that stood on that day, as they are known now."),
        AREA_FORMS,
    ),
    PROPOSALS: What(
        N_("Proposals"),
        N_("What was asked and why, how many were for and against, and what was decided."),
        N_("The proposals that were submitted by that day, as far as they were then."),
        PROPOSAL_FORMS,
    ),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: what it is called, what is in it, of how many."""

    name: str
    data: bytes
    said: str
    media: str
    told: About


def page(site: Site) -> None:
    """Make a file and say what is in it."""
    _ = site.words.text
    st.title(_("Export"))
    what = st.radio(_("What"), list(CONTENTS), format_func=lambda one: _(CONTENTS[one].title))
    st.caption(_(CONTENTS[what].holds))
    day = chosen_day(site, _("As of"), key="export-day")
    st.caption(_(CONTENTS[what].of_day))
    form = st.selectbox(_("Form"), CONTENTS[what].forms, format_func=lambda f: FORMS[f].name)
    st.caption(_(PLAIN_GPKG if (what, form) == (PROPOSALS, ".gpkg") else FORMS[form].purpose))
    st.info(_("This file holds no persons."), icon=":material/lock:")
    if st.button(_("Make file"), type="primary"):
        st.session_state[KEY] = _make(site, what, day, form)
    if KEY in st.session_state:
        _ready(site, st.session_state[KEY])
    crosswalk_of(site, day)


def _make(site: Site, what: str, day: dt.date, form: str) -> Made:
    with site.store.read() as parts:
        told = about(parts, day)
        if what == PROPOSALS:
            data, count = write_proposals(parts, form, day)
            said = site.words.count("{n} proposal", "{n} proposals", count)
        else:
            data, count = write_areas(parts, form, day)
            said = site.words.count("{n} area", "{n} areas", count)
    return Made(f"{told.code}-{what}-{day}{form}", data, said, MEDIA_TYPES[form], told)


def _ready(site: Site, made: Made) -> None:
    _ = site.words.text
    size = _("{kb} kB", kb=max(1, round(len(made.data) / 1_000)))
    st.success(plain(_("Your file is ready: {file}, {size}.", file=made.name, size=size)))
    st.text(made.said)
    st.text(f"SHA-256 {hashlib.sha256(made.data).hexdigest()}")
    st.text(_("Copying is free, with the source ({licence}).", licence=made.told.licence))
    st.text(_("How to cite: {text}", text=made.told.cite))
    st.download_button(
        _("Download the file"),
        data=made.data,
        file_name=made.name,
        mime=made.media,
        on_click="ignore",
        icon=":material/download:",
    )
