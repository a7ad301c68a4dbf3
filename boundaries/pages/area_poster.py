"""A poster of an area to download and hang up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from boundaries.pages.site import Poster

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.pages.site import Site
    from boundaries.queries import AreaRow

SIZES = ("A4", "A3")


def poster(
    site: Site, row: AreaRow, day: dt.date, facts: Sequence[str], sides: Sequence[str]
) -> None:
    """Offer the poster of an area as it stands on a day.

    Parameters
    ----------
    facts, sides
        What the panel says of it: residents and hectares, and the boundary in words.
    """
    make = site.poster
    if make is None:
        return
    asked = Poster(row.version, day, tuple(facts), tuple(sides), _address(row))
    with st.container(horizontal=True):
        for size in SIZES:
            # Only when somebody wants it: to draw a poster takes a second.
            st.download_button(
                site.words.text("Print poster ({size})", size=size),
                partial(make, asked, size),
                file_name=f"smeedkaart-{row.version.area}-{day}-{size}.pdf",
                mime="application/pdf",
                on_click="ignore",
                key=f"poster-{size}",
            )


def _address(row: AreaRow) -> str:
    """Return where the area stands on this site; empty where the browser didn't say where it is."""
    here = urlsplit(st.context.url or "")
    if here.scheme not in {"http", "https"} or not here.netloc:
        return ""
    return f"{here.scheme}://{here.netloc}/?gebied={row.version.area}"
