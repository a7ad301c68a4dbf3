"""Reading files in: a verdict first, then one button."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import shapely
import streamlit as st

from boundaries.errors import Refused
from boundaries.given import KINDS, GivenFile
from boundaries.language import N_
from boundaries.outlines import Layer, Style, box_around, image, picture
from boundaries.pages.site import Column, cell, plain, table
from boundaries.rules import AHEAD, EARLIEST
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from boundaries.given import Desk, GivenColumns, TakenIn
    from boundaries.pages.site import Site

LARGEST_MB = 20
JUDGED, READ_IN = "admin-file-judged", "admin-file-read-in"
"""Keys of the session: the file that was judged last, with its verdict; what was read in."""
LABELS = {
    "areas": N_("Areas"),
    "blocks": N_("Building blocks"),
    "lines": N_("Streets, water and railways"),
    "postcodes": N_("Postcodes"),
    "projects": N_("Projects"),
    "budgets": N_("Budgets"),
    "engagement": N_("Engagement"),
}
ASKED = {
    "areas": N_("A GeoJSON or KML file with the land and the name of each area."),
    "blocks": N_("A GeoJSON or KML file with the land of each block and its residents."),
    "lines": N_("A GeoJSON file with lines, each with a name and a kind."),
    "postcodes": N_("A CSV table: which postcode has addresses in which block."),
    "projects": N_("A CSV table with a row for each project."),
    "budgets": N_("A CSV table with a row for each amount that an area is granted."),
    "engagement": N_("A CSV table with a row for each time that people took part."),
}  # fmt: skip
NOT_GIVEN = ""
FIELDS = {
    "id": N_("Id"),
    "name": N_("Name"),
    "residents": N_("Residents"),
    "households": N_("Households"),
    "year": N_("Year"),
    "kind": N_("Kind"),
    "code": N_("Postcode"),
    "block": N_("Id of the block"),
    "project_id": N_("Id of the project"),
    "title": N_("Title"),
    "area": N_("Area"),
    "status": N_("Status"),
    "date": N_("Date"),
    "amount_eur": N_("Amount in euros"),
    "participants": N_("How many people"),
    "hours": N_("Hours"),
}
"""What our fields are called on the page."""


def page(site: Site) -> None:
    """Let any file be read in."""
    read_in(site, tuple(KINDS))


def read_in(site: Site, kinds: Sequence[str]) -> None:
    """Let a file be chosen, say the verdict, and read it in.

    Parameters
    ----------
    kinds
        Of `KINDS`: what may be in it.
    """
    _ = site.words.text
    desk = site.desk
    if desk is None:
        return
    if done := st.session_state.pop(READ_IN, ""):
        st.success(plain(done), icon=":material/check_circle:")
    st.text(_("Nothing is read in before you press the last button."))
    kind = st.selectbox(
        _("What is in the file"), kinds, format_func=lambda k: _(LABELS[k]),
        key=f"admin-file-kind-{kinds[0]}",
    )  # fmt: skip
    st.text(_(ASKED[kind]))
    with site.store.read() as parts:
        today = parts.areas.today()
    on = st.date_input(
        _("Since when it holds"), today, min_value=EARLIEST, max_value=today + AHEAD,
        format="DD-MM-YYYY" if site.words.code == "nl" else "DD/MM/YYYY", key="admin-file-on",
    )  # fmt: skip
    # Kinds aren't named to the browser: it would grey out files whose kind it doesn't know.
    chosen = st.file_uploader(
        _("Choose a file, up to {mb} MB", mb=LARGEST_MB), key=f"admin-file-{_round()}",
        max_upload_size=LARGEST_MB, accept_multiple_files=False,
    )  # fmt: skip
    if chosen is None:
        return
    day = on if isinstance(on, dt.date) else today
    bare = GivenFile(chosen.name, kind, chosen.getvalue(), on=day)
    try:
        columns = desk.columns(bare)
    except Refused as refused:
        rejected(site, refused)
        return
    given = GivenFile(chosen.name, kind, bare.data, _columns(site, kind, columns), day)
    found = _judged(site, desk, chosen.file_id, given)
    if isinstance(found, Refused):
        rejected(site, found)
        return
    _verdict(site, found)
    _maps(site, found)
    label = site.words.count("Read {n} row in", "Read {n} rows in", found.n)
    if kind == "areas":
        label = site.words.count("Read {n} area in", "Read {n} areas in", found.n)
    if st.button(label, type="primary", key="admin-file-take"):
        _take_in(site, desk, given)


def rejected(site: Site, refused: Refused) -> None:
    """Say that a file isn't read in, why, where, and that nothing has changed."""
    _ = site.words.text
    reason = site.words.sentence(refused)
    said = _("Not read. {reason} Nothing has changed.", reason=reason)
    if refused.place is not None:
        said = _(
            "Not read. {reason} Place in the file: {place}. Nothing has changed.",
            reason=reason,
            place=_place(site, refused.place),
        )
    word = _("Rejected:")
    st.error(f"**{plain(word)}** {plain(said)}", icon=":material/cancel:")


