"""Mijn buurt without a browser: what the map would hand over is put in the session."""

from __future__ import annotations

import json

import pytest
import shapely
from streamlit.testing.v1 import AppTest

from boundaries import commands, voices
from boundaries.model import Block
from boundaries.pages.mine_work import CHOOSE, DRAW, OWN, READ, SEND, SENT, Mine
from tests.conftest import PLACE, on, square
from tests.pages.test_pages import raw, said, town

__all__ = ["town"]


def mine_page(url: str, code: str = "nl") -> None:
    from dataclasses import replace

    from boundaries.pages import neighbourhood
    from data.importing import read_own_shapes
    from tests.conftest import PLACE
    from tests.pages.test_pages import site_of

    site = replace(
        site_of(url, code), shapes_of=lambda name, data: read_own_shapes(name, data, PLACE)
    )
    neighbourhood.page(site, lambda: None)


def drawing(geometry) -> dict:
    """The geometry as the map would hand it over: GeoJSON in degrees."""
    from boundaries.pages.map_shapes import as_geojson

    return json.loads(json.dumps(as_geojson(geometry, PLACE.crs)))


def opened(url: str, mine: Mine | None = None, work: dict | None = None, **address: str) -> AppTest:
    test = AppTest.from_function(mine_page, kwargs={"url": url}, default_timeout=30)
    if mine:
        test.session_state["mine-work"] = mine
    if work:
        test.session_state["mine"] = {"work": {"drawing": None, "picked": [], "revision": 0} | work}
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def drawn(url: str, geometry, step: int = DRAW, way: str = "finger") -> AppTest:
    return opened(url, Mine(step=step, way=way), {"drawing": drawing(geometry)})


def picked(url: str, *ids: str, step: int = DRAW) -> AppTest:
    return opened(url, Mine(step=step, way="blocks"), {"picked": list(ids)})


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception, test.exception
    return test


def step_of(test: AppTest) -> int:
    return test.session_state["mine-work"].step


def test_the_page_begins_with_the_ways_to_draw(town) -> None:
    test = opened(town)
    assert "Stap 1 van 4: Kies" in said(test)
    assert [button.label for button in test.button] == [
        "Tik blokken aan",
        "Teken met je vinger",
        "Kies straten uit een lijst",
        "Pas een gebied aan",
        "Gebruik papier of een bestand",
    ]


def test_without_blocks_there_are_none_to_tap(store, url) -> None:
    assert "Tik blokken aan" not in [button.label for button in opened(url).button]


def test_a_way_leads_to_drawing(town) -> None:
    test = press(opened(town), "Teken met je vinger")
    assert "Stap 2 van 4: Teken" in said(test)


def test_to_go_on_with_nothing_drawn_says_what_is_missing(town) -> None:
    test = press(opened(town, Mine(step=DRAW, way="finger")), "Verder")
    assert "Er is nog geen tekening." in said(test)
    assert step_of(test) == DRAW


def test_a_drawing_on_free_land_takes_nothing(town) -> None:
    assert "Je neemt niets van een ander gebied." in said(drawn(town, square(3, 3)))


def test_a_drawing_over_a_neighbour_names_what_it_takes(town) -> None:
    text = said(drawn(town, square(-0.5, 0)))
    assert "Je neemt 5.000 m² (0,5 hectare) van Krakeel." in text
    assert "Ongeveer 60 inwoners" in text


def test_a_piece_that_was_taken_is_given_back_with_one_button(town) -> None:
    test = press(drawn(town, square(-0.5, 0)), "Geef dit stuk terug")
    assert "Je neemt niets van een ander gebied." in said(test)


def test_a_name_with_markdown_marks_is_shown_as_it_is(town) -> None:
    assert r"Hofje \*x\*" in raw(drawn(town, square(1.5, 0)))


def test_a_drawing_that_crosses_itself_is_refused_in_words(town) -> None:
    bow_tie = shapely.transform(square(3, 3), lambda p: p[[0, 2, 1, 3, 0]])
    assert "Je lijn kruist zichzelf." in said(drawn(town, bow_tie))


@pytest.mark.parametrize(
    "sent",
    [
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Polygon", "coordinates": [[[1, 2], ["a", 3], [4, 5]]]},
        {"type": "Point", "coordinates": [6.4, 52.7]},
        {"type": "Polygon", "coordinates": [[[1e999, 2], [3, 4], [5, 6]]]},
    ],
)
def test_whatever_a_browser_sends_is_answered_in_words(town, sent) -> None:
    test = opened(town, Mine(step=DRAW, way="finger"), {"drawing": sent})
    assert len(test.error) == 1


def test_picked_blocks_tell_who_lives_there(town) -> None:
    assert "Ongeveer 120 inwoners" in said(picked(town, "B0"))


