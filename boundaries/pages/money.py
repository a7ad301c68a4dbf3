"""Projecten en geld: what was granted, committed and spent, on which projects, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from boundaries import access, spending
from boundaries.language import Euros
from boundaries.model import AreaId
from boundaries.pages.lands import kept
from boundaries.pages.money_entry import entry_row
from boundaries.pages.money_files import files
from boundaries.pages.money_forms import booking_form, people_form, status_form, thanks_form
from boundaries.pages.money_ideas import ideas
from boundaries.pages.money_ledger import book, correction
from boundaries.pages.money_map import where
from boundaries.pages.money_parts import Chosen, take_focus, tell
from boundaries.pages.site import Column, cell, table
from boundaries.spending import Period, ledger, projects_of
from boundaries.words import PROJECT_STATUS_WORDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from boundaries.model import AreaVersion
    from boundaries.pages.site import Site
    from boundaries.spending import ProjectRow, Purse

AREA, YEAR = "money-area", "money-year"
ALL_AREAS, ALL_YEARS = AreaId(""), 0
"""Not None: a list in which that is chosen shows the framework's own English words."""
MOST = 50
_STYLE = """<style>
.sk-purse { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 0 !important;
  padding: 0 !important; }
.sk-purse div { min-width: 7rem; }
.sk-purse dt { color: #4a4a4a; }
.sk-purse dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.sk-check { padding: .4rem .75rem; border-left: 5px solid #00695c; margin: .75rem 0 0; }
.sk-check.bad { border-color: #b3261e; background: #fde7e9; color: #b3261e; font-weight: 600; }
.sk-legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; }
.sk-mark { display: inline-flex; align-items: center; gap: .4rem; }
.sk-thanks { display: block; color: #4a4a4a; }
/* In English only; our own line above the row says it. */
[data-testid=InputInstructions] { display: none; }
</style>"""


def page(site: Site) -> None:
    """Show the projects and the money of an area, or of all, in a year."""
    _ = site.words.text
    st.title(_("Projects and money"))
    chosen = _choose(site)
    period, area = chosen.period, chosen.area
    with site.store.read() as parts:
        # The check is made anew each time: an edit behind the program's back shows at once.
        held = spending.purse(parts, period.day, area)
        rows = kept(
            site, parts, ("projects", period, area), lambda: projects_of(parts, period, area)
        )
        bookings = kept(site, parts, ("ledger", period, area), lambda: ledger(parts, period, area))
        every = kept(site, parts, ("every project",), parts.projects.all)
    _amounts(site, chosen, held)
    tell()
    writes = access.may(site.actor, access.Action.ADD_PROJECT)
    # In boxes of their own: a sentence that comes and goes moves none of the forms below it.
    if writes:
        with st.container():
            entry_row(site, chosen)
    with st.container():
        _projects(site, chosen, rows, any_other=any(chosen.area in {None, p.area} for p in every))
        where(site, chosen, rows)
    if writes:
        own = [p for p in every if chosen.area in {None, p.area}]
        own.sort(key=lambda p: p.status_on, reverse=True)
        status_form(site, chosen, own)
        booking_form(site, chosen, own)
        people_form(site, chosen, own)
        thanks_form(site, chosen, own)
    with st.container():
        book(site, chosen, bookings, {p.id: p.title for p in every})
        files(site, chosen, rows, bookings)
    if writes:
        correction(site, chosen)
    ideas(site, chosen)
    take_focus()


