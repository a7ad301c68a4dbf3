"""How the money and the projects of an area go over its two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.pages.site import folded, plain
from boundaries.words import PROJECT_STATUS_WORDS

if TYPE_CHECKING:
    from boundaries.model import AreaId, Project
    from boundaries.pages.site import Site

KEYS = ("residents", "equal", "given")


def divide_money(site: Site, name: str) -> str:
    """Let the key be chosen by which the money is divided, as `read_divide` reads it.

    Parameters
    ----------
    name
        Of the task.
    """
    _ = site.words.text
    labels = {"residents": _("By residents"), "equal": _("Equally"), "given": _("Fill in yourself")}
    key = st.radio(
        _("Divide the money"), KEYS, format_func=labels.__getitem__, horizontal=True,
        key=f"bench-{name}-key",
    )  # fmt: skip
    if key != "given":
        return key
    first = st.number_input(_("Share of the first part (%)"), 1, 99, 50, key=f"bench-{name}-share")
    st.caption(plain(_("The other part gets {pct}.", pct=f"{100 - int(first)} %")))
    return f"{int(first) / 100:.2f},{(100 - int(first)) / 100:.2f}"


def divide_projects(site: Site, name: str, area: AreaId, parts: tuple[str, str]) -> dict[str, int]:
    """Let projects be given to a part by hand; return of each the number of its part.

    Parameters
    ----------
    parts
        What the two are called; empty where they aren't named yet.
    """
    _ = site.words.text
    key = f"bench-{name}-projects"
    box = folded(_("Divide the projects yourself"), key=f"{key}-box")
    with site.store.read() as read:
        own = {p.id: p for p in read.projects.all() if p.area == area}
    unnamed = (_("the first part"), _("the second part"))
    called = [part.strip() or usual for part, usual in zip(parts, unnamed, strict=True)]
    chosen: tuple[list[str], list[str]] = ([], [])
    for place in (0, 1):
        kept = [p for p in st.session_state.get(f"{key}-{place}", []) if p in own]
        chosen[place].extend(kept)
        # Written anew each time: what is folded forgets what was chosen in it.
        st.session_state[f"{key}-{place}"] = chosen[place]
    if box is not None:
        with box:
            st.text(_(
                "A project that you don't choose goes where its place lies, else to the larger "
                "part. Its money goes along."
            ))  # fmt: skip
            for place in (0, 1):
                free = [p for p in own if p not in chosen[1 - place]]
                st.multiselect(
                    plain(_("These go to {part}", part=called[place])),
                    sorted(free, key=lambda p: own[p].title),
                    format_func=lambda p: _called(site, own[p]),
                    placeholder=_("Choose projects"), key=f"{key}-{place}",
                )  # fmt: skip
    return {project: place for place in (0, 1) for project in chosen[place]}


def _called(site: Site, project: Project) -> str:
    status = site.words.text(PROJECT_STATUS_WORDS[project.status])
    return f"{project.title} ({status}, {site.words.date(project.status_on)})"
