"""One proposal: in words, on two maps, in a table, with what people say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import access, commands, voices
from boundaries import proposal_words as say
from boundaries.errors import Refused
from boundaries.model import Actor, Balance
from boundaries.outlines import Layer, image, picture
from boundaries.pages.hiding import hide_a_text
from boundaries.pages.lands import kept
from boundaries.pages.mine_parts import hold_the_key, link_to_keep
from boundaries.pages.mine_work import ground_of
from boundaries.pages.proposal_deciding import decide_on_it
from boundaries.pages.proposal_support import ask_list, submit_it, support
from boundaries.pages.site import Column, cell, plain, refusal, table
from boundaries.participation import Status
from boundaries.proposal_maps import before_and_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.lie import Lie
    from boundaries.model import AreaVersion
    from boundaries.pages.site import Site
    from boundaries.participation import Proposal, Response
    from boundaries.voices import Effect

SECRET, SAID = "private-link", "proposal-said"


def may_see(site: Site, one: Proposal) -> bool:
    """Return whether a draft is the visitor's to read."""
    return access.may(acting(site), access.Action.SUBMIT, owner=one.owner)


def acting(site: Site) -> Actor:
    """Return the visitor, with the private link of this visit if there is one."""
    if secret := st.query_params.get("sleutel"):
        st.session_state[SECRET] = secret
    secret = st.session_state.get(SECRET)
    if not secret:
        return site.actor
    try:
        with site.store.read() as parts:
            return voices.acting_by(parts, site.actor, secret)
    except Refused:
        return site.actor


def hold_the_link(site: Site) -> None:
    """Let the tab hold the private link of this visit, so that it outlives a change of language."""
    acting(site)
    secret = st.session_state.get(SECRET, "")
    hold_the_key("voorstellen", secret, lambda held: st.session_state.update({SECRET: held}))


def page(site: Site, one: Proposal) -> None:
    """Show it."""
    _ = site.words.text
    actor = acting(site)
    lie = ground_of(site).lie
    st.button(_("All proposals"), type="tertiary", icon=":material/arrow_back:", on_click=_close)
    st.title(plain(one.title))
    with site.store.read() as parts:
        today = parts.areas.today()
        k = parts.areas.municipality().k
        day = one.steps[0].on
        standing = kept(site, parts, ("standing", day), lambda: tuple(parts.areas.at(day)))
        changed = kept(site, parts, ("changed", one.id), lambda: voices.has_changed(parts, one))
        responses = parts.participation.responses(one.id)
        try:
            effects = kept(
                site, parts, ("effects", one.id), lambda: voices.effects(parts, one, lie)
            )
        except (Refused, geo.GeometryError):
            # Its areas aren't there any more as they were: the rest can still be read.
            effects = []
    st.text(say.when(one, today, site.words))
    status = one.status(today)
    if changed and status in {Status.CONSULTED, Status.WAITING}:
        st.warning(
            plain(_("An area changed since this proposal was made. Look whether it still fits.")),
            icon=":material/warning:",
        )
    for sentence in say.difference(one, effects, lie, site.words):
        st.text(sentence)
    _maps(site, one, effects, standing)
    _table(site, effects)
    st.header(_("Why"))
    st.text(one.reason)
    if status is Status.CONSULTED:
        _respond(site, one, actor)
    _responses(site, responses, k)
    support(site, responses, effects)
    if access.may(actor, access.Action.HIDE_RESPONSE):
        hide_a_text(site, one, actor, responses)
    _happened(site, one)
    if status is Status.DRAFT:
        submit_it(site, one, actor)
    if access.may(actor, access.Action.DECIDE):
        ask_list(site, one, effects)
        if status is Status.WAITING:
            decide_on_it(site, one, actor)


def _close() -> None:
    st.query_params.pop("voorstel", None)


def _maps(
    site: Site, one: Proposal, effects: Sequence[Effect], standing: Sequence[AreaVersion]
) -> None:
    """Show the land now and after, side by side where there is room."""
    if not any(g is not None for e in effects for g in (e.before, e.after)):
        return
    ground = ground_of(site)
    with site.store.read() as parts:
        # Drawn once for all readers: it takes longer than all else on the page.
        shown = kept(
            site,
            parts,
            ("maps", one.id, site.words.code),
            lambda: _drawn(site, one, effects, standing, ground.lie),
        )
    for column, drawn in zip(st.columns(2), shown, strict=True):
        column.html(drawn)


