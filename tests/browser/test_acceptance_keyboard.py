"""A resident says without a map and without a mouse what her neighbourhood is.

The script of acceptance, step by step, in one visit: a later step stands on what the earlier ones
left. Nothing is clicked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from data.store import open_store
from tests.browser.conftest import Visit
from tests.browser.test_acceptance_resident import only_tiles, people
from tests.browser.test_accessibility import serious
from tests.browser.test_mine import SENT

pytestmark = pytest.mark.browser


FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  if (!one || one === document.body) return "";
  // An icon is a word of its own font, that nobody hears.
  const words = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true], [data-testid=stIconMaterial]")
      .forEach((hidden) => hidden.remove());
    return copy.textContent.trim();
  };
  return one.getAttribute("aria-label") ?? words(one.labels?.[0] ?? one);
}"""
"""What has the focus, as a screen reader begins to tell it."""


def focused(page: Page) -> str:
    return page.evaluate(FOCUSED)


def tab_to(page: Page, name: str, *, back: bool = False, most: int = 120) -> None:
    """Press Tab until something whose name begins so has the focus."""
    passed = []
    for _ in range(most):
        if focused(page).startswith(name):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
        passed.append(focused(page)[:40])
    pytest.fail(f"{name} is not reached with Tab, only {passed}")


def has_focus(page: Page, beginning: str) -> None:
    page.wait_for_function(f"(text) => ({FOCUSED})().startsWith(text)", arg=beginning)


def told(page: Page, text: str) -> Locator:
    """What a polite region has said."""
    region = page.get_by_role("status").filter(has_text=re.compile(text))
    region.first.wait_for()
    return region.first


def faultless(page: Page) -> None:
    assert serious(Axe().run(page)) == []


@pytest.mark.writes
def test_a_resident_without_map_and_mouse_picks_sends_and_copies_his_link(wide: Visit) -> None:
    page = wide.page
    page.set_viewport_size({"width": 1280, "height": 800})
    she_skips_to_the_content(wide)
    she_goes_to_the_list(wide)
    she_ticks_a_street_a_postcode_and_a_side(wide)
    she_reads_back_and_finds_her_ticks_again(wide)
    she_hears_what_is_missing_and_sends(wide)
    she_copies_her_link(wide)
    assert only_tiles(wide)
    assert wide.faults == []


def she_skips_to_the_content(wide: Visit) -> None:
    page = wide.open("/")
    page.get_by_role("heading", name="Gebieden van Hoogeveen", level=1).wait_for()
    wide.settle()
    page.keyboard.press("Tab")
    assert focused(page) == "Ga naar de inhoud"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement?.closest('[role=main], main') !== null")
    faultless(page)


def she_goes_to_the_list(wide: Visit) -> None:
    page = wide.page
    tab_to(page, "Teken mijn buurt")
    page.keyboard.press("Enter")
    has_focus(page, "Hoe wil je beginnen?")
    wide.settle()
    faultless(page)
    tab_to(page, "Kies straten uit een lijst")
    page.keyboard.press("Enter")
    has_focus(page, "Zoek je straat of postcode")


def she_ticks_a_street_a_postcode_and_a_side(wide: Visit) -> None:
    page = wide.page
    page.keyboard.type("kra")
    page.get_by_role("checkbox", name=re.compile("Krakeelse Laan, ")).wait_for()
    tab_to(page, "Krakeelse Laan, ")
    page.keyboard.press("Space")
    told(page, r"^Krakeelse Laan erbij\.")
    before = people(page)
    tab_to(page, "Zoek je straat of postcode", back=True)
    page.keyboard.press("Control+A")
    page.keyboard.type(postcode := _a_postcode(wide))
    page.get_by_role("checkbox", name=re.compile(f"^{postcode}, ")).wait_for()
    tab_to(page, f"{postcode}, ")
    with summed_up_anew(page):
        page.keyboard.press("Space")
    told(page, rf"^{postcode} erbij\.")
    assert people(page) > before
    page.keyboard.press("Tab")
    name = focused(page).partition(",")[0]
    with summed_up_anew(page):
        page.keyboard.press("Space")
    told(page, rf"^{name} eraf\.")
    size = said_hectares(page)
    tab_to(page, "Aan de noordkant: erbij")
    with summed_up_anew(page):
        page.keyboard.press("Enter")
    told(page, r"^De noordkant erbij\.")
    assert said_hectares(page) > size
    wide.settle()
    faultless(page)


