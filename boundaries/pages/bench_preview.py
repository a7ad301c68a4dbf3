"""What a change would do: in words, on two maps, in a table down to the cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.model import Balance
from boundaries.outlines import image, picture
from boundaries.pages.proposal_support import offer_list
from boundaries.pages.site import Column, cell, table
from boundaries.preview_maps import now_and_then
from boundaries.to_ask import to_ask, touched_land
from boundaries.words import PROJECT_STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import AreaVersion
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.previews import Preview, Stand


def show_preview(
    site: Site, ground: Ground, told: Preview, standing: Sequence[AreaVersion]
) -> None:
    """Show it; nothing is stored yet.

    Parameters
    ----------
    standing
        All areas of its day.
    """
    _ = site.words.text
    if not (told.before or told.after):
        return
    _words(site, told)
    box, now, then = now_and_then(told, standing, ground.lie)
    for place, layers, label in zip(
        st.columns(2), (now, then), (_("Now"), _("After")), strict=True
    ):
        names = ", ".join(s.name for s in (told.before if layers is now else told.after))
        said = f"{label}: {names}"
        place.html(
            f"<figure>{image(picture(layers, box, said), said)}"
            f"<figcaption>{cell(label)}</figcaption></figure>"
        )
    _table(site, told)
    offer_list(site, to_ask(ground.lie, touched_land(told)), "wijziging")


def _words(site: Site, told: Preview) -> None:
    words = site.words
    _ = words.text
    gone = [s for s in told.before if s.area not in {a.area for a in told.after}]
    come = [s for s in told.after if s.area not in {b.area for b in told.before}]
    if len(gone) > 1 and len(come) == 1:
        st.text(words.count("{n} area becomes one area.", "{n} areas become one area.", len(gone)))
    for stand in told.losing:
        after = next(s for s in told.after if s.area == stand.area)
        st.text(_("{area} shrinks by {ha} hectares.",
                  area=stand.name, ha=stand.hectares - after.hectares))  # fmt: skip
    before, after_ = told.money
    if before == after_ and before != Balance():
        st.text(_("Together {sum} is left. Not a cent is lost.",
                  sum=words.euros(after_.available)))  # fmt: skip
    projects = sum(sum(s.projects.values()) for s in come)
    if projects:
        st.text(words.count("{n} project comes along.", "{n} projects come along.", projects))
    for note in told.notes:
        st.text(_(note))


def _table(site: Site, told: Preview) -> None:
    _ = site.words.text
    before, after = told.money
    rows = [_row(site, _("Now"), s) for s in told.before]
    rows.append(_sum(site, _("Together now"), before))
    rows += [_row(site, _("After"), s) for s in told.after]
    rows.append(_sum(site, _("Together after"), after))
    table(
        _("Before and after, to the cent"),
        [
            Column(_("Area")),
            Column(_("When")),
            *(
                Column(_(name), figures=True)
                for name in (
                    "Residents", "Hectares", "Granted", "Committed", "Spent", "Left",
                )
            ),
            Column(_("Projects")),
        ],
        rows,
    )  # fmt: skip


def _row(site: Site, when: str, stand: Stand) -> list[str]:
    words = site.words
    _ = words.text
    projects = ", ".join(
        f"{_(PROJECT_STATUS_WORDS[status])} {number}"
        for status, number in sorted(stand.projects.items())
    )
    people = stand.residents.about
    return [
        cell(stand.name),
        cell(when),
        cell("–" if people is None else words.number(people)),
        cell(words.number(stand.hectares, 2)),
        *_money(site, stand.balance),
        cell(projects or "–"),
    ]


def _sum(site: Site, when: str, money: Balance) -> list[str]:
    return [f"<strong>{cell(when)}</strong>", "", "", "", *_money(site, money), ""]


def _money(site: Site, held: Balance) -> list[str]:
    return [
        cell(site.words.euros(cents))
        for cents in (held.granted, held.committed, held.spent, held.available)
    ]
