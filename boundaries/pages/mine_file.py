"""A file of one's own as the drawing: read strictly, judged in a sentence, gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.errors import Refused
from boundaries.pages.mine_work import DRAW, FILE, give
from boundaries.pages.site import plain
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.given import GivenShape
    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site

LARGEST_MB = 20
"""As the readers hold to; the browser is told too, so that it sends no more."""
READ = "mine-file-read"
"""Key of the session: which file was read, and the shapes or the refusal."""


def own_file(site: Site, ground: Ground) -> None:
    """Let a GeoJSON or KML file be chosen, say the verdict, and go on with a shape of it."""
    _ = site.words.text
    st.subheader(_("Or use a file of your own"))
    st.text(_("A GeoJSON or KML file, up to {mb} MB. Nothing is sent on yet.", mb=LARGEST_MB))
    # Kinds aren't named to the browser: a phone would grey out files whose kind it doesn't know.
    chosen = st.file_uploader(
        _("Choose a file"), key="mine-file", max_upload_size=LARGEST_MB, accept_multiple_files=False
    )
    if chosen is None:
        st.session_state.pop(READ, None)
        return
    found = _read(site, chosen.file_id, chosen.name, chosen.getvalue())
    if isinstance(found, Refused):
        st.error(plain(_refusal(site, found)), icon=":material/error:")
        return
    _verdict(site, found)
    number = _which(site, found)
    if number is not None:
        st.button(
            _("Go on with this shape"),
            key="mine-file-on",
            type="primary",
            on_click=_take,
            args=(ground, found[number]),
        )


def _read(site: Site, file_id: str, name: str, data: bytes) -> list[GivenShape] | Refused:
    """Read a file once, not at each press on the page."""
    kept = st.session_state.get(READ)
    if kept and kept[0] == file_id:
        outcome: list[GivenShape] | Refused = kept[1]
        return outcome
    try:
        outcome = site.shapes_of(name, data) if site.shapes_of else []
    except Refused as refused:
        outcome = refused
    st.session_state[READ] = (file_id, outcome)
    return outcome


def _refusal(site: Site, refused: Refused) -> str:
    _ = site.words.text
    reason = site.words.sentence(refused)
    if refused.place is None:
        return _("Not read. {reason} Nothing has changed.", reason=reason)
    place = _("shape {n}", n=int(refused.place.rpartition(" ")[2]))
    return _(
        "Not read. {reason} Place in the file: {place}. Nothing has changed.",
        reason=reason,
        place=place,
    )


def _verdict(site: Site, shapes: Sequence[GivenShape]) -> None:
    """Say that the file was accepted, or what was mended of which shape."""
    words = site.words
    mended = [(i, shape) for i, shape in enumerate(shapes) if shape.changes]
    if not mended:
        read = words.count("Accepted: {n} shape read.", "Accepted: {n} shapes read.", len(shapes))
        st.success(plain(read), icon=":material/check_circle:")
    for number, shape in mended:
        changes = " ".join(words.text(change) for change in shape.changes).removesuffix(".")
        said = words.text(
            "Repaired: {changes}. The area was {before} and is now {after}.",
            changes=changes,
            before=_hectares(site, shape.m2_before),
            after=_hectares(site, shape.m2_after),
        )
        name = f"{_label(site, shapes, number)}: " if len(shapes) > 1 else ""
        st.warning(plain(name + said), icon=":material/build:")


def _hectares(site: Site, m2: float) -> str:
    return site.words.text("{ha} hectares", ha=site.words.number(m2 / M2_PER_HA, 2))


def _which(site: Site, shapes: Sequence[GivenShape]) -> int | None:
    """Return the place of the shape to go on with; None as long as several are there to choose."""
    if len(shapes) == 1:
        return 0
    chosen: int | None = st.selectbox(
        site.words.text("Which shape is your neighbourhood?"),
        range(len(shapes)),
        index=None,
        placeholder=site.words.text("Choose a shape"),
        format_func=lambda i: _label(site, shapes, i),
        key="mine-file-which",
    )
    return chosen


def _label(site: Site, shapes: Sequence[GivenShape], number: int) -> str:
    name = shapes[number].name or site.words.text("shape {n}", n=number + 1)
    return f"{number + 1}. {name} ({_hectares(site, shapes[number].m2_after)})"


def _take(ground: Ground, shape: GivenShape) -> None:
    give(ground, drawing=shape.geometry, picked=(), look=True, way=FILE, step=DRAW, asked=False)
