"""The page *how areas live* is what the code does."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from docs.examples import EXAMPLES, FOLDER, Example

PAGE = (FOLDER.parent / "how-areas-live.md").read_text(encoding="utf-8")

each = pytest.mark.parametrize("make", EXAMPLES, ids=lambda make: make.__name__)


@each
def test_the_picture_is_what_the_code_makes(make: Callable[[], Example]) -> None:
    example = make()
    kept = (FOLDER / f"{example.name}.svg").read_text(encoding="utf-8")
    assert kept == example.svg(), "run: make docs"


@each
def test_the_page_shows_the_picture_and_gives_its_numbers(make: Callable[[], Example]) -> None:
    example = make()
    assert f"(pictures/{example.name}.svg)" in PAGE
    flowing = " ".join(PAGE.split())
    assert [number for number in example.numbers if number not in flowing] == []


@each
def test_the_picture_has_a_title_and_asks_nobody_for_anything(make: Callable[[], Example]) -> None:
    tree = ET.fromstring(make().svg())
    assert tree.findtext("{http://www.w3.org/2000/svg}title")
    assert not [one for one in tree.iter() if any("href" in name for name in one.attrib)]
