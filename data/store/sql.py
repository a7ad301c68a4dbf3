"""A store on SQL: transactions, and the parts bound to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from threading import local
from typing import TYPE_CHECKING

from boundaries.store import Parts
from data.store.areas import SqlAreas
from data.store.chain import seal, sealed
from data.store.engine import hold, reader, writer
from data.store.ground import SqlGround
from data.store.ideas import SqlIdeas
from data.store.money import SqlMoney
from data.store.participation import SqlParticipation
from data.store.people import SqlPeople
from data.store.projects import SqlProjects
from data.store.server import keep_counted
from data.store.troubles import in_words
from data.store.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from boundaries.model import ChangeId

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class SqlParts(Parts):
    """All parts of a store in one transaction."""

    areas: SqlAreas
    people: SqlPeople


class _Rehearsed(Exception):
    """Ends a transaction of which nothing stays."""


class _Shared(local):
    """The transaction that a thread shares among several commands; other threads have theirs."""

    now: tuple[Connection, list[ChangeId]] | None = None
    moment: _Moment | None = None


class _Moment:
    """What a thread reads until it writes: one connection, opened when something is asked."""

    def __init__(self) -> None:
        self._open: ExitStack | None = None
        self._parts: SqlParts | None = None

    def parts(self, engine: Engine, bind: Callable[[Connection], SqlParts]) -> SqlParts:
        """Return the parts, bound to the connection of this moment."""
        if self._parts is None:
            with ExitStack() as stack:
                stack.enter_context(in_words(engine.url))
                self._parts = bind(stack.enter_context(engine.connect()))
                self._open = stack.pop_all()
        return self._parts

    def end(self) -> None:
        """Let go of the connection; what is asked next is of another moment."""
        if self._open is not None:
            self._open.close()
        self._open = self._parts = None


class SqlStore:
    """One municipality in a database.

    Parameters
    ----------
    engine
        From `make_engine`.
    municipality
        Its code; every query has it in its key.
    clock
        Gives the time in UTC.
    """

    def __init__(self, engine: Engine, municipality: str, clock: Clock) -> None:
        self._engine = engine
        self._reader = reader(engine)
        self._writer = writer(engine)
        self._municipality = municipality
        self._clock = clock
        # SQLite's busy handler is unfair between threads: one writer can starve for seconds.
        self._turn = Turns()
        self._shared = _Shared()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let all that is read and written in here share one transaction; for one thread.

        Each command in it is still done whole or not at all. Thousands of them in a row take a
        fraction of the time: they are sealed and committed once.
        """
        if self._shared.now is not None:
            yield
            return
        with self._turn, self._transaction() as (connection, _), self.within(connection):
            yield

    @contextmanager
    def rehearse(self) -> Iterator[None]:
        """Let all that is written in here happen, and undo it at the end; for one thread.

        So what a command would do is told by the command itself. Nobody else sees any of it.
        """
        if self._shared.now is not None:
            connection, recorded = self._shared.now
            so_far, nested = len(recorded), connection.begin_nested()
            try:
                yield
            finally:
                nested.rollback()
                del recorded[so_far:]
            return
        with suppress(_Rehearsed), self._turn, self._transaction() as (connection, _):
            self._shared.now = connection, []
            try:
                yield
            finally:
                self._shared.now = None
            raise _Rehearsed

    @contextmanager
    def within(self, connection: Connection) -> Iterator[None]:
        """Let all that is read and written in here be part of a transaction that goes on."""
        recorded: list[ChangeId] = []
        self._shared.now = connection, recorded
        try:
            yield
        finally:
            self._shared.now = None
        if recorded:
            before = sealed(connection, self._municipality)
            seal(connection, self._municipality, before, recorded[0], recorded[-1])

    @contextmanager
    def read(self) -> Iterator[Parts]:
        """Open a consistent view."""
        if self._shared.now is not None:
            yield self._parts(self._shared.now[0])
            return
        if self._shared.moment is not None:
            with in_words(self._engine.url):
                yield self._shared.moment.parts(self._reader, self._keeping_parts)
            return
        with in_words(self._engine.url), self._reader.connect() as connection:
            yield self._parts(connection)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Let all that is read in here be of one moment, until something is written.

        What doesn't change is asked once then. For one thread.
        """
        if self._shared.moment is not None or self._shared.now is not None:
            yield
            return
        self._shared.moment = _Moment()
        try:
            yield
        finally:
            self._end_moment()
            self._shared.moment = None

    def _end_moment(self) -> None:
        if self._shared.moment is not None:
            self._shared.moment.end()

    def _keeping_parts(self, connection: Connection) -> SqlParts:
        parts = self._parts(connection)
        parts.areas.kept, parts.people.kept = {}, {}
        return parts

    @contextmanager
    def write(self) -> Iterator[Parts]:
        """Open a transaction: all of it is committed at the end, or nothing."""
        if self._shared.now is not None:
            connection, recorded = self._shared.now
            with connection.begin_nested():
                parts = self._parts(connection)
                yield parts
            recorded += parts.areas.recorded
            self._keep_counted(connection, parts.areas.recorded)
            return
        with self._turn, self._transaction() as (connection, before):
            parts = self._parts(connection)
            yield parts
            if recorded := parts.areas.recorded:
                seal(connection, self._municipality, before, recorded[0], recorded[-1])
                self._keep_counted(connection, recorded)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Connection, str | None]]:
        """Begin to write, on top of a last change (its hash).

        What befalls the database is refused in a sentence.
        """
        self._end_moment()
        with in_words(self._engine.url) as stage, self._writer.begin() as connection:
            yield connection, hold(connection, self._municipality)
            stage.committing = True
        self._end_moment()

    def _keep_counted(self, connection: Connection, recorded: list[ChangeId]) -> None:
        if connection.dialect.name == "postgresql":
            keep_counted(connection, recorded)

    def _parts(self, connection: Connection) -> SqlParts:
        code = self._municipality
        return SqlParts(
            areas=SqlAreas(connection, code, self._clock),
            ground=SqlGround(connection, code),
            projects=SqlProjects(connection, code),
            money=SqlMoney(connection, code),
            people=SqlPeople(connection, code, self._clock),
            participation=SqlParticipation(connection, code),
            ideas=SqlIdeas(connection, code),
        )
