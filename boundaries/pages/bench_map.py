"""The map of a task on which land is tapped or drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import geo
from boundaries.errors import Refused
from boundaries.pages.area_map import (
    Around,
    Work,
    draw_area,
    draw_line,
    pick_blocks,
)
from boundaries.pages.map_shapes import to_metres
from boundaries.pages.site import refusal
from boundaries.picking import land_of
from boundaries.starting import blocks_in

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from boundaries.pages.area_map import MapState
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site

TAP, DRAW = "blocks", "finger"
_STARTS = "bench-starts"


def land_on_map(
    site: Site, ground: Ground, name: str, *, about: str = "", start: BaseGeometry | None = None
) -> BaseGeometry | None:
    """Return the land that is tapped or drawn, in metres; None as long as there is none.

    Parameters
    ----------
    name
        Of the task.
    about
        Of what is begun with: when it is another one, the map begins anew with `start`.
    start
        The land that is in at first.
    """
    _ = site.words.text
    ways = [TAP, DRAW] if ground.lie.blocks else [DRAW]
    way = st.radio(
        _("How do you mark the land"),
        ways,
        format_func={TAP: _("Tap blocks"), DRAW: _("Draw a line round it")}.__getitem__,
        horizontal=True,
        key=f"bench-way-{name}",
    )
    key = f"bench-map-{name}-{way}"
    revision = _revision(key, about)
    around = Around(way=way)
    if way == TAP:
        picked = blocks_in(ground.lie.blocks, start) if start is not None else frozenset()
        work = Work(None, picked, revision, look=start is not None)
        told = pick_blocks(
            site, ground.place, ground.versions, ground.lie.lines, ground.lie.blocks,
            work=work, around=around, key=key,
        )  # fmt: skip
        return _tapped(ground, told, picked, revision)
    work = Work(start, (), revision, look=start is not None)
    told = draw_area(
        site, ground.place, ground.versions, ground.lie.lines, work=work, around=around, key=key
    )
    return _drawn(site, ground, told, start, revision)


def line_on_map(site: Site, ground: Ground, name: str, *, about: str) -> BaseGeometry | None:
    """Return the line that is drawn from edge to edge, in metres; None as long as there is none.

    Parameters
    ----------
    name
        Of the task.
    about
        The area that is cut: for another one the map begins anew.
    """
    key = f"bench-map-{name}-line"
    revision = _revision(key, about)
    told = draw_line(
        site, ground.place, ground.versions, ground.lie.lines, work=Work(revision=revision),
        about=about, key=key,
    )  # fmt: skip
    if told.revision != revision or not told.drawing:
        return None
    try:
        return to_metres(told.drawing, ground.place.crs, ("LineString",))
    except Refused as error:
        refusal(site, error)
        return None


def _revision(key: str, about: str) -> int:
    """Return a number that is another one for each thing that a map is about."""
    starts: dict[str, tuple[str, int]] = st.session_state.setdefault(_STARTS, {})
    began, revision = starts.get(key, ("", 0))
    if began != about:
        starts[key] = (about, revision := revision + 1)
    return revision


def _tapped(
    ground: Ground, told: MapState, start: frozenset[str], revision: int
) -> BaseGeometry | None:
    picked = frozenset(told.picked) if told.revision == revision else start
    known = picked & ground.lie.place_of.keys()
    return land_of(ground.lie.blocks, known) if known else None


def _drawn(
    site: Site, ground: Ground, told: MapState, start: BaseGeometry | None, revision: int
) -> BaseGeometry | None:
    if told.revision != revision:
        return start
    if not told.drawing:
        return None
    try:
        return to_metres(told.drawing, ground.place.crs)
    except (Refused, geo.GeometryError) as error:
        refusal(site, error)
        return None
