"""Postcodes from a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boundaries.commands import NewPostcode
from boundaries.language import N_
from boundaries.postcodes import plain_postcode
from data.importing.tables import Line, Lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_POSTCODE = re.compile(r"[1-9][0-9]{3}(?:[A-Z]{2})?", re.ASCII)


def read_postcodes(path: Path, mapping: Mapping[str, str]) -> list[NewPostcode]:
    """Return the rows of a CSV table: `code` (7908 AB, or 7908) and `block`, the id of one.

    Raises
    ------
    Refused
        With a code of the import policy, the row and the column.
    """
    return [_postcode(line) for line in Lines.of(path, mapping, ("code", "block"))]


def _postcode(line: Line) -> NewPostcode:
    code = plain_postcode(line["code"])
    if not _POSTCODE.fullmatch(code):
        raise line.refused(
            "postcode",
            N_("{text} is not a postcode. Write it as 7908 AB."),
            "code",
            text=line.checked("code")[:40],
        )
    if not line["block"]:
        raise line.refused("schema", N_("A postcode needs the id of a building block."), "block")
    return NewPostcode(code, line.checked("block"), line.place)
