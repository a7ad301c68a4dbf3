"""A resident says on a phone what his neighbourhood is, and responds to a proposal.

The script of acceptance, step by step, in one visit: a later step stands on what the earlier ones
left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDE, Visit, _visit
from tests.browser.test_mine import (
    SENT,
    bow_tie,
    hectares,
    look_at,
    standing,
    step,
    stroke_with_finger,
)
from tests.browser.test_story import FREE, in_degrees, on_screen

pytestmark = pytest.mark.browser

NARROW = {"width": 390, "height": 800}
PEOPLE = re.compile(r"Ongeveer ([\d.]+) inwoners")


@contextmanager
def elsewhere(visit: Visit, chromium: Browser) -> Iterator[Visit]:
    """Another browser, that knows nothing of the first."""
    with chromium.new_context(viewport=WIDE) as context:
        yield _visit(context, visit.base, visit.db)


def only_tiles(visit: Visit) -> bool:
    """Whether of other hosts only the one with pictures for the map was asked; it got nothing."""
    return {url.split("/")[2] for url in visit.outside} <= {"service.pdok.nl"}


def sideways(page: Page) -> int:
    """How many pixels stand out beside the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.body.clientWidth")


def people(page: Page) -> int:
    text = page.locator(".sk-live", has_text=PEOPLE).inner_text()
    found = PEOPLE.search(text)
    assert found
    return int(found[1].replace(".", ""))


def tap(visit: Visit, lng: float, lat: float) -> None:
    visit.page.touchscreen.tap(*on_screen(visit, lng, lat))


def tap_inside(visit: Visit, area: str, *, dx: float = 0, dy: float = 0) -> None:
    """Tap in the middle of an area, or some metres from there."""
    at = standing(visit)[area].version.geometry.representative_point()
    visit.page.locator(".sk-view").evaluate("(view) => view.scrollIntoView({ block: 'center' })")
    tap(visit, *in_degrees(at.x + dx, at.y + dy))


@pytest.mark.writes
def test_a_resident_on_a_phone_draws_sends_comes_back_and_responds(
    phone: Visit, chromium: Browser
) -> None:
    page = phone.page
    page.set_viewport_size(NARROW)
    he_opens_the_map_and_goes_to_his_neighbourhood(phone)
    he_taps_blocks_of_krakeel(phone)
    size = he_takes_from_the_neighbour_and_comes_back_after_a_reload(phone)
    he_reads_back_and_sends(phone)
    his_link_opens_elsewhere(phone, chromium, size)
    of_a_figure_eight_he_keeps_one_part(phone)
    he_responds_to_a_proposal(phone)
    assert only_tiles(phone)
    assert phone.faults == []


def he_opens_the_map_and_goes_to_his_neighbourhood(phone: Visit) -> None:
    page = phone.open("/")
    page.get_by_role("heading", name="Gebieden van Hoogeveen", level=1).wait_for()
    phone.map()
    page.get_by_role("button", name="Teken mijn buurt", exact=True).tap()
    page.get_by_text("Hoe wil je beginnen?").wait_for()
    assert sideways(page) == 0


def he_taps_blocks_of_krakeel(phone: Visit) -> None:
    page = phone.page
    page.get_by_role("button", name="Tik blokken aan").tap()
    page.get_by_role("heading", name="Stap 2 van 4: Teken").wait_for()
    box = page.get_by_role("combobox", name="Begin met")
    box.tap()
    page.get_by_role("option", name="Krakeel", exact=True).tap()
    page.get_by_text(PEOPLE).wait_for()
    whole, lived = hectares(phone), people(page)
    page.get_by_role("button", name="Eraf", exact=True).tap()
    tap_inside(phone, "Krakeel")
    expect(page.locator(".sk-live", has_text=PEOPLE)).not_to_contain_text(_dutch(lived))
    assert people(page) < lived
    assert hectares(phone) < whole
    assert sideways(page) == 0


