"""Consents, settings, thanks, coordinators, partners, questions and ideas."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
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
for _name, _id in (("change", ID), ("person", ID), ("area", WORD), ("link", ID)):
    sa.Table(
        _name,
        _metadata,
        sa.Column("municipality", WORD, primary_key=True),
        sa.Column("id", _id, primary_key=True),
    )
_THERE = set(_metadata.tables)

sa.Table(
    "consent",
    _metadata,
    _of_municipality(),
    sa.Column("area", WORD, nullable=False, comment="whose people agreed with the change"),
    _refers("area", "area"),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("note", WORD, nullable=False, comment="how: a meeting, a vote"),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "recorded_by", "area"),
)

sa.Table(
    "setting",
    _metadata,
    _of_municipality(),
    sa.Column("key", WORD, nullable=False),
    sa.Column("before", WORD, nullable=False),
    sa.Column("after", WORD, nullable=False),
    *_by(),
    sa.PrimaryKeyConstraint("municipality", "recorded_by", "key"),
)

sa.Table(
    "thanks",
    _metadata,
    _of_municipality(),
    sa.Column("project", WORD, nullable=False),
    sa.Column("line", WORD, nullable=False, comment="what is said; empty takes it back"),
    *_by(),
    sa.Column("superseded_by", ID, comment="the change that put another in its place"),
    sa.PrimaryKeyConstraint("municipality", "project", "recorded_by"),
    sa.Index(
        "ix_thanks_known",
        *("municipality", "project"),
        unique=True,
        sqlite_where=KNOWN,
        postgresql_where=KNOWN,
    ),
    sa.Index("ix_thanks_municipality_recorded_by", "municipality", "recorded_by"),
    sa.Index(
        "ix_thanks_municipality_superseded_by",
        *("municipality", "superseded_by"),
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    ),
)

sa.Table(
    "coordinator",
    _metadata,
    _of_municipality(),
    sa.Column("area", WORD, nullable=False),
    _refers("area", "area"),
    sa.Column("person", ID, nullable=False),
    _refers("person", "person"),
    sa.Column("since", sa.Date, nullable=False),
    sa.PrimaryKeyConstraint("municipality", "area"),
)

sa.Table(
    "partner",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("name", WORD, nullable=False),
    sa.Column("kind", WORD, nullable=False),
    sa.Column("link", ID, comment="by which the partner sees and answers"),
    _refers("link", "link"),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date, comment="the first day on which it is no partner"),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.CheckConstraint("kind IN ('housing', 'police', 'welfare', 'other')", name="kind"),
)

sa.Table(
    "question",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("area", WORD, nullable=False),
    _refers("area", "area"),
    sa.Column("partner", ID, comment="who is asked; empty is the municipality"),
    sa.ForeignKeyConstraint(["municipality", "partner"], ["partner.municipality", "partner.id"]),
    sa.Column("text", WORD, nullable=False),
    sa.Column("asked_on", sa.Date, nullable=False),
    sa.Column("link", ID, comment="who asked; empty is the coordinator"),
    _refers("link", "link"),
    sa.Column("answer", WORD),
    sa.Column("answered_on", sa.Date),
    sa.Column("hidden", WORD, comment="why its text is not shown; empty is shown"),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answer"),
    sa.Index("ix_question_municipality_area", "municipality", "area"),
    sa.Index("ix_question_municipality_asked_on", "municipality", "asked_on"),
)

sa.Table(
    "idea",
    _metadata,
    _number(),
    _of_municipality(),
    sa.Column("area", WORD, nullable=False),
    _refers("area", "area"),
    sa.Column("title", WORD, nullable=False),
    sa.Column("text", WORD, nullable=False),
    sa.Column("handed_in", sa.Date, nullable=False),
    sa.Column("link", ID, nullable=False),
    _refers("link", "link"),
    sa.Column("status", WORD, nullable=False),
    sa.Column("answer", WORD, nullable=False),
    sa.Column("project", WORD, comment="what became of it"),
    sa.PrimaryKeyConstraint("municipality", "id"),
    sa.CheckConstraint("status IN ('new', 'taken', 'declined')", name="status"),
    sa.Index("ix_idea_municipality_area", "municipality", "area"),
    sa.Index("ix_idea_municipality_link", "municipality", "link"),
    sa.Index("ix_idea_municipality_handed_in", "municipality", "handed_in"),
)


def upgrade() -> None:
    """Add the tables, the settings, and what a coordinator says of a drawing."""
    connection = op.get_bind()
    new = [table for table in _metadata.sorted_tables if table.name not in _THERE]
    _metadata.create_all(connection, tables=new, checkfirst=False)
    for name, kind, default, comment in (
        ("quorum", sa.Integer, "0", "% of those asked"),
        ("threshold", sa.Integer, "50", "% in favour"),
        ("languages", WORD, "nl en", "the first first"),
        ("basemap", WORD, None, "its address; empty is the one of the server"),
        ("words", WORD, "{}", "own words, as JSON"),
    ):
        needed = default is not None
        column = sa.Column(name, kind, nullable=not needed, server_default=default, comment=comment)
        op.add_column("municipality", column)
    for name, comment in (
        ("grouped", "the group that the coordinator put it in"),
        ("aside", "why it doesn't count; empty is that it does"),
    ):
        op.add_column("drawing", sa.Column(name, WORD, comment=comment))