def _a_postcode(wide: Visit) -> str:
    """Return one of a block that touches what is ticked, and isn't itself."""
    boxes = wide.page.get_by_role("checkbox", checked=False, name=re.compile("^Krakeel [0-9]"))
    name = (boxes.first.get_attribute("aria-label") or "").partition(",")[0]
    store = open_store(wide.db)
    with store.read() as parts:
        (block,) = [b.id for b in parts.ground.blocks(parts.areas.today()) if b.name == name]
        code = next(one.code for one in parts.ground.postcodes() if one.block == block)
    store.close()
    return f"{code[:4]} {code[4:]}"


@contextmanager
def summed_up_anew(page: Page) -> Iterator[None]:
    """Wait after what is done until the summary has changed."""
    live = page.locator(".sk-live", has_text="hectare")
    before = live.inner_text()
    yield
    expect(live).not_to_have_text(before, use_inner_text=True)


def said_hectares(page: Page) -> float:
    text = page.locator(".sk-live", has_text="hectare").inner_text()
    found = re.search(r"([\d.,]+) hectare", text)
    assert found
    return float(found[1].replace(".", "").replace(",", "."))


def ticked(page: Page) -> set[str]:
    boxes = page.get_by_role("checkbox", checked=True)
    return {boxes.nth(i).get_attribute("aria-label") or "" for i in range(boxes.count())}


def she_reads_back_and_finds_her_ticks_again(wide: Visit) -> None:
    page = wide.page
    before = ticked(page)
    tab_to(page, "Verder")
    page.keyboard.press("Enter")
    has_focus(page, "Stap 3 van 4: Lees terug")
    page.get_by_text("Lees je grens terug").wait_for()
    wide.settle()
    faultless(page)
    tab_to(page, "Nee, ik pas het aan")
    page.keyboard.press("Enter")
    has_focus(page, "Zoek je straat of postcode")
    wide.settle()
    assert ticked(page) == before
    tab_to(page, "Verder")
    page.keyboard.press("Enter")
    has_focus(page, "Stap 3 van 4: Lees terug")
    tab_to(page, "Ja, dit klopt")
    page.keyboard.press("Enter")
    has_focus(page, "Stap 4 van 4: Verstuur")


def she_hears_what_is_missing_and_sends(wide: Visit) -> None:
    page = wide.page
    wide.settle()
    faultless(page)
    tab_to(page, "Verstuur mijn tekening")
    page.keyboard.press("Enter")
    has_focus(page, "De naam is leeg.")
    tab_to(page, "Hoe noem jij dit gebied?", back=True)
    page.keyboard.type("De Laan")
    tab_to(page, "Waarom hoort dit bij elkaar?")
    page.keyboard.type("Wij komen elkaar hier tegen.")
    tab_to(page, "Verstuur mijn tekening")
    page.keyboard.press("Enter")
    page.get_by_text(SENT).wait_for()


def she_copies_her_link(wide: Visit) -> None:
    page = wide.page
    wide.settle()
    faultless(page)
    tab_to(page, "Kopieer de link")
    page.keyboard.press("Enter")
    told(page, "De link is gekopieerd.")


def test_tab_and_escape_leave_every_widget_of_the_pages_for_residents(wide: Visit) -> None:
    """Who goes on with Tab comes past all there is, and out at the end."""
    page = wide.page
    for path in ("/", "/mijn-buurt", "/voorstellen", "/voorstellen?voorstel=15"):
        wide.open(path)
        page.get_by_role("heading", level=1).first.wait_for()
        wide.settle()
        faultless(page)
        for _ in range(200):
            page.keyboard.press("Tab")
            page.keyboard.press("Escape")
            if not focused(page):
                break
        else:
            pytest.fail(f"{path}: no way out of {focused(page)}")
