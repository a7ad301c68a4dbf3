"""Beheer in a real browser: a file with its verdict, a setting that is obeyed, a question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from boundaries import commands
from boundaries.people import PartnerKind
from data.store import open_store
from geo import reproject
from tests.browser.conftest import Visit
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.browser
TABS = ["inlezen", "rollen", "mensen", "instellingen", "reservekopie", "wissen"]
KRAKEEL = "GM0118-0025"


@pytest.mark.parametrize("tab", TABS)
def test_no_tab_has_a_serious_fault(wide: Visit, tab: str) -> None:
    wide.open(f"/beheer?deel={tab}")
    wide.page.get_by_role("heading", level=2).first.wait_for()
    wide.settle()
    assert serious(Axe().run(wide.page)) == []
    assert wide.outside == []


@pytest.mark.parametrize("tab", TABS)
def test_no_tab_scrolls_sideways_on_a_phone(phone: Visit, tab: str) -> None:
    phone.open(f"/beheer?deel={tab}")
    phone.page.get_by_role("heading", level=2).first.wait_for()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_tab_that_is_chosen_stands_in_the_address(wide: Visit) -> None:
    page = wide.open("/beheer")
    page.get_by_role("tab", name="Rollen").click()
    page.get_by_role("heading", name="Rollen").wait_for()
    page.wait_for_url("**deel=rollen*")


def free_land(db: str) -> shapely.Polygon:
    """Return a box of 300 m in which no area stands, in metres."""
    store = open_store(db)
    with store.read() as parts:
        x0, y0, _, _ = parts.areas.municipality().within
        standing = shapely.union_all([v.geometry for v in parts.areas.at(parts.areas.today())])
    store.close()
    boxes = [shapely.box(x0 + 400 * n, y0, x0 + 400 * n + 300, y0 + 300) for n in range(20)]
    return next(box for box in boxes if not box.intersects(standing))


def file_of(folder: Path, land: shapely.Geometry) -> Path:
    """Write land as GeoJSON, its name in a column that isn't called so."""
    lonlat = reproject(land, "EPSG:28992", "EPSG:4326")
    feature = {
        "type": "Feature",
        "properties": {"hoe het heet": "Nieuwland"},
        "geometry": lonlat.__geo_interface__,
    }
    path = folder / "gebied.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def choose(page: Page, field: str, option: str) -> None:
    page.get_by_label(field, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def bow_tie(box: shapely.Polygon) -> shapely.Polygon:
    """Return a ring through the corners of a box that crosses itself in its middle."""
    x0, y0, x1, y1 = box.bounds
    return shapely.Polygon([(x0, y0), (x1, y1), (x1, y0), (x0, y1)])


@pytest.mark.writes
def test_a_file_is_judged_its_column_named_and_read_in(wide: Visit, tmp_path: Path) -> None:
    file = file_of(tmp_path, bow_tie(free_land(wide.db)))
    page = wide.open("/beheer")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Afgekeurd:").wait_for()
    assert page.get_by_role("button", name="Lees 1 gebied in").count() == 0
    choose(page, "Naam", "hoe het heet")
    page.get_by_text("Hersteld:").wait_for()
    expect(page.locator("figure img")).to_have_count(2)
    wide.settle()
    assert serious(Axe().run(page)) == []
    page.get_by_role("button", name="Lees 1 gebied in").click()
    page.get_by_text("Goedgekeurd: 1 gebied ingelezen.").wait_for()
    wide.open("/").get_by_role("link", name="Nieuwland").first.wait_for()
    assert wide.faults == []


@pytest.mark.writes
def test_a_language_that_is_set_is_obeyed(wide: Visit) -> None:
    page = wide.open("/beheer?deel=instellingen")
    choose(page, "Welke instelling", "Talen")
    page.get_by_role("radiogroup", name="Het wordt").get_by_text("English", exact=True).click()
    page.get_by_role("button", name="Verander deze instelling").click()
    page.get_by_role("heading", name="Administration", level=1).wait_for()
    page.goto(wide.base + "/?taal=nl")
    page.get_by_role("heading", name="Areas of Hoogeveen").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("link", name="Nederlands").count() == 0


@pytest.mark.writes
def test_an_own_word_that_is_set_is_used(wide: Visit) -> None:
    page = wide.open("/beheer?deel=instellingen")
    choose(page, "Welke instelling", "Eigen woord voor “Gebieden” (Nederlands)")
    page.get_by_role("textbox", name="Het wordt").fill("Smederijen")
    page.get_by_role("button", name="Verander deze instelling").click()
    page.get_by_text("en staat vanaf nu op Smederijen").wait_for()
    wide.open("/").get_by_role("heading", name="Smederijen van Hoogeveen").wait_for()


@pytest.mark.writes
def test_a_copy_of_the_store_is_a_store(wide: Visit, tmp_path: Path) -> None:
    page = wide.open("/beheer?deel=reservekopie")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download een kopie").click()
    download.value.save_as(tmp_path / "copy.sqlite")
    store = open_store(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    with store.read() as parts:
        assert parts.areas.municipality().name == "Hoogeveen"
    store.close()
    page.get_by_role("button", name="Controleer nu").click()
    page.get_by_text("De opslag is in orde.").wait_for()


@pytest.mark.writes
def test_a_resident_asks_and_a_partner_answers_by_its_link(phone: Visit) -> None:
    store = open_store(phone.db)
    with store.read() as parts:
        admin = parts.people.local()
    added = commands.add_partner(store, admin, name="Domesta", kind=PartnerKind.HOUSING)
    store.close()
    page = phone.open(f"/?gebied={KRAKEEL}")
    page.get_by_text("Stel een vraag").click()
    choose(page, "Aan wie", "Domesta")
    page.get_by_label("Je vraag").fill("Mag de <b>muur</b> geverfd?")
    page.get_by_role("button", name="Stel deze vraag").click()
    page.get_by_text("Vandaag gevraagd. Er is nog geen antwoord.").wait_for()
    page.goto(f"{phone.base}/partner?sleutel={added.secret}")
    page.get_by_role("heading", name="Domesta", level=1).wait_for()
    page.wait_for_url("**/partner")
    page.get_by_text("Mag de <b>muur</b> geverfd?").first.wait_for()
    phone.settle()
    assert serious(Axe().run(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("Antwoord", exact=True).fill("Ja, in mei.")
    page.get_by_role("button", name="Beantwoord deze vraag").click()
    page.get_by_text("Ja, in mei.").first.wait_for()
    phone.open(f"/?gebied={KRAKEEL}").get_by_text("Ja, in mei.").first.wait_for()
    assert phone.faults == []
