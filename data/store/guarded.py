"""What not even our own code may do, on every database."""

from __future__ import annotations

KEPT = {
    "change": (
        "id, municipality, kind, on_date, precision, recorded_at, actor, role, initiator, about"
    ),
    "area_version": (
        "id, logical, municipality, area, name, valid_from, valid_to, precision, geometry, "
        "west, south, east, north, resting, m2, recorded_by"
    ),
    "lineage": "municipality, predecessor, successor, change",
    "project": "municipality, id, title, kind, place, partners, amount_cents, recorded_by",
    "project_status": "municipality, project, on_date, status, recorded_by",
    "engagement": ("id, municipality, project, on_date, kind, participants, hours, recorded_by"),
    "home": "id, logical, municipality, project, engagement, area, from_date, recorded_by",
    "entry": "id, municipality, change, on_date, kind, project, key",
    "entry_line": "id, municipality, entry, area, kind, project, cents",
    "round": "id, municipality, name, opens, closes, geometry, recorded_by",
    "proposal": (
        "id, municipality, kind, title, reason, name, second_name, geometry, round, link, person, "
        "recorded_by"
    ),
    "proposal_area": "municipality, proposal, area, rev, asked, recorded_by",
    "proposal_status": (
        "municipality, proposal, status, on_date, opens, closes, outcome, body, reason, done_by, "
        "recorded_by"
    ),
    "consent": "municipality, area, on_date, note, recorded_by",
    "setting": "municipality, key, before, after, recorded_by",
    "thanks": "municipality, project, line, recorded_by",
}
"""Columns that are never updated. `superseded_by` is the only way a version ends."""

ONCE = {
    "change": "hash",
    "area_version": "superseded_by",
    "lineage": "superseded_by",
    "project": "superseded_by",
    "project_status": "superseded_by",
    "home": "superseded_by",
    "round": "superseded_by",
    "thanks": "superseded_by",
}
"""Columns that are empty at first, and written once."""
