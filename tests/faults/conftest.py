"""What the tests of faults share: processes to kill, and looking a store over often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from data.store import Problem, SqlStore, create_store, verify_store, verifying
from data.store.opening import open_engine
from tests.conftest import PLACE
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
def file_url(tmp_path) -> str:
    """A place for a store in a file, whatever the other stores of these tests lie in."""
    return f"sqlite:///{tmp_path / 'areas.sqlite'}"


@pytest.fixture
def file_store(file_url, clock) -> Iterator[SqlStore]:
    made = create_store(file_url, PLACE, clock=clock)
    yield made
    made.close()


@pytest.fixture
def verify(monkeypatch) -> Callable[[str], list[Problem]]:
    """Look a store over as `verify_store` does, which puts its statements together only once.

    It lets go of the store each time; that is half of the time it takes.
    """
    monkeypatch.setattr(verifying, "open_engine", cache(open_engine))
    return verify_store
