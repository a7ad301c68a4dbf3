"""What is drawn, live: who lives there, what it takes from whom, what stays empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import summary_words as say
from boundaries.pages.mine_parts import live
from boundaries.pages.mine_work import FINGER, give, land, now, picked_blocks
from boundaries.pages.site import plain
from boundaries.picking import loose
from boundaries.starting import without
from boundaries.summary import Summary, summarise

if TYPE_CHECKING:
    from boundaries.model import AreaId
    from boundaries.pages.mine_work import Ground, Mine
    from boundaries.pages.site import Site

APART = "mine-apart"
"""Key of the session: groups of blocks that may lie apart."""


def summary_of(site: Site, ground: Ground, mine: Mine) -> Summary | None:
    """Return what is drawn, or None as long as there is nothing.

    Raises
    ------
    Refused
        When it can't be an area, such as a line that crosses itself.
    geo.GeometryError
        When it isn't one.
    """
    drawing = land(mine, ground)
    if drawing is None:
        return None
    with site.store.read() as parts:
        return summarise(parts, drawing, parts.areas.today(), lie=ground.lie)


def show_summary(site: Site, ground: Ground, summary: Summary) -> None:
    """Show what is drawn, with a button for each thing that can be set right at once."""
    words = site.words
    st.subheader(words.text("This is your area"))
    lines = [
        say.residents(summary.residents, words),
        words.text("{ha} hectares", ha=summary.hectares),
        say.streets(summary.streets, words),
        say.cut(summary.cut, words),
        say.inside(summary, words),
        "" if summary.taken else words.text("You take nothing from another area."),
    ]
    live([line for line in lines if line])
    show_neighbours(site, ground, summary)
    if source := say.source(summary, words):
        st.caption(plain(source))


def show_neighbours(site: Site, ground: Ground, summary: Summary) -> None:
    """Show what it takes from whom and what lies between, each with its button."""
    _ = site.words.text
    for claim in summary.taken:
        st.warning(plain(say.taken(claim, site.words)), icon=":material/warning:")
        st.button(
            _("Give this piece back"),
            key=f"mine-give-{claim.area}",
            on_click=_give_back,
            args=(ground, summary, claim.area),
        )
    for gap in summary.gaps:
        st.info(plain(say.gap(gap, site.words)), icon=":material/info:")
        st.button(
            _("Add the nobody's land"),
            key=f"mine-gap-{gap.area}",
            on_click=_as_line,
            args=(ground, summary, gap.area),
        )


def ask_apart(site: Site, ground: Ground, mine: Mine) -> None:
    """Ask of blocks that don't touch the others whether they may: a tap beside is soon made."""
    _ = site.words.text
    picked = picked_blocks(mine) & ground.lie.place_of.keys()
    allowed: set[frozenset[str]] = st.session_state.setdefault(APART, set())
    group = next((g for g in loose(ground.lie.blocks, picked) if g not in allowed), None)
    if group is None:
        return
    first = ground.lie.blocks[ground.lie.place_of[min(group)]].name
    asked = _("{block} does not touch your area. May it stay apart?", block=first)
    st.warning(plain(asked), icon=":material/warning:")
    with st.container(horizontal=True):
        st.button(_("Yes"), key="mine-apart-yes", on_click=allowed.add, args=(group,))
        st.button(_("No"), key="mine-apart-no", on_click=_leave_out, args=(ground, group))


def _leave_out(ground: Ground, group: frozenset[str]) -> None:
    give(ground, picked=picked_blocks(now()) - group)


def _give_back(ground: Ground, summary: Summary, area: AreaId) -> None:
    mine = now()
    if mine.by_blocks:
        left = without(ground.lie.blocks, picked_blocks(mine), summary.standing[area])
        if left != picked_blocks(mine):
            give(ground, picked=left)
            return
    # Blocks that only reach into the area: from here on it is a line.
    rest = summary.give_back(area)
    if rest.is_empty:
        give(ground, picked=()) if mine.by_blocks else give(ground, clear=True)
        return
    give(ground, drawing=rest, way=FINGER if mine.by_blocks else mine.way)


def _as_line(ground: Ground, summary: Summary, area: AreaId) -> None:
    mine = now()
    give(ground, drawing=summary.add_gap(area), way=FINGER if mine.by_blocks else mine.way)
