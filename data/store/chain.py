"""A chain over the changes: each carries a hash of itself, of all it wrote and of the one before.

Whoever edits, adds or removes a row later, with whatever tool, breaks the chain at that change;
the municipality holds the hash of the last one, so that changes cut off the end show too. Building
blocks and reference lines are not in it: a newer file replaces them.

There is no secret in it: who knows this recipe and rewrites every hash from an edit on can't be
told by the store alone, only by comparing its last hash with that of a copy kept elsewhere.

The digest is SHA-256 (FIPS 180-4) over one line for each row, in the order of its key. Values are
read as the database holds them, so that one which can't be read as what it should be is found
too, and the same on every database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, Table, bindparam, literal, select, type_coerce, update
from sqlalchemy.types import NullType

from data.store import tables as t
from data.store.geometry import AsWkb, Geometry
from data.store.joining import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, Connection

START = ""
Content = list[dict[int, str]]
"""For each kind of row, the digest of what each change wrote of it."""


class _Written(NamedTuple):
    """Rows that belong to a change: by which column, and what of them counts."""

    table: Table
    change: Column[Any]
    columns: tuple[Column[Any], ...]


def _rows(
    table: Table, change: str = "recorded_by", *, but: tuple[str, ...] = ()
) -> list[_Written]:
    """Return what a change wrote in a table, and what it made something of the past there."""
    ended = "superseded_by"
    kept = tuple(c for c in table.columns if c.name not in {ended, *but})
    wrote = [_Written(table, table.columns[change], kept)]
    if ended in table.columns:
        wrote.append(_Written(table, table.columns[ended], _key(table)))
    return wrote


def _key(table: Table) -> tuple[Column[Any], ...]:
    """Return by what a row of a municipality is told apart: its number where it has one."""
    key = tuple(c for c in table.primary_key.columns if c.name != "municipality")
    return key if [c.name for c in key] == ["id"] else tuple(table.primary_key.columns)


_WRITTEN = (
    # Its size follows from its land, and is checked on that.
    *_rows(t.area_version, but=("m2",)),
    *_rows(t.lineage, "change"),
    *_rows(t.project),
    *_rows(t.project_status),
    *_rows(t.engagement),
    *_rows(t.home),
    *_rows(t.entry, "change", but=("net",)),
    _Written(t.entry_line, t.entry.c.change, tuple(t.entry_line.columns)),
    # New kinds are added at the end; see `_hash`.
    *_rows(t.round_),
    *_rows(t.proposal),
    *_rows(t.proposal_area),
    *_rows(t.proposal_status),
    *_rows(t.consent),
    *_rows(t.setting),
    *_rows(t.thanks),
)
_ALWAYS = len(_WRITTEN) - 9
"""The kinds of rows that there were when the first hashes were made."""


def _raw(columns: Iterable[Column[Any]]) -> list[Any]:
    return [
        type_coerce(AsWkb(c) if isinstance(c.type, Geometry) else c, NullType()).label(
            f"raw_{c.name}"
        )
        for c in columns
    ]


class _Queries(NamedTuple):
    """What every change wrote of a kind of row, or those from `first` to `last`."""

    every: Select[Any]
    some: Select[Any]


def _queries(written: _Written) -> _Queries:
    table = written.table
    # Aliased, since it may be one of the columns too.
    query = select(written.change.label("of_change"), *_raw(written.columns))
    if written.change.table is not table:
        query = query.join_from(table, t.entry, names(t.entry_line.c.entry, t.entry))
    query = query.where(table.columns["municipality"] == bindparam("of"))
    query = query.order_by(*table.primary_key.columns)
    some = written.change.between(bindparam("first"), bindparam("last"))
    return _Queries(query.where(written.change.is_not(None)), query.where(some))


# Built once: putting them together takes longer than what they ask.
_QUERIES = [_queries(written) for written in _WRITTEN]
_TOUCHED = select(
    *(
        queries.some.order_by(None).with_only_columns(literal(1)).exists().label(f"kind_{number}")
        for number, queries in enumerate(_QUERIES)
    )
)
"""Which kinds of rows some changes wrote at all: most write few of them."""
_CHANGES = (
    select(*_raw(c for c in t.change.columns if c.name != "hash"))
    .where(t.change.c.municipality == bindparam("of"))
    .order_by(t.change.c.id)
)
_SOME_CHANGES = _CHANGES.where(t.change.c.id.between(bindparam("first"), bindparam("last")))
_SEAL = (
    update(t.change)
    .where(t.change.c.municipality == bindparam("of"), t.change.c.id == bindparam("number"))
    .values(hash=bindparam("digest"))
)


def sealed(connection: Connection, municipality: str) -> str | None:
    """Return the hash of the change that was recorded last.

    Not of the last change that is there: where one was cut off, what comes after shows it for good.
    """
    m = t.municipality
    return connection.scalar(select(m.c.sealed).where(m.c.code == municipality))


def seal(
    connection: Connection, municipality: str, before: str | None, first: int, last: int
) -> None:
    """Give all changes of a municipality from `first` to `last` their hash.

    The last thing their transaction does.

    Parameters
    ----------
    before
        The hash of the change before them.
    """
    content = _contents(connection, municipality, only=(first, last))
    which = {"of": municipality, "first": first, "last": last}
    for row in connection.execute(_SOME_CHANGES, which).all():
        before = _hash(before or START, row, content)
        connection.execute(_SEAL, {"of": municipality, "number": row[0], "digest": before})
    _write_last(connection, municipality, before)


def seal_all(connection: Connection) -> None:
    """Give every change without a hash its own: for a store from before there were any."""
    for municipality in connection.scalars(select(t.municipality.c.code)).all():
        last, sealing = None, []
        for change, expected, stored in _walk(connection, municipality):
            last = stored or expected
            if stored is None:
                sealing.append({"of": municipality, "number": change, "digest": expected})
        if sealing:
            connection.execute(_SEAL, sealing)
        _write_last(connection, municipality, last)


def broken(connection: Connection, municipality: str) -> list[int]:
    """Return the changes whose hash doesn't tell what the store holds, in order.

    One that isn't there at all is among them when rows say that it wrote them.
    """
    content = _contents(connection, municipality)
    walked = list(_walk(connection, municipality, content))
    strays = {change for digests in content for change in digests}
    strays -= {change for change, _, _ in walked}
    return sorted(strays | {change for change, expected, stored in walked if expected != stored})


def cut_off(connection: Connection, municipality: str) -> bool:
    """Return whether the last change isn't the one that was recorded last."""
    c, m = t.change, t.municipality
    last = connection.scalar(
        select(c.c.hash).where(c.c.municipality == municipality).order_by(c.c.id.desc()).limit(1)
    )
    return last != connection.scalar(select(m.c.sealed).where(m.c.code == municipality))


