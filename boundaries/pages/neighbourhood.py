"""Mijn buurt: say in four steps what your neighbourhood is, with or without a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.language import N_
from boundaries.pages.area_map import Around, MapState, Work, draw_area, pick_blocks
from boundaries.pages.mine_parts import focus, heading, hold_the_key
from boundaries.pages.mine_proposing import begin_with_the_area
from boundaries.pages.mine_sending import own, read_the_key, send, sent, take_back
from boundaries.pages.mine_steps import choose, draw, read_back
from boundaries.pages.mine_work import (
    ARRIVED,
    CHOOSE,
    DRAW,
    LIST,
    MAP,
    OWN,
    PAPER,
    READ,
    SEND,
    SENT,
    change,
    go_without,
    ground_of,
    now,
    put_back,
    resume,
)
from boundaries.pages.site import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundaries.pages.mine_work import Ground, Mine
    from boundaries.pages.site import Site

TITLES = {CHOOSE: N_("Choose"), DRAW: N_("Draw"), READ: N_("Read back"), SEND: N_("Send")}
TURN = "mine-turn"
FILTER_LABEL = N_("Find your street or postcode")
"""Of the field that the list begins with: who comes to type goes on there."""


def page(site: Site, to_map: Callable[[], object]) -> None:  # noqa: ARG001 - not needed here
    """Let a resident draw and send an area, or see again what he sent.

    Parameters
    ----------
    to_map
        Goes to the map.
    """
    st.title(site.words.text("My neighbourhood"))
    ground = ground_of(site)
    read_the_key(site, ground)
    put_back(ground)
    begin_with_the_area(ground)
    if bad := st.session_state.pop("mine-bad", None):
        refusal(site, bad)
    _steps(site)


@st.fragment
def _steps(site: Site) -> None:
    ground = ground_of(site)
    change()
    if said := st.session_state.pop("mine-said", None):
        st.success(said, icon=":material/check_circle:")
    mine = now()
    turn = _turn(mine)
    # Before anything says that the drawing was sent: whoever then goes elsewhere keeps his key.
    hold_the_key("mijn-buurt", mine.secret, lambda held: take_back(site, ground, held))
    # The first step is one question: that is what somebody has to hear.
    heading(_title(site, mine), 0 if mine.step == CHOOSE else turn)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _map(site, ground, mine)
    change()
    mine = now()
    with right:
        match mine.step:
            case 1:
                choose(site, ground, turn)
            case 2:
                draw(site, ground, mine)
            case 3:
                read_back(site, ground, mine)
            case 4:
                send(site, ground, mine)
            case 5:
                sent(site, ground, mine)
            case _:
                own(site, ground, mine)
    by_list = mine.step == DRAW and mine.way == LIST
    focus(turn, site.words.text(FILTER_LABEL) if by_list else "")


def _title(site: Site, mine: Mine) -> str:
    _ = site.words.text
    if mine.step in TITLES:
        return _("Step {n} of 4: {title}", n=mine.step, title=_(TITLES[mine.step]))
    return _("This is your area")


def _turn(mine: Mine) -> int:
    """Return a number that is a new one at each new step, and for who comes from another page."""
    turn, step = st.session_state.get(TURN, (0, mine.step))
    if step != mine.step or st.session_state.pop(ARRIVED, False):
        turn += 1
    st.session_state[TURN] = (turn, mine.step)
    return int(turn)


def _map(site: Site, ground: Ground, mine: Mine) -> MapState:
    """Show the map of all steps: one and the same, so that its steps back outlive them."""
    place = ground.place
    drawing = mine.step == DRAW and mine.way not in {LIST, PAPER}
    around = Around(
        way=mine.way,
        draft_key=f"smeedkaart/{place.code}/{ground.round.id if ground.round else ''}",
        still=not drawing,
        gives_way=mine.step not in {DRAW, READ, OWN} or mine.way in {LIST, PAPER},
        sent=mine.step == SENT,
        without=(lambda: go_without(ground)) if ground.lie.blocks else None,
        resumed=lambda: resume(ground, st.session_state[MAP].get("resumed")),
    )
    work = Work(mine.drawing, mine.picked, mine.revision, mine.look)
    lines = ground.lie.lines
    if mine.by_blocks:
        blocks = ground.lie.blocks
        return pick_blocks(
            site, place, ground.versions, lines, blocks, work=work, around=around, key=MAP
        )
    return draw_area(site, place, ground.versions, lines, work=work, around=around, key=MAP)
