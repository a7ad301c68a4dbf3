"""The thanks for what was finished in an area, and the way to all its projects and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.model import ProjectStatus
from boundaries.pages.site import cell

if TYPE_CHECKING:
    import datetime as dt

    from boundaries.pages.site import Site
    from boundaries.through import Story

MOST = 5


def thanks(site: Site, story: Story, day: dt.date) -> None:
    """Show the newest lines of thanks, and a link to the page of projects and money."""
    _ = site.words.text
    with site.store.read() as parts:
        lines = parts.projects.thanks()
    done = [p for p in story.projects if p.status is ProjectStatus.DONE and p.id in lines]
    done.sort(key=lambda p: p.status_on, reverse=True)
    if done:
        heading = cell(_("Thanks"))
        items = "".join(
            f"<li><strong>{cell(p.title)}</strong>: {cell(lines[p.id])}</li>" for p in done[:MOST]
        )
        st.html(f"<h3>{heading}</h3><ul>{items}</ul>")
    words = cell(_("All projects and money of this area"))
    address = f"projecten?gebied={cell(story.area.area)}&amp;op={day}&amp;taal={site.words.code}"
    st.html(f'<p><a target="_self" href="{address}">{words}</a></p>')
