"""The areas in a real browser: on the map, as a file, and nothing hostile runs."""

from __future__ import annotations

import datetime as dt
import json
import socket

import pytest
import shapely

from boundaries import queries
from data.store import open_store
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

POINT_OF = """([lng, lat]) => {
  const hosts = [...document.querySelectorAll('*')].filter((e) => e.shadowRoot);
  for (const host of hosts) {
    const el = host.shadowRoot.querySelector('.leaflet-container');
    if (!el) continue;
    const map = el.leafletMap, box = el.getBoundingClientRect();
    const p = map.latLngToContainerPoint([lat, lng]);
    return [box.left + p.x, box.top + p.y];
  }
}"""
FREE = (6.405, 52.742)
"""Fields in the north-west, where nobody has an area in the demo."""


def on_screen(visit: Visit, lng: float, lat: float) -> tuple[float, float]:
    x, y = visit.page.evaluate(POINT_OF, [lng, lat])
    return x, y


def standing(visit: Visit) -> dict[str, queries.AreaRow]:
    store = open_store(visit.db)
    with store.read() as parts:
        rows = queries.areas_at(parts, parts.areas.today())
    store.close()
    return {row.version.name: row for row in rows}


@pytest.mark.writes
def test_an_area_that_is_founded_stands_on_the_map_and_leaves_as_a_file(
    wide: Visit, tmp_path
) -> None:
    found(wide, ["Het Veldje"])
    wide.open("/")
    wide.page.get_by_role("link", name="Het Veldje").wait_for()

    wide.open("/export")
    wide.page.get_by_role("button", name="Maak bestand").click()
    with wide.page.expect_download() as download:
        wide.page.get_by_role("button", name="Download het bestand").click()
    target = tmp_path / "areas.geojson"
    download.value.save_as(target)
    names = [f["properties"]["name"] for f in json.loads(target.read_text())["features"]]
    assert "Het Veldje" in names
    assert wide.faults == []


def found(visit: Visit, names: list[str]) -> None:
    """Found areas in the free fields, one beside the other."""
    from boundaries import commands
    from boundaries.model import Initiator, Occasion

    store = open_store(visit.db)
    with store.read() as parts:
        actor = parts.people.local()
    x, y = in_metres(*FREE)
    for i, name in enumerate(names):
        commands.found(
            store,
            actor,
            name=name,
            geometry=shapely.box(x + 300 * i, y, x + 300 * i + 200, y + 200),
            occasion=Occasion(dt.date(2020, 1, 1), name, Initiator.RESIDENTS),
        )
    store.close()


def in_metres(lng: float, lat: float) -> tuple[float, float]:
    import pyproj

    transformer = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    return transformer.transform(lng, lat)


def in_degrees(x: float, y: float) -> tuple[float, float]:
    import pyproj

    transformer = pyproj.Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    return transformer.transform(x, y)


def test_a_click_on_an_area_tells_about_it_and_stands_in_the_address(wide: Visit) -> None:
    wide.open("/")
    wide.map()
    inside = standing(wide)["Elim"].version.geometry.representative_point()
    wide.page.mouse.click(*on_screen(wide, *in_degrees(inside.x, inside.y)))
    wide.page.get_by_role("heading", name="Elim").wait_for()
    wide.page.get_by_text("inwoners").first.wait_for()
    assert "gebied=GM0118-" in wide.page.url


def test_no_page_asks_another_host_for_anything_but_tiles(wide: Visit) -> None:
    for path in ("/", "/mijn-buurt", "/cijfers", "/export"):
        wide.open(path)
        wide.page.get_by_role("heading", level=1).first.wait_for()
        wide.settle()
    assert {url.split("/")[2] for url in wide.outside} <= {"service.pdok.nl"}
    assert wide.faults == []


def test_the_document_says_its_language(wide: Visit) -> None:
    wide.open("/")
    assert wide.page.locator("html").get_attribute("lang") == "nl"
    wide.open("/?taal=en")
    assert wide.page.locator("html").get_attribute("lang") == "en"
    wide.page.get_by_role("heading", name="Areas of Hoogeveen").wait_for()


def test_the_report_map_cannot_reach_the_page_around_it(wide: Visit) -> None:
    wide.open("/cijfers")
    frame = wide.page.locator("iframe").element_handle()
    assert frame.get_attribute("sandbox") == "allow-scripts allow-downloads"
    reached = frame.content_frame().evaluate(
        "() => { try { return window.parent.document.title } catch (e) { return e.name } }"
    )
    assert reached == "SecurityError"


def test_the_downloaded_map_is_the_one_that_is_shown(wide: Visit, tmp_path) -> None:
    wide.open("/cijfers")
    shown = wide.page.locator("iframe").get_attribute("srcdoc")
    with wide.page.expect_download() as download:
        # By keyboard: right after it scrolled, Chromium sends a press of the mouse to the frame.
        wide.page.get_by_role("button", name="Download deze kaart").press("Enter")
    download.value.save_as(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text() == shown


def test_the_downloaded_map_works_from_disk(wide: Visit, tmp_path) -> None:
    wide.open("/cijfers")
    (tmp_path / "map.html").write_text(wide.page.locator("iframe").get_attribute("srcdoc"))
    page = wide.page.context.browser.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    page.locator("html[data-drawn]").wait_for()
    assert page.locator(".leaflet-overlay-pane canvas").count() == 1
    assert page.locator("tbody tr").count() == 26
    page.close()


@pytest.mark.writes
def test_a_hostile_name_runs_nowhere(wide: Visit) -> None:
    found(
        wide,
        [
            "<img src=x onerror=window.hit=1>",
            "${window.hit=1}`",
            "<svg onload=window.hit=1>",
            "![x](http://127.0.0.1:9/x.png)",
        ],
    )
    for path in ("/", "/?gebied=GM0118-0011", "/?gebied=GM0118-0014", "/mijn-buurt", "/cijfers"):
        wide.open(path)
        wide.settle()
        for frame in wide.page.frames:
            assert frame.evaluate("window.hit") is None
    assert {url.split("/")[2] for url in wide.outside} <= {"service.pdok.nl"}


def test_security_headers_are_set(wide: Visit) -> None:
    response = wide.page.request.get(wide.base + "/")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


def test_another_host_name_does_not_open_a_session(wide: Visit) -> None:
    port = int(wide.base.rsplit(":", 1)[1])
    assert handshake(port, f"127.0.0.1:{port}") == 101
    assert handshake(port, "rebound.example") == 403


def handshake(port: int, host: str) -> int:
    """Ask for a websocket as a browser would that was told another name for this machine."""
    asked = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(asked.encode())
        return int(connection.recv(64).split()[1])
