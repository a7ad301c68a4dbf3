"""A real app, a real Chromium, and no other host."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
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


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def served(demo_store: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Serve a fresh copy of the demo store; yield its address and the store."""
    copy = tmp_path / "areas.sqlite"
    shutil.copy(demo_store, copy)
    db, port = f"sqlite:///{copy}", free_port()
    command = [sys.executable, "cli.py", "--db", db, "serve", "--port", str(port)]
    log = (tmp_path / "serve.log").open("wb")
    process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(base + "/health", process, tmp_path / "serve.log")
        yield base, db
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def wait_for(url: str, process: subprocess.Popen, log: Path | None = None) -> None:
    """Wait until a server answers; fail at once when it stopped."""
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.URLError:
            assert process.poll() is None, log.read_text() if log else url
            _wait()
        else:
            return
    pytest.fail(f"no answer from {url}")


def _wait() -> None:
    """Give the server a tenth of a second, without a sleep of our own."""
    with socket.socket() as listener:
        listener.settimeout(0.1)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        try:
            listener.accept()
        except TimeoutError:
            return


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
