"""A file that an administrator gives on a page: judged by taking it in, for good or on trial."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import shapely

from boundaries import commands, queries
from boundaries.given import KINDS, GivenColumns, TakenIn
from boundaries.model import Initiator, Occasion
from data.importing.areas import read_areas
from data.importing.blocks import read_blocks
from data.importing.budgets import read_budgets
from data.importing.engagement import read_engagement
from data.importing.features import columns, features_of
from data.importing.lines import read_lines
from data.importing.postcodes import read_postcodes
from data.importing.projects import read_projects
from data.readers.files import CSV, GEOJSON, KML, check_kind, load
from data.readers.geojson import read_geojson
from data.readers.tables import fields_of, read_csv

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from boundaries.given import GivenFile
    from boundaries.model import Actor, Municipality
    from boundaries.store import Store
    from data.importing.features import Notes

SHAPES = frozenset({"areas", "blocks"})
_LINES = ("LineString", "MultiLineString")


def columns_of(store: Store, given: GivenFile) -> GivenColumns:
    """Return the columns of a file, and which of our fields are in them by their names.

    Raises
    ------
    Refused
        When it can't be read at all.
    """
    with store.read() as parts:
        place = parts.areas.municipality()
    with _as_file(given) as path:
        if given.kind in SHAPES:
            names = columns(features_of(path, place))
        elif given.kind == "lines":
            data = load(path, GEOJSON)
            names = columns(read_geojson(data, crs=place.crs, within=place.within, kinds=_LINES))
        else:
            names = list(read_csv(load(path, CSV))[0].cells)
    chosen = fields_of(names, {})
    return GivenColumns(
        tuple(names), {field: chosen[field] for field in KINDS[given.kind] if field in chosen}
    )


def judge(store: Store, actor: Actor, given: GivenFile, reason: str) -> TakenIn:
    """Return what taking a file in would do; nothing of it stays.

    Raises
    ------
    Refused
        As `take_in`.
    """
    with store.rehearse():
        return take_in(store, actor, given, reason)


def take_in(store: Store, actor: Actor, given: GivenFile, reason: str) -> TakenIn:
    """Take in a file, whole or not at all.

    Parameters
    ----------
    reason
        What the log says of it.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file, or a rule of the command.
    Forbidden
        When the actor's role may not do this.
    """
    with store.read() as parts:
        place, today = parts.areas.municipality(), parts.areas.today()
    occasion = Occasion(given.on or today, reason, Initiator.MUNICIPALITY)
    mapping = dict(given.columns)
    with _as_file(given) as path:
        if given.kind in SHAPES:
            return _land(store, actor, given.kind, path, place, mapping, occasion)
        if given.kind == "lines":
            lines = read_lines(path, place, mapping)
            commands.import_lines(store, actor, lines, occasion)
            return TakenIn(len(lines))
        return _table(store, actor, given.kind, path, place, mapping, occasion)


def _land(
    store: Store,
    actor: Actor,
    kind: str,
    path: Path,
    place: Municipality,
    mapping: Mapping[str, str],
    occasion: Occasion,
) -> TakenIn:
    after: list[BaseGeometry]
    notes: Notes
    changes: tuple[str, ...] = ()
    if kind == "areas":
        new, notes = read_areas(path, place, mapping)
        changes = commands.import_areas(store, actor, new, occasion).notes
        after = [one.geometry for one in new]
    else:
        blocks, notes = read_blocks(path, None, place, mapping, occasion.on)
        commands.import_blocks(store, actor, blocks, occasion)
        after = [one.geometry for one in blocks]
    before = [feature.geometry for feature in features_of(path, place)]
    return TakenIn(
        len(after),
        (*notes.changes, *changes),
        notes.repaired,
        tuple(before),
        tuple(after),
        float(shapely.area(before).sum()),
        float(shapely.area(after).sum()),
    )


def _table(
    store: Store,
    actor: Actor,
    kind: str,
    path: Path,
    place: Municipality,
    mapping: Mapping[str, str],
    occasion: Occasion,
) -> TakenIn:
    if kind == "postcodes":
        rows = read_postcodes(path, mapping)
        return TakenIn(len(rows), commands.import_postcodes(store, actor, rows, occasion).notes)
    with store.read() as parts:

        @cache
        def find(text: str, day: dt.date) -> Any:  # noqa: ANN401 - an area version
            return queries.find_area(parts, text, day)

        @cache
        def find_of(text: str, first: dt.date, last: dt.date) -> Any:  # noqa: ANN401
            return queries.find_area_of(parts, text, first, last)

        if kind == "projects":
            projects = read_projects(path, place, mapping, find)
        elif kind == "budgets":
            budgets = read_budgets(path, mapping, find_of)
        else:
            engagement = read_engagement(path, mapping, find)
    # Written after all is read: a reader holds its own view of the store.
    if kind == "projects":
        done = commands.import_projects(store, actor, projects, occasion)
        return TakenIn(len(projects), done.notes)
    if kind == "budgets":
        done = commands.import_budgets(store, actor, budgets, occasion)
        return TakenIn(len(budgets), done.notes)
    done = commands.import_engagement(store, actor, engagement, occasion)
    return TakenIn(len(engagement), done.notes)


@contextmanager
def _as_file(given: GivenFile) -> Iterator[Path]:
    """Lay the bytes down under the name they came with, for readers of files."""
    kinds = GEOJSON | KML if given.kind in SHAPES else GEOJSON if given.kind == "lines" else CSV
    name = PurePath(given.name.replace("\\", "/")).name
    check_kind(name, len(given.data), kinds)
    with TemporaryDirectory() as folder:
        path = Path(folder) / (PurePath(name).stem[:60].replace("\x00", "") + PurePath(name).suffix)
        path.write_bytes(given.data)
        yield path