def test_a_block_of_few_people_is_not_counted(town) -> None:
    assert "te klein om te tonen" in said(picked(town, "B1"))


@pytest.fixture
def with_an_outpost(town, store, admin):
    """A third block, away from the first two."""
    block = Block("B9", "Buitenhof", square(5, 0), 50, None, 2007, "CBS")
    commands.import_blocks(store, admin, [block], on(2008))
    return town


def test_a_loose_block_is_asked_about(with_an_outpost) -> None:
    assert "Buitenhof ligt los van je gebied." in said(picked(with_an_outpost, "B0", "B1", "B9"))


def test_a_loose_block_that_may_not_stay_goes(with_an_outpost) -> None:
    test = press(picked(with_an_outpost, "B0", "B1", "B9"), "Nee")
    assert test.session_state["mine-work"].picked == {"B0", "B1"}


def test_a_loose_block_that_may_stay_is_not_asked_about_again(with_an_outpost) -> None:
    test = press(picked(with_an_outpost, "B0", "B1", "B9"), "Ja")
    assert "ligt los" not in said(test)


def test_a_block_that_nobody_knows_is_left_out(town) -> None:
    assert "1 hectare" in said(picked(town, "B0", "<b>"))


def test_a_standing_area_is_a_start_for_blocks(town) -> None:
    test = opened(town, Mine(step=DRAW, way="blocks"))
    test.selectbox[0].select("Krakeel").run()
    assert test.session_state["mine-work"].picked == {"B0"}


def test_a_standing_area_is_a_start_for_a_line(town) -> None:
    test = opened(town, Mine(step=DRAW, way="adjust"))
    test.selectbox[0].select("Krakeel").run()
    assert "Dit is Krakeel zoals het nu is." in said(test)


def test_what_python_put_on_the_map_counts_until_something_is_drawn(town) -> None:
    mine = Mine(step=DRAW, way="finger", drawing=square(3, 3, 2), revision=1)
    assert "2 hectare" in said(opened(town, mine, {"drawing": drawing(square(3, 3))}))
    work = {"drawing": drawing(square(3, 3)), "revision": 1}
    assert "2 hectare" not in said(opened(town, mine, work))


def test_a_map_that_comes_back_on_the_page_gets_what_it_held(town) -> None:
    seen = drawn(town, square(3, 3, 2)).session_state["mine-work"]
    test = opened(town, seen)
    assert "2 hectare" in said(test)
    assert test.session_state["mine-work"].drawing.area == pytest.approx(20_000, rel=1e-6)


def test_the_boundary_is_read_back_side_by_side(town) -> None:
    text = said(drawn(town, square(3, 3), READ))
    for side in ("Noord", "Oost", "Zuid", "West"):
        assert f"{side}: een eigen lijn van 100 meter" in text


def test_a_side_of_which_one_is_not_sure_is_kept(town) -> None:
    test = drawn(town, square(3, 3), READ)
    test.radio[1].set_value(False).run()
    assert test.session_state["mine-work"].unsure == {"east"}


def test_no_at_reading_back_leads_to_the_same_drawing(town) -> None:
    test = press(drawn(town, square(3, 3), READ), "Nee, ik pas het aan")
    assert step_of(test) == DRAW
    assert "1 hectare" in said(test)


def filled(test: AppTest) -> AppTest:
    test.text_input[0].input("Het Veldje")
    test.text_area[0].input("Wij delen het pad.")
    return test


def test_an_empty_name_is_asked_for_and_nothing_is_lost(town) -> None:
    test = drawn(town, square(3, 3), SEND)
    test.text_area[0].input("Wij delen het pad.")
    press(test, "Verstuur mijn tekening")
    assert "De naam is leeg." in said(test)
    assert test.text_area[0].value == "Wij delen het pad."


def test_back_from_sending_keeps_what_was_typed(town) -> None:
    test = press(filled(drawn(town, square(3, 3), SEND)), "Terug")
    press(test, "Ja, dit klopt")
    assert test.text_input[0].value == "Het Veldje"


@pytest.fixture
def sent(town) -> AppTest:
    return press(filled(drawn(town, square(3, 3), SEND)), "Verstuur mijn tekening")


def test_sending_thanks_and_tells_what_happens_next(sent) -> None:
    assert step_of(sent) == SENT
    assert "Je tekening is verstuurd. Dank je wel!" in said(sent)
    assert "Wat gebeurt er nu?" in [h.value for h in sent.subheader]


def own_drawing(store, secret: str):
    with store.read() as parts:
        actor = voices.acting_by(parts, parts.people.local(), secret)
        return voices.own_drawing(parts, actor)


def test_what_was_sent_is_the_drawing_of_the_link(sent, store) -> None:
    found = own_drawing(store, sent.session_state["mine-work"].secret)
    assert (found.name, found.way) == ("Het Veldje", "finger")
    assert found.geometry.area == pytest.approx(10_000, rel=1e-6)


