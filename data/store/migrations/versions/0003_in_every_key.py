"""Numbers that count within a municipality, which is in every key.

And what PostgreSQL has of its own: versions that can't overlap in time, and an index of places.
"""

from typing import Any

import shapely
import sqlalchemy as sa
from alembic import op

from data.store.geometry import Geometry

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KNOWN = sa.literal_column("superseded_by IS NULL", sa.Boolean)
ABOUT = sa.literal_column("about IS NOT NULL", sa.Boolean)


def _of_municipality() -> Any:
    return sa.Column("municipality", WORD, sa.ForeignKey("municipality.code"), nullable=False)


def _number() -> Any:
    return sa.Column("id", ID, nullable=False, autoincrement=False)


def _by(name: str = "recorded_by") -> Any:
    return sa.Column(name, ID, nullable=False), _refers(name, "change")


def _recorded() -> Any:
    return (*_by(), sa.Column("superseded_by", ID), _refers("superseded_by", "change"))


def _refers(column: str, table: str) -> Any:
    there = [f"{table}.municipality", f"{table}.id"]
    return sa.ForeignKeyConstraint(["municipality", column], there)


def _ended(table: str) -> Any:
    over = sa.literal_column("superseded_by IS NOT NULL", sa.Boolean)
    return sa.Index(
        f"ix_{table}_municipality_superseded_by",
        *("municipality", "superseded_by"),
        sqlite_where=over,
        postgresql_where=over,
    )


def _bounds() -> Any:
    names = ("west", "south", "east", "north")
    return [sa.Column(name, sa.Float, nullable=False) for name in names]


def _one_known(table: str, *columns: str) -> Any:
    return sa.Index(
        f"ix_{table}_known", *columns, unique=True, sqlite_where=KNOWN, postgresql_where=KNOWN
    )


sa.Table(
    "municipality",
    _metadata,
    sa.Column("code", WORD, primary_key=True),
    sa.Column("name", WORD, nullable=False),
    sa.Column("crs", WORD, nullable=False),
    *_bounds(),
    sa.Column("overlap", WORD, nullable=False),
    sa.Column("smallest_ha", sa.Float, nullable=False),
    sa.Column("synthetic", sa.Boolean(create_constraint=True, name="synthetic"), nullable=False),
    sa.Column("next_area", sa.Integer, nullable=False, server_default="1"),
    sa.Column("sealed", WORD, comment="hash of the last change; see data.store.chain"),
    sa.Column("moved_to", WORD, comment="where it is written to now; empty is here"),
    sa.CheckConstraint("overlap IN ('forbidden', 'consent', 'free')", name="overlap"),
)

sa.Table(
    "person",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("subject", WORD, comment="who the sign-in says it is; 'local' on this machine"),
    sa.Column("role", WORD, nullable=False),
    sa.Column("name", WORD),
    sa.Column("contact", WORD),
    sa.Column("erased_at", sa.DateTime),
    sa.PrimaryKeyConstraint("municipality", "id"),
)

sa.Table(
    "change",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("precision", WORD, nullable=False),
    sa.Column("recorded_at", sa.DateTime, nullable=False, comment="UTC"),
    sa.Column("actor", ID, nullable=False),
    _refers("actor", "person"),
    sa.Column("role", WORD, nullable=False, comment="what the actor was then"),
    sa.Column("initiator", WORD, nullable=False),
    sa.Column("reason", WORD, nullable=False),
    sa.Column("document", WORD),
    sa.Column("about", ID, comment="the change that this one undoes or corrects"),
    sa.Column("hash", WORD, comment="of this change and all before it; see data.store.chain"),
    sa.CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    sa.CheckConstraint(
        "initiator IN ('residents', 'coordinator', 'municipality')", name="initiator"
    ),
    sa.Index("ix_change_municipality_recorded_at", "municipality", "recorded_at"),
    sa.Index(
        "ix_change_municipality_about",
        *("municipality", "about"),
        sqlite_where=ABOUT,
        postgresql_where=ABOUT,
    ),
    sa.PrimaryKeyConstraint("municipality", "id"),
)

sa.Table(
    "area",
    _metadata,
    _of_municipality(),
    sa.Column("id", WORD, nullable=False),
    sa.Column("rev", sa.Integer, nullable=False, server_default="1"),
    sa.Column("retired_on", sa.Date),
    sa.PrimaryKeyConstraint("municipality", "id"),
)

