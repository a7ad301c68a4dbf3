"""The drawings of a round: in groups, copies together, odd ones marked, each with its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import access, commands
from boundaries.backdrop import backdrop
from boundaries.errors import Refused
from boundaries.inbox import grouped, likeness_of
from boundaries.live_counts import Figures
from boundaries.outlines import Layer, Style, box_around, image, picture
from boundaries.pages.mine_work import FINGER, PAPER_MAKERS, begin
from boundaries.pages.site import Column, cell, plain, refusal, table
from boundaries.words import WAY_WORDS
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.inbox import Group, Row
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Drawing, Round

SAID = "bench-said"


def drawings_of(site: Site, round_: Round | None) -> list[Drawing]:
    """Return the drawings of a round; only a coordinator sees them one by one.

    Raises
    ------
    Forbidden
        When the visitor isn't one.
    """
    access.require(site.actor, access.Action.SEE_DRAWING)
    with site.store.read() as parts:
        return parts.participation.drawings(round=round_.id) if round_ else []


def page(site: Site, ground: Ground, round_: Round | None) -> None:
    """Show them."""
    _ = site.words.text
    drawings = drawings_of(site, round_)
    if said := st.session_state.pop(SAID, None):
        st.success(plain(said))
    if not drawings or round_ is None:
        st.text(_("No drawings yet. Share the link of the round."))
    else:
        inbox = site.words.count("{n} drawing in {round}", "{n} drawings in {round}",
                                 len(drawings), round=round_.name)  # fmt: skip
        st.text(inbox)
        for number, group in enumerate(grouped(drawings, likeness_of(drawings))):
            _group(site, ground, group, opened=number == 0)
        _sort(site, drawings)
    _paper(site)


def _paper(site: Site) -> None:
    """Lead to tracing what some people drew together on paper."""
    _ = site.words.text
    st.subheader(_("Enter a paper drawing"))
    with st.form("bench-paper", border=False):
        makers = st.number_input(
            _("How many people drew it together?"), 1, 500, 1, key="bench-makers"
        )
        if st.form_submit_button(_("Trace the line"), key="bench-trace") and site.to_mine:
            st.session_state[PAPER_MAKERS] = int(makers)
            begin(FINGER)
            site.to_mine()


def _group(site: Site, ground: Ground, group: Group, *, opened: bool) -> None:
    _ = site.words.text
    size = site.words.count("{n} drawing", "{n} drawings", len(group.rows))
    with st.expander(plain(f"{group.name} – {size}"), expanded=opened):
        lands = [row.drawing.geometry for row in group.rows]
        box = box_around(lands)
        layers = backdrop(ground.lie, box)
        layers += [Layer(v.geometry, Style.STANDING, v.name) for v in ground.versions]
        layers += [Layer(land, Style.DRAWN) for land in lands]
        told = _("The lines of {group}: {size}.", group=group.name, size=size)
        st.html(image(picture(layers, box, told), told))
        table(
            _("Drawings of {group}", group=group.name),
            [
                Column(_("Number")),
                Column(_("Name")),
                Column(_("Sent")),
                Column(_("How")),
                Column(_("Made by"), figures=True),
                Column(_("Residents"), figures=True),
                Column(_("Hectares"), figures=True),
                Column(_("In common"), figures=True),
                Column(_("Remarks")),
            ],
            [_row(site, ground, row) for row in group.rows],
        )


def _row(site: Site, ground: Ground, row: Row) -> list[str]:
    words, one = site.words, row.drawing
    _ = words.text
    remarks = []
    if row.copy_of is not None:
        remarks.append(_("Nearly the same as {number}", number=str(row.copy_of)))
    if row.odd:
        remarks.append(_("Differs much from the rest"))
    if one.aside is not None:
        remarks.append(_("Set aside: {why}", why=one.aside))
    people = Figures.of(ground.lie, one.geometry).residents.about
    return [
        cell(str(one.id)),
        cell(one.name),
        cell(words.date(one.changed_on)),
        cell(_(WAY_WORDS[one.way])),
        cell(words.number(one.makers)),
        cell("–" if people is None else words.number(people)),
        cell(words.number(one.geometry.area / M2_PER_HA, 1)),
        cell("–" if row.likeness is None else words.percent(row.likeness)),
        cell("; ".join(remarks)),
    ]


def _sort(site: Site, drawings: Sequence[Drawing]) -> None:
    """Let the coordinator put a drawing elsewhere, or let it not count."""
    _ = site.words.text
    st.subheader(_("Sort a drawing"))
    by_number = {d.id: d for d in drawings}
    with st.form("bench-sort", border=False):
        number = st.selectbox(
            _("Which drawing"),
            list(by_number),
            format_func=lambda n: f"{n} – {by_number[n].name}",
            key="bench-sort-which",
        )
        group = st.text_input(_("Group (empty: by name and land)"), key="bench-sort-group")
        why = st.text_input(_("Why it does not count (empty: it counts)"), key="bench-sort-why")
        if not st.form_submit_button(_("Save"), key="bench-sort-save"):
            return
    try:
        commands.group_drawing(site.store, site.actor, number, group=group.strip() or None)
        commands.set_aside(site.store, site.actor, number, why=why.strip() or None)
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return
    st.session_state[SAID] = _("Drawing {number} is sorted.", number=str(number))
    st.rerun()
