"""The command line, run as its users run it: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from boundaries import commands
from tests.cli.conftest import found
from tests.conftest import area, on, square


def test_init_answers_with_the_municipality(run) -> None:
    result = run("init", "--code", "GM0118", "--name", "Hoogeveen", "--json")
    assert (result.code, result.json) == (0, {"municipality": "GM0118"})


def test_init_on_a_store_that_is_there_is_refused(place) -> None:
    assert place("init", "--code", "GM0118", "--name", "Hoogeveen").code == 2


def test_a_founded_area_is_listed_with_all_its_fields(place) -> None:
    assert found(place).json == {"change": 1, "areas": ["GM0118-0001"], "retired": []}
    (area,) = place("areas", "--json").json["areas"]
    assert area == {
        "id": "GM0118-0001",
        "rev": 1,
        "name": "Krakeel",
        "valid_from": "2007-05-07",
        "valid_to": None,
        "precision": "day",
        "area_m2": 10_000.0,
        "residents": None,
    }


def test_a_month_is_kept_as_its_first_day(place) -> None:
    found(place, "Krakeel", square(0, 0).wkt, "2007-05-14", "--precision", "month")
    (area,) = place("areas", "--json").json["areas"]
    assert (area["valid_from"], area["precision"]) == ("2007-05-01", "month")


def test_the_geometry_comes_back_in_metres(place) -> None:
    found(place)
    (area,) = place("areas", "--wkt", "--json").json["areas"]
    assert area["wkt"].startswith("POLYGON ((228")


def test_global_options_may_stand_before_the_command(place) -> None:
    assert place("--json", "areas").json == {"areas": []}


def test_a_refusal_is_one_json_document_with_code_message_and_ids(place) -> None:
    found(place)
    result = found(place, "Wolfsbos", square(0.5, 0).wkt)
    assert result.code == 2
    assert result.json["error"]["code"] == "overlap"
    assert result.json["error"]["ids"] == ["GM0118-0001"]


def test_a_refusal_is_dutch_unless_english_is_asked(place) -> None:
    assert "leeg" in found(place, "").err
    assert "empty" in found(place, "", square(0, 0).wkt, "2007-05-07", "--lang", "en").err


@pytest.mark.parametrize(
    ("name", "geometry", "on", "code"),
    [
        ("x" * 201, square(0, 0).wkt, "2007-05-07", "too_long"),
        ("a\x1bb", square(0, 0).wkt, "2007-05-07", "control_chars"),
        ("Krakeel", "POLYGON EMPTY", "2007-05-07", "zero_area"),
        (
            "Krakeel",
            "POLYGON((228000 526000,228500 526500,228500 526000,228000 526500,228000 526000))",
            "2007-05-07",
            "self_crossing",
        ),
        ("Krakeel", "POLYGON((0 0,1000 0,1000 1000,0 0))", "2007-05-07", "out_of_area"),
        ("Krakeel", square(0, 0).wkt, "7-5-2007", "date"),
        ("Krakeel", square(0, 0).wkt, "2007-02-30", "date"),
        ("Krakeel", square(0, 0).wkt, "2099-01-01", "date"),
    ],
)
def test_bad_input_exits_2_and_changes_nothing(place, name, geometry, on, code) -> None:
    result = found(place, name, geometry, on)
    assert (result.code, result.json["error"]["code"]) == (2, code)
    assert result.err.strip()
    assert place("log", "--json").json == {"changes": []}


def test_an_unknown_option_is_answered_in_the_asked_form(place) -> None:
    result = place("found", "--nonsense", "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "usage")


def test_adjust_rename_history_and_log_tell_one_story(place) -> None:
    found(place)
    told = ["--on", "2009-01-01", "--reason", "groei", "--by", "residents", "--json"]
    place("adjust", "GM0118-0001", "--geometry", square(0, 0, 2, 1).wkt, *told)
    place("rename", "GM0118-0001", "--name", "Groot Krakeel", *told)
    changes = place("history", "GM0118-0001", "--json").json["changes"]
    assert [c["kind"] for c in changes] == ["found", "adjust", "rename"]
    assert [c["gained_m2"] for c in changes] == [10_000, 10_000, 0]
    assert [c["initiator"] for c in changes] == ["coordinator", "residents", "residents"]
    log = place("log", "--json").json["changes"]
    assert [c["areas"] for c in log] == [["GM0118-0001"]] * 3


def test_a_stale_revision_is_a_conflict(place) -> None:
    found(place)
    told = ["--on", "2009-01-01", "--reason", "r", "--rev", "1", "--json"]
    assert place("rename", "GM0118-0001", "--name", "A", *told).code == 0
    lost = place("rename", "GM0118-0001", "--name", "B", *told)
    assert (lost.code, lost.json["error"]["code"]) == (2, "conflict")


def test_an_unknown_area_is_refused(place) -> None:
    result = place("history", "GM0118-0042", "--json")
    assert (result.code, result.json["error"]["ids"]) == (2, ["GM0118-0042"])


def test_without_json_the_list_is_for_people(place) -> None:
    found(place, "Hofje {x} 100%")
    for command in (["areas"], ["log"], ["history", "GM0118-0001"]):
        assert "2007-05-07" in place(*command).out
    assert "Hofje {x} 100%" in place("areas").out


def test_known_takes_a_time_of_recording(place) -> None:
    found(place)
    moment = place("log", "--json").json["changes"][0]["recorded_at"]
    place(
        "rename", "GM0118-0001", "--name", "Later", "--on", "2007-05-07", "--reason", "r", "--json"
    )
    (area,) = place("areas", "--known", moment, "--json").json["areas"]
    assert area["name"] == "Krakeel"


@pytest.mark.sqlite
def test_without_a_store_no_file_is_made(run, url) -> None:
    assert run("areas", "--json").code == 2
    assert not Path(url.removeprefix("sqlite:///")).exists()


def test_the_quarters_of_hoogeveen_come_in_whole(place, real_data) -> None:
    result = place("import", "areas", real_data / "hoogeveen_wijken_2014.geojson", "--json")
    assert result.json["imported"] == 13
    areas = place("areas", "--json").json["areas"]
    assert sum(a["area_m2"] for a in areas) == pytest.approx(128_654_760, abs=10)


def test_figures_that_match_no_block_are_named(place, real_data) -> None:
    result = place(
        "import",
        "blocks",
        real_data / "hoogeveen_wijken_2014.geojson",
        "--figures",
        real_data / "hoogeveen_buurten_inwoners.csv",
        "--json",
    )
    assert result.code == 0
    assert "BU01180503" in result.json["unmatched"]["figures"]
    assert "WK011850" in result.err


def quarters(tmp_path: Path) -> Path:
    """Two CBS quarters of 100 m, in the Dutch grid."""
    features = [
        {
            "type": "Feature",
            "properties": {"statcode": code, "statnaam": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [list(map(list, square(i, 0).exterior.coords))],
            },
        }
        for i, (code, name) in enumerate([("WK011805", "Wijk 05"), ("WK011806", "Wijk 06")])
    ]
    crs = {"type": "name", "properties": {"name": "EPSG:28992"}}
    path = tmp_path / "wijken.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return path


def test_figures_per_buurt_are_summed_into_their_wijk(place, tmp_path) -> None:
    figures = tmp_path / "buurten.csv"
    figures.write_text("code,inwoners\nBU01180500,1120\nBU01180501,1260\nBU01180600,50\n")
    path = quarters(tmp_path)
    place("import", "blocks", path, "--figures", figures, "--json")
    place("import", "areas", path, "--on", "2014-01-01", "--json")
    areas = place("areas", "--json").json["areas"]
    assert [(a["name"], a["residents"]) for a in areas] == [("Wijk 05", 2_380), ("Wijk 06", 50)]


def test_an_import_with_one_bad_feature_imports_nothing(place, tmp_path) -> None:
    document = json.loads(quarters(tmp_path).read_text())
    document["features"][1]["properties"]["statnaam"] = ""
    bad = tmp_path / "bad.geojson"
    bad.write_text(json.dumps(document))
    result = place("import", "areas", bad, "--json")
    assert (result.code, result.json["error"]["place"]) == (2, "feature 2")
    assert place("areas", "--json").json == {"areas": []}


def test_a_second_file_of_lines_adds_to_the_first(place, tmp_path, url) -> None:
    from data.store import open_store

    for name, lat in (("Kanaal", 52.72), ("Spoor", 52.73), ("Kanaal", 52.72)):
        line = {"type": "LineString", "coordinates": [[6.47, lat], [6.48, lat]]}
        properties = {"name": name, "kind": "water"}
        feature = {"type": "Feature", "properties": properties, "geometry": line}
        (tmp_path / "lines.geojson").write_text(json.dumps(feature))
        assert place("import", "lines", tmp_path / "lines.geojson").code == 0
    store = open_store(url)
    with store.read() as parts:
        assert sorted(line.name for line in parts.ground.lines()) == ["Kanaal", "Spoor"]
    store.close()


@pytest.mark.parametrize("name", ["areas.shp", "areas.gpkg", "areas.kml", "areas.kmz", "areas.zip"])
def test_other_formats_are_refused_with_a_sentence(place, tmp_path, name) -> None:
    (tmp_path / name).write_bytes(b"PK")
    result = place("import", "areas", tmp_path / name, "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "wrong_type")


def test_projects_come_in_with_their_area_by_name(place, tmp_path) -> None:
    found(place)
    table = tmp_path / "projects.csv"
    table.write_text(
        "project_id;title;kind;area;status;date;lon;lat;amount_eur\n"
        "P1;Jeu de boules;korte klap; krakeel ;klaar;2007-06-01;6.4764;52.7225;2.500,00\n"
    )
    result = place("import", "projects", table, "--json")
    told = {key: result.json[key] for key in ("verdict", "imported", "areas", "change")}
    assert told == {"verdict": "accepted", "imported": 1, "areas": ["GM0118-0001"], "change": 2}


def test_a_project_of_an_unknown_area_names_its_row(place, tmp_path) -> None:
    table = tmp_path / "projects.csv"
    table.write_text(
        "project_id,title,kind,area,status,date\nP1,T,quick_win,Nowhere,idea,2007-06-01\n"
    )
    result = place("import", "projects", table, "--json")
    assert result.json["error"]["place"] == "row 2, column area"


def test_an_exported_area_that_comes_back_is_unchanged(place, tmp_path) -> None:
    found(place)
    out = tmp_path / "areas.geojson"
    place("export", "areas", "-o", out, "--json")
    result = place(
        "adjust", "GM0118-0001", "--geometry", out, "--on", "2010-01-01", "--reason", "r", "--json"
    )
    assert result.json["error"]["code"] == "unchanged"


def test_the_same_store_gives_the_same_bytes(place, tmp_path) -> None:
    found(place)
    first, second = tmp_path / "1.geojson", tmp_path / "2.geojson"
    place("export", "areas", "-o", first, "--at", "2010-01-01")
    place("export", "areas", "-o", second, "--at", "2010-01-01")
    assert first.read_bytes() == second.read_bytes()


def test_an_unknown_extension_is_refused_and_nothing_written(place, tmp_path) -> None:
    assert place("export", "areas", "-o", tmp_path / "x.dwg").code == 2
    assert not (tmp_path / "x.dwg").exists()


def test_serving_to_the_network_must_be_said_in_so_many_words(place) -> None:
    result = place("serve", "--host", "0.0.0.0", "--json")
    assert result.json["error"]["code"] == "open_mode"


def test_the_demo_begins_with_ten_areas(run, demo_store) -> None:
    db = f"sqlite:///{demo_store}"
    areas = run("areas", "--db", db, "--at", "2008-01-01", "--json").json["areas"]
    assert len(areas) == 10
    assert all(a["residents"] > 100 for a in areas)


def test_a_file_from_the_demo_says_that_it_is_made_up(run, demo_store, tmp_path) -> None:
    run("export", "areas", "--db", f"sqlite:///{demo_store}", "-o", tmp_path / "x.geojson")
    assert "Synthetic" in json.loads((tmp_path / "x.geojson").read_text())["note"]


def test_a_demo_is_not_made_over_a_store(place) -> None:
    result = place("demo", "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "exists")


DRAWN = {"wide": ((6.48, 52.72), (6.50, 52.73)), "west": ((6.48, 52.72), (6.49, 52.73))}


@pytest.fixture
def drawings(tmp_path) -> Path:
    """Two drawings in Hoogeveen; the second is the western half of the first."""
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]],
            },
        }
        for (x0, y0), (x1, y1) in DRAWN.values()
    ]
    path = tmp_path / "drawings.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_consensus_needs_no_store(run, drawings, tmp_path) -> None:
    result = run("consensus", drawings, "--share", "1", "-o", tmp_path / "both.geojson", "--json")
    assert result.json["verdict"] == "accepted"
    assert (result.json["drawings"], result.json["share"]) == (2, 1.0)
    assert result.json["area_m2"] == pytest.approx(751_800, rel=0.01)
    assert json.loads((tmp_path / "both.geojson").read_text())["bbox"] == [6.48, 52.72, 6.49, 52.73]
    assert not list(tmp_path.glob("*.sqlite"))


def test_consensus_goes_to_stdout_and_its_sentence_beside_it(run, drawings) -> None:
    result = run("consensus", drawings, "--lang", "en")
    assert [one["properties"]["drawings"] for one in result.json["features"]] == [2]
    assert "Land in at least 50 % of 2 drawings: 150.3" in result.err


def test_consensus_as_json_holds_the_land(run, drawings) -> None:
    answer = run("consensus", drawings, "--json").json
    assert answer["file"] is None
    assert answer["consensus"]["type"] == "FeatureCollection"


def test_consensus_of_drawings_that_share_nothing_has_no_feature(run, drawings) -> None:
    document = json.loads(drawings.read_text())
    far = document["features"][1]["geometry"]["coordinates"][0]
    document["features"][1]["geometry"]["coordinates"] = [[[x + 0.1, y] for x, y in far]]
    drawings.write_text(json.dumps(document))
    answer = run("consensus", drawings, "--share", "1", "--json").json
    assert (answer["area_m2"], answer["consensus"]["features"]) == (0, [])


@pytest.mark.parametrize("share", ["0", "1.5", "nan"])
def test_a_share_that_is_no_share_is_refused(run, drawings, share) -> None:
    result = run("consensus", drawings, "--share", share, "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "geometry")


@pytest.mark.parametrize("latitude", [95.0, -90.5, 500.0])
def test_drawings_north_of_the_pole_are_refused(run, tmp_path, latitude) -> None:
    ring = [[6, latitude], [7, latitude], [7, latitude + 1], [6, latitude]]
    path = tmp_path / "nowhere.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    result = run("consensus", path, "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "crs")


def test_consensus_into_another_form_is_refused(run, drawings, tmp_path) -> None:
    result = run("consensus", drawings, "-o", tmp_path / "both.shp", "--json")
    assert (result.code, result.json["error"]["code"]) == (2, "wrong_type")
    assert not (tmp_path / "both.shp").exists()


def test_grow_adds_land_of_nobody(place) -> None:
    found(place)
    add = square(1, 0).wkt
    result = place(
        "grow", "GM0118-0001", "--add", add, "--on", "2009-03-01", "--reason", "veld", "--json"
    )
    assert result.json == {"change": 2, "areas": ["GM0118-0001"], "retired": []}
    (area,) = place("areas", "--json").json["areas"]
    assert area["area_m2"] == 20_000
    assert place("log", "--json").json["changes"][-1]["kind"] == "grow"


def test_a_clock_that_is_behind_the_last_change_is_told(store, admin, clock, run) -> None:
    clock.now = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
    commands.found(store, admin, name="West", geometry=square(0, 0), occasion=on(2007))
    more = ("--on", "2008-01-01", "--reason", "r", "--lang", "en")
    result = run("rename", area(1), "--name", "Krakeel", *more)
    assert result.code == 0
    assert "minutes after what the clock of this machine says" in result.err
