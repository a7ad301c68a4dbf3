"""Building blocks from a file, their figures from it or from a table beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_
from boundaries.model import Block
from boundaries.rules import LONGEST_NAME
from data.importing.features import (
    Notes,
    checked_text,
    columns,
    features_of,
    number_of,
    repaired,
    text_of,
)
from data.readers.files import CSV, load
from data.readers.tables import fields_of, read_csv

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from boundaries.model import Municipality
    from data.readers.tables import Row


def read_blocks(
    path: Path,
    figures: Path | None,
    place: Municipality,
    mapping: Mapping[str, str],
    on: dt.date,
) -> tuple[list[Block], Notes]:
    """Return building blocks, their figures from the properties or joined from a table.

    Figures per CBS buurt are summed into their wijk where the blocks are wijken. What has no
    counterpart is named in the notes, and its residents stay unknown.

    Raises
    ------
    Refused
        With a code of the import policy and the place in the file.
    """
    features = features_of(path, place)
    in_file = {column: name for column, name in mapping.items() if column in columns(features)}
    rows = read_csv(load(figures, CSV)) if figures is not None else []
    if not rows or not all(c.casefold() in rows[0].cells for c in mapping if c not in in_file):
        in_file = dict(mapping)  # a column that stands nowhere is refused by its name
    chosen = fields_of(columns(features), in_file)
    notes = Notes()
    blocks = []
    for feature in features:
        number = number_of(feature.properties, chosen, feature.place)
        identity = text_of(feature, chosen, "id")
        blocks.append(
            Block(
                id=identity,
                name=text_of(feature, chosen, "name", default=identity),
                geometry=repaired(feature, notes),
                residents=number("residents"),
                households=number("households"),
                year=number("year") or on.year,
                source=text_of(feature, chosen, "source", default=path.name[:LONGEST_NAME]),
            )
        )
    if rows:
        blocks = _joined(blocks, rows, mapping, notes)
    return blocks, notes


def _joined(
    blocks: list[Block], rows: Sequence[Row], mapping: Mapping[str, str], notes: Notes
) -> list[Block]:
    known = {column: name for column, name in mapping.items() if column.casefold() in rows[0].cells}
    chosen = fields_of(rows[0].cells, known)
    for needed in ("id", "residents"):
        if needed not in chosen:
            raise Refused(
                "schema",
                N_("These columns are missing: {which}. Add them, or name them with --map."),
                ids=[needed],
                which=[needed],
            )
    ids = {block.id for block in blocks}
    sums: dict[str, dict[str, int | None]] = {}
    for row in rows:
        given = row.cells[chosen["id"]]
        target = given if given in ids else _wijk_of(given)
        if target not in ids:
            notes.unmatched_figures.append(checked_text(given, row.place))
            continue
        number = number_of(row.cells, chosen, row.place)
        total = sums.setdefault(target, {"residents": 0, "households": 0})
        for name in total:
            count, so_far = number(name), total[name]
            # One part unknown makes the sum unknown: missing is never 0.
            total[name] = None if count is None or so_far is None else so_far + count
    notes.unmatched_blocks.extend(block.id for block in blocks if block.id not in sums)
    return [
        Block(
            block.id,
            block.name,
            block.geometry,
            sums.get(block.id, {}).get("residents", block.residents),
            sums.get(block.id, {}).get("households", block.households),
            block.year,
            block.source,
        )
        for block in blocks
    ]


def _wijk_of(code: str) -> str:
    """Return the CBS wijk of a buurt: BU01180503 lies in WK011805."""
    match = re.fullmatch(r"BU([0-9]{6})[0-9]{2}", code)
    return f"WK{match.group(1)}" if match else code
