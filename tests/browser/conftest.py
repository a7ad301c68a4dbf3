"""A real app, a real Chromium, and no other host."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.serving import serving

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Visit:
    """A page of the app, with what it asked of other hosts and what went wrong."""

    page: Page
    base: str
    db: str
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        self.page.wait_for_selector(".sk-footer")
        return self.page

    def settle(self) -> None:
        """Wait until the page has asked for nothing new for half a second.

        The event `networkidle` is lost at times when a frame loads within the page.
        """
        self.page.wait_for_function(
            """() => {
                const asked = performance.getEntriesByType("resource").length;
                const quiet = window.quiet ??= {};
                if (quiet.asked !== asked) Object.assign(quiet, {asked, since: performance.now()});
                return performance.now() - quiet.since > 500;
            }"""
        )

    def map(self) -> None:
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stBidiComponentRegular], "
            "[data-testid=stBidiComponentIsolated]') !== null"
        )
        self.page.locator(".leaflet-container").wait_for()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium: apt-get install chromium")
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def looked_at(demo_store: Path, tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """Serve one copy of the demo store for all tests that only look."""
    folder = tmp_path_factory.mktemp("looked_at")
    copy = folder / "areas.sqlite"
    shutil.copy(demo_store, copy)
    with serving(f"sqlite:///{copy}", folder / "serve.log") as base:
        yield base, copy


def _state(store: Path) -> list[tuple[str, int, int]]:
    """Return what changes when somebody writes to a store."""
    files = sorted(store.parent.glob(store.name + "*"))
    return [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files
            if not file.name.endswith("-shm")]  # fmt: skip


@pytest.fixture
def served(request: pytest.FixtureRequest, demo_store: Path, tmp_path: Path):
    """Serve the demo store; a test marked `writes` gets a copy of its own.

    Yields the address and the URL of the store.
    """
    if request.node.get_closest_marker("writes") is None:
        base, store = request.getfixturevalue("looked_at")
        before = _state(store)
        yield base, f"sqlite:///{store}"
        assert _state(store) == before, "this test writes to the store: mark it `writes`"
        return
    copy = tmp_path / "areas.sqlite"
    shutil.copy(demo_store, copy)
    with serving(f"sqlite:///{copy}", tmp_path / "serve.log") as base:
        yield base, f"sqlite:///{copy}"


def _visit(context: BrowserContext, base: str, db: str) -> Visit:
    visit = Visit(context.new_page(), base, db)
    visit.page.set_default_timeout(20_000)

    def only_our_own(route) -> None:
        url = route.request.url
        if url.startswith((base, "data:", "blob:")):
            route.continue_()
        else:
            visit.outside.append(url)
            route.abort()

    context.route("**/*", only_our_own)
    visit.page.on("pageerror", lambda error: visit.faults.append(str(error)))
    return visit


@pytest.fixture
def wide(chromium: Browser, served) -> Iterator[Visit]:
    with chromium.new_context(viewport=WIDE, accept_downloads=True) as context:
        yield _visit(context, *served)


@pytest.fixture
def phone(chromium: Browser, served) -> Iterator[Visit]:
    with chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        yield _visit(context, *served)
