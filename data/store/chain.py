"""A chain over the changes: each carries a hash of itself, of all it wrote and of the one before.

Whoever edits a row later, with whatever tool, breaks the chain at that change. Building blocks
and reference lines are not in it: a newer file replaces them.

The digest is SHA-256 (FIPS 180-4) over one line for each row, in the order of its key.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely
from sqlalchemy import Table, select, update

from data.store import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, Connection

START = ""


class _Written(NamedTuple):
    """Rows that belong to a change: by which column, and what of them counts."""

    table: Table
    change: Column[Any]
    columns: tuple[Column[Any], ...]


def _all(table: Table, change: str, *, but: tuple[str, ...] = ()) -> _Written:
    kept = tuple(c for c in table.columns if c.name not in but)
    return _Written(table, table.columns[change], kept)


def _ended(table: Table, *key: str) -> _Written:
    return _Written(
        table, table.columns["superseded_by"], tuple(table.columns[name] for name in key)
    )


_VERSION_KEY = ("municipality", "id")
_WRITTEN = (
    _all(t.area_version, "recorded_by", but=("superseded_by",)),
    _ended(t.area_version, *_VERSION_KEY),
    _all(t.lineage, "change", but=("superseded_by",)),
    _ended(t.lineage, "municipality", "predecessor", "successor"),
    _all(t.project, "recorded_by"),
    _all(t.project_status, "recorded_by"),
    _all(t.engagement, "recorded_by"),
    _all(t.home, "recorded_by", but=("superseded_by",)),
    _ended(t.home, *_VERSION_KEY),
    _all(t.entry, "change", but=("net",)),
    _Written(t.entry_line, t.entry.c.change, tuple(t.entry_line.columns)),
)


def seal(connection: Connection, municipality: str, change: int) -> None:
    """Give a change its hash; the last thing its transaction does."""
    c = t.change
    before = connection.scalar(
        select(c.c.hash)
        .where(c.c.municipality == municipality, c.c.id < change)
        .order_by(c.c.id.desc())
        .limit(1)
    )
    content = _contents(connection, municipality, only=change)
    row = connection.execute(_changes(municipality).where(c.c.id == change)).one()
    connection.execute(
        update(c).where(c.c.id == change).values(hash=_hash(before or START, row, content))
    )


def seal_all(connection: Connection) -> None:
    """Give every change without a hash its own: for a store from before there were any."""
    for municipality in connection.scalars(select(t.municipality.c.code)).all():
        for change, expected, stored in _walk(connection, municipality):
            if stored is None:
                connection.execute(
                    update(t.change).where(t.change.c.id == change).values(hash=expected)
                )


def broken(connection: Connection, municipality: str) -> list[int]:
    """Return the changes whose hash doesn't tell what the store holds."""
    return [
        change for change, expected, stored in _walk(connection, municipality) if expected != stored
    ]


def _walk(connection: Connection, municipality: str) -> Iterator[tuple[int, str, str | None]]:
    """Yield of each change its id, the hash it should have and the one it has.

    Each is checked on the stored hash before it, so that one edit doesn't accuse all later ones.
    """
    content = _contents(connection, municipality)
    before = START
    hashes = dict(
        connection.execute(
            select(t.change.c.id, t.change.c.hash).where(t.change.c.municipality == municipality)
        ).tuples()
    )
    rows = connection.execute(_changes(municipality).order_by(t.change.c.id)).all()
    for row in rows:
        expected = _hash(before, row, content)
        stored = hashes[row.id]
        yield row.id, expected, stored
        before = stored or expected


def _changes(municipality: str) -> Any:  # noqa: ANN401 - a select of many columns
    kept = [c for c in t.change.columns if c.name != "hash"]
    return select(*kept).where(t.change.c.municipality == municipality)


def _contents(
    connection: Connection, municipality: str, *, only: int | None = None
) -> list[dict[int, str]]:
    """Return for each kind of row the digest of what each change wrote of it."""
    return [_digests(connection, municipality, written, only) for written in _WRITTEN]


def _digests(
    connection: Connection, municipality: str, written: _Written, only: int | None
) -> dict[int, str]:
    table = written.table
    # Aliased, since it may be one of the columns too.
    query = select(written.change.label("of_change"), *written.columns)
    if written.change.table is not table:
        query = query.join_from(table, t.entry, t.entry.c.id == t.entry_line.c.entry)
    query = query.where(table.columns["municipality"] == municipality)
    query = query.where(written.change.is_not(None) if only is None else written.change == only)
    found: dict[int, Any] = {}
    for row in connection.execute(query.order_by(*table.primary_key.columns)):
        digest = found.setdefault(row[0], hashlib.sha256())
        digest.update(_line(row[1:]))
    return {change: digest.hexdigest() for change, digest in found.items()}


def _hash(before: str, row: Iterable[object], content: list[dict[int, str]]) -> str:
    values = tuple(row)
    change = int(str(values[0]))
    digest = hashlib.sha256(f"{before}\n".encode())
    digest.update(_line(values))
    for digests in content:
        digest.update(f"{digests.get(change, '')}\n".encode())
    return digest.hexdigest()


def _line(values: Iterable[object]) -> bytes:
    """Return a row so that no two rows look alike: each value after its length."""
    texts = [_text(value) for value in values]
    return ("".join(f"{len(text)}:{text}" for text in texts) + "\n").encode()


def _text(value: object) -> str:
    if value is None:
        return "\x00"
    if isinstance(value, shapely.Geometry):
        return shapely.to_wkb(value, hex=True, byte_order=1)
    if isinstance(value, float):
        return value.hex()
    return str(value)
