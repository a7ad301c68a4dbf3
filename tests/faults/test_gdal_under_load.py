"""GDAL on a live file loses what was written, silently; our exports under the same load don't.

GDAL brings a SQLite of its own. The locks of a file belong to a process: when GDAL closes it, the
kernel drops those of the app too, and whoever opens the file next takes the log away as the last
one to close it (sqlite.org/howtocorrupt.html, section 2.2). All of it happens in processes of its
own, so that no store of these tests is harmed.
"""

from __future__ import annotations

import pytest

from boundaries import commands
from data.store import verify_store
from tests.conftest import area, on, square

ROUNDS = 5


def ask(child, what: str):
    child.say(what)
    return child.hear()


def rows_after(nursery, path, *, gdal: bool) -> tuple[int, int]:
    """Let an app write, and others look; return what the app and what the last of them sees."""
    app = nursery.child("keep_plain_table", str(path))
    seen = ask(app, "write")
    for _ in range(ROUNDS):
        if gdal:
            ask(app, "read with GDAL")
        nursery.child("count_plain_table", str(path)).hear()
        seen = ask(app, "write")
    return seen, nursery.child("count_plain_table", str(path)).hear()


def test_reading_a_live_file_with_gdal_loses_rows_of_a_plain_table(nursery, tmp_path) -> None:
    seen, left = rows_after(nursery, tmp_path / "plain.sqlite", gdal=True)
    assert left < seen, f"GDAL did no harm here: all {left} of {seen} rows are there"


def test_without_gdal_the_same_table_keeps_every_row(nursery, tmp_path) -> None:
    seen, left = rows_after(nursery, tmp_path / "plain.sqlite", gdal=False)
    assert left == seen == 250 * (ROUNDS + 1)


@pytest.fixture
def town(file_store, file_url) -> str:
    with file_store.read() as parts:
        actor = parts.people.local()
    commands.found(file_store, actor, name="Krakeel", geometry=square(0, -2), occasion=on(2000))
    commands.grant(file_store, actor, commands.Amount(area(1), 100_000), on(2000))
    file_store.close()
    return file_url


def test_exports_under_load_lose_nothing(nursery, town, tmp_path) -> None:
    nursery.prepare(town)
    before = nursery.child("look", town).hear()
    app = nursery.child("keep_store", town, str(tmp_path))
    others = [nursery.child("grant_from_threads", town, number, 1, 100) for number in range(2)]
    for number in range(ROUNDS):
        app.say(f"R{number}")
        # It books, exports, and books again; after each somebody else opens and closes the store.
        for _ in range(2):
            assert app.hear()
            nursery.child("look", town).hear()
    said = [other.hear() for other in others]
    assert [error for end in said for error in end["errors"]] == []
    assert nursery.child("look", town).hear() == before + 2 * ROUNDS + 200
    assert verify_store(town) == []
