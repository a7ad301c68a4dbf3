"""Each page by itself, with a real store and without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from boundaries import commands
from boundaries.model import Block
from tests.conftest import on, square

ROOT = Path(__file__).parents[2]


@pytest.fixture
def town(store, admin, url):
    """Two areas; the blocks of the first hold 120 people, those of the second 3."""
    blocks = [
        Block(f"B{i}", "b", square(i, 0), n, None, 2007, "CBS") for i, n in enumerate([120, 3])
    ]
    commands.import_blocks(store, admin, blocks, on(2007))
    commands.found(store, admin, name="Krakeel", geometry=square(0, 0), occasion=on(2007))
    commands.found(store, admin, name="Hofje *x*", geometry=square(1, 0), occasion=on(2009, 3))
    return url


def site_of(url: str, code: str):
    """Run inside the page under test: make what it gets."""
    from boundaries.language import language
    from boundaries.pages.site import Site
    from data.store import open_store

    store = open_store(url)
    with store.read() as parts:
        actor = parts.people.local()
    return Site(store, language(code), actor, "/assets/none.js", None)


def map_page(url: str, code: str = "nl") -> None:
    from boundaries.pages import map as kaart
    from tests.pages.test_pages import site_of

    kaart.page(site_of(url, code), lambda: None)


def figures_page(url: str, code: str = "nl") -> None:
    from reports.assets import Assets
    from reports.pages import figures
    from tests.pages.test_pages import site_of

    figures.page(site_of(url, code), Assets("", "", ""))


def export_page(url: str, code: str = "nl") -> None:
    from reports.pages import export
    from tests.pages.test_pages import site_of

    export.page(site_of(url, code))


def shown(page, url: str, code: str = "nl", **address: str) -> AppTest:
    test = AppTest.from_function(page, kwargs={"url": url, "code": code}, default_timeout=30)
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def said(test: AppTest) -> str:
    """All that the page says, as its reader sees it: Markdown's escapes taken away."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", raw(test))


def raw(test: AppTest) -> str:
    texts = [*test.text, *test.caption, *test.info, *test.success, *test.warning, *test.error]
    pages = [node.proto.body for node in test.get("html")]
    return "\n".join([str(t.value) for t in texts] + pages)


def test_the_map_says_how_many_areas_stand(town) -> None:
    test = shown(map_page, town)
    assert test.title[0].value == "Gebieden van Hoogeveen"
    assert "2 gebieden op" in said(test)


def test_the_map_on_an_earlier_date_shows_the_areas_of_then(town) -> None:
    assert "1 gebied op 1-1-2008" in said(shown(map_page, town, op="2008-01-01"))


def test_before_the_first_area_the_map_says_so(town) -> None:
    assert "Kies een latere datum" in said(shown(map_page, town, op="1999-01-01"))


@pytest.mark.parametrize("op", ["0001-01-01", "2999-01-01", "nonsense", "2007-02-30"])
def test_a_date_of_the_address_that_cannot_be_is_taken_as_near_as_can_be(town, op) -> None:
    shown(map_page, town, op=op)


def test_an_empty_store_invites(url, store) -> None:
    assert "Het eerste kan van jou zijn." in said(shown(map_page, url))


def test_an_area_of_the_address_tells_about_itself(town) -> None:
    text = said(shown(map_page, town, gebied="GM0118-0001"))
    assert "120 inwoners" in text
    assert "Sinds 1-1-2007" in text


def test_few_people_are_not_counted_on_the_map(town) -> None:
    text = said(shown(map_page, town, gebied="GM0118-0002"))
    assert "te klein om te tonen" in text
    assert "3 inwoners" not in text


def test_the_page_is_english_where_it_is_asked(town) -> None:
    assert shown(map_page, town, "en").title[0].value == "Areas of Hoogeveen"


def test_figures_stand_for_an_indicator_and_a_date(town) -> None:
    test = shown(figures_page, town, toon="projecten-per-1000", op="2008-01-01")
    assert test.selectbox[0].value.value == "projecten-per-1000"


def test_figures_without_areas_say_so(town) -> None:
    assert "Kies een latere datum" in said(shown(figures_page, town, op="1999-01-01"))


def test_an_export_says_its_size_and_checksum(town) -> None:
    test = shown(export_page, town)
    test.button[0].click().run()
    text = said(test)
    assert "Je bestand is klaar: GM0118-gebieden-" in text
    assert "SHA-256" in text


@pytest.fixture
def app(town, monkeypatch):
    """The app's own script on the store of the test; the map's bundle must have been built."""
    from data.settings import settings

    monkeypatch.setenv("SMEEDKAART_DB", town)
    settings.cache_clear()
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    settings.cache_clear()


def test_the_app_opens_on_the_map(app) -> None:
    app.run()
    assert not app.exception, app.exception
    assert app.title[0].value == "Gebieden van Hoogeveen"


def test_the_app_is_english_where_the_address_says_so(app) -> None:
    app.query_params["taal"] = "en"
    app.run()
    assert app.title[0].value == "Areas of Hoogeveen"


def test_the_frame_says_that_the_app_runs_open(app) -> None:
    app.run()
    assert "Deze app staat open." in said(app)