def _place(site: Site, place: str) -> str:
    """Return a place such as `row 3, column area` or `feature 2` in the reader's language."""
    _ = site.words.text
    where, _sep, column = place.partition(", column ")
    kind, _space, number = where.partition(" ")
    if kind == "row" and number.isdigit():
        where = _("row {n}", n=number)
    elif kind == "feature" and number.isdigit():
        where = _("shape {n}", n=number)
    return _("{where}, column {column}", where=where, column=column) if column else where


def _round() -> int:
    """Return how many files were read in: the field is a new one, and empty, after each."""
    count: int = st.session_state.setdefault("admin-file-round", 0)
    return count


def _columns(site: Site, kind: str, columns: GivenColumns) -> tuple[tuple[str, str], ...]:
    """Let each of our fields be found in a column, where it isn't called the same."""
    _ = site.words.text
    missing = [field for field in KINDS[kind] if field not in columns.found]
    chosen = []
    with st.expander(_("Columns"), expanded=bool(missing)):
        st.text(_("In which column of your file is each of these?"))
        for field in KINDS[kind]:
            options = [NOT_GIVEN, *columns.names]
            found = columns.found.get(field, NOT_GIVEN)
            column = st.selectbox(
                _(FIELDS[field]), options, index=options.index(found),
                format_func=lambda name: name or _("not in the file"),
                key=f"admin-column-{_round()}-{kind}-{field}",
            )  # fmt: skip
            if column and column != found:
                chosen.append((column, field))
    return tuple(chosen)


def _judged(site: Site, desk: Desk, file_id: str, given: GivenFile) -> TakenIn | Refused:
    """Judge a file once, not at each press on the page."""
    with site.store.read() as parts:
        asked = (file_id, given.kind, given.columns, given.on, parts.areas.last_change())
    kept = st.session_state.get(JUDGED)
    if kept and kept[0] == asked:
        outcome: TakenIn | Refused = kept[1]
        return outcome
    try:
        outcome = desk.judge(given)
    except Refused as refused:
        outcome = refused
    st.session_state[JUDGED] = (asked, outcome)
    return outcome


def _verdict(site: Site, found: TakenIn) -> None:
    words = site.words
    _ = words.text
    changes = [_(change) for change in found.changes]
    if found.repaired:
        said = _(
            "Repaired: {changes}. The area was {before} and is now {after}.",
            changes=" ".join(changes).removesuffix("."),
            before=_hectares(site, found.m2_before),
            after=_hectares(site, found.m2_after),
        )
        st.warning(plain(said), icon=":material/build:")
    else:
        said = words.count(
            "Accepted: {n} row can be read in.", "Accepted: {n} rows can be read in.", found.n
        )
        st.success(plain(said), icon=":material/check_circle:")
    if changes:
        items = "".join(f"<li>{cell(change)}</li>" for change in changes)
        heading = cell(_("What is changed in it"))
        st.html(f"<h3>{heading}</h3><ul>{items}</ul>")
    if found.after:
        table(
            _("How large all land together is"),
            [Column(_("When")), Column(_("Hectares"), figures=True)],
            [
                [cell(_("In the file")), cell(words.number(found.m2_before / M2_PER_HA, 2))],
                [cell(_("As it is read in")), cell(words.number(found.m2_after / M2_PER_HA, 2))],
            ],
        )


def _hectares(site: Site, m2: float) -> str:
    return site.words.text("{ha} hectares", ha=site.words.number(m2 / M2_PER_HA, 2))


def _maps(site: Site, found: TakenIn) -> None:
    """Show the land as it stands in the file, and as it is read in."""
    if not found.after:
        return
    _ = site.words.text
    box = box_around(found.after)
    before = [Layer(_edges(land), Style.BEFORE) for land in found.before]
    after = [Layer(land, Style.OWN) for land in found.after]
    for column, layers, title in zip(
        st.columns(2), (before, after), (_("In the file"), _("As it is read in")), strict=True
    ):
        said = _("{when}: a picture. The sentences and the table say the same.", when=title)
        shown = image(picture(layers, box, said), said)
        column.html(f"<figure>{shown}<figcaption>{cell(title)}</figcaption></figure>")


def _edges(land: BaseGeometry) -> BaseGeometry:
    """Return the rings of land as lines: it may cross itself, and no fill says what is in it."""
    rings = shapely.get_rings(shapely.get_parts(land))
    return shapely.MultiLineString([shapely.get_coordinates(ring) for ring in rings])


def _take_in(site: Site, desk: Desk, given: GivenFile) -> None:
    try:
        done = desk.take_in(given)
    except Refused as refused:
        rejected(site, refused)
        return
    count = site.words.count
    st.session_state[READ_IN] = (
        count("Accepted: {n} area read.", "Accepted: {n} areas read.", done.n)
        if given.kind == "areas"
        else count("Accepted: {n} row read.", "Accepted: {n} rows read.", done.n)
    )
    st.session_state["admin-file-round"] = _round() + 1
    st.session_state.pop(JUDGED, None)
    st.rerun()
