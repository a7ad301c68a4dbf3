"""What the drawings of a round share, and the boundary that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
import streamlit as st

import geo
from boundaries import commands
from boundaries.backdrop import backdrop
from boundaries.errors import Refused
from boundaries.inbox import likeness_of
from boundaries.language import N_
from boundaries.outlines import Layer, Style, box_around, image, picture
from boundaries.pages.bench_drawings import drawings_of
from boundaries.pages.lands import Latest
from boundaries.pages.site import Column, cell, plain, refusal, table
from boundaries.participation import Asks
from boundaries.sharing import LEVELS as SHARES
from boundaries.sharing import (
    WIDEST_M,
    WIDTH_M,
    Agreed,
    agreed,
    counting,
    fit_in,
    mostly_of,
    shared_land,
    strip,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Drawing, Round
    from boundaries.sharing import Fitted, Strip

SHARE, MOVED, PROPOSED = "bench-share", "bench-moved", "bench-proposed"
LEVELS = (Style.AGREED_10, Style.AGREED_25, Style.AGREED_50, Style.AGREED_75)
MOST_STRIPS, MOST_MOVES = 12, 20
_agreed: Latest[Hashable, Agreed] = Latest(16)
"""By the drawings themselves: to lay them over each other takes a second where they are many."""


def share(site: Site, ground: Ground, round_: Round | None) -> None:
    """Show where people agree and where they differ, and the land that a share of them drew."""
    drawings = _counting(site, round_)
    if not drawings or round_ is None:
        st.text(site.words.text("No drawings yet. Share the link of the round."))
        return
    try:
        told = _agreed.once(_key(drawings), lambda: _agree(drawings, ground))
    except geo.GeometryError as error:
        refusal(site, error)
        return
    _tell(site, told)
    pct = _slider(site)
    land = shared_land(drawings, pct / 100)
    _outcome(site, ground, told, land, pct)
    _strips(site, told)
    _propose(site, ground, round_, drawings, pct)


def fit(site: Site, ground: Ground, round_: Round | None) -> None:
    """Make the land that a share of the drawings agree on fit its neighbours and streets."""
    _ = site.words.text
    drawings = _counting(site, round_)
    if not drawings or round_ is None:
        st.text(_("No drawings yet. Share the link of the round."))
        return
    pct = _slider(site)
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
    _propose(site, ground, round_, drawings, pct)


def _counting(site: Site, round_: Round | None) -> list[Drawing]:
    return counting(drawings_of(site, round_))


def _key(drawings: Sequence[Drawing]) -> Hashable:
    return tuple((d.id, d.makers, shapely.to_wkb(d.geometry)) for d in drawings)


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


def _slider(site: Site) -> int:
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


def _fitting(
    site: Site, ground: Ground, drawings: Sequence[Drawing], pct: int
) -> tuple[Fitted, AreaVersion | None] | None:
    """Let the coordinator say how it fits; None where it doesn't, which is said."""
    _ = site.words.text
    land = shared_land(drawings, pct / 100)
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


def _propose(
    site: Site, ground: Ground, round_: Round, drawings: Sequence[Drawing], pct: int
) -> None:
    """Turn what is shared into a proposal; how many drew it is published with it."""
    _ = site.words.text
    if number := st.session_state.get(PROPOSED):
        st.success(_("Draft. Proposal {number} waits for you to submit it.", number=str(number)))
        to_it = _("To the proposal")
        st.html(f'<a href="/voorstellen?voorstel={number}" target="_self">{cell(to_it)}</a>')
    st.button(
        _("Turn this into a proposal"),
        type="primary",
        key="bench-adopt",
        on_click=_adopt,
        args=(site, ground, round_, drawings, pct),
    )
    if error := st.session_state.pop("bench-adopt-refused", None):
        refusal(site, error)


def _adopt(
    site: Site, ground: Ground, round_: Round, drawings: Sequence[Drawing], pct: int
) -> None:
    _ = site.words.text
    land = shared_land(drawings, pct / 100)
    own = st.session_state.get("bench-fit-own", mostly_of(land, ground.versions))
    others = [v for v in ground.versions if own is None or v.area != own.area]
    makers = sum(d.makers for d in drawings)
    try:
        _refuse_few(makers, ground.place.k)
        fitted = fit_in(
            land,
            others,
            ground.lie,
            new_first=st.session_state.get("bench-fit-policy") == "new",
            width=float(st.session_state.get("bench-fit-width", WIDTH_M)),
        )
        name = own.name if own is not None else round_.name
        reason = _(
            "This land lies in at least {pct} of {n} drawings of {round}, made by {makers} people.",
            pct=f"{pct} %", n=len(drawings), round=round_.name, makers=makers,
        )  # fmt: skip
        ask = commands.Ask(
            Asks.NEW if own is None else Asks.ADJUST,
            _("What we share: {name}", name=name),
            reason,
            [] if own is None else [own.area],
            fitted.geometry,
            name,
            round=round_.id,
        )
        st.session_state[PROPOSED] = commands.propose(
            site.store, site.actor, ask, draft=True
        ).proposal
    except (Refused, geo.GeometryError) as error:
        st.session_state["bench-adopt-refused"] = error


def _refuse_few(makers: int, k: int) -> None:
    """Refuse to publish what fewer than k people drew."""
    if makers < k:
        raise Refused(
            "too_few_drawings",
            N_("These drawings are of {n} people; {k} are needed before it is shown to all."),
            n=makers,
            k=k,
        )
