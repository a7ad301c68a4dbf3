"""Projects and bookings as files to keep, and where files are read in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from boundaries import access
from boundaries.pages.admin_files import read_in
from boundaries.pages.site import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boundaries.model import Account
    from boundaries.pages.money_parts import Chosen
    from boundaries.pages.site import Site
    from boundaries.spending import Booking, ProjectRow

TABLES = ("projects", "budgets", "engagement")
"""What a coordinator reads in."""
PROJECTS = (
    "project_id", "title", "kind", "area", "status", "date", "amount_eur", "partners",
    "spent_eur", "hours", "thanks",
)  # fmt: skip
"""The names that a file of projects is read in by come first."""
LEDGER = (
    "date", "what", "area_from", "account_from", "area_to", "account_to", "amount_eur",
    "project_id", "change",
)  # fmt: skip


def files(
    site: Site, chosen: Chosen, rows: Sequence[ProjectRow], bookings: Sequence[Booking]
) -> None:
    """Offer the projects and the bookings that are shown, all of them, as CSV."""
    _ = site.words.text
    if site.csv is not None:
        whose = chosen.area or _("all areas").replace(" ", "-")
        when = chosen.period.year or chosen.period.day.isoformat()
        offered = (
            (_("Download the projects (CSV)"), "projecten", PROJECTS, project_rows(rows)),
            (_("Download the bookings (CSV)"), "boekingen", LEDGER, ledger_rows(bookings)),
        )
        with st.container(horizontal=True):
            for label, name, columns, table in offered:
                st.download_button(
                    label,
                    data=site.csv(columns, table),
                    file_name=f"{name}-{whose}-{when}.csv",
                    mime="text/csv",
                    on_click="ignore",
                    icon=":material/download:",
                    key=f"money-file-{name}",
                )
    if access.may(site.actor, access.Action.IMPORT_PROJECTS):
        label = _("Read projects, budgets or engagement in from a file")
        box = folded(label, key="money-read-in")
        if box is not None:
            with box:
                read_in(site, TABLES)


def project_rows(rows: Sequence[ProjectRow]) -> list[list[object]]:
    """Return projects as the rows of a file."""
    return [
        [
            row.project.id,
            row.project.title,
            row.project.kind.value,
            row.project.area,
            row.project.status.value,
            row.project.status_on,
            None if row.project.amount_cents is None else _euros(row.project.amount_cents),
            row.project.partners,
            _euros(row.spent),
            row.hours,
            row.thanks,
        ]
        for row in rows
    ]


def ledger_rows(bookings: Sequence[Booking]) -> list[list[object]]:
    """Return bookings as the rows of a file."""
    return [
        [
            one.entry.on,
            one.entry.kind.value,
            one.gave,
            _accounts(one, 0),
            one.got,
            _accounts(one, 1),
            _euros(one.cents),
            one.entry.project,
            one.entry.change,
        ]
        for one in bookings
    ]


def _accounts(one: Booking, side: int) -> tuple[Account, ...]:
    return () if one.accounts is None else one.accounts[side]


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
