"""The page *history and money* is what the program does."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from docs.lives import FOLDER, model, numbers

PAGE = (FOLDER.parent / "history-and-money.md").read_text(encoding="utf-8")
TOLD = numbers()


@pytest.mark.parametrize("name", TOLD)
def test_the_page_gives_the_numbers_of_the_program(name) -> None:
    assert TOLD[name] in PAGE


def test_a_merger_a_split_and_an_undo_leave_the_total_as_it_was() -> None:
    totals = {said for name, said in TOLD.items() if "samen" in name}
    assert len(totals) == 1


def test_an_undone_split_gives_back_the_very_amounts() -> None:
    assert TOLD["weer Samen"] == TOLD["Samen"]


def test_the_picture_is_what_the_code_makes() -> None:
    kept = (FOLDER / "model.svg").read_text(encoding="utf-8")
    assert kept == model(), "run: make docs"
    assert ET.fromstring(kept).findtext("{http://www.w3.org/2000/svg}title")
