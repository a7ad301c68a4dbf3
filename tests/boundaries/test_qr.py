"""A code that a phone reads, drawn without asking anything of a server."""

from __future__ import annotations

from boundaries import qr

LINK = "https://smeedkaart.example/mijn-buurt?sleutel=abcdefghijklmnopqrstuv"


def test_the_code_is_a_square_with_a_finder_in_three_corners() -> None:
    rows = qr.modules(LINK)
    assert all(len(row) == len(rows) for row in rows)
    finder = [True] * 7
    assert rows[0][:7] == rows[0][-7:] == rows[-1][:7] == finder
    assert rows[-1][-7:] != finder


def test_the_same_text_is_the_same_code() -> None:
    assert qr.picture(LINK, "d") == qr.picture(LINK, "d") != qr.picture(LINK + "w", "d")


def test_the_picture_carries_itself_and_says_what_it_is() -> None:
    drawn = qr.picture(LINK, 'a "code"')
    assert 'src="data:image/svg+xml' in drawn
    assert 'alt="a &quot;code&quot;"' in drawn


def test_the_text_stands_nowhere_as_text() -> None:
    assert "abcdefghijklmnopqrstuv" not in qr.picture(LINK, "d")