def he_takes_from_the_neighbour_and_comes_back_after_a_reload(phone: Visit) -> float:
    page = phone.page
    page.get_by_role("button", name="Erbij", exact=True).tap()
    tap_inside(phone, "Vogelpark")
    page.get_by_text(re.compile(r"Je neemt .*hectare\)? van Vogelpark")).first.wait_for()
    one = hectares(phone)
    tap_inside(phone, "Vogelpark", dx=160)
    two = hectares(phone)
    assert two > one
    page.get_by_role("button", name="Stap terug", exact=True).tap()
    assert hectares(phone) == one
    page.reload()
    page.get_by_text("Je tekening staat nog op dit apparaat.").wait_for()
    page.get_by_role("button", name="Ga verder met mijn tekening").tap()
    step(phone, 2)
    page.get_by_text(PEOPLE).wait_for()
    assert hectares(phone) == pytest.approx(one, abs=0.1)
    return one


def he_reads_back_and_sends(phone: Visit) -> None:
    page = phone.page
    page.get_by_role("button", name="Verder", exact=True).tap()
    page.get_by_text("Lees je grens terug").wait_for()
    for side in ("Noord", "Oost", "Zuid", "West"):
        page.get_by_text(re.compile(f"^{side}:")).first.wait_for()
        page.get_by_role("radiogroup", name=side).wait_for()
    page.get_by_role("radiogroup", name="Oost").get_by_text("Weet ik niet zeker").tap()
    page.get_by_role("button", name="Ja, dit klopt").tap()
    page.get_by_label("Hoe noem jij dit gebied?").fill("Ons hoekje")
    page.get_by_label("Waarom hoort dit bij elkaar?").fill("Wij delen het pad.")
    assert sideways(page) == 0
    page.get_by_role("button", name="Verstuur mijn tekening").tap()
    page.get_by_text(SENT).wait_for()
    assert sideways(page) == 0


def his_link_opens_elsewhere(phone: Visit, chromium: Browser, size: float) -> None:
    page = phone.page
    page.get_by_role("button", name="Kopieer de link").tap()
    page.get_by_text("De link is gekopieerd.").wait_for()
    link = page.get_by_label("Bewaar deze link.").input_value()
    with elsewhere(phone, chromium) as other:
        other.open(link.removeprefix(phone.base))
        other.page.get_by_role("heading", name="Ons hoekje").wait_for()
        other.map()
        assert hectares(other) == pytest.approx(size, abs=0.1)


def of_a_figure_eight_he_keeps_one_part(phone: Visit) -> None:
    page = phone.page
    page.get_by_role("button", name="Begin opnieuw").tap()
    page.get_by_role("button", name="Teken met je vinger").tap()
    step(phone, 2)
    look_at(phone, *FREE)
    stroke_with_finger(phone, bow_tie(*FREE))
    page.get_by_text("Je lijn kruist zichzelf.").first.wait_for()
    page.get_by_role("button", name="Houd deel A").tap()
    page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    assert page.get_by_role("button", name="Houd deel B").count() == 0


def he_responds_to_a_proposal(phone: Visit) -> None:
    page = phone.open("/voorstellen")
    page.get_by_role("button", name="Bekijk Krakeel tot aan de Wolfsboslaan").tap()
    page.get_by_role("heading", name="Krakeel tot aan de Wolfsboslaan", level=1).wait_for()
    page.get_by_text("6 voor en 2 tegen.").wait_for()
    page.get_by_role("button", name="Ik ben voor").tap()
    page.get_by_text("Je reactie telt mee.").wait_for()
    page.get_by_text("7 voor en 2 tegen.").wait_for()
    for path in ("/", "/mijn-buurt", "/voorstellen", "/voorstellen?voorstel=14"):
        phone.open(path)
        page.get_by_role("heading", level=1).first.wait_for()
        assert sideways(page) == 0, path


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")
