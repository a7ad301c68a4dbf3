"""Proposals as a file: what everybody may read, and nothing of who asked or responded."""

from __future__ import annotations

import datetime as dt
import io
import json

import pyogrio
import pytest
from openpyxl import load_workbook

from boundaries import commands
from boundaries.commands import Ask, Decision
from boundaries.errors import Refused
from boundaries.participation import Asks, Outcome, ProposalId, Status
from reports.export import write_proposals
from reports.export.proposals import FIELDS, FORMS
from tests.conftest import area, on, square

TODAY = dt.date(2026, 11, 23)
LATER = dt.timedelta(days=30)
UNLAWFUL = "Die en die, Dorpsstraat 1"


@pytest.fixture
def visitor(store):
    with store.read() as parts:
        return parts.people.visitor()


@pytest.fixture
def town(store, admin, visitor, clock):
    """A proposal that was decided on, with a response that was hidden, and one to merge."""
    for number, name in enumerate(["West", "Oost"]):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2010))
    asked = Ask(Asks.NEW, "=Noord", "Wij horen bij elkaar.", name="Noord", geometry=square(0, 1, 2))
    first = commands.propose(store, visitor, asked).proposal
    respond(store, admin, first)
    commands.propose(
        store, visitor, Ask(Asks.MERGE, "Samen", "Eén buurt.", [area(1), area(2)], name="S")
    )
    clock.now += LATER
    refused = Decision(Outcome.REFUSED, "de stuurgroep", "Te klein.", TODAY + LATER)
    commands.decide(store, admin, first, refused)
    return store


def respond(store, admin, number: ProposalId) -> None:
    commands.respond(store, admin, number, in_favour=False, reason=UNLAWFUL)
    with store.read() as parts:
        (response,) = parts.participation.responses(number)
    commands.hide_response(store, admin, number, response.id, why="een naam")


def made(store, form: str, day: dt.date = TODAY + LATER, **options) -> bytes:
    with store.read() as parts:
        return write_proposals(parts, form, day, **options)[0]


def features(store, day: dt.date = TODAY + LATER):
    return json.loads(made(store, ".geojson", day))["features"]


def test_each_proposal_is_a_feature_with_its_public_fields(town) -> None:
    (first, second) = features(town)
    assert tuple(first["properties"]) == FIELDS
    assert (first["id"], first["properties"]["outcome"]) == ("1", "refused")
    assert (first["properties"]["in_favour"], first["properties"]["against"]) == (0, 1)
    assert second["properties"]["areas"] == "GM0118-0001 GM0118-0002"


def test_one_that_asks_for_no_land_has_that_of_its_areas(town) -> None:
    assert features(town)[1]["geometry"]["type"] in {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_response_is_in_a_file(town, form) -> None:
    data = made(town, form)
    assert UNLAWFUL.encode() not in data
    if form == ".xlsx":
        rows = load_workbook(io.BytesIO(data))["voorstellen"].iter_rows(values_only=True)
        assert UNLAWFUL not in {cell for row in rows for cell in row}


def test_before_a_decision_it_is_not_in_the_file(town) -> None:
    first = features(town, TODAY)[0]["properties"]
    assert (first["status"], first["outcome"]) == (Status.CONSULTED, None)


def test_before_it_was_submitted_it_is_not_in_the_file(town) -> None:
    assert features(town, TODAY - LATER) == []


def test_a_draft_is_not_in_the_file(town, visitor) -> None:
    asked = Ask(Asks.REST, "Slapen", "Het is stil.", [area(2)])
    commands.propose(town, visitor, asked, draft=True)
    assert [f["properties"]["title"] for f in features(town)] == ["=Noord", "Samen"]


def test_a_formula_in_a_title_is_text(town) -> None:
    assert b",'=Noord," in made(town, ".csv", plain=True)


def test_a_geopackage_has_the_proposals_in_metres(town, tmp_path) -> None:
    file = tmp_path / "x.gpkg"
    file.write_bytes(made(town, ".gpkg"))
    assert pyogrio.read_info(file, layer="proposals")["features"] == 2
    assert pyogrio.read_info(file, layer="proposals")["crs"] == "EPSG:28992"


@pytest.mark.parametrize("form", [".geojson", ".csv", ".xlsx"])
def test_the_same_proposals_are_the_same_bytes(town, form) -> None:
    assert made(town, form) == made(town, form)


def test_other_forms_are_refused(town) -> None:
    with pytest.raises(Refused):
        made(town, ".parquet")


@pytest.mark.parametrize("form", FORMS)
def test_without_proposals_it_is_an_empty_file(store, form) -> None:
    assert made(store, form)
