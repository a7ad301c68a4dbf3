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


def _municipality() -> Column[str]:
    return Column("municipality", Text, ForeignKey("municipality.code"), nullable=False)


def _bounds() -> list[Column[float]]:
    """Where a geometry lies, so that an index finds what is near without reading shapes."""
    return [Column(name, Float, nullable=False) for name in ("xmin", "ymin", "xmax", "ymax")]


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
    CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    CheckConstraint("initiator IN ('residents', 'coordinator', 'municipality')", name="initiator"),
    Index("ix_change_municipality_recorded_at", "municipality", "recorded_at"),
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
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    Column("superseded_by", Id, ForeignKey("change.id")),
    ForeignKeyConstraint(["municipality", "area"], ["area.municipality", "area.id"]),
    CheckConstraint("valid_from < valid_to", name="interval"),
    CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    # Not partial: what was known at an earlier time is asked through the same index.
    Index(
        "ix_area_version_municipality_valid_from_valid_to",
        "municipality",
        "valid_from",
        "valid_to",
    ),
    Index("ix_area_version_municipality_area_valid_from", "municipality", "area", "valid_from"),
    sqlite_autoincrement=True,
)

lineage = Table(
    "lineage",
    metadata,
    _municipality(),
    Column("predecessor", Id, nullable=False, comment="logical id of a version"),
    Column("successor", Id, nullable=False, comment="logical id of a version"),
    Column("change", Id, ForeignKey("change.id"), nullable=False),
    PrimaryKeyConstraint("municipality", "predecessor", "successor"),
    CheckConstraint("predecessor <> successor", name="self"),
    Index("ix_lineage_municipality_successor", "municipality", "successor"),
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
    Column("area", Text, nullable=False),
    Column("place", Geometry),
    Column("partners", Text, nullable=False),
    Column("amount_cents", BigInteger),
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    PrimaryKeyConstraint("municipality", "id"),
    ForeignKeyConstraint(["municipality", "area"], ["area.municipality", "area.id"]),
    CheckConstraint("kind IN ('quick_win', 'long_haul')", name="kind"),
)

project_status = Table(
    "project_status",
    metadata,
    _municipality(),
    Column("project", Text, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("recorded_by", Id, ForeignKey("change.id"), nullable=False),
    PrimaryKeyConstraint("municipality", "project", "on_date"),
    ForeignKeyConstraint(["municipality", "project"], ["project.municipality", "project.id"]),
    CheckConstraint(
        "status IN ('idea', 'checked', 'chosen', 'running', 'done', 'stopped')", name="status"
    ),
)
