"""A store on a server: told from other databases, made whole or not at all, moved and put back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from boundaries import commands
from boundaries.errors import Refused
from boundaries.model import Municipality
from data.store import (
    add_municipality,
    backup_store,
    build_store,
    create_store,
    move_store,
    open_store,
    restore_store,
    verify_store,
)
from data.store.engine import shown
from tests.conftest import PLACE, area, on, square

OTHER = Municipality("GM0119", "Meppel", "EPSG:28992", PLACE.within)
AT_ONCE = """
import sys
from boundaries.errors import Refused
from boundaries.model import Municipality
from data.store import create_store
sys.stdin.readline()
try:
    place = Municipality("GM0118", "Hoogeveen", "EPSG:28992", (0, 0, 1, 1))
    create_store(sys.argv[1], place).close()
except Refused as refused:
    print(refused.code)
"""


@pytest.fixture
def database() -> str:
    return "postgresql"


def asked(url: str, statement: str) -> list[tuple]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def tables_in(url: str, schema: str = "public") -> set[str]:
    found = asked(url, f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' ORDER BY 1")
    return {name for (name,) in found} - {"spatial_ref_sys"}


def names_in(url: str) -> list[str]:
    store = open_store(url)
    with store.read() as parts:
        names = [version.name for version in parts.areas.at(on(2020).on)]
    store.close()
    return names


# Making and opening


def test_an_empty_database_is_no_store_and_stays_empty(url) -> None:
    with pytest.raises(Refused) as refused:
        open_store(url)
    assert refused.value.code == "no_store"
    assert tables_in(url) == set()


def test_the_tables_of_somebody_else_are_left_alone(url) -> None:
    asked(url, "CREATE TABLE alembic_version AS SELECT '0003' AS version_num")
    with pytest.raises(Refused) as opened:
        open_store(url)
    with pytest.raises(Refused) as made:
        create_store(url, PLACE)
    assert (opened.value.code, made.value.code) == ("foreign", "exists")
    assert tables_in(url) == {"alembic_version"}


def test_a_store_is_not_made_over_another_one(store, admin, url) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    with pytest.raises(Refused) as refused:
        create_store(url, PLACE)
    assert refused.value.code == "exists"
    assert names_in(url) == ["West"]


def test_a_newer_store_is_refused(store, url) -> None:
    asked(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refused, match="9999") as refused:
        open_store(url)
    assert refused.value.code == "newer"


def test_what_fails_half_way_leaves_an_empty_database(url) -> None:
    def fail(_store) -> None:
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        build_store(url, PLACE, fail)
    assert tables_in(url) == set()


def test_a_store_is_made_with_its_books_filled_in_one_go(url) -> None:
    def fill(store) -> None:
        with store.read() as parts:
            admin = parts.people.local()
        commands.found(store, admin, name="Wolfsbos", geometry=square(0, 0), occasion=on(2007))
        commands.grant(store, admin, commands.Amount(area(1), 100_00), on(2008))

    build_store(url, PLACE, fill)
    assert verify_store(url) == []


def test_tables_that_grow_are_counted_so_that_a_booking_does_not_read_all_before_it(
    store, admin, url
) -> None:
    commands.found(store, admin, name="Wolfsbos", geometry=square(0, 0), occasion=on(2007))
    with store.together():
        for number in range(200):
            amount = commands.Amount(area(1), 100, key=str(number))
            commands.grant(store, admin, amount, on(2008))
    ((known,),) = asked(url, "SELECT reltuples FROM pg_class WHERE relname = 'entry'")
    # Counted anew each time that it has more than doubled.
    assert 200 / 3 < known <= 200


def test_of_two_that_make_a_store_at_once_one_makes_it(url) -> None:
    waiting = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    for process in waiting:
        process.stdin.write("\n")
        process.stdin.flush()
    said = sorted(process.communicate(timeout=60) for process in waiting)
    assert said == [("", ""), ("exists\n", "")]


def test_the_extensions_are_added_where_that_is_allowed(cluster) -> None:
    url = cluster.new("template0")
    create_store(url, PLACE).close()
    found = {name for (name,) in asked(url, "SELECT extname FROM pg_extension")}
    assert {"postgis", "btree_gist"} <= found
    cluster.drop(url)


def test_who_may_not_add_an_extension_is_told_whom_to_ask(cluster) -> None:
    asked(cluster.admin, "CREATE ROLE resident LOGIN")
    url = cluster.new("template0")
    asked(url, "GRANT ALL ON SCHEMA public TO resident")
    with pytest.raises(Refused) as refused:
        create_store(url.replace("//postgres@", "//resident@"), PLACE)
    assert (refused.value.code, refused.value.ids) == ("extension", ("postgis",))
    assert tables_in(url) == set()
    cluster.drop(url)


def test_a_store_lies_in_the_schema_that_the_url_names(url) -> None:
    asked(url, "CREATE SCHEMA areas")
    within = f"{url}&options=-csearch_path%3Dareas,public"
    create_store(within, PLACE).close()
    assert verify_store(within) == []
    assert tables_in(url) == set()
    assert "area_version" in tables_in(url, "areas")


def test_a_password_is_never_told(url) -> None:
    with pytest.raises(Refused) as refused:
        open_store(url.replace("//postgres@", "//postgres:secret@"))
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("postgresql://clerk:secret@db.example:5433/areas", "clerk@db.example:5433/areas"),
        ("postgres://clerk@db.example/areas?password=secret", "clerk@db.example/areas"),
        ("postgresql+psycopg:///areas?host=/run/pg&user=a%40b", "a%40b@/areas?host=/run/pg"),
        ("postgresql://a,b/areas?sslmode=require", "/areas?host=a,b&port=,&sslmode=require"),
        (
            "postgresql:///areas?options=-csearch_path%3Dtown,public",
            "/areas?options=-csearch_path%3Dtown,public",
        ),
    ],
)
def test_a_url_is_told_so_that_it_can_be_used_again(given, told) -> None:
    assert shown(given) == f"postgresql://{told}"
    secretless = conninfo_to_dict(given.replace("+psycopg", "").replace(":secret", ""))
    secretless.pop("password", None)
    assert conninfo_to_dict(shown(given)) == secretless


def test_land_lies_where_a_gis_looks_for_it(store, admin, url) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    found = asked(url, "SELECT ST_SRID(geometry), ST_Area(geometry) FROM area_version")
    assert found == [(28992, 10_000.0)]


def test_versions_of_an_area_that_overlap_in_time_are_refused_by_a_constraint(
    store, admin, url
) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    columns = "municipality, area, name, valid_to, precision, geometry, m2, "
    columns += "west, south, east, north"
    with pytest.raises(psycopg.errors.ExclusionViolation):
        asked(
            url,
            f"INSERT INTO area_version ({columns}, id, logical, valid_from, recorded_by) "
            f"SELECT {columns}, 2, 2, '2010-01-01', 1 FROM area_version",
        )


def test_a_guard_that_was_switched_off_is_named(store, url) -> None:
    asked(url, "ALTER TABLE change DISABLE TRIGGER guard_change_delete")
    asked(url, "ALTER TABLE entry DROP CONSTRAINT fk_entry_net")
    problems = verify_store(url)
    assert [problem.fields["name"] for problem in problems] == [
        "guard_change_delete",
        "fk_entry_net",
    ]


def test_rows_that_hang_loose_are_named(store, admin, url) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    asked(url, "SET session_replication_role = replica; UPDATE area SET id = 'GM0118-0009'")
    assert "reference" in {problem.code for problem in verify_store(url)}


# Several municipalities


def test_a_municipality_is_added_beside_another_one(store, url) -> None:
    add_municipality(url, OTHER)
    with pytest.raises(Refused) as refused:
        open_store(url)
    assert refused.value.ids == ("GM0118", "GM0119")
    open_store(url, municipality="GM0119").close()
    assert verify_store(url) == []


def test_two_municipalities_number_by_themselves_and_do_not_wait_for_each_other(
    store, admin, url
) -> None:
    add_municipality(url, OTHER)
    other = open_store(url, municipality="GM0119")
    with store.together():
        commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
        # Also while the first one holds its own.
        done = commands.found(other, admin, name="Oost", geometry=square(0, 0), occasion=on(2007))
    assert (done.change, done.areas) == (1, ("GM0119-0001",))
    with store.read() as parts:
        assert [change.areas for change in parts.areas.changes()] == [("GM0118-0001",)]
    other.close()
    assert verify_store(url) == []


# Moving, keeping


def told(url: str) -> dict[str, object]:
    """All that a store tells, on ten dates."""
    store = open_store(url)
    with store.read() as parts:
        areas, money = parts.areas, parts.money
        days = [on(year, 7).on for year in range(2006, 2026, 2)]
        answers = {
            "at": [(areas.at(day), money.balances(day), parts.projects.at(day)) for day in days],
            "known": [areas.at(days[-1], known=c.recorded_at) for c in areas.changes()[::300]],
            "changes": areas.changes(),
            "engagement": parts.projects.engagement(days[-1]),
            "statuses": parts.projects.statuses(),
            "blocks": parts.ground.blocks(days[-1]),
            "lines": parts.ground.lines(),
        }
    store.close()
    return answers


def test_a_store_that_moves_there_and_back_tells_the_same_of_every_date(
    url, demo_store, tmp_path
) -> None:
    first, back = tmp_path / "first.sqlite", tmp_path / "back.sqlite"
    first.write_bytes(demo_store.read_bytes())
    before = told(f"sqlite:///{first}")
    moved = move_store(f"sqlite:///{first}", url)
    assert moved.municipalities == ("GM0118",)
    assert told(url) == before
    assert verify_store(url) == []
    move_store(url, f"sqlite:///{back}")
    assert told(f"sqlite:///{back}") == before
    assert verify_store(f"sqlite:///{back}") == []


def test_what_goes_on_after_a_move_is_written_as_before(store, admin, url, tmp_path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    commands.grant(store, admin, commands.Amount(area(1), 10_000), on(2008))
    store.close()
    new = f"sqlite:///{tmp_path / 'new.sqlite'}"
    move_store(url, new)
    moved = open_store(new)
    done = commands.found(moved, admin, name="Oost", geometry=square(1, 0), occasion=on(2009))
    assert (done.change, done.areas) == (3, ("GM0118-0002",))
    commands.spend(moved, admin, commands.Amount(area(1), 10_000), on(2010))
    moved.close()
    assert verify_store(new) == []


def test_a_store_that_was_moved_can_only_be_read(store, admin, url, tmp_path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    move_store(url, f"sqlite:///{tmp_path / 'new.sqlite'}")
    with pytest.raises(Refused, match=r"new\.sqlite") as refused:
        commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
    assert refused.value.code == "moved"
    assert names_in(url) == ["West"]


def test_a_store_does_not_move_where_something_is(store, url, tmp_path) -> None:
    create_store(f"sqlite:///{tmp_path / 'here.sqlite'}", PLACE).close()
    for old, new in [(url, "here.sqlite"), ("here.sqlite", url)]:
        places = [p if "//" in p else f"sqlite:///{tmp_path / p}" for p in (old, new)]
        with pytest.raises(Refused) as refused:
            move_store(*places)
        assert refused.value.code == "exists"


def test_a_store_that_was_edited_behind_its_back_does_not_move(store, admin, url, tmp_path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    asked(url, "SET session_replication_role = replica; UPDATE change SET reason = 'x'")
    with pytest.raises(Refused) as refused:
        move_store(url, f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert (refused.value.code, refused.value.ids) == ("damaged", ("1",))
    assert not list(tmp_path.iterdir())
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))


def test_a_backup_is_a_store_in_a_file_that_nobody_else_reads(store, admin, url, tmp_path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    kept = backup_store(url, tmp_path / "copy.sqlite")
    assert (kept.path, kept.bytes) == (tmp_path / "copy.sqlite", kept.path.stat().st_size)
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert names_in(f"sqlite:///{kept.path}") == ["West"]
    assert verify_store(f"sqlite:///{kept.path}") == []
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))


def test_a_backup_is_restored_into_an_empty_database(store, admin, url, new_url, tmp_path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    backup_store(url, tmp_path / "copy.sqlite")
    new = new_url()
    kept = restore_store(new, tmp_path / "copy.sqlite")
    assert kept.replaced is None
    assert (names_in(new), verify_store(new)) == (["West"], [])


def test_a_store_is_replaced_only_when_said_so_and_kept_in_a_schema(
    store, admin, url, tmp_path
) -> None:
    backup_store(url, tmp_path / "copy.sqlite")
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    with pytest.raises(Refused) as refused:
        restore_store(url, tmp_path / "copy.sqlite")
    assert (refused.value.code, names_in(url)) == ("exists", ["West"])
    schemas = [
        restore_store(url, tmp_path / "copy.sqlite", replace=True).replaced for _ in range(2)
    ]
    assert (schemas, names_in(url)) == (["replaced_1", "replaced_2"], [])
    assert names_in(f"{url}&options=-csearch_path%3Dreplaced_1,public") == ["West"]
    assert verify_store(url) == []


def test_what_is_no_store_is_not_replaced(store, url, new_url, tmp_path) -> None:
    backup_store(url, tmp_path / "copy.sqlite")
    other = new_url()
    asked(other, "CREATE TABLE mine (id integer)")
    with pytest.raises(Refused) as refused:
        restore_store(other, tmp_path / "copy.sqlite", replace=True)
    assert (refused.value.code, tables_in(other)) == ("foreign", {"mine"})


def test_an_app_that_runs_goes_on_with_what_was_restored(store, admin, url, tmp_path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    backup_store(url, tmp_path / "copy.sqlite")
    commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
    restore_store(url, tmp_path / "copy.sqlite", replace=True)
    commands.rename(store, admin, area(1), name="Zuid", occasion=on(2009))
    assert names_in(url) == ["Zuid"]
    assert verify_store(url) == []


def test_it_is_backed_up_while_others_write(store, admin, url, tmp_path: Path) -> None:
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    with store.together():
        commands.rename(store, admin, area(1), name="Krakeel", occasion=on(2008))
        backup_store(url, tmp_path / "copy.sqlite")
    assert names_in(f"sqlite:///{tmp_path / 'copy.sqlite'}") == ["West"]
    assert names_in(url) == ["Krakeel"]
