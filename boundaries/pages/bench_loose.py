"""Land that areas enclose and that is nobody's, and land that two areas claim; largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.loose import Loose, loose_land
from boundaries.outlines import Layer, Style, box_around, image, picture
from boundaries.pages.lands import kept
from boundaries.pages.site import Column, cell, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Round

MOST = 50


def page(site: Site, ground: Ground, _round: Round | None) -> None:
    """Show both, on a picture and in a table."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        found: Sequence[Loose] = kept(
            site, parts, ("loose", today), lambda: loose_land(ground.versions, ground.lie)
        )
    if not found:
        st.text(_("No land is enclosed by areas without being one's, and none is claimed twice."))
        return
    box = box_around([v.geometry for v in ground.versions])
    layers = [Layer(v.geometry, Style.STANDING, v.name) for v in ground.versions]
    layers += [
        Layer(one.geometry, Style.TAKEN if len(one.claimed_by) > 1 else Style.FREE) for one in found
    ]
    said = _("Nobody's land is dotted; land of two areas is striped.")
    st.html(image(picture(layers, box, said), said))
    st.caption(said)
    table(
        _("Nobody's land and overlap, the largest first"),
        [
            Column(_("What")),
            Column(_("Beside or of")),
            Column(_("Hectares"), figures=True),
            Column(_("m²"), figures=True),
            Column(_("Residents"), figures=True),
        ],
        [_row(site, one) for one in found[:MOST]],
    )
    if len(found) > MOST:
        st.text(site.words.count("And {n} smaller piece.", "And {n} smaller pieces.",
                                 len(found) - MOST))  # fmt: skip


def _row(site: Site, one: Loose) -> list[str]:
    words = site.words
    _ = words.text
    people = one.residents.about
    return [
        cell(_("Land of two areas") if len(one.claimed_by) > 1 else _("Nobody's land")),
        cell(", ".join(one.claimed_by or one.beside)),
        cell(words.number(one.geometry.area / 1e4, 2)),
        cell(words.number(round(one.geometry.area))),
        cell("–" if people is None else words.number(people)),
    ]