def test_sending_changes_no_area(sent, store) -> None:
    with store.read() as parts:
        assert len(parts.areas.at(parts.areas.today())) == 2


def test_the_link_shows_the_drawing_again(sent, town) -> None:
    test = opened(town, sleutel=sent.session_state["mine-work"].secret)
    assert step_of(test) == OWN
    assert "Wij delen het pad." in said(test)
    assert "1 hectare" in said(test)


def test_with_the_link_the_drawing_is_changed(sent, town, store) -> None:
    secret = sent.session_state["mine-work"].secret
    test = press(opened(town, sleutel=secret), "Ga verder met mijn tekening")
    press(press(test, "Verder"), "Ja, dit klopt")
    test.text_input[0].input("Het Grote Veld")
    press(test, "Verstuur mijn tekening")
    assert own_drawing(store, secret).name == "Het Grote Veld"


def test_with_the_link_the_drawing_is_withdrawn(sent, town, store) -> None:
    secret = sent.session_state["mine-work"].secret
    test = press(opened(town, sleutel=secret), "Ja")
    assert step_of(test) == CHOOSE
    assert own_drawing(store, secret) is None


def test_a_key_that_is_wrong_is_told(town) -> None:
    assert "Deze link werkt niet." in said(opened(town, sleutel="x" * 22))


def test_paper_is_printed_and_entered_with_its_number_of_makers(town, store) -> None:
    test = opened(town, Mine(step=DRAW, way="paper"))
    test.number_input[0].set_value(8)
    press(test, "Trek de lijn over")
    assert test.session_state["mine-work"].way == "finger"
    test.session_state["mine"] = {
        "work": {"drawing": drawing(square(3, 3)), "picked": [], "revision": 0}
    }
    test.session_state["mine-work"] = Mine(step=SEND, way="finger")
    press(filled(test.run()), "Verstuur mijn tekening")
    found = own_drawing(store, test.session_state["mine-work"].secret)
    assert (found.way, found.makers) == ("paper", 8)


def given(url: str, *shapes, name: str = "mijn.geojson") -> AppTest:
    """A file on the way of paper or a file."""
    features = [
        {"type": "Feature", "properties": {"naam": f"V{i}"}, "geometry": drawing(shape)}
        for i, shape in enumerate(shapes, start=1)
    ]
    file = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return upload(url, name, file)


def upload(url: str, name: str, data: bytes) -> AppTest:
    test = opened(url, Mine(step=DRAW, way="paper"))
    test.file_uploader[0].upload(name, data).run()
    assert not test.exception, test.exception
    return test


def test_a_file_of_one_shape_becomes_the_drawing(town, store) -> None:
    test = given(town, square(3, 3))
    assert "Goedgekeurd: 1 vorm ingelezen." in said(test)
    press(test, "Ga verder met deze vorm")
    assert test.session_state["mine-work"].way == "file"
    assert "1 hectare" in said(test)


def test_the_shape_of_a_file_is_sent_as_such(town, store) -> None:
    test = press(given(town, square(3, 3)), "Ga verder met deze vorm")
    press(press(test, "Verder"), "Ja, dit klopt")
    press(filled(test), "Verstuur mijn tekening")
    assert own_drawing(store, test.session_state["mine-work"].secret).way == "file"


def test_of_several_shapes_one_is_asked_for(town) -> None:
    test = given(town, square(3, 3), square(5, 3, 2))
    assert "Ga verder met deze vorm" not in [button.label for button in test.button]
    box = next(b for b in test.selectbox if b.label == "Welke vorm is jouw buurt?")
    assert box.options == ["1. V1 (1 hectare)", "2. V2 (2 hectare)"]
    press(box.select_index(1).run(), "Ga verder met deze vorm")
    assert "2 hectare" in said(test)


def test_what_was_mended_is_said_with_how_much(town) -> None:
    bow_tie = shapely.transform(square(3, 3), lambda p: p[[0, 2, 1, 3, 0]])
    text = said(given(town, bow_tie))
    assert "Hersteld: Een ring die zichzelf kruist" in text
    assert "Het gebied was 0 hectare en is nu 0,5 hectare." in text


def test_a_shape_that_cannot_be_read_is_refused_with_its_place(town) -> None:
    text = said(given(town, square(3, 3), square(900, 900)))
    assert "Niet ingelezen. Dit ligt buiten de gemeente." in text
    assert "Plaats in het bestand: vorm 2. Er is niets veranderd." in text


@pytest.mark.parametrize("name", ["a.zip", "a.kml", "a.json", "<b>.exe"])
def test_a_file_that_is_no_map_ends_in_a_sentence(town, name) -> None:
    test = upload(town, name, b"PK\x03\x04\xff")
    assert test.error[0].value.startswith(r"Niet ingelezen\.")
