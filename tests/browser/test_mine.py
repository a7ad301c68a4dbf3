"""Mijn buurt in a real browser: pick, draw, keep on the device, send, come back by the link."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Response

from boundaries.participation import Drawing
from data.store import open_store
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious
from tests.browser.test_story import FREE, in_degrees, on_screen, standing

pytestmark = pytest.mark.browser

VIEW = """([lng, lat, zoom]) => {
  for (const host of [...document.querySelectorAll('*')].filter((e) => e.shadowRoot)) {
    const el = host.shadowRoot.querySelector('.leaflet-container');
    if (!el) continue;
    // Who moves a map has touched it: from then on it keeps the view, however its frame may grow.
    el.dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift'}));
    el.leafletMap.setView([lat, lng], zoom, {animate: false});
    return;
  }
}"""
LOCAL = "() => Object.keys(localStorage).filter((key) => key.startsWith('smeedkaart/'))"
SENT = "Je tekening is verstuurd. Dank je wel!"


def look_at(visit: Visit, lng: float, lat: float, zoom: int = 15) -> None:
    visit.map()
    visit.page.locator(".sk-view").evaluate("(view) => view.scrollIntoView({ block: 'center' })")
    visit.page.evaluate(VIEW, [lng, lat, zoom])


def press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name, exact=True).click()


def step(visit: Visit, number: int) -> None:
    visit.page.get_by_role("heading", name=f"Stap {number} van 4").wait_for()


def begin(visit: Visit, way: str) -> None:
    visit.open("/mijn-buurt")
    press(visit, way)
    step(visit, 2)


def begin_with_krakeel(visit: Visit) -> None:
    begin(visit, "Tik blokken aan")
    box = visit.page.get_by_role("combobox", name="Begin met")
    box.click()
    box.fill("Krakeel")
    visit.page.get_by_role("option", name="Krakeel", exact=True).click()
    visit.page.get_by_text("Ongeveer").wait_for()


def hectares(visit: Visit) -> float:
    """What the map itself says."""
    text = visit.page.locator(".sk-sum", has_text="hectare").inner_text()
    return float(text.split()[0].replace(".", "").replace(",", "."))


def tap_inside(visit: Visit, area: str) -> None:
    at = standing(visit)[area].version.geometry.representative_point()
    visit.page.mouse.click(*on_screen(visit, *in_degrees(at.x, at.y)))


def square_around(lng: float, lat: float, size: float = 0.002) -> list[tuple[float, float]]:
    return [
        (lng - size, lat - size / 2),
        (lng + size, lat - size / 2),
        (lng + size, lat + size / 2),
        (lng - size, lat + size / 2),
    ]


def draw_by_clicks(visit: Visit, corners: list[tuple[float, float]]) -> None:
    press(visit, "Punten")
    for lng, lat in [*corners, corners[0]]:
        visit.page.mouse.click(*on_screen(visit, lng, lat))


def send(visit: Visit, name: str) -> None:
    press(visit, "Verder")
    press(visit, "Ja, dit klopt")
    visit.page.get_by_label("Hoe noem jij dit gebied?").fill(name)
    visit.page.get_by_label("Waarom hoort dit bij elkaar?").fill("Wij delen het pad.")
    press(visit, "Verstuur mijn tekening")


def kept(visit: Visit) -> list[Drawing]:
    store = open_store(visit.db)
    with store.read() as parts:
        drawings = parts.participation.drawings()
    store.close()
    return drawings


@pytest.mark.writes
def test_blocks_of_a_known_area_are_tapped_in_and_out_and_sent(wide: Visit) -> None:
    begin_with_krakeel(wide)
    whole = hectares(wide)
    press(wide, "Eraf")
    tap_inside(wide, "Krakeel")
    wide.page.wait_for_function(
        "(whole) => document.querySelector('.sk-live')?.textContent.includes('hectare')", arg=whole
    )
    assert hectares(wide) < whole
    send(wide, "Mijn Krakeel")
    wide.page.get_by_text(SENT).wait_for()
    assert [d.name for d in kept(wide)][-1] == "Mijn Krakeel"
    assert wide.faults == []


def test_from_far_away_one_tap_takes_a_whole_neighbourhood(wide: Visit) -> None:
    begin(wide, "Tik blokken aan")
    at = standing(wide)["Krakeel"].version.geometry.representative_point()
    look_at(wide, *in_degrees(at.x, at.y), zoom=13)
    tap_inside(wide, "Krakeel")
    whole = hectares(wide)
    assert whole > 90
    press(wide, "Eraf")
    look_at(wide, *in_degrees(at.x, at.y), zoom=16)
    tap_inside(wide, "Krakeel")
    assert whole - 10 < hectares(wide) < whole


def test_a_step_back_takes_a_block_in_again(wide: Visit) -> None:
    begin_with_krakeel(wide)
    whole = hectares(wide)
    press(wide, "Eraf")
    tap_inside(wide, "Krakeel")
    press(wide, "Stap terug")
    assert hectares(wide) == whole


def test_blocks_are_painted_off_with_one_drag(wide: Visit) -> None:
    begin_with_krakeel(wide)
    whole = hectares(wide)
    press(wide, "Eraf")
    at = standing(wide)["Krakeel"].version.geometry.representative_point()
    x, y = on_screen(wide, *in_degrees(at.x, at.y))
    wide.page.mouse.move(x - 100, y)
    wide.page.mouse.down()
    wide.page.mouse.move(x + 100, y, steps=5)
    wide.page.mouse.up()
    assert hectares(wide) < whole - 2
    press(wide, "Stap terug")
    assert hectares(wide) == whole


def test_enter_takes_the_block_in_the_middle_off_and_says_so(wide: Visit) -> None:
    begin_with_krakeel(wide)
    wide.page.locator(".leaflet-container").focus()
    wide.page.keyboard.press("Enter")
    wide.page.get_by_text("eraf. 51 blokken").wait_for(state="attached")


def test_who_lives_in_a_block_does_not_reach_the_browser(wide: Visit) -> None:
    got: list[str] = []
    wide.page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda f: got.append(str(f)))
    )
    answers: list[Response] = []

    def answered(answer: Response) -> None:
        answers.append(answer)

    wide.page.on("response", answered)
    begin_with_krakeel(wide)
    got += [a.text() for a in answers if "json" in a.headers.get("content-type", "")]
    sent = "".join(got)
    assert "Krakeel 1" in sent
    assert "households" not in sent
    assert '"residents"' not in sent


def test_a_draft_survives_a_reload_and_another_language(wide: Visit) -> None:
    begin_with_krakeel(wide)
    press(wide, "Eraf")
    tap_inside(wide, "Krakeel")
    left = hectares(wide)
    wide.open("/mijn-buurt?taal=en")
    wide.page.get_by_text("Your drawing is still on this device.").wait_for()
    wide.open("/mijn-buurt?taal=nl")
    press(wide, "Ga verder met mijn tekening")
    step(wide, 2)
    wide.page.get_by_text("Ongeveer").wait_for()
    assert hectares(wide) == pytest.approx(left, abs=0.1)


def test_a_draft_is_wiped_from_the_device(wide: Visit) -> None:
    begin_with_krakeel(wide)
    assert len(wide.page.evaluate(LOCAL)) == 1
    wide.open("/mijn-buurt")
    press(wide, "Wis mijn tekening van dit apparaat")
    assert wide.page.evaluate(LOCAL) == []


@pytest.mark.writes
def test_once_sent_nothing_stays_on_the_device(wide: Visit) -> None:
    begin_with_krakeel(wide)
    send(wide, "Mijn Krakeel")
    wide.page.get_by_text(SENT).wait_for()
    wide.page.wait_for_function(f"({LOCAL})().length === 0")


@pytest.mark.writes
def test_the_link_opens_the_drawing_and_leaves_the_address(wide: Visit) -> None:
    begin_with_krakeel(wide)
    size = hectares(wide)
    send(wide, "Mijn Krakeel")
    wide.page.get_by_text(SENT).wait_for()
    link = wide.page.get_by_label("Bewaar deze link.").input_value()
    press(wide, "Kopieer de link")
    wide.page.get_by_text("De link is gekopieerd.").wait_for()
    wide.open(link.removeprefix(wide.base))
    wide.page.get_by_role("heading", name="Mijn Krakeel").wait_for()
    wide.page.wait_for_function("() => !location.search.includes('sleutel')")
    assert hectares(wide) == pytest.approx(size, abs=0.1)


@pytest.mark.writes
def test_a_line_over_a_neighbour_names_the_land_and_gives_it_back(wide: Visit) -> None:
    pesse = standing(wide)["Pesse"].version.geometry
    begin(wide, "Teken met je vinger")
    lng, lat = in_degrees(*min(pesse.exterior.coords))
    look_at(wide, lng, lat)
    draw_by_clicks(wide, square_around(lng, lat))
    wide.page.get_by_text("van Pesse").first.wait_for()
    press(wide, "Geef dit stuk terug")
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    send(wide, "Naast Pesse")
    wide.page.get_by_text(SENT).wait_for()
    assert kept(wide)[-1].geometry.intersection(pesse).area < 1


@pytest.mark.writes
def test_on_a_phone_a_stroke_of_the_finger_becomes_an_area(phone: Visit) -> None:
    begin(phone, "Teken met je vinger")
    look_at(phone, *FREE)
    stroke_with_finger(phone, square_around(*FREE, size=0.0015))
    phone.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    send(phone, "Met de vinger")
    phone.page.get_by_text(SENT).wait_for()
    assert kept(phone)[-1].geometry.area > 10_000
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def stroke_with_finger(visit: Visit, corners: list[tuple[float, float]]) -> None:
    """Move one finger round the corners, in steps, as Chromium itself reports a touch."""
    visit.page.locator(".leaflet-container").scroll_into_view_if_needed()
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


def bow_tie(lng: float, lat: float) -> list[tuple[float, float]]:
    west, east = square_around(lng, lat), square_around(lng, lat, size=0.0014)
    return [west[0], east[2], east[1], west[3]]


@pytest.mark.writes
def test_of_a_figure_eight_one_part_is_kept(wide: Visit) -> None:
    begin(wide, "Teken met je vinger")
    look_at(wide, *FREE)
    draw_by_clicks(wide, bow_tie(*FREE))
    wide.page.locator(".sk-asked", has_text="Welk deel bedoel je?").wait_for()
    wide.page.get_by_role("button", name="Houd deel A").click()
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    send(wide, "Deel A")
    wide.page.get_by_text(SENT).wait_for()
    assert kept(wide)[-1].geometry.geom_type == "Polygon"


def test_both_parts_of_a_figure_eight_can_be_kept(wide: Visit) -> None:
    begin(wide, "Teken met je vinger")
    look_at(wide, *FREE)
    draw_by_clicks(wide, bow_tie(*FREE))
    wide.page.get_by_role("button", name="Houd beide delen").click()
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    press(wide, "Stap terug")
    wide.page.locator(".sk-asked", has_text="Welk deel bedoel je?").wait_for()


def test_a_chosen_corner_moves_by_arrow_buttons(wide: Visit) -> None:
    begin(wide, "Teken met je vinger")
    look_at(wide, *FREE)
    draw_by_clicks(wide, square_around(*FREE))
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    wide.page.locator(".leaflet-container").focus()
    wide.page.keyboard.press("Control+ArrowRight")
    size = hectares(wide)
    for _ in range(8):
        press(wide, "Naar het zuiden")
    assert hectares(wide) > size


def test_without_a_map_the_blocks_in_a_line_are_in_already(wide: Visit) -> None:
    begin(wide, "Pas een gebied aan")
    box = wide.page.get_by_role("combobox", name="Begin met")
    box.click()
    box.fill("Krakeel")
    wide.page.get_by_role("option", name="Krakeel", exact=True).click()
    wide.page.get_by_text("Dit is Krakeel zoals het nu is.").wait_for()
    size = hectares(wide)
    press(wide, "Meer")
    press(wide, "Doe dit zonder kaart")
    wide.page.get_by_label("Zoek je straat of postcode").wait_for()
    assert hectares(wide) == pytest.approx(size, abs=0.2)


def test_the_view_and_the_drawing_survive_a_step_forward_and_back(wide: Visit) -> None:
    begin(wide, "Teken met je vinger")
    look_at(wide, *FREE)
    draw_by_clicks(wide, square_around(*FREE))
    wide.page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    size = hectares(wide)
    press(wide, "Verder")
    press(wide, "Nee, ik pas het aan")
    step(wide, 2)
    assert hectares(wide) == size
    press(wide, "Stap terug")
    wide.page.get_by_text("Klik of tik op de kaart voor het eerste punt.").wait_for()


def test_a_new_step_gets_the_focus(wide: Visit) -> None:
    begin(wide, "Teken met je vinger")
    wide.page.wait_for_function("() => document.activeElement?.textContent.startsWith('Stap 2')")


def test_a_letter_typed_on_the_map_stays_with_the_map(wide: Visit) -> None:
    begin(wide, "Teken met je vinger")
    look_at(wide, *FREE)
    requests: list[str] = []
    wide.page.on("websocket", lambda socket: requests.append(socket.url))
    wide.page.locator(".leaflet-container").focus()
    wide.page.keyboard.press("c")
    wide.page.keyboard.press("r")
    assert wide.page.get_by_role("dialog").count() == 0
    assert requests == []


def test_no_step_has_a_serious_fault(wide: Visit) -> None:
    begin_with_krakeel(wide)
    found = {"draw": serious(Axe().run(wide.page))}
    press(wide, "Verder")
    step(wide, 3)
    wide.page.get_by_text("Weet ik niet zeker").first.wait_for()
    found["read back"] = serious(Axe().run(wide.page))
    press(wide, "Ja, dit klopt")
    wide.page.get_by_label("Hoe noem jij dit gebied?").wait_for()
    found["send"] = serious(Axe().run(wide.page))
    assert found == {"draw": [], "read back": [], "send": []}
