"""The page *figures* is what the program does, and the program does what was worked out by hand."""

from __future__ import annotations

from math import pi

import pytest

from docs.figures import definitions, example, worked
from docs.lives import FOLDER
from reports.indicators import Indicator, Shown

PAGE = (FOLDER.parent / "figures.md").read_text(encoding="utf-8")
EXAMPLE = example()
SMALL, MISSING = Shown.SMALL, Shown.MISSING

# Noord, Oost, West, Zuid, all: by pencil from the facts on the page.
BY_HAND = {
    Indicator.RESIDENTS: (SMALL, 800, SMALL, 1_200, 2_103),
    Indicator.HOUSEHOLDS: (SMALL, 350, SMALL, 520, 922),
    Indicator.HECTARES: (2, 1.5, 1, 1.5, 6),
    Indicator.DENSITY: (SMALL, 800 / 1.5, SMALL, 800, 350.5),
    Indicator.COMPACTNESS: (200 / 9 * pi, 24 * pi, 25 * pi, 24 * pi, MISSING),
    Indicator.AGE: (1_460 / 365.25, 1_095 / 365.25, 1_460 / 365.25, 183 / 365.25, MISSING),
    Indicator.GROWN_M2: (0, 5_000, 0, MISSING, 20_000),
    Indicator.GROWN_RESIDENTS: (SMALL, 200, SMALL, MISSING, 1_400),
    Indicator.ALL_PROJECTS: (1, 4, 0, 2, 7),
    Indicator.QUICK_WINS: (1, 3, 0, 1, 5),
    Indicator.LONG_HAULS: (0, 1, 0, 1, 2),
    Indicator.IDEA: (0, 1, 0, 0, 1),
    Indicator.CHECKED: (1, 0, 0, 0, 1),
    Indicator.CHOSEN: (0, 0, 0, 1, 1),
    Indicator.RUNNING: (0, 1, 0, 0, 1),
    Indicator.DONE: (0, 2, 0, 0, 2),
    Indicator.STOPPED: (0, 0, 0, 1, 1),
    Indicator.PROJECTS: (SMALL, 5, SMALL, 10 / 6, 7_000 / 2_103),
    Indicator.QUICK_SHARE: (100, 75, MISSING, 50, 500 / 7),
    Indicator.PARTICIPANTS: (10, 64, 0, 60, 134),
    Indicator.HOURS: (5, 80, 0, 0, 85),
    Indicator.MEETINGS: (1, 1, 0, 1, 3),
    Indicator.PARTICIPANTS_RATE: (SMALL, 80, SMALL, 50, 134_000 / 2_103),
    Indicator.HOURS_RATE: (SMALL, 100, SMALL, 0, 85_000 / 2_103),
    Indicator.MEETINGS_RATE: (SMALL, 1.25, SMALL, 10 / 12, 3_000 / 2_103),
    Indicator.GRANTED: (500, 4_000, 0, 1_200.01, 5_700.01),
    Indicator.COMMITTED: (0, 1_000, 0, 0, 1_000),
    Indicator.SPENT: (125, 1_000, 0, 600, 1_725),
    Indicator.LEFT: (375, 2_000, 0, 600.01, 2_975.01),
    Indicator.TAKE_UP: (25, 25, MISSING, 60_000 / 1_200.01, 172_500 / 5_700.01),
    Indicator.GRANTED_EACH: (SMALL, 5, SMALL, 1_200.01 / 1_200, 5_700.01 / 2_103),
    Indicator.SPENT_EACH: (SMALL, 1.25, SMALL, 0.5, 1_725 / 2_103),
}


def test_every_indicator_is_worked_out_by_hand() -> None:
    assert set(BY_HAND) == set(Indicator)


@pytest.mark.parametrize("indicator", Indicator)
def test_the_program_gives_what_was_worked_out_by_hand(indicator) -> None:
    cells = [*(row.cells[indicator] for row in EXAMPLE.rows), EXAMPLE.total[indicator]]
    for cell, expected in zip(cells, BY_HAND[indicator], strict=True):
        if isinstance(expected, Shown):
            assert (cell.shown, cell.value) == (expected, None)
        else:
            assert cell.value == pytest.approx(expected, rel=1e-9)


def test_the_share_of_residents_that_was_shared_out_is_that_of_the_cut_block() -> None:
    shares = [row.interpolated for row in EXAMPLE.rows]
    assert shares == [None, pytest.approx(1 / 4), None, pytest.approx(1 / 6)]


def test_the_page_defines_the_indicators_of_the_table() -> None:
    assert definitions() in PAGE, "run: python -m docs.figures"


def test_the_page_gives_the_figures_of_the_program() -> None:
    assert worked(EXAMPLE) in PAGE, "run: python -m docs.figures"
