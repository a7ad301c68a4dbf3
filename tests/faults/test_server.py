"""A PostgreSQL server that goes away and comes back, is full, or may only be read."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import event

from boundaries import commands
from boundaries.errors import Refused
from data.store import SqlStore, create_store, verify_store
from data.store.engine import make_engine
from data.store.opening import utc_now
from tests.conftest import PLACE, area, on, square
from tests.postgres import end_cluster, name_of

REQUESTS, EVERY = 200, 40
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON change EXECUTE FUNCTION full_disk();
"""
CUT_OFF = """
CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER cut_off AFTER INSERT ON change DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION cut_off();
"""


@pytest.fixture
def place(cluster) -> Iterator[str]:
    """A database with a store that keeps what it acknowledged, also when its server is killed."""
    url = cluster.new()
    create_store(url, PLACE).close()
    run(cluster.admin, f"ALTER DATABASE {name_of(url)} SET synchronous_commit = on")
    yield url
    cluster.drop(url)


@pytest.fixture
def served(place) -> Iterator[SqlStore]:
    store = SqlStore(make_engine(place), PLACE.code, utc_now)
    found(store, 0)
    yield store
    store.close()


def run(url: str, *statements: str) -> None:
    """Do something as the administrator of the server."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def found(store: SqlStore, number: int):
    with store.read() as parts:
        actor = parts.people.local()
    return commands.found(
        store, actor, name=f"N{number}", geometry=square(number, 0), occasion=on(2001)
    )


def cut_off_halfway(cluster, store: SqlStore) -> None:
    with store.write() as parts:
        parts.areas.new()
        run(
            cluster.admin,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'",
        )
        parts.areas.new()


def refused_to_found(store: SqlStore, number: int) -> Refused:
    with pytest.raises(Refused) as refused:
        found(store, number)
    return refused.value


def test_a_server_that_stops_and_starts_during_two_hundred_requests_loses_and_doubles_nothing(
    nursery, cluster, place, served
) -> None:
    served.close()
    child, answers = nursery.child("insist", place, REQUESTS), []
    for number in range(REQUESTS):
        answers.append(child.hear())
        if number % EVERY == EVERY // 2:
            cluster.stop("immediate" if number % (2 * EVERY) == EVERY // 2 else "fast")
            cluster.start()
    refusals = [refusal for answer in answers for refusal in answer["refusals"]]
    assert {code for code, _ in refusals} == {"unreachable"}
    changes = [answer["change"] for answer in answers]
    assert changes == sorted(set(changes))
    with served.read() as parts:
        booked = parts.money.bookings(area(1))
    assert sorted(entry.key for entry in booked) == sorted(str(n) for n in range(REQUESTS))
    assert [entry.change for entry in booked] == changes
    assert verify_store(place) == []


def test_a_server_that_is_down_is_said_to_be_out_of_reach_and_heals_by_itself(
    cluster, served
) -> None:
    cluster.stop("fast")
    try:
        refused = refused_to_found(served, 1)
    finally:
        cluster.start()
    assert refused.code == "unreachable"
    assert "Nothing was changed." in str(refused)
    assert found(served, 1).areas == (area(2),)


def test_a_change_whose_connection_was_cut_off_is_refused_and_undone(cluster, served) -> None:
    with pytest.raises(Refused) as refused:
        cut_off_halfway(cluster, served)
    assert refused.value.code == "unreachable"
    assert "Nothing was changed." in str(refused.value)
    assert found(served, 1).areas == (area(2),)


def test_a_change_that_was_cut_off_in_its_commit_is_said_to_be_unsure(place, served) -> None:
    run(place, CUT_OFF)
    refused = refused_to_found(served, 1)
    assert refused.code == "unreachable"
    assert "Look for it in the log" in str(refused)
    run(place, "DROP FUNCTION cut_off CASCADE")
    assert found(served, 1).areas == (area(2),)
    assert verify_store(place) == []


def test_a_server_whose_disk_is_full_says_so_and_heals(place, served) -> None:
    run(place, FULL)
    assert refused_to_found(served, 1).code == "full"
    run(place, "DROP FUNCTION full_disk CASCADE")
    assert found(served, 1).areas == (area(2),)


def test_somebody_who_may_only_read_gets_answers_and_is_refused_changes(place, served) -> None:
    run(
        place, "CREATE ROLE visitor LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO visitor"
    )
    visitor = SqlStore(make_engine(place.replace("postgres@", "visitor@")), PLACE.code, utc_now)
    with visitor.read() as parts:
        assert parts.areas.ids(on(2002).on) == [area(1)]
    assert refused_to_found(visitor, 1).code == "read_only"
    visitor.close()
    run(place, "DROP OWNED BY visitor", "DROP ROLE visitor")


def test_a_standby_answers_and_is_refused_changes(cluster, place, served) -> None:
    follower = cluster.standby()
    there = place.replace(str(cluster.folder), str(follower.folder))
    store = SqlStore(make_engine(there), PLACE.code, utc_now)
    with store.read() as parts:
        assert parts.areas.ids(on(2002).on) == [area(1)]
    assert refused_to_found(store, 1).code == "read_only"
    store.close()
    end_cluster(follower)


def test_a_server_that_takes_no_changes_for_now_is_obeyed(place, served) -> None:
    run(place, f"ALTER DATABASE {name_of(place)} SET default_transaction_read_only = on")
    visitor = SqlStore(make_engine(place), PLACE.code, utc_now)
    for _ in range(2):
        with visitor.read() as parts:
            assert parts.areas.ids(on(2002).on) == [area(1)]
        assert refused_to_found(visitor, 1).code == "read_only"
    visitor.close()


def test_a_change_that_waits_too_long_for_another_process_says_that_the_store_is_busy(
    place, served
) -> None:
    engine = make_engine(place)

    @event.listens_for(engine, "connect")
    def _impatient(connection, record) -> None:
        connection.execute("SET lock_timeout = 1")
        connection.commit()

    impatient = SqlStore(engine, PLACE.code, utc_now)
    with served.write():
        assert refused_to_found(impatient, 1).code == "busy"
    assert found(impatient, 1).areas == (area(2),)
    impatient.close()
