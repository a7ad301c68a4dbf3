"""Areas that live, and their money, on the command line: the exact JSON."""

from __future__ import annotations

import csv

import pytest

from data.store.engine import make_engine
from tests.cli.conftest import found
from tests.conftest import X, Y, square

SINCE = ("--on", "2010-01-01", "--reason", "samen beter", "--json")


@pytest.fixture
def two(place):
    """West and Oost, side by side, since 2007."""
    found(place, "West", square(0, 0).wkt, "2007-01-01")
    found(place, "Oost", square(1, 0).wkt, "2007-01-01")
    return place


def money(run, at="2020-01-01"):
    return run("money", "--at", at, "--json").json


def test_merge_answers_with_the_new_area_and_the_retired(two) -> None:
    result = two("merge", "GM0118-0001", "GM0118-0002", "--name", "Samen", *SINCE)
    assert result.json == {
        "change": 3,
        "areas": ["GM0118-0003"],
        "retired": ["GM0118-0001", "GM0118-0002"],
    }


def test_revisions_are_given_one_for_each_area_in_their_order(two) -> None:
    two("rename", "GM0118-0001", "--name", "Anders", *SINCE)
    merge = ("merge", "GM0118-0001", "GM0118-0002", "--name", "Samen", *SINCE)
    stale = two(*merge, "--rev", "1", "--rev", "1")
    assert (stale.code, stale.json["error"]["code"]) == (2, "conflict")
    assert stale.json["error"]["ids"] == ["GM0118-0001"]
    assert two(*merge, "--rev", "1", "--rev", "1", "--rev", "1").json["error"]["code"] == "rev"
    assert two(*merge, "--rev", "2", "--rev", "1").code == 0


def test_areas_that_lie_apart_need_apart(two) -> None:
    found(two, "Ver", square(5, 0).wkt, "2007-01-01")
    merge = ("merge", "GM0118-0001", "GM0118-0003", "--name", "Samen", *SINCE)
    assert two(*merge).json["error"]["code"] == "apart"
    assert two(*merge, "--apart").code == 0


def split(run, *more):
    x = X + 25
    line = f"LINESTRING ({x} {Y - 50}, {x} {Y + 150})"
    return run(
        "split", "GM0118-0001", "--line", line, "--name", "Links", "--name", "Rechts", *SINCE, *more
    )


def test_split_makes_two_and_retires_one(two) -> None:
    assert split(two).json == {
        "change": 3,
        "areas": ["GM0118-0003", "GM0118-0004"],
        "retired": ["GM0118-0001"],
    }
    areas = two("areas", "--json").json["areas"]
    assert [(a["name"], round(a["area_m2"])) for a in areas] == [
        ("Oost", 10_000),
        ("Links", 2_500),
        ("Rechts", 7_500),
    ]


@pytest.mark.parametrize("shares", ["0.7,0.4", "1,0", "-1,2", "half"])
def test_shares_that_do_not_add_up_are_refused(two, shares) -> None:
    result = split(two, f"--divide={shares}")
    assert (result.code, result.json["error"]["code"]) == (2, "divide")


def test_split_takes_a_line_from_a_file(two, tmp_path) -> None:
    path = tmp_path / "line.wkt"
    path.write_text(f"LINESTRING ({X + 50} {Y - 50}, {X + 50} {Y + 150})")
    result = two("split", "GM0118-0001", "--line", path, "--name", "L", "--name", "R", *SINCE)
    assert result.code == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("LINESTRING (0 0, 1 1)", "invalid"),
        ("LINESTRING (0 0", "wkt"),
        ("POINT (0 0)", "geometry_type"),
        (square(0, 0).wkt, "geometry_type"),
    ],
)
def test_a_line_that_does_not_split_is_refused(two, line, code) -> None:
    result = two("split", "GM0118-0001", "--line", line, "--name", "L", "--name", "R", *SINCE)
    assert result.code == 2
    assert code in {"invalid", result.json["error"]["code"]}


def test_one_name_for_two_parts_is_refused(two) -> None:
    result = two("split", "GM0118-0001", "--line", "LINESTRING (0 0, 1 1)", "--name", "L", *SINCE)
    assert (result.code, result.json["error"]["code"]) == (2, "names")


def test_carve_out_gives_the_part_a_new_id(two) -> None:
    part = square(0, 0, 0.25, 1).wkt
    result = two("carve-out", "GM0118-0001", "--geometry", part, "--name", "Deel", *SINCE)
    assert result.json == {
        "change": 3,
        "areas": ["GM0118-0001", "GM0118-0003"],
        "retired": [],
    }


