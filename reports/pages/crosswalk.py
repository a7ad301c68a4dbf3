"""Crosswalk: a table of areas beside CBS neighbourhoods or districts, to see and to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.pages.lands import kept
from boundaries.pages.site import Column, cell, plain, table
from reports.crosswalk import Level, crosswalk
from reports.export.crosswalk import FORMS, dumps
from reports.export.metadata import MEDIA_TYPES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.pages.site import Site
    from reports.crosswalk import Shared

LEVELS = {Level.NEIGHBOURHOOD: N_("CBS neighbourhoods"), Level.DISTRICT: N_("CBS districts")}
WAYS = (N_("By area"), N_("By CBS code"))


def crosswalk_of(site: Site, day: dt.date) -> None:
    """Show the crosswalk of a day, both ways, with its files."""
    _ = site.words.text
    st.subheader(_("Areas beside CBS neighbourhoods"))
    st.caption(_("How many residents live in both, shared out by land from the building blocks."))
    with site.store.read() as parts:
        try:
            rows = kept(site, parts, ("crosswalk", day), lambda: crosswalk(parts, day))
        except Refused as refused:
            st.info(plain(site.words.sentence(refused)))
            return
        files = {form: dumps(parts, rows, day, form) for form in FORMS}
        code = parts.areas.municipality().code
    if not rows:
        st.info(_("On {date} there was no area here yet. Choose a later date.", date=day))
        return
    levels = [level for level in Level if any(row.level is level for row in rows)]
    level = st.radio(_("Beside"), levels, format_func=lambda one: _(LEVELS[one]), horizontal=True)
    way = st.radio(_("Order"), WAYS, format_func=_, horizontal=True)
    own = [row for row in rows if row.level is level]
    _table(site, own if way == WAYS[0] else sorted(own, key=lambda row: (row.unit, row.area)))
    for form, data in files.items():
        st.download_button(
            _("Download as {form}", form=form[1:].upper()),
            data=data,
            file_name=f"{code}-gebieden-cbs-{day}{form}",
            mime=MEDIA_TYPES[form],
            on_click="ignore",
            icon=":material/download:",
            key=f"crosswalk{form}",
        )


def _table(site: Site, rows: Sequence[Shared]) -> None:
    _ = site.words.text
    table(
        _("Areas beside CBS neighbourhoods"),
        [
            Column(_("Area")),
            Column(_("CBS code")),
            Column(_("CBS name")),
            Column(_("Residents in both"), figures=True),
            Column(_("% of the area"), figures=True),
            Column(_("% of the CBS part"), figures=True),
        ],
        [
            [
                cell(row.area_name),
                cell(row.unit),
                cell(row.unit_name),
                *(cell(text) for text in _figures(site, row)),
            ]
            for row in rows
        ],
    )


def _figures(site: Site, row: Shared) -> list[str]:
    words = site.words
    if row.residents is None:
        return [words.text(N_("too small to show")), "", ""]
    shares = ["" if s is None else words.number(100 * s, 1) for s in (row.of_area, row.of_unit)]
    return [words.number(row.residents), *shares]
