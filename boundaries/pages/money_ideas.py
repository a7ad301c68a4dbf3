"""Ideas for a project: residents hand them in, the coordinator answers, the maker reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import access, commands
from boundaries.errors import Refused
from boundaries.ideas import IdeaStatus, is_open, own_ideas, waiting
from boundaries.model import Initiator, Occasion, ProjectKind
from boundaries.pages.mine_parts import hold_the_key, link_to_keep
from boundaries.pages.money_parts import area_field, area_of, refused, saved, turn
from boundaries.pages.proposal import SECRET, acting
from boundaries.pages.site import cell, plain

if TYPE_CHECKING:
    from boundaries.ideas import Idea, IdeaId
    from boundaries.model import Actor
    from boundaries.pages.money_parts import Chosen
    from boundaries.pages.site import Site

TOLD = "money-idea-link"


def ideas(site: Site, chosen: Chosen) -> None:
    """Show own ideas, those that wait for an answer to who gives one, and a form for a new one."""
    _ = site.words.text
    actor = acting(site)
    heading = cell(_("Ideas"))
    st.html(f"<h2>{heading}</h2>")
    with site.store.read() as parts:
        own = own_ideas(parts, actor)
        there = {p.id for p in parts.projects.all()}
        asked = waiting(parts) if access.may(actor, access.Action.TAKE_UP_IDEA) else []
    for idea in own:
        _own(site, idea, there)
    if access.may(actor, access.Action.TAKE_UP_IDEA):
        if not asked:
            st.text(_("No idea waits for an answer."))
        for idea in asked:
            _asked(site, chosen, idea)
    _form(site, chosen, actor)
    secret = st.session_state.get(SECRET, "")
    hold_the_key("projecten", secret, lambda held: st.session_state.update({SECRET: held}))


def _own(site: Site, idea: Idea, projects: set[str]) -> None:
    """Tell the maker what became of an idea."""
    _ = site.words.text
    with st.container(border=True):
        st.markdown(f"**{plain(idea.title)}**")
        if is_open(idea, projects):
            said = _("Your idea of {date} waits for an answer.", date=idea.handed_in)
        elif idea.status is IdeaStatus.TAKEN:
            said = _("Your idea is a project now. You find it in the list.")
        else:
            said = _("Nothing becomes of your idea. The answer: {answer}", answer=idea.answer)
        st.text(said)


def _asked(site: Site, chosen: Chosen, idea: Idea) -> None:
    """Let an idea be taken up or declined."""
    _ = site.words.text
    with st.container(border=True):
        area = chosen.names.get(idea.area, idea.area)
        date = site.words.date(idea.handed_in)
        st.markdown(f"**{plain(idea.title)}** – {plain(area)}, {date}")
        if idea.text:
            st.text(idea.text)
        kinds = list(ProjectKind)
        kind = st.selectbox(
            _("What kind of project"),
            kinds,
            format_func=site.words.kind,
            key=f"money-idea-kind-{idea.id}",
        )
        where = None
        if idea.area not in chosen.now:
            where = area_field(site, chosen, f"of-{idea.id}", now=True)
        label = plain(_("Take up: {idea}", idea=idea.title))
        if st.button(label, key=f"money-idea-take-{idea.id}"):
            reason = idea.text or idea.title
            when = Occasion(chosen.today, reason, Initiator.RESIDENTS)
            try:
                commands.take_up_idea(site.store, site.actor, idea.id, kind, when, area=where)
            except Refused as error:
                refused(site, error)
                return
            saved(_("Saved: {what}.", what=idea.title))
        with st.form(f"money-idea-no-{idea.id}", border=False):
            answer = st.text_input(
                _("Why not {idea} (the maker reads this)", idea=plain(idea.title)), max_chars=1_000,
                key=f"money-idea-answer-{idea.id}",
            )  # fmt: skip
            if st.form_submit_button(plain(_("Decline: {idea}", idea=idea.title))):
                _decline(site, idea.id, answer)


def _decline(site: Site, number: IdeaId, answer: str) -> None:
    try:
        commands.decline_idea(site.store, site.actor, number, answer)
    except Refused as error:
        refused(site, error)
        return
    saved(site.words.text("The answer is saved. The maker reads it with the link."))


def _form(site: Site, chosen: Chosen, actor: Actor) -> None:
    """Let an idea be handed in; who does is asked nowhere."""
    _ = site.words.text
    if TOLD in st.session_state:
        st.success(_("Your idea is handed in. Thank you!"), icon=":material/check_circle:")
        if secret := st.session_state[TOLD]:
            label = _("Keep this link. With it you read the answer.")
            st.text(label)
            link_to_keep(site, f"/projecten?sleutel={secret}&taal={site.words.code}", label)
    with st.expander(_("I have an idea for a project")), st.form("money-idea", border=False):
        st.caption(plain(_("We ask no name. You get a link with which you read the answer.")))
        area = area_field(site, chosen, "idea", now=True)
        title = st.text_input(
            _("Your idea in a few words"), max_chars=200, key=f"money-idea-title-{turn()}"
        )
        text = st.text_area(
            _("Tell more about it"), max_chars=4_000, key=f"money-idea-text-{turn()}"
        )
        if not st.form_submit_button(_("Hand in my idea")):
            return
        try:
            handed = commands.hand_in_idea(site.store, actor, area_of(area), title, text)
        except Refused as error:
            refused(site, error)
            return
        st.session_state[TOLD] = handed.secret
        if handed.secret:
            st.session_state[SECRET] = handed.secret
        saved(_("Your idea is handed in. Thank you!"))
