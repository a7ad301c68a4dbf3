"""The tables of what residents say: rounds, drawings, proposals and responses.

Rounds and proposals are public and part of the log. Drawings and responses are their maker's, who
may change or withdraw them: they aren't, and a withdrawn one is gone. None holds a person's name;
who made one is a number in `person`, or a private link of which only the hash is here.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    false,
)

from data.store.columns import (
    Id,
    Word,
    by,
    ended,
    metadata,
    number,
    of_municipality,
    one_known,
    refers,
)
from data.store.geometry import Geometry

__all__ = [
    "drawing",
    "link",
    "postcode",
    "proposal",
    "proposal_area",
    "proposal_status",
    "response",
    "round_",
]


def _to_proposal() -> ForeignKeyConstraint:
    return refers("proposal", "proposal")


postcode = Table(
    "postcode",
    metadata,
    of_municipality(),
    Column("code", Word, nullable=False),
    Column("block", Word, nullable=False),
    *by(),
    PrimaryKeyConstraint("municipality", "code", "block"),
)

link = Table(
    "link",
    metadata,
    number(),
    of_municipality(),
    Column("hash", Word, nullable=False, comment="SHA-256 of the secret, which is nowhere else"),
    Column("made_on", Date, nullable=False),
    PrimaryKeyConstraint("municipality", "id"),
    UniqueConstraint("municipality", "hash"),
)

round_ = Table(
    "round",
    metadata,
    number(),
    of_municipality(),
    Column("name", Word, nullable=False),
    Column("opens", Date, nullable=False),
    Column("closes", Date, nullable=False, comment="the last day"),
    Column("geometry", Geometry, comment="what it is about, to print"),
    *by(),
    Column("superseded_by", Id, comment="the change that closed it earlier"),
    PrimaryKeyConstraint("municipality", "id", "recorded_by"),
    CheckConstraint("opens <= closes", name="days"),
    one_known("round", "municipality", "id"),
    ended("round"),
)

drawing = Table(
    "drawing",
    metadata,
    number(),
    of_municipality(),
    Column("link", Id, nullable=False),
    refers("link", "link"),
    Column("person", Id, comment="who was signed in; empty is nobody"),
    refers("person", "person"),
    Column("round", Id),
    Column("name", Word, nullable=False),
    Column("reason", Word, nullable=False),
    Column("way", Word, nullable=False),
    Column("makers", Integer, nullable=False),
    Column("unsure", Word, nullable=False, comment="sides, joined by a space"),
    Column("picked", Word, nullable=False, comment="ids of building blocks, joined by a space"),
    Column("geometry", Geometry, nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("changed_on", Date, nullable=False),
    Column("grouped", Word, comment="the group that the coordinator put it in"),
    Column("aside", Word, comment="why it doesn't count; empty is that it does"),
    PrimaryKeyConstraint("municipality", "id"),
    CheckConstraint("way IN ('blocks', 'finger', 'list', 'adjust', 'paper', 'file')", name="way"),
    CheckConstraint("makers >= 1", name="makers"),
    Index("ix_drawing_municipality_round", "municipality", "round"),
    Index("ix_drawing_municipality_link", "municipality", "link"),
    Index("ix_drawing_municipality_sent_on", "municipality", "sent_on"),
)

proposal = Table(
    "proposal",
    metadata,
    number(),
    of_municipality(),
    Column("kind", Word, nullable=False),
    Column("title", Word, nullable=False),
    Column("reason", Word, nullable=False),
    Column("name", Word, nullable=False, comment="of the area that comes of it; else empty"),
    Column("second_name", Word, nullable=False, comment="of the other part of a split"),
    Column("geometry", Geometry, comment="the boundary as asked, or the line of a split"),
    Column("round", Id),
    Column("link", Id),
    refers("link", "link"),
    Column("person", Id),
    refers("person", "person"),
    *by(),
    PrimaryKeyConstraint("municipality", "id"),
    CheckConstraint("kind IN ('new', 'adjust', 'merge', 'split', 'rest')", name="kind"),
    Index("ix_proposal_municipality_recorded_by", "municipality", "recorded_by"),
)

proposal_area = Table(
    "proposal_area",
    metadata,
    of_municipality(),
    Column("proposal", Id, nullable=False),
    _to_proposal(),
    Column("area", Word, nullable=False),
    refers("area", "area"),
    Column("rev", Integer, nullable=False, comment="the revision that it was based on"),
    Column("asked", Boolean, nullable=False, comment="or it only takes land of it"),
    *by(),
    PrimaryKeyConstraint("municipality", "proposal", "area"),
    Index("ix_proposal_area_municipality_recorded_by", "municipality", "recorded_by"),
)

proposal_status = Table(
    "proposal_status",
    metadata,
    of_municipality(),
    Column("proposal", Id, nullable=False),
    _to_proposal(),
    Column("status", Word, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("opens", Date, comment="from when on one may respond"),
    Column("closes", Date, comment="the last day to respond"),
    Column("outcome", Word),
    Column("body", Word, nullable=False, comment="who decided"),
    Column("reason", Word, nullable=False),
    Column("done_by", Id, comment="the change that carried it out"),
    *by(),
    PrimaryKeyConstraint("municipality", "proposal", "recorded_by"),
    CheckConstraint("status IN ('draft', 'submitted', 'decided', 'withdrawn')", name="status"),
    CheckConstraint("outcome IN ('as_asked', 'smaller', 'changed', 'refused')", name="outcome"),
    Index("ix_proposal_status_municipality_recorded_by", "municipality", "recorded_by"),
)

response = Table(
    "response",
    metadata,
    number(),
    of_municipality(),
    Column("proposal", Id, nullable=False),
    _to_proposal(),
    Column("link", Id),
    refers("link", "link"),
    Column("person", Id),
    refers("person", "person"),
    Column("in_favour", Boolean, nullable=False),
    Column("lives_there", Boolean, nullable=False, server_default=false()),
    Column("reason", Word, nullable=False),
    Column("on_date", Date, nullable=False),
    Column("hidden", Word, comment="why its reason is not shown; empty is shown"),
    PrimaryKeyConstraint("municipality", "id"),
    UniqueConstraint("municipality", "proposal", "link"),
    CheckConstraint("(link IS NULL) <> (person IS NULL)", name="one"),
    Index("ix_response_municipality_on_date", "municipality", "on_date"),
)
