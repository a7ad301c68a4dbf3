"""What all tests share: stores on both databases, a clock that stands still, real data.

A test that asks for a store runs on SQLite and on PostgreSQL, unless it is one of a page or is
marked as one of SQLite's own.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
import shapely
from hypothesis import settings
from sqlalchemy import Engine, event
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from boundaries.model import Actor, AreaId, Municipality, Occasion, OverlapPolicy
from data.store import SqlStore, create_store, open_store
from tests.keyed import unkeyed
from tests.postgres import Cluster, end_cluster, name_of, require_postgres, start_cluster

# No test is about time: a machine that is busy with something else fails none. And the same
# examples each time: nobody's change is held up by what another one left.
settings.register_profile("patient", settings(), deadline=None, derandomize=True)
settings.load_profile("patient")

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


class Together(LoadScopeScheduling):
    """Gives one worker what would hinder itself on two, the largest part first.

    Two browsers at once leave nothing for the rest on two cores, and the tests of a kind of
    fault share the processes that they start, as those of the demo share its town. Not by marks
    of a group: pytest 9 doesn't show them to xdist 3.8.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = PurePosixPath(nodeid.partition("::")[0])
        if path.parent.name == "browser":
            return path.parent.name
        if path.name.startswith("test_demo"):
            return "demo"
        return str(path) if path.parent.name == "faults" else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Say how tests are given to workers."""
    return Together(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out SQLite's own tests on PostgreSQL."""
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        parameters = getattr(item, "callspec", None)
        on_server = parameters is not None and parameters.params.get("database") == "postgresql"
        # What pages show doesn't depend on the database: that both answer alike is tested below.
        own = item.get_closest_marker("sqlite") or item.path.parent.name == "pages"
        (left if on_server and own else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


@pytest.fixture(scope="session", autouse=True)
def every_statement_is_keyed() -> Iterator[None]:
    """Fail whatever asks the database something without saying of which municipality."""
    seen: set[str] = set()

    def check(_connection, _cursor, said, _parameters, context, _many) -> None:
        if said in seen or context is None or context.compiled is None or context.isddl:
            return
        seen.add(said)
        if not context.execution_options.get("whole_store"):
            loose = unkeyed(context.compiled.statement)
            assert not loose, f"{said} doesn't name the municipality of {sorted(loose)}"

    event.listen(Engine, "before_cursor_execute", check)
    yield
    event.remove(Engine, "before_cursor_execute", check)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of PostgreSQL for these tests alone."""
    require_postgres()
    made = start_cluster()
    yield made
    end_cluster(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> str:
    return request.param


@pytest.fixture
def new_url(database: str, tmp_path: Path, request) -> Iterator[Callable[[str], str]]:
    """Give a place for a store: a file that isn't there yet, or an empty database."""
    if database == "sqlite":
        yield lambda name="areas": f"sqlite:///{tmp_path / name}.sqlite"
        return
    cluster = request.getfixturevalue("cluster")
    made: list[str] = []
    template = "template1"
    if "laid_out" in request.fixturenames:
        template = name_of(request.getfixturevalue("empty_database"))

    def new(_name: str = "areas") -> str:
        # The first one is the place of the store, where a test asks for one.
        made.append(cluster.new("template1" if made else template))
        return made[-1]

    yield new
    for one in made:
        cluster.drop(one)


@pytest.fixture
def url(new_url) -> str:
    return new_url()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory) -> Path:
    """A store of `PLACE` without any area: to copy it is faster than to make one each time."""
    path = tmp_path_factory.mktemp("empty") / "areas.sqlite"
    create_store(f"sqlite:///{path}", PLACE).close()
    return path


@pytest.fixture(scope="session")
def empty_database(cluster: Cluster) -> str:
    url = cluster.new()
    create_store(url, PLACE).close()
    return url


@pytest.fixture
def laid_out(url: str, request) -> str:
    """The place of a store of `PLACE` without any area."""
    if url.startswith("sqlite"):
        shutil.copyfile(request.getfixturevalue("empty_file"), url.removeprefix("sqlite:///"))
    # On the server it was made as a copy.
    return url


@pytest.fixture
def store(laid_out: str, clock: Clock):
    made = open_store(laid_out, clock=clock)
    yield made
    made.close()


@pytest.fixture
def make_store(new_url, clock: Clock):
    """Make a store with another overlap policy."""
    made: list[SqlStore] = []

    def make(overlap: OverlapPolicy) -> SqlStore:
        place = Municipality(PLACE.code, PLACE.name, PLACE.crs, PLACE.within, overlap)
        made.append(create_store(new_url(overlap.value), place, clock=clock))
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
    folder = tmp_path_factory.getbasetemp()
    # Made once for all processes that share the tests: the others wait for it.
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    path = shared / "demo.sqlite"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            made = [sys.executable, "cli.py", "--db", f"sqlite:///{path}", "demo"]
            subprocess.run(made, cwd=Path(__file__).parents[1], check=True, capture_output=True)
    return path
