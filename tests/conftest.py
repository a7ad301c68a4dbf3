"""What all tests share: stores in a fresh folder, a clock that stands still, real data."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
import shapely

from boundaries.model import Actor, AreaId, Municipality, Occasion, OverlapPolicy
from data.store import SqlStore, create_store

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
PLACE = Municipality("GM0118", "Hoogeveen", "EPSG:28992", (215_000, 515_000, 240_000, 540_000))
X, Y = 228_000.0, 526_000.0


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'areas.sqlite'}"


@pytest.fixture
def store(url: str, clock: Clock):
    made = create_store(url, PLACE, clock=clock)
    yield made
    made.close()


@pytest.fixture
def make_store(tmp_path: Path, clock: Clock):
    """Make a store with another overlap policy."""
    made: list[SqlStore] = []

    def make(overlap: OverlapPolicy) -> SqlStore:
        place = Municipality(PLACE.code, PLACE.name, PLACE.crs, PLACE.within, overlap)
        made.append(create_store(f"sqlite:///{tmp_path / overlap.value}", place, clock=clock))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def admin(store: SqlStore) -> Actor:
    with store.read() as parts:
        return parts.people.local()


def square(column: float, row: float, width: float = 1, height: float = 1) -> shapely.Polygon:
    """Return a square (or box) of 100 m squares, counted from one corner of the town."""
    return shapely.box(
        X + 100 * column, Y + 100 * row, X + 100 * (column + width), Y + 100 * (row + height)
    )


def on(year: int, month: int = 1, day: int = 1, reason: str = "omdat het kan") -> Occasion:
    return Occasion(dt.date(year, month, day), reason)


def area(number: int) -> AreaId:
    return AreaId(f"GM0118-{number:04d}")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real data; a test that needs it says when it is absent."""
    folder = Path(os.environ.get("SMEEDKAART_TEST_DATA", "../shared/data"))
    if not folder.is_dir():
        pytest.skip(f"no real data in {folder}: set SMEEDKAART_TEST_DATA")
    return folder


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory) -> Path:
    """The example municipality as a file, made once by the command line; copy it to change it."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    made = [sys.executable, "cli.py", "--db", f"sqlite:///{path}", "demo"]
    subprocess.run(made, cwd=Path(__file__).parents[1], check=True, capture_output=True)
    return path
