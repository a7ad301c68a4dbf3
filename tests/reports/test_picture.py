"""Maps on paper: what stands on them, the same bytes each time, and as they looked before.

`tests/reports/golden` has the pictures. Where a change of looks is meant, write them anew with
`python -m tests.reports.test_picture`, look at each of them, and commit them.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from boundaries.language import language
from reports.choropleth import Report
from reports.indicators import Figure, Indicator, Shown
from reports.picture import drawn, picture
from reports.views import Frame, View, one_map, two_dates, two_figures
from tests.conftest import square
from tests.reports.processes import told_by_processes

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
WORDS = language("nl")
DAY = dt.date(2012, 12, 31)
REPORT = Report("Hoogeveen", "EPSG:28992", DAY, "CBS 2012", None, synthetic=True)
MOST_APART = 4.0
"""Root of the mean square of the difference, of 255; letters differ a little between machines."""


def land(place: int):
    """Twelve areas of 500 by 500 m in three rows, the last one twice as wide.

    8 9 10 11 11
    4 5  6  7
    0 1  2  3
    """
    return square(5 * (place % 4), 5 * (place // 4), 10 if place == 11 else 5, 5)


def rate(place: int, value: float | None, shown: Shown = Shown.VALUE) -> Figure:
    parts = (None, None) if value is None else (value * 2, 2000.0)
    return Figure(f"A{place:02}", f"Gebied {place}", land(place), shown, value, *parts)


def amount(place: int, value: float | None, cents: int = 1) -> Figure:
    shown = Shown.VALUE if value is not None else Shown.MISSING
    known = None if value is None else value * cents
    return Figure(f"A{place:02}", f"Gebied {place}", land(place), shown, value, known)


RATES = Frame(
    DAY,
    [
        *(rate(i, 0.5 * i, Shown.UNSTABLE if i < 3 else Shown.VALUE) for i in range(10)),
        rate(10, None, Shown.SMALL),
        rate(11, None, Shown.MISSING),
    ],
)
BEFORE = replace(RATES, day=DAY.replace(year=2010), figures=[rate(i, 0.3 * i) for i in range(12)])
PEOPLE = Frame(DAY, [amount(i, float(i * i * 30)) for i in range(12)])
MONEY = Frame(DAY, [amount(i, 500.0 * i, 100) if i else amount(i, None) for i in range(12)])
GROWN = Frame(DAY, [amount(i, float(1000 * (i - 5))) for i in range(12)])
SHARES = Frame(DAY, [rate(i, 9.0 * i) for i in range(12)])
VIEWS: dict[str, View] = {
    "rates": one_map(Indicator.PROJECTS, [BEFORE, RATES], start=1),
    "people": one_map(Indicator.RESIDENTS, [PEOPLE]),
    "growth": one_map(Indicator.GROWN_M2, [GROWN]),
    "two-dates": two_dates(Indicator.SPENT_EACH, BEFORE, RATES),
    "two-figures": two_figures([Indicator.TAKE_UP, Indicator.GRANTED], [[SHARES], [MONEY]]),
}


def pixels(png: bytes) -> np.ndarray:
    from matplotlib.image import imread

    return imread(io.BytesIO(png))[..., :3] * 255.0


def texts(view: View, code: str = "nl") -> list[str]:
    sheet = drawn(view, REPORT, language(code))
    return [text.get_text() for axes in sheet.axes for text in axes.texts]


@pytest.mark.parametrize("name", VIEWS)
def test_a_map_looks_as_it_did(name) -> None:
    now = pixels(picture(VIEWS[name], REPORT, WORDS, form=".png"))
    before = pixels((GOLDEN / f"{name}.png").read_bytes())
    assert now.shape == before.shape
    assert np.sqrt(np.mean((now - before) ** 2)) < MOST_APART


def test_the_comparison_sees_one_area_of_another_colour() -> None:
    other = [rate(5, 4.6) if f.area == "A05" else f for f in RATES.figures]
    changed = one_map(Indicator.PROJECTS, [BEFORE, replace(RATES, figures=other)], start=1)
    one, two = (pixels(picture(v, REPORT, WORDS, form=".png")) for v in (VIEWS["rates"], changed))
    assert np.sqrt(np.mean((one - two) ** 2)) > MOST_APART


@pytest.mark.parametrize("form", [".png", ".pdf"])
def test_another_process_gives_the_same_bytes(form) -> None:
    code = (
        "import hashlib; from tests.reports.test_picture import *; "
        f"data = picture(VIEWS['rates'], REPORT, WORDS, form='{form}'); "
        "print(hashlib.sha256(data).hexdigest())"
    )
    assert len(told_by_processes(code)) == 1


def test_a_file_holds_no_moment_and_no_name_of_a_program() -> None:
    pdf = picture(VIEWS["rates"], REPORT, WORDS, form=".pdf")
    assert not re.search(rb"/(Creator|Producer|CreationDate|ModDate)\b", pdf)
    png = picture(VIEWS["rates"], REPORT, WORDS, form=".png")
    assert b"tEXtSoftware" not in png


def test_it_says_of_when_it_is_and_whose() -> None:
    said = " ".join(texts(VIEWS["rates"]))
    assert "Stand op 31-12-2012" in said
    assert "Bron: CBS 2012." in said
    assert "CC BY 4.0" in said
    assert "Noord is boven" in said
    assert "verzonnen" in said


def test_it_shows_the_frame_at_which_the_map_opens() -> None:
    earlier = replace(VIEWS["rates"], start=0)
    assert "Stand op 31-12-2010" in texts(earlier)


def test_its_legend_names_the_patterns_that_occur() -> None:
    said = texts(VIEWS["rates"])
    assert {"Geen gegevens", "Te klein om te tonen", "Onzeker, klein aantal"} <= set(said)
    assert "Te klein om te tonen" not in texts(VIEWS["people"])


def test_names_are_not_read_as_mathematics() -> None:
    named = replace(PEOPLE, figures=[replace(PEOPLE.figures[0], name="$x^2$ & {y")])
    assert "$x^2$ & {y" in texts(one_map(Indicator.RESIDENTS, [named]))


def test_it_speaks_english_where_it_is_asked() -> None:
    assert "As of 31/12/2012" in texts(VIEWS["rates"], "en")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for key, view in VIEWS.items():
        (GOLDEN / f"{key}.png").write_bytes(picture(view, REPORT, WORDS, form=".png"))
