"""Taking back a change: nothing that was known is forgotten, and the money goes back too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import commands
from boundaries.errors import Refused
from boundaries.model import ChangeKind
from boundaries.pages.bench_preview import show_preview
from boundaries.pages.site import plain, refusal
from boundaries.previews import preview
from boundaries.queries import WITHOUT_LAND
from boundaries.words import WORDS

if TYPE_CHECKING:
    from boundaries.model import Change, Changed
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Round

MOST = 40
SAID = "bench-undone"


def page(site: Site, ground: Ground, _round: Round | None) -> None:
    """Let a change be chosen, show what taking it back does, and take it back."""
    _ = site.words.text
    if said := st.session_state.pop(SAID, None):
        st.success(plain(said))
    with site.store.read() as parts:
        every = parts.areas.changes()
        names = {v.area: v.name for v in parts.areas.through()}
        undone = {c.about for c in every if c.kind is ChangeKind.UNDO}
    found = [
        c
        for c in reversed(every)
        if c.kind not in WITHOUT_LAND | {ChangeKind.UNDO} and c.id not in undone
    ][:MOST]
    if not found:
        st.text(_("Nothing was changed yet."))
        return

    def label(change: Change) -> str:
        who = ", ".join(names.get(a, a) for a in change.areas)
        kind = _(WORDS[change.kind])
        return f"{change.id}: {site.words.date(change.occasion.on)} – {kind} – {who}"

    chosen = st.selectbox(_("Which change"), found, format_func=label, key="bench-undo-which")
    st.text(chosen.occasion.reason)
    reason = st.text_area(_("Why it is taken back"), key="bench-undo-reason")

    def act() -> Changed:
        return commands.undo(site.store, site.actor, chosen.id, reason=reason)

    try:
        told = preview(site.store, ground.lie, chosen.occasion.on, act)
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return
    back = [s.name for s in told.after]
    told_back = _(
        "{areas} come back as on {date}. The money goes back too.",
        areas=back, date=chosen.occasion.on,
    )  # fmt: skip
    st.markdown(f"**{plain(told_back)}**")
    with site.store.read() as parts:
        standing = parts.areas.at(chosen.occasion.on)
    show_preview(site, ground, told, standing)
    if st.button(_("Undo this change"), type="primary", key="bench-undo"):
        try:
            act()
        except (Refused, geo.GeometryError) as error:
            refusal(site, error)
            return
        st.session_state[SAID] = _("Change {number} is undone.", number=str(chosen.id))
        st.rerun()