def test_rest_and_wake_and_dissolve(two) -> None:
    assert two("rest", "GM0118-0001", *SINCE).json["areas"] == ["GM0118-0001"]
    assert two("wake", "GM0118-0001", "--on", "2011-01-01", "--reason", "r", "--json").code == 0
    ended = two("dissolve", "GM0118-0001", "--on", "2012-01-01", "--reason", "r", "--json")
    assert ended.json["retired"] == ["GM0118-0001"]


def test_undo_says_what_stands_again_and_what_went(two) -> None:
    two("merge", "GM0118-0001", "GM0118-0002", "--name", "Samen", *SINCE)
    result = two("undo", "3", "--reason", "vergissing", "--json")
    assert result.json == {
        "change": 4,
        "areas": ["GM0118-0001", "GM0118-0002"],
        "retired": ["GM0118-0003"],
    }
    last = two("log", "--json").json["changes"][-1]
    assert (last["kind"], last["date"], last["reason"]) == ("undo", "2010-01-01", "vergissing")


def test_an_undo_on_a_date_needs_no_reason(two) -> None:
    two("merge", "GM0118-0001", "GM0118-0002", "--name", "Samen", *SINCE)
    assert two("undo", "3", "--on", "2015-01-01", "--json").code == 0
    assert len(two("areas", "--at", "2012-01-01", "--json").json["areas"]) == 1
    assert len(two("areas", "--at", "2015-01-01", "--json").json["areas"]) == 2


def test_correct_takes_a_date_or_a_name_or_a_boundary(two) -> None:
    for change in (
        ("--on", "2006-05-14", "--precision", "month"),
        ("--name", "Wolfsbos"),
        ("--geometry", square(0, 1).wkt),
    ):
        assert two("correct", "1", *change, "--reason", "fout", "--json").code == 0
    (west, _) = two("areas", "--json", "--wkt").json["areas"]
    assert (west["valid_from"], west["precision"], west["name"]) == (
        "2006-05-01",
        "month",
        "Wolfsbos",
    )


def test_history_tells_growth_and_lineage_when_asked(two) -> None:
    two("merge", "GM0118-0001", "GM0118-0002", "--name", "Samen", *SINCE)
    told = two("history", "GM0118-0003", "--growth", "--lineage", "--json").json
    assert told["ancestors"] == ["GM0118-0001", "GM0118-0002"]
    assert told["descendants"] == []
    (stage,) = told["growth"]
    assert (stage["valid_from"], stage["gained_m2"]) == ("2010-01-01", 0)
    assert two("history", "GM0118-0003", "--json").json.keys() == {"area", "changes"}


def test_the_log_tells_what_each_change_gained_and_lost(two) -> None:
    two("carve-out", "GM0118-0001", "--geometry", square(0, 0, 0.25, 1).wkt, "--name", "D", *SINCE)
    told = two("log", "--json").json["changes"]
    assert [(round(c["gained_m2"]), round(c["lost_m2"])) for c in told] == [
        (10_000, 0),
        (10_000, 0),
        (2_500, 2_500),
    ]


# Money


def test_a_booking_answers_with_how_the_area_stands(two) -> None:
    result = two("grant", "GM0118-0001", "2500,50", "--on", "2008-01-01", "--json")
    assert result.json == {
        "change": 3,
        "area": "GM0118-0001",
        "granted": 250_050,
        "available": 250_050,
        "committed": 0,
        "spent": 0,
    }
    (last,) = two("log", "--json").json["changes"][2:]
    assert (last["kind"], last["areas"]) == ("grant", ["GM0118-0001"])