def _write_last(connection: Connection, municipality: str, digest: str | None) -> None:
    m = t.municipality
    connection.execute(update(m).where(m.c.code == municipality).values(sealed=digest))


def _walk(
    connection: Connection, municipality: str, content: Content | None = None
) -> Iterator[tuple[int, str, str | None]]:
    """Yield of each change its id, the hash it should have and the one it has.

    Each is checked on the stored hash before it, so that one edit doesn't accuse all later ones.
    """
    content = _contents(connection, municipality) if content is None else content
    before = START
    stored_hashes = select(t.change.c.id, t.change.c.hash).where(
        t.change.c.municipality == municipality
    )
    hashes = {row.id: row.hash for row in connection.execute(stored_hashes)}
    rows = connection.execute(_CHANGES, {"of": municipality}).all()
    for row in rows:
        expected = _hash(before, row, content)
        stored = hashes[row[0]]
        yield row[0], expected, stored
        before = stored or expected


def _contents(
    connection: Connection, municipality: str, *, only: tuple[int, int] | None = None
) -> Content:
    """Return for each kind of row the digest of what each change wrote of it."""
    if only is None:
        return [_digests(connection, municipality, query, only) for query in _QUERIES]
    which = {"of": municipality, "first": only[0], "last": only[1]}
    touched = connection.execute(_TOUCHED, which).one()
    return [
        _digests(connection, municipality, query, only) if there else {}
        for query, there in zip(_QUERIES, touched, strict=True)
    ]


def _digests(
    connection: Connection, municipality: str, queries: _Queries, only: tuple[int, int] | None
) -> dict[int, str]:
    which: dict[str, str | int] = {"of": municipality}
    if only is not None:
        which |= {"first": only[0], "last": only[1]}
    found: dict[int, Any] = {}
    for row in connection.execute(queries.every if only is None else queries.some, which):
        digest = found.setdefault(row[0], hashlib.sha256())
        digest.update(_line(row[1:]))
    return {change: digest.hexdigest() for change, digest in found.items()}


def _hash(before: str, row: Iterable[object], content: Content) -> str:
    values = tuple(row)
    change = int(str(values[0]))
    digest = hashlib.sha256(f"{before}\n".encode())
    digest.update(_line(values))
    for number, digests in enumerate(content):
        # Of a kind that came later nothing is told where nothing was written, or no hash from
        # before it would hold.
        if number < _ALWAYS:
            digest.update(f"{digests.get(change, '')}\n".encode())
        elif change in digests:
            digest.update(f"{number}:{digests[change]}\n".encode())
    return digest.hexdigest()


def _line(values: Iterable[object]) -> bytes:
    """Return a row so that no two rows look alike: each value after its length."""
    texts = [_text(value) for value in values]
    return ("".join(f"{len(text)}:{text}" for text in texts) + "\n").encode()


def _text(value: object) -> str:
    match value:
        case None:
            return "\x00"
        case bytes():
            return value.hex().upper()
        case float():
            return value.hex()
        case bool():
            return str(int(value))
        case dt.datetime():
            return value.isoformat(" ", "microseconds")
        case _:
            return str(value)
