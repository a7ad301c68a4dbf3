"""The first schema: areas with their history, building blocks, lines, projects, persons."""

import sqlalchemy as sa
from alembic import op

from data.store.geometry import Geometry

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    # Stores on PostgreSQL begin with 0003.
    if op.get_bind().dialect.name == "postgresql":
        return
    op.create_table(
        "municipality",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("crs", sa.Text(), nullable=False),
        sa.Column("xmin", sa.Float(), nullable=False),
        sa.Column("ymin", sa.Float(), nullable=False),
        sa.Column("xmax", sa.Float(), nullable=False),
        sa.Column("ymax", sa.Float(), nullable=False),
        sa.Column("overlap", sa.Text(), nullable=False),
        sa.Column("smallest_ha", sa.Float(), nullable=False),
        sa.Column(
            "synthetic", sa.Boolean(create_constraint=True, name="synthetic"), nullable=False
        ),
        sa.Column("next_area", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "overlap IN ('forbidden', 'consent', 'free')", name=op.f("ck_municipality_overlap")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
    )
    op.create_table(
        "area",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), server_default="1", nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_area_municipality")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_area")),
    )
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column(
            "subject",
            sa.Text(),
            nullable=True,
            comment="who the sign-in says it is; 'local' on this machine",
        ),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("erased_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_person_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "change",
        sa.Column("id", ID, nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False, comment="UTC"),
        sa.Column("actor", ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False, comment="what the actor was then"),
        sa.Column("initiator", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "initiator IN ('residents', 'coordinator', 'municipality')",
            name=op.f("ck_change_initiator"),
        ),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'year')", name=op.f("ck_change_precision")
        ),
        sa.ForeignKeyConstraint(["actor"], ["person.id"], name=op.f("fk_change_actor")),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_change_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_change_municipality_recorded_at",
        "change",
        ["municipality", "recorded_at"],
        unique=False,
    )
    op.create_table(
        "area_version",
        sa.Column("id", ID, nullable=False),
        sa.Column(
            "logical", ID, nullable=False, comment="stays the same when a version is re-recorded"
        ),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("geometry", Geometry(), nullable=False),
        sa.Column("xmin", sa.Float(), nullable=False),
        sa.Column("ymin", sa.Float(), nullable=False),
        sa.Column("xmax", sa.Float(), nullable=False),
        sa.Column("ymax", sa.Float(), nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("superseded_by", ID, nullable=True),
        sa.CheckConstraint(
            "precision IN ('day', 'month', 'year')", name=op.f("ck_area_version_precision")
        ),
        sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_area_version_interval")),
        sa.ForeignKeyConstraint(
            ["municipality", "area"],
            ["area.municipality", "area.id"],
            name=op.f("fk_area_version_municipality_area"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_area_version_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["change.id"], name=op.f("fk_area_version_recorded_by")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["change.id"], name=op.f("fk_area_version_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_area_version_municipality_area_valid_from",
        "area_version",
        ["municipality", "area", "valid_from"],
        unique=False,
    )
    op.create_index(
        "ix_area_version_municipality_valid_from_valid_to",
        "area_version",
        ["municipality", "valid_from", "valid_to"],
        unique=False,
    )
    op.create_table(
        "block",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=True, comment="empty is unknown, never 0"),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("geometry", Geometry(), nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.CheckConstraint("households >= 0", name=op.f("ck_block_households")),
        sa.CheckConstraint("residents >= 0", name=op.f("ck_block_residents")),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_block_municipality")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["change.id"], name=op.f("fk_block_recorded_by")),
        sa.PrimaryKeyConstraint("municipality", "id", "year", name=op.f("pk_block")),
    )
    op.create_table(
        "line",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("geometry", Geometry(), nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.CheckConstraint("kind IN ('street', 'water', 'railway')", name=op.f("ck_line_kind")),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_line_municipality")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["change.id"], name=op.f("fk_line_recorded_by")),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_line")),
    )
    op.create_table(
        "lineage",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("predecessor", ID, nullable=False, comment="logical id of a version"),
        sa.Column("successor", ID, nullable=False, comment="logical id of a version"),
        sa.Column("change", ID, nullable=False),
        sa.CheckConstraint("predecessor <> successor", name=op.f("ck_lineage_self")),
        sa.ForeignKeyConstraint(["change"], ["change.id"], name=op.f("fk_lineage_change")),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_lineage_municipality")
        ),
        sa.PrimaryKeyConstraint(
            "municipality", "predecessor", "successor", name=op.f("pk_lineage")
        ),
    )
    op.create_index(
        "ix_lineage_municipality_successor", "lineage", ["municipality", "successor"], unique=False
    )
    op.create_table(
        "project",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("place", Geometry(), nullable=True),
        sa.Column("partners", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", ID, nullable=False),
        sa.CheckConstraint("kind IN ('quick_win', 'long_haul')", name=op.f("ck_project_kind")),
        sa.ForeignKeyConstraint(
            ["municipality", "area"],
            ["area.municipality", "area.id"],
            name=op.f("fk_project_municipality_area"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_project_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["change.id"], name=op.f("fk_project_recorded_by")
        ),
        sa.PrimaryKeyConstraint("municipality", "id", name=op.f("pk_project")),
    )
    op.create_table(
        "project_status",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.CheckConstraint(
            "status IN ('idea', 'checked', 'chosen', 'running', 'done', 'stopped')",
            name=op.f("ck_project_status_status"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality", "project"],
            ["project.municipality", "project.id"],
            name=op.f("fk_project_status_municipality_project"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_project_status_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["change.id"], name=op.f("fk_project_status_recorded_by")
        ),
        sa.PrimaryKeyConstraint(
            "municipality", "project", "on_date", name=op.f("pk_project_status")
        ),
    )
