"""Voorstellen in a real browser: read, respond without an account, come back and change it."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe

from boundaries import commands
from boundaries.participation import Asks
from data.store import open_store
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious
from tests.browser.test_mine import draw_by_clicks, look_at, press, square_around
from tests.browser.test_story import FREE, in_metres, standing

pytestmark = [pytest.mark.browser, pytest.mark.writes]


@pytest.fixture
def asked(wide: Visit) -> Visit:
    """Two areas of the demo are asked to become one."""
    _ask(wide)
    return wide


def _ask(visit: Visit) -> None:
    store = open_store(visit.db)
    with store.read() as parts:
        visitor = parts.people.visitor()
        first, second = [v.area for v in parts.areas.at(parts.areas.today())][:2]
    ask = commands.Ask(
        Asks.MERGE, "Samen <b>sterker</b>", "We doen al veel samen.", [first, second], name="Samen"
    )
    commands.propose(store, visitor, ask)
    store.close()


def test_a_resident_objects_with_a_reason_and_changes_his_mind(asked: Visit) -> None:
    page = asked.open("/voorstellen")
    page.get_by_role("button", name="Bekijk Samen <b>sterker</b>").click()
    page.get_by_role("heading", name="Samen <b>sterker</b>", level=1).wait_for()
    page.get_by_role("button", name="Ik ben tegen").click()
    page.get_by_text("De reden is leeg.").wait_for()
    page.get_by_label("Waarom?").fill("Wij horen er niet bij.")
    page.get_by_role("button", name="Ik ben tegen").click()
    page.get_by_text("Je reactie telt mee.").wait_for()
    page.get_by_text("0 voor en 1 tegen.").wait_for()
    page.get_by_text("Wij horen er niet bij.").first.wait_for()
    link = page.locator("input[readonly]").input_value()
    # Elsewhere, with the link alone.
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_role("heading", level=1).first.wait_for()
    page.wait_for_function("!location.search.includes('sleutel')")
    page.get_by_role("button", name="Ik ben voor").click()
    page.get_by_text("1 voor en 0 tegen.").wait_for()
    assert asked.outside == []


def test_a_merger_is_asked_for_with_the_keyboard_alone(wide: Visit) -> None:
    page = wide.open("/voorstellen")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    areas = page.get_by_role("combobox", name="Welke gebieden")
    # A list that has come out closes when the page moves under it, as it does while this opens.
    areas.element_handle().wait_for_element_state("stable")
    areas.focus()
    for name in ("Pesse", "Elim"):
        page.keyboard.type(name)
        page.get_by_role("option", name=name).wait_for()
        page.keyboard.press("ArrowDown")
        # Enter takes the option that stands out, and the field begins anew with its tag.
        page.locator("[role=option][data-focused]", has_text=name).wait_for()
        page.keyboard.press("Enter")
        page.locator("[data-testid=stMultiSelectTagsContainer]").get_by_text(name).wait_for()
    page.get_by_label("Naam van het nieuwe gebied").fill("Samen")
    page.get_by_label("Je voorstel in een paar woorden").fill("Samen verder")
    page.get_by_label("Waarom", exact=True).fill("Omdat het kan.")
    page.get_by_role("button", name="Verstuur mijn voorstel").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Samen verder", level=1).wait_for()
    page.get_by_text("worden één gebied: Samen.").wait_for()


def test_nothing_on_the_page_of_a_proposal_is_a_serious_fault(asked: Visit) -> None:
    for path in ("/voorstellen", "/voorstellen?voorstel=1", "/voorstellen?voorstel=1&taal=en"):
        page = asked.open(path)
        page.get_by_role("heading", level=1).first.wait_for()
        asked.settle()
        assert serious(Axe().run(page)) == [], path


def _asked_long_ago(visit: Visit) -> int:
    """Let a new area be asked for in the free fields, at a time that leaves it to be decided on."""
    now = dt.datetime.now(dt.UTC)
    store = open_store(visit.db, clock=lambda: now - dt.timedelta(60))
    with store.read() as parts:
        visitor = parts.people.visitor()
    x, y = in_metres(*FREE)
    land = shapely.box(x - 400, y - 400, x + 400, y + 400)
    ask = commands.Ask(
        Asks.NEW, "Een Veldje", "Wij horen bij elkaar.", geometry=land, name="Veldje"
    )
    number = commands.propose(store, visitor, ask).proposal
    store.close()
    return number


def test_the_coordinator_says_yes_but_smaller_and_marks_the_boundary(wide: Visit) -> None:
    number = _asked_long_ago(wide)
    page = wide.open(f"/voorstellen?voorstel={number}")
    page.get_by_text("Ja, maar kleiner").click()
    page.get_by_text("Teken er een lijn omheen").click()
    wide.map()
    press(wide, "Meer")
    press(wide, "Wis alles")
    look_at(wide, *FREE)
    draw_by_clicks(wide, square_around(*FREE))
    page.get_by_text("hectare").first.wait_for()
    wide.settle()
    page.get_by_label("Wie besloot").fill("De stuurgroep")
    page.get_by_label("Reden van het besluit").fill("De rand blijft van niemand.")
    press(wide, "Leg het besluit vast")
    page.get_by_text("Ja, maar kleiner").first.wait_for()
    page.locator(".sk-story", has_text="De rand blijft van niemand.").wait_for()
    assert 0 < standing(wide)["Veldje"].area_m2 < 640_000
    assert wide.faults == []


def test_nothing_of_a_proposal_scrolls_sideways_on_a_phone(phone: Visit) -> None:
    _ask(phone)
    phone.open("/voorstellen?voorstel=1")
    phone.page.get_by_text("Wat is er gebeurd?").wait_for()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_resident_asks_for_another_boundary_from_the_map_on(wide: Visit) -> None:
    page = wide.open("/?gebied=GM0118-0025")
    page.get_by_role("link", name="Klopt de grens niet? Doe een voorstel.").click()
    page.get_by_role("heading", name="Stap 2 van 4: Teken").wait_for()
    page.get_by_text("Ongeveer").first.wait_for()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Ja, dit klopt").click()
    page.get_by_label("Hoe noem jij dit gebied?").fill("Krakeel blijft zo")
    page.get_by_label("Waarom hoort dit bij elkaar?").fill("Het is goed zo.")
    page.get_by_role("button", name="Verstuur mijn tekening").click()
    page.get_by_text("Je tekening is verstuurd. Dank je wel!").wait_for()
    page.get_by_text("Maak hier nu een voorstel van").click()
    page.get_by_role("button", name="Maak er een voorstel van").click()
    # Nothing was changed of it.
    page.get_by_text("Verplaats er eerst een stuk van").wait_for()
