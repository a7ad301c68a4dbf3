"""Making the land that drawings share fit its neighbours and streets, piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries.backdrop import backdrop
from boundaries.errors import Refused
from boundaries.outlines import Layer, Style, box_around, image, picture
from boundaries.pages.bench_adopting import adopt, shared
from boundaries.pages.bench_sharing import drawn_by, slider
from boundaries.pages.site import Column, cell, plain, refusal, table
from boundaries.sharing import WIDEST_M, WIDTH_M, fit_in, mostly_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import AreaVersion
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Drawing, Round
    from boundaries.sharing import Fitted

MOST_MOVES = 20


def fit(site: Site, ground: Ground, round_: Round | None) -> None:
    """Make the land that a share of the drawings agree on fit its neighbours and streets."""
    _ = site.words.text
    drawings = drawn_by(site, round_)
    if not drawings or round_ is None:
        st.text(_("No drawings yet. Share the link of the round."))
        return
    pct = slider(site)
    asked = _fitting(site, ground, drawings, pct)
    if asked is None:
        return
    fitted, _own = asked
    filled = site.words.count("{n} sliver closed.", "{n} slivers closed.", fitted.slits)
    changed = _("{m2} m² changed.", m2=round(fitted.changed_m2))
    st.markdown(f"**{plain(filled)} {plain(changed)}**")
    _before_and_after(site, ground, fitted)
    names = {str(v.area): v.name for v in ground.versions}
    for area, m2 in fitted.taken.items():
        st.text(_("{m2} m² of {area}", m2=round(m2), area=names.get(area, area)))
    _moves(site, fitted)
    adopt(site, ground, round_, drawings, pct)


def _fitting(
    site: Site, ground: Ground, drawings: Sequence[Drawing], pct: int
) -> tuple[Fitted, AreaVersion | None] | None:
    """Let the coordinator say how it fits; None where it doesn't, which is said."""
    _ = site.words.text
    land = shared(drawings, pct)
    guess = mostly_of(land, ground.versions)
    names: list[AreaVersion | None] = [None, *sorted(ground.versions, key=lambda v: v.name)]
    own = st.selectbox(
        _("This becomes"),
        names,
        index=names.index(guess),
        format_func=lambda v: (
            _("A new area") if v is None else _("The new boundary of {area}", area=v.name)
        ),
        key="bench-fit-own",
    )
    first = st.radio(
        _("Whose boundary comes first"),
        ["existing", "new"],
        format_func={
            "existing": _("Standing areas keep their boundary"),
            "new": _("The new boundary comes first"),
        }.__getitem__,
        key="bench-fit-policy",
    )
    width = st.number_input(
        _("Close slivers up to (m)"), 0.0, WIDEST_M, WIDTH_M, step=5.0, key="bench-fit-width"
    )
    others = [v for v in ground.versions if own is None or v.area != own.area]
    try:
        fitted = fit_in(land, others, ground.lie, new_first=first == "new", width=float(width))
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return None
    return fitted, own


def _before_and_after(site: Site, ground: Ground, fitted: Fitted) -> None:
    _ = site.words.text
    box = box_around([fitted.before, fitted.geometry])
    under = backdrop(ground.lie, box)
    under += [Layer(v.geometry, Style.STANDING, v.name) for v in ground.versions]
    looks = {True: Style.FREE, False: Style.TAKEN}
    moved: Sequence[Layer] = [Layer(m.geometry, looks[m.taken_in]) for m in fitted.moves]
    none: Sequence[Layer] = ()
    shown = ((_("Now"), fitted.before, none), (_("After"), fitted.geometry, moved))
    for place, (label, land, more) in zip(st.columns(2), shown, strict=True):
        drawn = picture([*under, Layer(land, Style.OWN), *more], box, label)
        place.html(f"<figure>{image(drawn, label)}<figcaption>{cell(label)}</figcaption></figure>")


def _moves(site: Site, fitted: Fitted) -> None:
    words = site.words
    _ = words.text
    if not fitted.moves:
        return
    table(
        _("Every change of more than 25 m²"),
        [Column(_("Number")), Column(_("What")), Column(_("m²"), figures=True)],
        [
            [
                cell(str(number)),
                cell(_("taken in") if move.taken_in else _("left out")),
                cell(words.number(round(move.m2))),
            ]
            for number, move in enumerate(fitted.moves[:MOST_MOVES], 1)
        ],
    )
