"""What concerns a partner, by its private link: what it is asked, and what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import voices
from boundaries.errors import Refused
from boundaries.pages.area_questions import DONE, answer, told
from boundaries.pages.mine_parts import hold_the_key
from boundaries.pages.site import Column, cell, plain, table
from boundaries.participation import Status
from boundaries.words import STATUS_WORDS

if TYPE_CHECKING:
    from boundaries.model import Actor
    from boundaries.pages.site import Site
    from boundaries.people import Partner

SECRET = "partner-link"  # noqa: S105 - the key of the session under which it is kept
OPEN = frozenset({Status.SUBMITTED, Status.CONSULTED, Status.WAITING})


def page(site: Site) -> None:
    """Show it to who has the link; anybody else learns that it needs one."""
    _ = site.words.text
    if given := st.query_params.get("sleutel"):
        st.session_state[SECRET] = given
    secret = st.session_state.get(SECRET, "")
    found = _partner(site, secret) if secret else None
    hold_the_key(
        "partner", secret if found else "", lambda held: st.session_state.update({SECRET: held})
    )
    if found is None:
        st.title(_("For partners"))
        st.info(_("This page is for organisations that work along. Open it by your own link."))
        return
    partner, actor = found
    st.title(plain(partner.name))
    if done := st.session_state.pop(DONE, ""):
        st.success(plain(done), icon=":material/check_circle:")
    _questions(site, partner, actor)
    _proposals(site)


def _partner(site: Site, secret: str) -> tuple[Partner, Actor] | None:
    """Return the partner of a link with who acts by it, or None."""
    with site.store.read() as parts:
        try:
            actor = voices.acting_by(parts, site.actor, secret)
        except Refused:
            return None
        today = parts.areas.today()
        for one in parts.people.partners():
            if one.link == actor.link and one.takes_part(today):
                return one, actor
    return None


def _questions(site: Site, partner: Partner, actor: Actor) -> None:
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        asked = parts.participation.questions(partner=partner.id)
        names = {v.area: v.name for v in parts.areas.at(today)}
    st.header(_("What people ask you"))
    if not asked:
        st.text(_("Nobody has asked you anything yet."))
        return
    partners = {partner.id: partner}
    lang = site.words.code
    items = "".join(
        f'<li><a target="_self" href="./?gebied={cell(one.area)}&amp;taal={lang}">'
        f"{cell(names.get(one.area, one.area))}</a><br>{told(site, one, partners, today)}</li>"
        # What waits for longest comes first.
        for one in sorted(asked, key=lambda q: (not q.waits, q.asked_on if q.waits else today))
    )
    st.html(f"<ul class=sk-story>{items}</ul>")
    can = [one for one in asked if one.hidden is None]
    if can:
        answer(site, actor, can, is_main=True)


def _proposals(site: Site) -> None:
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        open_ones = [p for p in parts.participation.proposals() if p.status(today) in OPEN]
    st.header(_("What is proposed now"))
    if not open_ones:
        st.text(_("Nothing is proposed now."))
        return
    lang = site.words.code
    table(
        _("Proposals"),
        [Column(_("Proposal")), Column(_("Status")), Column(_("Until"))],
        [
            [
                f'<a target="_self" href="voorstellen?voorstel={p.id}&amp;taal={lang}">'
                f"{cell(p.title)}</a>",
                cell(_(STATUS_WORDS[p.status(today)])),
                cell("–" if p.closes is None else site.words.date(p.closes)),
            ]
            for p in open_ones
        ],
    )
