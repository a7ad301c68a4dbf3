"""What the drawings of a round share, and the boundary that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries.backdrop import backdrop
from boundaries.inbox import likeness_of
from boundaries.outlines import Layer, Style, box_around, image, picture
from boundaries.pages.bench_adopting import adopt, key_of, shared
from boundaries.pages.bench_drawings import drawings_of
from boundaries.pages.lands import Latest
from boundaries.pages.site import Column, cell, plain, refusal, table
from boundaries.sharing import LEVELS as SHARES
from boundaries.sharing import (
    Agreed,
    agreed,
    counting,
    strip,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Drawing, Round
    from boundaries.sharing import Strip

SHARE, MOVED = "bench-share", "bench-moved"
LEVELS = (Style.AGREED_10, Style.AGREED_25, Style.AGREED_50, Style.AGREED_75)
MOST_STRIPS = 12
_agreed: Latest[Hashable, Agreed] = Latest(16)
"""By the drawings themselves: to lay them over each other takes a second where they are many."""


def share(site: Site, ground: Ground, round_: Round | None) -> None:
    """Show where people agree and where they differ, and the land that a share of them drew."""
    drawings = drawn_by(site, round_)
    if not drawings or round_ is None:
        st.text(site.words.text("No drawings yet. Share the link of the round."))
        return
    try:
        told = _agreed.once(key_of(drawings), lambda: _agree(drawings, ground))
    except geo.GeometryError as error:
        refusal(site, error)
        return
    _tell(site, told)
    pct = slider(site)
    land = shared(drawings, pct)
    _outcome(site, ground, told, land, pct)
    _strips(site, told)
    adopt(site, ground, round_, drawings, pct)


def drawn_by(site: Site, round_: Round | None) -> list[Drawing]:
    """Return the drawings of a round that count."""
    return counting(drawings_of(site, round_))


def _agree(drawings: Sequence[Drawing], ground: Ground) -> Agreed:
    return agreed(drawings, likeness_of(drawings), ground.lie)


def _tell(site: Site, told: Agreed) -> None:
    words = site.words
    _ = words.text
    st.text(words.count("{n} drawing counts, made by {makers} people.",
                        "{n} drawings count, made by {makers} people.",
                        told.drawings, makers=told.makers))  # fmt: skip
    if told.mean is not None and told.medoid_likeness is not None:
        st.text(_("On average two drawings share {pct} of their land.",
                  pct=words.percent(told.mean)))  # fmt: skip
        st.text(_("Most like the others is drawing {number}, {name}: it shares {pct} with them.",
                  number=str(told.medoid.id), name=told.medoid.name,
                  pct=words.percent(told.medoid_likeness)))  # fmt: skip


def slider(site: Site) -> int:
    """Let the coordinator choose a share, by slider or number; in steps of 5, 10 to 90 %."""
    _ = site.words.text
    beside = f"{SHARE}-number"
    # A browser that is still busy sends the number of before along with a slider that was moved.
    moved = st.session_state.pop(MOVED, set())
    if SHARE not in st.session_state:
        st.session_state[SHARE] = 50
    elif moved == {beside}:
        st.session_state[SHARE] = st.session_state[beside]
    st.session_state[beside] = pct = st.session_state[SHARE]
    st.text(_("Show land that lies in at least {pct} of the drawings", pct=f"{pct} %"))
    slider, field = st.columns([3, 1])
    # With a label that changed, the slider would be another one and lose the focus.
    slider.slider(
        _("Share of the drawings"), 10, 90, step=5, key=SHARE, format="%d %%",
        on_change=_moved, args=(SHARE,),
    )  # fmt: skip
    field.number_input(_("Share (%)"), 10, 90, step=5, key=beside, on_change=_moved, args=(beside,))
    return int(st.session_state[SHARE])


def _moved(key: str) -> None:
    st.session_state.setdefault(MOVED, set()).add(key)


def _outcome(site: Site, ground: Ground, told: Agreed, land: BaseGeometry, pct: int) -> None:
    words = site.words
    _ = words.text
    every = [level for level in told.levels if not level.is_empty] or [told.medoid.geometry]
    box = box_around(every)
    layers = [
        Layer(level, style)
        for level, style in zip(told.levels, LEVELS, strict=True)
        if not level.is_empty
    ]
    layers += backdrop(ground.lie, box)
    layers += [Layer(v.geometry, Style.STANDING, v.name) for v in ground.versions]
    layers += [Layer(land, Style.CUT)] if not land.is_empty else []
    if land.is_empty:
        outcome = _("No land lies in at least {pct} of the drawings.", pct=f"{pct} %")
    else:
        whole = strip(land, ground.lie)
        outcome = _(
            "In at least {pct} of the drawings: {ha} hectares, {people}.",
            pct=f"{pct} %", ha=whole.hectares, people=_people(site, whole),
        )  # fmt: skip
    st.html(image(picture(layers, box, outcome), outcome))
    st.caption(plain(_("The darker, the more agree: from {a}, {b}, {c} and {d} of the drawings on. "
                       "The dashes are the share that you chose.",
                       **dict(zip("abcd", map(words.percent, SHARES), strict=True)))))  # fmt: skip
    st.markdown(f"**{plain(outcome)}**")
    free = geo.free_land(land, [v.geometry for v in ground.versions]).geometry
    if not land.is_empty and not free.is_empty:
        nobody = strip(free, ground.lie)
        st.text(_("Of that {ha} hectares are nobody's land: {people}.",
                  ha=nobody.hectares, people=_people(site, nobody)))  # fmt: skip


def _strips(site: Site, told: Agreed) -> None:
    words = site.words
    _ = words.text
    rows = [("", _("Here people agree"), told.core)] if not told.core.geometry.is_empty else []
    rows += [("", _("Here people differ"), one) for one in told.disputed[:MOST_STRIPS]]
    table(
        _("Where people agree and differ"),
        [
            Column(_("Land")),
            Column(_("Hectares"), figures=True),
            Column(_("Residents"), figures=True),
            Column(_("Streets")),
        ],
        [
            [
                cell(name),
                cell(words.number(one.hectares, 2)),
                cell("–" if one.residents.about is None else words.number(one.residents.about)),
                cell(", ".join(one.streets[:5])),
            ]
            for _n, name, one in rows
        ],
    )
    if len(told.disputed) > MOST_STRIPS:
        st.text(words.count("And {n} smaller piece.", "And {n} smaller pieces.",
                            len(told.disputed) - MOST_STRIPS))  # fmt: skip


def _people(site: Site, one: Strip) -> str:
    if one.residents.about is None:
        _ = site.words.text
        few, unknown = _("too few people to show"), _("number of residents unknown")
        return few if one.residents.known else unknown
    return site.words.count("about {n} resident", "about {n} residents", one.residents.about)
