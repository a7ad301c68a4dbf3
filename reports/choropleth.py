"""One self-contained map: title, years, legend, table and source live inside the document.

The names of areas are user text. They stand in the table, escaped by the template, and in the
data that the script writes as text; never in a script.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import folium
import jinja2
from markupsafe import Markup

from reports.assets import TEMPLATES
from reports.indicators import DEFINITIONS, Figure, Indicator
from reports.legend import nested
from reports.payload import MOST_ROWS, as_data, legends, payload, rows_to_come, said, tables
from reports.views import WIDEST, Frame, one_map

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.language import Language
    from reports.assets import Assets
    from reports.views import Panel, View

NAMES = ("areas", "areas_too")
"""What the maps are called: folium's own names are random, and files must be repeatable."""

ROUND = 720.0
"""Degrees that are as wide as a map of 512 pixels at zoom 0."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the document says besides the figures.

    `basemap` has `url` and `attribution`, or is None; `source` names who the figures are from.
    """

    municipality: str
    crs: str
    day: dt.date
    source: str
    basemap: dict[str, str] | None
    synthetic: bool
    licence: str = "CC BY 4.0"


def choropleth(
    figures: Sequence[Figure], indicator: Indicator, report: Report, words: Language, assets: Assets
) -> str:
    """Return the map of one date as HTML; see `document`."""
    return document(one_map(indicator, [Frame(report.day, figures)]), report, words, assets)


def document(view: View, report: Report, words: Language, assets: Assets) -> str:
    """Return a view as HTML, the same bytes for the same figures.

    Under four areas there are no classes, and the document says so.
    """
    frame = view.panels[0].frames[view.start]
    data = payload(view, report.crs, words)
    maps = [_map(name, report, data["box"]) for name, _ in zip(NAMES, view.panels, strict=False)]
    roots: list[Any] = [map_.get_root() for map_ in maps]
    for root in roots:
        root.render()  # folium puts the parts in their places only while it renders the whole
    made = tables(view, view.start, words)
    return _template().render(
        lang=words.code,
        title=f"{heading(view, words)} – {report.municipality}",
        lead=said(view, view.start, words),
        years=data["frames"] if len(view.panels[0].frames) > 1 else [],
        start=view.start,
        panels=[_panel(view, panel, words) for panel in view.panels],
        maps=[Markup(root.html.render()) for root in roots],  # noqa: S704 - folium's own
        legends=[
            {"entries": entries, "panel": place, "dates": _dates(view, words)}
            for place, entries in enumerate(legends(view, view.start, words))
        ],
        tables=[
            {"columns": columns, "rows": rows if len(rows) <= MOST_ROWS else []}
            for columns, rows in made
        ],
        widest=WIDEST,
        source=source_line(report, words, frame.day),
        words=_words(frame, words),
        tile_host=_host(report.basemap),
        map_names=[map_.get_name() for map_ in maps],
        map_scripts=[Markup(root.script.render()) for root in roots],  # noqa: S704
        data=as_data(data),
        rows=as_data(rows_to_come(view, words)),
        leaflet_js=Markup(assets.leaflet_js),  # noqa: S704
        leaflet_css=Markup(assets.leaflet_css),  # noqa: S704
        report_js=Markup(assets.report_js),  # noqa: S704
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),  # noqa: S704
    )


def heading(view: View, words: Language) -> str:
    """Return what a view shows: its indicator, or both."""
    titles = [words.text(DEFINITIONS[panel.indicator].title) for panel in view.panels]
    return " – ".join(dict.fromkeys(titles))


def source_line(report: Report, words: Language, day: dt.date) -> str:
    """Return whose figures it shows, of when, under which licence, and whether they are made up."""
    lines = [
        words.text("Source: {source}. As of: {date}.", source=report.source, date=day),
        words.text("Copying is free, with the source ({licence}).", licence=report.licence),
    ]
    if report.synthetic:
        lines.append(words.text("This is an example. The boundaries and amounts are made up."))
    return " ".join(lines)


def _panel(view: View, panel: Panel, words: Language) -> dict[str, Any]:
    one = DEFINITIONS[panel.indicator]
    known = any(f.value is not None for frame in panel.frames for f in frame.figures)
    few = known and panel.scale is None and not panel.circles
    return {
        "title": words.text(one.title),
        "unit": words.text(one.unit),
        "stamp": words.text("As of {date}", date=panel.frames[view.start].day),
        "few": words.text("Too few areas for colours. We show numbers only.") if few else "",
        "nested": nested(panel, words),
        "frozen": _frozen(view, panel, words),
    }


def _frozen(view: View, panel: Panel, words: Language) -> str:
    if len(panel.frames) == 1 and not view.two_dates:
        return ""
    if panel.circles:
        return words.text("The circles mean the same on every date.")
    return words.text("The colours mean the same on every date.")


def _dates(view: View, words: Language) -> list[str]:
    """Return what the columns of a legend of two dates are of."""
    return [words.date(p.frames[0].day) for p in view.panels] if view.two_dates else []


def _words(frame: Frame, words: Language) -> dict[str, Any]:
    _ = words.text
    return {
        "skip": _("Skip the map"),
        "map": _(
            "Map with {n} areas. The same areas are in the table below.", n=len(frame.figures)
        ),
        "table": _("The same figures as a table"),
        "year": _("Year"),
        "play": _("Play"),
        "pause": _("Pause"),
    }


def _map(name: str, report: Report, box: tuple[float, float, float, float] | None) -> folium.Map:
    west, south, east, north = box or (0.0, 0.0, 0.0, 0.0)
    map_ = folium.Map(
        # The script fits it exactly; near enough here, so that no tile is asked for in vain.
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=min(max(round(math.log2(ROUND / max(east - west, 1e-4))), 0), 19),
        tiles=None,
        zoom_snap=0.25,
        attribution_control=True,
        scroll_wheel_zoom=False,
    )
    # folium would load these from other hosts; the document carries its own Leaflet.
    map_.default_js, map_.default_css = [], []
    _name(map_, name)
    if report.basemap:
        tiles = folium.TileLayer(
            tiles=report.basemap["url"], attr=report.basemap["attribution"], control=False
        )
        _name(tiles, f"tiles_{name}").add_to(map_)
    return map_


def _name(element: Any, name: str) -> Any:  # noqa: ANN401 - any folium element
    element._id = name
    return element


def _host(basemap: dict[str, str] | None) -> str:
    if not basemap:
        return ""
    parts = urlsplit(basemap["url"])
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("report.html")
