"""Pages open their stores themselves; what they opened is closed after each test."""

from __future__ import annotations

import pytest

from data import store as stores


@pytest.fixture(autouse=True)
def closed_again(monkeypatch):
    """Let go of the stores that the pages of a test opened, as the app does when it ends."""
    opened: list[stores.SqlStore] = []
    really = stores.open_store

    def open_store(*given, **named) -> stores.SqlStore:
        opened.append(really(*given, **named))
        return opened[-1]

    monkeypatch.setattr(stores, "open_store", open_store)
    yield
    for one in opened:
        one.close()
