"""Whom one turns to about an area, and what people ask of the municipality and its partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import access, commands
from boundaries.commands.questions import LONGEST_QUESTION
from boundaries.errors import Refused
from boundaries.pages.lands import kept
from boundaries.pages.proposal import acting
from boundaries.pages.site import cell, folded, plain, refusal
from boundaries.reaching import coordinator_of, line_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from boundaries.asking import Question
    from boundaries.model import Actor, AreaId
    from boundaries.pages.site import Site
    from boundaries.people import Coordinator, Partner, PartnerId
    from boundaries.store import Parts

DONE, ROUND = "question-done", "question-round"
"""Keys of the session: what was done just now, as a sentence; how often, so that a field that
was sent is a new and empty one."""
SHOWN = 60
"""Characters of a question by which it is told from the others in a list."""


def whom(site: Site, area: AreaId) -> None:
    """Say who coordinates an area and how to reach him."""
    _ = site.words.text
    with site.store.read() as parts:
        one = known_coordinator(site, parts, area)
    if one is None:
        return
    heading = cell(_("Area coordinator"))
    st.html(f"<h3>{heading}</h3>")
    st.text(one.name)
    st.text(_("You can reach him by: {contact}", contact=one.contact))


def known_coordinator(site: Site, parts: Parts, area: AreaId) -> Coordinator | None:
    """Return who coordinates an area; what it came of is looked up once until areas change."""
    line = kept(site, parts, ("line", area), lambda: line_of(parts, area))
    return coordinator_of(parts, area, line)


def questions(site: Site, area: AreaId) -> None:
    """Show what was asked about an area, with the answer or its silence, and let one ask."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        asked = parts.participation.questions(area=area)
        partners = {p.id: p for p in parts.people.partners()}
        stands = area in parts.areas.ids(today)
    if not asked and not stands:
        return
    heading = cell(_("Questions"))
    st.html(f"<h3>{heading}</h3>")
    if done := st.session_state.pop(DONE, ""):
        st.success(plain(done), icon=":material/check_circle:")
    if asked:
        items = "".join(f"<li>{told(site, one, partners, today)}</li>" for one in asked)
        st.html(f"<ul class=sk-story>{items}</ul>")
    else:
        st.text(_("Nobody has asked anything yet."))
    actor = acting(site)
    if stands:
        _ask(site, actor, area, [p for p in partners.values() if p.takes_part(today)])
    if access.may(actor, access.Action.ANSWER_QUESTION):
        open_ones = [one for one in asked if one.hidden is None]
        if open_ones:
            box = folded(_("Answer a question, or hide it"), key="question-answer-box")
            if box is None:
                return
            with box:
                answer(site, actor, open_ones)
                _hide(site, actor, open_ones)


def told(site: Site, one: Question, partners: Mapping[PartnerId, Partner], today: dt.date) -> str:
    """Return a question as inert HTML: when, to whom, what, and the answer or how long it waits."""
    _ = site.words.text
    to = _("the municipality") if one.partner is None else partners[one.partner].name
    head = cell(_("{date}, to {whom}", date=one.asked_on, whom=to))
    if one.hidden is not None:
        hidden = cell(_("Hidden: {why}", why=one.hidden))
        return f"<strong>{head}</strong><br>{hidden}"
    text = f"<strong>{head}</strong><br>{_lines(one.text)}"
    if one.answer is None or one.answered_on is None:
        return f"{text}<br><em>{cell(silence(site, one, today))}</em>"
    answered = cell(_("Answer of {date}:", date=one.answered_on))
    return f"{text}<br><strong>{answered}</strong> {_lines(one.answer)}"


def silence(site: Site, one: Question, today: dt.date) -> str:
    """Return for how many days a question has had no answer."""
    days = one.silence(today)
    if days == 0:
        return site.words.text("Asked today. There is no answer yet.")
    return site.words.count("No answer for {n} day.", "No answer for {n} days.", days)


def answer(site: Site, actor: Actor, asked: Sequence[Question], *, is_main: bool = False) -> None:
    """Let a question be answered; an earlier answer gives way.

    Parameters
    ----------
    is_main
        Whether it is what one comes to this page for.
    """
    _ = site.words.text
    with st.form("question-answer", border=False):
        one = _which(site, asked, "question-answer-which")
        text = st.text_area(
            _("Answer"), max_chars=LONGEST_QUESTION, key=f"question-answer-text-{_sent()}",
            help=_("Everybody can read it."),
        )  # fmt: skip
        if not st.form_submit_button(
            _("Answer this question"), type="primary" if is_main else "secondary"
        ):
            return
    if one is None:
        st.error(plain(_("Choose a question first.")), icon=":material/error:")
        return
    try:
        commands.answer_question(site.store, actor, one.id, text)
    except Refused as error:
        refusal(site, error)
        return
    _finish(_("The answer is there. Everybody can read it."))


def _hide(site: Site, actor: Actor, asked: Sequence[Question]) -> None:
    _ = site.words.text
    with st.form("question-hide", border=False):
        one = _which(site, asked, "question-hide-which")
        why = st.text_input(
            _("Why is it hidden?"), max_chars=400, key=f"question-hide-why-{_sent()}"
        )
        if not st.form_submit_button(_("Hide this question")):
            return
    if one is None:
        st.error(plain(_("Choose a question first.")), icon=":material/error:")
        return
    try:
        commands.hide_question(site.store, actor, one.id, why=why)
    except Refused as error:
        refusal(site, error)
        return
    _finish(_("The question is hidden. Its place says why."))


def _which(site: Site, asked: Sequence[Question], key: str) -> Question | None:
    return st.selectbox(
        site.words.text("Which question"), asked, index=0 if len(asked) == 1 else None,
        format_func=lambda q: f"{q.id}. {q.text[:SHOWN]}",
        placeholder=site.words.text("Choose a question"), key=key,
    )  # fmt: skip


def _ask(site: Site, actor: Actor, area: AreaId, partners: Sequence[Partner]) -> None:
    _ = site.words.text
    box = folded(_("Ask a question"), key="question-box")
    if box is None:
        return
    with box, st.form("question-ask", border=False):
        by_id: dict[PartnerId | None, str] = {None: _("the municipality")}
        by_id |= {p.id: p.name for p in partners}
        to = st.selectbox(
            _("To whom"), list(by_id), format_func=by_id.__getitem__, key="question-to"
        )
        text = st.text_area(
            _("Your question"), max_chars=LONGEST_QUESTION, key=f"question-text-{_sent()}"
        )
        st.text(_("Everybody can read it. Do not name people or addresses."))
        if not st.form_submit_button(_("Ask this question")):
            return
        try:
            commands.ask_question(site.store, actor, area, text, partner=to)
        except Refused as error:
            refusal(site, error)
            return
    _finish(_("Your question is there. We show how long the answer takes."))


def _sent() -> int:
    """Return how often something was sent in this visit."""
    count: int = st.session_state.setdefault(ROUND, 0)
    return count


def _finish(said: str) -> None:
    """Show the page again, with what was done."""
    st.session_state[DONE] = said
    st.session_state[ROUND] = _sent() + 1
    st.rerun()


def _lines(text: str) -> str:
    return cell(text).replace("\n", "<br>")
