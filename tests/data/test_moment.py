"""A moment: what is read in it is of one state of the store, until something is written."""

from __future__ import annotations

from threading import Thread

from boundaries import commands
from data.store import open_store
from tests.conftest import on, square


def names(store) -> list[str]:
    with store.read() as parts:
        return sorted(v.name for v in parts.areas.at(parts.areas.today()))


def found(store, admin, name: str, column: int = 0) -> None:
    commands.found(store, admin, name=name, geometry=square(column, 0), occasion=on(2007))


def test_what_somebody_else_writes_is_not_seen_in_a_moment(store, laid_out, admin) -> None:
    other = open_store(laid_out)
    with store.moment():
        assert names(store) == []
        found(other, admin, "Krakeel")
        assert names(store) == []
    assert names(store) == ["Krakeel"]
    other.close()


def test_what_one_writes_oneself_is_seen_at_once(store, admin) -> None:
    with store.moment():
        assert names(store) == []
        found(store, admin, "Krakeel")
        assert names(store) == ["Krakeel"]


def test_a_setting_that_one_changes_counts_at_once(store, admin) -> None:
    with store.moment():
        with store.read() as parts:
            before = parts.areas.municipality().k
        commands.set_setting(store, admin, "k", str(before + 2))
        with store.read() as parts:
            assert parts.areas.municipality().k == before + 2


def test_what_is_rehearsed_leaves_no_trace_in_a_moment(store, admin) -> None:
    with store.moment():
        with store.rehearse():
            found(store, admin, "Krakeel")
            assert names(store) == ["Krakeel"]
        assert names(store) == []


def test_a_moment_is_of_one_thread(store, admin) -> None:
    seen: list[list[str]] = []
    with store.moment():
        assert names(store) == []
        found(store, admin, "Krakeel")
        thread = Thread(target=lambda: seen.append(names(store)))
        thread.start()
        thread.join()
    assert seen == [["Krakeel"]]