@pytest.mark.parametrize(
    "euros", ["1.000", "1,000", "1.000,00", "2500.123", "+5", "€5", "5 000", "1e3", "", "٣"]
)
def test_an_amount_that_could_be_read_in_two_ways_is_refused(two, euros) -> None:
    result = two("grant", "GM0118-0001", euros, "--on", "2008-01-01", "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "number")


def test_a_negative_amount_is_refused_and_changes_nothing(two) -> None:
    result = two("grant", "GM0118-0001", "--on", "2008-01-01", "--json", "--", "-5")
    assert (result.code, result.json["error"]["code"]) == (2, "number")
    assert money(two)["total"]["granted"] == 0


def test_the_same_key_books_once(two) -> None:
    book = ("grant", "GM0118-0001", "5", "--on", "2008-01-01", "--key", "k", "--json")
    assert two(*book).json == two(*book).json
    assert money(two)["total"]["granted"] == 500


def test_money_lists_what_stands_and_the_total(two) -> None:
    two("grant", "GM0118-0001", "1000.01", "--on", "2008-01-01")
    two("commit", "GM0118-0001", "300", "--on", "2008-02-01")
    two("spend", "GM0118-0001", "350", "--on", "2008-03-01")
    assert money(two) == {
        "areas": [
            {
                "id": "GM0118-0001",
                "granted": 100_001,
                "available": 65_001,
                "committed": 0,
                "spent": 35_000,
            },
            {"id": "GM0118-0002", "granted": 0, "available": 0, "committed": 0, "spent": 0},
        ],
        "total": {"granted": 100_001, "available": 65_001, "committed": 0, "spent": 35_000},
    }
    assert money(two, "2007-12-31")["total"]["granted"] == 0


def test_an_export_carries_the_money(two, tmp_path) -> None:
    import json

    two("grant", "GM0118-0001", "1000.01", "--on", "2008-01-01")
    two("spend", "GM0118-0001", "10", "--on", "2008-01-01")
    path = tmp_path / "areas.geojson"
    two("export", "areas", "-o", path)
    first = json.loads(path.read_text())["features"][0]["properties"]
    assert (first["granted_cents"], first["spent_cents"]) == (100_001, 1_000)


def test_budgets_come_in_as_one_change_dated_on_the_first_of_their_year(two, tmp_path) -> None:
    table = tmp_path / "budgets.csv"
    table.write_text(
        "project_id;name;area;amount_eur;year\n"
        "B1;Jaarbudget;west;12.500,00;2008\nB2;Jaarbudget;GM0118-0002;€ 300;2009\n"
    )
    result = two("import", "budgets", table, "--json")
    assert (result.json["verdict"], result.json["imported"]) == ("accepted", 2)
    assert result.json["areas"] == ["GM0118-0001", "GM0118-0002"]
    assert money(two, "2007-12-31")["total"]["granted"] == 0
    assert money(two, "2008-01-01")["total"]["granted"] == 1_250_000
    assert [c["kind"] for c in two("log", "--json").json["changes"]][2:] == ["import_budgets"]


def test_a_budget_of_the_founding_year_is_booked_on_the_day_of_founding(place, tmp_path) -> None:
    found(place, "West", square(0, 0).wkt, "2007-05-07")
    table = tmp_path / "budgets.csv"
    table.write_text("project_id,name,area,amount_eur,year\nB1,Budget,West,100,2007\n")
    assert place("import", "budgets", table, "--json").code == 0
    assert money(place, "2007-05-06")["total"]["granted"] == 0
    assert money(place, "2007-05-07")["total"]["granted"] == 10_000


@pytest.mark.parametrize(
    ("row", "code", "where"),
    [
        ("B1,x,Nergens,1,2008", "unknown_area", "row 2, column area"),
        ("B1,x,West,1.234,2008", "number", "row 2, column amount_eur"),
        ("B1,x,West,1,20088", "year", "row 2, column year"),
        ("B1,x,West,1,2008\nb1 ,x,West,1,2009", "duplicate", "row 2, column project_id"),
    ],
)
def test_a_bad_budget_names_its_place_and_nothing_comes_in(two, tmp_path, row, code, where) -> None:
    table = tmp_path / "budgets.csv"
    table.write_text(f"project_id,name,area,amount_eur,year\n{row}\n")
    error = two("import", "budgets", table, "--json").json["error"]
    assert (error["code"], error["place"]) == (code, where)
    assert money(two)["total"]["granted"] == 0


def test_engagement_comes_in(two, tmp_path) -> None:
    table = tmp_path / "engagement.csv"
    table.write_text(
        "datum;gebied;soort;deelnemers;uren\n2008-03-05;West;stemming;250;1,5\n"
        "2008-04-05;oost;vrijwilligerswerk;12;\n"
    )
    result = two("import", "engagement", table, "--json")
    assert (result.json["imported"], result.json["areas"]) == (2, ["GM0118-0001", "GM0118-0002"])


def test_engagement_of_an_unknown_kind_names_what_it_may_be(two, tmp_path) -> None:
    table = tmp_path / "engagement.csv"
    table.write_text("date,area,kind,participants\n2008-03-05,West,feest,250\n")
    error = two("import", "engagement", table, "--json").json["error"]
    assert (error["code"], error["place"]) == ("schema", "row 2, column kind")
    assert "vote" in error["message"]


# Keeping


def test_a_backup_is_a_store_and_restores(two, tmp_path) -> None:
    copy = tmp_path / "copy.sqlite"
    assert two("backup", copy, "--json").json["file"] == str(copy)
    two("rename", "GM0118-0001", "--name", "Anders", *SINCE)
    assert two("restore", copy, "--json").json["error"]["code"] == "exists"
    assert two("restore", copy, "--replace", "--json").code == 0
    assert [a["name"] for a in two("areas", "--json").json["areas"]] == ["West", "Oost"]


def test_verify_says_that_a_store_is_sound_and_exits_1_when_it_is_not(two, url) -> None:
    assert two("verify", "--json").json == {"ok": True, "problems": []}
    engine = make_engine(url)
    with engine.begin() as connection:
        on_table = "" if url.startswith("sqlite") else "ON change"
        connection.exec_driver_sql(f"DROP TRIGGER guard_change_update {on_table}")
        connection.exec_driver_sql("UPDATE change SET reason = 'anders' WHERE id = 1")
    engine.dispose()
    result = two("verify", "--json")
    assert (result.code, result.json["ok"]) == (1, False)
    assert any("1" in problem for problem in result.json["problems"])


# Several municipalities


def test_everywhere_lists_the_areas_of_every_municipality(two, run) -> None:
    inside = "--within", "215000,515000,240000,540000"
    assert run("init", "--code", "GM0119", "--name", "Meppel", "--beside", *inside).code == 0
    other = ("--municipality", "GM0119")
    assert run("areas", "--json").json["error"]["ids"] == ["GM0118", "GM0119"]
    found(run, "Oosterboer", square(0, 0).wkt, "2010-01-01", *other)
    answer = run("everywhere", "--at", "2020-01-01", "--json").json
    assert [(a["municipality"], a["id"], a["area_m2"]) for a in answer["areas"]] == [
        ("GM0118", "GM0118-0001", 10_000.0),
        ("GM0118", "GM0118-0002", 10_000.0),
        ("GM0119", "GM0119-0001", 10_000.0),
    ]
    assert run("everywhere", "--at", "2000-01-01", "--json").json == {"areas": []}


def test_a_municipality_that_is_there_is_not_added_again(two, run) -> None:
    refused = run("init", "--code", "GM0118", "--name", "Hoogeveen", "--beside", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "exists")


def test_a_store_moves_and_says_where_it_went(two, run, tmp_path) -> None:
    new = f"sqlite:///{tmp_path / 'new.sqlite'}"
    moved = two("move", "--to", new, "--json").json
    assert (moved["to"], moved["municipalities"]) == (new, ["GM0118"])
    assert moved["rows"] > 0
    refused = two("rename", "GM0118-0001", "--name", "Anders", *SINCE, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "moved")
    assert run("rename", "GM0118-0001", "--name", "Anders", *SINCE, "--db", new).code == 0


AGREED = ("--agreed", "GM0118-0001=2009-11-03", "--agreed", "GM0118-0002=2009-12-01")


def test_who_agreed_and_the_document_stand_in_the_log(two) -> None:
    merge = ("merge", "GM0118-0001", "GM0118-0002", "--name", "Samen", *SINCE)
    assert two(*merge, *AGREED, "--document", "B&W 2009/7").code == 0
    last = two("log", "--json").json["changes"][-1]
    assert last["document"] == "B&W 2009/7"
    assert last["agreed"] == {"GM0118-0001": "2009-11-03", "GM0118-0002": "2009-12-01"}


@pytest.mark.parametrize(
    ("agreed", "code"),
    [("GM0118-0001", "consent"), ("GM0118-0099=2009-01-01", "unknown_area"), ("x=morgen", "date")],
)
def test_who_agreed_is_an_area_and_a_day(two, agreed, code) -> None:
    merge = ("merge", "GM0118-0001", "GM0118-0002", "--name", "Samen", *SINCE)
    result = two(*merge, "--agreed", agreed)
    assert (result.code, result.json["error"]["code"]) == (2, code)


def test_a_project_goes_to_the_part_that_is_named(place, tmp_path) -> None:
    found(place)
    table = tmp_path / "projects.csv"
    table.write_text(
        "project_id;title;kind;area;status;date\nP-1;Bank;quick_win;Krakeel;idea;2008-01-01\n"
    )
    assert place("import", "projects", table).code == 0
    line = "LINESTRING (228050 525900, 228050 526200)"
    cut = ("split", "GM0118-0001", "--line", line, "--name", "L", "--name", "R",
           "--on", "2010-01-01", "--reason", "omdat", "--divide", "0.7,0.3", "--json")  # fmt: skip
    refused = place(*cut, "--project", "P-1")
    assert (refused.code, refused.json["error"]["code"]) == (2, "project_part")
    left, right = place(*cut, "--project", "P-1=2").json["areas"]
    file = tmp_path / "areas.csv"
    assert place("export", "areas", "-o", file).code == 0
    rows = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert {row["id"]: row["projects_quick_win"] for row in rows} == {left: "0", right: "1"}
    assert place("verify").code == 0
