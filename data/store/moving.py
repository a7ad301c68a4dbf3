"""Moving a store to another database, with all that it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import update

from data.store import server
from data.store import tables as t
from data.store.copying import copy_rows
from data.store.disk import path_of, refuse_network
from data.store.engine import hold, is_server, shown, writer
from data.store.making import make_file, make_on_server
from data.store.opening import municipalities_of, open_engine
from data.store.troubles import in_words

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a store went, the municipalities in it, and how many rows they have."""

    to: str
    municipalities: tuple[str, ...]
    rows: int


def move_store(url: str, to: str) -> Moved:
    """Copy a store to an empty place, and let nobody write to the old one any more.

    Meanwhile nobody writes to it either, or that would be lost. The old one can still be read.

    Raises
    ------
    Refused
        As `open_store` for the old place, `moved` when it isn't written to there; as
        `build_store` for the new one; `damaged` when the copy isn't what was recorded.
    """
    making = _making(to)
    source = open_engine(url)
    try:
        with in_words(source.url), writer(source).begin() as old:
            codes = municipalities_of(old)
            for code in codes:
                hold(old, code)
            with making as new:
                rows = copy_rows(old, new)
                if is_server(to):
                    server.analyse(new)
            # The new one is whole and in its place by now.
            old.execute(update(t.municipality).values(moved_to=shown(to)))
    finally:
        source.dispose()
    return Moved(shown(to), tuple(codes), rows)


def _making(to: str) -> AbstractContextManager[Connection]:
    if is_server(to):
        return make_on_server(to)
    refuse_network(path_of(to))
    return make_file(path_of(to))
