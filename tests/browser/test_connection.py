"""A connection that is lost: said in one's own language, and what was ready is sent later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE, Visit, _visit
from tests.browser.test_accessibility import serious
from tests.browser.test_mine import SENT, begin_with_krakeel, hectares, kept, press, tap_inside
from tests.browser.wire import Wire, wire_to

pytestmark = [pytest.mark.browser, pytest.mark.writes]
LOST = "Geen verbinding. Je tekening staat nog op dit apparaat."
LATER = "Verstuur zodra er weer verbinding is"


@pytest.fixture
def wired(chromium: Browser, served) -> Iterator[tuple[Visit, Wire]]:
    base, db = served
    with (
        wire_to(int(base.rpartition(":")[2])) as wire,
        chromium.new_context(viewport=PHONE, has_touch=True) as context,
    ):
        yield _visit(context, f"http://127.0.0.1:{wire.port}", db), wire


def test_a_drawing_that_was_ready_is_sent_when_the_connection_is_back(wired) -> None:
    visit, wire = wired
    page = visit.page
    begin_with_krakeel(visit)
    press(visit, "Verder")
    press(visit, "Ja, dit klopt")
    page.get_by_label("Hoe noem jij dit gebied?").fill("Ons hoekje")
    page.get_by_label("Waarom hoort dit bij elkaar?").fill("Wij delen het pad.")
    wire.cut()
    page.get_by_text(LOST).wait_for()
    # The framework's own notice is in English, and over everything.
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert serious(Axe().run(page)) == []
    page.get_by_role("button", name=LATER).click()
    page.get_by_text("We versturen het zodra er weer verbinding is.").wait_for()
    wire.mend()
    page.get_by_text(SENT).wait_for(timeout=60_000)
    assert [d.name for d in kept(visit)][-1] == "Ons hoekje"
    expect(page.get_by_text(LOST)).to_be_hidden()


def test_one_draws_on_without_a_connection(wired) -> None:
    visit, wire = wired
    begin_with_krakeel(visit)
    before = hectares(visit)
    wire.cut()
    visit.page.get_by_text(LOST).wait_for()
    press(visit, "Eraf")
    tap_inside(visit, "Krakeel")
    assert hectares(visit) < before
    wire.mend()
    expect(visit.page.get_by_text(LOST)).to_be_hidden()
