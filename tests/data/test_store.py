"""The file of the store: ours or refused, whole or not there, guarded by the database itself."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, create_engine, event
from sqlalchemy.exc import IntegrityError

from boundaries import commands
from boundaries.errors import Conflict, Refused
from data.store import backup_store, build_store, create_store, open_store, tables
from data.store.engine import make_engine
from data.store.migrating import configuration
from data.store.recognising import HEAD
from tests.conftest import PLACE, area, on, square


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.mark.sqlite
def test_a_store_is_not_made_over_a_file(url) -> None:
    path_of(url).write_text("something of mine")
    with pytest.raises(Refused) as refused:
        create_store(url, PLACE)
    assert refused.value.code == "exists"
    assert path_of(url).read_text() == "something of mine"


@pytest.mark.sqlite
def test_opening_what_is_not_there_makes_no_file(url) -> None:
    with pytest.raises(Refused) as refused:
        open_store(url)
    assert refused.value.code == "no_store"
    assert not path_of(url).exists()


@pytest.mark.sqlite
@pytest.mark.parametrize("content", [b"plain text, no database at all" * 50, b""])
def test_a_foreign_file_is_refused_and_untouched(url, content) -> None:
    path_of(url).write_bytes(content)
    with pytest.raises(Refused) as refused:
        open_store(url)
    assert refused.value.code == "foreign"
    assert path_of(url).read_bytes() == content


@pytest.mark.sqlite
def test_a_foreign_database_is_refused_and_untouched(url) -> None:
    with closing(sqlite3.connect(path_of(url))) as connection:
        connection.execute("CREATE TABLE area (id)")
    before = path_of(url).read_bytes()
    with pytest.raises(Refused, match="not a store"):
        open_store(url)
    assert path_of(url).read_bytes() == before


@pytest.mark.sqlite
def test_a_newer_store_is_refused_and_untouched(url) -> None:
    create_store(url, PLACE).close()
    with closing(sqlite3.connect(path_of(url))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path_of(url).read_bytes()
    with pytest.raises(Refused, match="9999"):
        open_store(url)
    assert path_of(url).read_bytes() == before


@pytest.mark.sqlite
def test_what_fails_half_way_leaves_nothing_behind(url) -> None:
    def fail(_store) -> None:
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        build_store(url, PLACE, fail)
    assert list(path_of(url).parent.iterdir()) == []


@pytest.mark.parametrize("url", ["mysql://host/db", "nonsense", "sqlite://", "postgresql://x y"])
def test_another_kind_of_store_is_refused_by_name(url) -> None:
    with pytest.raises(Refused) as refused:
        open_store(url)
    assert refused.value.code == "db"


def test_the_known_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


@pytest.mark.sqlite
def test_the_migrations_make_the_tables_of_the_code(url) -> None:
    create_store(url, PLACE).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


# `zero` holds one row, 0, which belongs to nobody.
OF_A_MUNICIPALITY = [
    t for t in tables.metadata.sorted_tables if t.name not in {"municipality", "zero"}
]


@pytest.mark.parametrize("table", OF_A_MUNICIPALITY, ids=str)
def test_the_municipality_is_in_every_key_of_a_table(table) -> None:
    keys = [
        list(c.columns)
        for c in table.constraints
        if isinstance(c, (PrimaryKeyConstraint, UniqueConstraint))
    ]
    keys += [list(index.columns) for index in table.indexes]
    refers = [c for c in table.foreign_key_constraints if c.referred_table is not tables.zero]
    keys += [list(c.columns) for c in refers]
    assert all("municipality" in {column.name for column in key} for key in keys)


@pytest.mark.parametrize("table", OF_A_MUNICIPALITY, ids=str)
def test_sqlite_is_told_of_every_index_how_many_rows_share_a_value(table, empty_file) -> None:
    with closing(sqlite3.connect(empty_file)) as connection:
        there = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (table.name,)
        )
        told = connection.execute("SELECT idx FROM sqlite_stat1 WHERE tbl = ?", (table.name,))
        assert set(told) == set(there)


@pytest.mark.sqlite
def test_writers_begin_immediate_and_readers_do_not(url) -> None:
    create_store(url, PLACE).close()
    engine = make_engine(url)
    said: list[str] = []
    event.listen(
        engine, "before_cursor_execute", lambda _c, _u, statement, *_: said.append(statement)
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    with engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("SELECT 1")
    engine.dispose()
    assert [s for s in said if s.startswith("BEGIN")] == ["BEGIN", "BEGIN IMMEDIATE"]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_connection_is_set_for_safety(url, pragma, value) -> None:
    create_store(url, PLACE).close()
    engine = make_engine(url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM area_version",
        "DELETE FROM change",
        "UPDATE area_version SET name = 'x'",
        "UPDATE change SET kind = 'x'",
        "UPDATE area_version SET superseded_by = NULL WHERE superseded_by IS NOT NULL",
        "INSERT INTO area_version SELECT * FROM area_version",
        "UPDATE area SET retired_on = '2020-01-01'",
        "DELETE FROM account",
        "UPDATE account SET balance = -1 WHERE kind = 'available'",
        # An entry of which the lines don't add up to 0.
        "UPDATE entry SET net = 1",
    ],
)
def test_the_database_itself_refuses_to_rewrite_history(store, admin, url, statement) -> None:
    refuse_to(store, admin, url, statement)


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["change", "area_version"])
def test_sqlite_refuses_to_replace_a_row_behind_the_back_of_its_guards(
    store, admin, url, table
) -> None:
    refuse_to(store, admin, url, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("database", ["postgresql"])
@pytest.mark.parametrize("table", ["change", "account", "entry_line"])
def test_postgresql_refuses_to_empty_a_table(store, admin, url, table) -> None:
    refuse_to(store, admin, url, f"TRUNCATE {table} CASCADE")


def refuse_to(store, admin, url, statement: str) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
    commands.grant(store, admin, commands.Amount(area(1), 10_000), on(2008))
    engine = make_engine(url)
    with (
        pytest.raises(IntegrityError),
        engine.execution_options(write=True).begin() as connection,
    ):
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_command_that_is_refused_writes_nothing(store, admin, url) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    with pytest.raises(Refused):
        commands.found(store, admin, name="Oost", geometry=square(0.5, 0), occasion=on(2008))
    engine = make_engine(url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == 1
        assert connection.exec_driver_sql("SELECT next_area FROM municipality").scalar() == 2
    engine.dispose()


def test_of_eight_who_rename_at_once_one_wins(store, admin) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    ready, outcomes = threading.Barrier(8), []

    def rename(number: int) -> None:
        ready.wait()
        try:
            commands.rename(store, admin, area(1), name=f"N{number}", occasion=on(2008), rev=1)
            outcomes.append("won")
        except Conflict:
            outcomes.append("lost")

    threads = [threading.Thread(target=rename, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["lost"] * 7 + ["won"]


def test_only_the_person_table_can_hold_a_name_of_a_person() -> None:
    personal = {"contact", "email", "phone", "subject"}
    for table in tables.metadata.sorted_tables:
        if table.name != "person":
            assert not personal & set(table.columns.keys()), table.name


@pytest.mark.sqlite
def test_a_store_that_is_gone_while_the_app_runs_is_not_made_anew(store, admin, url) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    path_of(url).unlink()
    with pytest.raises(Refused) as refused:
        commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
    assert refused.value.code == "unreachable"
    assert not path_of(url).exists()


@pytest.mark.sqlite
def test_what_was_put_in_the_place_of_a_store_by_hand_is_found(store, admin, url, tmp_path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    backup_store(url, tmp_path / "copy.sqlite")
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
    for suffix in ("-wal", "-shm"):
        path_of(f"{url}{suffix}").unlink()
    (tmp_path / "copy.sqlite").replace(path_of(url))
    # Nothing is written to the file that nobody will find again.
    commands.rename(store, admin, area(1), name="Zuid", occasion=on(2009))
    other = open_store(url)
    with other.read() as parts:
        assert [version.name for version in parts.areas.at(on(2020).on)] == ["Zuid"]
    other.close()
