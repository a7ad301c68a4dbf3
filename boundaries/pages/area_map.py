"""The Python side of the map on which areas are shown and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import streamlit as st

from boundaries.json_shapes import shape_of
from boundaries.pages.map_blocks import packed
from boundaries.pages.map_history import WGS84, history_of
from boundaries.pages.map_texts import map_texts
from geo import reproject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.model import AreaVersion, Block, Line, Municipality
    from boundaries.pages.map_blocks import Packed
    from boundaries.pages.site import Site

# Nearly half a phone's screen; on a wide one as much as fits beside the text.
DRAWING = "max(50svh, min(60svh, 56vw))"
HEIGHTS = {"show": "max(45svh, min(68svh, 56vw))", "draw": DRAWING, "blocks": DRAWING}
Json = dict[str, Any]

LINE_DECIMALS, ALL_DECIMALS = 6, 15
"""Lines are looked at and followed, 0.1 m will do; areas keep every digit they have."""

# Several lines, or Streamlit takes the string for a path. The bundle is fetched from our own
# address: given inline it would travel to every session.
_LOADER = """
const maps = new Map();
export default function (component) {
  const address = new URL(component.data.bundle, location.origin).href;
  if (!maps.has(address)) maps.set(address, import(address));
  let ended = false, cleanup;
  maps.get(address).then((map) => { if (!ended) cleanup = map.default(component); });
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

    `picked` is None as long as nothing was picked or taken off; its ids may be anybody's
    invention.
    """

    selected: str | None
    drawing: Json | None
    picked: tuple[str, ...] | None = None


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
    return _mount(
        site, place, versions, lines, key=key, mode="show", selected=selected, years=years
    )


def draw_area(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    *,
    drawing: BaseGeometry | None,
    revision: int,
    key: str,
) -> MapState:
    """Let a boundary be drawn among the areas that stand.

    Parameters
    ----------
    drawing
        In metres; put on the map in place of the visitor's when `revision` is a new one.
    """
    given = None if drawing is None else _geometry(drawing, place.crs)
    return _mount(
        site, place, versions, lines, key=key, mode="draw", drawing=given, revision=revision
    )


def pick_blocks(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    blocks: Sequence[Block],
    *,
    picked: Collection[str],
    revision: int,
    key: str,
) -> MapState:
    """Let blocks be tapped in and out among the areas that stand.

    Who lives in a block doesn't go along: it is about few people, and a browser shows all it has.

    Parameters
    ----------
    picked
        Ids; put on the map in place of the visitor's when `revision` is a new one.
    """
    return _mount(
        site,
        place,
        versions,
        lines,
        key=key,
        mode="blocks",
        blocks=packed(blocks, place.crs),
        picked=sorted(picked),
        revision=revision,
    )


def to_metres(drawing: Json, crs: str) -> BaseGeometry:
    """Return a drawing of the map in metres of `crs`; GEOS hasn't judged it yet.

    Raises
    ------
    Refused
        When it isn't a polygon with finite coordinates: a browser can send anything.
    """
    shape, _changes = shape_of(drawing, ("Polygon", "MultiPolygon"))
    return reproject(shape, WGS84, crs)


def _mount(
    site: Site,
    place: Municipality,
    versions: Sequence[AreaVersion],
    lines: Sequence[Line],
    *,
    key: str,
    mode: str,
    selected: str | None = None,
    drawing: Json | None = None,
    revision: int = 0,
    years: Years | None = None,
    blocks: list[Packed] | None = None,
    picked: Sequence[str] = (),
) -> MapState:
    standing = [] if years else versions
    result = _map(
        key=key,
        data={
            "bundle": site.bundle,
            "mode": mode,
            "locale": site.words.locale.replace("_", "-"),
            "texts": map_texts(site.words),
            "areas": _collection(
                [(v.area, {"name": v.name}, v.geometry) for v in standing], place.crs
            ),
            "lines": _collection(
                [
                    (line.id, {"name": line.name, "kind": line.kind}, line.geometry)
                    for line in lines
                ],
                place.crs,
                decimals=LINE_DECIMALS,
            ),
            "history": history_of(versions, place.crs) if years else None,
            "day": years.day.isoformat() if years else None,
            "today": years.today.isoformat() if years else None,
            "outline": None if versions or lines else _box(place),
            "bounds": _bounds(versions, place),
            "basemap": site.basemap,
            "height": HEIGHTS[mode],
            "selected": selected,
            "drawing": drawing,
            "blocks": blocks,
            "picked": list(picked),
            "revision": revision,
        },
        on_drawing_change=_nothing,
        on_selected_change=_nothing,
        on_picked_change=_nothing,
        on_followed_change=_nothing,
        on_day_change=years.moved if years else _nothing,
    )
    return MapState(result.get("selected"), result.get("drawing"), _ids(result.get("picked")))


def _ids(sent: object) -> tuple[str, ...] | None:
    """Return the ids in what a browser sent, whatever that is."""
    if not isinstance(sent, list):
        return None
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
    corners = shapely.box(xmin - margin, ymin - margin, xmax + margin, ymax + margin)
    return [float(n) for n in shapely.bounds(_to_degrees(corners, place.crs))]


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
