"""What SQLite is told about how many rows share a value, so that it takes the right way in.

It knows nothing of that by itself, and takes the municipality, which is in every key, for as good
as any other column: it would go through a whole town to find one booking. These figures are of a
large town through the years, and always the same, so that no query takes another way from one day
to the next. Who runs ANALYZE has real ones. PostgreSQL counts by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ROWS = 10_000_000
"""Of each table. More than SQLite takes a recursive query for (a million rows): for fewer rows it
would read them all into a filter each time."""
_SHARE = {
    "person": {
        "sqlite_autoindex_person_1": "1",
    },
    "area": {
        "sqlite_autoindex_area_1": "1",
    },
    "area_version": {
        "ix_area_version_known": "21 21 1",
        "ix_area_version_municipality_logical": "2",
        "ix_area_version_municipality_recorded_by": "2",
        "ix_area_version_municipality_superseded_by": "1",
        "ix_area_version_through_time": "99 2 1 1 1 1",
        "sqlite_autoindex_area_version_1": "1",
    },
    "change": {
        "ix_change_municipality_about": "1",
        "ix_change_municipality_recorded_at": "1",
        "sqlite_autoindex_change_1": "1",
    },
    "lineage": {
        "ix_lineage_municipality_change": "1",
        "ix_lineage_municipality_successor": "1",
        "ix_lineage_municipality_superseded_by": "2",
        "sqlite_autoindex_lineage_1": "1 1",
    },
    "block": {
        "sqlite_autoindex_block_1": "10 1",
    },
    "line": {
        "sqlite_autoindex_line_1": "1",
    },
    "project": {
        "ix_project_known": "1",
        "ix_project_municipality_recorded_by": "60",
        "ix_project_municipality_superseded_by": "10",
        "sqlite_autoindex_project_1": "1 1",
    },
    "project_status": {
        "ix_project_status_known": "5 1",
        "ix_project_status_municipality_recorded_by": "260",
        "ix_project_status_municipality_superseded_by": "10",
        "sqlite_autoindex_project_status_1": "5 1 1",
    },
    "engagement": {
        "ix_engagement_municipality_recorded_by": "64",
        "sqlite_autoindex_engagement_1": "1",
    },
    "home": {
        "ix_home_municipality_area": "123",
        "ix_home_municipality_engagement": "2",
        "ix_home_municipality_logical": "1",
        "ix_home_municipality_project": "2",
        "ix_home_municipality_recorded_by": "68",
        "ix_home_municipality_superseded_by": "25",
        "sqlite_autoindex_home_1": "1",
    },
    "account": {
        "sqlite_autoindex_account_1": "42 11 1",
    },
    "entry": {
        "ix_entry_municipality_change": "2",
        "ix_entry_municipality_on_date": "2",
        "sqlite_autoindex_entry_1": "1",
        "sqlite_autoindex_entry_2": "1",
    },
    "postcode": {
        "sqlite_autoindex_postcode_1": "4 1",
    },
    "link": {
        "sqlite_autoindex_link_1": "1",
        "sqlite_autoindex_link_2": "1",
    },
    "round": {
        "ix_round_known": "1",
        "ix_round_municipality_superseded_by": "1",
        "sqlite_autoindex_round_1": "2 1",
    },
    "drawing": {
        "ix_drawing_municipality_link": "2",
        "ix_drawing_municipality_round": "100",
        "ix_drawing_municipality_sent_on": "10",
        "sqlite_autoindex_drawing_1": "1",
    },
    "proposal": {
        "ix_proposal_municipality_recorded_by": "1",
        "sqlite_autoindex_proposal_1": "1",
    },
    "proposal_area": {
        "ix_proposal_area_municipality_recorded_by": "2",
        "sqlite_autoindex_proposal_area_1": "2 1",
    },
    "proposal_status": {
        "ix_proposal_status_municipality_recorded_by": "1",
        "sqlite_autoindex_proposal_status_1": "3 1",
    },
    "response": {
        "ix_response_municipality_on_date": "10",
        "sqlite_autoindex_response_1": "1",
        "sqlite_autoindex_response_2": "50 1",
    },
    "consent": {
        "sqlite_autoindex_consent_1": "2 1",
    },
    "setting": {
        "sqlite_autoindex_setting_1": "1 1",
    },
    "thanks": {
        "ix_thanks_known": "1",
        "ix_thanks_municipality_recorded_by": "1",
        "ix_thanks_municipality_superseded_by": "1",
        "sqlite_autoindex_thanks_1": "1 1",
    },
    "coordinator": {
        "sqlite_autoindex_coordinator_1": "1",
    },
    "partner": {
        "sqlite_autoindex_partner_1": "1",
    },
    "question": {
        "ix_question_municipality_area": "10",
        "ix_question_municipality_asked_on": "2",
        "sqlite_autoindex_question_1": "1",
    },
    "idea": {
        "ix_idea_municipality_area": "10",
        "ix_idea_municipality_handed_in": "2",
        "ix_idea_municipality_link": "2",
        "sqlite_autoindex_idea_1": "1",
    },
    "entry_line": {
        "ix_entry_line_municipality_area": "183",
        "ix_entry_line_municipality_entry": "3",
        "sqlite_autoindex_entry_line_1": "1",
    },
}
"""Of each index, how many rows share a municipality and its next column, its next two, and so on
(SQLite, "Database File Format", section 2.6.4). The first column is always the municipality."""


def install(connection: Connection) -> None:
    """Write the figures for every index; part of the caller's transaction."""
    if connection.dialect.name != "sqlite":
        return
    # Makes the table that they stand in.
    connection.exec_driver_sql("ANALYZE alembic_version")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql(
        "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)",
        [
            (table, index, f"{_ROWS} {_ROWS} {share}")
            for table, shares in _SHARE.items()
            for index, share in shares.items()
        ],
    )
    # Lets this connection know too.
    connection.exec_driver_sql("ANALYZE sqlite_schema")
