"""The map goes through the years, and an area tells its history."""

from __future__ import annotations

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from boundaries import queries
from data.store import open_store
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.browser

BLINKS = """() => {
  for (const host of [...document.querySelectorAll('*')].filter((e) => e.shadowRoot)) {
    const pane = host.shadowRoot.querySelector('.leaflet-sk-areas-pane');
    if (!pane) continue;
    window.gone = 0;
    new MutationObserver((changes) => {
      for (const change of changes) window.gone += change.removedNodes.length;
    }).observe(pane, {childList: true, subtree: true});
  }
}"""


def bar(visit: Visit):
    visit.map()
    slider = visit.page.get_by_role("slider", name="Datum van de kaart")
    slider.wait_for()
    return slider


def press(visit: Visit, key: str, times: int = 1) -> None:
    for _ in range(times):
        visit.page.keyboard.press(key)


def area_of(visit: Visit, name: str, day: dt.date) -> str:
    store = open_store(visit.db)
    with store.read() as parts:
        found = queries.find_area(parts, name, day).area
    store.close()
    return found


def test_by_keyboard_alone_the_bar_goes_to_2009_and_the_list_follows(wide: Visit) -> None:
    wide.open("/")
    slider = bar(wide)
    slider.focus()
    press(wide, "Home")
    assert "14 mei 2007: 1 gebied." in (slider.get_attribute("aria-valuetext") or "")
    while "6 oktober 2009" not in (slider.get_attribute("aria-valuetext") or ""):
        press(wide, "ArrowRight")
    wide.page.get_by_text("18 gebieden op 6-10-2009.").wait_for()
    assert "op=2009-10-06" in wide.page.url
    expect(wide.page.locator(".sk-table").last.locator("tbody tr")).to_have_count(18)
    assert wide.faults == []


def test_end_brings_the_bar_back_to_now(wide: Visit) -> None:
    wide.open("/?op=2009-12-31")
    slider = bar(wide)
    slider.focus()
    press(wide, "End")
    wide.page.wait_for_function("() => !location.search.includes('op=')")
    wide.page.get_by_text("26 gebieden op").wait_for()


def test_a_date_of_the_address_is_where_the_bar_begins(wide: Visit) -> None:
    wide.open("/?op=2009-12-31")
    assert "31 december 2009: 18 gebieden" in (bar(wide).get_attribute("aria-valuetext") or "")


def test_playing_goes_on_by_itself_until_it_is_touched(wide: Visit) -> None:
    wide.open("/?op=2007-12-31")
    slider = bar(wide)
    wide.page.get_by_role("button", name="Speel af vanaf 2007").click()
    wide.page.get_by_text("Nieuw: Nieuwlande.").wait_for()
    assert "op=2007-12-31" in wide.page.url
    slider.focus()
    press(wide, "ArrowLeft")
    wide.page.get_by_role("button", name="Speel af vanaf 2007").wait_for()
    wide.page.wait_for_function("() => !location.search.includes('op=2007-12-31')")


def test_nothing_plays_by_itself(wide: Visit) -> None:
    wide.open("/?op=2007-12-31")
    slider = bar(wide)
    wide.page.wait_for_timeout(2500)
    assert "31 december 2007" in (slider.get_attribute("aria-valuetext") or "")


def test_what_stays_the_same_is_not_drawn_again(wide: Visit) -> None:
    wide.open("/?op=2008-06-03")
    slider = bar(wide)
    wide.page.evaluate(BLINKS)
    slider.focus()
    press(wide, "ArrowRight", 2)
    wide.page.get_by_text("15 gebieden op").wait_for()
    assert wide.page.evaluate("() => window.gone") == 0


def test_an_area_tells_its_history_with_money_and_projects(wide: Visit) -> None:
    wide.open(f"/?gebied={area_of(wide, 'Krakeel', dt.date(2020, 1, 1))}&op=2020-01-01")
    story = wide.page.locator("ol.sk-story")
    story.wait_for()
    told = story.inner_text()
    assert "14-5-2013: samengevoegd" in told
    assert "Bewoners namen het initiatief." in told
    assert "opgericht (Sterrenpark)" in told
    assert (
        wide.page.get_by_role("cell", name="Toegekend")
        .or_(wide.page.get_by_role("rowheader", name="Toegekend"))
        .is_visible()
    )
    assert wide.page.get_by_text("Projecten tot en met 1-1-2020").is_visible()


def test_from_an_area_that_is_gone_a_link_leads_to_what_became_of_it(wide: Visit) -> None:
    wide.open(f"/?gebied={area_of(wide, 'Dunanthof', dt.date(2008, 1, 1))}&op=2020-01-01")
    wide.page.get_by_text("Dit gebied bestaat niet meer sinds 15-6-2010.").wait_for()
    wide.page.get_by_role("link", name="Krakeel-West").first.click()
    wide.page.get_by_role("heading", name="Krakeel-West").wait_for()
    assert "op=2010-06-15" in wide.page.url


def test_a_date_that_is_known_to_the_month_is_told_to_the_month(wide: Visit) -> None:
    wide.open(f"/?gebied={area_of(wide, 'Tiendeveen', dt.date(2020, 1, 1))}&op=2020-01-01")
    wide.page.get_by_text("maart 2009: opgericht").wait_for()


@pytest.mark.parametrize("on", ["2008-06-03", "2020-01-01"])
def test_an_area_on_a_date_has_no_serious_fault(phone: Visit, on: str) -> None:
    krakeel = area_of(phone, "Krakeel", dt.date(2020, 1, 1))
    phone.open(f"/?gebied={krakeel}&op={on}")
    bar(phone)
    phone.page.locator("ol.sk-story").wait_for()
    assert serious(Axe().run(phone.page)) == []
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
