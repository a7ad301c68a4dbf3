"""Kaarten en cijfers in a real browser: years that play, two maps that move together, a link."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator

from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.browser
YEARS = "/cijfers?toon=besteding&op=2012-12-31"
BOUNDS = (
    "() => [...document.querySelectorAll('.legend li span:nth-of-type(1)')].map(e => e.innerText)"
)
VIEW = "() => smeedkaartMaps.map(m => [m.getCenter().lat, m.getCenter().lng, m.getZoom()])"


def opened(visit: Visit, path: str) -> FrameLocator:
    visit.open(path)
    frame = visit.page.frame_locator("iframe")
    frame.locator("html[data-drawn]").wait_for()
    return frame


def ask(visit: Visit, script: str):
    """What the document itself says."""
    return visit.page.locator("iframe").element_handle().content_frame().evaluate(script)


def document(visit: Visit, tmp_path, reduced: bool = False):
    """The map opened from disk, in a tab of its own."""
    (tmp_path / "map.html").write_text(visit.page.locator("iframe").get_attribute("srcdoc"))
    page = visit.page.context.browser.new_page(
        reduced_motion="reduce" if reduced else "no-preference"
    )
    page.goto((tmp_path / "map.html").as_uri())
    page.locator("html[data-drawn]").wait_for()
    return page


def test_years_play_and_bounds_and_view_stay(wide: Visit) -> None:
    frame = opened(wide, YEARS)
    before = ask(wide, BOUNDS), ask(wide, VIEW)
    frame.get_by_role("button", name="Speel af").click()
    frame.get_by_text("Stand op 31-12-2013").wait_for()
    frame.get_by_role("button", name="Pauze").click()
    assert (ask(wide, BOUNDS), ask(wide, VIEW)) == before


def test_the_table_and_the_legend_follow_the_year(wide: Visit) -> None:
    frame = opened(wide, YEARS)
    rows = frame.locator("tbody tr").count()
    frame.get_by_role("slider").press("End")
    frame.locator(".stamp", has_text="Stand op 31-12-2012").wait_for(state="detached")
    assert frame.locator("tbody tr").count() > rows
    counted = ask(
        wide, "() => [...document.querySelectorAll('.n')].map(e => parseInt(e.innerText))"
    )
    assert sum(counted) == frame.locator("tbody tr").count()


def test_the_bar_of_years_goes_by_keyboard_and_is_read_out(wide: Visit) -> None:
    frame = opened(wide, YEARS)
    bar = frame.get_by_role("slider")
    bar.press("ArrowLeft")
    assert bar.get_attribute("aria-valuetext") == "Stand op 31-12-2011"
    assert "op 31-12-2011" in frame.locator("#announcer").inner_text()


def test_who_wants_no_motion_has_the_bar_but_nothing_that_plays(wide: Visit, tmp_path) -> None:
    opened(wide, YEARS)
    page = document(wide, tmp_path, reduced=True)
    assert page.get_by_role("button", name="Speel af").count() == 0
    assert page.get_by_role("slider").is_visible()
    page.close()


def test_the_link_opens_the_same_year_and_place(wide: Visit) -> None:
    wide.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = opened(wide, YEARS)
    frame.get_by_role("slider").press("ArrowRight")
    ask(wide, "() => smeedkaartMaps[0].setView([52.73, 6.48], 14, {animate: false})")
    wide.page.get_by_role("button", name="Kopieer de link").press("Enter")
    wide.page.get_by_text("De link is gekopieerd.").wait_for()
    link = wide.page.evaluate("navigator.clipboard.readText()")
    again = opened(wide, link.removeprefix(wide.base))
    again.get_by_text("Stand op 31-12-2013").wait_for()
    frame_of = wide.page.locator("iframe").element_handle().content_frame()
    frame_of.wait_for_function("() => smeedkaartMaps[0].getZoom() === 14")
    assert ask(wide, VIEW)[0][:2] == pytest.approx([52.73, 6.48], abs=1e-3)


def test_of_two_dates_moving_one_map_moves_the_other(wide: Visit) -> None:
    frame = opened(wide, "/cijfers?toon=uitgegeven-per-inwoner&op=2019-12-31&met=2012-12-31")
    assert frame.locator(".stamp").all_inner_texts() == [
        "Stand op 31-12-2012",
        "Stand op 31-12-2019",
    ]
    ask(wide, "() => smeedkaartMaps[1].setView([52.7, 6.5], 13, {animate: false})")
    one, other = ask(wide, VIEW)
    assert one == pytest.approx(other, abs=1e-3)


def test_two_figures_have_a_map_each(wide: Visit) -> None:
    frame = opened(wide, "/cijfers?toon=besteding&naast=inwoners&op=2019-12-31")
    assert frame.locator("canvas").count() == 2
    assert frame.locator("table").count() == 2


def test_a_row_and_its_shape_light_up_together(wide: Visit, tmp_path) -> None:
    opened(wide, YEARS + "&beeld=datum")
    page = document(wide, tmp_path)
    before = page.locator(".map canvas").evaluate("c => c.toDataURL()")
    page.locator("tbody tr").first.focus()
    assert page.locator(".map canvas").evaluate("c => c.toDataURL()") != before
    page.close()


def test_sorted_by_the_figure_the_order_is_that_of_the_colours(wide: Visit) -> None:
    frame = opened(wide, "/cijfers?toon=uitgegeven-per-inwoner&op=2019-12-31")
    frame.locator("thead button").last.click()
    colours = ask(
        wide, "() => [...document.querySelectorAll('.swatch')].map(e => e.style.background)"
    )
    assert [c for i, c in enumerate(colours) if i == 0 or c != colours[i - 1]] == list(
        dict.fromkeys(colours)
    )


@pytest.mark.parametrize(
    "address",
    [
        "toon=inwoners",
        "toon=besteding&naast=projecten-per-1000",
        "toon=inwoners-per-hectare&op=2019-12-31&met=2012-12-31",
    ],
)
def test_no_map_has_a_serious_fault(wide: Visit, tmp_path, address: str) -> None:
    opened(wide, f"/cijfers?{address}")
    page = document(wide, tmp_path)
    assert serious(Axe().run(page)) == []
    page.close()


def test_on_a_phone_nothing_of_the_document_scrolls_sideways(phone: Visit) -> None:
    opened(phone, YEARS)
    assert ask(phone, "() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("form", ["PNG", "PDF", "XLSX"])
def test_what_is_shown_can_be_taken_along(wide: Visit, form: str) -> None:
    opened(wide, YEARS + "&beeld=datum")
    with wide.page.expect_download() as download:
        wide.page.get_by_role("button", name=form).press("Enter")
    assert download.value.path().stat().st_size > 2_000
