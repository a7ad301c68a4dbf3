"""Projecten en geld without a browser: what it tells, what is entered, and who may."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from boundaries import commands
from boundaries.model import Line, ProjectKind, ProjectStatus
from boundaries.pages.money_files import LEDGER, PROJECTS, ledger_rows, project_rows
from boundaries.queries import find_area
from boundaries.spending import Period, ledger, projects_of
from data.importing.projects import read_projects
from reports.export.csv import dumps
from tests.conftest import X, Y, area, on
from tests.pages.test_pages import said, shown, town

__all__ = ["town"]
NEWS = "Bewaard: Een bank, € 2.500,50. Over: € 7.499,50."


def money_page(url: str, code: str = "nl") -> None:
    from boundaries.pages import money
    from tests.pages.test_pages import site_of

    money.page(site_of(url, code))


def map_page(url: str, code: str = "nl") -> None:
    from boundaries.pages import map as kaart
    from tests.pages.test_pages import site_of

    kaart.page(site_of(url, code), lambda: None)


def read_only(url: str, code: str = "nl") -> None:
    from dataclasses import replace

    from boundaries.pages import money
    from tests.pages.test_pages import site_of

    site = site_of(url, code)
    with site.store.read() as parts:
        money.page(replace(site, actor=parts.people.visitor()))


def with_files(url: str, code: str = "nl") -> None:
    from dataclasses import replace

    from boundaries.pages import money
    from reports.export.csv import dumps
    from tests.pages.test_pages import site_of

    money.page(replace(site_of(url, code), csv=dumps))


@pytest.fixture
def granted(town, store, admin) -> str:
    """Krakeel has ten thousand euros of this year."""
    commands.grant(store, admin, commands.Amount(area(1), 1_000_000), on(2026))
    return town


def field(test, label: str):
    return next(one for one in test.text_input if one.label == label)


def enter(test, **typed: str):
    for label, text in typed.items():
        field(test, label).input(text)
    press(test, "Bewaar")
    return test


def press(test, label: str) -> None:
    next(one for one in test.button if one.label == label).click()
    test.run()
    assert not test.exception, test.exception


def news(test) -> str:
    return test.session_state["money-said"]


def krakeel(url: str):
    return shown(money_page, url, gebied="GM0118-0001")


def test_the_four_amounts_and_the_check_stand_on_top(granted) -> None:
    text = said(krakeel(granted))
    assert "€ 10.000" in text
    assert "Klopt: over + afgesproken + uitgegeven = toegekend." in text


def test_without_projects_it_invites_to_an_idea(town) -> None:
    assert "Nog geen projecten. Begin met een idee." in said(shown(money_page, town))


def test_a_project_is_entered_and_its_money_committed(granted, store) -> None:
    test = enter(krakeel(granted), Titel="Een bank", Euro="2500,50")
    assert news(test) == NEWS
    with store.read() as parts:
        (one,) = parts.projects.all()
    assert (one.title, one.amount_cents) == ("Een bank", 250_050)


def test_the_row_is_empty_again_after_a_save(granted) -> None:
    test = enter(krakeel(granted), Titel="Een bank", Euro="2500,50")
    assert field(test, "Titel").value == ""


@pytest.mark.parametrize(
    ("typed", "cents"), [("2500", 250_000), ("2.500,00", 250_000), ("€ 2500,50", 250_050)]
)
def test_an_amount_is_read_as_it_is_written(granted, store, typed, cents) -> None:
    enter(krakeel(granted), Titel="Een bank", Euro=typed)
    with store.read() as parts:
        assert [p.amount_cents for p in parts.projects.all()] == [cents]


@pytest.mark.parametrize("typed", ["2.500", "1,234", "-5", "veel", "1e3"])
def test_an_amount_that_could_be_two_things_is_asked_back(granted, store, typed) -> None:
    test = enter(krakeel(granted), Titel="Een bank", Euro=typed)
    assert f"{typed} is geen bedrag. Schrijf het als 2500, 2500,50 of 2.500,00." in said(test)
    assert field(test, "Titel").value == "Een bank"
    with store.read() as parts:
        assert parts.projects.all() == []


def test_more_than_is_left_is_refused_with_what_is_left(granted) -> None:
    test = enter(krakeel(granted), Titel="Een bank", Euro="10000,01")
    assert "Er is nog € 10.000 over. Kies een lager bedrag." in said(test)


def test_a_project_of_all_areas_needs_one(granted) -> None:
    test = enter(shown(money_page, granted), Titel="Een bank")
    assert "Kies eerst een gebied." in said(test)


def test_what_a_merger_moved_is_named(granted, store, admin) -> None:
    areas = [area(1), area(2)]
    commands.merge(store, admin, areas, name="Samen", occasion=on(2026, 3))
    text = said(shown(money_page, granted, gebied="GM0118-0003"))
    assert "samengevoegd" in text
    assert '<a target="_self" href="./?gebied=GM0118-0001' in text


def test_a_booking_is_taken_back_by_one_against_it(granted, store) -> None:
    test = krakeel(granted)
    which = next(s for s in test.selectbox if s.label == "Welke boeking")
    which.select_index(0)
    field(test, "Waarom je het terugdraait").input("Dubbel")
    press(test, "Boek het terug")
    with store.read() as parts:
        assert [e.kind.value for e in parts.money.bookings(area(1))] == ["grant", "undo"]


def test_the_thanks_stand_below_a_finished_project(granted, store, admin) -> None:
    new = commands.NewProject("Een bank", ProjectKind.QUICK_WIN, area(1), ProjectStatus.DONE)
    project = commands.add_project(store, admin, new, on(2026, 2)).project
    commands.thank(store, admin, project, "Dank aan 14 <b>vrijwilligers</b>", on(2026, 3))
    text = said(shown(read_only, granted))
    assert "Dank aan 14 &lt;b&gt;vrijwilligers&lt;/b&gt;" in text


def test_who_may_not_write_sees_no_form(granted) -> None:
    test = shown(read_only, granted)
    # An idea can be handed in by everybody.
    assert [one.label for one in test.button] == ["Lever mijn idee in"]
    assert [one.label for one in test.text_input] == ["Je idee in een paar woorden"]
    assert "Klopt:" in said(test)


def test_a_ledger_that_does_not_add_up_is_told_in_red(granted, monkeypatch) -> None:
    from data.store.money import SqlMoney

    def one_less(*_given, **_named) -> dict:
        return {area(1): 999_999}

    monkeypatch.setattr(SqlMoney, "granted", one_less)
    text = said(krakeel(granted))
    assert "Klopt niet: -€ 0,01 verschil. Boek niets en bel de beheerder." in text


def test_the_year_of_the_address_is_shown(granted, store, admin) -> None:
    new = commands.NewProject("Oud", ProjectKind.QUICK_WIN, area(1), ProjectStatus.DONE)
    commands.add_project(store, admin, new, on(2009))
    assert "Oud" not in said(shown(money_page, granted, jaar="2026"))
    for address in ({"jaar": "2009"}, {"op": "2009-06-01"}, {"jaar": "alle"}):
        assert "Oud" in said(shown(money_page, granted, **address))


def test_the_status_of_a_project_is_dated(granted, store, admin) -> None:
    new = commands.NewProject("Een bank", ProjectKind.QUICK_WIN, area(1))
    commands.add_project(store, admin, new, on(2026, 2))
    test = krakeel(granted)
    next(s for s in test.selectbox if s.label == "Project").select_index(0)
    next(s for s in test.selectbox if s.label == "Nieuwe stand").select(ProjectStatus.DONE)
    press(test, "Bewaar de stand")
    assert news(test) == "Bewaard: Een bank: Klaar."
    with store.read() as parts:
        reached = parts.projects.statuses()["P-1"]
    assert reached[0] == (dt.date(2026, 2, 1), "idea")
    assert reached[1][1] == "done"


def test_projects_and_bookings_are_offered_as_files(granted) -> None:
    test = shown(with_files, granted)
    labels = [node.proto.label for node in test.get("download_button")]
    assert labels == ["Download de projecten (CSV)", "Download de boekingen (CSV)"]


def test_the_file_of_projects_can_be_read_in(granted, store, admin, tmp_path) -> None:
    new = commands.NewProject("=Een bank", ProjectKind.QUICK_WIN, area(1), cents=250_050)
    commands.add_project(store, admin, new, on(2026, 2))
    file = tmp_path / "projecten.csv"
    with store.read() as parts:
        rows = projects_of(parts, Period.of(2026, dt.date(2026, 11, 23)), None)
        file.write_bytes(dumps(PROJECTS, project_rows(rows)))
        (again,) = read_projects(
            file, parts.areas.municipality(), {}, lambda text, day: find_area(parts, text, day)
        )
    assert b"'=Een bank;quick_win;" in file.read_bytes()
    assert (again.id, again.area, again.amount_cents) == ("P-1", area(1), 250_050)


def test_the_file_of_bookings_tells_from_where_to_where(granted, store) -> None:
    with store.read() as parts:
        rows = ledger_rows(ledger(parts, Period.of(2026, dt.date(2026, 11, 23)), None))
    assert dumps(LEDGER, rows).decode("utf-8-sig").splitlines()[1] == (
        "2026-01-01;grant;GM0118-0001;grant;GM0118-0001;available;10000,00;;4"
    )


def test_the_picture_says_what_the_table_says(granted, store, admin) -> None:
    new = commands.NewProject(
        "Een bank", ProjectKind.QUICK_WIN, area(1), place=shapely.Point(X + 50, Y + 50)
    )
    commands.add_project(store, admin, new, on(2026, 2))
    text = said(krakeel(granted))
    assert "Hier zijn de projecten: 1 korte klap en 0 lange klappen." in text


def test_an_idea_is_handed_in_by_somebody_without_an_account(granted, store) -> None:
    test = shown(read_only, granted, gebied="GM0118-0001")
    field(test, "Je idee in een paar woorden").input("Een bank")
    press(test, "Lever mijn idee in")
    assert "wacht op antwoord" in said(test)
    with store.read() as parts:
        assert [i.title for i in parts.ideas.all()] == ["Een bank"]


@pytest.fixture
def idea(granted, store) -> commands.HandedIn:
    with store.read() as parts:
        visitor = parts.people.visitor()
    return commands.hand_in_idea(store, visitor, area(1), "Een *bank*", "Bij het <b>water</b>.")


def test_the_coordinator_takes_an_idea_up(granted, store, idea) -> None:
    test = shown(money_page, granted)
    press(test, next(b.label for b in test.button if b.label.startswith("Neem op")))
    with store.read() as parts:
        assert [p.title for p in parts.projects.all()] == ["Een *bank*"]


def test_the_maker_reads_the_answer_with_the_link(granted, store, admin, idea) -> None:
    commands.decline_idea(store, admin, idea.idea, "De grond is van het waterschap.")
    text = said(shown(read_only, granted, sleutel=idea.secret))
    assert "De grond is van het waterschap." in text
    assert "waterschap" not in said(shown(read_only, granted))


def test_a_declined_idea_needs_a_reason(granted, store, idea) -> None:
    test = shown(money_page, granted)
    press(test, next(b.label for b in test.button if b.label.startswith("Wijs af")))
    assert "Zeg waarom het niet doorgaat." in said(test)


def test_the_thanks_stand_in_the_panel_of_the_area(granted, store, admin) -> None:
    new = commands.NewProject("Een bank", ProjectKind.QUICK_WIN, area(1), ProjectStatus.DONE)
    project = commands.add_project(store, admin, new, on(2026, 2)).project
    commands.thank(store, admin, project, "Dank aan 14 vrijwilligers", on(2026, 3))
    text = said(shown(map_page, granted, gebied="GM0118-0001"))
    assert "<strong>Een bank</strong>: Dank aan 14 vrijwilligers" in text


def test_a_project_lies_in_the_street_that_was_chosen(granted, store, admin) -> None:
    path = shapely.LineString([(X, Y + 50), (X + 100, Y + 50)])
    commands.import_lines(store, admin, [Line("L1", "Dorpsstraat", "street", path)], on(2026))
    test = krakeel(granted)
    street = next(s for s in test.selectbox if s.label.startswith("In welke straat"))
    street.select("Dorpsstraat")
    enter(test, Titel="Een bank")
    with store.read() as parts:
        assert [p.place for p in parts.projects.all()] == [shapely.Point(X + 50, Y + 50)]


def test_all_areas_and_all_years_are_named_as_chosen(granted) -> None:
    test = shown(money_page, granted, jaar="alle")
    chosen = {s.label: s.options[s.index] for s in test.selectbox if s.label in {"Gebied", "Jaar"}}
    assert chosen == {"Gebied": "Alle gebieden", "Jaar": "Alle jaren"}
