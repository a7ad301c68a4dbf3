"""Draagvlak for a proposal: whom to ask, how many answered, and handing in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries import access, commands
from boundaries.errors import Refused
from boundaries.pages.mine_work import ground_of
from boundaries.pages.site import plain, refusal
from boundaries.support import support_of
from boundaries.to_ask import to_ask, touched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import Actor
    from boundaries.pages.site import Site
    from boundaries.participation import Proposal, Response
    from boundaries.support import Support
    from boundaries.to_ask import ToAsk
    from boundaries.voices import Effect


def support(site: Site, responses: Sequence[Response], effects: Sequence[Effect]) -> None:
    """Say how many answered and were in favour, beside what the municipality asks for."""
    with site.store.read() as parts:
        place = parts.areas.municipality()
    asked = [e.residents[0] for e in effects if e.before is not None]
    known = [n for n in asked if n is not None]
    told = support_of(responses, sum(known) if len(known) == len(asked) else None, place)
    for sentence in _sentences(site, told):
        st.text(sentence)


def _sentences(site: Site, told: Support) -> list[str]:
    words = site.words
    _ = words.text
    said = []
    if told.quorum:
        said.append(_("The municipality asks that {pct} of the people answer.",
                      pct=f"{told.quorum} %"))  # fmt: skip
    if told.turnout is not None and told.answered:
        said.append(words.count("{n} of about {asked} people answered.",
                                "{n} of about {asked} people answered.",
                                told.answered, asked=told.asked))  # fmt: skip
    if told.favour is not None:
        said.append(_("In favour is {pct} of those who answered; {need} is asked for.",
                      pct=words.percent(told.favour), need=f"{told.threshold} %"))  # fmt: skip
    if said:
        said.append(_("Counting alone decides nothing."))
    return said


def ask_list(site: Site, one: Proposal, effects: Sequence[Effect]) -> None:
    """Offer the streets and postcodes of the land that changes, as a file."""
    land = touched([(e.before, e.after) for e in effects])
    if land.is_empty:
        return
    offer_list(site, to_ask(ground_of(site).lie, land), f"voorstel-{one.id}")


def offer_list(site: Site, found: ToAsk, name: str) -> None:
    """Offer streets and postcodes as a file to be downloaded."""
    _ = site.words.text
    if site.csv is None:
        return
    street, postcode = _("street"), _("postcode")
    rows: list[tuple[str, str, object]] = [(street, s, round(m)) for s, m in found.streets]
    rows += [(postcode, code, None) for code in found.postcodes]
    streets = site.words.count("{n} street", "{n} streets", len(found.streets))
    codes = site.words.count("{n} postcode", "{n} postcodes", len(found.postcodes))
    st.text(_("To ask: {streets} and {codes}.", streets=streets, codes=codes))
    st.download_button(
        _("Download the list of whom to ask (CSV)"),
        site.csv([_("kind"), _("name"), _("metres")], rows),
        file_name=f"smeedkaart-{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"ask-{name}",
    )


def submit_it(site: Site, one: Proposal, actor: Actor) -> None:
    """Let who may do so hand in a draft, so that everybody can respond."""
    _ = site.words.text
    if not access.may(actor, access.Action.SUBMIT, owner=one.owner):
        return
    st.info(plain(_("This is a draft. Only you and the coordinator see it.")))
    if not st.button(_("Submit, so that everybody can respond"), type="primary", key="submit"):
        return
    try:
        commands.submit(site.store, actor, one.id)
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return
    st.rerun()
