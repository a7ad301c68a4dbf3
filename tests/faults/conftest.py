"""What the tests of faults share: processes to kill."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.nursery import Nursery


@pytest.fixture(scope="module")
def nursery_process() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def nursery(nursery_process: Nursery) -> Iterator[Nursery]:
    yield nursery_process
    nursery_process.send_home()
