"""Onderzoek: question, data, warning, picture, outcome, doubts, download; last what it isn't."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from boundaries.language import N_
from boundaries.pages.lands import kept
from boundaries.pages.site import Column, cell, plain, table
from reports.export.about import About, about
from reports.export.metadata import MEDIA_TYPES
from reports.research import SEED, sentences
from reports.research.doubts import neighbours_alike
from reports.research.files import dumps, versions_used
from reports.research.panel import panel
from reports.research.plot import as_data_uri, scatter
from reports.research.points import Outcome, Points, points
from reports.research.scale import Answer, answer
from reports.research.shrinkage import shrunk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.pages.site import Site
    from reports.research.panel import Panel

KEY, OUTCOME_KEY = "research-asked", "research-outcome"
OUTCOMES = {
    Outcome.PARTICIPANTS: N_("Participants"),
    Outcome.PROJECTS: N_("Projects"),
    Outcome.HOURS: N_("Volunteer hours"),
    Outcome.SPENT: N_("Euros spent"),
}


@dataclass(frozen=True, slots=True)
class _Made:
    """The panel and what comes of it."""

    panel: Panel
    told: About
    found: Points
    answer: Answer


def page(site: Site) -> None:
    """Ask whether scale goes with engagement, and read how sure that is."""
    _ = site.words.text
    st.title(_("Research"))
    st.subheader(_(sentences.QUESTION))
    outcome = _asked(site)
    if st.button(_("Compute"), type="primary"):
        st.session_state[KEY] = True
    if not st.session_state.get(KEY):
        st.caption(_("It takes a while: all years of all areas are counted."))
        st.text(_(sentences.CAUSE))
        return
    with st.spinner(_("Counting all years of all areas")):
        made = _make(site, outcome)
    _show(site, made, outcome)


def _asked(site: Site) -> Outcome:
    """Return what is asked, by the address at first; the address follows."""
    _ = site.words.text
    given = st.query_params.get("uitkomst", "")
    if OUTCOME_KEY not in st.session_state and given in set(Outcome):
        st.session_state[OUTCOME_KEY] = Outcome(given)
    offered: Sequence[Outcome] = tuple(Outcome)
    outcome: Outcome = st.selectbox(
        _("What may go with size"),
        offered,
        format_func=lambda one: _(OUTCOMES[one]),
        key=OUTCOME_KEY,
    )
    st.query_params["uitkomst"] = outcome.value
    return outcome


def _make(site: Site, outcome: Outcome) -> _Made:
    with site.store.read() as parts:
        today = parts.areas.today()
        whole = kept(site, parts, ("panel", today), lambda: panel(parts))
        found = points(whole.rows, outcome, k=parts.areas.municipality().k)
        told = answer(found.points, seed=SEED, few=found.few)
        return _Made(whole, about(parts, today), found, told)


def _show(site: Site, made: _Made, outcome: Outcome) -> None:
    _, words = site.words.text, site.words
    st.subheader(_("The data"))
    for said in sentences.data_check(made.found):
        st.text(said.word(words))
    warning = sentences.warning(made.answer)
    if warning is not None:
        st.warning(plain(warning.word(words)))
    if made.found.points:
        _picture(site, made, "" if warning is None else warning.word(words))
    st.subheader(_("The outcome"))
    st.text(sentences.outcome_of(made.answer, outcome).word(words))
    st.subheader(_("How sure it is"))
    alike = neighbours_alike(made.panel, made.found.points, made.answer, seed=SEED)
    doubts = [*sentences.doubts(made.answer), sentences.alike_said(alike)]
    for one in (one for one in doubts if one is not None):
        st.text(one.word(words))
    _how(site)
    st.download_button(
        _("Download data and codebook"),
        data=partial(dumps, made.panel, made.told, ".zip"),
        file_name=f"{made.told.code}-onderzoek-{made.told.day}.zip",
        mime=MEDIA_TYPES[".zip"],
        on_click="ignore",
        icon=":material/download:",
    )
    st.text(_(sentences.CAUSE))


def _picture(site: Site, made: _Made, warning: str) -> None:
    """Show the points with the curve, and the same as a table."""
    _, words, own = site.words.text, site.words, made.found.points
    png = scatter(own, made.answer, words, warning)
    alt = _("Areas by residents and by what was done for every 1,000 residents; see the table.")
    st.html(f'<img style="max-width:100%" alt="{cell(alt)}" src="{as_data_uri(png)}">')
    over = np.array([p.person_years for p in own]) / 1_000
    drawn = shrunk(np.array([float(p.count) for p in own]), over)
    headings = [
        N_("Residents"),
        N_("Years"),
        N_("Years hidden"),
        N_("Counted"),
        N_("Each year for every 1,000 residents"),
        N_("The same, drawn to all areas together"),
    ]
    with st.expander(_("The table of the picture")):
        table(
            _("Areas, how large they are and what was done"),
            [Column(_("Area")), *(Column(_(one), figures=True) for one in headings)],
            [
                [
                    cell(p.name),
                    cell(words.number(round(p.residents))),
                    cell(words.number(p.years)),
                    cell(words.number(p.hidden)),
                    cell(words.number(p.count)),
                    cell(words.number(p.count / time)),
                    cell(words.number(rate)),
                ]
                for p, time, rate in zip(own, over.tolist(), drawn.tolist(), strict=True)
            ],
        )


def _how(site: Site) -> None:
    _ = site.words.text
    with st.expander(_("How this was computed")):
        st.text(
            _(
                "Negative binomial (NB2) of the count of each area over what could be expected of "
                "its residents in the same years, with residents to explain it; margin by t with "
                "n - 2. Only what is in the download counts."
            )
        )
        st.text(_("Seed: {seed}.", seed=str(SEED)))
        versions = [f"{name} {version}" for name, version in versions_used().items()]
        told = ", ".join(versions)
        st.text(told)
