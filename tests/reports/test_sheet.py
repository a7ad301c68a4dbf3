"""A sheet to draw on with a pen. Squares are 100 m."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from boundaries.language import language
from boundaries.model import STILL, AreaId, AreaVersion, Line, Precision
from reports.sheet import About, Paper, drawn, lay_out, sheet
from reports.sheet_labels import place_labels
from tests.conftest import X, Y, square
from tests.reports.processes import told_by_processes

ROOT = Path(__file__).parents[2]
ABOUT = About("Teken jouw Krakeel", "Hoogeveen", "R1", dt.date(2026, 11, 25))
PLACE = square(0, 0, 10, 8)


def version(name: str, land) -> AreaVersion:
    since = dt.date(2010, 1, 1)
    return AreaVersion(AreaId("GM0118-0001"), 1, name, land, since, STILL, Precision.DAY, 1)


def street(name: str, row: float, kind: str = "street") -> Line:
    path = shapely.LineString([(X, Y + 100 * row), (X + 1_000, Y + 100 * row)])
    return Line(name, name, kind, path)


def texts(versions=(), lines=(), about: About = ABOUT, code: str = "nl") -> list[str]:
    figure = drawn(lay_out(PLACE, Paper.A4), versions, lines, about, language(code))
    return [text.get_text() for text in figure.axes[0].texts]


def pages(pdf: bytes) -> list[tuple[float, ...]]:
    boxes = re.findall(rb"/MediaBox \[ ?([\d. ]+?) ?\]", pdf)
    return [tuple(round(float(n) * 25.4 / 72) for n in box.split()) for box in boxes]


@pytest.mark.parametrize(
    ("paper", "box"), [(Paper.A4, (0, 0, 297, 210)), (Paper.A3, (0, 0, 420, 297))]
)
def test_a_wide_place_lies_on_a_sheet_on_its_side(paper, box) -> None:
    pdf = sheet(square(0, 0, 20, 5), [], [], ABOUT, language("nl"), paper=paper)
    assert pages(pdf) == [box]


def test_a_high_place_stands_on_an_upright_sheet() -> None:
    assert pages(sheet(square(0, 0, 5, 20), [], [], ABOUT, language("nl"))) == [(0, 0, 210, 297)]


def test_the_same_place_gives_the_same_bytes() -> None:
    given = (PLACE, [version("Krakeel", square(0, 0, 4, 4))], [street("Weg", 2)], ABOUT)
    assert sheet(*given, language("nl")) == sheet(*given, language("nl"))


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.reports.test_sheet import *; "
        "pdf = sheet(PLACE, [version('Krakeel', square(0, 0, 4, 4))], [street('Weg', 2)], ABOUT, "
        "language('nl')); print(hashlib.sha256(pdf).hexdigest())"
    )
    assert len(told_by_processes(code)) == 1


def test_a_pdf_holds_no_moment_and_no_name_of_a_program() -> None:
    pdf = sheet(PLACE, [], [], ABOUT, language("nl"))
    assert not re.search(rb"/(Creator|Producer|CreationDate|ModDate)\b", pdf)


@given(st.floats(50, 40_000), st.floats(50, 40_000), st.sampled_from(Paper))
def test_the_whole_place_is_on_the_map(width, height, paper) -> None:
    place = shapely.box(X, Y, X + width, Y + height)
    assert lay_out(place, paper).window.buffer(1e-6).covers(place)


def test_a_metre_on_the_map_is_as_long_as_the_scale_says() -> None:
    layout = lay_out(PLACE, Paper.A4)
    line = layout.on_paper(shapely.LineString([(X, Y), (X + 500, Y)]))
    assert line.length == pytest.approx(500_000 / layout.scale)


def test_on_larger_paper_the_map_is_larger() -> None:
    assert lay_out(PLACE, Paper.A3).scale < lay_out(PLACE, Paper.A4).scale


def test_areas_and_streets_are_named() -> None:
    named = texts([version("Krakeel", square(0, 0, 4, 4))], [street("Dorpsweg", 6)])
    assert {"Krakeel", "Dorpsweg"} <= set(named)


def test_water_has_no_name_of_a_street() -> None:
    assert "Vaart" not in texts(lines=[street("Vaart", 6, "water")])


def test_an_area_off_the_map_is_not_named() -> None:
    assert "Ver weg" not in texts([version("Ver weg", square(200, 200))])


def test_names_are_not_read_as_mathematics() -> None:
    named = texts([version("$x^2$ & {y", square(0, 0, 4, 4))])
    assert "$x^2$ & {y" in named


def test_it_asks_for_a_name_a_reason_and_the_number_of_makers() -> None:
    assert {
        "Hoe noem jij dit gebied?",
        "Waarom hoort dit bij elkaar?",
        "Met hoeveel mensen is dit getekend?",
    } <= set(texts())


def test_it_says_which_round_it_is_for() -> None:
    assert "Code van de ronde: R1" in texts()


def test_without_a_round_it_has_no_code() -> None:
    about = About("Teken mijn buurt", "Hoogeveen", "", ABOUT.day)
    assert not any("Code" in text for text in texts(about=about))


def test_it_says_that_north_is_up_and_the_scale() -> None:
    scale = language("en").value(lay_out(PLACE, Paper.A4).scale)
    assert any(f"Scale 1:{scale}. North is up." in text for text in texts(code="en"))


def test_an_example_says_that_it_is_made_up() -> None:
    about = About("T", "Hoogeveen", "", ABOUT.day, synthetic=True)
    assert any("zijn verzonnen" in text for text in texts(about=about))


def size(text: str) -> tuple[float, float]:
    return 2.0 * len(text), 2.0


def path(*points: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString(points)


def test_the_longest_street_gets_its_name_first() -> None:
    crossing = [("Kort", path((20, 0), (20, 12))), ("Langste", path((0, 6), (40, 6)))]
    assert [label.text for label in place_labels(crossing, size, [])] == ["Langste"]


def test_a_name_is_never_upside_down() -> None:
    (label,) = place_labels([("Weg", path((40, 0), (0, 0)))], size, [])
    assert label.angle == pytest.approx(0)


def test_a_street_that_is_too_short_gets_no_name() -> None:
    assert place_labels([("Lange naam", path((0, 0), (5, 0)))], size, []) == []


def test_a_name_is_not_bent_round_a_corner() -> None:
    corner = path((0, 0), (10, 0), (10, 10))
    assert place_labels([("Hoekje", corner)], size, []) == []


@given(st.lists(st.tuples(*[st.floats(0, 100)] * 4), max_size=12))
def test_no_name_lies_over_another(ends) -> None:
    paths = [
        (f"N{i}", path((a, b), (c, d)))
        for i, (a, b, c, d) in enumerate(ends)
        if np.hypot(a - c, b - d) > 1
    ]
    taken: list = []
    place_labels(paths, size, taken)
    assert not any(one.intersects(other) for one, other in itertools.combinations(taken, 2))
