"""Pairs of areas that have grown together, with the reasons; one button takes them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.lands import kept
from boundaries.pages.site import plain
from boundaries.together import LONG_BORDER, grown_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import AreaId
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.together import Pair

MOST = 5


def pairs(site: Site, ground: Ground, into: str) -> None:
    """Show them; `into` is the key of the session that gets the ids of a pair."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        found: Sequence[Pair] = kept(
            site, parts, ("grown-together", today),
            lambda: grown_together(
                ground.versions, parts.projects.at(today), parts.participation.proposals(), today
            ),
        )  # fmt: skip
    if not found:
        return
    with st.expander(plain(_("Areas that have grown together"))):
        for pair in found[:MOST]:
            st.markdown(f"**{plain(f'{pair.one.name} – {pair.other.name}')}**")
            for reason in _reasons(site, pair):
                st.text(reason)
            st.button(
                plain(_("Look at {one} and {other} together",
                        one=pair.one.name, other=pair.other.name)),
                key=f"bench-pair-{pair.one.area}-{pair.other.area}",
                on_click=_take_up,
                args=(into, [pair.one.area, pair.other.area]),
            )  # fmt: skip


def _reasons(site: Site, pair: Pair) -> list[str]:
    words = site.words
    told = []
    if pair.asked:
        told.append(words.text("Residents asked for it: proposal {numbers}.",
                               numbers=[str(n) for n in pair.asked]))  # fmt: skip
    if pair.border_share >= LONG_BORDER:
        told.append(words.text(
            "They share {m} metres of border: {pct} of the way round the smaller one.",
            m=round(pair.border_m), pct=words.percent(pair.border_share),
        ))  # fmt: skip
    if pair.projects:
        n = len(pair.projects)
        told.append(
            words.count("{n} project lies at their border.", "{n} projects lie at their border.", n)
        )
    return told


def _take_up(into: str, areas: list[AreaId]) -> None:
    st.session_state[into] = areas
