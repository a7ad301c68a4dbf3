"""The Python side of the map on which areas are shown and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import streamlit as st

from boundaries.json_shapes import shape_of
from boundaries.pages.lands import address
from boundaries.pages.map_blocks import packed
from boundaries.pages.map_history import WGS84, history_of
from boundaries.pages.map_texts import map_texts
from geo import reproject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion, Block, Line, Municipality
    from boundaries.pages.site import Site

# Nearly half a phone's screen; on a wide one as much as fits beside the text.
DRAWING = "max(50svh, min(60svh, 56vw))"
HEIGHTS = {
    "show": "max(45svh, min(68svh, 56vw))",
    "draw": DRAWING,
    "blocks": DRAWING,
    "still": "max(30svh, min(60svh, 40vw))",
}
Json = dict[str, Any]

NOTHING: Json = {"type": "FeatureCollection", "features": []}
LINE_DECIMALS, ALL_DECIMALS = 6, 15
"""Lines are looked at and followed, 0.1 m will do; areas keep every digit they have."""

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


def to_metres(
    drawing: Json, crs: str, kinds: Sequence[str] = ("Polygon", "MultiPolygon")
) -> BaseGeometry:
    """Return a drawing of the map in metres of `crs`; GEOS hasn't judged it yet.

    Raises
    ------
    Refused
        When it isn't of one of the kinds, with finite coordinates: a browser can send anything.
    """
    shape, _changes = shape_of(drawing, kinds)
    return reproject(shape, WGS84, crs)


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
            "drawing": None if work.drawing is None else _geometry(work.drawing, place.crs),
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
            "outline": None if versions or lines else _box(place),
            "bounds": _bounds([v for v in versions if v.area == options.about] or versions, place),
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
    found = {"lines": address("lines", lines, lambda: _lines(lines, crs))}
    if options.years:
        found["history"] = address("history", versions, lambda: history_of(versions, crs))
    else:
        found["areas"] = address("areas", versions, lambda: _areas(versions, crs))
    if blocks is not None:
        found["blocks"] = address("blocks", blocks, lambda: packed(blocks, crs))
    return found


def _lines(lines: Sequence[Line], crs: str) -> Json:
    found = [(one.id, {"name": one.name, "kind": one.kind}, one.geometry) for one in lines]
    return _collection(found, crs, decimals=LINE_DECIMALS)


def _areas(versions: Sequence[AreaVersion], crs: str) -> Json:
    return _collection([(v.area, {"name": v.name}, v.geometry) for v in versions], crs)


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


def _box(place: Municipality) -> Json:
    """Return where the municipality lies, for a map that would else be empty."""
    return _geometry(shapely.box(*place.within), place.crs)


def _bounds(versions: Sequence[AreaVersion], place: Municipality) -> list[float]:
    """Return the first view: the areas with a tenth around them, else the municipality."""
    box = (
        shapely.box(*shapely.total_bounds([v.geometry for v in versions]))
        if versions
        else shapely.box(*place.within)
    )
    xmin, ymin, xmax, ymax = box.bounds
    margin = 0.1 * max(xmax - xmin, ymax - ymin)
    around = xmin - margin, ymin - margin, xmax + margin, ymax + margin
    return list(_box_in_degrees(around, place.crs))


@lru_cache(1024)
def _box_in_degrees(
    box: tuple[float, float, float, float], crs: str
) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.bounds(_to_degrees(shapely.box(*box), crs))
    return float(west), float(south), float(east), float(north)


def _collection(
    items: Sequence[tuple[str, Json, BaseGeometry]], crs: str, decimals: int = ALL_DECIMALS
) -> Json:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": id_,
                "properties": properties,
                "geometry": _geometry(geometry, crs, decimals),
            }
            for id_, properties, geometry in items
        ],
    }


def _geometry(geometry: BaseGeometry, crs: str, decimals: int = ALL_DECIMALS) -> Json:
    return dict(shapely.geometry.mapping(_to_degrees(geometry, crs, decimals)))


def _to_degrees(geometry: BaseGeometry, crs: str, decimals: int = ALL_DECIMALS) -> BaseGeometry:
    degrees = reproject(geometry, crs, WGS84)
    return shapely.transform(degrees, lambda points: np.round(points, decimals))
