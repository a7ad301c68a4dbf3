"""The four steps of Mijn buurt: choose a way, draw, read back, send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import summary_words as say
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.pages.mine_paper import paper
from boundaries.pages.mine_parts import heading, live
from boundaries.pages.mine_summary import ask_apart, show_neighbours, show_summary, summary_of
from boundaries.pages.mine_work import (
    ADJUST,
    AREA,
    BLOCKS,
    CHOOSE,
    DRAW,
    FILE,
    FINGER,
    LIST,
    PAPER,
    READ,
    SEND,
    begin,
    change,
    give,
    go,
    now,
    picked_blocks,
)
from boundaries.pages.site import refusal
from boundaries.starting import blocks_in, groups

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry.base import BaseGeometry

    from boundaries.pages.mine_work import Ground, Mine
    from boundaries.pages.site import Site
    from boundaries.summary import Summary
    from geo.describing import Direction

WAYS = {
    BLOCKS: (
        N_("Tap blocks"),
        N_("Start from a known neighbourhood. Tap blocks in or out."),
        ":material/grid_view:",
    ),
    FINGER: (
        N_("Draw with your finger"),
        N_("Draw a ring around your neighbourhood. It need not be neat."),
        ":material/gesture:",
    ),
    LIST: (
        N_("Pick streets from a list"),
        N_("No map needed. Type streets or postcodes."),
        ":material/list:",
    ),
    ADJUST: (N_("Adjust an area"), N_("Start from today's boundary."), ":material/edit:"),
    PAPER: (
        N_("Use paper or a file"),
        N_("Print a map and draw with a pen. The area coordinator enters it."),
        ":material/print:",
    ),
}
NEEDS_BLOCKS = frozenset({BLOCKS, LIST})
START = "mine-start"


def choose(site: Site, ground: Ground, turn: int) -> None:
    """Show the ways to begin, under a question that gets the focus at a new `turn`."""
    _ = site.words.text
    heading(_("How do you want to start?"), turn, level=3)
    st.text(_("There is no wrong answer."))
    for way, (name, help_, icon) in WAYS.items():
        if way in NEEDS_BLOCKS and not ground.lie.blocks:
            continue
        st.button(
            _(name),
            key=f"mine-way-{way}",
            icon=icon,
            width="stretch",
            on_click=begin,
            args=(way,),
        )
        st.caption(_(help_))


def draw(site: Site, ground: Ground, mine: Mine) -> None:
    """Show what belongs to the way, and what is drawn so far."""
    _ = site.words.text
    if mine.way == PAPER:
        paper(site, ground)
        return
    _way(site, ground, mine)
    try:
        summary = summary_of(site, ground, mine)
    except (Refused, geo.GeometryError) as error:
        summary = None
        refusal(site, error)
    else:
        if summary:
            if mine.way == BLOCKS:
                ask_apart(site, ground, mine)
            show_summary(site, ground, summary)
        elif mine.asked:
            st.warning(_(NOTHING[mine.by_blocks]), icon=":material/warning:")
    forward = (go, (READ,)) if summary else (change, ())
    _back_and_on(site, CHOOSE, _("Next"), *forward, asked=summary is None)


NOTHING = {
    True: N_("There is no block in your area yet. Choose at least one."),
    False: N_("There is no drawing yet. Draw a ring first."),
}


def _way(site: Site, ground: Ground, mine: Mine) -> None:
    _ = site.words.text
    if mine.way == LIST:
        before = picked_blocks(mine)
        picked = _from_list(site, before)
        if picked != before:
            give(ground, picked=picked)
            st.rerun()
        return
    if mine.way == FILE:
        st.text(_("This is the shape of your file. You can still move its corners."))
        return
    st.text(_(WAYS[mine.way][1]))
    starts = _starts(site, ground, mine)
    if mine.way == FINGER or not starts:
        return
    st.selectbox(
        _("Start from"),
        list(starts),
        index=None,
        placeholder=_("Choose an area or neighbourhood"),
        key=START,
        on_change=_start,
        args=(ground, starts),
    )


def _from_list(site: Site, picked: frozenset[str]) -> frozenset[str]:
    from boundaries.pages.mine_list import pick_from_list

    return pick_from_list(site, picked)


def _starts(site: Site, ground: Ground, mine: Mine) -> dict[str, BaseGeometry | frozenset[str]]:
    """Return what one may begin with, by name: areas, and with blocks their groups too."""
    areas: dict[str, BaseGeometry | frozenset[str]] = {
        version.name: version.geometry for version in ground.versions
    }
    by_name = dict(sorted(areas.items()))
    if mine.way != BLOCKS:
        return by_name
    found = groups(ground.lie.blocks)
    return by_name | {
        site.words.text("Neighbourhood {name}", name=name): ids for name, ids in found.items()
    }


def _start(ground: Ground, starts: Mapping[str, BaseGeometry | frozenset[str]]) -> None:
    """Put the known neighbourhood that was chosen on the map."""
    found = starts.get(st.session_state[START])
    named = (v.area for v in ground.versions if v.name == st.session_state[START])
    st.session_state[AREA] = next(named, None)
    match found:
        case None:
            return
        case frozenset():
            give(ground, picked=found, look=True)
        case _ if now().way == BLOCKS:
            give(ground, picked=blocks_in(ground.lie.blocks, found), look=True)
        case _:
            give(ground, drawing=found, look=True)


def read_back(site: Site, ground: Ground, mine: Mine) -> None:
    """Show the boundary in words, side by side, to be confirmed."""
    _ = site.words.text
    st.subheader(_("Read your boundary back"))
    summary = summary_or_back(site, ground, mine)
    if summary is None:
        return
    for side in say.sides(summary.sides, site.words):
        for sentence in side.sentences:
            st.text(sentence)
        _certainty(site, side.direction, mine)
    lines = [
        say.residents(summary.residents, site.words),
        site.words.text("{ha} hectares", ha=summary.hectares),
        say.streets(summary.streets, site.words),
    ]
    live([line for line in lines if line])
    show_neighbours(site, ground, summary)
    _back_and_on(site, DRAW, _("Yes, this is right"), go, (SEND,), back=_("No, I'll change it"))


def summary_or_back(site: Site, ground: Ground, mine: Mine) -> Summary | None:
    """Return what is drawn; when that is nothing more, say so and show the way back."""
    try:
        summary = summary_of(site, ground, mine)
    except (Refused, geo.GeometryError) as error:
        summary = None
        refusal(site, error)
    else:
        if summary:
            return summary
        st.warning(site.words.text(NOTHING[mine.by_blocks]), icon=":material/warning:")
    st.button(site.words.text("Back"), key="mine-back", on_click=go, args=(DRAW,))
    return None


def _certainty(site: Site, direction: Direction, mine: Mine) -> None:
    _ = site.words.text
    key = f"mine-sure-{direction}"
    labels = {True: _("Sure"), False: _("Not sure")}

    def chosen() -> None:
        unsure = now().unsure - {direction}
        change(unsure=unsure if st.session_state[key] else unsure | {direction})

    st.radio(
        _(say.SIDES[direction]),
        [True, False],
        index=int(direction in mine.unsure),
        format_func=lambda sure: labels[sure],
        key=key,
        horizontal=True,
        label_visibility="collapsed",
        on_change=chosen,
    )


def _back_and_on(
    site: Site,
    to: int,
    label: str,
    forward: Callable[..., None],
    args: tuple[int, ...],
    *,
    back: str = "",
    asked: bool = False,
) -> None:
    """Show the two buttons at the foot of a step; only one of them is the primary one."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(back or site.words.text("Back"), key="mine-back", on_click=go, args=(to,))
        st.button(
            label,
            key="mine-on",
            type="primary",
            on_click=forward,
            args=args,
            kwargs={"asked": True} if asked else None,
        )
