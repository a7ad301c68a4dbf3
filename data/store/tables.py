"""The tables. The municipality is in every key; nothing but `person` holds personal data.

Numbers count within a municipality, so that they are the same in every database, no two
municipalities wait for each other, and each can be moved to a server of its own.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    false,
)

from data.store.columns import (
    ABOUT,
    KNOWN,
    Id,
    Word,
    bounds,
    by,
    ended,
    metadata,
    number,
    of_municipality,
    one_known,
    recorded,
    refers,
)
from data.store.drawn import (
    drawing,
    link,
    postcode,
    proposal,
    proposal_area,
    proposal_status,
    response,
    round_,
)
from data.store.geometry import Geometry
from data.store.worked import (
    consent,
    coordinator,
    idea,
    partner,
    question,
    setting,
    thanks,
)

__all__ = [
    "account",
    "area",
    "area_version",
    "block",
    "change",
    "consent",
    "coordinator",
    "drawing",
    "engagement",
    "entry",
    "entry_line",
    "home",
    "idea",
    "line",
    "lineage",
    "link",
    "metadata",
    "municipality",
    "partner",
    "person",
    "postcode",
    "project",
    "project_status",
    "proposal",
    "proposal_area",
    "proposal_status",
    "question",
    "response",
    "round_",
    "setting",
    "thanks",
    "zero",
]

municipality = Table(
    "municipality",
    metadata,
    Column("code", Word, primary_key=True),
    Column("name", Word, nullable=False),
    Column("crs", Word, nullable=False),
    *bounds(),
    Column("overlap", Word, nullable=False),
    Column("smallest_ha", Float, nullable=False),
    Column("synthetic", Boolean(create_constraint=True, name="synthetic"), nullable=False),
    Column("next_area", Integer, nullable=False, server_default="1"),
    Column("sealed", Word, comment="hash of the last change; see data.store.chain"),
    Column("moved_to", Word, comment="where it is written to now; empty is here"),
    # Not beside the others that are like them: a column is added at the end of a table.
    Column("consultation_days", Integer, nullable=False, server_default="28"),
    Column("k", Integer, nullable=False, server_default="5", comment="fewest people shown"),
    Column("surface_k", Integer, nullable=False, server_default="10", comment="fewest drawings"),
    Column("quorum", Integer, nullable=False, server_default="0", comment="% of those asked"),
    Column("threshold", Integer, nullable=False, server_default="50", comment="% in favour"),
    Column("languages", Word, nullable=False, server_default="nl en", comment="the first first"),
    Column("basemap", Word, comment="its address; empty is the one of the server"),
    Column("words", Word, nullable=False, server_default="{}", comment="own words, as JSON"),
    Column(
        "licence",
        Word,
        nullable=False,
        server_default="CC BY 4.0",
        comment="of what is published",
    ),
    CheckConstraint("overlap IN ('forbidden', 'consent', 'free')", name="overlap"),
)

person = Table(
    "person",
    metadata,
    number(),
    of_municipality(),
    Column("subject", Word, comment="who the sign-in says it is; 'local' on this machine"),
    Column("role", Word, nullable=False),
    Column("name", Word),
    Column("contact", Word),
    Column("erased_at", DateTime),
    Column("role_since", Date, comment="empty where it was given before this was kept"),
    PrimaryKeyConstraint("municipality", "id"),
)

change = Table(
    "change",
    metadata,
    number(),
    of_municipality(),
    Column("kind", Word, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("precision", Word, nullable=False),
    Column("recorded_at", DateTime, nullable=False, comment="UTC"),
    Column("actor", Id, nullable=False),
    refers("actor", "person"),
    Column("role", Word, nullable=False, comment="what the actor was then"),
    Column("initiator", Word, nullable=False),
    Column("reason", Word, nullable=False),
    Column("document", Word),
    Column("about", Id, comment="the change that this one undoes or corrects"),
    Column("hash", Word, comment="of this change and all before it; see data.store.chain"),
    CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    CheckConstraint("initiator IN ('residents', 'coordinator', 'municipality')", name="initiator"),
    Index("ix_change_municipality_recorded_at", "municipality", "recorded_at"),
    Index(
        "ix_change_municipality_about",
        *("municipality", "about"),
        sqlite_where=ABOUT,
        postgresql_where=ABOUT,
    ),
    PrimaryKeyConstraint("municipality", "id"),
)

area = Table(
    "area",
    metadata,
    of_municipality(),
    Column("id", Word, nullable=False),
    Column("rev", Integer, nullable=False, server_default="1"),
    Column("retired_on", Date),
    PrimaryKeyConstraint("municipality", "id"),
)

area_version = Table(
    "area_version",
    metadata,
    number(),
    Column("logical", Id, nullable=False, comment="stays the same when a version is re-recorded"),
    of_municipality(),
    Column("area", Word, nullable=False),
    Column("name", Word, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("precision", Word, nullable=False),
    Column("geometry", Geometry, nullable=False),
    *bounds(),
    *recorded(),
    Column("resting", Boolean, nullable=False, server_default=false()),
    Column("m2", Float, nullable=False, comment="planar, so that sizes need no shapes"),
    refers("area", "area"),
    CheckConstraint("valid_from < valid_to", name="interval"),
    CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    # What stood on a date, as known now or at an earlier time, is found in this index alone.
    Index(
        "ix_area_version_through_time",
        *("municipality", "area", "valid_from", "superseded_by", "recorded_by", "valid_to", "id"),
    ),
    Index(
        "ix_area_version_known",
        *("municipality", "valid_to", "valid_from", "area"),
        sqlite_where=KNOWN,
        postgresql_where=KNOWN,
    ),
    Index("ix_area_version_municipality_logical", "municipality", "logical"),
    Index("ix_area_version_municipality_recorded_by", "municipality", "recorded_by"),
    ended("area_version"),
    PrimaryKeyConstraint("municipality", "id"),
)

lineage = Table(
    "lineage",
    metadata,
    of_municipality(),
    Column("predecessor", Id, nullable=False, comment="logical id of a version"),
    Column("successor", Id, nullable=False, comment="logical id of a version"),
    *by("change"),
    Column("superseded_by", Id, comment="the change that undid it"),
    PrimaryKeyConstraint("municipality", "predecessor", "successor"),
    CheckConstraint("predecessor <> successor", name="self"),
    Index("ix_lineage_municipality_successor", "municipality", "successor"),
    Index("ix_lineage_municipality_change", "municipality", "change"),
    ended("lineage"),
)

block = Table(
    "block",
    metadata,
    of_municipality(),
    Column("id", Word, nullable=False),
    Column("year", Integer, nullable=False),
    Column("name", Word, nullable=False),
    Column("residents", Integer, comment="empty is unknown, never 0"),
    Column("households", Integer),
    Column("source", Word, nullable=False),
    Column("geometry", Geometry, nullable=False),
    *by(),
    PrimaryKeyConstraint("municipality", "id", "year"),
    CheckConstraint("residents >= 0", name="residents"),
    CheckConstraint("households >= 0", name="households"),
)

line = Table(
    "line",
    metadata,
    of_municipality(),
    Column("id", Word, nullable=False),
    Column("name", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("geometry", Geometry, nullable=False),
    *by(),
    PrimaryKeyConstraint("municipality", "id"),
    CheckConstraint("kind IN ('street', 'water', 'railway')", name="kind"),
)

project = Table(
    "project",
    metadata,
    of_municipality(),
    Column("id", Word, nullable=False),
    Column("title", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("place", Geometry),
    Column("partners", Word, nullable=False),
    Column("amount_cents", BigInteger),
    *by(),
    Column("superseded_by", Id, comment="the change that undid it"),
    # Who undid an import may import the same project again, put right.
    PrimaryKeyConstraint("municipality", "id", "recorded_by"),
    CheckConstraint("kind IN ('quick_win', 'long_haul')", name="kind"),
    one_known("project", "municipality", "id"),
    Index("ix_project_municipality_recorded_by", "municipality", "recorded_by"),
    ended("project"),
)

project_status = Table(
    "project_status",
    metadata,
    of_municipality(),
    Column("project", Word, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("status", Word, nullable=False),
    *by(),
    Column("superseded_by", Id, comment="the change that undid it"),
    PrimaryKeyConstraint("municipality", "project", "on_date", "recorded_by"),
    one_known("project_status", "municipality", "project", "on_date"),
    CheckConstraint(
        "status IN ('idea', 'checked', 'chosen', 'running', 'done', 'stopped')", name="status"
    ),
    Index("ix_project_status_municipality_recorded_by", "municipality", "recorded_by"),
    ended("project_status"),
)

engagement = Table(
    "engagement",
    metadata,
    number(),
    of_municipality(),
    Column("project", Word),
    Column("on_date", Date, nullable=False),
    Column("kind", Word, nullable=False),
    Column("participants", Integer, nullable=False),
    Column("hours", Float, comment="empty is unknown, never 0"),
    *by(),
    CheckConstraint("kind IN ('meeting', 'vote', 'volunteering', 'survey')", name="kind"),
    CheckConstraint("participants >= 0", name="participants"),
    CheckConstraint("hours >= 0", name="hours"),
    Index("ix_engagement_municipality_recorded_by", "municipality", "recorded_by"),
    PrimaryKeyConstraint("municipality", "id"),
)

home = Table(
    "home",
    metadata,
    number(),
    Column("logical", Id, nullable=False, comment="stays the same when a home is re-recorded"),
    of_municipality(),
    Column("project", Word),
    Column("engagement", Id),
    refers("engagement", "engagement"),
    Column("area", Word, nullable=False, comment="the area that it counts for from that date on"),
    Column("from_date", Date, nullable=False),
    *recorded(),
    refers("area", "area"),
    CheckConstraint("(project IS NULL) <> (engagement IS NULL)", name="one"),
    Index("ix_home_municipality_area", "municipality", "area"),
    Index("ix_home_municipality_project", "municipality", "project"),
    Index("ix_home_municipality_engagement", "municipality", "engagement"),
    Index("ix_home_municipality_logical", "municipality", "logical"),
    Index("ix_home_municipality_recorded_by", "municipality", "recorded_by"),
    ended("home"),
    PrimaryKeyConstraint("municipality", "id"),
)

zero = Table(
    "zero",
    metadata,
    Column("v", BigInteger, primary_key=True, autoincrement=False),
    CheckConstraint("v = 0", name="zero"),
)
"""Holds one row, 0. What must be 0 when a transaction ends refers to it, deferred."""

account = Table(
    "account",
    metadata,
    of_municipality(),
    Column("area", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("project", Word, nullable=False, comment="of committed money; else empty"),
    Column("balance", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("municipality", "area", "kind", "project"),
    refers("area", "area"),
    CheckConstraint(
        "kind IN ('grant', 'available', 'committed', 'spent', 'external')", name="kind"
    ),
    CheckConstraint("kind IN ('grant', 'external') OR balance >= 0", name="balance"),
)

entry = Table(
    "entry",
    metadata,
    number(),
    of_municipality(),
    *by("change"),
    Column("on_date", Date, nullable=False),
    Column("kind", Word, nullable=False),
    Column("project", Word),
    Column("key", Word, comment="the same key twice books once"),
    # Lines add to it; a transaction that doesn't balance can't be committed.
    Column(
        "net",
        BigInteger,
        ForeignKey("zero.v", deferrable=True, initially="DEFERRED"),
        nullable=False,
        server_default="0",
    ),
    UniqueConstraint("municipality", "key"),
    Index("ix_entry_municipality_change", "municipality", "change"),
    Index("ix_entry_municipality_on_date", "municipality", "on_date"),
    PrimaryKeyConstraint("municipality", "id"),
)

entry_line = Table(
    "entry_line",
    metadata,
    number(),
    of_municipality(),
    Column("entry", Id, nullable=False),
    refers("entry", "entry"),
    Column("area", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("project", Word, nullable=False),
    Column("cents", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["municipality", "area", "kind", "project"],
        ["account.municipality", "account.area", "account.kind", "account.project"],
    ),
    CheckConstraint("cents <> 0", name="cents"),
    Index("ix_entry_line_municipality_entry", "municipality", "entry"),
    Index("ix_entry_line_municipality_area", "municipality", "area"),
    PrimaryKeyConstraint("municipality", "id"),
)
