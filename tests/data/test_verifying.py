"""Whatever somebody does to the file with another tool is seen, and named."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from boundaries import commands
from boundaries.errors import Refused
from boundaries.language import language
from boundaries.model import Engagement, EngagementKind, Project, ProjectKind, ProjectStatus
from data.store import chain, create_store, open_store, verify_store
from data.store import tables as t
from data.store.engine import make_engine
from tests.conftest import PLACE, Clock, area, on, square

CHAINED = [
    t.change,
    t.area_version,
    t.lineage,
    t.project,
    t.project_status,
    t.engagement,
    t.home,
    t.entry,
    t.entry_line,
]
# Every value becomes another one of its kind.
OTHER = """CASE WHEN {0} IS NULL THEN 1 WHEN typeof({0}) IN ('integer', 'real') THEN {0} + 1000
    WHEN typeof({0}) = 'blob' THEN x'00' ELSE {0} || 'x' END"""


def live(url: str) -> None:
    """West and Oost merged, with money and a project; Krakeel beside it, split later."""
    store = create_store(url, PLACE, clock=Clock())
    with store.read() as parts:
        admin = parts.people.local()
    for column, name in enumerate(("West", "Oost", "Krakeel")):
        commands.found(
            store, admin, name=name, geometry=square(2 * column, 0, 2), occasion=on(2007)
        )
        commands.grant(store, admin, commands.Amount(area(column + 1), 10_000), on(2008))
    project = Project(
        "P1", "Bank", ProjectKind.QUICK_WIN, area(2), ProjectStatus.RUNNING, dt.date(2008, 1, 1)
    )
    commands.import_projects(store, admin, [project], on(2008))
    met = Engagement(area(2), dt.date(2008, 3, 1), EngagementKind.MEETING, 12, 3.5, "P1")
    commands.import_engagement(store, admin, [met], on(2008, 3))
    commands.commit(store, admin, commands.Amount(area(2), 4_000, "P1"), on(2009))
    commands.spend(store, admin, commands.Amount(area(3), 2_500), on(2009))
    merged = commands.merge(store, admin, [area(1), area(2)], name="Samen", occasion=on(2010))
    commands.rename(store, admin, area(3), name="Zuid", occasion=on(2011))
    commands.correct(
        store,
        admin,
        merged.change,
        commands.Correction(on=dt.date(2010, 2, 1)),
        reason="een maand later",
        initiator=on(2010).initiator,
    )
    commands.rest(store, admin, area(3), occasion=on(2012))
    store.close()


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("lived") / "areas.sqlite"
    live(f"sqlite:///{path}")
    return path


@pytest.fixture
def path(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(lived, tmp_path / "areas.sqlite"))


def damage(path: Path, *statements: str, guarded: bool = True) -> None:
    """Do something to a store that its guards wouldn't allow, and put them back."""
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        kept = connection.execute(triggers).fetchall()
        for name, _ in kept:
            connection.execute(f"DROP TRIGGER {name}")
        changed = sum(connection.execute(statement).rowcount for statement in statements)
        assert changed, statements
        for _, sql in kept if guarded else ():
            connection.execute(sql)
        connection.commit()


def codes(path: Path) -> set[str]:
    return {problem.code for problem in verify_store(f"sqlite:///{path}")}


def broken(path: Path) -> list[int]:
    engine = make_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = chain.broken(connection, PLACE.code)
    engine.dispose()
    return found


def cut_off(path: Path) -> bool:
    engine = make_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = chain.cut_off(connection, PLACE.code)
    engine.dispose()
    return found


