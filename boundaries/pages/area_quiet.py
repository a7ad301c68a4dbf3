"""For the coordinator: which questions wait, and which areas have gone quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.area_questions import known_coordinator, silence
from boundaries.pages.area_story import link
from boundaries.pages.lands import kept
from boundaries.pages.site import Column, cell, table
from boundaries.quiet import gone_quiet
from boundaries.through import Named

if TYPE_CHECKING:
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Round


def page(site: Site, _ground: Ground, _round: Round | None) -> None:
    """Show both lists, what waits for longest first."""
    waiting(site)
    quiet_areas(site)


def waiting(site: Site) -> None:
    """Show the questions without an answer, the oldest first."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        open_ones = [q for q in parts.participation.questions() if q.waits]
        names = {v.area: v.name for v in parts.areas.at(today)}
        partners = {p.id: p.name for p in parts.people.partners()}
    st.subheader(_("Questions without an answer"))
    if not open_ones:
        st.text(_("No question waits for an answer."))
        return
    table(
        _("Questions, the oldest first"),
        [Column(_("Question")), Column(_("Area")), Column(_("To whom")), Column(_("How long"))],
        [
            [
                cell(one.text),
                link(site, Named(one.area, names.get(one.area, one.area)), today).replace(
                    'href="?', 'href="./?'
                ),
                cell(_("the municipality") if one.partner is None else partners[one.partner]),
                cell(silence(site, one, today)),
            ]
            for one in reversed(open_ones)
        ],
    )


def quiet_areas(site: Site) -> None:
    """Show the areas in which nothing was done for a year, and whom to ask about them."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        found = kept(site, parts, ("quiet", today), lambda: tuple(gone_quiet(parts)))
        whom = {one.area: known_coordinator(site, parts, one.area) for one in found}
    st.subheader(_("Areas that have gone quiet"))
    st.text(_(
        "For a year nobody spent or promised money here, no project got another status, nobody "
        "took part in anything, and nothing changed. What the municipality granted doesn't count."
    ))  # fmt: skip
    if not found:
        st.text(_("No area has gone quiet."))
        return
    rows = []
    for one in found:
        coordinator = whom[one.area]
        rows.append([
            link(site, Named(one.area, one.name), today).replace('href="?', 'href="./?'),
            cell(site.words.date(one.last)),
            cell("–" if coordinator is None else coordinator.name),
        ])  # fmt: skip
    table(
        _("Areas that have gone quiet, the longest first"),
        [Column(_("Area")), Column(_("Last sign")), Column(_("Area coordinator"))],
        rows,
    )
