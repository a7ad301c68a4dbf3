"""The tables. The municipality is in every key; nothing but `person` holds personal data."""

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
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
)

from data.store.geometry import Geometry

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")
_KNOWN = literal_column("superseded_by IS NULL", Boolean)
_ABOUT = literal_column("about IS NOT NULL", Boolean)


def _municipality() -> Column[str]:
    return Column("municipality", Text, ForeignKey("municipality.code"), nullable=False)


def _recorded() -> list[Column[int]]:
    """Which change wrote a row, and which, if any, made it something we knew before."""
    return [
        Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
        Column("superseded_by", Id, ForeignKey("change.id")),
    ]


def _ended(table: str) -> Index:
    """Find what a change made something of the past.

    Not what is known still, or a search for that would take this index, which finds nearly all.
    """
    over = literal_column("superseded_by IS NOT NULL", Boolean)
    return Index(
        f"ix_{table}_municipality_superseded_by",
        *("municipality", "superseded_by"),
        sqlite_where=over,
        postgresql_where=over,
    )


def _bounds() -> list[Column[float]]:
    """Where a geometry lies, so that an index finds what is near without reading shapes."""
    return [Column(name, Float, nullable=False) for name in ("xmin", "ymin", "xmax", "ymax")]


def _one_known(table: str, *columns: str) -> Index:
    """Let only one row of each be what is known now."""
    return Index(
        f"ix_{table}_known", *columns, unique=True, sqlite_where=_KNOWN, postgresql_where=_KNOWN
    )


municipality = Table(
    "municipality",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("crs", Text, nullable=False),
    *_bounds(),
    Column("overlap", Text, nullable=False),
    Column("smallest_ha", Float, nullable=False),
    Column("synthetic", Boolean(create_constraint=True, name="synthetic"), nullable=False),
    Column("next_area", Integer, nullable=False, server_default="1"),
    Column("sealed", Text, comment="hash of the last change; see data.store.chain"),
    CheckConstraint("overlap IN ('forbidden', 'consent', 'free')", name="overlap"),
)

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    _municipality(),
    Column("subject", Text, comment="who the sign-in says it is; 'local' on this machine"),
    Column("role", Text, nullable=False),
    Column("name", Text),
    Column("contact", Text),
    Column("erased_at", DateTime),
)

