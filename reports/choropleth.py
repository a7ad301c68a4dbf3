"""One self-contained map: title, legend, table and source live inside the document.

The names of areas are user text. They stand only in the table, escaped by the template; the
map itself holds nothing but ids, shapes and colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import folium
import jinja2
from markupsafe import Markup

from reports.assets import TEMPLATES
from reports.classes import FEWEST_AREAS, Classes, natural_classes
from reports.colours import BLUE_GREEN, EDGE, EDGE_UNDER
from reports.figure_table import columns, row
from reports.indicators import DEFINITIONS, Figure, Indicator
from reports.legend import PATTERNS, legend

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.language import Language
    from reports.assets import Assets

FIFTHS = Classes((0.0, 20.0, 40.0, 60.0, 80.0, float("inf")))
FIXED = frozenset({Indicator.QUICK_SHARE, Indicator.TAKE_UP})
"""Shares of which 0 and 100 % mean something: the same classes on every map."""


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


def choropleth(
    figures: Sequence[Figure], indicator: Indicator, report: Report, words: Language, assets: Assets
) -> str:
    """Return the document as HTML, the same bytes for the same figures.

    Classes are those of Fisher and Jenks on the figures of this one date; those of a share are
    always the same. Under four areas there are none, and the document says so. Missing and hidden
    figures take no part.
    """
    _ = words.text
    values = [f.value for f in figures if f.value is not None]
    classes = _classes(indicator, values)
    few = bool(values) and classes is None
    map_ = _map(figures, classes, report)
    root: Any = map_.get_root()
    root.render()  # folium puts the parts in their places only while it renders the whole
    title = _(DEFINITIONS[indicator].title)
    return _template().render(
        lang=words.code,
        title=f"{title} – {report.municipality}",
        lead=words.count(
            "{n} area on {date}.", "{n} areas on {date}.", len(figures), date=report.day
        ),
        stamp=_("As of {date}", date=report.day),
        indicator=title,
        unit=_(DEFINITIONS[indicator].unit),
        few=_("Too few areas for colours. We show numbers only.") if few else "",
        legend=legend(figures, classes, words),
        columns=columns(indicator, words),
        rows=[row(f, indicator, words) for f in figures],
        source=_source(report, words),
        words={
            "skip": _("Skip the map"),
            "map": _("Map with {n} areas. The same areas are in the table below.", n=len(figures)),
            "table": _("The same figures as a table"),
        },
        tile_host=_host(report.basemap),
        map_name=map_.get_name(),
        map_html=Markup(root.html.render()),  # noqa: S704 - folium's own, no user text
        map_script=Markup(root.script.render()),  # noqa: S704
        leaflet_js=Markup(assets.leaflet_js),  # noqa: S704
        leaflet_css=Markup(assets.leaflet_css),  # noqa: S704
        report_js=Markup(assets.report_js),  # noqa: S704
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),  # noqa: S704
    )


def _classes(indicator: Indicator, values: Sequence[float]) -> Classes | None:
    if indicator in FIXED:
        return FIFTHS if len(values) >= FEWEST_AREAS else None
    return natural_classes(values)


def _map(figures: Sequence[Figure], classes: Classes | None, report: Report) -> folium.Map:
    map_ = folium.Map(tiles=None, zoom_snap=0.25, attribution_control=True)
    # folium would load these from other hosts; the document carries its own Leaflet.
    map_.default_js, map_.default_css = [], []
    _name(map_, "areas")
    if report.basemap:
        tiles = folium.TileLayer(
            tiles=report.basemap["url"], attr=report.basemap["attribution"], control=False
        )
        _name(tiles, "tiles").add_to(map_)
    if figures:
        _add_areas(map_, figures, classes, report.crs)
    return map_


def _add_areas(
    map_: folium.Map, figures: Sequence[Figure], classes: Classes | None, crs: str
) -> None:
    import geopandas as gpd

    areas = gpd.GeoDataFrame(
        {"fill": [_fill(f, classes) for f in figures]},
        geometry=[f.geometry for f in figures],
        index=[f.area for f in figures],
        crs=crs,
    ).to_crs("EPSG:4326")
    areas["geometry"] = areas.geometry.set_precision(1e-6, mode="pointwise")
    layers: list[tuple[str, Any]] = [
        (
            "fill",
            lambda feature: {
                "fillColor": feature["properties"]["fill"],
                "fillOpacity": 0.85,
                "color": EDGE_UNDER,
                "weight": 2.5,
            },
        ),
        ("edge", lambda _feature: {"fill": False, "color": EDGE, "weight": 1}),
    ]
    for name, style in layers:
        shapes = areas if name == "fill" else areas[["geometry"]]
        layer = folium.GeoJson(shapes, style_function=style, zoom_on_click=False, control=False)
        _name(layer, name).add_to(map_)
    west, south, east, north = areas.total_bounds
    map_.fit_bounds([[south, west], [north, east]])
    for child in map_._children.values():
        if child._name == "FitBounds":
            _name(child, "view")


def _name(element: Any, name: str) -> Any:  # noqa: ANN401 - any folium element
    """Give an element a name of ours: folium's are random, and files must be repeatable."""
    element._id = name
    return element


def _fill(figure: Figure, classes: Classes | None) -> str:
    if figure.value is None:
        return PATTERNS[figure.shown]
    if classes is None:
        return "#ffffff"
    return BLUE_GREEN[classes.count][classes.of(figure.value)]


def _source(report: Report, words: Language) -> str:
    line = words.text("Source: {source}. As of: {date}.", source=report.source, date=report.day)
    if report.synthetic:
        line += " " + words.text("This is an example. The boundaries and amounts are made up.")
    return line


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