def test_a_store_that_lived_is_sound(path) -> None:
    assert verify_store(f"sqlite:///{path}") == []


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        ("entry", "UPDATE entry_line SET cents = cents + 1 WHERE id = 1"),
        ("balance", "UPDATE account SET balance = balance + 1 WHERE kind = 'spent'"),
        (
            "granted",
            "UPDATE entry_line SET area = 'GM0118-0002' WHERE area = 'GM0118-0001' "
            "AND kind = 'available' AND cents > 0",
        ),
        ("overdrawn", "UPDATE entry SET on_date = '2020-01-01' WHERE kind = 'grant'"),
        (
            "left_behind",
            "UPDATE area SET retired_on = '2012-01-01' WHERE id = 'GM0118-0003'",
        ),
        (
            "overlap",
            "UPDATE area_version SET valid_from = '2010-01-01' "
            "WHERE name = 'Zuid' AND superseded_by IS NULL AND valid_to < '9999-01-01'",
        ),
        ("version", "UPDATE area_version SET area = 'GM0118-0002' WHERE id = 1"),
        ("retired", "UPDATE area SET retired_on = NULL WHERE id = 'GM0118-0001'"),
        ("retired", "UPDATE area SET retired_on = '2009-01-01' WHERE id = 'GM0118-0001'"),
        ("retired", "UPDATE area SET retired_on = '2030-01-01' WHERE id = 'GM0118-0003'"),
        ("lineage", "UPDATE lineage SET successor = 999 WHERE predecessor = 1"),
        (
            "cycle",
            "INSERT INTO lineage SELECT municipality, successor, predecessor, change, NULL "
            "FROM lineage WHERE predecessor = 1",
        ),
        (
            "handing_over",
            "UPDATE area_version SET valid_from = '2010-03-01' "
            "WHERE name = 'Samen' AND superseded_by IS NULL",
        ),
        ("homeless", "DELETE FROM home WHERE project = 'P1'"),
        ("homeless", "DELETE FROM home WHERE engagement IS NOT NULL"),
        ("status", "DELETE FROM project_status"),
        ("size", "UPDATE area_version SET m2 = m2 + 1 WHERE id = 1"),
        ("chain", "UPDATE change SET reason = 'iets anders' WHERE id = 3"),
        ("reference", "UPDATE home SET area = 'GM0118-9999'"),
        ("damaged", "UPDATE area_version SET valid_to = '2001-01-01' WHERE id = 1"),
        ("damaged", "UPDATE account SET balance = -1 WHERE kind = 'available'"),
        ("unreadable", "UPDATE entry SET on_date = 'soon' WHERE id = 1"),
        ("chain", "UPDATE entry SET on_date = 'soon' WHERE id = 1"),
        ("chain", "UPDATE area_version SET geometry = x'00' WHERE id = 1"),
    ],
)
def test_what_is_wrong_is_named(path, code, statement) -> None:
    damage(path, statement)
    assert code in codes(path)


def test_pages_that_are_overwritten_are_named(path) -> None:
    pages = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        find = "SELECT rootpage FROM sqlite_master WHERE name = 'area_version'"
        (page,) = connection.execute(find).fetchone()
    pages[4096 * (page - 1) : 4096 * page] = b"\xaa" * 4096
    path.write_bytes(pages)
    assert codes(path) == {"damaged"}


def test_guards_that_are_gone_are_named_each(path) -> None:
    damage(path, "UPDATE area SET rev = 7", guarded=False)
    problems = verify_store(f"sqlite:///{path}")
    assert {problem.code for problem in problems} == {"guard"}
    assert "guard_entry_line_books" in {problem.fields["name"] for problem in problems}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "says €0, and its bookings add up to €0.01"),
        ("nl", "staat € 0, maar de boekingen samen zijn € 0,01"),
    ],
)
def test_a_problem_is_worded_in_both_languages(path, code, said) -> None:
    damage(path, "UPDATE entry_line SET cents = cents + 1 WHERE id = 1")
    problems = verify_store(f"sqlite:///{path}")
    (balance,) = [problem for problem in problems if problem.code == "balance"]
    assert said in language(code).sentence(balance)


def test_a_municipality_that_is_not_there_is_refused(path) -> None:
    with pytest.raises(Refused) as refused:
        verify_store(f"sqlite:///{path}", "GM0000")
    assert refused.value.code == "municipality"


def test_a_file_that_is_no_store_is_not_verified(tmp_path) -> None:
    (tmp_path / "notes.txt").write_text("something of mine")
    with pytest.raises(Refused) as refused:
        verify_store(f"sqlite:///{tmp_path / 'notes.txt'}")
    assert refused.value.code == "foreign"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table.name, column.name)
        for table in CHAINED
        for column in table.columns
        # What an entry adds up to follows from its lines, and is checked on them.
        # So does the size of land.
        if (table.name, column.name) not in {("entry", "net"), ("area_version", "m2")}
    ],
)
def test_an_edit_of_any_column_breaks_the_chain(path, table, column) -> None:
    first = f"(SELECT min(rowid) FROM {table})"
    damage(path, f"UPDATE {table} SET {column} = {OTHER.format(column)} WHERE rowid = {first}")
    assert broken(path)


