"""A change is shown before it is recorded, and who agreed is recorded with it.

West | Oost | Ver
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from boundaries import commands, queries
from boundaries.errors import Conflict, Refused, Unknown
from boundaries.model import Consent, ProjectStatus
from boundaries.previews import preview
from data.store import verify_store
from tests.boundaries.ground import block, lie
from tests.conftest import area, on, square

LIE = lie([block("A1", 0, 0), block("B1", 1, 0, 60)])
DAY = dt.date(2010, 1, 1)


@pytest.fixture
def town(store, admin):
    for number, name in enumerate(("West", "Oost", "Ver")):
        commands.found(store, admin, name=name, geometry=square(number, 0), occasion=on(2007))
    for number, cents in ((1, 100_000), (2, 50_001)):
        commands.grant(store, admin, commands.Amount(area(number), cents), on(2008))
    commands.spend(store, admin, commands.Amount(area(2), 20_000), on(2009))
    return store


def merging(store, admin, occasion=on(2010), **more):  # noqa: B008 - frozen
    return lambda: commands.merge(
        store, admin, [area(1), area(2)], name="Samen", occasion=occasion, **more
    )


def test_a_preview_of_a_merger_shows_the_areas_before_and_after(town, admin) -> None:
    told = preview(town, LIE, DAY, merging(town, admin))
    assert [s.name for s in told.before] == ["West", "Oost"]
    assert [(s.name, s.hectares, s.residents.about) for s in told.after] == [("Samen", 2.0, 100)]


def test_a_preview_shows_that_no_cent_is_lost(town, admin) -> None:
    before, after = preview(town, LIE, DAY, merging(town, admin)).money
    assert before == after
    assert (after.granted, after.spent) == (150_001, 20_000)


def test_a_preview_writes_nothing(town, admin, url) -> None:
    with town.read() as parts:
        last = parts.areas.last_change()
    preview(town, LIE, DAY, merging(town, admin))
    with town.read() as parts:
        assert parts.areas.last_change() == last
        assert [v.name for v in parts.areas.at(DAY)] == ["West", "Oost", "Ver"]
    assert verify_store(url) == []


def test_after_a_preview_the_same_change_is_recorded_as_it_was_shown(town, admin) -> None:
    told = preview(town, LIE, DAY, merging(town, admin))
    done = merging(town, admin)()
    assert done.areas == tuple(s.area for s in told.after)


def test_what_the_rules_refuse_is_refused_in_the_preview(town, admin) -> None:
    act = lambda: commands.merge(  # noqa: E731
        town, admin, [area(1), area(3)], name="Samen", occasion=on(2010)
    )
    with pytest.raises(Refused, match="apart"):
        preview(town, LIE, DAY, act)


def test_a_preview_within_a_shared_transaction_undoes_itself_alone(town, admin) -> None:
    with town.together():
        commands.rename(town, admin, area(3), name="Verder", occasion=on(2009))
        preview(town, LIE, DAY, merging(town, admin))
    with town.read() as parts:
        assert [v.name for v in parts.areas.at(DAY)] == ["West", "Oost", "Verder"]


def test_a_preview_of_what_changed_meanwhile_is_a_conflict(town, admin) -> None:
    commands.rename(town, admin, area(1), name="Westerkwartier", occasion=on(2009))
    with pytest.raises(Conflict):
        preview(town, LIE, DAY, merging(town, admin, revs={area(1): 1}))


def test_projects_are_shown_by_status(town, admin) -> None:
    from tests.boundaries.test_merging_and_splitting import project

    commands.import_projects(town, admin, [project("P1", 1), project("P2", 2)], on(2009))
    (after,) = preview(town, LIE, DAY, merging(town, admin)).after
    assert after.projects == {ProjectStatus.RUNNING: 2}


def test_who_agreed_and_the_document_are_recorded_with_the_change(town, admin, url) -> None:
    agreed = (
        Consent(area(1), dt.date(2009, 11, 3), "Bewonersavond in De Magneet"),
        Consent(area(2), dt.date(2009, 12, 1)),
    )
    done = merging(
        town, admin, replace(on(2010), consents=agreed, document="https://voorbeeld.nl/besluit/7")
    )()
    with town.read() as parts:
        told = parts.areas.change(done.change).occasion
        assert {c.id: c.occasion for c in queries.log(parts)}[done.change] == told
    assert told.consents == agreed
    assert told.document == "https://voorbeeld.nl/besluit/7"
    assert verify_store(url) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"document": "x" * 501},
        {"document": "blad\u202e"},
        {"consents": (Consent(area(1), dt.date(2012, 1, 1)),)},
        {"consents": (Consent(area(1), dt.date(2009, 1, 1)),) * 2},
    ],
)
def test_a_consent_that_makes_no_sense_is_refused(town, admin, wrong) -> None:
    with pytest.raises(Refused):
        merging(town, admin, replace(on(2010), **wrong))()


def test_who_agreed_is_an_area_that_there_is(town, admin) -> None:
    agreed = (Consent(area(99), dt.date(2009, 1, 1)),)
    with pytest.raises(Unknown):
        merging(town, admin, replace(on(2010), consents=agreed))()
