"""What the tests of faults share: processes to kill, and looking a store over often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from data.store import Problem, verify_store, verifying
from data.store.opening import open_engine
from tests.faults.nursery import Nursery


@pytest.fixture(scope="module")
def nursery_process() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def nursery(nursery_process: Nursery) -> Iterator[Nursery]:
    yield nursery_process
    nursery_process.send_home()


@pytest.fixture
def verify(monkeypatch) -> Callable[[str], list[Problem]]:
    """Look a store over as `verify_store` does, which puts its statements together only once.

    It lets go of the store each time; that is half of the time it takes.
    """
    monkeypatch.setattr(verifying, "open_engine", cache(open_engine))
    return verify_store