@pytest.mark.parametrize("table", [table.name for table in CHAINED])
@pytest.mark.parametrize("which", ["min", "max"])
def test_a_row_that_is_deleted_shows(path, table, which) -> None:
    damage(path, f"DELETE FROM {table} WHERE rowid = (SELECT {which}(rowid) FROM {table})")
    assert broken(path) or cut_off(path)


def without(change: int) -> list[str]:
    """Return what takes a change out as if it had never been, as far as other rows can tell."""
    booked = f"entry IN (SELECT id FROM entry WHERE change = {change})"
    wrote = {t.area_version: "recorded_by", t.lineage: "change", t.home: "recorded_by"}
    wrote |= {t.project: "recorded_by", t.project_status: "recorded_by", t.entry: "change"}
    ended = [t.area_version, t.home, t.lineage, t.project, t.project_status]
    return [
        f"DELETE FROM entry_line WHERE {booked}",
        *(f"DELETE FROM {table} WHERE {column} = {change}" for table, column in wrote.items()),
        f"DELETE FROM change WHERE id = {change}",
        *(
            f"UPDATE {table} SET superseded_by = NULL WHERE superseded_by = {change}"
            for table in ended
        ),
    ]


@pytest.mark.parametrize("change", [1, 2, 7, 11])
def test_a_change_that_is_taken_out_with_all_it_wrote_shows(path, change) -> None:
    damage(path, *without(change))
    assert broken(path)


def test_a_last_change_that_is_cut_off_with_all_it_wrote_shows(path) -> None:
    damage(path, *without(14))
    assert codes(path) == {"cut_off"}


@pytest.mark.parametrize("digest", ["NULL", "hash"])
def test_a_change_that_is_added_behind_the_back_shows(path, digest) -> None:
    columns = ", ".join(c.name for c in t.change.columns if c.name not in {"id", "hash"})
    damage(
        path,
        f"INSERT INTO change (id, {columns}, hash) SELECT id + 1, {columns}, {digest} FROM change "
        "ORDER BY id DESC LIMIT 1",
    )
    assert broken(path)


def test_a_change_that_is_added_with_a_fitting_hash_shows_at_the_end(path) -> None:
    columns = ", ".join(c.name for c in t.change.columns if c.name not in {"id", "hash"})
    sealed = "SELECT sealed FROM municipality"
    with closing(sqlite3.connect(path)) as connection:
        (before,) = connection.execute(sealed).fetchone()
    damage(
        path,
        f"INSERT INTO change (id, {columns}) SELECT id + 1, {columns} FROM change "
        "ORDER BY id DESC LIMIT 1",
    )
    engine = make_engine(f"sqlite:///{path}")
    with engine.execution_options(write=True).begin() as connection:
        chain.seal_all(connection)
    engine.dispose()
    damage(path, f"UPDATE municipality SET sealed = '{before}'")
    assert (broken(path), cut_off(path)) == ([], True)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO lineage VALUES ('GM0118', 1, 2, 999, NULL)",
        "INSERT INTO lineage VALUES ('GM0118', 1, 2, 1, NULL)",
        "UPDATE lineage SET superseded_by = 999",
    ],
)
def test_a_row_that_is_added_or_ended_by_no_change_shows(path, statement) -> None:
    damage(path, statement)
    assert broken(path)


def test_what_was_cut_off_the_end_shows_also_after_the_next_change(path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (last,) = connection.execute("SELECT max(id) FROM change").fetchone()
    damage(path, *without(last))
    store = open_store(f"sqlite:///{path}")
    with store.read() as parts:
        admin = parts.people.local()
    commands.found(store, admin, name="Nieuw", geometry=square(20, 0), occasion=on(2025))
    store.close()
    assert "chain" in codes(path)


def test_a_setting_that_was_changed_behind_the_back_of_the_log_is_named(tmp_path) -> None:
    path = tmp_path / "areas.sqlite"
    url = f"sqlite:///{path}"
    store = create_store(url, PLACE, clock=Clock())
    with store.read() as parts:
        admin = parts.people.local()
    commands.set_setting(store, admin, "k", "8")
    store.close()
    assert verify_store(url) == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE municipality SET k = 5")
    (found,) = verify_store(url)
    assert (found.code, found.fields["key"]) == ("setting", "k")
