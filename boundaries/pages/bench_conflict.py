"""Somebody was first: who, what is different now, and how to go on with one's own work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.model import AreaId
from boundaries.outlines import Layer, Style, box_around, image, picture
from boundaries.pages.site import Column, cell, table
from geo.measures import M2_PER_HA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from boundaries.errors import Conflict
    from boundaries.model import AreaVersion
    from boundaries.pages.site import Site


def tell_conflict(
    site: Site,
    error: Conflict,
    seen: Mapping[AreaId, int],
    *,
    go_on: Callable[[], None],
    keep: Callable[[], None],
) -> None:
    """Show it in a dialog; the work stays as it is until one of both is chosen.

    Parameters
    ----------
    seen
        At which revisions the work began.
    go_on
        Puts the work on top of what there is now.
    keep
        Leaves the work as a draft; closing the dialog does too.
    """
    _ = site.words.text

    @st.dialog(_("Somebody was first"), on_dismiss=keep)
    def tell() -> None:
        st.text(site.words.sentence(error))
        st.text(_("Your work is kept. Nothing was changed."))
        if st.button(_("Go on from the new boundary"), type="primary", key="bench-rebase"):
            go_on()
            st.rerun()
        if st.button(_("Keep my version as a draft"), key="bench-keep"):
            keep()
            st.rerun()
        for area in error.ids:
            _difference(site, AreaId(str(area)), seen)

    tell()


def _difference(site: Site, area: AreaId, seen: Mapping[AreaId, int]) -> None:
    """Show an area as it was when the work began, and as it is now."""
    _ = site.words.text
    with site.store.read() as parts:
        every = [r.version for r in parts.areas.versions(area)]
    was = next((v for v in reversed(every) if v.rev == seen.get(area)), None)
    now = every[-1] if every else None
    if was is None or now is None or was == now:
        return
    with st.expander(_("See the difference"), expanded=True):
        box = box_around([was.geometry, now.geometry])
        layers = [Layer(now.geometry, Style.OWN, now.name), Layer(was.geometry, Style.BEFORE)]
        said = _("{area}: the boundary of now, and dashed the one that you began with.",
                 area=now.name)  # fmt: skip
        st.html(image(picture(layers, box, said), said))
        table(
            said,
            [Column(_("When")), Column(_("Name")), Column(_("Hectares"), figures=True)],
            [_row(site, _("When you began"), was), _row(site, _("Now"), now)],
        )


def _row(site: Site, when: str, version: AreaVersion) -> list[str]:
    size = site.words.number(version.geometry.area / M2_PER_HA, 2)
    return [cell(when), cell(version.name), cell(size)]
