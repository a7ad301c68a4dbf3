"""A file that an administrator gives: judged without a trace, then taken in."""

from __future__ import annotations

import json

import pytest

from boundaries import queries
from boundaries.errors import Forbidden, Refused
from boundaries.given import GivenFile
from boundaries.model import Actor, PersonId, Role
from data.importing.uploading import columns_of, judge, take_in
from geo import reproject
from tests.conftest import on, square

pytestmark = pytest.mark.usefixtures("store")


def areas(*named, key="name") -> bytes:
    """Return areas as GeoJSON: their names with their land in metres."""
    features = [
        {
            "type": "Feature",
            "properties": {key: name},
            "geometry": reproject(land, "EPSG:28992", "EPSG:4326").__geo_interface__,
        }
        for name, land in named
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def given(data: bytes, kind="areas", name="gebieden.geojson", columns=()) -> GivenFile:
    return GivenFile(name, kind, data, columns, on(2020).on)


def test_a_verdict_leaves_nothing_behind(store, admin) -> None:
    found = judge(store, admin, given(areas(("Krakeel", square(0, 0)))), "proef")
    assert (found.n, found.repaired, len(found.after)) == (1, False, 1)
    with store.read() as parts:
        assert queries.log(parts) == []


def test_a_file_is_taken_in_as_it_was_judged(store, admin) -> None:
    file = given(areas(("Krakeel", square(0, 0)), ("Wolfsbos", square(2, 0))))
    assert judge(store, admin, file, "r").n == take_in(store, admin, file, "r").n == 2
    with store.read() as parts:
        assert [v.name for v in parts.areas.at(on(2021).on)] == ["Krakeel", "Wolfsbos"]


def test_a_verdict_tells_of_a_standing_area_too(store, admin) -> None:
    take_in(store, admin, given(areas(("Krakeel", square(0, 0)))), "r")
    with pytest.raises(Refused) as refused:
        judge(store, admin, given(areas(("Wolfsbos", square(0.5, 0)))), "r")
    assert refused.value.code == "overlap"
    assert refused.value.place == "feature 1"


def test_another_column_can_hold_the_name(store, admin) -> None:
    data = areas(("Krakeel", square(0, 0)), key="hoe het heet")
    assert columns_of(store, given(data)).found == {}
    named = given(data, columns=(("hoe het heet", "name"),))
    assert judge(store, admin, named, "r").n == 1


@pytest.mark.parametrize("name", ["../../uit.geojson", "C:\\temp\\uit.geojson", "a\x00b.geojson"])
def test_a_name_leads_nowhere_else(store, admin, name) -> None:
    assert judge(store, admin, given(areas(("K", square(0, 0))), name=name), "r").n == 1


def test_a_table_of_projects_is_taken_in(store, admin) -> None:
    take_in(store, admin, given(areas(("Krakeel", square(0, 0)))), "r")
    table = b"project_id,title,kind,area,status,date\nP1,Bank,korte klap,Krakeel,klaar,2021-02-01\n"
    assert take_in(store, admin, given(table, "projects", "p.csv"), "r").n == 1


def test_a_table_is_no_file_of_areas(store) -> None:
    with pytest.raises(Refused) as refused:
        columns_of(store, given(b"name\nKrakeel\n", name="gebieden.csv"))
    assert refused.value.code == "wrong_type"


def test_only_an_administrator_takes_a_file_in(store) -> None:
    coordinator = Actor(PersonId(1), Role.COORDINATOR, known=True)
    with pytest.raises(Forbidden):
        judge(store, coordinator, given(areas(("Krakeel", square(0, 0)))), "r")
