"""No page has a serious fault that a machine can find (axe: WCAG 2.2 A and AA)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
PATHS = ["/", "/?gebied=GM0118-0001", "/mijn-buurt", "/cijfers", "/export"]


def serious(results) -> list[str]:
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in results.response["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


def test_no_page_has_a_serious_fault(wide: Visit) -> None:
    found = {}
    for path in PATHS:
        wide.open(path)
        wide.page.get_by_role("heading", level=1).first.wait_for()
        wide.settle()
        found[path] = serious(Axe().run(wide.page))
    assert found == {path: [] for path in PATHS}


def test_the_report_map_itself_has_no_serious_fault(wide: Visit, tmp_path) -> None:
    wide.open("/cijfers")
    (tmp_path / "map.html").write_text(wide.page.locator("iframe").get_attribute("srcdoc"))
    page = wide.page.context.browser.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    assert serious(Axe().run(page)) == []
    page.close()


@pytest.mark.parametrize("path", PATHS)
def test_each_page_has_one_main_heading(wide: Visit, path: str) -> None:
    wide.open(path)
    wide.page.get_by_role("heading", level=1).first.wait_for()
    assert wide.page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_a_phone(phone: Visit, path: str) -> None:
    phone.open(path)
    phone.page.get_by_role("heading", level=1).first.wait_for()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
