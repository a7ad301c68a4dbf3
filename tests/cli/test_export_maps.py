"""Maps that the command line writes."""

from __future__ import annotations

import pytest

from tests.cli.conftest import found


@pytest.fixture
def town(place):
    found(place)
    return place


@pytest.mark.parametrize(
    ("name", "begin"), [("x.html", b"<!doctype"), ("x.PNG", b"\x89PNG"), ("x.pdf", b"%PDF")]
)
def test_the_extension_says_the_form_of_a_map(town, tmp_path, name, begin) -> None:
    file = tmp_path / name
    assert town("export", "areas", "-o", file, "--at", "2010-01-01").code == 0
    assert file.read_bytes().startswith(begin)


def test_an_indicator_is_asked_for_by_its_id(town, tmp_path) -> None:
    file = tmp_path / "x.html"
    assert town("export", "areas", "-o", file, "--indicator", "hectares").code == 0
    assert "Hectare" in file.read_text()


def test_an_unknown_indicator_is_refused(town, tmp_path) -> None:
    file = tmp_path / "x.png"
    assert town("export", "areas", "-o", file, "--indicator", "geluk").code == 2
    assert not file.exists()


def test_a_map_of_what_was_known_then_is_refused(town, tmp_path) -> None:
    answer = town("export", "areas", "-o", tmp_path / "x.png", "--known", "2010-01-01")
    assert answer.code == 2
