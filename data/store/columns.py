"""What the columns of all tables have in common: their types, and how they refer to one another."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Text,
    literal_column,
)

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
Word = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is put in the same order on every database, whatever language the server speaks."""
KNOWN = literal_column("superseded_by IS NULL", Boolean)
ABOUT = literal_column("about IS NOT NULL", Boolean)


def of_municipality() -> Column[str]:
    """Whose row it is."""
    return Column("municipality", Word, ForeignKey("municipality.code"), nullable=False)


def number() -> Column[int]:
    """Which row it is, counted within its municipality."""
    return Column("id", Id, nullable=False, autoincrement=False)


def by(name: str = "recorded_by") -> tuple[Column[int], ForeignKeyConstraint]:
    """Which change wrote a row."""
    return Column(name, Id, nullable=False), refers(name, "change")


def recorded() -> tuple[Column[int] | ForeignKeyConstraint, ...]:
    """Which change wrote a row, and which, if any, made it something we knew before."""
    return (*by(), Column("superseded_by", Id), refers("superseded_by", "change"))


def refers(column: str, table: str) -> ForeignKeyConstraint:
    """Let a column name a row of the same municipality."""
    return ForeignKeyConstraint(["municipality", column], [f"{table}.municipality", f"{table}.id"])


def ended(table: str) -> Index:
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


def bounds() -> list[Column[float]]:
    """Where a geometry lies, in metres, so that what is near is found without reading shapes.

    Not `xmin`: PostgreSQL has a column of that name in every table.
    """
    return [Column(name, Float, nullable=False) for name in ("west", "south", "east", "north")]


def one_known(table: str, *columns: str) -> Index:
    """Let only one row of each be what is known now."""
    return Index(
        f"ix_{table}_known", *columns, unique=True, sqlite_where=KNOWN, postgresql_where=KNOWN
    )
