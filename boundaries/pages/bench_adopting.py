"""The land that a share of the drawings agree on, and turning it into a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
import streamlit as st

import geo
from boundaries import commands
from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.pages.lands import Latest
from boundaries.pages.site import cell, refusal
from boundaries.participation import Asks
from boundaries.sharing import WIDTH_M, fit_in, mostly_of, shared_land

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Drawing, Round

PROPOSED = "bench-proposed"
_shared: Latest[Hashable, BaseGeometry] = Latest(32)
"""By the drawings themselves and the share: of a thousand it takes seconds."""


def shared(drawings: Sequence[Drawing], pct: int) -> BaseGeometry:
    """Return the land in at least a share (%) of the drawings, in metres; made once for all."""
    key = key_of(drawings), pct
    return _shared.once(key, lambda: shared_land(drawings, pct / 100))


def key_of(drawings: Sequence[Drawing]) -> Hashable:
    """Return what drawings are told apart by: who made how many of which land."""
    return tuple((d.id, d.makers, shapely.to_wkb(d.geometry)) for d in drawings)


def adopt(site: Site, ground: Ground, round_: Round, drawings: Sequence[Drawing], pct: int) -> None:
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
    land = shared(drawings, pct)
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
