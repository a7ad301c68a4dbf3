"""Giving projects to the parts of a split by hand."""

from __future__ import annotations

from boundaries import commands
from boundaries.model import ProjectKind
from tests.conftest import area, on
from tests.pages.test_pages import shown, town

__all__ = ["town"]
BOX, SECOND = "bench-split-projects-box", "bench-split-projects-1"


def dividing_page(url: str, code: str = "nl") -> None:
    import streamlit as st

    from boundaries.pages.bench_dividing import divide_projects
    from tests.conftest import area
    from tests.pages.test_pages import site_of

    st.text(str(divide_projects(site_of(url, code), "split", area(1), ("Noord", "Zuid"))))


def test_what_was_chosen_stays_when_the_box_is_folded(town, store, admin) -> None:
    new = commands.NewProject("De bank", ProjectKind.QUICK_WIN, area(1))
    commands.add_project(store, admin, new, on(2026))
    test = shown(dividing_page, town)
    test.session_state[BOX] = True
    test.run()
    test.multiselect(key=SECOND).select("P-1").run()
    test.session_state[BOX] = False
    test.run()
    test.run()
    assert [t.value for t in test.text] == ["{'P-1': 1}"]
