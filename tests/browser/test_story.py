"""The main job in a real browser: draw, keep, see it on the map, take it along as a file."""

from __future__ import annotations

import datetime as dt
import json
import socket
from itertools import pairwise

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
VIEW = """([lng, lat, zoom]) => {
  for (const host of [...document.querySelectorAll('*')].filter((e) => e.shadowRoot)) {
    const el = host.shadowRoot.querySelector('.leaflet-container');
    if (el) { el.leafletMap.setView([lat, lng], zoom, {animate: false}); return; }
  }
}"""
FREE = (6.405, 52.742)
"""Fields in the north-west, where nobody has an area in the demo."""


def on_screen(visit: Visit, lng: float, lat: float) -> tuple[float, float]:
    x, y = visit.page.evaluate(POINT_OF, [lng, lat])
    return x, y


def look_at(visit: Visit, lng: float, lat: float, zoom: int = 15) -> None:
    visit.map()
    visit.page.evaluate(VIEW, [lng, lat, zoom])


def draw_by_clicks(visit: Visit, corners: list[tuple[float, float]]) -> None:
    for lng, lat in [*corners, corners[0]]:
        visit.page.mouse.click(*on_screen(visit, lng, lat))


def square_around(lng: float, lat: float, size: float = 0.002) -> list[tuple[float, float]]:
    return [
        (lng - size, lat - size / 2),
        (lng + size, lat - size / 2),
        (lng + size, lat + size / 2),
        (lng - size, lat + size / 2),
    ]


def send(visit: Visit, name: str) -> None:
    visit.page.get_by_label("Hoe noem jij dit gebied?").fill(name)
    visit.page.get_by_label("Waarom hoort dit bij elkaar?").fill("Wij delen het pad.")
    visit.page.get_by_role("button", name="Verstuur mijn tekening").click()


def standing(visit: Visit) -> dict[str, queries.AreaRow]:
    store = open_store(visit.db)
    with store.read() as parts:
        rows = queries.areas_at(parts, parts.areas.today())
    store.close()
    return {row.version.name: row for row in rows}


def test_an_area_drawn_in_free_land_stands_on_the_map_and_leaves_as_a_file(
    wide: Visit, tmp_path
) -> None:
    wide.open("/mijn-buurt")
    look_at(wide, *FREE)
    draw_by_clicks(wide, square_around(*FREE))
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    send(wide, "Het Veldje")
    wide.page.get_by_text("Je tekening is verstuurd. Dank je wel!").wait_for()
    assert "Het Veldje" in standing(wide)

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


def test_over_a_neighbour_the_land_is_named_and_the_free_part_can_be_kept(wide: Visit) -> None:
    pesse = standing(wide)["Pesse"]
    wide.open("/mijn-buurt")
    lng, lat = western_edge(pesse.version.geometry)
    look_at(wide, lng, lat)
    draw_by_clicks(wide, square_around(lng, lat))
    wide.page.get_by_text("hectare) van Pesse").wait_for()
    wide.page.get_by_role("button", name="Alleen het vrije deel").click()
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    send(wide, "Naast Pesse")
    wide.page.get_by_text("Je tekening is verstuurd. Dank je wel!").wait_for()
    areas = standing(wide)
    shared = areas["Naast Pesse"].version.geometry.intersection(pesse.version.geometry)
    assert shapely.area(shared) < 1
    assert areas["Pesse"].area_m2 == pesse.area_m2


def in_metres(lng: float, lat: float) -> tuple[float, float]:
    import pyproj

    transformer = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    return transformer.transform(lng, lat)


def in_degrees(x: float, y: float) -> tuple[float, float]:
    import pyproj

    transformer = pyproj.Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    return transformer.transform(x, y)


def western_edge(geometry) -> tuple[float, float]:
    return in_degrees(*min(geometry.exterior.coords))


