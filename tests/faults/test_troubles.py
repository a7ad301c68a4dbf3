"""What befalls a database, in words; what a program did wrong passes as it is."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from app import words_of_failure
from boundaries.errors import Refused
from data.store.troubles import in_words, refusal_of, trouble_of

SERVER = make_url("postgresql+psycopg://clerk:secret@db.example/smeedkaart")
FILE = make_url("sqlite:////srv/smeedkaart/areas.sqlite")


def of_sqlite(result: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("it went wrong")
    error.sqlite_errorcode = result
    return error


def of_server(state: str) -> DBAPIError:
    return OperationalError("SELECT 1", {}, psycopg.errors.lookup(state)("it went wrong"))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("BUSY", "busy"),
        ("BUSY_RECOVERY", "busy"),
        ("LOCKED", "busy"),
        ("FULL", "full"),
        ("READONLY", "read_only"),
        ("READONLY_DIRECTORY", "read_only"),
        ("IOERR_WRITE", "unreachable"),
        ("CANTOPEN", "unreachable"),
        ("CORRUPT", "damaged"),
        ("NOTADB", "damaged"),
        ("ERROR", None),
        ("CONSTRAINT", None),
    ],
)
def test_every_result_of_sqlite_has_its_trouble(name, code) -> None:
    error = of_sqlite(getattr(sqlite3, f"SQLITE_{name}"))
    assert trouble_of(error, FILE) == code
    assert trouble_of(OperationalError("SELECT 1", {}, error), FILE) == code


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("08006", "unreachable"),
        ("57P01", "unreachable"),
        ("57P03", "unreachable"),
        ("25006", "read_only"),
        ("42501", "read_only"),
        ("53100", "full"),
        ("53300", "busy"),
        ("55P03", "busy"),
        ("40P01", "busy"),
        ("XX001", "damaged"),
        ("42P01", None),
        ("23505", None),
    ],
)
def test_every_state_of_postgresql_has_its_trouble(state, code) -> None:
    assert trouble_of(of_server(state), SERVER) == code


def test_a_connection_that_was_never_made_is_out_of_reach() -> None:
    error = OperationalError(None, None, psycopg.OperationalError("connection refused"))
    assert trouble_of(error, SERVER) == "unreachable"


def test_a_pool_without_a_free_connection_is_busy() -> None:
    assert trouble_of(NoConnectionLeft("no connection left"), SERVER) == "busy"


def test_a_fault_of_the_program_passes() -> None:
    error = IntegrityError("INSERT", {}, of_sqlite(sqlite3.SQLITE_CONSTRAINT))
    with pytest.raises(IntegrityError) as raised, in_words(FILE):
        raise error
    assert raised.value is error


def test_a_change_that_was_cut_off_says_that_nothing_was_changed() -> None:
    with pytest.raises(Refused) as refused, in_words(SERVER):
        raise of_server("57P01")
    assert "Nothing was changed." in str(refused.value)


def test_a_commit_that_was_cut_off_says_that_nobody_knows() -> None:
    refusal = refusal_of(of_server("57P01"), SERVER, committing=True)
    assert refusal.code == "unreachable"
    assert "Nothing was changed" not in str(refusal)
    assert "Look for it in the log" in str(refusal)


def test_a_commit_that_the_database_refused_changed_nothing() -> None:
    refusal = refusal_of(of_sqlite(sqlite3.SQLITE_FULL), FILE, committing=True)
    assert "Nothing was changed." in str(refusal)


@pytest.mark.parametrize(("url", "name"), [(SERVER, "smeedkaart"), (FILE, "areas.sqlite")])
def test_a_sentence_names_the_store_and_neither_machine_nor_password(url, name) -> None:
    refusal = refusal_of(NoConnectionLeft(), url)
    assert f"The store {name} " in str(refusal)
    assert not any(hidden in str(refusal) for hidden in ("secret", "db.example", "/srv"))


def test_a_visitor_reads_what_befell_the_store() -> None:
    refusal = refusal_of(of_sqlite(sqlite3.SQLITE_FULL), FILE)
    assert words_of_failure(refusal, "nl").startswith(
        "De schijf van de opslag areas.sqlite is vol."
    )


def test_a_visitor_reads_nothing_of_a_fault_of_the_program() -> None:
    assert words_of_failure(ValueError("secret"), "en") == (
        "Something went wrong. Nothing has changed. Try again."
    )
