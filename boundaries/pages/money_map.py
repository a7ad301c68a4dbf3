"""Where the projects are: a picture, of which the table is the twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.model import ProjectKind
from boundaries.outlines import Layer, Style, box_around, image, mark, picture
from boundaries.pages.site import cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.pages.money_parts import Chosen
    from boundaries.pages.site import Site
    from boundaries.spending import ProjectRow

STYLES = {
    ProjectKind.QUICK_WIN: Style.QUICK_WIN,
    ProjectKind.LONG_HAUL: Style.LONG_HAUL,
}


def where(site: Site, chosen: Chosen, rows: Sequence[ProjectRow]) -> None:
    """Show where projects are, those of each kind with a mark of its own."""
    _ = site.words.text
    placed = [(row.project.kind, row.project.place) for row in rows]
    points = [(kind, place) for kind, place in placed if place is not None]
    if not points:
        return
    with site.store.read() as parts:
        standing = parts.areas.at(chosen.period.day)
    own = [v for v in standing if v.area == chosen.area]
    land = [
        Layer(v.geometry, Style.OWN if v in own else Style.STANDING, v.name if v in own else "")
        for v in sorted(standing, key=lambda v: v in own)
    ]
    # There are fewer of the long ones: they lie on top.
    order = list(STYLES)
    points.sort(key=lambda point: order.index(point[0]))
    marks = [Layer(place, STYLES[kind]) for kind, place in points]
    box = box_around([v.geometry for v in own or standing] + [place for _kind, place in points])
    told = {kind: sum(k is kind for k, _place in points) for kind in STYLES}
    quick = site.words.count("{n} quick win", "{n} quick wins", told[ProjectKind.QUICK_WIN])
    long = site.words.count("{n} long haul", "{n} long hauls", told[ProjectKind.LONG_HAUL])
    said = _(
        "Where the projects are: {quick} and {long}. The table tells the same.",
        quick=quick,
        long=long,
    )
    without = len(rows) - len(points)
    legend = "".join(
        f'<span class="sk-mark">{mark(STYLES[kind])} {cell(text)}</span>'
        for kind, text in ((ProjectKind.QUICK_WIN, quick), (ProjectKind.LONG_HAUL, long))
        if told[kind]
    )
    st.html(f"<figure>{image(picture([*land, *marks], box, said), said)}</figure>")
    st.html(f'<p class="sk-legend">{legend}</p>')
    if without:
        st.text(
            site.words.count(
                "{n} project has no place yet.", "{n} projects have no place yet.", without
            )
        )
