"""What a resident reads of a drawing, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from shapely import Polygon

from boundaries.language import language
from boundaries.live_counts import Count
from boundaries.model import AreaId
from boundaries.streets import NO_STREETS, Streets
from boundaries.summary import Edge, Gap, Inside, Summary, TakenLand
from boundaries.summary_words import households, residents, sentences, side, sides
from tests.conftest import square

NL, EN = language("nl"), language("en")
KRAKEEL = AreaId("GM0118-0001")
DAY = dt.date(2026, 1, 1)


def summary(**more) -> Summary:
    plain = {
        "geometry": square(0, 0),
        "hectares": 22.44,
        "residents": Count(410, known=True),
        "households": Count(190, known=True),
        "year": 2020,
        "source": "CBS",
        "streets": Streets(("Krakeel", "Dwarsweg", "Uil", "Specht", "Mees", "Vink", "Kraai")),
        "cut": 0,
        "taken": (),
        "free_m2": 0.0,
        "gaps": (),
        "sides": (),
        "inside": None,
        "follows": (),
        "notes": (),
        "standing": {},
    }
    return Summary(**(plain | more))


def test_the_whole_in_dutch() -> None:
    taken = TakenLand(KRAKEEL, "Krakeel", 31_000, Streets(("Uil", "Mees")))
    gap = Gap(KRAKEEL, "Krakeel", 4_000, Polygon())
    whole = summary(taken=(taken,), gaps=(gap,), cut=2, follows=("Krakeel", "Pesse"))
    assert sentences(whole, NL) == [
        "Ongeveer 410 inwoners",
        "22,4 hectare",
        "7 straten, zoals Krakeel, Dwarsweg, Uil, Specht, Mees en nog 2",
        "Je lijn knipt 2 straten door.",
        "Je neemt 3,1 hectare van Krakeel: Uil, Mees. Dat gebied mag daarover meepraten.",
        "Tussen jou en Krakeel ligt 0,4 hectare niemandsland.",
        "Je lijn volgt de grens van Krakeel, Pesse.",
        "Bron: CBS, 2020. Afgerond op tientallen.",
    ]


def test_who_takes_nothing_is_told_so() -> None:
    assert "You take nothing from another area." in sentences(summary(), EN)


def test_a_few_metres_are_told_in_square_metres() -> None:
    taken = TakenLand(KRAKEEL, "Krakeel", 8.1, NO_STREETS)
    said = sentences(summary(taken=(taken,)), NL)
    assert "Je neemt 8 m² van Krakeel. Dat gebied mag daarover meepraten." in said


def test_a_small_gap_is_told_in_square_metres() -> None:
    said = sentences(summary(gaps=(Gap(KRAKEEL, "Krakeel", 114, Polygon()),)), NL)
    assert "Tussen jou en Krakeel ligt 114 m² niemandsland." in said


def test_wholly_in_an_area_the_reader_is_told_what_to_do() -> None:
    said = sentences(summary(inside=Inside(KRAKEEL, "Krakeel", same=False)), NL)
    assert "Dit ligt helemaal in Krakeel. Doe daar mee, of vraag om dit deel." in said


def test_one_street_is_singular() -> None:
    assert "1 straat: Uil" in sentences(summary(streets=Streets(("Uil",))), NL)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(40, known=True), "Ongeveer 40 inwoners"),
        (Count(None, known=True), "Inwoners: te klein om te tonen"),
        (Count(None, known=False), "Inwoners: geen gegevens"),
    ],
)
def test_people_are_told_as_far_as_they_may_be(count, said) -> None:
    assert residents(count, NL) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(40, known=True), "About 40 households"),
        (Count(None, known=True), "Households: too small to show"),
        (Count(None, known=False), "Households: no data"),
    ],
)
def test_homes_are_told_as_far_as_they_may_be(count, said) -> None:
    assert households(count, EN) == said


@pytest.mark.parametrize(
    ("edge", "said"),
    [
        (Edge("north", None, "railway", "south", 1, 200), "Noord: de spoorlijn, zuidkant"),
        (Edge("east", "Dwarsweg", "street", "west", 1, 200), "Oost: Dwarsweg, westkant"),
        (Edge("west", None, None, "east", 1, 213.0), "West: een eigen lijn van 210 meter"),
    ],
)
def test_a_side_is_read_back(edge, said) -> None:
    assert side(edge, NL) == said


def test_of_a_side_three_lines_are_read_back_at_most() -> None:
    edges = tuple(Edge("north", f"L{i}", "street", "south", 0.25, 100) for i in range(4))
    (north,) = sides(edges, NL)
    assert north.sentences == tuple(f"Noord: L{i}, zuidkant" for i in range(3))


def test_a_stretch_of_a_few_metres_is_not_read_back() -> None:
    edges = (
        Edge("north", "A", "street", "south", 0.9, 90),
        Edge("north", None, None, "south", 0.1, 4),
    )
    (north,) = sides(edges, NL)
    assert north.sentences == ("Noord: A, zuidkant",)
