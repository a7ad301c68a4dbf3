"""A coordinator at a kitchen table with a tablet: from many drawings to one boundary, and a merger.

The script of acceptance, step by step, in one visit: a later step stands on what the earlier ones
left.
"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from boundaries import commands, queries
from boundaries.bookkeeping import money_at
from boundaries.model import Occasion
from data.store import open_store
from tests.browser.conftest import Visit, _visit
from tests.browser.test_accessibility import serious
from tests.browser.test_mine import SENT, draw_by_clicks, look_at, send, square_around, step
from tests.browser.test_story import FREE, in_degrees, on_screen, standing

pytestmark = [pytest.mark.browser, pytest.mark.writes]

TABLET = {"width": 820, "height": 1180}
HECTARES = re.compile(r"van de tekeningen: ([\d,.]+) hectare")


@pytest.fixture
def tablet(chromium: Browser, served):
    with chromium.new_context(viewport=TABLET, has_touch=True) as context:
        yield _visit(context, *served)


def to_task(visit: Visit, task: str) -> Page:
    page = visit.open(f"/werkbank?taak={task}")
    page.get_by_role("heading", name="Werkbank").wait_for()
    return page


def shared_hectares(page: Page) -> float:
    text = page.locator("p strong", has_text=HECTARES).inner_text()
    found = HECTARES.search(text)
    assert found
    return float(found[1].replace(".", "").replace(",", "."))


def choose(page: Page, label: str, *options: str) -> None:
    box = page.get_by_role("combobox", name=label)
    for option in options:
        box.click()
        box.fill(option)
        page.get_by_role("option", name=option, exact=True).click()
    if len(options) > 1:
        # Closes the list; in a list of which one is chosen it would take the choice away.
        page.keyboard.press("Escape")


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.blur()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def agree(page: Page, *groups: str) -> None:
    for group in groups:
        page.get_by_text(f"{group} is akkoord", exact=True).click()
        page.get_by_text(re.compile(rf"^{group} is akkoord op \d")).wait_for()


def state(visit: Visit) -> tuple[dict[str, float], int]:
    """The ids that stand with their m2, and all money left in cents."""
    store = open_store(visit.db)
    with store.read() as parts:
        today = parts.areas.today()
        areas = {r.version.area: r.area_m2 for r in queries.areas_at(parts, today)}
        left = money_at(parts, today).total.available
    store.close()
    return areas, left


def test_from_many_drawings_to_one_proposal(tablet: Visit) -> None:
    page = to_task(tablet, "tekeningen")
    inbox = page.get_by_text(re.compile(r"^\d+ tekeningen in Teken jouw Krakeel$"))
    before = int(inbox.inner_text().split()[0])
    page = to_task(tablet, "delen")
    page.get_by_text("Hier zijn mensen het eens").or_(
        page.get_by_text("Hier verschillen mensen")
    ).first.wait_for()
    half = shared_hectares(page)
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.locator("p strong", has_text="In minstens 30 % van de tekeningen").wait_for()
    assert shared_hectares(page) > half
    press(page, "Maak hier een voorstel van")
    page.get_by_text(re.compile(r"^Concept\. Voorstel \d+ wacht")).wait_for()
    assert serious(Axe().run(page)) == []
    page = to_task(tablet, "passend")
    page.get_by_text(re.compile(r"^\d+ kier(en)? gedicht\. [\d.]+ m² veranderd\.$")).wait_for()
    page = to_task(tablet, "tekeningen")
    fill(page, "Hoeveel mensen tekenden dit samen?", "8")
    press(page, "Trek de lijn over")
    step(tablet, 2)
    look_at(tablet, *FREE)
    draw_by_clicks(tablet, square_around(*FREE))
    page.get_by_text("Je neemt niets van een ander gebied.").wait_for()
    send(tablet, "Aan de keukentafel")
    page.get_by_text(SENT).wait_for()
    page = to_task(tablet, "tekeningen")
    page.get_by_text(re.compile(rf"^{before + 1} tekeningen in")).wait_for()
    page.get_by_text(re.compile("Aan de keukentafel – 1 tekening")).click()
    row = page.locator("tr", has_text="Aan de keukentafel").locator("td")
    expect(row.nth(3)).to_have_text("8")
    assert tablet.faults == []


def test_two_areas_become_one_although_somebody_was_first(tablet: Visit) -> None:
    page = to_task(tablet, "samenvoegen")
    choose(page, "Welke gebieden worden één", "Pesse", "Elim")
    fill(page, "Naam van het nieuwe gebied", "Samen sterk")
    press(page, "Bekijk eerst wat er verandert")
    page.get_by_text("Deze gebieden raken elkaar niet.").wait_for()

    page = to_task(tablet, "samenvoegen")
    choose(page, "Welke gebieden worden één", "Kattouw", "Steenbergerweiden")
    fill(page, "Naam van het nieuwe gebied", "Samen sterk")
    press(page, "Voeg 2 gebieden samen")
    page.get_by_text("Kattouw is nog niet akkoord.").wait_for()
    agree(page, "Kattouw", "Steenbergerweiden")
    fill(page, "Reden. Iedereen kan dit lezen; noem geen personen.", "We doen al alles samen.")
    press(page, "Bekijk eerst wat er verandert")
    sums = page.locator("tr", has_text="Samen nu"), page.locator("tr", has_text="Samen straks")
    sums[0].wait_for()
    assert len({row.inner_text().split("\t", 1)[1] for row in sums}) == 1
    assert serious(Axe().run(page)) == []

    begun = state(tablet)
    store = open_store(tablet.db)
    with store.read() as parts:
        actor, today = parts.people.local(), parts.areas.today()
        kattouw = queries.find_area(parts, "Kattouw", today).area
    commands.rename(
        store, actor, kattouw, name="De Kattouw", occasion=Occasion(today, "Zo heet het.")
    )
    store.close()
    press(page, "Voeg 2 gebieden samen")
    page.get_by_role("dialog", name="Iemand was je voor").wait_for()
    press(page, "Ga verder met de nieuwe grens")
    page.get_by_role("dialog").wait_for(state="hidden")
    press(page, "Voeg 2 gebieden samen")
    page.get_by_text("Vastgelegd. Je kunt dit ongedaan maken.").wait_for()
    merged, left = state(tablet)
    assert len(merged) == len(begun[0]) - 1
    assert left == begun[1]
    press(page, "Maak ongedaan")
    expect(page.get_by_text("Vastgelegd. Je kunt dit ongedaan maken.")).to_have_count(0)
    assert state(tablet) == begun
    assert tablet.faults == []


def test_a_line_that_does_not_cut_is_refused(tablet: Visit) -> None:
    page = to_task(tablet, "splitsen")
    choose(page, "Welk gebied", "Krakeel")
    page.get_by_role("combobox", name=re.compile("^Langs welke")).wait_for()
    page.get_by_text("Teken een rondje om één deel").click()
    page.get_by_text("Teken er een lijn omheen").click()
    look_at(tablet, *FREE)
    draw_by_clicks(tablet, square_around(*FREE))
    fill(page, "Naam van het deel links van de lijn", "Noord")
    fill(page, "Naam van het deel rechts van de lijn", "Zuid")
    press(page, "Bekijk eerst wat er verandert")
    page.get_by_text("De lijn knipt het gebied niet door.").wait_for()
    assert tablet.faults == []


def test_an_area_is_split_along_a_line_from_edge_to_edge(tablet: Visit) -> None:
    page = to_task(tablet, "splitsen")
    choose(page, "Welk gebied", "Krakeel")
    page.get_by_role("combobox", name=re.compile("^Langs welke")).wait_for()
    page.get_by_text("Teken een lijn van rand tot rand", exact=True).click()
    tablet.map()
    page.get_by_role("button", name="Punten", exact=True).click()
    page.locator(".sk-view").evaluate("(view) => view.scrollIntoView({ block: 'center' })")
    west, south, east, north = standing(tablet)["Krakeel"].version.geometry.bounds
    for x in (west - 60, (west + east) / 2, east + 60):
        page.mouse.click(*on_screen(tablet, *in_degrees(x, (south + north) / 2)))
    press(page, "De lijn is klaar")
    page.get_by_text("Niet goed? Doe een stap terug en teken de lijn opnieuw.").wait_for()
    fill(page, "Naam van het deel links van de lijn", "Noord")
    fill(page, "Naam van het deel rechts van de lijn", "Zuid")
    press(page, "Bekijk eerst wat er verandert")
    page.get_by_text("Er gaat geen cent verloren.").wait_for()
    for part in ("Noord", "Zuid"):
        page.get_by_role("rowheader", name=part, exact=True).first.wait_for()
    assert tablet.faults == []


def test_what_was_filled_in_survives_a_closed_tablet(tablet: Visit) -> None:
    page = to_task(tablet, "samenvoegen")
    choose(page, "Welke gebieden worden één", "Kattouw", "Steenbergerweiden")
    fill(page, "Naam van het nieuwe gebied", "Samen sterk")
    fill(page, "Reden. Iedereen kan dit lezen; noem geen personen.", "We doen al alles samen.")
    tablet.settle()
    page = to_task(tablet, "samenvoegen")
    page.get_by_text("Je werk staat nog op dit apparaat.").wait_for()
    press(page, "Ga ermee verder")
    name = page.get_by_label("Naam van het nieuwe gebied", exact=True)
    expect(name).to_have_value("Samen sterk")
    page.get_by_role("button", name="Voeg 2 gebieden samen", exact=True).wait_for()
    assert tablet.faults == []


def test_of_two_coordinators_who_merge_at_once_one_is_done_and_one_is_told(
    tablet: Visit, chromium: Browser
) -> None:
    with chromium.new_context(viewport=TABLET) as context:
        other = _visit(context, tablet.base, tablet.db)
        for visit in (tablet, other):
            page = to_task(visit, "samenvoegen")
            choose(page, "Welke gebieden worden één", "Kattouw", "Steenbergerweiden")
            fill(page, "Naam van het nieuwe gebied", "Samen sterk")
            agree(page, "Kattouw", "Steenbergerweiden")
            fill(page, "Reden. Iedereen kan dit lezen; noem geen personen.", "Het is zover.")
        press(tablet.page, "Voeg 2 gebieden samen")
        tablet.page.get_by_text("Vastgelegd. Je kunt dit ongedaan maken.").wait_for()
        merged = state(tablet)
        press(other.page, "Voeg 2 gebieden samen")
        told = other.page.get_by_role("dialog", name="Iemand was je voor")
        told.get_by_text("samengevoegd").wait_for()
        assert state(tablet) == merged
        assert tablet.faults == other.faults == []
