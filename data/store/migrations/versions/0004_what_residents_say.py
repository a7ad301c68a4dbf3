"""Rounds, drawings, proposals and responses; postcodes; the settings that they ask for."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from data.store.geometry import Geometry

revision = "0004"
down_revision = "0003"
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
ENDED = sa.literal_column("superseded_by IS NOT NULL", sa.Boolean)


def _of_municipality() -> Any:
    return sa.Column("municipality", WORD, sa.ForeignKey("municipality.code"), nullable=False)


def _number() -> Any:
    return sa.Column("id", ID, nullable=False, autoincrement=False)


def _by() -> Any:
    return sa.Column("recorded_by", ID, nullable=False), _refers("recorded_by", "change")


def _refers(column: str, table: str) -> Any:
    there = [f"{table}.municipality", f"{table}.id"]
    return sa.ForeignKeyConstraint(["municipality", column], there)


# What is there already, for the references.
sa.Table("municipality", _metadata, sa.Column("code", WORD, primary_key=True))
for _name, _id in (("change", ID), ("person", ID), ("area", WORD)):
    sa.Table(
        _name,
        _metadata,
        sa.Column("municipality", WORD, primary_key=True),
        sa.Column("id", _id, primary_key=True),
    )
_THERE = set(_metadata.tables)

sa.Table(
    "postcode",
    _metadata,
    _of_municipality(),
    sa.Column("code", WORD, nullable=False),
    sa.Column("block", WORD, nullable=False),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "code", "block"),
)

sa.Table(
    "link",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("hash", WORD, nullable=False, comment="SHA-256 of the secret, which is nowhere else"),
    sa.Column("made_on", sa.Date, nullable=False),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.UniqueConstraint("municipality", "hash"),
)

sa.Table(
    "round",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("name", WORD, nullable=False),
    sa.Column("opens", sa.Date, nullable=False),
    sa.Column("closes", sa.Date, nullable=False, comment="the last day"),
    sa.Column("geometry", Geometry, comment="what it is about, to print"),
    *_by(),
    sa.Column("superseded_by", ID, comment="the change that closed it earlier"),
    sa.PrimaryKeyConstraint("municipality", "id", "recorded_by"),
    sa.CheckConstraint("opens <= closes", name="days"),
    sa.Index(
        "ix_round_known",
        *("municipality", "id"),
        unique=True,
        sqlite_where=KNOWN,
        postgresql_where=KNOWN,
    ),
    sa.Index(
        "ix_round_municipality_superseded_by",
        *("municipality", "superseded_by"),
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    ),
)

sa.Table(
    "drawing",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("link", ID, nullable=False),
    _refers("link", "link"),
    sa.Column("person", ID, comment="who was signed in; empty is nobody"),
    _refers("person", "person"),
    sa.Column("round", ID),
    sa.Column("name", WORD, nullable=False),
    sa.Column("reason", WORD, nullable=False),
    sa.Column("way", WORD, nullable=False),
    sa.Column("makers", sa.Integer, nullable=False),
    sa.Column("unsure", WORD, nullable=False, comment="sides, joined by a space"),
    sa.Column("picked", WORD, nullable=False, comment="ids of building blocks, joined by a space"),
    sa.Column("geometry", Geometry, nullable=False),
    sa.Column("sent_on", sa.Date, nullable=False),
    sa.Column("changed_on", sa.Date, nullable=False),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.CheckConstraint(
        "way IN ('blocks', 'finger', 'list', 'adjust', 'paper', 'file')", name="way"
    ),
    sa.CheckConstraint("makers >= 1", name="makers"),
    sa.Index("ix_drawing_municipality_round", "municipality", "round"),
    sa.Index("ix_drawing_municipality_link", "municipality", "link"),
    sa.Index("ix_drawing_municipality_sent_on", "municipality", "sent_on"),
)

sa.Table(
    "proposal",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("title", WORD, nullable=False),
    sa.Column("reason", WORD, nullable=False),
    sa.Column("name", WORD, nullable=False, comment="of the area that comes of it; else empty"),
    sa.Column("second_name", WORD, nullable=False, comment="of the other part of a split"),
    sa.Column("geometry", Geometry, comment="the boundary as asked, or the line of a split"),
    sa.Column("round", ID),
    sa.Column("link", ID),
    _refers("link", "link"),
    sa.Column("person", ID),
    _refers("person", "person"),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.CheckConstraint("kind IN ('new', 'adjust', 'merge', 'split', 'rest')", name="kind"),
    sa.Index("ix_proposal_municipality_recorded_by", "municipality", "recorded_by"),
)

sa.Table(
    "proposal_area",
    _metadata,
    _of_municipality(),
    sa.Column("proposal", ID, nullable=False),
    _refers("proposal", "proposal"),
    sa.Column("area", WORD, nullable=False),
    _refers("area", "area"),
    sa.Column("rev", sa.Integer, nullable=False, comment="the revision that it was based on"),
    sa.Column("asked", sa.Boolean, nullable=False, comment="or it only takes land of it"),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "proposal", "area"),
    sa.Index("ix_proposal_area_municipality_recorded_by", "municipality", "recorded_by"),
)

sa.Table(
    "proposal_status",
    _metadata,
    _of_municipality(),
    sa.Column("proposal", ID, nullable=False),
    _refers("proposal", "proposal"),
    sa.Column("status", WORD, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("opens", sa.Date, comment="from when on one may respond"),
    sa.Column("closes", sa.Date, comment="the last day to respond"),
    sa.Column("outcome", WORD),
    sa.Column("body", WORD, nullable=False, comment="who decided"),
    sa.Column("reason", WORD, nullable=False),
    sa.Column("done_by", ID, comment="the change that carried it out"),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "proposal", "recorded_by"),
    sa.CheckConstraint("status IN ('draft', 'submitted', 'decided', 'withdrawn')", name="status"),
    sa.CheckConstraint("outcome IN ('as_asked', 'smaller', 'changed', 'refused')", name="outcome"),
    sa.Index("ix_proposal_status_municipality_recorded_by", "municipality", "recorded_by"),
)

sa.Table(
    "response",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("proposal", ID, nullable=False),
    _refers("proposal", "proposal"),
    sa.Column("link", ID),
    _refers("link", "link"),
    sa.Column("person", ID),
    _refers("person", "person"),
    sa.Column("in_favour", sa.Boolean, nullable=False),
    sa.Column("lives_there", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("reason", WORD, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("hidden", WORD, comment="why its reason is not shown; empty is shown"),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.UniqueConstraint("municipality", "proposal", "link"),
    sa.CheckConstraint("(link IS NULL) <> (person IS NULL)", name="one"),
    sa.Index("ix_response_municipality_on_date", "municipality", "on_date"),
)


def upgrade() -> None:
    """Add the tables and the settings; who isn't known acts as `visitor`."""
    connection = op.get_bind()
    new = [table for table in _metadata.sorted_tables if table.name not in _THERE]
    _metadata.create_all(connection, tables=new, checkfirst=False)
    for name, value, comment in (
        ("consultation_days", "28", None),
        ("k", "5", "fewest people shown"),
        ("surface_k", "10", "fewest drawings"),
    ):
        column = sa.Column(name, sa.Integer, nullable=False, server_default=value, comment=comment)
        op.add_column("municipality", column)
    op.execute(
        """
        INSERT INTO person (municipality, id, subject, role)
        SELECT code, 1 + coalesce(
            (SELECT max(p.id) FROM person p WHERE p.municipality = m.code), 0
        ), 'visitor', 'visitor' FROM municipality m
        """
    )