def test_on_a_phone_a_stroke_of_the_finger_becomes_an_area(phone: Visit) -> None:
    phone.open("/mijn-buurt")
    look_at(phone, *FREE)
    phone.page.get_by_role("button", name="Teken", exact=True).tap()
    stroke_with_finger(phone, square_around(*FREE, size=0.0015))
    send(phone, "Met de vinger")
    phone.page.get_by_text("Je tekening is verstuurd. Dank je wel!").wait_for()
    assert standing(phone)["Met de vinger"].area_m2 > 10_000
    width = phone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def stroke_with_finger(visit: Visit, corners: list[tuple[float, float]]) -> None:
    """Move one finger round the corners, in steps, as Chromium itself reports a touch."""
    session = visit.page.context.new_cdp_session(visit.page)
    points = [on_screen(visit, *corner) for corner in [*corners, corners[0]]]
    path = [
        (a[0] + (b[0] - a[0]) * i / 12, a[1] + (b[1] - a[1]) * i / 12)
        for a, b in pairwise(points)
        for i in range(12)
    ]

    def touch(kind: str, where: list[tuple[float, float]]) -> None:
        at = [{"x": x, "y": y} for x, y in where]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", path[:1])
    for point in path[1:]:
        touch("touchMove", [point])
    touch("touchEnd", [])


def test_the_view_and_the_drawing_survive_a_rerun(wide: Visit) -> None:
    wide.open("/mijn-buurt")
    look_at(wide, *FREE)
    draw_by_clicks(wide, square_around(*FREE))
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    before = on_screen(wide, *FREE)
    send(wide, " ")
    wide.page.get_by_text("De naam is leeg.").wait_for()
    assert on_screen(wide, *FREE) == pytest.approx(before, abs=40)
    assert wide.page.locator(".leaflet-container path.leaflet-interactive").count() > 0
    wide.page.get_by_text("Dit is jouw gebied").wait_for()


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
        wide.page.wait_for_load_state("networkidle")
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
        wide.page.get_by_role("button", name="Download deze kaart").click()
    download.value.save_as(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text() == shown


def test_the_downloaded_map_works_from_disk(wide: Visit, tmp_path) -> None:
    wide.open("/cijfers")
    (tmp_path / "map.html").write_text(wide.page.locator("iframe").get_attribute("srcdoc"))
    page = wide.page.context.browser.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    assert page.locator(".leaflet-overlay-pane path").count() == 2 * 26
    assert page.locator("tbody tr").count() == 26
    page.close()


def test_a_hostile_name_runs_nowhere(wide: Visit) -> None:
    from boundaries import commands
    from boundaries.model import Initiator, Occasion

    store = open_store(wide.db)
    with store.read() as parts:
        actor = parts.people.local()
    x, y = in_metres(*FREE)
    for i, name in enumerate(
        [
            "<img src=x onerror=window.hit=1>",
            "${window.hit=1}`",
            "<svg onload=window.hit=1>",
            "![x](http://127.0.0.1:9/x.png)",
        ]
    ):
        commands.found(
            store,
            actor,
            name=name,
            geometry=shapely.box(x + 300 * i, y, x + 300 * i + 200, y + 200),
            occasion=Occasion(dt.date(2020, 1, 1), name, Initiator.RESIDENTS),
        )
    store.close()
    for path in ("/", "/?gebied=GM0118-0011", "/?gebied=GM0118-0014", "/mijn-buurt", "/cijfers"):
        wide.open(path)
        wide.page.wait_for_load_state("networkidle")
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


def test_a_letter_typed_on_the_map_stays_with_the_map(wide: Visit) -> None:
    wide.open("/mijn-buurt")
    look_at(wide, *FREE)
    requests: list[str] = []
    wide.page.on("websocket", lambda socket: requests.append(socket.url))
    wide.page.locator(".leaflet-container").focus()
    wide.page.keyboard.press("c")
    wide.page.keyboard.press("r")
    assert wide.page.get_by_role("dialog").count() == 0
    assert requests == []
