"""What every page gets, and the words and small pieces that pages share."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from boundaries.rules import AHEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry
    from streamlit.delta_generator import DeltaGenerator

    import geo
    from boundaries.errors import Refused
    from boundaries.given import Desk, GivenShape
    from boundaries.language import Language
    from boundaries.model import Actor, AreaVersion
    from boundaries.pages.mine_work import Ground
    from boundaries.store import Store

FIRST_DAY = dt.date(1990, 1, 1)
"""Before the first areas of this kind there is nothing to see."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Signing in and out, and as whom the visitor is known; `subject` is empty when he isn't."""

    log_in: Callable[[], None]
    log_out: Callable[[], None]
    subject: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet that is asked for: its land (metres), title, the code of a round, and A4 or A3."""

    place: BaseGeometry
    title: str
    code: str
    size: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster that is asked for: an area on a day, what is said of it, and where to answer."""

    version: AreaVersion
    day: dt.date
    facts: tuple[str, ...]
    sides: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Site:
    """The store and the surroundings of one visitor.

    `bundle` is the address of the map's script; `basemap` has `url` and `attribution`.
    """

    store: Store
    words: Language
    actor: Actor
    bundle: str
    basemap: dict[str, str] | None
    signing: Signing | None = None
    """How one signs in; None where the app runs open."""
    printed: Callable[[Printed], bytes] | None = None
    """Makes a sheet as PDF; reports do it, which pages here don't know."""
    poster: Callable[[Poster, str], bytes] | None = None
    """Makes a poster as PDF on A4 or A3."""
    to_mine: Callable[[], None] | None = None
    """Goes to the page on which one draws."""
    shapes_of: Callable[[str, bytes], list[GivenShape]] | None = None
    """Reads a file of one's own by its name and bytes, strictly, or refuses it."""
    csv: Callable[[Sequence[str], Sequence[Sequence[object]]], bytes] | None = None
    """Makes a table, its headings first, as a CSV file."""
    desk: Desk | None = None
    """What an administrator does with files."""


def cell(value: object) -> str:
    """Return user text or a figure as inert HTML."""
    return html.escape(str(value), quote=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and whether it holds figures."""

    heading: str
    figures: bool = False


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Show a table that a screen reader can walk through; cells are HTML, escaped by `cell`."""
    head = "".join(
        f'<th scope="col"{" class=figure" if c.figures else ""}>{cell(c.heading)}</th>'
        for c in columns
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<th scope=row>{value}</th>"
            if i == 0
            else f"<td{' class=figure' if columns[i].figures else ''}>{value}</td>"
            for i, value in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    # On a narrow screen it scrolls sideways: without a mouse that takes the focus.
    st.html(
        f'<div class="sk-scroll" role="region" tabindex="0" aria-label="{cell(caption)}">'
        f'<table class="sk-table"><caption>{cell(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def plain(text: str) -> str:
    """Return text for an element that reads Markdown, with all of its marks escaped.

    Names of areas are user text: unescaped, an image in one would be fetched from any host by
    everybody who sees it.
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def folded(label: str, *, key: str) -> DeltaGenerator | None:
    """Show something folded; return where its content goes, or None as long as it is folded.

    What nobody opens is neither made nor sent.
    """
    box = st.expander(label, key=key, on_change="rerun")
    return box if box.open else None


def refusal(site: Site, error: Refused | geo.GeometryError) -> None:
    """Say why nothing was changed and what to do next; the input stays."""
    st.error(plain(site.words.sentence(error)), icon=":material/error:")


def chosen_day(site: Site, label: str, *, key: str) -> dt.date:
    """Let the visitor choose a date; it stands in the address as `op`."""
    with site.store.read() as parts:
        today = parts.areas.today()
    last = today + AHEAD
    if key not in st.session_state:
        # Not as the widget's own value: the map sets the date too.
        st.session_state[key] = min(max(_from_address("op", today), FIRST_DAY), last)
    day = st.date_input(
        label,
        min_value=FIRST_DAY,
        max_value=last,
        format="DD-MM-YYYY" if site.words.code == "nl" else "DD/MM/YYYY",
        key=key,
    )
    chosen = day if isinstance(day, dt.date) else today
    if chosen != today:
        st.query_params["op"] = chosen.isoformat()
    elif "op" in st.query_params:
        del st.query_params["op"]
    return chosen


def _from_address(name: str, otherwise: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return otherwise
