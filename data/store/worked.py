"""The tables of the coordinator's work: consents, settings, thanks, partners, questions, ideas.

What was agreed, set and thanked for is public and part of the log. Questions, ideas and who one
can turn to may be hidden or replaced: they aren't. None holds a person's name; who asked is a
private link of which only the hash is here, and who coordinates is a number in `person`.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
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

__all__ = ["consent", "coordinator", "idea", "partner", "question", "setting", "thanks"]

consent = Table(
    "consent",
    metadata,
    of_municipality(),
    Column("area", Word, nullable=False, comment="whose people agreed with the change"),
    refers("area", "area"),
    Column("on_date", Date, nullable=False),
    Column("note", Word, nullable=False, comment="how: a meeting, a vote"),
    *by(),
    PrimaryKeyConstraint("municipality", "recorded_by", "area"),
)

setting = Table(
    "setting",
    metadata,
    of_municipality(),
    Column("key", Word, nullable=False),
    Column("before", Word, nullable=False),
    Column("after", Word, nullable=False),
    *by(),
    PrimaryKeyConstraint("municipality", "recorded_by", "key"),
)

thanks = Table(
    "thanks",
    metadata,
    of_municipality(),
    Column("project", Word, nullable=False),
    Column("line", Word, nullable=False, comment="what is said; empty takes it back"),
    *by(),
    Column("superseded_by", Id, comment="the change that put another in its place"),
    PrimaryKeyConstraint("municipality", "project", "recorded_by"),
    one_known("thanks", "municipality", "project"),
    Index("ix_thanks_municipality_recorded_by", "municipality", "recorded_by"),
    ended("thanks"),
)

coordinator = Table(
    "coordinator",
    metadata,
    of_municipality(),
    Column("area", Word, nullable=False),
    refers("area", "area"),
    Column("person", Id, nullable=False),
    refers("person", "person"),
    Column("since", Date, nullable=False),
    PrimaryKeyConstraint("municipality", "area"),
)

partner = Table(
    "partner",
    metadata,
    number(),
    of_municipality(),
    Column("name", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("link", Id, comment="by which the partner sees and answers"),
    refers("link", "link"),
    Column("since", Date, nullable=False),
    Column("until", Date, comment="the first day on which it is no partner"),
    PrimaryKeyConstraint("municipality", "id"),
    CheckConstraint("kind IN ('housing', 'police', 'welfare', 'other')", name="kind"),
)

question = Table(
    "question",
    metadata,
    number(),
    of_municipality(),
    Column("area", Word, nullable=False),
    refers("area", "area"),
    Column("partner", Id, comment="who is asked; empty is the municipality"),
    ForeignKeyConstraint(["municipality", "partner"], ["partner.municipality", "partner.id"]),
    Column("text", Word, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("link", Id, comment="who asked; empty is the coordinator"),
    refers("link", "link"),
    Column("answer", Word),
    Column("answered_on", Date),
    Column("hidden", Word, comment="why its text is not shown; empty is shown"),
    PrimaryKeyConstraint("municipality", "id"),
    CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answer"),
    Index("ix_question_municipality_area", "municipality", "area"),
    Index("ix_question_municipality_asked_on", "municipality", "asked_on"),
)

idea = Table(
    "idea",
    metadata,
    number(),
    of_municipality(),
    Column("area", Word, nullable=False),
    refers("area", "area"),
    Column("title", Word, nullable=False),
    Column("text", Word, nullable=False),
    Column("handed_in", Date, nullable=False),
    Column("link", Id, nullable=False),
    refers("link", "link"),
    Column("status", Word, nullable=False),
    Column("answer", Word, nullable=False),
    Column("project", Word, comment="what became of it"),
    PrimaryKeyConstraint("municipality", "id"),
    CheckConstraint("status IN ('new', 'taken', 'declined')", name="status"),
    Index("ix_idea_municipality_area", "municipality", "area"),
    Index("ix_idea_municipality_link", "municipality", "link"),
    Index("ix_idea_municipality_handed_in", "municipality", "handed_in"),
)
