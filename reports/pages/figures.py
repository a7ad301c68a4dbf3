"""Kaarten en cijfers: indicators as maps with their table, of a date or through the years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from boundaries.errors import Refused
from boundaries.pages.lands import kept
from boundaries.pages.site import Site, refusal
from reports.choropleth import Report, document, heading
from reports.export import map_table, metadata
from reports.export.about import about
from reports.export.maps import MEDIA_TYPES, about_map
from reports.indicators import figures
from reports.pages.choices import Asked, Way, asked
from reports.pages.frame import Link, sandboxed
from reports.picture import picture
from reports.views import Frame, View, days_through, one_map, two_dates, two_figures

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from boundaries.store import Parts
    from reports.assets import Assets
    from reports.indicators import Figure, Indicator

HEIGHT = 1_000
MANY = 1_000
"""Of fewer areas the years always fit in a file."""


def page(site: Site, assets: Assets) -> None:
    """Choose what to see; see the map, and take the same bytes along."""
    _ = site.words.text
    st.title(_("Maps and figures"))
    wanted = asked(site)
    with site.store.read() as parts:
        report = about_map(parts, wanted.day, site.words, site.basemap)
        try:
            view = _view(site, parts, wanted)
        except Refused as refused:
            refusal(site, refused)
            return
    if view is None:
        st.info(_("On {date} there was no area here yet. Choose a later date.", date=wanted.day))
        return
    if wanted.way is Way.YEARS and len(view.panels[0].frames) == 1 and _many(view):
        st.caption(_("There are too many areas to play through the years. This is one date."))
    shown = document(view, report, site.words, assets)
    sandboxed(
        shown,
        title=heading(view, site.words),
        height=HEIGHT,
        key="figures-map",
        link=Link(_("Copy the link"), _("The link is copied."), place(st.query_params.get("kijk"))),
    )
    _downloads(site, wanted, view, shown, report)


def _downloads(site: Site, wanted: Asked, view: View, shown: str, report: Report) -> None:
    """Offer what is shown as files; pictures and workbooks are made only for who wants them."""
    _ = site.words.text
    with site.store.read() as parts:
        told = about(parts, wanted.day)
    name = f"{'-'.join(i.value for i in wanted.indicators)}-{wanted.day}"
    with st.container(horizontal=True):
        _download(_("Download this map"), f"{name}.html", "text/html", shown.encode(), first=True)
        for form, label in ((".png", _("Picture (PNG)")), (".pdf", _("To print (PDF)"))):
            draw = partial(picture, view, report, site.words, form=form)
            _download(label, name + form, MEDIA_TYPES[form], draw)
        for form, label in ((".csv", _("Table (CSV)")), (".xlsx", _("Table (XLSX)"))):
            write = partial(map_table.dumps, view, told, site.words, form)
            _download(label, name + form, metadata.MEDIA_TYPES[form], write)


def _download(
    label: str, name: str, media: str, data: bytes | Callable[[], bytes], *, first: bool = False
) -> None:
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=media,
        on_click="ignore",
        type="primary" if first else "secondary",
    )


def place(text: str | None) -> list[float]:
    """Return latitude, longitude and zoom of an address, or nothing where they make no sense."""
    try:
        found = [float(part) for part in (text or "").split(",")]
    except ValueError:
        return []
    sensible = len(found) == 3 and abs(found[0]) <= 85 and abs(found[1]) <= 180
    return found if sensible and 0 <= found[2] <= 19 else []


def _view(site: Site, parts: Parts, wanted: Asked) -> View | None:
    """Return what is asked for, or None where no area stood on the date."""
    if not parts.areas.ids(wanted.day):
        return None
    if wanted.second is not None:
        days = sorted({wanted.day, wanted.second})
        frames = _frames(site, parts, wanted.indicator, days)
        return two_dates(wanted.indicator, frames[0], frames[-1], wanted.choice)
    days = _days(parts, wanted)
    start = days.index(wanted.day)
    counted = [_frames(site, parts, one, days) for one in wanted.indicators]
    if wanted.other is not None:
        return two_figures(wanted.indicators, counted, start=start, choice=wanted.choice)
    return one_map(wanted.indicator, counted[0], start=start, choice=wanted.choice)


def _many(view: View) -> bool:
    return len(view.panels[0].frames[0].figures) > MANY


def _days(parts: Parts, wanted: Asked) -> list[dt.date]:
    if wanted.way is Way.DAY:
        return [wanted.day]
    first = min(v.valid_from for v in parts.areas.through())
    areas = len(parts.areas.ids(wanted.day))
    return days_through(first, wanted.day, parts.areas.today(), areas=areas)


def _frames(site: Site, parts: Parts, indicator: Indicator, days: Sequence[dt.date]) -> list[Frame]:
    """Return the figures of each day, counted once as long as nothing is recorded."""
    # The date that was asked for apart: another one leaves the years as they were.
    years = tuple(day for day in days if (day.month, day.day) == (12, 31))
    counted = dict(zip(years, _counted(site, parts, indicator, years), strict=True))
    for day in days:
        if day not in counted:
            counted[day] = _counted(site, parts, indicator, (day,))[0]
    return [Frame(day, counted[day]) for day in days]


def _counted(
    site: Site, parts: Parts, indicator: Indicator, days: tuple[dt.date, ...]
) -> list[list[Figure]]:
    def count() -> list[list[Figure]]:
        return [figures(parts, indicator, day) for day in days]

    return kept(site, parts, ("figures", indicator, days), count)
