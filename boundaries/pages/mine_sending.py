"""The last step of Mijn buurt, and what comes after it: the private link."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import commands, voices
from boundaries import summary_words as say
from boundaries.commands import Draft
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.pages.mine_keeping import keep
from boundaries.pages.mine_parts import live, refused
from boundaries.pages.mine_proposing import offer
from boundaries.pages.mine_steps import summary_or_back
from boundaries.pages.mine_summary import summary_of
from boundaries.pages.mine_work import (
    CHOOSE,
    DRAW,
    MINE,
    OWN,
    PAPER_MAKERS,
    READ,
    SENT,
    Mine,
    change,
    give,
    go,
    now,
    picked_blocks,
    start_again,
)
from boundaries.pages.site import plain, refusal
from boundaries.participation import Way

if TYPE_CHECKING:
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Drawing

NAME, REASON, PATH = "mine-name", "mine-reason", "/mijn-buurt?sleutel="


def send(site: Site, ground: Ground, mine: Mine) -> None:
    """Ask what the area is called and why it belongs together, and send it."""
    _ = site.words.text
    summary = summary_or_back(site, ground, mine)
    if summary is None:
        return
    # What was typed is kept when somebody goes back: a field that isn't shown forgets it.
    for key, value in ((NAME, mine.name), (REASON, mine.reason)):
        st.session_state.setdefault(key, value)
    with st.form("mine-send", border=False):
        st.text_input(_("What do you call this area?"), key=NAME, max_chars=200)
        st.text_area(_("Why does this belong together?"), key=REASON, max_chars=4000)
        st.caption(_("One sentence is enough. Do not name people or addresses."))
        st.text(_("We ask no name and no address. Only the area coordinator sees your drawing."))
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.form_submit_button(_("Back"), on_click=_back)
            sending = st.form_submit_button(
                _("Send my drawing"), type="primary", key="mine-send-it"
            )
    if not sending:
        return
    makers = None if mine.secret else st.session_state.get(PAPER_MAKERS)
    draft = Draft(
        geometry=summary.geometry,
        name=st.session_state[NAME],
        reason=st.session_state[REASON],
        way=Way.PAPER if makers else Way(mine.way),
        makers=makers or 1,
        round=ground.round.id if ground.round else None,
        unsure=sorted(mine.unsure),
        picked=sorted(picked_blocks(mine)) if mine.by_blocks else (),
    )
    _hand_in(site, mine, draft)


def _back() -> None:
    change(name=st.session_state[NAME], reason=st.session_state[REASON], step=READ)


def _hand_in(site: Site, mine: Mine, draft: Draft) -> None:
    """Send a new drawing, or put it in the place of the one that the link is of."""
    try:
        if mine.secret:
            with site.store.read() as parts:
                actor = voices.acting_by(parts, site.actor, mine.secret)
                before = voices.own_drawing(parts, actor)
            if before is None:
                raise _no_such_link()
            commands.change_drawing(site.store, actor, before.id, draft)
            secret = mine.secret
        else:
            secret = commands.send_drawing(site.store, site.actor, draft).secret
    except (Refused, geo.GeometryError) as error:
        refused(site, error)
        return
    change(step=SENT, secret=secret, name=draft.name, reason=draft.reason)
    st.rerun()


def sent(site: Site, ground: Ground, mine: Mine) -> None:
    """Thank for the drawing, and give the link and what happens next."""
    _ = site.words.text
    done = _("Your drawing has been sent. Thank you!")
    st.success(plain(done), icon=":material/check_circle:")
    st.text(_("Keep this link. With it you can change your drawing later."))
    steps = [
        _("Then the area coordinator looks for what your drawings share."),
        _("Then a proposal appears on this site. You can respond to it."),
    ]
    if ground.round:
        steps.insert(0, _("Until {date} anyone can draw.", date=ground.round.closes))
    keep(site, PATH + mine.secret, mine.name, steps)
    st.caption(_("If you lose the link, we can't find it for you."))
    st.subheader(_("What happens now?"))
    for number, step in enumerate(steps, 1):
        st.text(f"{number}. {step}")
    _others(site, mine)
    offer(site, ground, mine)
    st.button(_("Start again"), key="mine-again", on_click=start_again)


def _others(site: Site, mine: Mine) -> None:
    """Say how much land others drew too; never of so few that one of them could be told."""
    with site.store.read() as parts:
        drawing = voices.own_drawing(parts, voices.acting_by(parts, site.actor, mine.secret))
        shared = voices.shared_with(parts, drawing) if drawing else None
    if shared is None:
        st.text(site.words.text("Too few people drew here so far. You can compare later."))
        return
    st.text(
        site.words.text(
            "{n} more people drew here. On average you share {pct} of the land.",
            n=shared.others,
            pct=f"{round(100 * shared.mean)}%",
        )
    )


def read_the_key(site: Site, ground: Ground) -> None:
    """Take the key of a private link out of the address and show whose drawing it is."""
    secret = st.query_params.get("sleutel")
    if not secret or secret == st.session_state.get("mine-key"):
        return
    st.session_state["mine-key"] = secret
    try:
        _take_up(ground, _drawing_of(site, secret), secret)
    except Refused as error:
        st.session_state["mine-bad"] = error


def take_back(site: Site, ground: Ground, secret: str) -> None:
    """Go on with the link that the tab held when the page was loaded again.

    What somebody has begun since stays; a link that works no more is passed over, since nobody
    asked for it now.
    """
    if now().step != CHOOSE or now().secret:
        return
    with suppress(Refused):
        _take_up(ground, _drawing_of(site, secret), secret)


def _drawing_of(site: Site, secret: str) -> Drawing:
    with site.store.read() as parts:
        drawing = voices.own_drawing(parts, voices.acting_by(parts, site.actor, secret))
    if drawing is None:
        raise _no_such_link()
    return drawing


def _no_such_link() -> Refused:
    return Refused("link", N_("This link does not work. Did you copy all of it?"))


def _take_up(ground: Ground, drawing: Drawing, secret: str) -> None:
    """Put a drawing that was sent on the map; a choice of blocks stays one."""
    blocks = ground.lie.place_of.keys() & set(drawing.picked)
    way = drawing.way.value
    st.session_state[MINE] = Mine(
        step=OWN,
        way=way if blocks or way not in {"blocks", "list"} else "finger",
        unsure=frozenset(drawing.unsure),
        name=drawing.name,
        reason=drawing.reason,
        secret=secret,
        revision=st.session_state.get(MINE, Mine()).revision,
    )
    give(ground, drawing=drawing.geometry, picked=blocks, look=True)


def own(site: Site, ground: Ground, mine: Mine) -> None:
    """Show the drawing of a private link, to be changed or withdrawn."""
    _ = site.words.text
    st.subheader(plain(mine.name))
    try:
        summary = summary_of(site, ground, mine)
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
    else:
        if summary:
            residents = say.residents(summary.residents, site.words)
            live([residents, _("{ha} hectares", ha=summary.hectares)])
    st.text(mine.reason)
    _others(site, mine)
    if _is_open(site, mine):
        st.button(
            _("Go on with my drawing"), key="mine-on", type="primary", on_click=go, args=(DRAW,)
        )
    else:
        over = _("The round is over. You can read your drawing, but not change it.")
        st.info(plain(over), icon=":material/info:")
    with st.popover(_("Withdraw my drawing")):
        st.text(_("Withdraw your drawing? It will no longer count."))
        if st.button(_("Yes"), key="mine-withdraw"):
            _withdraw(site, mine)


def _is_open(site: Site, mine: Mine) -> bool:
    with site.store.read() as parts:
        drawing = voices.own_drawing(parts, voices.acting_by(parts, site.actor, mine.secret))
        rounds = {one.id for one in voices.open_rounds(parts)}
    return drawing is not None and (drawing.round is None or drawing.round in rounds)


def _withdraw(site: Site, mine: Mine) -> None:
    try:
        with site.store.read() as parts:
            actor = voices.acting_by(parts, site.actor, mine.secret)
            drawing = voices.own_drawing(parts, actor)
        if drawing is not None:
            commands.withdraw_drawing(site.store, actor, drawing.id)
    except Refused as error:
        refusal(site, error)
        return
    start_again()
    st.session_state["mine-said"] = site.words.text("Your drawing is withdrawn.")
    st.rerun()
