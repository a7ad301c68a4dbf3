"""Projecten en geld in a real browser: a row by keyboard alone, and read by everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.browser
PESSE = "/projecten?gebied=GM0118-0001"
RIGHT = "Klopt: over + afgesproken + uitgegeven = toegekend."


def type_row(page, title: str, euros: str) -> None:
    """Enter a quick win, from the title on, without a mouse."""
    page.keyboard.type(title)
    for _field in ("kind", "euros"):
        page.keyboard.press("Tab")
    page.keyboard.type(euros)
    page.keyboard.press("Enter")


@pytest.mark.writes
def test_one_project_after_another_is_entered_by_keyboard_alone(wide: Visit) -> None:
    page = wide.open(PESSE)
    page.get_by_label("Titel").focus()
    type_row(page, "Jeu de boules", "25,50")
    page.get_by_text("Bewaard: Jeu de boules, € 25,50. Over:").wait_for()
    # The row is empty again and has the focus.
    page.wait_for_function("document.activeElement.getAttribute('aria-label') === 'Titel'")
    assert page.get_by_label("Titel").input_value() == ""
    type_row(page, "Een bank", "1.000,00")
    page.get_by_text("Bewaard: Een bank, € 1.000. Over:").wait_for()
    for title in ("Jeu de boules", "Een bank"):
        page.locator("th", has_text=title).first.wait_for()
    page.get_by_text(RIGHT).wait_for()
    assert wide.faults == []
    assert wide.outside == []


@pytest.mark.writes
def test_what_cannot_be_read_stays_in_the_row_and_is_asked_back(wide: Visit) -> None:
    page = wide.open(PESSE)
    page.get_by_label("Titel").focus()
    type_row(page, "Jeu de boules", "2.500")
    page.get_by_text("2.500 is geen bedrag.").wait_for()
    assert page.get_by_label("Titel").input_value() == "Jeu de boules"
    page.get_by_label("Euro", exact=True).fill("99999999")
    page.keyboard.press("Enter")
    page.get_by_text("Kies een lager bedrag.").wait_for()


@pytest.mark.writes
def test_a_resident_hands_in_an_idea_and_reads_the_answer_with_the_link(wide: Visit) -> None:
    page = wide.open(PESSE)
    page.get_by_text("Ik heb een idee voor een project").click()
    page.get_by_label("Je idee in een paar woorden").fill("Een picknicktafel")
    page.get_by_role("button", name="Lever mijn idee in").click()
    page.get_by_text("Je idee is ingeleverd. Dank je wel!").first.wait_for()
    label = "Bewaar deze link. Daarmee lees je het antwoord."
    link = page.get_by_label(label).input_value()
    page.get_by_label("Waarom niet Een picknicktafel (de maker leest dit)").fill("De grond is nat.")
    page.keyboard.press("Enter")
    page.get_by_text("Het antwoord is bewaard.").wait_for()
    page.goto(link)
    page.get_by_text("Het antwoord: De grond is nat.").wait_for()
    page.wait_for_function("!location.search.includes('sleutel')")


def test_the_page_has_no_serious_fault(wide: Visit) -> None:
    for path in (PESSE, "/projecten?taal=en"):
        page = wide.open(path)
        page.get_by_role("heading", level=1).wait_for()
        wide.settle()
        assert serious(Axe().run(page)) == [], path


def test_the_page_does_not_scroll_sideways_on_a_phone(phone: Visit) -> None:
    page = phone.open("/projecten")
    page.get_by_text(RIGHT).wait_for()
    phone.settle()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_choice_stands_in_the_address(wide: Visit) -> None:
    page = wide.open("/projecten?gebied=GM0118-0001&jaar=2016")
    page.get_by_text("Stand op 31-12-2016").wait_for()
    page.get_by_role("combobox", name="Jaar").click()
    page.get_by_role("option", name="2015", exact=True).click()
    page.get_by_text("Stand op 31-12-2015").wait_for()
    assert "jaar=2015" in page.url
    assert "gebied=GM0118-0001" in page.url


@pytest.mark.writes
def test_a_coordinator_reads_a_table_of_projects_in(wide: Visit, tmp_path: Path) -> None:
    file = tmp_path / "projecten.csv"
    file.write_text(
        "project_id;title;kind;area;status;date;amount_eur\n"
        "N-1;Een vogelhuis;quick_win;Pesse;idea;2026-02-01;25,50\n",
        encoding="utf-8",
    )
    page = wide.open("/projecten")
    page.get_by_text("Lees projecten, budgetten of deelname in uit een bestand").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Goedgekeurd: 1 rij kan worden ingelezen.").wait_for()
    wide.settle()
    assert serious(Axe().run(page)) == []
    page.get_by_role("button", name="Lees 1 rij in").click()
    page.get_by_text("Goedgekeurd: 1 rij ingelezen.").wait_for()
    wide.open(PESSE).locator("th", has_text="Een vogelhuis").first.wait_for()
    assert wide.faults == []
