"""Voorstellen: what people ask for, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.alike import Group, grouped
from boundaries.pages import proposal, proposing
from boundaries.pages.choice_list import Choice, choice_list
from boundaries.pages.lands import kept
from boundaries.participation import ProposalId, Status
from boundaries.proposal_words import when
from boundaries.words import OUTCOME_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.pages.site import Site
    from boundaries.participation import Proposal

FIRST = [Status.CONSULTED, Status.SUBMITTED, Status.WAITING, Status.DRAFT, Status.DECIDED]
CHOSEN = "proposals-chosen"


def page(site: Site) -> None:
    """Show one proposal when the address names it, else all of them."""
    number = st.query_params.get("voorstel", "")
    proposal.hold_the_link(site)
    with site.store.read() as parts:
        today = parts.areas.today()
        found = None
        if number.isdecimal() and len(number) < 10:
            found = parts.participation.proposal(ProposalId(int(number)))
        every = [] if found else kept(site, parts, "proposals", parts.participation.proposals)
    if found and (found.status(today) is not Status.DRAFT or proposal.may_see(site, found)):
        proposal.page(site, found)
        return
    _list(site, [p for p in every if p.status(today) is not Status.DRAFT], today)


def _list(site: Site, every: Sequence[Proposal], today: dt.date) -> None:
    _ = site.words.text
    st.title(_("Proposals"))
    statuses = [s for s in FIRST if any(p.status(today) is s for p in every)]
    if not every:
        st.text(_("There are no proposals now. Draw your neighbourhood and start one."))
    elif len(statuses) > 1:
        asked = st.selectbox(
            _("Which proposals"),
            [None, *statuses],
            format_func=lambda s: _("All") if s is None else _(STATUS_WORDS[s]),
            key="proposals-status",
        )
        every = [p for p in every if asked is None or p.status(today) is asked]
    order = {status: place for place, status in enumerate(FIRST)}
    newest = sorted(_grouped(site, every, today), key=lambda g: -g.first.id)
    groups = sorted(newest, key=lambda g: order.get(g.first.status(today), len(order)))
    rows = [_row(site, group.first, today, group.others) for group in groups]
    if rows:
        choice_list(rows, key="proposals-list", chosen=_open)
    proposing.form(site)


def _grouped(site: Site, every: Sequence[Proposal], today: dt.date) -> list[Group]:
    """Return the proposals, those together that ask for nearly the same; made once for all."""
    with site.store.read() as parts:
        which = tuple(p.id for p in every)
        return kept(site, parts, ("alike", today, which), lambda: grouped(every, today))


def _row(site: Site, one: Proposal, today: dt.date, others: Sequence[Proposal] = ()) -> Choice:
    """Return a proposal to look at, with those that are nearly the same."""
    _ = site.words.text
    line = when(one, today, site.words)
    if one.last.outcome is not None:
        line = _(OUTCOME_WORDS[one.last.outcome])
    like = site.words.count(
        "{n} proposal looks like this one", "{n} proposals look like this one", len(others)
    )
    return Choice(
        str(one.id),
        one.title,
        line or _(STATUS_WORDS[one.status(today)]),
        _("Look at {title}", title=one.title),
        like,
        tuple(_row(site, other, today) for other in others),
    )


def _open(number: str) -> None:
    st.query_params["voorstel"] = number