def _choose(site: Site) -> Chosen:
    """Let an area and a year be chosen; both stand in the address."""
    _ = site.words.text
    with site.store.read() as parts:
        today = parts.areas.today()
        through = parts.areas.through()
    names = {v.area: v.name for v in through}
    years = _years(through, today)
    first, second = st.columns(2)
    if YEAR not in st.session_state:
        st.session_state[YEAR] = _year_of_address(years, today)
    with second:
        asked_year = st.selectbox(
            _("Year"),
            [*years, ALL_YEARS],
            format_func=lambda y: str(y) if y else _("All years"),
            key=YEAR,
        )
    period = Period.of(asked_year or None, today)
    standing = [v.area for v in through if v.valid_from <= period.day < v.valid_to]
    standing.sort(key=lambda a: names[a])
    if AREA not in st.session_state:
        asked = st.query_params.get("gebied", "")
        st.session_state[AREA] = asked if asked in standing else ALL_AREAS
    elif st.session_state[AREA] not in standing:
        st.session_state[AREA] = ALL_AREAS
    with first:
        area = st.selectbox(
            _("Area"),
            [ALL_AREAS, *standing],
            format_func=lambda a: names.get(a, a) if a else _("All areas"),
            key=AREA,
        )
    _to_address("gebied", area)
    _to_address("jaar", "" if asked_year == today.year else str(asked_year or "alle"))
    now = [v.area for v in sorted(through, key=lambda v: v.name) if v.still]
    return Chosen(area or None, period, names, standing, now, today)


def _years(through: Sequence[AreaVersion], today: dt.date) -> list[int]:
    begun = [v.valid_from.year for v in through]
    return list(range(today.year, min([*begun, today.year]) - 1, -1))


def _year_of_address(years: Sequence[int], today: dt.date) -> int:
    asked = st.query_params.get("jaar", "") or st.query_params.get("op", "")[:4]
    if asked == "alle":
        return ALL_YEARS
    return int(asked) if asked.isdecimal() and int(asked) in years else today.year


def _to_address(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _amounts(site: Site, chosen: Chosen, held: Purse) -> None:
    """Show the four amounts, and whether they add up."""
    _, euros, balance = site.words.text, site.words.euros, held.balance
    amounts = [
        (_("Granted"), balance.granted + held.off),
        (_("Committed"), balance.committed),
        (_("Spent"), balance.spent),
        (_("Left"), balance.available),
    ]
    items = "".join(
        f"<div><dt>{cell(word)}</dt><dd>{cell(euros(cents))}</dd></div>" for word, cents in amounts
    )
    if held.off:
        check = _(
            "Not right: {diff} off. Book nothing and call the administrator.",
            diff=Euros(held.off),
        )
    else:
        check = _("Right: left + committed + spent = granted.")
    as_of = cell(_("As of {date}", date=chosen.period.day))
    looks = "sk-check bad" if held.off else "sk-check"
    st.html(
        f"{_STYLE}<p>{as_of}</p>"
        f'<dl class="sk-purse">{items}</dl><p class="{looks}" role="status">{cell(check)}</p>'
    )


def _projects(site: Site, chosen: Chosen, rows: Sequence[ProjectRow], *, any_other: bool) -> None:
    _ = site.words.text
    heading = cell(_("Projects"))
    st.html(f"<h2>{heading}</h2>")
    if not rows and any_other:
        st.text(_("No projects in this year. Choose another one."))
        return
    if not rows:
        st.text(_("No projects yet. Start with an idea."))
        return
    shown = rows[:MOST]
    if len(shown) < len(rows):
        st.text(_("The newest {n} of {all} projects. The file has all of them.",
                  n=len(shown), all=len(rows)))  # fmt: skip
    table(
        _("Projects, the newest first"),
        [
            Column(_("Project")),
            *([Column(_("Area"))] if chosen.area is None else []),
            Column(_("Kind")),
            Column(_("Status")),
            Column(_("Since")),
            Column(_("Asked"), figures=True),
            Column(_("Spent"), figures=True),
            Column(_("Hours"), figures=True),
        ],
        [_row(site, chosen, row) for row in shown],
    )


def _row(site: Site, chosen: Chosen, row: ProjectRow) -> list[str]:
    _, project = site.words.text, row.project
    thanks = f'<span class="sk-thanks">{cell(row.thanks)}</span>' if row.thanks else ""
    asked = project.amount_cents
    return [
        cell(project.title) + thanks,
        *([cell(chosen.names.get(project.area, project.area))] if chosen.area is None else []),
        cell(site.words.kind(project.kind)),
        cell(_(PROJECT_STATUS_WORDS[project.status])),
        cell(site.words.date(project.status_on)),
        cell(_("no data") if asked is None else site.words.euros(asked)),
        cell(site.words.euros(row.spent)),
        cell(_("no data") if row.hours is None else site.words.number(row.hours)),
    ]