sa.Table(
    "area_version",
    _metadata,
    _number(),
    sa.Column(
        "logical", ID, nullable=False, comment="stays the same when a version is re-recorded"
    ),
    _of_municipality(),
    sa.Column("area", WORD, nullable=False),
    sa.Column("name", WORD, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date, nullable=False),
    sa.Column("precision", WORD, nullable=False),
    sa.Column("geometry", Geometry, nullable=False),
    *_bounds(),
    *_recorded(),
    sa.Column("resting", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("m2", sa.Float, nullable=False, comment="planar, so that sizes need no shapes"),
    _refers("area", "area"),
    sa.CheckConstraint("valid_from < valid_to", name="interval"),
    sa.CheckConstraint("precision IN ('day', 'month', 'year')", name="precision"),
    sa.Index(
        "ix_area_version_through_time",
        *("municipality", "area", "valid_from", "superseded_by", "recorded_by", "valid_to", "id"),
    ),
    sa.Index(
        "ix_area_version_known",
        *("municipality", "valid_to", "valid_from", "area"),
        sqlite_where=KNOWN,
        postgresql_where=KNOWN,
    ),
    sa.Index("ix_area_version_municipality_logical", "municipality", "logical"),
    sa.Index("ix_area_version_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("area_version"),
    sa.PrimaryKeyConstraint("municipality", "id"),
)

sa.Table(
    "lineage",
    _metadata,
    _of_municipality(),
    sa.Column("predecessor", ID, nullable=False, comment="logical id of a version"),
    sa.Column("successor", ID, nullable=False, comment="logical id of a version"),
    *_by("change"),
    sa.Column("superseded_by", ID, comment="the change that undid it"),
    sa.PrimaryKeyConstraint("municipality", "predecessor", "successor"),
    sa.CheckConstraint("predecessor <> successor", name="self"),
    sa.Index("ix_lineage_municipality_successor", "municipality", "successor"),
    sa.Index("ix_lineage_municipality_change", "municipality", "change"),
    _ended("lineage"),
)

sa.Table(
    "block",
    _metadata,
    _of_municipality(),
    sa.Column("id", WORD, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("name", WORD, nullable=False),
    sa.Column("residents", sa.Integer, comment="empty is unknown, never 0"),
    sa.Column("households", sa.Integer),
    sa.Column("source", WORD, nullable=False),
    sa.Column("geometry", Geometry, nullable=False),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "id", "year"),
    sa.CheckConstraint("residents >= 0", name="residents"),
    sa.CheckConstraint("households >= 0", name="households"),
)

sa.Table(
    "line",
    _metadata,
    _of_municipality(),
    sa.Column("id", WORD, nullable=False),
    sa.Column("name", WORD, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("geometry", Geometry, nullable=False),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.CheckConstraint("kind IN ('street', 'water', 'railway')", name="kind"),
)

sa.Table(
    "project",
    _metadata,
    _of_municipality(),
    sa.Column("id", WORD, nullable=False),
    sa.Column("title", WORD, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("place", Geometry),
    sa.Column("partners", WORD, nullable=False),
    sa.Column("amount_cents", sa.BigInteger),
    *_by(),
    sa.Column("superseded_by", ID, comment="the change that undid it"),
    sa.PrimaryKeyConstraint("municipality", "id", "recorded_by"),
    sa.CheckConstraint("kind IN ('quick_win', 'long_haul')", name="kind"),
    _one_known("project", "municipality", "id"),
    sa.Index("ix_project_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("project"),
)

sa.Table(
    "project_status",
    _metadata,
    _of_municipality(),
    sa.Column("project", WORD, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("status", WORD, nullable=False),
    *_by(),
    sa.Column("superseded_by", ID, comment="the change that undid it"),
    sa.PrimaryKeyConstraint("municipality", "project", "on_date", "recorded_by"),
    _one_known("project_status", "municipality", "project", "on_date"),
    sa.CheckConstraint(
        "status IN ('idea', 'checked', 'chosen', 'running', 'done', 'stopped')", name="status"
    ),
    sa.Index("ix_project_status_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("project_status"),
)

sa.Table(
    "engagement",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("project", WORD),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("participants", sa.Integer, nullable=False),
    sa.Column("hours", sa.Float, comment="empty is unknown, never 0"),
    *_by(),
    sa.CheckConstraint("kind IN ('meeting', 'vote', 'volunteering', 'survey')", name="kind"),
    sa.CheckConstraint("participants >= 0", name="participants"),
    sa.CheckConstraint("hours >= 0", name="hours"),
    sa.Index("ix_engagement_municipality_recorded_by", "municipality", "recorded_by"),
    sa.PrimaryKeyConstraint("municipality", "id"),
)

sa.Table(
    "home",
    _metadata,
    _number(),
    sa.Column("logical", ID, nullable=False, comment="stays the same when a home is re-recorded"),
    _of_municipality(),
    sa.Column("project", WORD),
    sa.Column("engagement", ID),
    _refers("engagement", "engagement"),
    sa.Column(
        "area", WORD, nullable=False, comment="the area that it counts for from that date on"
    ),
    sa.Column("from_date", sa.Date, nullable=False),
    *_recorded(),
    _refers("area", "area"),
    sa.CheckConstraint("(project IS NULL) <> (engagement IS NULL)", name="one"),
    sa.Index("ix_home_municipality_area", "municipality", "area"),
    sa.Index("ix_home_municipality_project", "municipality", "project"),
    sa.Index("ix_home_municipality_engagement", "municipality", "engagement"),
    sa.Index("ix_home_municipality_logical", "municipality", "logical"),
    sa.Index("ix_home_municipality_recorded_by", "municipality", "recorded_by"),
    _ended("home"),
    sa.PrimaryKeyConstraint("municipality", "id"),
)

sa.Table(
    "zero",
    _metadata,
    sa.Column("v", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.CheckConstraint("v = 0", name="zero"),
)

sa.Table(
    "account",
    _metadata,
    _of_municipality(),
    sa.Column("area", WORD, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("project", WORD, nullable=False, comment="of committed money; else empty"),
    sa.Column("balance", sa.BigInteger, nullable=False, server_default="0"),
    sa.PrimaryKeyConstraint("municipality", "area", "kind", "project"),
    _refers("area", "area"),
    sa.CheckConstraint(
        "kind IN ('grant', 'available', 'committed', 'spent', 'external')", name="kind"
    ),
    sa.CheckConstraint("kind IN ('grant', 'external') OR balance >= 0", name="balance"),
)

sa.Table(
    "entry",
    _metadata,
    _number(),
    _of_municipality(),
    *_by("change"),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("project", WORD),
    sa.Column("key", WORD, comment="the same key twice books once"),
    sa.Column(
        "net",
        sa.BigInteger,
        sa.ForeignKey("zero.v", deferrable=True, initially="DEFERRED"),
        nullable=False,
        server_default="0",
    ),
    sa.UniqueConstraint("municipality", "key"),
    sa.Index("ix_entry_municipality_change", "municipality", "change"),
    sa.Index("ix_entry_municipality_on_date", "municipality", "on_date"),
    sa.PrimaryKeyConstraint("municipality", "id"),
)

sa.Table(
    "entry_line",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("entry", ID, nullable=False),
    _refers("entry", "entry"),
    sa.Column("area", WORD, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("project", WORD, nullable=False),
    sa.Column("cents", sa.BigInteger, nullable=False),
    sa.ForeignKeyConstraint(
        ["municipality", "area", "kind", "project"],
        ["account.municipality", "account.area", "account.kind", "account.project"],
    ),
    sa.CheckConstraint("cents <> 0", name="cents"),
    sa.Index("ix_entry_line_municipality_entry", "municipality", "entry"),
    sa.Index("ix_entry_line_municipality_area", "municipality", "area"),
    sa.PrimaryKeyConstraint("municipality", "id"),
)


# PostgreSQL has a column `xmin` of its own in every table.
_RENAMED = {"west": "xmin", "south": "ymin", "east": "xmax", "north": "ymax"}
_NEW = {"moved_to": "NULL", "m2": "m2_of(geometry)"}


def upgrade() -> None:
    """Make the tables anew with all rows; on PostgreSQL, whose stores begin here, make them."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        _metadata.create_all(connection, checkfirst=False)
        op.execute("INSERT INTO zero (v) VALUES (0)")
        _create_for_postgresql()
        return
    driver: Any = connection.connection.driver_connection
    driver.create_function("m2_of", 1, _m2_of)
    tables = [table for table in _metadata.sorted_tables if table.name != "zero"]
    for table in tables:
        op.execute(f"CREATE TABLE kept_{table.name} AS SELECT * FROM {table.name}")
    for table in reversed(tables):
        op.drop_table(table.name)
    _metadata.create_all(connection, tables=tables, checkfirst=False)
    for table in tables:
        names = [column.name for column in table.columns]
        new = ", ".join(f'"{name}"' for name in names)
        old = ", ".join(_NEW.get(name, f'"{_RENAMED.get(name, name)}"') for name in names)
        op.execute(f"INSERT INTO {table.name} ({new}) SELECT {old} FROM kept_{table.name}")
        op.drop_table(f"kept_{table.name}")


def _m2_of(wkb: bytes) -> float:
    return float(shapely.area(shapely.from_wkb(wkb)))


def _create_for_postgresql() -> None:
    """Let versions of an area not overlap in time, and find land by where it lies.

    In SQLite a trigger does the one, and the bounds beside each geometry do the other.
    """
    op.execute(
        """
        ALTER TABLE area_version ADD CONSTRAINT ex_area_version_overlap EXCLUDE USING gist
        (municipality WITH =, area WITH =, daterange(valid_from, valid_to) WITH &&)
        WHERE (superseded_by IS NULL)
        """
    )
    op.execute("CREATE INDEX ix_area_version_geometry ON area_version USING gist (geometry)")
    # What stands in the whole country on a date is read from this index alone.
    op.execute(
        """
        CREATE INDEX ix_area_version_everywhere ON area_version
        USING spgist (daterange(valid_from, valid_to))
        INCLUDE (municipality, area, m2, valid_from, valid_to) WHERE superseded_by IS NULL
        """
    )
    # An area is of one municipality. Not knowing that, the server expects one row where there are
    # a hundred, and takes the index of the constraint, which is ten times slower.
    for table in ("area_version", "account", "entry_line", "home"):
        op.execute(
            f"CREATE STATISTICS st_{table}_area (dependencies) ON municipality, area FROM {table}"
        )
