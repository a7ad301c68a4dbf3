"""A file from outside, as bytes, with its size and kind looked at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundaries.errors import Refused
from boundaries.language import N_

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_MB = 20
GEOJSON = frozenset({".geojson", ".json"})
CSV = frozenset({".csv"})


def load(path: Path, kinds: frozenset[str]) -> bytes:
    """Return the bytes of a file of one of `kinds` (extensions in lower case).

    Raises
    ------
    Refused
        `no_file`, `wrong_type`, `empty` or `too_large`.
    """
    if not path.is_file():
        raise Refused(
            "no_file", N_("There is no file {path}. Check the name."), path=str(path)[-200:]
        )
    if path.suffix.lower() not in kinds:
        raise Refused(
            "wrong_type",
            N_("{path} can't be read here. Give a file that ends in {kinds}."),
            path=path.name[-100:],
            kinds=sorted(kinds),
        )
    if path.stat().st_size > LARGEST_MB * 1_000_000:
        raise Refused(
            "too_large",
            N_("The file is too big. Choose a file up to {mb} MB."),
            mb=LARGEST_MB,
        )
    data = path.read_bytes()
    if not data.strip():
        raise Refused("empty", N_("The file is empty. Choose another one."))
    return data


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without byte order mark.

    Raises
    ------
    Refused
        `encoding`.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            "encoding",
            N_("The text of the file can't be read. Save it as UTF-8 and try again."),
        ) from error
