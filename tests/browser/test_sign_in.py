"""Signing in with a real OpenID Connect provider; the role is ours, looked up at each run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from boundaries import commands
from boundaries.model import Role
from data.store import open_store
from tests.browser.serving import free_port, serving, wait_for

os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")
PROVIDER = """
import logging, warnings
warnings.simplefilter("ignore")
import sys
from oidc_provider_mock import run_server_in_thread
from time import sleep
with run_server_in_thread(port=int(sys.argv[1])) as server:
    sys.stdin.read()
"""


@pytest.fixture
def provider() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROVIDER, str(port)],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    wait_for(f"{base}/.well-known/openid-configuration", lambda: process.poll() is None)
    yield base
    process.communicate(b"", timeout=30)


@pytest.fixture
def signing_app(demo_store: Path, tmp_path: Path, provider: str) -> Iterator[tuple[str, str]]:
    copy = tmp_path / "areas.sqlite"
    shutil.copy(demo_store, copy)
    port = free_port()
    base, db = f"http://127.0.0.1:{port}", f"sqlite:///{copy}"
    secrets = tmp_path / "sign_in.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "{base}/oauth2callback"\ncookie_secret = "{"x" * 40}"\n'
        'client_id = "smeedkaart"\nclient_secret = "geheim"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    environment = {
        "SMEEDKAART_SIGN_IN": str(secrets),
        "SMEEDKAART_BASEMAP": "",
        "AUTHLIB_INSECURE_TRANSPORT": "1",
    }
    with serving(db, tmp_path / "serve.log", environment, port=port):
        yield base, db


def test_a_visitor_signs_in_and_acts_in_the_role_that_our_table_gives(
    signing_app, provider, chromium
) -> None:
    base, db = signing_app
    store = open_store(db)
    with store.read() as parts:
        admin = parts.people.local()
    commands.give_role(store, admin, f"{provider} anna", Role.POLICY)
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(base + "/export")
    page.get_by_text("Dit mag je niet doen met jouw rol").wait_for()
    assert page.get_by_text("Deze app staat open").count() == 0
    page.get_by_role("button", name="Inloggen").click()
    page.locator("input[name=sub]").fill("anna")
    page.locator("button[type=submit], input[type=submit]").first.click()
    page.get_by_text("Ingelogd als een beleidsmedewerker").wait_for()
    page.get_by_role("link", name="Export").click()
    page.get_by_role("heading", name="Export").wait_for()
    # What is taken away counts at the next look, whatever the cookie says.
    commands.give_role(store, admin, f"{provider} anna", Role.VISITOR)
    store.close()
    page.goto(base + "/export")
    page.get_by_text("Dit mag je niet doen met jouw rol").wait_for()
    page.get_by_text(f"{provider} anna").wait_for()
    page.close()
