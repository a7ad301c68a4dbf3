"""What is made once for all visitors: kept until something is recorded, and made by one only."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest

from boundaries import commands
from boundaries.pages.lands import PATH, Latest, address, answer, kept
from tests.conftest import on, square


def test_an_answer_is_kept_until_something_is_recorded(store, admin) -> None:
    site, asked = SimpleNamespace(store=store), []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    with store.read() as parts:
        assert [kept(site, parts, "name", ask) for _ in range(3)] == [1, 1, 1]
        assert kept(site, parts, "another", ask) == 2
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2010))
    with store.read() as parts:
        assert kept(site, parts, "name", ask) == 3


def test_nothing_is_an_answer_too(store) -> None:
    site, asked = SimpleNamespace(store=store), []
    with store.read() as parts:
        for _ in range(2):
            assert kept(site, parts, "nothing", lambda: asked.append(1)) is None
    assert asked == [1]


def test_of_many_who_ask_at_once_one_makes_it() -> None:
    latest: Latest[str, int] = Latest(2)
    made, ready = [], Barrier(4)

    def ask() -> int:
        made.append(1)
        return 7

    def come(_number: int) -> int:
        ready.wait()
        return latest.once("land", ask)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(come, range(4))) == [7, 7, 7, 7]
    assert made == [1]


def test_who_could_not_make_it_leaves_it_to_the_next() -> None:
    latest: Latest[str, int] = Latest(2)
    with pytest.raises(ZeroDivisionError):
        latest.once("land", lambda: 1 // 0)
    assert latest.once("land", lambda: 7) == 7


def test_what_was_used_longest_ago_gives_way() -> None:
    latest: Latest[str, int] = Latest(2)
    for name in "abab":
        latest.keep(name, 1)
    latest.get("a")
    latest.keep("c", 1)
    assert [latest.get(name) for name in "abc"] == [1, None, 1]


def test_land_stands_at_an_address_that_tells_its_content() -> None:
    here, there = [1], [1]
    first = address("lines", here, lambda: {"land": here})
    assert address("lines", there, lambda: {"land": there}) == first
    asked = SimpleNamespace(path_params={"name": first.removeprefix(PATH)})
    told = answer(asked)
    assert json.loads(gzip.decompress(told.body)) == {"land": [1]}
    assert "immutable" in told.headers["cache-control"]
    missing = answer(SimpleNamespace(path_params={"name": "../secrets"}))
    assert missing.status_code == 404
