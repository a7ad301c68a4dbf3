"""The page Onderzoek: its order, and that a link is no cause."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from boundaries import commands
from boundaries.model import Block, Engagement, EngagementKind
from reports.research.points import Outcome
from tests.conftest import area, on, square
from tests.pages.test_pages import said, shown

CAUSE = "Een verband is nog geen oorzaak. Actieve groepen kiezen vaak kleine gebieden."


def research_page(url: str, code: str = "nl") -> None:
    from reports.pages import research
    from tests.pages.test_pages import site_of

    research.page(site_of(url, code))


def build(store, admin, count: int) -> None:
    blocks = [
        Block(f"B{n}", "b", square(n, 0), 100 * (n + 1), None, 2025, "t") for n in range(count)
    ]
    commands.import_blocks(store, admin, blocks, on(2025))
    for n in range(count):
        commands.found(store, admin, name=f"N{n}", geometry=square(n, 0), occasion=on(2025))
    people = [
        Engagement(area(n + 1), dt.date(2025, 5, 1), EngagementKind.MEETING, came, None)
        for n, came in enumerate((31, 64, 22, 80, 45, 95, 38, 120, 52)[:count])
    ]
    commands.import_engagement(store, admin, people, on(2025, 6))


@pytest.fixture
def town(store, admin, url):
    build(store, admin, 9)
    return url


def computed(url: str, **address: str) -> AppTest:
    test = shown(research_page, url, **address)
    test.button[0].click().run()
    assert not test.exception, test.exception
    return test


def test_it_asks_the_question_and_says_first_that_a_link_is_no_cause(town) -> None:
    test = shown(research_page, town)
    assert test.subheader[0].value == "Doen kleine gebieden meer mee?"
    assert test.text[-1].value == CAUSE


def test_that_a_link_is_no_cause_stays_the_last_line(town) -> None:
    assert computed(town).text[-1].value == CAUSE


def test_few_areas_are_warned_for_before_the_picture(town) -> None:
    (warning,) = computed(town).warning
    assert warning.value.startswith("Met 9 gebieden zie je alleen grote verschillen")


def test_the_picture_has_its_words_and_its_table(town) -> None:
    text = said(computed(town))
    assert 'src="data:image/png;base64,' in text
    assert 'alt="Gebieden naar inwoners' in text
    assert "<th scope=row>N8</th>" in text


def test_the_outcome_is_one_sentence(town) -> None:
    assert "Een twee keer zo groot gebied heeft" in said(computed(town))


def test_under_eight_areas_there_is_a_picture_and_no_outcome(store, admin, url) -> None:
    build(store, admin, 3)
    text = said(computed(url))
    assert "Er is geen uitkomst" in text
    assert "data:image/png" in text


def test_without_areas_there_is_nothing_to_see(store, url) -> None:
    text = said(computed(url))
    assert "Er is geen uitkomst" in text
    assert "data:image/png" not in text


def test_the_address_says_what_is_asked(town) -> None:
    test = computed(town, uitkomst="projects")
    assert test.selectbox[0].value == Outcome.PROJECTS
    assert test.query_params["uitkomst"] == "projects"


def test_data_and_codebook_can_be_taken_along(town) -> None:
    (button,) = computed(town).get("download_button")
    assert button.proto.label == "Download gegevens en uitleg"
