"""The ledger: every booking, the newest first, and taking one back by a booking against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import commands, spending
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Account
from boundaries.pages.lands import kept
from boundaries.pages.money_parts import refused, saved, turn
from boundaries.pages.site import Column, cell, plain, table
from boundaries.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from boundaries.model import AreaId, Change, ChangeId
    from boundaries.pages.money_parts import Chosen
    from boundaries.pages.site import Site
    from boundaries.spending import Booking

MOST = 50
ACCOUNTS = {
    Account.GRANT: N_("The municipality"),
    Account.AVAILABLE: N_("Left"),
    Account.COMMITTED: N_("Committed"),
    Account.SPENT: N_("Spent"),
    Account.EXTERNAL: N_("From outside"),
}


def book(
    site: Site, chosen: Chosen, bookings: Sequence[Booking], titles: Mapping[str, str]
) -> None:
    """Show the bookings as a table."""
    _ = site.words.text
    heading = cell(_("Bookings"))
    st.html(f"<h2>{heading}</h2>")
    if not bookings:
        st.text(_("Nothing was booked in this time."))
        return
    shown = bookings[:MOST]
    if len(shown) < len(bookings):
        st.text(_("The newest {n} of {all} bookings. The file has all of them.",
                  n=len(shown), all=len(bookings)))  # fmt: skip
    heads = [_("Date"), _("What"), _("From"), _("To"), _("Project"), _("Euros"), _("Change")]
    if chosen.area is None:
        heads.insert(2, _("Area"))
    table(
        _("All bookings, the newest first"),
        [Column(head, figures=place >= len(heads) - 2) for place, head in enumerate(heads)],
        [_row(site, chosen, one, titles) for one in shown],
    )


def _row(site: Site, chosen: Chosen, one: Booking, titles: Mapping[str, str]) -> list[str]:
    _, entry = site.words.text, one.entry
    project = entry.project or ""
    areas = ", ".join(chosen.names.get(a, a) for a in dict.fromkeys((*one.gave, *one.got)))
    return [
        cell(site.words.date(entry.on)),
        cell(_(WORDS[entry.kind])),
        *([cell(areas)] if chosen.area is None else []),
        _side(site, chosen, one, 0),
        _side(site, chosen, one, 1),
        cell(titles.get(project, project)),
        cell(site.words.euros(one.cents)),
        cell(str(entry.change)),
    ]


def _side(site: Site, chosen: Chosen, one: Booking, side: int) -> str:
    """Return from or to where it went, as HTML: accounts, or areas with a link to each."""
    _ = site.words.text
    areas = (one.gave, one.got)[side]
    if one.accounts is None:
        return ", ".join(_link(site, chosen, one, area) for area in areas)
    return cell(", ".join(_(ACCOUNTS[account]) for account in one.accounts[side]))


def _link(site: Site, chosen: Chosen, one: Booking, area: AreaId) -> str:
    address = f"./?gebied={cell(area)}&amp;op={one.entry.on}&amp;taal={site.words.code}"
    return f'<a target="_self" href="{address}">{cell(chosen.names.get(area, area))}</a>'


def correction(site: Site, chosen: Chosen) -> None:
    """Take a booking, or what was told of a project, back: by a change against it."""
    _ = site.words.text
    with site.store.read() as parts:
        every = kept(site, parts, ("can be taken back",), lambda: spending.undoable(parts))
    found = [c for c in every if chosen.area is None or not c.areas or chosen.area in c.areas]

    def label(one: Change) -> str:
        when, kind = site.words.date(one.occasion.on), _(WORDS[one.kind])
        return f"{one.id}: {when} – {kind} – {one.occasion.reason}"

    with st.expander(_("Put a booking right")), st.form("money-right", border=False):
        st.caption(plain(_("A booking stays. We book the same amount back, with your reason.")))
        change = st.selectbox(
            _("Which booking"), found[:MOST], index=None, format_func=label,
            placeholder=_("Choose a booking"), key=f"money-right-which-{turn()}",
        )  # fmt: skip
        reason = st.text_input(
            _("Why it is taken back"), max_chars=500, key=f"money-right-reason-{turn()}"
        )
        if not st.form_submit_button(_("Book it back")):
            return
        try:
            commands.undo(site.store, site.actor, _asked(change, reason), reason=reason)
        except Refused as error:
            refused(site, error)
            return
        if change is not None:
            saved(_("Change {number} is undone.", number=str(change.id)))


def _asked(change: Change | None, reason: str) -> ChangeId:
    if change is None or not reason.strip():
        raise Refused("reason", N_("Choose a booking and say why it is taken back."))
    return change.id
