"""What a visitor of Mijn buurt is doing, from step to step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import streamlit as st

import geo
from boundaries.errors import Refused
from boundaries.lie import Lie, lie_now
from boundaries.pages.area_map import MapState, ids_of, state_of
from boundaries.pages.lands import kept
from boundaries.pages.map_shapes import to_metres
from boundaries.picking import land_of
from boundaries.starting import blocks_in
from boundaries.voices import open_rounds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion, Municipality
    from boundaries.pages.site import Site
    from boundaries.participation import Round
    from boundaries.store import Parts

MINE, MAP = "mine-work", "mine"
"""Keys of the session: the work, and the map's own state."""
AREA, ASKED, PAPER_MAKERS = "mine-area", "mine-asked", "mine-paper-makers"
"""Keys too: the area that one began with, the proposal that came of the drawing, and for how many
people a coordinator traces what they drew on paper."""
ARRIVED = "mine-arrived"
"""Key too: set by whoever goes on to this page by a button of another one."""
CHOOSE, DRAW, READ, SEND, SENT, OWN = 1, 2, 3, 4, 5, 6
BLOCKS, FINGER, LIST, ADJUST = "blocks", "finger", "list", "adjust"
PAPER, FILE = "paper", "file"
BY_BLOCKS = frozenset({BLOCKS, LIST})
"""Ways that pick blocks; the others draw a line."""


