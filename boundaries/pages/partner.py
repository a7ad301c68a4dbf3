"""What concerns a partner, by its private link: what it is asked, and what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import voices
from boundaries.concerning import concerns
from boundaries.errors import Refused
from boundaries.pages.area_questions import DONE, answer, told
from boundaries.pages.mine_parts import hold_the_key
from boundaries.pages.site import Column, cell, plain, table
from boundaries.words import PROJECT_STATUS_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from boundaries.concerning import Concerns
    from boundaries.model import Actor, AreaId
    from boundaries.pages.site import Site
    from boundaries.people import Partner

SECRET = "partner-link"  # noqa: S105 - the key of the session under which it is kept
MOST = 30
"""Projects that are shown, the newest ones."""


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
    with site.store.read() as parts:
        concerned, today = concerns(parts, partner), parts.areas.today()
        names = {v.area: v.name for v in parts.areas.at(today)}
    _projects(site, concerned, names)
    _proposals(site, concerned, today)


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


def _projects(site: Site, concerned: Concerns, names: Mapping[AreaId, str]) -> None:
    _ = site.words.text
    st.header(_("Projects that name you"))
    if not concerned.projects:
        st.text(_("No project names you yet."))
        return
    shown = concerned.projects[:MOST]
    table(
        _("Projects"),
        [Column(_("Project")), Column(_("Area")), Column(_("Status")), Column(_("Since"))],
        [
            [
                cell(p.title),
                cell(names.get(p.area, p.area)),
                cell(_(PROJECT_STATUS_WORDS[p.status])),
                cell(site.words.date(p.status_on)),
            ]
            for p in shown
        ],
    )
    left = len(concerned.projects) - len(shown)
    if left:
        st.text(site.words.count("And {n} older project.", "And {n} older projects.", left))


def _proposals(site: Site, concerned: Concerns, today: dt.date) -> None:
    _ = site.words.text
    st.header(_("What is proposed in your areas now"))
    if not concerned.proposals:
        st.text(_("Nothing is proposed there now."))
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
            for p in concerned.proposals
        ],
    )
