"""The poster of an area in its panel."""

from __future__ import annotations

from tests.pages.test_pages import shown, town

__all__ = ["town"]


def page_with_posters(url: str, code: str = "nl") -> None:
    from dataclasses import replace

    from boundaries.pages import map as kaart
    from tests.pages.test_pages import site_of

    site = replace(site_of(url, code), poster=lambda _asked, size: size.encode())
    kaart.page(site, lambda: None)


def labels(test) -> list[str]:
    return [button.label for button in test.get("download_button")]


def test_a_standing_area_has_a_poster_on_either_paper(town) -> None:
    test = shown(page_with_posters, town, gebied="GM0118-0001")
    assert labels(test) == ["Print een poster (A4)", "Print een poster (A3)"]


def test_an_area_that_does_not_stand_yet_has_none(town) -> None:
    test = shown(page_with_posters, town, gebied="GM0118-0002", op="2008-01-01")
    assert labels(test) == []