def _drawn(
    site: Site,
    one: Proposal,
    effects: Sequence[Effect],
    standing: Sequence[AreaVersion],
    lie: Lie,
) -> tuple[str, str]:
    _ = site.words.text
    box, now, after = before_and_after(one, effects, standing, lie)
    return _map(_("Now"), now, box, site), _map(_("After"), after, box, site)


def _map(
    heading: str, layers: Sequence[Layer], box: tuple[float, float, float, float], site: Site
) -> str:
    said = site.words.text(
        "{when}: a picture. The sentences and the table say the same.", when=heading
    )
    drawn = image(picture(layers, box, said), said)
    return f"<figure><figcaption>{cell(heading)}</figcaption>{drawn}</figure>"


def _table(site: Site, effects: Sequence[Effect]) -> None:
    if not effects:
        return
    _, words = site.words.text, site.words

    def people(count: int | None) -> str:
        return "–" if count is None else words.number(count)

    rows = []
    for e in effects:
        sizes = [None if g is None else geo.area_ha(g) for g in (e.before, e.after)]
        held = e.money or Balance()
        rows.append(
            [
                cell(e.name),
                *("–" if ha is None else words.number(float(ha)) for ha in sizes),
                people(e.residents[0]),
                people(e.residents[1]),
                "–" if e.area is None else words.euros(held.available + held.committed),
            ]
        )
    headings = (
        _("Hectares now"),
        _("Hectares after"),
        _("Residents now"),
        _("Residents after"),
        _("Money left"),
    )
    columns = [Column(_("Area")), *(Column(h, figures=True) for h in headings)]
    table(_("What changes for each area"), columns, rows)
    st.caption(_("Residents are rounded to tens. A dash is none, unknown or too few to show."))


def _respond(site: Site, one: Proposal, actor: Actor) -> None:
    _ = site.words.text
    st.header(_("What do you think?"))
    if said := st.session_state.pop(SAID, None):
        done = _("Your response counts. You can change it until {date}.", date=one.closes)
        st.success(plain(done), icon=":material/check_circle:")
        if said is not True:
            st.text(_("Keep this link. With it you can change your response later."))
            link_to_keep(site, f"/voorstellen?voorstel={one.id}&sleutel={said}")
    with st.form("proposal-respond", border=False):
        lives_there = st.checkbox(_("I live in one of these areas"))
        reason = st.text_area(
            _("Why? You need not say it if you are for. Everyone can read your answer."),
            max_chars=4000,
        )
        st.caption(_("One sentence is enough. Do not name people or addresses."))
        for_, against = st.columns(2)
        supports = for_.form_submit_button(_("I support this"), width="stretch")
        objects = against.form_submit_button(_("I object"), width="stretch")
    if not (supports or objects):
        return
    try:
        secret = commands.respond(
            site.store, actor, one.id, in_favour=supports, reason=reason, lives_there=lives_there
        )
    except Refused as error:
        refusal(site, error)
        return
    if secret:
        st.session_state[SECRET] = secret
    st.session_state[SAID] = secret or True
    st.rerun()


def _responses(site: Site, responses: Sequence[Response], k: int) -> None:
    _ = site.words.text
    st.header(_("Responses"))
    for sentence in say.counted(voices.counts(responses, k), site.words):
        st.text(sentence)
    items = []
    for response in responses:
        if not (response.reason or response.hidden):
            continue
        side = _("For") if response.in_favour else _("Against")
        said = response.reason
        if response.hidden:
            said = _("Hidden by the coordinator: {why}", why=response.hidden)
        items.append(f"<li><strong>{cell(side)}:</strong> {cell(said)}</li>")
    if items:
        st.html(f'<ul class="sk-story">{"".join(items)}</ul>')


def _happened(site: Site, one: Proposal) -> None:
    _ = site.words.text
    st.header(_("What has happened?"))
    why, where, items = cell(_("Reason")), cell(_("Document")), []
    with site.store.read() as parts:
        documents = kept(
            site,
            parts,
            ("documents", one.id),
            lambda: {s.change: parts.areas.change(s.change).occasion.document for s in one.steps},
        )
    for step in one.steps:
        item = cell(say.happened(step, site.words))
        if step.reason:
            item += f"<br>{why}: {cell(step.reason)}"
        if documents[step.change]:
            item += f"<br>{where}: {cell(documents[step.change])}"
        items.append(f"<li>{item}</li>")
    st.html(f'<ol class="sk-story">{"".join(items)}</ol>')
