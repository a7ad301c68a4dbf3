"""Settings on the command line."""

from __future__ import annotations


def test_all_settings_are_shown(place) -> None:
    shown = place("settings", "--json").json["settings"]
    assert (shown["k"], shown["languages"], shown["words.nl.areas"]) == ("5", "nl en", "")


def test_a_setting_is_changed_and_the_store_stays_sound(place) -> None:
    answer = place("settings", "k", "8", "--json").json
    assert answer == {"change": 1, "key": "k", "before": "5", "after": "8", "overlapping": []}
    assert place("settings", "--json").json["settings"]["k"] == "8"
    assert place("verify", "--json").json == {"ok": True, "problems": []}


def test_the_log_tells_of_a_setting(place) -> None:
    place("settings", "k", "8")
    assert "instelling veranderd" in place("log").out


def test_a_value_that_can_not_be_is_refused(place) -> None:
    result = place("settings", "k", "4", "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "value")


def test_a_setting_without_a_value_is_refused(place) -> None:
    assert place("settings", "k").code == 2
