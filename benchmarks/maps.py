"""A map of figures of some 14,000 areas: from opening the file until it is drawn.

Our document against folium's own Choropleth of the same areas and figures, opened in turn in one
headless Chromium. The peer's scripts lie beside its file, so no network counts. Both are timed by
the browser itself: from the start of the navigation until two frames after the areas are there.
"""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.layers import SEED, city
from benchmarks.measure import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
WEB = ROOT / "web"
RUNS = 5
GOAL_MS = 1_000
DRAWN = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
  () => done(performance.now()))))"""


def rows() -> Iterator[Row]:
    """Yield the row, or say that there is no Chromium here."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("maps: no chromium on this machine", file=sys.stderr)
        return
    areas = city().areas.reset_index(drop=True)
    values = np.random.default_rng(SEED).gamma(2.0, 10.0, len(areas))
    with tempfile.TemporaryDirectory() as folder:
        ours, peer = Path(folder) / "ours.html", Path(folder) / "peer.html"
        ours.write_text(_ours(areas, values), encoding="utf-8")
        peer.write_text(_peer(areas, values), encoding="utf-8")
        times = _measure(chromium, ours, peer)
        sizes = [path.stat().st_size / 1e6 for path in (ours, peer)]
    yield Row(
        "areas drawn after opening, peer folium Choropleth",
        f"{len(areas):,} areas of {city().name}",
        statistics.median(times[0]),
        statistics.median(times[1]),
        f"< {GOAL_MS:,} ms",
        f"{RUNS} times each, in turn; files of {sizes[0]:.1f} and {sizes[1]:.1f} MB",
    )


def _ours(areas: gpd.GeoSeries, values: np.ndarray) -> str:
    from boundaries.language import language
    from reports.assets import load_assets
    from reports.choropleth import Report, choropleth
    from reports.indicators import Figure, Indicator, Shown

    figures = [
        Figure(f"A{i:05}", f"Area {i}", land, Shown.VALUE, float(value), float(value), 1.0)
        for i, (land, value) in enumerate(zip(areas, values, strict=True))
    ]
    report = Report("City", str(areas.crs), dt.date(2026, 1, 1), "made up", None, synthetic=True)
    return choropleth(figures, Indicator.DENSITY, report, language("en"), load_assets(WEB / "dist"))


def _peer(areas: gpd.GeoSeries, values: np.ndarray) -> str:
    """Return folium's own map, with Leaflet in the file and nothing from elsewhere."""
    import folium
    import geopandas as gpd

    frame = gpd.GeoDataFrame(
        {"id": [f"A{i:05}" for i in range(len(areas))], "value": values}, geometry=areas
    ).to_crs("EPSG:4326")
    west, south, east, north = frame.total_bounds
    map_ = folium.Map(tiles=None, prefer_canvas=True)
    map_.default_js, map_.default_css = [], []
    layer = folium.Choropleth(
        frame[["id", "geometry"]],
        data=frame,
        columns=["id", "value"],
        key_on="feature.properties.id",
        fill_color="YlGnBu",
    )
    # Its colour bar draws with d3 from another host; the areas are what is timed.
    for name in [n for n in layer._children if n.startswith("color_map")]:
        del layer._children[name]
    layer.add_to(map_)
    map_.fit_bounds([[south, west], [north, east]])
    leaflet = (WEB / "dist" / "leaflet.js").read_text(encoding="utf-8")
    style = (WEB / "dist" / "leaflet.css").read_text(encoding="utf-8")
    root = map_.get_root()
    root.render()
    html, script = root.html.render(), root.script.render()
    look = f"<style>{style} .folium-map {{ height: 520px; width: 900px; }}</style>"
    body = f"{html}<script>{leaflet}</script><script>{script}</script>"
    return f"<!doctype html><html><head><meta charset=utf-8>{look}</head><body>{body}</body></html>"


def _measure(chromium: str, ours: Path, peer: Path) -> tuple[list[float], list[float]]:
    from playwright.sync_api import sync_playwright

    times: tuple[list[float], list[float]] = ([], [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for turn in range(RUNS + 1):
            for path, kept in zip((ours, peer), times, strict=True):
                taken = _open(browser, path)
                if turn:
                    kept.append(taken)
        browser.close()
    return times


def _open(browser: Browser, path: Path) -> float:
    """Return the milliseconds until the areas are on the screen.

    Both draw within the scripts of the document, which end before the load is told.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    taken = float(page.evaluate(DRAWN))
    drawn = page.evaluate("document.querySelectorAll('.leaflet-overlay-pane canvas').length")
    page.close()
    if not drawn:
        raise RuntimeError(f"{path.name} drew nothing")
    return taken
