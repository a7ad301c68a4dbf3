"""The Python side of the map on which areas are shown and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from boundaries.pages.lands import address
from boundaries.pages.map_blocks import packed
from boundaries.pages.map_history import history_of
from boundaries.pages.map_shapes import (
    NOTHING,
    areas_of,
    as_geojson,
    bounds_of,
    box_of,
    lines_of,
)
from boundaries.pages.map_texts import map_texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion, Block, Line, Municipality
    from boundaries.pages.map_shapes import Json
    from boundaries.pages.site import Site

# Nearly half a phone's screen; on a wide one as much as fits beside the text.
DRAWING = "max(50svh, min(60svh, 56vw))"
HEIGHTS = {
    "show": "max(45svh, min(68svh, 56vw))",
    "draw": DRAWING,
    "blocks": DRAWING,
    "still": "max(30svh, min(60svh, 40vw))",
}
# Several lines, or Streamlit takes the string for a path. The bundle is fetched from our own
# address: given inline it would travel to every session.
_LOADER = """
const maps = new Map(), lands = new Map();
function land(address) {
  if (!lands.has(address)) {
    const told = fetch(new URL(address, location.origin)).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    });
    told.catch(() => lands.delete(address));
    lands.set(address, told);
  }
  return lands.get(address);
}
export default function (component) {
  const address = new URL(component.data.bundle, location.origin).href;
  if (!maps.has(address)) maps.set(address, import(address));
  const names = Object.keys(component.data.lands);
  let ended = false, cleanup;
  Promise.all([maps.get(address), ...names.map((name) => land(component.data.lands[name]))])
    .then(([map, ...told]) => {
      if (ended) return;
      const data = { ...component.data };
      names.forEach((name, number) => { data[name] = told[number]; });
      cleanup = map.default({ ...component, data });
    });
  return () => { ended = true; if (typeof cleanup === "function") cleanup(); };
}
"""


@dataclass(frozen=True, slots=True)
class Years:
    """The day that the map begins with, the day it is, and what to do when the day was moved."""

    day: dt.date
    today: dt.date
    moved: Callable[[], None]


_map = st.components.v2.component(
    "area_map", html='<div class="smeedkaart-map"></div>', js=_LOADER, isolate_styles=True
)


@dataclass(frozen=True, slots=True)
class MapState:
    """What the visitor did: the area chosen, the boundary drawn (GeoJSON, WGS84), the blocks.

    `drawing` and `picked` came about after what Python gave as `revision`; -1 as long as nothing
    was done. The ids may be anybody's invention.
    """

    selected: str | None
    drawing: Json | None = None
    picked: tuple[str, ...] = ()
    revision: int = -1


def show_areas(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    *,
    years: Years,
    selected: str | None,
    key: str,
) -> MapState:
    """Show areas to look at and choose, with a bar to go through the years.

    Parameters
    ----------
    versions
        All of them, whenever they stood; going through the years asks the server nothing.
    """
    options = _Options("show", selected=selected, years=years)
    return _mount(site, place, versions, lines, key=key, options=options)


@dataclass(frozen=True, slots=True)
class Work:
    """What is given to a map on which somebody draws or picks.

    Attributes
    ----------
    drawing
        In metres.
    picked
        Ids of blocks.
    revision
        When it is a new one, `drawing` and `picked` take the place of the visitor's own.
    look
        Whether the view goes there too: only when it was asked for.
    """

    drawing: BaseGeometry | None = None
    picked: Collection[str] = ()
    revision: int = 0
    look: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds the drawing.

    Attributes
    ----------
    way
        How it is drawn, for the draft.
    draft_key
        Under what the draft is kept on the device.
    still
        Whether it is only to be looked at.
    gives_way
        Whether on a narrow screen the map leaves its room to the page.
    sent
        Whether the drawing was sent: then the draft is wiped.
    without
        Is called when somebody wants to go on without a map; None where there is no such way.
    resumed
        Is called when somebody goes on with a draft; it stands in the state as `resumed`.
    """

    way: str = ""
    draft_key: str | None = None
    still: bool = False
    gives_way: bool = False
    sent: bool = False
    without: Callable[[], None] | None = None
    resumed: Callable[[], None] = field(default=lambda: None)


