"""The area panel, a partner's page and the administrator's lists without a browser."""

from __future__ import annotations

import pytest

from boundaries import commands
from boundaries.model import ProjectKind
from boundaries.participation import Asks
from boundaries.people import PartnerKind
from tests.conftest import area, on
from tests.pages.test_pages import map_page, said, shown, town

__all__ = ["town"]
INERT = "Mag <img src=x onerror=alert(1)> de bank terug?"


def partner_page(url: str, code: str = "nl") -> None:
    from boundaries.pages import partner
    from tests.pages.test_pages import site_of

    partner.page(site_of(url, code))


def quiet_page(url: str, code: str = "nl") -> None:
    from boundaries.pages import area_quiet
    from tests.pages.test_pages import site_of

    area_quiet.page(site_of(url, code), None, None)


def admin_page(url: str, code: str = "nl") -> None:
    from boundaries.pages import admin
    from tests.pages.test_pages import site_of

    admin.page(site_of(url, code))


def press(test, label: str):
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception, test.exception
    return test


@pytest.fixture
def domesta(town, store, admin) -> str:
    """Add a partner that is asked something; return the secret of its link."""
    added = commands.add_partner(store, admin, name="Domesta", kind=PartnerKind.HOUSING)
    with store.read() as parts:
        visitor = parts.people.visitor()
    commands.ask_question(store, visitor, area(1), INERT, partner=added.partner)
    return added.secret


def test_the_panel_says_who_coordinates_an_area_and_how_to_reach_him(town, store, admin) -> None:
    commands.appoint(store, admin, area(1), name="Anna", contact="06 12 34 56 78")
    told = said(shown(map_page, town, gebied=area(1)))
    assert "Anna" in told
    assert "06 12 34 56 78" in told


def test_a_question_is_shown_with_its_silence_and_as_inert_text(town, domesta) -> None:
    told = said(shown(map_page, town, gebied=area(1)))
    assert "aan Domesta" in told
    assert "Er is nog geen antwoord" in told or "geen antwoord" in told
    assert "<img src=x" not in told
    assert "&lt;img src=x" in told


def test_a_question_is_asked_on_the_panel_and_the_field_is_empty_again(town, store) -> None:
    test = shown(map_page, town, gebied=area(1))
    test.session_state["question-box"] = True
    test.run()
    next(t for t in test.text_area if t.label == "Je vraag").input("Waar is de bank?")
    press(test, "Stel deze vraag")
    assert "Waar is de bank?" in said(test)
    assert next(t for t in test.text_area if t.label == "Je vraag").value == ""


def test_a_partner_answers_by_its_link(town, domesta) -> None:
    test = shown(partner_page, town, sleutel=domesta)
    assert test.title[0].value == "Domesta"
    test.text_area[0].input("Volgende week.")
    press(test, "Beantwoord deze vraag")
    assert "Volgende week." in said(test)
    assert "Volgende week." in said(shown(map_page, town, gebied=area(1)))


def test_a_partner_sees_the_projects_that_name_it(town, store, admin, domesta) -> None:
    for title, partners in (("De bank", "gemeente, Domesta"), ("De boom", "Domestaal")):
        new = commands.NewProject(title, ProjectKind.QUICK_WIN, area(1), partners=partners)
        commands.add_project(store, admin, new, on(2026))
    told = said(shown(partner_page, town, sleutel=domesta))
    assert "De bank" in told
    assert "De boom" not in told


@pytest.mark.parametrize("where", [1, 2])
def test_a_partner_sees_what_is_proposed_where_it_was_asked_something(
    town, store, domesta, where
) -> None:
    with store.read() as parts:
        visitor = parts.people.visitor()
    ask = commands.Ask(Asks.REST, "Even rust", "Het kan zo.", areas=(area(where),))
    commands.propose(store, visitor, ask)
    told = said(shown(partner_page, town, sleutel=domesta))
    assert ("Even rust" in told) == (where == 1)


@pytest.mark.parametrize("secret", ["", "onzin"])
def test_without_a_link_of_a_partner_nothing_is_told(town, domesta, secret) -> None:
    test = shown(partner_page, town, sleutel=secret)
    assert test.title[0].value == "Voor partners"
    assert "Domesta" not in said(test)


def test_a_partner_that_was_ended_sees_nothing_any_more(town, store, admin, domesta) -> None:
    commands.end_partner(store, admin, 1)
    assert shown(partner_page, town, sleutel=domesta).title[0].value == "Voor partners"


def test_the_coordinator_sees_what_waits(town, domesta) -> None:
    told = said(shown(quiet_page, town))
    assert "Mag &lt;img" in told
    assert "Gebieden waar het stil is" in told


@pytest.mark.parametrize(
    "tab", ["inlezen", "rollen", "mensen", "instellingen", "reservekopie", "wissen"]
)
@pytest.mark.parametrize("code", ["nl", "en"])
def test_every_tab_of_the_administrator_shows(town, domesta, tab, code) -> None:
    assert shown(admin_page, town, code, deel=tab).title[0].value in {"Beheer", "Administration"}


def test_a_setting_is_changed_and_said(town, store) -> None:
    test = shown(admin_page, town, deel="instellingen")
    test.selectbox(key="admin-setting-key").select("k").run()
    test.text_input(key="admin-setting-value-k").input("8")
    press(test, "Verander deze instelling")
    with store.read() as parts:
        assert parts.areas.municipality().k == 8
    assert "5, tot" in said(test)


def test_a_setting_that_can_not_be_keeps_what_was_typed(town, store) -> None:
    test = shown(admin_page, town, deel="instellingen")
    test.selectbox(key="admin-setting-key").select("k").run()
    test.text_input(key="admin-setting-value-k").input("4")
    press(test, "Verander deze instelling")
    assert test.error
    assert test.text_input(key="admin-setting-value-k").value == "4"
