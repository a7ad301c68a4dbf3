"""From the click that closes a drawing to the timestamp in the Python script.

Our map against streamlit-folium's Draw plugin, drawn in turn in one headless Chromium, on one
server. The peer's scripts are served from this machine as well, so no network counts.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Frame, Page

ROOT = Path(__file__).parents[1]
DRAWINGS = 10
GOAL_MS = 60
STAMP = """() => window.addEventListener('pointerup', () => {
  window.clicked = performance.timeOrigin + performance.now();
}, true)"""


def serve(port: int) -> None:
    """Serve the page with both maps; runs in a process of its own."""
    import streamlit as st
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    from boundaries.pages import lands

    app = st.App(
        Path(__file__).with_name("closing_click_page.py"),
        routes=[
            Route("/lands/{name}", lands.answer),
            Mount("/assets", StaticFiles(directory=ROOT / "web" / "dist")),
            Mount("/peer", StaticFiles(directory=ROOT / "web" / "node_modules")),
        ],
    )
    app.run(
        config={
            "server.port": port,
            "server.headless": True,
            "browser.gatherUsageStats": False,
            "runner.postScriptGC": False,
        }
    )


def rows() -> Iterator[Row]:
    """Yield the row, or say that there is no Chromium here."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("closing click: no chromium on this machine", file=sys.stderr)
        return
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    script = f"from benchmarks.closing_click import serve; serve({port})"
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        _until_up(base)
        ours, peer = _measure(chromium, base)
    finally:
        process.terminate()
        process.wait(10)
    yield Row(
        "closing click to Python, peer st_folium Draw",
        f"{DRAWINGS} drawings each, in turn",
        statistics.median(ours),
        statistics.median(peer),
        f"< {GOAL_MS} ms",
    )


def _until_up(base: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(base + "/_stcore/health", timeout=2)
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return


def _measure(chromium: str, base: str) -> tuple[list[float], list[float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 1500})
        page.goto(base)
        page.locator(".leaflet-container").first.wait_for()
        page.frame_locator("iframe").locator(".leaflet-draw-draw-polygon").wait_for()
        frame = next(f for f in page.frames if f != page.main_frame)
        page.evaluate(STAMP)
        frame.evaluate(STAMP)
        ours: list[float] = []
        peer: list[float] = []
        for number in range(DRAWINGS):
            ours.append(_draw_ours(page))
            peer.append(_draw_peer(page, frame, number))
        browser.close()
    return ours, peer


def _click_square(page: Page, box: dict[str, float], left: float, top: float) -> None:
    corners = [(0, 0), (60, 0), (60, 60), (0, 60), (0, 0)]
    for x, y in corners:
        page.mouse.click(box["x"] + left + x, box["y"] + top + y)
        page.wait_for_timeout(60)


def _draw_ours(page: Page) -> float:
    before = _seen(page, "ours")
    box = page.locator(".leaflet-container").first.bounding_box()
    _click_square(page, box, 150, 120)
    seen = _next(page, "ours", before)
    clicked = page.evaluate("window.clicked")
    page.locator("[data-key='map.more']").click()
    page.locator("[data-key='map.clear']").click()
    _next(page, "ours", seen)
    return seen - clicked


def _draw_peer(page: Page, frame: Frame, number: int) -> float:
    before = _seen(page, "peer")
    frame.locator(".leaflet-draw-draw-polygon").click()
    box = page.locator("iframe").bounding_box()
    _click_square(page, box, 100 + 70 * (number % 5), 200 + 70 * (number // 5))
    seen = _next(page, "peer", before)
    return seen - frame.evaluate("window.clicked")


def _seen(page: Page, who: str) -> float:
    """Return when the script last saw another drawing, in milliseconds since 1970."""
    return float(page.locator(f"#seen-{who}").text_content() or 0)


def _next(page: Page, who: str, before: float) -> float:
    for _ in range(200):
        page.wait_for_timeout(25)
        if (seen := _seen(page, who)) != before:
            return seen
    raise TimeoutError(who)