change = Table(
    "change",
    metadata,
    Column("id", Id, primary_key=True),
    _municipality(),
    Column("kind", Text, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("precision", Text, nullable=False),
    Column("recorded_at", DateTime, nullable=False, comment="UTC"),
    Column("actor", Id, ForeignKey("person.id"), nullable=False),
    Column("role", Text, nullable=False, comment="what the actor was then"),
    Column("initiator", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", Text),
    Column("about", Id, comment="the change that this one undoes or corrects"),
    Column("hash", Text, comment="of this change and all before it; see data.store.chain"),
    CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    CheckConstraint("initiator IN ('residents', 'coordinator', 'municipality')", name="initiator"),
    Index("ix_change_municipality_recorded_at", "municipality", "recorded_at"),
    Index("ix_change_municipality_id", "municipality", "id"),
    Index(
        "ix_change_municipality_about",
        *("municipality", "about"),
        sqlite_where=_ABOUT,
        postgresql_where=_ABOUT,
    ),
    sqlite_autoincrement=True,
)

area = Table(
    "area",
    metadata,
    _municipality(),
    Column("id", Text, nullable=False),
    Column("rev", Integer, nullable=False, server_default="1"),
    Column("retired_on", Date),
    PrimaryKeyConstraint("municipality", "id"),
)

area_version = Table(
    "area_version",
    metadata,
    Column("id", Id, primary_key=True),
    Column("logical", Id, nullable=False, comment="stays the same when a version is re-recorded"),
    _municipality(),
    Column("area", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("precision", Text, nullable=False),
    Column("geometry", Geometry, nullable=False),
    *_bounds(),
    *_recorded(),
    Column("resting", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(["municipality", "area"], ["area.municipality", "area.id"]),
    CheckConstraint("valid_from < valid_to", name="interval"),
    CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    # What stood on a date, as known now or at an earlier time, is found in this index alone.
    Index(
        "ix_area_version_through_time",
        *("municipality", "area", "valid_from", "superseded_by", "recorded_by", "valid_to"),
    ),
    Index(
        "ix_area_version_known",
        *("municipality", "valid_to"),
        sqlite_where=_KNOWN,
        postgresql_where=_KNOWN,
    ),
    Index("ix_area_version_logical_municipality", "logical", "municipality"),
    Index("ix_area_version_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("area_version"),
    sqlite_autoincrement=True,
)

lineage = Table(
    "lineage",
    metadata,
    _municipality(),
    Column("predecessor", Id, nullable=False, comment="logical id of a version"),
    Column("successor", Id, nullable=False, comment="logical id of a version"),
    Column("change", Id, ForeignKey("change.id"), nullable=False),
    Column("superseded_by", Id, comment="the change that undid it"),
    PrimaryKeyConstraint("municipality", "predecessor", "successor"),
    CheckConstraint("predecessor <> successor", name="self"),
    Index("ix_lineage_municipality_successor", "municipality", "successor"),
    Index("ix_lineage_municipality_change", "municipality", "change"),
    _ended("lineage"),
)

block = Table(
    "block",
    metadata,
    _municipality(),
    Column("id", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("residents", Integer, comment="empty is unknown, never 0"),
    Column("households", Integer),
    Column("source", Text, nullable=False),
    Column("geometry", Geometry, nullable=False),
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    PrimaryKeyConstraint("municipality", "id", "year"),
    CheckConstraint("residents >= 0", name="residents"),
    CheckConstraint("households >= 0", name="households"),
)

line = Table(
    "line",
    metadata,
    _municipality(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("geometry", Geometry, nullable=False),
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    PrimaryKeyConstraint("municipality", "id"),
    CheckConstraint("kind IN ('street', 'water', 'railway')", name="kind"),
)

project = Table(
    "project",
    metadata,
    _municipality(),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("place", Geometry),
    Column("partners", Text, nullable=False),
    Column("amount_cents", BigInteger),
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    Column("superseded_by", Id, comment="the change that undid it"),
    # Who undid an import may import the same project again, put right.
    PrimaryKeyConstraint("municipality", "id", "recorded_by"),
    CheckConstraint("kind IN ('quick_win', 'long_haul')", name="kind"),
    _one_known("project", "municipality", "id"),
    Index("ix_project_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("project"),
)

project_status = Table(
    "project_status",
    metadata,
    _municipality(),
    Column("project", Text, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    Column("superseded_by", Id, comment="the change that undid it"),
    PrimaryKeyConstraint("municipality", "project", "on_date", "recorded_by"),
    _one_known("project_status", "municipality", "project", "on_date"),
    CheckConstraint(
        "status IN ('idea', 'checked', 'chosen', 'running', 'done', 'stopped')", name="status"
    ),
    Index("ix_project_status_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("project_status"),
)

engagement = Table(
    "engagement",
    metadata,
    Column("id", Id, primary_key=True),
    _municipality(),
    Column("project", Text),
    Column("on_date", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("participants", Integer, nullable=False),
    Column("hours", Float, comment="empty is unknown, never 0"),
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    CheckConstraint("kind IN ('meeting', 'vote', 'volunteering', 'survey')", name="kind"),
    CheckConstraint("participants >= 0", name="participants"),
    CheckConstraint("hours >= 0", name="hours"),
    Index("ix_engagement_municipality_recorded_by", "municipality", "recorded_by"),
    sqlite_autoincrement=True,
)

home = Table(
    "home",
    metadata,
    Column("id", Id, primary_key=True),
    Column("logical", Id, nullable=False, comment="stays the same when a home is re-recorded"),
    _municipality(),
    Column("project", Text),
    Column("engagement", Id, ForeignKey("engagement.id")),
    Column("area", Text, nullable=False, comment="the area that it counts for from that date on"),
    Column("from_date", Date, nullable=False),
    *_recorded(),
    ForeignKeyConstraint(["municipality", "area"], ["area.municipality", "area.id"]),
    CheckConstraint("(project IS NULL) <> (engagement IS NULL)", name="one"),
    Index("ix_home_municipality_area", "municipality", "area"),
    Index("ix_home_municipality_project", "municipality", "project"),
    Index("ix_home_engagement", "engagement"),
    Index("ix_home_logical", "logical"),
    Index("ix_home_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("home"),
    sqlite_autoincrement=True,
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
    _municipality(),
    Column("area", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("project", Text, nullable=False, comment="of committed money; else empty"),
    Column("balance", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("municipality", "area", "kind", "project"),
    ForeignKeyConstraint(["municipality", "area"], ["area.municipality", "area.id"]),
    CheckConstraint(
        "kind IN ('grant', 'available', 'committed', 'spent', 'external')", name="kind"
    ),
    CheckConstraint("kind IN ('grant', 'external') OR balance >= 0", name="balance"),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Id, primary_key=True),
    _municipality(),
    Column("change", Id, ForeignKey("change.id"), nullable=False),
    Column("on_date", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("project", Text),
    Column("key", Text, comment="the same key twice books once"),
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
    sqlite_autoincrement=True,
)

entry_line = Table(
    "entry_line",
    metadata,
    Column("id", Id, primary_key=True),
    _municipality(),
    Column("entry", Id, ForeignKey("entry.id"), nullable=False),
    Column("area", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("project", Text, nullable=False),
    Column("cents", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["municipality", "area", "kind", "project"],
        ["account.municipality", "account.area", "account.kind", "account.project"],
    ),
    CheckConstraint("cents <> 0", name="cents"),
    Index("ix_entry_line_entry", "entry"),
    Index("ix_entry_line_municipality_area", "municipality", "area"),
    sqlite_autoincrement=True,
)
