"""Maps as files: the document itself, and pictures of what it shows when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_
from reports.indicators import ON_MAPS, Indicator, figures
from reports.views import Frame, days_through, one_map

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.language import Language
    from boundaries.store import Parts
    from reports.assets import Assets
    from reports.choropleth import Report
    from reports.views import View

MEDIA_TYPES = {".html": "text/html", ".png": "image/png", ".pdf": "application/pdf"}


def dumps(view: View, report: Report, words: Language, form: str, assets: Assets) -> bytes:
    """Return a view as the bytes of a file, the same for the same view.

    Parameters
    ----------
    form
        `.html`, the document; `.png` or `.pdf`, a picture of the frame at which it opens.
    """
    if form == ".html":
        from reports.choropleth import document

        return document(view, report, words, assets).encode()
    from reports.picture import picture

    return picture(view, report, words, form=form)


def about_map(parts: Parts, day: dt.date, words: Language, tiles: dict[str, str] | None) -> Report:
    """Return what a map of a day says besides its figures; `tiles` are those under it."""
    from reports.choropleth import Report

    town = parts.areas.municipality()
    sources = sorted({f"{block.source} {block.year}" for block in parts.ground.blocks(day)})
    source = ", ".join(sources[:3]) or words.text("unknown")
    return Report(town.name, town.crs, day, source, tiles, town.synthetic, town.licence)


def write_map(
    parts: Parts,
    form: str,
    day: dt.date | None,
    words: Language,
    assets: Assets,
    *,
    indicator: str = "",
    tiles: dict[str, str] | None = None,
) -> tuple[bytes, int]:
    """Return an indicator as a map, and how many areas it shows.

    Parameters
    ----------
    form
        One of `MEDIA_TYPES`.
    day
        The date; without one a document goes through the years and opens today.
    indicator
        Its id; without one the first rate.

    Raises
    ------
    Refused
        `indicator` when there is none of that id; `empty` when no area stood on the day.
    """
    one = _named(indicator)
    today = parts.areas.today()
    shown = day or today
    areas = len(parts.areas.ids(shown))
    if not areas:
        raise Refused(
            "empty",
            N_("On {date} there was no area here yet. Choose a later date."),
            date=shown,
        )
    days = [shown]
    if day is None and form == ".html":
        first = min(v.valid_from for v in parts.areas.through())
        days = days_through(first, shown, today, areas=areas)
    frames = [Frame(d, figures(parts, one, d)) for d in days]
    start = days.index(shown)
    view = one_map(one, frames, start=start)
    report = about_map(parts, shown, words, tiles)
    return dumps(view, report, words, form, assets), len(frames[start].figures)


def _named(indicator: str) -> Indicator:
    if not indicator:
        return ON_MAPS[0]
    if indicator not in set(Indicator):
        raise Refused(
            "indicator",
            N_("There is no indicator {name}. Choose from: {all}."),
            ids=[indicator],
            name=indicator[:60],
            all=[i.value for i in Indicator],
        )
    return Indicator(indicator)