@dataclass(frozen=True, slots=True)
class Mine:
    """How far somebody is, and what was put on his map.

    Attributes
    ----------
    step
        1 to 4, `SENT`, or `OWN`: the drawing of a private link.
    way
        One of the ways to begin; empty before it was chosen.
    drawing, picked, revision, look
        What the map was given; it counts until the visitor does something after `revision`.
    seen
        What the map told last: when it comes back on the page, it gets that again.
    unsure
        Sides of which he isn't sure.
    name, reason
        What he typed, kept when he goes back.
    secret
        Of the private link, when the drawing was sent.
    asked
        Whether he wants to go on; then what is missing is said.
    """

    step: int = CHOOSE
    way: str = ""
    drawing: BaseGeometry | None = field(default=None, repr=False)
    picked: frozenset[str] = frozenset()
    revision: int = 0
    look: bool = False
    seen: MapState = field(default=MapState(None))
    unsure: frozenset[str] = frozenset()
    name: str = ""
    reason: str = ""
    secret: str = field(default="", repr=False)
    asked: bool = False

    @property
    def by_blocks(self) -> bool:
        """Whether blocks are picked, not a line drawn."""
        return self.way in BY_BLOCKS


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies in the municipality today."""

    place: Municipality
    versions: tuple[AreaVersion, ...]
    lie: Lie
    round: Round | None


_kept: WeakKeyDictionary[Any, Lie] = WeakKeyDictionary()
"""The lie of the land by store: the same for all visitors, and dear to read."""


def ground_of(site: Site) -> Ground:
    """Return what lies in the municipality today."""
    with site.store.read() as parts:
        today = parts.areas.today()
        ground, rounds = kept(site, parts, ("ground", today), lambda: _ground(site, parts, today))
    asked = st.query_params.get("ronde")
    here = next((r for r in rounds if str(r.id) == asked), None)
    return ground if here is None else replace(ground, round=here)


def _ground(site: Site, parts: Parts, today: dt.date) -> tuple[Ground, list[Round]]:
    """Return what lies there, with the newest round in which one may draw, and all such rounds."""
    _kept[site.store] = lie = lie_now(parts, today, _kept.get(site.store))
    rounds = open_rounds(parts)
    versions = kept(site, parts, ("standing", today), lambda: tuple(parts.areas.at(today)))
    newest = rounds[0] if rounds else None
    return Ground(parts.areas.municipality(), versions, lie, newest), rounds


def now() -> Mine:
    """Return what the visitor is doing, with the last that his map told."""
    found: Mine = st.session_state.get(MINE, Mine())
    told = state_of(st.session_state.get(MAP) or {})
    return found if told.revision < 0 else replace(found, seen=told)


def go_without(ground: Ground) -> None:
    """Go on without a map; the blocks inside a line that was drawn are in already."""
    mine = now()
    try:
        line = None if mine.by_blocks else drawn_line(mine, ground.place.crs)
    except (Refused, geo.GeometryError):
        line = None
    if line is None or not line.is_valid or picked_blocks(mine):
        begin(LIST)
        return
    give(ground, picked=blocks_in(ground.lie.blocks, line), way=LIST, step=DRAW, asked=False)


def change(**fields: Any) -> None:  # noqa: ANN401 - the fields of `Mine`
    """Write something of what the visitor is doing."""
    st.session_state[MINE] = replace(now(), **fields)


def go(step: int) -> None:
    """Go to a step; nothing of the others is lost."""
    change(step=step, asked=False)


def begin(way: str) -> None:
    """Go on to drawing in a way."""
    change(way=way, step=DRAW, asked=False)


def put_back(ground: Ground) -> None:
    """Give a map that comes back on the page what it held when it left."""
    mine = now()
    if MAP not in st.session_state and mine.seen.revision == mine.revision:
        give(ground)


def drawn_line(mine: Mine, crs: str) -> BaseGeometry | None:
    """Return the line on the map, in metres; GEOS hasn't judged it yet.

    Raises
    ------
    Refused
        When a browser sent something that isn't a polygon.
    """
    if mine.seen.revision != mine.revision:
        return mine.drawing
    return to_metres(mine.seen.drawing, crs) if mine.seen.drawing else None


def picked_blocks(mine: Mine) -> frozenset[str]:
    """Return the ids of the blocks that are in."""
    return mine.picked if mine.seen.revision != mine.revision else frozenset(mine.seen.picked)


def land(mine: Mine, ground: Ground) -> BaseGeometry | None:
    """Return the area as it is drawn or picked, in metres; None as long as there is nothing.

    Raises
    ------
    Refused
        When a browser sent something that isn't a polygon.
    """
    if not mine.by_blocks:
        return drawn_line(mine, ground.place.crs)
    picked = picked_blocks(mine) & ground.lie.place_of.keys()
    return land_of(ground.lie.blocks, picked) if picked else None


def give(
    ground: Ground,
    *,
    drawing: BaseGeometry | None = None,
    picked: Collection[str] | None = None,
    look: bool = False,
    clear: bool = False,
    **fields: Any,  # noqa: ANN401 - the fields of `Mine`
) -> None:
    """Put a line or blocks on the map; of what isn't given, the visitor's own stays.

    Parameters
    ----------
    clear
        Whether his line goes.
    """
    mine = now()
    if drawing is None and not clear:
        try:
            drawing = drawn_line(mine, ground.place.crs)
        except (Refused, geo.GeometryError):
            drawing = None
    change(
        drawing=drawing,
        picked=picked_blocks(mine) if picked is None else frozenset(picked),
        revision=mine.revision + 1,
        look=look,
        **fields,
    )


def start_again() -> None:
    """Begin anew with an empty map."""
    revision = now().revision + 1
    st.session_state[MINE] = Mine(revision=revision)
    for key in (ASKED, PAPER_MAKERS):
        st.session_state.pop(key, None)


def resume(ground: Ground, draft: Mapping[str, Any] | None) -> None:
    """Go on with a draft that lay on the device; a browser can send anything."""
    if not isinstance(draft, dict):
        return
    drawing = None
    try:
        if draft.get("drawing"):
            drawing = to_metres(draft["drawing"], ground.place.crs)
    except (Refused, geo.GeometryError):
        return
    picked = frozenset(ids_of(draft.get("picked"))) & ground.lie.place_of.keys()
    way = draft.get("way")
    if way not in {BLOCKS, FINGER, LIST, ADJUST, FILE}:
        way = BLOCKS if picked else FINGER
    give(ground, drawing=drawing, picked=picked, look=True, way=way, step=DRAW, asked=False)