def draw_area(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    *,
    work: Work,
    around: Around,
    key: str,
) -> MapState:
    """Let a boundary be drawn among the areas that stand."""
    options = _Options("still" if around.still else "draw", work=work, around=around)
    return _mount(site, place, versions, lines, key=key, options=options)


def draw_line(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    *,
    work: Work,
    about: str,
    key: str,
) -> MapState:
    """Let a line be drawn, from here to there, along which the area `about` is cut."""
    options = _Options("draw", work=work, is_line=True, about=about)
    return _mount(site, place, versions, lines, key=key, options=options)


def pick_blocks(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    blocks: Sequence[Block],
    *,
    work: Work,
    around: Around,
    key: str,
) -> MapState:
    """Let blocks be tapped in and out among the areas that stand.

    Who lives in a block doesn't go along: it is about few people, and a browser shows all it has.
    """
    options = _Options(
        "still" if around.still else "blocks",
        work=work,
        around=around,
        blocks=blocks,
    )
    return _mount(site, place, versions, lines, key=key, options=options)


@dataclass(frozen=True, slots=True)
class _Options:
    """What the ways of using the map differ in."""

    mode: str
    selected: str | None = None
    years: Years | None = None
    work: Work = field(default_factory=Work)
    around: Around = field(default_factory=Around)
    blocks: Sequence[Block] | None = None
    is_line: bool = False
    about: str = ""

    def data(self, place: Municipality) -> Json:
        """Return them as the script reads them."""
        work, around = self.work, self.around
        return {
            "mode": self.mode,
            "open_line": self.is_line,
            "height": HEIGHTS[self.mode],
            "selected": self.selected,
            "drawing": None if work.drawing is None else as_geojson(work.drawing, place.crs),
            "picked": sorted(work.picked),
            "revision": work.revision,
            "look": work.look,
            "way": around.way,
            "draft_key": around.draft_key,
            "gives_way": around.gives_way,
            "sent": around.sent,
            "has_list": around.without is not None,
        }


def _mount(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    *,
    key: str,
    options: _Options,
) -> MapState:
    years = options.years
    begin = [v for v in versions if v.area == options.about]
    result = _map(
        key=key,
        data={
            "bundle": site.bundle,
            "locale": site.words.locale.replace("_", "-"),
            "texts": map_texts(site.words),
            "lands": _lands(place, versions, lines, options),
            "areas": NOTHING,
            "history": None,
            "blocks": None,
            "day": years.day.isoformat() if years else None,
            "today": years.today.isoformat() if years else None,
            "outline": None if versions or lines else box_of(place),
            "bounds": bounds_of(begin or versions, place),
            "basemap": site.basemap,
            **options.data(place),
        },
        on_work_change=_nothing,
        on_selected_change=_nothing,
        on_followed_change=_nothing,
        on_resumed_change=options.around.resumed,
        on_without_change=options.around.without or _nothing,
        on_day_change=years.moved if years else _nothing,
    )
    return state_of(result)


def _lands(
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    options: _Options,
) -> dict[str, str]:
    """Return where the browser finds what is the same for all visitors, by its name."""
    blocks, crs = options.blocks, place.crs
    found = {"lines": address("lines", lines, lambda: lines_of(lines, crs))}
    if options.years:
        found["history"] = address("history", versions, lambda: history_of(versions, crs))
    else:
        found["areas"] = address("areas", versions, lambda: areas_of(versions, crs))
    if blocks is not None:
        found["blocks"] = address("blocks", blocks, lambda: packed(blocks, crs))
    return found


def state_of(sent: Mapping[str, Any]) -> MapState:
    """Return what a map told; a browser can send anything."""
    selected, work = sent.get("selected"), sent.get("work")
    chosen = selected if isinstance(selected, str) else None
    if not isinstance(work, dict) or not isinstance(work.get("revision"), int):
        return MapState(chosen)
    return MapState(chosen, work.get("drawing"), ids_of(work.get("picked")), work["revision"])


def ids_of(sent: object) -> tuple[str, ...]:
    """Return the ids in what a browser sent, whatever that is."""
    if not isinstance(sent, list):
        return ()
    return tuple(dict.fromkeys(each for each in sent if isinstance(each, str)))


def _nothing() -> None:
    """Name the state; the page reads it from the result."""
