"""The page Export: what it says of a file that was made."""

from __future__ import annotations

import hashlib

import pytest
from streamlit.testing.v1 import AppTest

from boundaries import commands
from reports.export import AREA_FORMS, write_areas
from reports.pages.export import FORMS, KEY
from tests.conftest import on, square
from tests.pages.test_pages import export_page, said, shown


@pytest.fixture
def town(store, admin, url):
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    return url


def made(town: str, form: str) -> AppTest:
    test = shown(export_page, town)
    test.selectbox[0].set_value(form).run()
    test.button[0].click().run()
    assert not test.exception
    return test


def test_every_form_says_what_it_is_for() -> None:
    assert set(FORMS) == set(AREA_FORMS)


@pytest.mark.parametrize("form", AREA_FORMS)
def test_each_form_can_be_made_and_is_what_the_command_line_writes(town, store, form) -> None:
    test = made(town, form)
    file = test.session_state[KEY]
    with store.read() as parts:
        data, _ = write_areas(parts, form, file.told.day)
    assert file.data == data
    assert file.name.endswith(form)
    assert f"SHA-256 {hashlib.sha256(data).hexdigest()}" in said(test)


def test_the_licence_and_how_to_cite_stand_with_the_file(town) -> None:
    text = said(made(town, ".csv"))
    assert "CC BY 4.0" in text
    assert "Zo noem je de bron: Gemeente Hoogeveen, Smeedkaart" in text


def test_each_choice_has_a_line_on_what_it_is_for(town) -> None:
    assert len(shown(export_page, town).caption) >= 3


def test_proposals_can_be_taken_along_too(town) -> None:
    test = shown(export_page, town)
    test.radio[0].set_value("voorstellen").run()
    test.button[0].click().run()
    assert not test.exception
    assert test.session_state[KEY].name.startswith("GM0118-voorstellen-")
    assert "0 voorstellen" in said(test)


def test_without_blocks_the_page_says_what_the_crosswalk_needs(town) -> None:
    assert "BU01180503" in "".join(info.value for info in shown(export_page, town).info)
