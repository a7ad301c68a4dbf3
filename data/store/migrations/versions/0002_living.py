"""Areas that rest, money, engagement, homes of projects, and a chain over the changes."""

import sqlalchemy as sa
from alembic import op

from data.store.geometry import Geometry

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add what living areas need; each project gets its area as its first home."""
    # Stores on PostgreSQL begin with 0003.
    if op.get_bind().dialect.name == "postgresql":
        return
    op.add_column(
        "municipality",
        sa.Column("sealed", sa.Text(), comment="hash of the last change; see data.store.chain"),
    )
    op.add_column(
        "change",
        sa.Column("about", ID, comment="the change that this one undoes or corrects"),
    )
    op.add_column(
        "change",
        sa.Column(
            "hash", sa.Text(), comment="of this change and all before it; see data.store.chain"
        ),
    )
    _index("change", "id")
    about = sa.literal_column("about IS NOT NULL", sa.Boolean)
    op.create_index(
        "ix_change_municipality_about",
        "change",
        ["municipality", "about"],
        sqlite_where=about,
        postgresql_where=about,
    )
    op.add_column(
        "area_version",
        sa.Column("resting", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _index_versions()
    op.add_column("lineage", sa.Column("superseded_by", ID, comment="the change that undid it"))
    _index("lineage", "change")
    _index_ended("lineage")
    _create_work()
    _move_projects_home()
    _create_money()


def _index_versions() -> None:
    op.drop_index("ix_area_version_municipality_valid_from_valid_to", "area_version")
    op.drop_index("ix_area_version_municipality_area_valid_from", "area_version")
    op.create_index(
        "ix_area_version_through_time",
        "area_version",
        ["municipality", "area", "valid_from", "superseded_by", "recorded_by", "valid_to"],
    )
    known = sa.literal_column("superseded_by IS NULL", sa.Boolean)
    op.create_index(
        "ix_area_version_known",
        "area_version",
        ["municipality", "valid_to"],
        sqlite_where=known,
        postgresql_where=known,
    )
    op.create_index(
        "ix_area_version_logical_municipality", "area_version", ["logical", "municipality"]
    )
    _index("area_version", "recorded_by")
    _index_ended("area_version")


def _create_work() -> None:
    op.create_table(
        "engagement",
        sa.Column("id", ID, nullable=False),
        _municipality("engagement"),
        sa.Column("project", sa.Text()),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Float(), comment="empty is unknown, never 0"),
        _change("engagement", "recorded_by"),
        sa.CheckConstraint(
            "kind IN ('meeting', 'vote', 'volunteering', 'survey')",
            name=op.f("ck_engagement_kind"),
        ),
        sa.CheckConstraint("participants >= 0", name=op.f("ck_engagement_participants")),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_engagement_hours")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "home",
        sa.Column("id", ID, nullable=False),
        sa.Column(
            "logical", ID, nullable=False, comment="stays the same when a home is re-recorded"
        ),
        _municipality("home"),
        sa.Column("project", sa.Text()),
        sa.Column(
            "engagement", ID, sa.ForeignKey("engagement.id", name=op.f("fk_home_engagement"))
        ),
        sa.Column(
            "area",
            sa.Text(),
            nullable=False,
            comment="the area that it counts for from that date on",
        ),
        sa.Column("from_date", sa.Date(), nullable=False),
        _change("home", "recorded_by"),
        _change("home", "superseded_by", nullable=True),
        sa.CheckConstraint("(project IS NULL) <> (engagement IS NULL)", name=op.f("ck_home_one")),
        _to_area("home"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home")),
        sqlite_autoincrement=True,
    )
    _index("engagement", "recorded_by")
    op.create_index("ix_home_municipality_area", "home", ["municipality", "area"])
    op.create_index("ix_home_municipality_project", "home", ["municipality", "project"])
    op.create_index("ix_home_engagement", "home", ["engagement"])
    op.create_index("ix_home_logical", "home", ["logical"])
    _index("home", "recorded_by")
    _index_ended("home")


def _move_projects_home() -> None:
    op.execute(
        """
        INSERT INTO home (logical, municipality, project, area, from_date, recorded_by)
        SELECT row_number() OVER (ORDER BY p.municipality, p.id),
            p.municipality, p.id, p.area, min(s.on_date), p.recorded_by
        FROM project p
        JOIN project_status s ON s.municipality = p.municipality AND s.project = p.id
        GROUP BY p.municipality, p.id, p.area, p.recorded_by
        """
    )
    # Not a batch migration of Alembic: that writes the constraints in another order each time,
    # and a store that was migrated is to have the very schema of a fresh one.
    connection = op.get_bind()
    columns = ["municipality", "id", "title", "kind", "place", "partners", "amount_cents"]
    projects = sa.table("project", *map(sa.column, [*columns, "recorded_by"]))
    statuses = sa.table(
        "project_status",
        *map(sa.column, ["municipality", "project", "on_date", "status", "recorded_by"]),
    )
    kept = [
        (table, [row._asdict() for row in connection.execute(sa.select(table))])
        for table in (projects, statuses)
    ]
    op.drop_table("project_status")
    op.drop_table("project")
    _create_projects()
    for table, rows in kept:
        if rows:
            connection.execute(sa.insert(table), rows)


def _create_projects() -> None:
    op.create_table(
        "project",
        _municipality("project"),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", Geometry()),
        sa.Column("partners", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger()),
        _change("project", "recorded_by"),
        sa.Column("superseded_by", ID, comment="the change that undid it"),
        sa.CheckConstraint("kind IN ('quick_win', 'long_haul')", name=op.f("ck_project_kind")),
        sa.PrimaryKeyConstraint("municipality", "id", "recorded_by", name=op.f("pk_project")),
    )
    op.create_table(
        "project_status",
        _municipality("project_status"),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        _change("project_status", "recorded_by"),
        sa.Column("superseded_by", ID, comment="the change that undid it"),
        sa.CheckConstraint(
            "status IN ('idea', 'checked', 'chosen', 'running', 'done', 'stopped')",
            name=op.f("ck_project_status_status"),
        ),
        sa.PrimaryKeyConstraint(
            "municipality",
            "project",
            "on_date",
            "recorded_by",
            name=op.f("pk_project_status"),
        ),
    )
    for table, known in (
        ("project", ["municipality", "id"]),
        ("project_status", ["municipality", "project", "on_date"]),
    ):
        _index(table, "recorded_by")
        _index_ended(table)
        where = sa.literal_column("superseded_by IS NULL", sa.Boolean)
        op.create_index(
            f"ix_{table}_known",
            table,
            known,
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )


def _create_money() -> None:
    zero = op.create_table(
        "zero",
        sa.Column("v", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint("v = 0", name=op.f("ck_zero_zero")),
        sa.PrimaryKeyConstraint("v", name=op.f("pk_zero")),
    )
    op.bulk_insert(zero, [{"v": 0}])
    op.create_table(
        "account",
        _municipality("account"),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False, comment="of committed money; else empty"),
        sa.Column("balance", sa.BigInteger(), nullable=False, server_default="0"),
        sa.CheckConstraint(
            "kind IN ('grant', 'available', 'committed', 'spent', 'external')",
            name=op.f("ck_account_kind"),
        ),
        sa.CheckConstraint(
            "kind IN ('grant', 'external') OR balance >= 0", name=op.f("ck_account_balance")
        ),
        _to_area("account"),
        sa.PrimaryKeyConstraint("municipality", "area", "kind", "project", name=op.f("pk_account")),
    )
    op.create_table(
        "entry",
        sa.Column("id", ID, nullable=False),
        _municipality("entry"),
        _change("entry", "change"),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("project", sa.Text()),
        sa.Column("key", sa.Text(), comment="the same key twice books once"),
        sa.Column(
            "net",
            sa.BigInteger(),
            sa.ForeignKey(
                "zero.v", name=op.f("fk_entry_net"), deferrable=True, initially="DEFERRED"
            ),
            nullable=False,
            server_default="0",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("municipality", "key", name=op.f("uq_entry_municipality_key")),
        sqlite_autoincrement=True,
    )
    _index("entry", "change")
    op.create_index("ix_entry_municipality_on_date", "entry", ["municipality", "on_date"])
    op.create_table(
        "entry_line",
        sa.Column("id", ID, nullable=False),
        _municipality("entry_line"),
        sa.Column(
            "entry",
            ID,
            sa.ForeignKey("entry.id", name=op.f("fk_entry_line_entry")),
            nullable=False,
        ),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("cents <> 0", name=op.f("ck_entry_line_cents")),
        sa.ForeignKeyConstraint(
            ["municipality", "area", "kind", "project"],
            ["account.municipality", "account.area", "account.kind", "account.project"],
            name=op.f("fk_entry_line_municipality_area_kind_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_line")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entry_line_entry", "entry_line", ["entry"])
    op.create_index("ix_entry_line_municipality_area", "entry_line", ["municipality", "area"])


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_municipality_{column}", table, ["municipality", column])


def _index_ended(table: str) -> None:
    over = sa.literal_column("superseded_by IS NOT NULL", sa.Boolean)
    op.create_index(
        f"ix_{table}_municipality_superseded_by",
        table,
        ["municipality", "superseded_by"],
        sqlite_where=over,
        postgresql_where=over,
    )


def _municipality(table: str) -> "sa.Column[str]":
    key = sa.ForeignKey("municipality.code", name=op.f(f"fk_{table}_municipality"))
    return sa.Column("municipality", sa.Text(), key, nullable=False)


def _change(table: str, column: str, *, nullable: bool = False) -> "sa.Column[int]":
    key = sa.ForeignKey("change.id", name=op.f(f"fk_{table}_{column}"))
    return sa.Column(column, ID, key, nullable=nullable)


def _to_area(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality", "area"],
        ["area.municipality", "area.id"],
        name=op.f(f"fk_{table}_municipality_area"),
    )
