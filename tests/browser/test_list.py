"""Who says what his neighbourhood is without a map and without a mouse."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.browser


def list_of(visit: Visit) -> Page:
    """Open Mijn buurt at the list, and type the beginning of a street."""
    page = visit.open("/mijn-buurt")
    page.get_by_role("button", name="Kies straten uit een lijst").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Zoek je straat of postcode").focus()
    page.keyboard.type("krakeelse l")
    page.get_by_role("checkbox", name=re.compile("Krakeelse Laan, ")).wait_for()
    return page


def told(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=re.compile(text))).to_be_visible()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_a_street_is_ticked_by_keyboard_and_told(wide: Visit) -> None:
    page = list_of(wide)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    told(page, r"^Krakeelse Laan erbij\. \d+ blokken, ongeveer [\d.]+ inwoners\.$")
    # Who ticks stays where he is.
    assert focused(page).startswith("Krakeelse Laan, ")
    assert wide.faults == []


def test_a_block_of_the_street_is_taken_off_by_keyboard_and_told(wide: Visit) -> None:
    page = list_of(wide)
    page.get_by_role("checkbox", name=re.compile("Krakeelse Laan, ")).focus()
    page.keyboard.press("Space")
    told(page, "Krakeelse Laan erbij")
    page.keyboard.press("Tab")
    name = focused(page).partition(",")[0]
    page.keyboard.press("Space")
    told(page, f"^{name} eraf")
    assert focused(page).startswith(name)


def test_a_side_is_added_by_keyboard(wide: Visit) -> None:
    page = list_of(wide)
    page.get_by_role("checkbox", name=re.compile("Krakeelse Laan, ")).focus()
    page.keyboard.press("Space")
    told(page, "Krakeelse Laan erbij")
    page.get_by_role("button", name="Aan de noordkant: erbij").focus()
    page.keyboard.press("Enter")
    told(page, "^De noordkant erbij")


def test_the_list_has_no_serious_fault_on_a_phone(phone: Visit) -> None:
    page = list_of(phone)
    page.get_by_role("checkbox", name=re.compile("Krakeelse Laan, ")).focus()
    page.keyboard.press("Space")
    told(page, "Krakeelse Laan erbij")
    assert serious(Axe().run(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
