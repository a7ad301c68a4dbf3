"""Werkbank: where a coordinator brings drawings together and changes areas, task by task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries.language import N_
from boundaries.pages import (
    area_quiet,
    bench_drawings,
    bench_fitting,
    bench_loose,
    bench_sharing,
    bench_tasks,
    bench_undoing,
)
from boundaries.pages.bench_keeping import keep
from boundaries.pages.mine_work import ground_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from boundaries.pages.mine_work import Ground
    from boundaries.pages.site import Site
    from boundaries.participation import Round

TASK = "bench-task"
CHANGING = frozenset({"samenvoegen", "splitsen", "uitbreiden", "aanpassen", "losmaken", "rusten"})
"""Tasks of which what is filled in is kept on the device."""
TASKS: Mapping[str, tuple[str, Callable[[Site, Ground, Round | None], None]]] = {
    "tekeningen": (N_("Drawings"), bench_drawings.page),
    "delen": (N_("What we share"), bench_sharing.share),
    "passend": (N_("Make it fit"), bench_fitting.fit),
    "samenvoegen": (N_("Merge"), bench_tasks.merge),
    "splitsen": (N_("Split"), bench_tasks.split),
    "uitbreiden": (N_("Grow"), bench_tasks.grow),
    "aanpassen": (N_("Adjust boundary"), bench_tasks.adjust),
    "losmaken": (N_("Carve out"), bench_tasks.carve_out),
    "rusten": (N_("Rest and dissolve"), bench_tasks.rest),
    "terugdraaien": (N_("Take back"), bench_undoing.page),
    "los": (N_("Nobody's land and overlap"), bench_loose.page),
    "stil": (N_("Questions and quiet areas"), area_quiet.page),
}
"""Of each task its name in the address, its name on the page, and what shows it."""


def page(site: Site) -> None:
    """Show the task of the address."""
    _ = site.words.text
    st.title(_("Workbench"))
    ground = ground_of(site)
    left, right = st.columns(2)
    with left:
        round_ = _round(site)
    if TASK not in st.session_state:
        asked = st.query_params.get("taak", "")
        st.session_state[TASK] = asked if asked in TASKS else next(iter(TASKS))
    task = right.selectbox(
        _("Task"), list(TASKS), format_func=lambda name: _(TASKS[name][0]), key=TASK
    )
    st.query_params["taak"] = task
    label, show = TASKS[task]
    st.header(_(label))
    if task in CHANGING:
        keep(site, ground.place, task, {v.area for v in ground.versions})
    show(site, ground, round_)


def _round(site: Site) -> Round | None:
    """Let the coordinator choose a round; None where there never was one."""
    _ = site.words.text
    with site.store.read() as parts:
        rounds = parts.participation.rounds()
    if not rounds:
        return None
    asked = st.query_params.get("ronde", "")
    first = next((n for n, one in enumerate(rounds) if str(one.id) == asked), 0)
    chosen = st.selectbox(
        _("Round"), rounds, index=first, format_func=lambda one: one.name, key="bench-round"
    )
    st.query_params["ronde"] = str(chosen.id)
    return chosen
