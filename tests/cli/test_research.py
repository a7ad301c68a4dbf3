"""Research from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import found


@pytest.fixture
def town(place):
    found(place)
    return place


def test_a_panel_is_a_row_per_year_that_an_area_stood(town, tmp_path) -> None:
    file = tmp_path / "x.csv"
    answer = town("export", "panel", "-o", file, "--csv", "plain", "--json").json
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("area_id,name,year,")
    assert answer["rows"] == len(lines) - 1 >= 19


def test_a_panel_in_another_form_is_refused(town, tmp_path) -> None:
    answer = town("export", "panel", "-o", tmp_path / "x.gpkg", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "wrong_type")


def test_a_link_is_no_cause_and_that_is_the_last_line(town) -> None:
    lines = town("research", "scale").out.strip().splitlines()
    assert lines[0] == "Doen kleine gebieden meer mee?"
    assert lines[-1].startswith("Een verband is nog geen oorzaak.")


def test_one_area_is_too_few_for_an_outcome(town) -> None:
    answer = town("research", "scale", "--outcome", "projects", "--json").json
    assert (answer["verdict"], answer["elasticity"]) == ("too_few", None)


@pytest.mark.parametrize("years", ["2010-2009", "x", "2010-"])
def test_years_are_a_span(town, years) -> None:
    answer = town("research", "scale", "--years", years, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (2, "usage")


def test_the_simulation_tells_of_no_effect_and_of_a_planted_one(run) -> None:
    answer = run("research", "simulate", "--runs", "3", "--json").json
    assert [case["planted"] for case in answer["cases"]] == [0.0, -0.3]
    assert answer["areas"] == 25


def test_the_simulation_says_it_in_words_too(run) -> None:
    out = run("research", "simulate", "--runs", "2", "--lang", "en").out
    assert out.startswith("Planted 0: a link is told in ")


def test_without_projects_nobody_knows_how_long_they_take(town) -> None:
    answer = town("research", "waiting", "--json").json
    assert [(k["kind"], k["projects"], k["median"]) for k in answer["kinds"]] == [
        ("quick_win", 0, None),
        ("long_haul", 0, None),
    ]


def test_too_few_projects_are_told_as_such(town) -> None:
    lines = town("research", "waiting").out.splitlines()
    assert len(lines) == 2
    assert all("te weinig om te zeggen" in line for line in lines)
