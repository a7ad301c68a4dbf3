"""Policy staff: the first steps of the acceptance script that are about maps, in one visit."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator

from tests.browser.conftest import Visit
from tests.browser.test_figures import BOUNDS, VIEW, ask

pytestmark = pytest.mark.browser


def drawn(visit: Visit) -> FrameLocator:
    frame = visit.page.frame_locator("iframe")
    frame.locator("html[data-drawn]").wait_for()
    return frame


def test_policy_staff_find_choose_compare_and_take_along(wide: Visit, tmp_path) -> None:
    # 1: a map, a table, and no request to another host.
    wide.open("/cijfers")
    frame = drawn(wide)
    assert frame.locator(".map canvas").count() == 1
    assert frame.locator("tbody tr").count() == 26
    assert {url.split("/")[2] for url in wide.outside} <= {"service.pdok.nl"}

    # 2: another figure has five classes, a unit and a source.
    choice = wide.page.get_by_role("combobox", name="Wat wil je zien?")
    choice.click()
    wide.page.get_by_role("option", name="Projecten per 1.000 inwoners").click()
    frame.get_by_role("heading", name="Projecten per 1.000 inwoners – Hoogeveen").wait_for()
    assert frame.locator(".legend rect[fill^='#']").count() == 5
    assert "per 1.000 inwoners" in frame.locator(".legend p").first.inner_text()
    assert "Bron: " in frame.locator(".source").inner_text()

    # 3: of a past date it has the stamp and the areas of then.
    wide.open("/cijfers?toon=projecten-per-1000&op=2012-12-31")
    frame = drawn(wide)
    frame.locator(".stamp", has_text="Stand op 31-12-2012").wait_for()
    rows = frame.locator("tbody tr").count()
    assert 0 < rows < 26
    assert frame.locator("#lead").inner_text().startswith(f"{rows} gebieden op 31-12-2012.")

    # 4: it plays; zoom and bounds stay.
    before = ask(wide, BOUNDS), ask(wide, VIEW)
    frame.get_by_role("button", name="Speel af").click()
    frame.locator(".stamp", has_text="Stand op 31-12-2013").wait_for()
    frame.get_by_role("button", name="Pauze").click()
    assert (ask(wide, BOUNDS), ask(wide, VIEW)) == before

    # 6: two dates are two maps, one legend, and a column of differences.
    wide.page.get_by_text("Vergelijk twee datums").click()
    frame.locator(".stamp").nth(1).wait_for()
    assert frame.locator(".legend").count() == 1
    assert frame.get_by_role("button", name="Verschil").count() == 1
    assert "met=" in wide.page.url

    # 7: what is downloaded is what is shown.
    shown = wide.page.locator("iframe").get_attribute("srcdoc")
    with wide.page.expect_download() as download:
        wide.page.get_by_role("button", name="Download deze kaart").press("Enter")
    download.value.save_as(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text() == shown
    assert wide.faults == []
