"""The private link of a drawing: kept as a code and a file, and through a change of language."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from boundaries import qr
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious
from tests.browser.test_mine import SENT, begin_with_krakeel, press, send

pytestmark = [pytest.mark.browser, pytest.mark.writes]
CODE = "QR-code van jouw eigen link"


def sent(visit: Visit, name: str = "Mijn <b>Krakeel</b>") -> str:
    """Send a drawing; return its link."""
    begin_with_krakeel(visit)
    send(visit, name)
    visit.page.get_by_text(SENT).wait_for()
    return visit.page.get_by_label("Bewaar deze link.").input_value()


def test_the_link_is_a_code_too_that_no_server_is_asked_for(wide: Visit) -> None:
    asked: list[str] = []
    wide.page.on("request", lambda request: asked.append(request.url))
    link = sent(wide)
    code = wide.page.get_by_alt_text(CODE)
    code.wait_for()
    source = code.get_attribute("src")
    assert source in qr.picture(link, CODE).replace("&#x27;", "'")
    secret = link.rpartition("=")[2]
    assert [url for url in asked if secret in url] == []
    assert serious(Axe().run(wide.page)) == []


def test_the_link_is_saved_as_a_page_of_its_own(wide: Visit, tmp_path: Path) -> None:
    link = sent(wide)
    with wide.page.expect_download() as download:
        press(wide, "Bewaar als bestand")
    assert download.value.suggested_filename == "mijn-tekening.html"
    file = tmp_path / "saved.html"
    download.value.save_as(file)
    wide.page.set_content(file.read_text())
    assert wide.page.get_by_role("heading", level=1).inner_text() == "Mijn <b>Krakeel</b>"
    assert wide.page.get_by_role("link").get_attribute("href") == link
    wide.page.get_by_text("Dan komt er een voorstel op deze site.").wait_for()
    assert serious(Axe().run(wide.page)) == []


OTHER = "a[data-other]"
LOCATION = "() => location.search"
HELD = "() => sessionStorage.length > 0"


def test_another_language_keeps_the_access_that_the_link_gave(wide: Visit) -> None:
    link = sent(wide, "Mijn Krakeel")
    asked: list[str] = []
    wide.open(link.removeprefix(wide.base))
    wide.page.get_by_role("heading", name="Mijn Krakeel").wait_for()
    wide.page.wait_for_function("() => !location.search.includes('sleutel')")
    wide.page.on("request", lambda request: asked.append(request.url))
    wide.page.locator(OTHER).click()
    wide.page.get_by_role("button", name="Go on with my drawing").wait_for()
    assert wide.page.get_by_role("heading", name="Mijn Krakeel").count() == 1
    secret = link.rpartition("=")[2]
    assert [url for url in [*asked, wide.page.url] if secret in url] == []


def test_a_drawing_that_was_just_sent_is_still_ones_own_in_another_language(wide: Visit) -> None:
    sent(wide, "Mijn Krakeel")
    wide.page.wait_for_function(HELD)
    wide.page.locator(OTHER).click()
    wide.page.get_by_role("button", name="Go on with my drawing").wait_for()


def test_to_start_again_lets_go_of_the_link(wide: Visit) -> None:
    sent(wide, "Mijn Krakeel")
    press(wide, "Begin opnieuw")
    wide.page.get_by_text("Hoe wil je beginnen?").wait_for()
    wide.page.wait_for_function("() => sessionStorage.length === 0")
    wide.page.locator(OTHER).click()
    wide.page.get_by_text("How do you want to start?").wait_for()


def test_another_language_shows_the_same_proposal(wide: Visit) -> None:
    wide.open("/voorstellen?voorstel=1")
    wide.page.locator(OTHER).click()
    wide.page.get_by_role("heading", name="What has happened?").wait_for()
    assert "voorstel=1" in wide.page.evaluate(LOCATION)
